import { expect, test } from "vitest";
import { isUnpaired } from "../../../shared/pairing/unpaired.ts";
import { rowsOf, type Side } from "../../../shared/rows/rows.ts";

const side = (headline: string, blocks: readonly (readonly [row: string, text: string])[]): Side => ({
  headline,
  lead: "",
  blocks: blocks.map(([row, text], index) => ({ id: `${headline}${index}`, row, text })),
});
const LAO = side("ຂ່າວ", [
  ["a", "ລາຄານ້ຳມັນຫຼຸດລົງ."],
  ["b", "ຄົນຂັບລົດດີໃຈ."],
]);

test.each([
  [
    "two rows on either side, none shared",
    LAO,
    [
      ["x", "Fuel is cheaper."],
      ["y", "Drivers are glad."],
    ],
    true,
  ],
  [
    "one shared row",
    LAO,
    [
      ["x", "Fuel is cheaper."],
      ["b", "Drivers are glad."],
    ],
    false,
  ],
  [
    "a shared row without text on one side",
    LAO,
    [
      ["x", "Fuel is cheaper."],
      ["b", ""],
      ["y", "Glad."],
    ],
    true,
  ],
  ["a single row on one side", LAO, [["x", "Fuel is cheaper."]], false],
  ["no other version", LAO, null, false],
] as const)("%s: the story waits to be paired, or not", (_, lo, en, expected) => {
  const rows = rowsOf("lo", { lo, en: en ? side("News", en) : null }, {});
  expect(isUnpaired(rows)).toBe(expected);
});
