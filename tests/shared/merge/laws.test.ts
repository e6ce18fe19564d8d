import fc from "fast-check";
import { expect, test } from "vitest";
import type { Article } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { cardsOf, settleCard, settledOf } from "../../../shared/article/card.ts";
import { textWithin } from "../../../shared/blocks/body.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { heavyRuns } from "../../random.ts";
import { sideOf, storiesFrom } from "./any-story.ts";
import { uniqueWords } from "./desk-edits.ts";
import { problemOf } from "./newsroom.ts";

/** Each try is some thirty edits by hand. */
const FEWER = { numRuns: heavyRuns(30) };

const merged = (base: Article | null, a: Article, b: Article) =>
  merge(base && { article: base }, sideOf(a, "ນາງ ຄຳ"), sideOf(b, "ທ້າວ ສີ"));

const bodyText = (article: Article) =>
  [article.versions.lo, article.versions.en].map((version) => (version ? textWithin(version.body) : "")).join("\n");

test("whichever side is named first, and whenever it is done, the same bytes come out", () => {
  fc.assert(
    fc.property(storiesFrom(2), fc.boolean(), ({ base, stories }, isBegun) => {
      const [a, b] = stories;
      if (!a || !b) return;
      const from = isBegun ? { article: base } : null;
      const one = merge(from, sideOf(a, "ນາງ ຄຳ"), sideOf(b, "ທ້າວ ສີ"));
      const other = merge(from, sideOf(b, "ທ້າວ ສີ"), sideOf(a, "ນາງ ຄຳ"));
      expect(canonicalJson(other)).toBe(canonicalJson(one));
      expect(canonicalJson(merge(from, sideOf(a, "ນາງ ຄຳ"), sideOf(b, "ທ້າວ ສີ")))).toBe(canonicalJson(one));
    }),
    FEWER,
  );
});

test("one and the same is itself, and what one side alone changed is that side's", () => {
  fc.assert(
    fc.property(storiesFrom(1), ({ base, stories: [a = base] }) => {
      expect(merged(base, a, a)).toEqual(a);
      expect(merged(base, a, base)).toEqual(a);
      expect(merged(base, base, a)).toEqual(a);
    }),
    FEWER,
  );
});

test("who wrote in one language and who wrote in the other are never in each other's way", () => {
  fc.assert(
    fc.property(storiesFrom(2), ({ base, stories: [a = base, b = base] }) => {
      const writer = { ...base, versions: { ...base.versions, lo: a.versions.lo } };
      const translator = { ...base, versions: { ...base.versions, en: b.versions.en } };
      const both = merged(base, writer, translator);
      expect(both.versions.lo).toEqual(a.versions.lo);
      expect(both.versions.en).toEqual(b.versions.en);
      expect(both.conflicts).toEqual(base.conflicts);
    }),
    FEWER,
  );
});

test("what was merged can be opened, edited and saved; its ids are its own and a row's blocks are neighbours", () => {
  fc.assert(
    fc.property(storiesFrom(2), fc.boolean(), ({ base, stories: [a = base, b = base] }, isBegun) => {
      expect(problemOf(merged(isBegun ? base : null, a, b))).toBeNull();
    }),
    FEWER,
  );
});

test("every word that either side put in stands in the text or on a card", () => {
  fc.assert(
    fc.property(storiesFrom(2), fc.boolean(), ({ base, stories: [a = base, b = base] }, isBegun) => {
      const kept = new Set(uniqueWords(canonicalJson(merged(isBegun ? base : null, a, b))));
      const before = new Set(uniqueWords(canonicalJson(base)));
      const wanted = [...uniqueWords(canonicalJson(a)), ...uniqueWords(canonicalJson(b))];
      expect(wanted.filter((word) => !before.has(word) && !kept.has(word))).toEqual([]);
    }),
    FEWER,
  );
});

test("merging again with what was merged changes nothing", () => {
  fc.assert(
    fc.property(storiesFrom(2), ({ base, stories: [a = base, b = base] }) => {
      const both = merged(base, a, b);
      expect(merged(a, both, a)).toEqual(both);
      expect(merged(b, both, b)).toEqual(both);
    }),
    FEWER,
  );
});

test("desks that bring their stories to one place in any order all have one story in the end", () => {
  const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
  fc.assert(
    fc.property(storiesFrom(3), orders, ({ base, stories }, order) => {
      let hub = base;
      // What each desk last had in common with the hub, and what it has now.
      const known = stories.map(() => base);
      const desks = [...stories];
      const comesBy = (desk: number) => {
        const [common, own] = [known[desk] ?? base, desks[desk] ?? base];
        const both = merge({ article: common }, sideOf(hub, "hub"), sideOf(own, `${desk}`));
        [hub, known[desk], desks[desk]] = [both, both, both];
      };
      for (const desk of order) comesBy(desk);
      for (const desk of order) comesBy(desk);
      for (const desk of desks) expect(desk).toEqual(hub);
      const kept = new Set(uniqueWords(canonicalJson(hub)));
      const before = new Set(uniqueWords(canonicalJson(base)));
      const wanted = stories.flatMap((story) => uniqueWords(bodyText(story)));
      expect(wanted.filter((word) => !before.has(word) && !kept.has(word))).toEqual([]);
    }),
    FEWER,
  );
});

test("a card that was settled doesn't come back, neither from the other side nor from what it was made of", () => {
  fc.assert(
    fc.property(storiesFrom(2), ({ base, stories: [a = base, b = base] }) => {
      const both = merged(base, a, b);
      let settled = both;
      for (const { id } of cardsOf(both)) settled = settleCard(settled, id);
      expect(cardsOf(settled)).toEqual([]);
      const ids = new Set(settledOf(settled));
      for (const [from, other] of [
        [both, both],
        [base, a],
        [base, b],
      ] as const)
        expect(cardsOf(merged(from, settled, other)).filter(({ id }) => ids.has(id))).toEqual([]);
    }),
    FEWER,
  );
});
