import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import type { Library } from "../../../../electron/library/library.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import { fold } from "../../../../shared/text/fold.ts";
import { must, newsroom, story, writer } from "../newsroom.ts";

const room = newsroom({ before: beforeAll, after: afterAll });

const FLOOD = story({
  lo: {
    headline: "ລະດັບນ້ຳຂອງ ຢູ່ຫຼວງພະບາງ ເພີ່ມຂຶ້ນ",
    lead: "ເຈົ້າໜ້າທີ່ ແຈ້ງເຕືອນປະຊາຊົນ ທີ່ຢູ່ລຽບແຄມນ້ຳ.",
    body: ["ນາງ ຄຳຫລ້າ ວົງສະຫວັດ ເວົ້າວ່າ ນ້ຳຖ້ວມ ໂຮງຮຽນ ຫ້າແຫ່ງ.", "ນັກທ່ອງທ່ຽວ ຍັງເດີນທາງໄດ້ ຕາມປົກກະຕິ."],
  },
  en: { headline: "Mekong rises at Luang Prabang", body: ["Five schools were flooded. A café stays open."] },
});
const COFFEE = story({
  lo: { headline: "ກາເຟ ປາກຊ່ອງ ສົ່ງອອກເພີ່ມຂຶ້ນ", lead: "ສະຫະກອນ ໃນແຂວງສະຫວັນນະເຂດ ເຊັນສັນຍາ." },
  en: { headline: "Coffee exports grow", lead: "Farmers near Paksong sell to Viet Nam.", body: ["The Mekong is far."] },
});

let library: Library;
beforeAll(async () => {
  library = await room.open();
  for (const one of [FLOOD, COFFEE]) must(await library.create(one, writer));
});
const NAMES = new Map([
  [FLOOD.id, "flood"],
  [COFFEE.id, "coffee"],
]);
const found = async (text: string) => (await library.list({ text })).items.map(({ id }) => NAMES.get(id) ?? id);

test.each([
  ["a word of a body", "ໂຮງຮຽນ", ["flood"]],
  ["the beginning of the word that is being typed", "ໂຮງຮ", ["flood"]],
  ["the beginning of a name that is cut otherwise while it is half there", "ສະຫວັນນະ", ["coffee"]],
  ["several words, wherever they stand", "ໂຮງຮຽນ ຫຼວງພະບາງ", ["flood"]],
  ["words of both languages", "mekong ໂຮງຮຽນ", ["flood"]],
  ["words that no story has together", "ກາເຟ ໂຮງຮຽນ", []],
  ["ຫຼ written as ຫລ", "ຫລວງພະບາງ", ["flood"]],
  ["a low tone typed before its vowel", "ນໍ້າຖ້ວມ", ["flood"]],
  ["ໍາ for ຳ", "ຄໍາຫລ້າ", ["flood"]],
  ["Latin without its case", "LUANG prabang", ["flood"]],
  ["Latin without its accents", "cafe", ["flood"]],
  ["a phrase in quotes", '"five schools"', ["flood"]],
  ["a phrase in quotes whose words stand apart", '"schools five"', []],
  ["a phrase that is still being typed", '"five sch', ["flood"]],
  ["words without their tones", "ນັກທອງທຽວ", ["flood"]],
  ["the middle of a word", "ousand schools hool", []],
  ["a part of a Latin word", "chool", ["flood"]],
  ["a Latin word of which only the end stands somewhere", "tme", []],
  ["the end of a Latin word and the beginning of the next", "oolsw", []],
  ["a Lao word of which only the end stands somewhere", "ຖັກາ", []],
  ["a Lao name from the middle of its first word", "ງພະບາງ", ["flood"]],
  ["a part of a Lao word", "ສະຫວັດ", ["flood"]],
])("%s: %s", async (_what, text, names) => {
  expect(await found(text)).toEqual(names);
});

