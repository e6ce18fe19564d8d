import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyDetails, emptyVersion, type Node, type Version } from "../../../shared/article/article.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../shared/blocks/body.ts";
import {
  type ChosenSide,
  chooseRows,
  differencesOf,
  firstChoices,
  type StoryText,
} from "../../../shared/merge/choose-rows.ts";

const AT = "2026-11-24T02:00:00Z";

interface Para {
  readonly id: string;
  readonly row: string;
  readonly text: string;
}

const paragraph = ({ id, row, text }: Para): Node => ({
  type: "paragraph",
  attrs: { id, row },
  ...(text === "" ? {} : { content: [{ type: "text", text }] }),
});

const version = (fields: Partial<Version>, paragraphs: readonly Para[]): Version => ({
  ...emptyVersion("lo", AT),
  ...fields,
  body: { type: "doc", content: paragraphs.map(paragraph) },
});

const story = (lo: Version | null, en: Version | null = null, tags: readonly string[] = []): StoryText => ({
  details: { ...emptyDetails("lo"), tags: [...tags] },
  versions: { lo, en },
});

const p = (id: string, text: string, row = id): Para => ({ id, row, text });
const texts = (text: StoryText, lang: "lo" | "en" = "lo") =>
  blocksOf(text.versions[lang]?.body ?? { type: "doc" }).map(
    (block) => `${idOfBlock(block)}:${block.content?.[0]?.text}`,
  );
const keys = (a: StoryText, b: StoryText) => differencesOf(a, b).map(({ key }) => key);

