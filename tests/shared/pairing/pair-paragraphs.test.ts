import fc from "fast-check";
import { expect, test } from "vitest";
import { align } from "../../../shared/pairing/align.ts";
import { beadCosts } from "../../../shared/pairing/bead-cost.ts";
import type { PairBlock } from "../../../shared/pairing/block.ts";
import type { PairKind as BlockKind } from "../../../shared/pairing/kinds.ts";
import { isEmpty } from "../../../shared/pairing/kinds.ts";
import { isCertain, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";
import { news } from "./stories.ts";

const SENTENCES = {
  lo: ["ລັດຖະບານອະນຸມັດງົບປະມານສຳລັບການສຶກສາ.", "ລາຄານ້ຳມັນ", "ໃນວັນທີ 4-5 ທັນວາ 2024 ມີຂຶ້ນທີ່ນະຄອນຫຼວງວຽງຈັນ.", ""],
  en: ["The government approved the budget for schools.", "Fuel", "It was held on 4-5 December 2024 in Vientiane.", ""],
};
const kinds = fc.constantFrom<BlockKind>("paragraph", "heading2", "bulletList", "figure", "table", "horizontalRule");
const asset = fc.constantFrom("a".repeat(64), "b".repeat(64));
const row = fc.constantFrom(null, null, "kept");
const blocks = (side: "lo" | "en") =>
  fc
    .array(fc.tuple(kinds, fc.constantFrom(...SENTENCES[side], ...SENTENCES.en), asset, row), { maxLength: 14 })
    .map((parts) =>
      parts.map(([kind, text, image, held], index): PairBlock => {
        const isFigure = kind === "figure";
        return { id: `${side}${index}`, kind, text, asset: isFigure ? `${image}.jpg` : null, row: held };
      }),
    );
const paragraph = (id: string, text: string, more: Partial<PairBlock> = {}): PairBlock => ({
  id,
  kind: "paragraph",
  text,
  asset: null,
  row: null,
  ...more,
});
const shapes = (lo: readonly PairBlock[], en: readonly PairBlock[]): string[] =>
  pairParagraphs(lo, en).map((bead) => `${bead.lo.join("+")}=${bead.en.join("+")}`);

/** What steps come to. */
function done<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test("every block stands in exactly one bead, in its order, and the same texts give the same answer", () => {
  fc.assert(
    fc.property(blocks("lo"), blocks("en"), (lo, en) => {
      const beads = pairParagraphs(lo, en);
      expect(beads.flatMap((bead) => bead.lo)).toEqual(lo.map((block) => block.id));
      expect(beads.flatMap((bead) => bead.en)).toEqual(en.map((block) => block.id));
      for (const bead of beads) {
        expect(bead.lo.length + bead.en.length).toBeGreaterThan(0);
        expect(bead.certainty).toBeGreaterThanOrEqual(0);
        expect(bead.certainty).toBeLessThanOrEqual(1);
      }
      expect(pairParagraphs(lo, en)).toEqual(beads);
    }),
  );
});

test("the same blocks on both sides are paired one to one", () => {
  fc.assert(
    fc.property(blocks("lo"), (lo) => {
      const free = lo.filter((block) => !isEmpty(block)).map((block) => ({ ...block, row: null }));
      const en = free.map((block) => ({ ...block, id: block.id.replace("lo", "en") }));
      expect(shapes(free, en)).toEqual(free.map(({ id }) => `${id}=${id.replace("lo", "en")}`));
    }),
  );
});

test("an empty paragraph that is in no row is nobody's partner, wherever it stands, and nothing to ask about", () => {
  const emptyFree = (block: PairBlock) => (isEmpty(block) ? { ...block, row: null } : block);
  fc.assert(
    fc.property(blocks("lo"), blocks("en"), (left, right) => {
      const [lo, en] = [left.map(emptyFree), right.map(emptyFree)];
      const empty = new Set([...lo, ...en].filter(isEmpty).map((block) => block.id));
      for (const bead of pairParagraphs(lo, en)) {
        if (![...bead.lo, ...bead.en].some((id) => empty.has(id))) continue;
        expect(bead.lo.length + bead.en.length).toBe(1);
        expect(isCertain(bead)).toBe(true);
      }
    }),
  );
  const gap = (id: string) => paragraph(id, "");
  expect(shapes([gap("a"), paragraph("b", "ຂ່າວ 12"), gap("c")], [paragraph("x", "News 12"), gap("y")]).sort()).toEqual([
    "=y",
    "a=",
    "b=x",
    "c=",
  ]);
});

test("three and more together are proposed and never called sure, unless the desk joined them", () => {
  const [story] = news("seen");
  const texts = (side: "lo" | "en") => (story?.[side] ?? []).slice(0, 3).map((block) => block.text);
  const en = texts("en").map((text, at) => paragraph(`e${at}`, text));
  const lo = [paragraph("a", texts("lo").join(" "))];
  const [together] = pairParagraphs(lo, en);
  expect(together?.en).toEqual(["e0", "e1", "e2"]);
  expect(together && isCertain(together)).toBe(false);
  const kept = pairParagraphs(
    lo.map((block) => ({ ...block, row: "kept" })),
    en.map((block) => ({ ...block, row: "kept" })),
  );
  expect(kept.map(isCertain)).toEqual([true]);
});

test("without a text on one side each block of the other stands alone", () => {
  expect(pairParagraphs([], [])).toEqual([]);
  expect(shapes([paragraph("a", "ຂ່າວ"), paragraph("b", "ຂ່າວໃໝ່")], [])).toEqual(["a=", "b="]);
});

test("a picture pairs with the same picture, whatever stands between", () => {
  const figure = (id: string) => paragraph(id, "", { kind: "figure", asset: `${"c".repeat(64)}.jpg` });
  const text = "ນາຍົກລັດຖະມົນຕີ ໄດ້ກ່າວເປີດພິທີ ໃນຕອນເຊົ້າມື້ນີ້ ທີ່ຫໍປະຊຸມແຫ່ງຊາດ.";
  const beads = shapes(
    [paragraph("a", text), paragraph("b", text.repeat(2)), figure("p")],
    [figure("q"), paragraph("c", "The Prime Minister opened the ceremony this morning at the National Hall.")],
  );
  expect(beads).toContain("p=q");
});

test("one Lao paragraph that says what two English ones say goes with both", () => {
  expect(
    shapes(
      [
        paragraph("a", "ຂະບວນລົດໄຟຂົນສົ່ງສິນຄ້າແຊ່ເຢັນ ອອກເດີນທາງຈາກນະຄອນຫຼວງວຽງຈັນ ໃນວັນທີ 12 ພະຈິກ."),
        paragraph(
          "b",
          "ລົດໄຟບັນທຸກໝາກໄມ້ 480 ໂຕນ ຈາກ 3 ແຂວງພາກໃຕ້ ໄປຮອດ Kunming ພາຍໃນ 26 ຊົ່ວໂມງ. ຄ່າຂົນສົ່ງຫຼຸດລົງ 15% ທຽບໃສ່ທາງລົດ.",
        ),
      ],
      [
        paragraph("x", "The refrigerated freight train left Vientiane Capital on 12 November."),
        paragraph("y", "It carried 480 tonnes of fruit from three southern provinces to Kunming in 26 hours."),
        paragraph("z", "Freight costs 15 per cent less than by road."),
      ],
    ),
  ).toEqual(["a=x", "b=y+z"]);
});

test("what the desk paired already stays paired, whatever looks likelier", () => {
  const long = "The Ministry explained at length why the agency signs each of its stories in this way.";
  const lo = [paragraph("a", "KPL", { row: "kept" }), paragraph("b", "ຂ່າວທີສອງຂອງມື້ນີ້")];
  const en = [paragraph("x", "KPL"), paragraph("y", long, { row: "kept" })];
  expect(shapes(lo, en)).toContain("a=y");
});

test("a row that the desk paired stays whole with the empty paragraphs in it, however many blocks it has", () => {
  const kept = { row: "kept" };
  const lo = [
    paragraph("a", SENTENCES.lo[0] ?? ""),
    paragraph("b", "ລາຄານ້ຳມັນ ຂຶ້ນ 12%.", kept),
    paragraph("c", "", kept),
    paragraph("d", "ທ່ານ ກ່າວຕື່ມວ່າ.", kept),
    paragraph("e", "", kept),
    paragraph("f", SENTENCES.lo[2] ?? ""),
  ];
  const en = [
    paragraph("u", SENTENCES.en[0] ?? ""),
    paragraph("v", "Fuel went up by 12 per cent.", kept),
    paragraph("w", "He said so.", kept),
    paragraph("x", "More was not known at the time.", kept),
    paragraph("y", SENTENCES.en[2] ?? ""),
  ];
  expect(shapes(lo, en)).toEqual(["a=u", "b+c+d+e=v+w+x", "f=y"]);
  expect(pairParagraphs(lo, en).every(isCertain)).toBe(true);
});

test("a text that lacks the first three quarters of the other is found at its end", () => {
  const story = Array.from({ length: 400 }, (_, at) => paragraph(`lo${at}`, `${SENTENCES.lo[at % 3]} ${at * 17}`));
  const rest = story.slice(300).map((block) => ({ ...block, id: block.id.replace("lo", "en") }));
  expect(shapes(story, rest)).toEqual(story.map(({ id }, at) => `${id}=${at < 300 ? "" : id.replace("lo", "en")}`));
});

test("the work grows with the length of the texts, not with its square", () => {
  const side = (lang: "lo" | "en", count: number) =>
    Array.from({ length: count }, (_, at) => paragraph(`${lang}${at}`, `${SENTENCES[lang][(at * 7) % 3]} ${at}`));
  const work = (count: number): number => {
    const costs = done(beadCosts(side("lo", count), side("en", count)));
    let asked = 0;
    const counted: typeof costs = {
      cost(lo, en, shape) {
        asked += 1;
        return costs.cost(lo, en, shape);
      },
    };
    done(align(count, count, counted));
    return asked;
  };
  expect(work(400) / work(100)).toBeLessThan(6);
});
