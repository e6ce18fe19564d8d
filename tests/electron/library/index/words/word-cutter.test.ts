import fc from "fast-check";
import { expect, test } from "vitest";
import { BREAK, namedWords, runsOf, wordsOfRun } from "../../../../../electron/library/index/words/index-words.ts";
import { createWordCutter, gatherWords } from "../../../../../electron/library/index/words/word-cutter.ts";
import { fold } from "../../../../../shared/text/fold.ts";

/** The rule itself, nothing remembered: a repetition mark joins the word before it, each piece between spaces is cut. */
const cutSimply = (text: string): string =>
  text
    .split("\n")
    .map((line) =>
      line
        .replace(/\s+\u0EC6/g, "\u0EC6")
        .split(" ")
        .flatMap((piece) => runsOf(fold(piece)).flatMap((run) => wordsOfRun(run)))
        .join(" "),
    )
    .join(` ${BREAK} `);

const names = namedWords(["ຖ້ວມໂຮງຮຽນ", "ຫລວງພະບາງໜັງ", "ກໍາຄ່ືນ"]);

/** The same of the names: pieces that they cut otherwise, each with those at its sides. */
const namedSimply = (text: string): string =>
  text
    .split("\n")
    .flatMap((line) => {
      const all = line
        .replace(/\s+\u0EC6/g, "\u0EC6")
        .split(" ")
        .map((piece) => runsOf(fold(piece)))
        .map((runs) => ({
          listed: runs.flatMap((run) => wordsOfRun(run)).join(" "),
          named: runs.flatMap((run) => wordsOfRun(run, names ?? undefined)).join(" "),
        }))
        .filter(({ listed }) => listed !== "");
      const differs = (at: number) => all[at] !== undefined && all[at].listed !== all[at].named;
      const groups: string[][] = [];
      for (const [at, { named }] of all.entries()) {
        if (!differs(at - 1) && !differs(at) && !differs(at + 1)) continue;
        // The one after a name goes on with what it follows; else the one before a name begins anew.
        if (groups.length === 0 || (!differs(at - 1) && !(differs(at) && differs(at - 2)))) groups.push([]);
        groups.at(-1)?.push(named);
      }
      return groups.map((group) => group.join(" "));
    })
    .join(` ${BREAK} `);

const pieces = fc.constantFrom(
  ..."ນ້ຳຖ້ວມໂຮງຮຽນ|ຫຼວງພະບາງ|ໜັງສືພິມ|ຕ່າງ|ໆ|ກໍາ|ຄ່ືນ|ວັນທີ12|໒໐໒໖|12.345|9|Mekong|café|US$1,234|KPL’s|COVID-19|“|.|…|\u200B|\u00A0|\t|\r|ﬁ|你|😀|\uD800|_|\uE000".split(
    "|",
  ),
  "ຕ່າງ ໆ",
  "ຕ່າງ\u00A0 ໆ",
  " ",
  "  ",
  "\n",
);
const texts = fc.array(fc.oneof({ arbitrary: pieces, weight: 5 }, fc.string({ unit: "grapheme" })), { maxLength: 60 });

test("a text is cut as its pieces are, whatever was cut before it", () => {
  const met = new Set<string>();
  const cutter = createWordCutter((word) => met.add(word), names);
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join("");
      const { listed: cut, named } = cutter.cut(text);
      expect([cut, named]).toEqual([cutSimply(text), namedSimply(text)]);
      // From memory, this time.
      expect(cutter.cut(text)).toEqual({ listed: cut, named });
      for (const word of cut.split(" ")) expect(word === "" || word === BREAK || met.has(word)).toBe(true);
    }),
  );
});

test("words in a row that only the list makes, too, stand in its cut wherever they stand in that by names", () => {
  const own = new Set<string>();
  const cutter = createWordCutter(
    () => undefined,
    names,
    (word) => own.add(word),
  );
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 4 }), (parts, from, length) => {
      const { listed, named } = cutter.cut(parts.join(""));
      const words = named.split(" ");
      const row = words.slice(from % words.length).slice(0, length);
      if (row.some((word) => word === "" || word === BREAK || own.has(word))) return;
      expect(` ${listed} `).toContain(` ${row.join(" ")} `);
    }),
  );
  expect(own).toContain(fold("ຖ້ວມໂຮງຮຽນ"));
});

test("more pieces than are remembered, long ones and long texts are cut alike, and each word is told", () => {
  const { cutter, take } = gatherWords();
  const many = Array.from({ length: 101_000 }, (_, at) =>
    at.toString(36).replace(/\d/g, (digit) => `z${"abcdefghij"[+digit]}`),
  );
  const text = many.join(" ");
  expect(cutter.cut(text).listed).toBe(text);
  expect(new Set(take()).size).toBe(new Set(many).size);
  // The first ones are forgotten by now.
  expect(cutter.cut(text).listed).toBe(text);
  const long = `${"ນ້ຳ".repeat(400)} ${"a".repeat(70_000)} ໜ`;
  for (const _ of ["cut", "remembered"]) expect(cutter.cut(long).listed).toBe(cutSimply(long));
});