test("a headline goes above a lead, a lead above a body, and the recent above the old", async () => {
  const places = [
    { en: { headline: "Harvest", body: ["A bridge in Xekong."] } },
    { en: { headline: "Rice", lead: "A bridge brings it to market." } },
    { en: { headline: "The bridge of Xaysetha" } },
    { en: { headline: "A second bridge" } },
  ];
  const ids: string[] = [];
  for (const one of places) {
    ids.push(must(await library.create(story(one), writer)).article.id);
    // Made in a later millisecond than the one before.
    for (const now = Date.now(); Date.now() === now; ) await wait(1);
  }
  const [body, lead, first, second] = ids;
  expect((await library.list({ text: "bridge" })).items.map(({ id }) => id)).toEqual([second, first, lead, body]);
  expect((await library.list({ text: "bridge", sort: "created" })).items.map(({ id }) => id)[3]).toBeDefined();
});

test("an older story that another program puts in goes below the newer ones", async () => {
  const newer = must(await library.create(story({ en: { headline: "A dam near Feuang" } }), writer)).article.id;
  const old = { ...story({ en: { headline: "A dam near Kasi" } }), id: "01AAAAAAAAAAAAAAAAAAAAAAAA" };
  const file = articlePath(room.folder, old.id);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, canonicalJson({ ...old, createdAt: "2016-07-30T20:00:00Z" }));
  await expect.poll(async () => (await library.list({ text: "dam near" })).total).toBe(2);
  expect((await library.list({ text: "dam near" })).items.map(({ id }) => id)).toEqual([newer, old.id]);
});

test("the hit is marked where it stands, in the language that says it", async () => {
  const marked = async (text: string) => {
    const [item] = (await library.list({ text })).items;
    const { headline, snippet } = item?.found ?? { headline: { lo: [], en: [] }, snippet: null };
    const cut = (from: string, marks: readonly (readonly [number, number])[]) =>
      marks.map(([start, end]) => from.slice(start, end));
    return {
      lo: cut(item?.headline.lo ?? "", headline.lo),
      en: cut(item?.headline.en ?? "", headline.en),
      snippet: snippet && [snippet.lang, ...cut(snippet.text, snippet.marks)],
    };
  };
  expect(await marked("ໂຮງຮຽນ")).toEqual({ lo: [], en: [], snippet: ["lo", "ໂຮງຮຽນ"] });
  expect(await marked("ຫລວງພະ")).toEqual({ lo: ["ຫຼວງພະ"], en: [], snippet: null });
  expect(await marked("flood")).toEqual({ lo: [], en: [], snippet: ["en", "flooded"] });
  expect(await marked("ນັກທອງທຽວ")).toEqual({ lo: [], en: [], snippet: ["lo", "ນັກທ່ອງທ່ຽວ"] });
});

test("a save is found by the next search, and its old words no more", async () => {
  const made = must(await library.create(story({ lo: { headline: "ຂ່າວເກົ່າ" } }), writer));
  expect((await library.list({ text: "ຂ່າວເກົ່າ" })).total).toBe(1);
  must(await library.save({ id: made.article.id, base: { lo: made.revs.lo }, lo: { headline: "ເຂື່ອນໃໝ່" } }, writer));
  const totals = await Promise.all(["ເຂື່ອນ", "ເກົ່າ"].map(async (text) => (await library.list({ text })).total));
  expect(totals).toEqual([1, 0]);
});

