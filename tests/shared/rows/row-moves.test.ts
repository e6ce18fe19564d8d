import fc from "fast-check";
import { expect, test } from "vitest";
import {
  joinRows,
  moveBesidePartner,
  moveRow,
  type Sequences,
  separateRow,
  unlinkRow,
} from "../../../shared/rows/row-moves.ts";
import { type PlacedBlock, tracksOf } from "../../../shared/rows/tracks.ts";

const block = (name: string): PlacedBlock => ({ id: name, row: name.replace(/^(lo|en)/, "").replace(/\.\d$/, "") });
const story = (lo: string, en: string): Sequences => ({
  lo: lo
    .split(" ")
    .filter(Boolean)
    .map((name) => block(`lo${name}`)),
  en: en
    .split(" ")
    .filter(Boolean)
    .map((name) => block(`en${name}`)),
});
const order = (blocks: readonly PlacedBlock[]) => blocks.map((one) => one.id.slice(2)).join(" ");
const rowsOn = (blocks: readonly PlacedBlock[]) => blocks.map((one) => one.row).join(" ");

test("a row moves on both sides, its blocks together", () => {
  const moved = moveRow(story("a b.1 b.2 c", "a b c"), "b", "a");
  expect(order(moved.lo)).toBe("b.1 b.2 a c");
  expect(order(moved.en)).toBe("b a c");
  expect(order(moveRow(story("a b", "a b"), "a", null).en)).toBe("b a");
});

test("a row that one side lacks is still a place to move to", () => {
  const moved = moveRow(story("a c d", "a b c d"), "d", "b");
  expect(order(moved.en)).toBe("a d b c");
  expect(order(moved.lo)).toBe("a d c");
});

test("two rows become one, and one of two blocks a side becomes two again", () => {
  const joined = joinRows(story("a b c", "a b c"), "a", "b");
  expect(rowsOn(joined.lo)).toBe("a a c");
  let count = 0;
  const apart = separateRow(joined, "a", () => `new${++count}`);
  expect(rowsOn(apart.lo)).toBe("a new1 c");
  expect(rowsOn(apart.en)).toBe("a new1 c");
});

test("a source paragraph and a translation that stand alone become one row", () => {
  const linked = joinRows(story("a x", "a b"), "b", "x");
  expect(rowsOn(linked.lo)).toBe("a b");
  expect(rowsOn(linked.en)).toBe("a b");
});

test("a crossed row goes beside its partner and is level then", () => {
  const crossed = story("c a b", "a b c");
  expect(tracksOf(crossed.lo, crossed.en).rows.some((row) => row.crossed)).toBe(true);
  const beside = moveBesidePartner(crossed, "c", "lo");
  expect(order(beside.lo)).toBe("a b c");
  expect(tracksOf(beside.lo, beside.en).rows.every((row) => row.left && row.right)).toBe(true);
});

const anySequences = fc
  .tuple(fc.shuffledSubarray(["a", "b", "c", "d", "e"]), fc.shuffledSubarray(["a", "b", "c", "d", "f"]), fc.nat(2))
  .map(([lo, en, doubled]) =>
    story(lo.flatMap((row, at) => (at === doubled ? [`${row}.1`, `${row}.2`] : [row])).join(" "), en.join(" ")),
  );
const anyMove = fc.record({
  kind: fc.constantFrom("move", "join", "separate", "unlink", "beside"),
  row: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  other: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  lang: fc.constantFrom("lo" as const, "en" as const),
});

test("no move loses or doubles a block, and a row's blocks stay neighbours", () => {
  fc.assert(
    fc.property(anySequences, fc.array(anyMove, { maxLength: 8 }), (start, moves) => {
      let now = start;
      let made = 0;
      const newRow = () => `new${++made}`;
      for (const { kind, row, other, lang } of moves) {
        if (kind === "move") now = moveRow(now, row, other);
        if (kind === "join" && row !== other) now = joinRows(now, row, other);
        if (kind === "separate") now = separateRow(now, row, newRow);
        if (kind === "unlink") now = unlinkRow(now, row, lang, newRow);
        if (kind === "beside") now = moveBesidePartner(now, row, lang);
      }
      for (const lang of ["lo", "en"] as const) {
        expect(now[lang].map((one) => one.id).sort()).toEqual(start[lang].map((one) => one.id).sort());
        const runs = now[lang].map((one) => one.row).filter((row, at, all) => row !== all[at - 1]);
        expect(new Set(runs).size).toBe(runs.length);
      }
    }),
  );
});
