import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTimeZone, pageDate, withZoneOffset, yearAndMonth } from "../../../shared/text/dates.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

const ZONES = [
  "Asia/Vientiane",
  "UTC",
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kathmandu",
  "Pacific/Apia",
];

describe("a moment in a zone", () => {
  it("is as dayjs finds it, summer time and odd offsets included", () => {
    const second = fc.integer({ min: Date.UTC(1950, 0) / 1000, max: Date.UTC(2060, 0) / 1000 });
    fc.assert(
      fc.property(second, fc.constantFrom(...ZONES), (at, zone) => {
        const instant = `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
        const expected = dayjs(instant).tz(zone);
        expect(withZoneOffset(instant, zone)).toBe(expected.format("YYYY-MM-DDTHH:mm:ssZ"));
        expect(withZoneOffset(withZoneOffset(instant, zone), "UTC").slice(0, 19)).toBe(instant.slice(0, 19));
        expect(pageDate(instant, zone)).toBe(expected.format("DD/MM/YYYY HH:mm"));
        expect(yearAndMonth(instant, zone)).toEqual([expected.format("YYYY"), expected.format("MM")]);
      }),
    );
  });

  it("is no moment in a zone that nobody knows", () => {
    expect(isTimeZone("Asia/Vientiane")).toBe(true);
    expect(isTimeZone("Asia/Atlantis")).toBe(false);
  });
});
