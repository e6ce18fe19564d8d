import fc from "fast-check";
import { expect, test } from "vitest";
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { type Article, emptyVersion } from "../../../shared/article/article.ts";
import { cardsOf, settledOf } from "../../../shared/article/card.ts";
import type { Result } from "../../../shared/errors.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { canTakeBoth, takeSide } from "../../../shared/merge/settle.ts";

const NOW = "2026-11-24T02:00:00Z";
const paragraph = (id: string, text: string) => ({
  type: "paragraph",
  attrs: { id, row: id },
  content: [{ type: "text", text }],
});
const base: Article = (() => {
  const lo = {
    ...emptyVersion("lo", NOW),
    headline: "ລາຄາຄຳ",
    body: { type: "doc", content: [paragraph("a", "ລາຄາຄຳ 100 ກີບ."), paragraph("b", "ທີ່ນະຄອນຫຼວງວຽງຈັນ.")] },
  };
  return freshArticle("lo", { lo, en: null });
})();
const side = (article: Article, by: string) => ({ article, revision: by, by, desk: by, at: NOW });
const withText = (text: string): Article => {
  const { lo } = base.versions;
  if (!lo) throw new Error("no Lao");
  const body = { type: "doc", content: [paragraph("a", text), paragraph("b", "ທີ່ນະຄອນຫຼວງວຽງຈັນ.")] };
  return { ...base, versions: { ...base.versions, lo: { ...lo, body } } };
};
const withPlace = (lo: string): Article => ({ ...base, details: { ...base.details, place: { lo, en: "" } } });
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const refusalOf = (result: Result<Article>) => (result.ok ? null : result.error.reason);
const textOf = (article: Article): string => JSON.stringify(article.versions.lo?.body);

test("each side of a card can be put in its place, and the card is settled for good", () => {
  for (const [a, b, wordsOfA, wordsOfB] of [
    [withText("ລາຄາຄຳ 105 ກີບ."), withText("ລາຄາຄຳ 98 ກີບ."), "105", "98"],
    [withPlace("ວຽງຈັນ"), withPlace("ປາກເຊ"), 'ວຽງຈັນ"', 'ປາກເຊ"'],
  ] as const) {
    const both = merge({ article: base }, side(a, "ວຽງຈັນ-1"), side(b, "ປາກເຊ-1"));
    const [card] = cardsOf(both);
    if (!card) throw new Error("no card");
    for (const [at, { value }] of card.sides.entries()) {
      const taken = must(takeSide(both, card, at));
      const isA = JSON.stringify(value).includes(wordsOfA.replace('"', ""));
      const said = JSON.stringify([taken.versions, taken.details.place]);
      expect(said).toContain(isA ? wordsOfA : wordsOfB);
      expect(said).not.toContain(isA ? wordsOfB : wordsOfA);
      expect(cardsOf(taken)).toEqual([]);
      expect(settledOf(taken)).toContain(card.id);
    }
    expect(refusalOf(takeSide(both, card, 7))).toBe("card-side");
  }
});

test("a side whose place is gone, or that no story may hold, is refused and nothing is changed", () => {
  const both = merge({ article: base }, side(withPlace("ວຽງຈັນ"), "1"), side(withPlace("ປາກເຊ"), "2"));
  const [card] = cardsOf(both);
  if (!card) throw new Error("no card");
  const number = { ...card, part: "lo/headline", sides: [{ ...card.sides[0], value: 7 } as never] };
  for (const one of [{ ...card, part: "en/headline" }, number, { ...card, part: "details/nowhere/lo" }])
    expect(refusalOf(takeSide(both, one, 0))).toBe("card-side");
  const odd = { ...card, part: "lo/block/a", sides: [{ ...card.sides[0], value: [{ type: "script" }] } as never] };
  expect(refusalOf(takeSide(both, odd, 0))).toBe("card-side");
  expect(textOf(both)).toBe(textOf(base));
});

test("taking a side keeps every other block and makes no id twice", () => {
  const word = fc.constantFrom("ກີບ", "ບາດ", "ໂດລາ", "ເອີໂຣ", "ຢວນ");
  fc.assert(
    fc.property(word, word, fc.nat(1), (mine, theirs, at) => {
      const both = merge(
        { article: base },
        side(withText(`ລາຄາຄຳ 105 ${mine}.`), "1"),
        side(withText(`ລາຄາຄຳ 98 ${theirs}.`), "2"),
      );
      for (const card of cardsOf(both)) {
        const taken = must(takeSide(both, card, at));
        const ids = (taken.versions.lo?.body.content ?? []).map((block) => block.attrs?.id);
        expect(ids).toEqual(["a", "b"]);
        expect(textOf(taken)).toContain("ທີ່ນະຄອນຫຼວງວຽງຈັນ.");
      }
    }),
  );
});

