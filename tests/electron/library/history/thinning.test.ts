import fc from "fast-check";
import { expect, test } from "vitest";
import { type Thinnable, thinned } from "../../../../electron/library/history/thinning.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VIENTIANE = 7 * HOUR;
/** Noon in Vientiane. */
const NOON = Date.parse("2026-11-24T05:00:00Z");

const at = (iso: string, kept = false): Thinnable => ({ rev: iso, n: 1, at: Date.parse(iso), kept });
const staying = (revisions: readonly Thinnable[], now: number, offset = VIENTIANE): Thinnable[] => {
  const gone = thinned(revisions, now, offset);
  return revisions.filter(({ rev }) => !gone.has(rev));
};

/** Revisions of two years, in bursts, as work comes. */
const revisions = fc
  .array(
    fc.record({
      day: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 740 })),
      minute: fc.oneof(fc.integer({ min: 480, max: 600 }), fc.integer({ min: 0, max: 1439 })),
      kept: fc.boolean().map((kept) => kept),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all.map(({ day, minute, kept }, index) => ({
      rev: String(index).padStart(32, "0"),
      n: 1,
      at: NOON - day * DAY - minute * 60_000,
      kept: kept && index % 7 === 0,
    })),
  );
const offset = fc.constantFrom(0, VIENTIANE, -5 * HOUR, 5.75 * HOUR);

test("all of today stay, then the last of each hour for a week, the last of each day for a year", () => {
  const today = ["2026-11-23T17:00:01Z", "2026-11-24T02:00:00Z", "2026-11-24T02:00:01Z"].map((iso) => at(iso));
  const week = ["2026-11-20T03:10:00Z", "2026-11-20T03:50:00Z", "2026-11-20T04:10:00Z"].map((iso) => at(iso));
  const year = ["2026-06-01T03:10:00Z", "2026-06-01T09:10:00Z", "2026-06-02T03:10:00Z"].map((iso) => at(iso));
  const old = ["2025-10-01T03:10:00Z", "2025-10-02T03:10:00Z"].map((iso) => at(iso));
  const published = at("2024-12-06T07:15:00Z", true);
  expect(staying([...old, ...year, ...week, ...today, published], NOON)).toEqual([
    ...year.slice(1),
    ...week.slice(1),
    ...today,
    published,
  ]);
});

test("a day is the newsroom's own: what was written before midnight in Vientiane is yesterday's", () => {
  const late = [at("2026-11-23T16:10:00Z"), at("2026-11-23T16:50:00Z")];
  expect(staying([...late, at("2026-11-24T01:00:00Z")], NOON).map(({ rev }) => rev)).toEqual([
    "2026-11-23T16:50:00Z",
    "2026-11-24T01:00:00Z",
  ]);
  expect(staying(late, Date.parse("2026-11-23T16:59:00Z"))).toEqual(late);
});

test("the newest, the published and the pinned always stay", () => {
  fc.assert(
    fc.property(revisions, offset, fc.integer({ min: 0, max: 4000 }), (all, zone, days) => {
      const left = staying(all, NOON + days * DAY, zone);
      for (const one of all) if (one.kept) expect(left).toContain(one);
      const newest = Math.max(...all.map((one) => one.at));
      if (all.length > 0) expect(left.some((one) => one.at === newest)).toBe(true);
    }),
  );
});

test("thinning twice is thinning once, and thinning today changes nothing of what thinning later leaves", () => {
  fc.assert(
    fc.property(revisions, offset, fc.integer({ min: 0, max: 800 * 24 }), (all, zone, hours) => {
      const once = staying(all, NOON, zone);
      expect(staying(once, NOON, zone)).toEqual(once);
      const later = NOON + hours * HOUR;
      expect(staying(once, later, zone)).toEqual(staying(all, later, zone));
    }),
  );
});

test("each hour of the week and each day of the year that had a revision still has one", () => {
  fc.assert(
    fc.property(revisions, offset, (all, zone) => {
      const left = staying(all, NOON, zone);
      const slots = (size: number, of: readonly Thinnable[], since: number) =>
        new Set(of.filter((one) => one.at + zone >= since).map((one) => Math.floor((one.at + zone) / size)));
      const midnight = Math.floor((NOON + zone) / DAY) * DAY;
      expect(slots(HOUR, left, midnight - 6 * DAY)).toEqual(slots(HOUR, all, midnight - 6 * DAY));
      expect(slots(DAY, left, midnight - 364 * DAY)).toEqual(slots(DAY, all, midnight - 364 * DAY));
    }),
  );
});

test("a revision dated ahead by a clock that ran backwards stays", () => {
  const ahead = at("2026-11-25T05:00:00Z");
  expect(staying([ahead, at("2026-11-25T05:00:01Z")], NOON)).toHaveLength(2);
});

test("what a clock wrote that stood ten years back stays while what it follows does, the last of each hour", () => {
  const line = (...dates: readonly string[]): Thinnable[] =>
    dates.map((iso, index) => ({ ...at(iso), n: index + 1, rev: `${index} ${iso}` }));
  const all = line(
    "2026-11-20T03:10:00Z",
    "2016-11-20T04:10:00Z",
    "2016-11-20T04:50:00Z",
    "2016-11-20T05:10:00Z",
    "2026-11-21T03:10:00Z",
  );
  expect(staying(all, NOON).map(({ at: when }) => new Date(when).toISOString().slice(0, 16))).toEqual([
    "2026-11-20T03:10",
    "2016-11-20T04:50",
    "2016-11-20T05:10",
    "2026-11-21T03:10",
  ]);
  expect(staying(staying(all, NOON), NOON)).toEqual(staying(all, NOON));
  // A year later they are as old as what they follow.
  expect(staying(all, NOON + 366 * DAY)).toEqual(all.slice(-1));
  // And one that was dated ahead makes nothing of what follows it old for ever.
  const after = line("2036-11-20T03:10:00Z", "2024-11-20T04:10:00Z", "2026-11-24T03:10:00Z");
  expect(staying(after, NOON)).toEqual([after[0], after[2]]);
});
