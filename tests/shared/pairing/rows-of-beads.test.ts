import fc from "fast-check";
import { expect, test } from "vitest";
import { pairBlocks } from "../../../shared/pairing/block.ts";
import { type Bead, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsOfBeads } from "../../../shared/pairing/rows-of-beads.ts";

const placed = (side: string, rows: readonly string[]) => rows.map((row, index) => ({ id: `${side}${index}`, row }));
const bead = (lo: readonly string[], en: readonly string[]): Bead => ({ lo, en, certainty: 1 });
const choice = (confirmed: readonly string[] = []) => {
  let made = 0;
  return {
    prefer: "en" as const,
    isConfirmed: (row: string) => confirmed.includes(row),
    newRow: () => {
      made += 1;
      return `new${made}`;
    },
  };
};

test("a pair takes the source's row, so that the source needs no change", () => {
  const blocks = { lo: placed("l", ["p", "q"]), en: placed("e", ["r", "s"]) };
  const rows = rowsOfBeads([bead(["l0"], ["e0"]), bead(["l1"], ["e1"])], blocks, choice());
  expect([...rows.lo.values()]).toEqual(["r", "s"]);
  expect([...rows.en.values()]).toEqual(["r", "s"]);
});

test("a confirmed row stays where its blocks stay together, and goes to no other", () => {
  const blocks = { lo: placed("l", ["kept", "done"]), en: placed("e", ["kept", "done", "s"]) };
  const rows = rowsOfBeads([bead(["l0"], ["e0"]), bead(["l1"], ["e1", "e2"])], blocks, choice(["kept", "done"]));
  expect([...rows.lo.values()]).toEqual(["kept", "s"]);
  expect([...rows.en.values()]).toEqual(["kept", "s", "s"]);
});

test("pairing again leaves a confirmed row with an empty paragraph in it as it is", () => {
  const body = (side: string, parts: readonly (readonly [row: string, text: string])[]) => ({
    type: "doc" as const,
    content: parts.map(([row, text], at) => ({
      type: "paragraph",
      attrs: { id: `${side}${at}`, row },
      content: text === "" ? [] : [{ type: "text", text }],
    })),
  });
  const lo = body("l", [
    ["done", "ຂົວຍາວ 185 ແມັດ."],
    ["done", ""],
    ["done", "ສ້າງແລ້ວໃນວັນທີ 14."],
    ["l", "ທ່ານ ຄຳໃບ ກ່າວ."],
  ]);
  const en = body("e", [
    ["done", "The bridge is 185 metres long and was finished on the 14th."],
    ["e", "Mr Khambay spoke."],
  ]);
  const sides = pairBlocks(lo, en);
  const beads = pairParagraphs(sides.lo, sides.en);
  const placedIn = ({ content }: typeof lo) => content.map(({ attrs }) => attrs);
  const rows = rowsOfBeads(beads, { lo: placedIn(lo), en: placedIn(en) }, choice(["done"]));
  expect([...rows.lo.values()]).toEqual(["done", "done", "done", "e"]);
  expect([...rows.en.values()]).toEqual(["done", "e"]);
});

test("blocks alone get rows of their own, whatever they shared before", () => {
  const blocks = { lo: placed("l", ["r", "r"]), en: placed("e", ["r"]) };
  const rows = rowsOfBeads([bead(["l0"], []), bead(["l1"], []), bead([], ["e0"])], blocks, choice(["r"]));
  expect(new Set([...rows.lo.values(), ...rows.en.values()]).size).toBe(3);
  expect([...rows.lo.values()]).not.toContain("r");
});

test("blocks share a row just where they share a bead, and a row's blocks are neighbours", () => {
  const sizes = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 8 });
  const rowsBefore = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(sizes, rowsBefore, rowsBefore, fc.subarray(["a", "b", "c"]), (parts, loRows, enRows, confirmed) => {
      let [lo, en] = [0, 0];
      const beads = parts
        .map(([m, n]) =>
          bead(
            Array.from({ length: m }, () => `l${lo++}`),
            Array.from({ length: n }, () => `e${en++}`),
          ),
        )
        .filter((one) => one.lo.length + one.en.length > 0);
      const blocks = { lo: placed("l", loRows.slice(0, lo)), en: placed("e", enRows.slice(0, en)) };
      const rows = rowsOfBeads(beads, blocks, choice(confirmed));
      const given = beads.map((one) => [
        ...new Set([...one.lo.map((id) => rows.lo.get(id)), ...one.en.map((id) => rows.en.get(id))]),
      ]);
      expect(given.every((one) => one.length === 1 && one[0] !== undefined)).toBe(true);
      expect(new Set(given.flat()).size).toBe(beads.length);
    }),
  );
});