/** A story in which two desks wrote another price, with its card. */
function priced() {
  const both = merge({ article: base }, side(withText("ລາຄາຄຳ 105 ກີບ."), "1"), side(withText("ລາຄາຄຳ 98 ກີບ."), "2"));
  const [card] = cardsOf(both);
  if (!card) throw new Error("no card");
  const shown = JSON.stringify(both.versions.lo?.body);
  const at = card.sides.findIndex(({ value }) => JSON.stringify(value).includes("98"));
  return { both, card, cheap: at, dear: 1 - at, shows98: shown.includes("98") };
}
const typed = (article: Article, from: string, to: string): Article => {
  const text = JSON.stringify(article.versions.lo);
  if (!text.includes(from)) throw new Error(`${from} isn't there`);
  return { ...article, versions: { ...article.versions, lo: JSON.parse(text.replace(from, to)) } };
};

test("words that were written there after the card was made stay beside the side that is taken", () => {
  const { both, card, cheap, dear } = priced();
  const later = typed(both, "ກີບ.", "ກີບ. ຂໍ້ມູນຈາກສະມາຄົມຄຳ.");
  for (const [choice, price, other] of [
    [cheap, "98", "105"],
    [dear, "105", "98"],
  ] as const) {
    const said = textOf(must(takeSide(later, card, choice)));
    expect(said).toContain("ຂໍ້ມູນຈາກສະມາຄົມຄຳ.");
    expect(said).toContain(price);
    expect(said).not.toContain(other);
  }
});

test("where what was written since stands against the side that is taken, it is asked and nothing goes unsaid", () => {
  const { both, card, cheap, dear, shows98 } = priced();
  const [shown, other] = shows98 ? ["98", dear] : ["105", cheap];
  const later = typed(both, shown, "120");
  expect(refusalOf(takeSide(later, card, other))).toBe("card-typed");
  const taken = must(takeSide(later, card, other, true));
  expect(textOf(taken)).not.toContain("120");
  expect(cardsOf(taken)).toEqual([]);
  const places = merge({ article: base }, side(withPlace("ວຽງຈັນ"), "1"), side(withPlace("ປາກເຊ"), "2"));
  const [place] = cardsOf(places);
  if (!place) throw new Error("no card");
  const moved = { ...places, details: { ...places.details, place: { lo: "ສະຫວັນນະເຂດ", en: "" } } };
  expect(refusalOf(takeSide(moved, place, 0))).toBe("card-typed");
});

test("both sides stand one after the other in their row, with what was written there since; a detail of one value can't have both", () => {
  const { both, card } = priced();
  expect(canTakeBoth(card)).toBe(true);
  const taken = must(takeSide(typed(both, "ກີບ.", "ກີບ. ຂໍ້ມູນຈາກສະມາຄົມຄຳ."), card, "both"));
  const blocks = taken.versions.lo?.body.content ?? [];
  expect(blocks.map((block) => block.attrs?.row)).toEqual(["a", "a", "b"]);
  expect(new Set(blocks.map((block) => block.attrs?.id)).size).toBe(3);
  for (const words of ["105", "98", "ຂໍ້ມູນຈາກສະມາຄົມຄຳ."]) expect(textOf(taken)).toContain(words);
  expect(settledOf(taken)).toEqual([card.id]);
  const places = merge({ article: base }, side(withPlace("ວຽງຈັນ"), "1"), side(withPlace("ປາກເຊ"), "2"));
  const [place] = cardsOf(places);
  expect(place && canTakeBoth(place)).toBe(false);
  expect(place && refusalOf(takeSide(places, place, "both"))).toBe("card-side");
});

test("a headline of both desks is one line with both, and takes either", () => {
  const withHeadline = (headline: string): Article => {
    const { lo } = base.versions;
    return { ...base, versions: { ...base.versions, lo: lo && { ...lo, headline } } };
  };
  const both = merge({ article: base }, side(withHeadline("ເງິນກີບແຂງຄ່າ"), "1"), side(withHeadline("ເງິນກີບອ່ອນຄ່າ"), "2"));
  const [card] = cardsOf(both);
  if (!card) throw new Error("no card");
  expect(must(takeSide(both, card, "both")).versions.lo?.headline).toMatch(/^ເງິນກີບ(ແຂງ|ອ່ອນ)ຄ່າ ເງິນກີບ(ແຂງ|ອ່ອນ)ຄ່າ$/);
  for (const [at, { value }] of card.sides.entries())
    expect(must(takeSide(both, card, at)).versions.lo?.headline).toBe(value);
});
