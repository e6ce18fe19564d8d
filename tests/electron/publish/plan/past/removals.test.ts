import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removalsToAsk, type StandingPage, standingPages } from "../../../../../electron/publish/plan/past/removals.ts";

const page = (number: number, lang: "lo" | "en"): string => `${lang}/2024/12/story-${number}/index.html`;

/** A site of `count` stories, the odd ones in Lao as well. */
const siteOf = (count: number): readonly StandingPage[] => {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const pages = numbers.flatMap((number) => [page(number, "en"), ...(number % 2 ? [page(number, "lo")] : [])]);
  return standingPages(pages, new Map(pages.map((path) => [path, /story-\d+/.exec(path)?.[0] ?? ""])));
};

const numberOf = ({ slug }: { readonly slug: string }): number => Number(slug.slice("story-".length));
const never = () => false;

describe("pages that stand on a site", () => {
  it("are those of stories, not lists, data or other people's files", () => {
    const pages = standingPages([
      "index.html",
      "en/index.html",
      "en/2024/12/index.html",
      "en/section/politics/index.html",
      "api/index.json",
      page(1, "en"),
      "fr/2024/12/story-1/index.html",
    ]);
    expect(pages).toEqual([{ path: page(1, "en"), lang: "en", slug: "story-1", story: null }]);
  });
});

describe("a publication that takes stories off the site", () => {
  it("asks where they are more than five and more than a tenth, with their number", () => {
    const gone = (of: number, count: number) =>
      removalsToAsk(siteOf(of), (path) => Number(/story-(\d+)/.exec(path)?.[1]) >= count, never);
    expect(gone(5, 5)).toBeNull();
    expect(gone(6, 6)).toEqual({ stories: 6, of: 6 });
    expect(gone(40, 5)).toBeNull();
    expect(gone(40, 6)).toEqual({ stories: 6, of: 40 });
    expect(gone(60, 6)).toBeNull();
    expect(gone(60, 7)).toEqual({ stories: 7, of: 60 });
  });

  it("counts a story once, in however many languages it goes, whether or not it was noted whose page is whose", () => {
    const both = standingPages(Array.from({ length: 5 }, (_, at) => [page(at, "lo"), page(at, "en")]).flat());
    expect(removalsToAsk(both, never, never)).toBeNull();
  });

  const sites = fc.record({
    count: fc.integer({ min: 0, max: 120 }),
    gone: fc.uniqueArray(fc.integer({ min: 0, max: 119 })),
    explained: fc.uniqueArray(fc.integer({ min: 0, max: 119 })),
  });

  it("asks for exactly the stories that go and were neither withdrawn, thrown away nor moved", () => {
    fc.assert(
      fc.property(sites, ({ count, gone, explained }) => {
        const site = siteOf(count);
        const asked = removalsToAsk(
          site,
          (path) => !gone.includes(Number(/story-(\d+)/.exec(path)?.[1])),
          (one) => explained.includes(numberOf(one)),
        );
        const lost = gone.filter((number) => number < count && !explained.includes(number)).length;
        expect(asked).toEqual(lost > 5 && lost * 10 > count ? { stories: lost, of: count } : null);
      }),
    );
  });

  it("never asks less for taking more, nor more for explaining more", () => {
    fc.assert(
      fc.property(sites, fc.nat(119), ({ count, gone, explained }, extra) => {
        const site = siteOf(count);
        const asked = (numbers: readonly number[], reasons: readonly number[]) =>
          removalsToAsk(
            site,
            (path) => !numbers.includes(Number(/story-(\d+)/.exec(path)?.[1])),
            (one) => reasons.includes(numberOf(one)),
          )?.stories ?? 0;
        const now = asked(gone, explained);
        expect(asked([...gone, extra], explained)).toBeGreaterThanOrEqual(now);
        expect(asked(gone, [...explained, extra])).toBeLessThanOrEqual(now);
      }),
    );
  });
});
