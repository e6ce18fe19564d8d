import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  foundBeside,
  foundRelated,
  MOST_RELATED,
  relatedHere,
} from "../../../../../electron/publish/plan/lists/found-related.ts";
import type { OutStory, OutVersion } from "../../../../../electron/publish/plan/site-plan.ts";
import type { NamedRelated } from "../../../../../shared/article/named-related.ts";
import { idOf } from "../../newsroom.ts";

interface Given {
  readonly day: number;
  readonly tags: readonly string[];
  readonly category: string | null;
}

const dayOf = (day: number): string => `2026-11-${String(day).padStart(2, "0")}T09:10:00+07:00`;

function version({ day, tags, category }: Given, number: number): OutVersion {
  return {
    id: "",
    lang: "lo",
    headline: `ລາຄາກາເຟ ສະບັບທີ ${number}`,
    lead: "",
    category,
    tags,
    image: null,
    bylines: [],
    publishedAt: dayOf(day),
    corrections: [],
    updatedAt: null,
    folder: `lo/2026/11/coffee-${number}`,
    shown: [],
    related: [],
    rev: null,
  };
}

const siteOf = (given: readonly Given[]): ReadonlyMap<string, OutStory> =>
  new Map(
    given.map((one, at) => {
      const lo = version(one, at + 1);
      return [idOf(at + 1), { id: idOf(at + 1), last: "lo" as const, slug: `coffee-${at + 1}`, versions: { lo } }];
    }),
  );

const given = fc.record({
  day: fc.integer({ min: 1, max: 28 }),
  tags: fc.uniqueArray(fc.constantFrom("coffee", "exports", "champassak"), { maxLength: 3 }),
  category: fc.constantFrom(null, "economy", "society"),
});
const library = fc.array(given, { minLength: 1, maxLength: 30 });

describe("related stories that are found", () => {
  it("share a tag or the section, are older, newest first within each, and never more than asked for", () => {
    fc.assert(
      fc.property(library, fc.nat(), fc.integer({ min: 0, max: 7 }), fc.nat(), (all, pick, most, beside) => {
        const stories = siteOf(all);
        const entries = [...stories].map(([id, { versions }]) => ({ id, out: versions.lo }));
        const self = entries[pick % entries.length];
        const other = entries[beside % entries.length];
        if (!self?.out || !other) throw new Error("no story");
        const { id, out } = self;
        const older = entries
          .flatMap((one) => (one.out ? [{ id: one.id, out: one.out }] : []))
          .filter((one) => one.id !== id && one.id !== other.id)
          .filter(
            (one) => one.out.publishedAt < out.publishedAt || (one.out.publishedAt === out.publishedAt && one.id < id),
          )
          .sort((a, b) => (`${a.out.publishedAt} ${a.id}` < `${b.out.publishedAt} ${b.id}` ? 1 : -1));
        const tagged = older.filter((one) => one.out.tags.some((tag) => out.tags.includes(tag)));
        const ofSection = older.filter(
          (one) => !tagged.includes(one) && out.category !== null && one.out.category === out.category,
        );
        const found = foundRelated(stories, { id, out }, [other.id], most);
        // the section fills what tags left over, so more of the tagged ones than asked for leave it out
        expect(found.map((one) => one.id)).toEqual([...tagged, ...ofSection].slice(0, most).map((one) => one.id));
      }),
    );
  });

  it("stay the same when a newer story goes out", () => {
    fc.assert(
      fc.property(library, given, (all, added) => {
        const before = siteOf(all);
        const after = siteOf([...all, { ...added, day: 29 }]);
        for (const [id, { versions }] of before)
          if (versions.lo)
            expect(foundRelated(after, { id, out: versions.lo }, [], 6).map((one) => one.id)).toEqual(
              foundRelated(before, { id, out: versions.lo }, [], 6).map((one) => one.id),
            );
      }),
    );
  });

  it("fill what the chosen ones leave free", () => {
    const stories = siteOf(
      Array.from({ length: 12 }, (_, at) => ({ day: at + 1, tags: ["coffee"], category: "economy" })),
    );
    const out = stories.get(idOf(12))?.versions.lo;
    if (!out) throw new Error("no story");
    const chosen: NamedRelated[] = [idOf(1), { title: "ກາເຟຢູ່ຫວຽດນາມ", publishedAt: null }, idOf(99)];
    const found = foundBeside(stories, { id: idOf(12), out }, chosen);
    expect(found).toHaveLength(MOST_RELATED - 2);
    expect(found[0]?.id).toBe(idOf(11));
    expect(
      foundBeside(
        stories,
        { id: idOf(12), out },
        Array.from({ length: 9 }, (_, at) => idOf(at + 1)),
      ),
    ).toEqual([]);
  });
});

it("knows a story from elsewhere by title and date, to the minute, however its spaces and letters are", () => {
  const stories = siteOf([{ day: 18, tags: [], category: null }]);
  const named = (title: string, publishedAt: string | null) => relatedHere(stories, "lo", { title, publishedAt })?.id;
  expect(named(" ລາຄາກາເຟ  ສະບັບທີ 1", "2026-11-18T02:10:31Z")).toBe(idOf(1));
  expect(named("ລາຄາກາເຟ ສະບັບທີ 1", "2026-11-18T09:11:00+07:00")).toBeUndefined();
  expect(named("ລາຄາກາເຟ ສະບັບທີ 1", null)).toBeUndefined();
  expect(named("ລາຄາຊາ", "2026-11-18T09:10:00+07:00")).toBeUndefined();
  expect(relatedHere(stories, "en", { title: "ລາຄາກາເຟ ສະບັບທີ 1", publishedAt: dayOf(18) })).toBeNull();
});
