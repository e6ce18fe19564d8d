import fc from "fast-check";
import { expect, test } from "vitest";
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { type Article, emptyVersion } from "../../../shared/article/article.ts";
import { cardsOf, settledOf } from "../../../shared/article/card.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { takeSide } from "../../../shared/merge/settle.ts";

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
      const taken = takeSide(both, card, at);
      if (!taken) throw new Error("not taken");
      const isA = JSON.stringify(value).includes(wordsOfA.replace('"', ""));
      const said = JSON.stringify([taken.versions, taken.details.place]);
      expect(said).toContain(isA ? wordsOfA : wordsOfB);
      expect(said).not.toContain(isA ? wordsOfB : wordsOfA);
      expect(cardsOf(taken)).toEqual([]);
      expect(settledOf(taken)).toContain(card.id);
    }
    expect(takeSide(both, card, 7)).toBeNull();
  }
});

test("a side whose place is gone, or that no story may hold, is refused and nothing is changed", () => {
  const both = merge({ article: base }, side(withPlace("ວຽງຈັນ"), "1"), side(withPlace("ປາກເຊ"), "2"));
  const [card] = cardsOf(both);
  if (!card) throw new Error("no card");
  expect(takeSide(both, { ...card, part: "en/headline" }, 0)).toBeNull();
  expect(
    takeSide(both, { ...card, part: "lo/headline", sides: [{ ...card.sides[0], value: 7 } as never] }, 0),
  ).toBeNull();
  expect(takeSide(both, { ...card, part: "details/nowhere/lo" }, 0)).toBeNull();
  const odd = { ...card, part: "lo/block/a", sides: [{ ...card.sides[0], value: [{ type: "script" }] } as never] };
  expect(takeSide(both, odd, 0)).toBeNull();
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
        const taken = takeSide(both, card, at);
        const ids = (taken?.versions.lo?.body.content ?? []).map((block) => block.attrs?.id);
        expect(ids).toEqual(["a", "b"]);
        expect(taken && textOf(taken)).toContain("ທີ່ນະຄອນຫຼວງວຽງຈັນ.");
      }
    }),
  );
});