describe("what is said in one piece", () => {
  const MEETING = "ກອງປະຊຸມຄັ້ງທີສາມຂອງສະພາບໍລິຫານ ໄດ້ໄຂຂຶ້ນຢ່າງເປັນທາງການ";
  const PIECE = {
    lo: { headline: "ຂ່າວສັ້ນ", body: [MEETING] },
    en: { headline: "In short", body: ["Villagers asked who would mend the ferry."] },
  };
  const APART = {
    lo: { headline: "ຄັ້ງທີສາມ", body: ["ສະພາບໍລິຫານ ແຈ້ງວ່າ ຂອງຂວັນ ຈະມອບໃນກອງປະຊຸມ. ກອງ ປະ ຊຸມ ຄັງ ທີ ສາມ ຂອງ ສະ ພາ"] },
    en: { headline: "Who is next", body: ["Those who live there say that they would come."] },
  };
  let piece = "";
  beforeAll(async () => {
    piece = must(await library.create(story(PIECE), writer)).article.id;
    // The newer ones would go first, had they the words in one piece.
    for (let count = 0; count < 6; count += 1) must(await library.create(story(APART), writer));
  });

  test.each([
    ["English", "who would"],
    ["English, the last word only begun", "asked who wou"],
    ["Lao as it is written", "ກອງປະຊຸມຄັ້ງທີສາມ"],
    ["Lao with spaces between its words", "ກອງປະຊຸມ ຄັ້ງ ທີ ສາມ ຂອງ ສະພາ"],
    ["Lao with spaces within its words", "ສະພາ ບໍ ລິ ຫານ ໄດ້ ໄຂ ຂຶ້ນ"],
    ["Lao without tones", "ກອງປະຊຸມຄັງທີສາມຂອງສະພາບໍລິຫານ"],
    ["Lao without tones, with spaces", "ໄດ ໄຂຂຶນ ຢາງ ເປັນ ທາງການ"],
    ["Lao from the middle of a word on", "ຊຸມຄັ້ງທີສາມຂອງ"],
  ])("goes first: %s", async (_what, text) => {
    const { items } = await library.list({ text });
    expect(items[0]?.id).toBe(piece);
  });

  test("is marked as one, with the tones that were left out", async () => {
    const [item] = (await library.list({ text: "ບໍລິຫານ ໄດ ໄຂຂຶນ " })).items;
    const { text = "", marks = [] } = item?.found?.snippet ?? {};
    expect(marks.map(([from, to]) => text.slice(from, to))).toContain("ບໍລິຫານ ໄດ້ໄຂຂຶ້ນ");
  });

  test("who quotes finds what is quoted", async () => {
    expect((await library.list({ text: '"who would"' })).items.map(({ id }) => id)).toEqual([piece]);
  });
});

describe("whatever is typed", () => {
  test("is answered, and never read as a command to the database", async () => {
    const hostile = fc.array(
      fc.constantFrom(
        ...['"', "'", "*", "(", ")", "NEAR(", "NOT", "OR", "AND", "^", ":", "headline :", "-", "+", "{", "}"],
        ...["mekong", "ນ້ຳ", "ໂຮງຮຽນ", "ໆ", "\u0000", "\u200b", "😀", "%", "\\", ";--", "\ue000"],
      ),
      { maxLength: 9 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          hostile.map((all) => all.join(" ")),
        ),
        async (text) => {
          const answer = await library.list({ text });
          expect(answer.total).toBe(answer.items.length);
          for (const { headline, found } of answer.items)
            for (const [start, end] of found?.headline.lo ?? [])
              expect(start < end && end <= headline.lo.length).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("taken from a story's own text finds that story", async () => {
    const { storyMaker } = await import("../../../bench/articles.ts");
    const make = storyMaker(7);
    const stories = Array.from({ length: 12 }, (_, index) => make(index).article);
    for (const one of stories) must(await library.create({ ...one, trashedAt: null }, writer));
    const paragraphs = stories.flatMap((one) =>
      (one.versions.lo?.body.content ?? []).map((block) => ({ id: one.id, text: String(block.content?.[0]?.text) })),
    );
    // Cut in the middle of "ການສຶກສາ", it ends in what would be another word.
    const remembered = paragraphs.find(({ text }) => text.startsWith("ບຸກຄົນທຸກຄົນທີ່ສິດທີ່ຈະເຂົ້າຮ່ວມດຳເນີນການສຶກສາ"));
    if (!remembered) throw new Error("No story has the paragraph.");
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paragraphs),
        fc.nat(),
        fc.integer({ min: 5, max: 24 }),
        async (from, at, most) => {
          // From any space on and up to any letter, as it is while a remembered phrase is being typed.
          const pieces = fold(from.text).split(" ");
          const rest = pieces.slice(at % pieces.length).join(" ");
          const clusters = rest.match(/[\u0EC0-\u0EC4]?\P{M}[\p{M}\u0EB0\u0EB2\u0EB3]*/gu) ?? [];
          // One letter alone is looked for in headlines and leads.
          fc.pre(
            (
              clusters
                .slice(0, most)
                .join("")
                .match(/[\p{L}\p{N}\p{M}]/gu) ?? []
            ).length > 1,
          );
          const { items } = await library.list({ text: clusters.slice(0, most).join("").trim(), limit: 1000 });
          expect(items.map(({ id }) => id)).toContain(from.id);
        },
      ),
      { numRuns: 150, examples: [[remembered, 0, 22]] },
    );
  });
});
