import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { archivePages, archiveSeats, newestSeats, PAGE_SEATS } from "../../../../electron/publish/plan/lists/paging.ts";
import type { Seat } from "../../../../electron/publish/plan/lists/site-lists.ts";

const seats = (count: number): Seat[] =>
  Array.from({ length: count }, (_one, index) => ({ id: `${index}`, story: null }));
const count = fc.nat(500);

describe("the pages of a list", () => {
  test("hold every seat once, the newest at the list's own address", () => {
    fc.assert(
      fc.property(count, (many) => {
        const list = seats(many);
        const pages = Array.from({ length: archivePages(many) }, (_one, index) => archiveSeats(list, index + 1));
        expect([...pages.flat(), ...newestSeats(list)]).toEqual(list);
        expect(pages.every((page) => page.length === PAGE_SEATS)).toBe(true);
      }),
    );
  });

  test("stay as they are whatever comes after them, and the newest one never is bare", () => {
    fc.assert(
      fc.property(count, count, (many, more) => {
        const [before, after] = [seats(many), seats(many + more)];
        for (let number = 1; number <= archivePages(many); number += 1)
          expect(archiveSeats(after, number)).toEqual(archiveSeats(before, number));
        expect(newestSeats(after).length).toBeGreaterThanOrEqual(Math.min(many + more, PAGE_SEATS));
      }),
    );
  });
});