const BASE = version({ headline: "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ" }, [
  p("a", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໃນມື້ນີ້."),
  p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."),
  p("c", "ຝົນຍັງຈະຕົກຕໍ່ໄປ."),
]);

test("each row goes its own way: one from here, one from there, the untouched one once", () => {
  const mine = story(
    version({ headline: "ນ້ຳຂອງຂຶ້ນສູງ" }, [p("a", "ຂອງຂ້ອຍ"), p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."), p("c", "ຂອງຂ້ອຍ c")]),
  );
  const theirs = story(
    version({ headline: "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ" }, [p("a", "ຂອງເຂົາ"), p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."), p("c", "ຂອງເຂົາ c")]),
  );
  expect(keys(mine, theirs)).toEqual(["lo.headline", "lo:rows:a", "lo:rows:c"]);
  const merged = chooseRows(mine, theirs, { "lo:rows:c": "theirs" });
  expect(merged.versions.lo?.headline).toBe("ນ້ຳຂອງຂຶ້ນສູງ");
  expect(texts(merged)).toEqual(["a:ຂອງຂ້ອຍ", "b:ທາງການໄດ້ເຕືອນປະຊາຊົນ.", "c:ຂອງເຂົາ c"]);
});

test("a row that one side alone has can be taken or left, and stands where that side has it", () => {
  const mine = story(BASE);
  const theirs = story(
    version({ headline: BASE.headline }, [
      p("a", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໃນມື້ນີ້."),
      p("new", "ແຂວງຫຼວງພະບາງໄດ້ຮັບຜົນກະທົບ."),
      p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."),
      p("c", "ຝົນຍັງຈະຕົກຕໍ່ໄປ."),
    ]),
  );
  expect(keys(mine, theirs)).toEqual(["lo:rows:new"]);
  expect(texts(chooseRows(mine, theirs, { "lo:rows:new": "theirs" })).map((one) => one.split(":")[0])).toEqual([
    "a",
    "new",
    "b",
    "c",
  ]);
  expect(texts(chooseRows(mine, theirs, {}))).toEqual(texts(mine));
});

test("rows that were joined on one side are chosen as one, so that no paragraph stands twice", () => {
  const mine = story(version({ headline: BASE.headline }, [p("a", "ໜຶ່ງ"), p("b", "ສອງ", "a"), p("c", "ສາມ")]));
  const theirs = story(version({ headline: BASE.headline }, [p("a", "ໜຶ່ງ"), p("b", "ສອງໃໝ່"), p("c", "ສາມ")]));
  expect(keys(mine, theirs)).toEqual(["lo:rows:a"]);
  expect(texts(chooseRows(mine, theirs, {}))).toEqual(["a:ໜຶ່ງ", "b:ສອງ", "c:ສາມ"]);
  expect(texts(chooseRows(mine, theirs, { "lo:rows:a": "theirs" }))).toEqual(["a:ໜຶ່ງ", "b:ສອງໃໝ່", "c:ສາມ"]);
});

test("an order that differs is a choice of its own", () => {
  const mine = story(version({}, [p("a", "ໜຶ່ງ"), p("b", "ສອງ")]));
  const theirs = story(version({}, [p("b", "ສອງ"), p("a", "ໜຶ່ງແກ້")]));
  expect(keys(mine, theirs)).toEqual(["lo:rows:a", "lo:order"]);
  expect(texts(chooseRows(mine, theirs, { "lo:order": "theirs" }))).toEqual(["b:ສອງ", "a:ໜຶ່ງ"]);
});

test("what only they changed is first offered as theirs, what both changed as mine", () => {
  const base = story(BASE, null, ["mekong"]);
  const mine = story(
    version({ headline: BASE.headline }, [p("a", "ຂອງຂ້ອຍ"), p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."), p("c", "ຝົນຍັງຈະຕົກຕໍ່ໄປ.")]),
    null,
    ["mekong"],
  );
  const theirs = story(
    version({ headline: "ຫົວຂໍ້ໃໝ່" }, [p("a", "ຂອງເຂົາ"), p("b", "ທາງການໄດ້ເຕືອນປະຊາຊົນ."), p("c", "ຝົນເຊົາແລ້ວ.")]),
    null,
    ["mekong", "flood"],
  );
  expect(firstChoices(base, mine, theirs)).toEqual({
    "details.tags": "theirs",
    "lo.headline": "theirs",
    "lo:rows:a": "mine",
    "lo:rows:c": "theirs",
  });
});

test("a version that one side alone has is taken or left whole", () => {
  const mine = story(BASE, version({ headline: "Mekong rises" }, [p("x", "The river rose today.")]));
  const theirs = story(BASE, null);
  expect(keys(mine, theirs)).toEqual(["en:version"]);
  expect(chooseRows(mine, theirs, { "en:version": "theirs" }).versions.en).toBeNull();
  expect(chooseRows(mine, theirs, {}).versions.en?.headline).toBe("Mekong rises");
});

/** Two bodies that grew from one: blocks changed, gone, new, moved, joined into rows of another. */
const side = fc
  .record({
    blocks: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(..."abcdefgh"),
        row: fc.constantFrom(..."rstuvw"),
        text: fc.constantFrom("ໜຶ່ງ", "ສອງ", "three", ""),
      }),
      {
        selector: (one) => one.id,
        maxLength: 8,
      },
    ),
    headline: fc.constantFrom("ຫົວຂໍ້", "ຫົວຂໍ້ໃໝ່", "Headline"),
    extra: fc.constantFrom(undefined, "a later version's field"),
    none: fc.boolean(),
    tags: fc.subarray(["mekong", "asean"]),
  })
  .map(({ blocks, headline, extra, none, tags }) => {
    // A row's blocks are neighbours in every stored body.
    const rows = [...new Set(blocks.map((one) => one.row))];
    const sorted = rows.flatMap((row) => blocks.filter((one) => one.row === row));
    const written = version({ headline, ...(extra ? { extra } : {}) }, sorted);
    return story(written, none ? null : version({ headline }, sorted.toReversed().slice(0, 1)), tags);
  });
const choose = (mine: StoryText, theirs: StoryText, pick: (key: string) => ChosenSide) =>
  chooseRows(mine, theirs, Object.fromEntries(differencesOf(mine, theirs).map(({ key }) => [key, pick(key)])));

test("all mine is mine, and all theirs is theirs", () => {
  fc.assert(
    fc.property(side, side, (mine, theirs) => {
      expect(choose(mine, theirs, () => "mine")).toEqual(mine);
      expect(choose(mine, theirs, () => "theirs")).toEqual(theirs);
      expect(differencesOf(mine, mine)).toEqual([]);
    }),
  );
});

test("whatever is chosen, every block of the chosen sides stands once, in neighbouring blocks of its row", () => {
  fc.assert(
    fc.property(side, side, fc.func(fc.constantFrom<ChosenSide>("mine", "theirs")), (mine, theirs, pick) => {
      const merged = choose(mine, theirs, pick);
      const sides = { mine, theirs };
      const body = (text: StoryText) => blocksOf(text.versions.lo?.body ?? { type: "doc" });
      const wanted = new Set<Node>();
      const differing = new Set<string>();
      for (const difference of differencesOf(mine, theirs)) {
        if (difference.kind !== "rows" || difference.lang !== "lo") continue;
        for (const row of difference.rows) differing.add(row);
        for (const block of body(sides[pick(difference.key)]))
          if (difference.rows.includes(rowOfBlock(block))) wanted.add(block);
      }
      for (const block of body(mine)) if (!differing.has(rowOfBlock(block))) wanted.add(block);
      const got = body(merged);
      expect(got.map(idOfBlock).toSorted()).toEqual([...wanted].map(idOfBlock).toSorted());
      expect(new Set(got)).toEqual(wanted);
      expect(new Set(got.map(idOfBlock)).size).toBe(got.length);
      const runs = got.map(rowOfBlock).filter((row, index, rows) => row !== rows[index - 1]);
      expect(new Set(runs).size).toBe(runs.length);
    }),
  );
});
