import { expect, test } from "vitest";
import { type Article, emptyVersion, type Node, type Version } from "../../../shared/article/article.ts";
import { cardsOf, settleCard } from "../../../shared/article/card.ts";
import { blocksOf, idOfBlock, textWithin } from "../../../shared/blocks/body.ts";
import { merge } from "../../../shared/merge/merge.ts";
import { besideIn } from "../../../shared/rows/beside.ts";
import { rowsOf, sidesOf } from "../../../shared/rows/rows.ts";
import { sideOf } from "./any-story.ts";
import { storyOf } from "./newsroom.ts";

const AT = "2026-11-24T02:00:00Z";
const RIVER = "ລະດັບນ້ຳຂອງ ຢູ່ປາກເຊ ເພີ່ມຂຶ້ນສອງແມັດ ໃນມື້ນີ້.";
const WARNED = "Officials warned villages along the bank on Monday.";
const RAIN = "Rain will go on for two days.";

const p = (id: string, text: string, more: Partial<Node> = {}): Node => ({
  type: "paragraph",
  ...more,
  attrs: { id, row: id, ...more.attrs },
  ...(text === "" ? {} : { content: [{ type: "text", text }] }),
});
const version = (blocks: readonly Node[], fields: Partial<Version> = {}): Version => ({
  ...emptyVersion("lo", AT),
  ...fields,
  body: { type: "doc", content: [...blocks] },
});
const story = (blocks: readonly Node[], fields: Partial<Version> = {}, more: Partial<Article> = {}): Article => ({
  ...storyOf(1),
  ...more,
  versions: { lo: version(blocks, fields), en: null },
});
const both = (base: Article | null, a: Article, b: Article) =>
  merge(base && { article: base }, sideOf(a, "a"), sideOf(b, "b"));
const said = ({ versions }: Article) =>
  blocksOf(versions.lo?.body ?? { type: "doc" }).map((block) => `${idOfBlock(block)} ${textWithin(block)}`);
const kinds = (article: Article) => cardsOf(article).map(({ part, kind }) => `${kind} ${part}`);

const BASE = [p("a", RIVER), p("b", WARNED), p("c", RAIN)];
const base = story(BASE);

test("two who write in one paragraph both have their words in it, Lao without spaces too", () => {
  const one = story([p("a", RIVER.replace("ປາກເຊ", "ປາກເຊ ແຂວງຈຳປາສັກ")), ...BASE.slice(1)]);
  const two = story([p("a", RIVER.replace("ໃນມື້ນີ້", "ໃນເຊົ້າມື້ນີ້")), p("b", `${WARNED} They were calm.`), p("c", RAIN)]);
  const merged = both(base, one, two);
  expect(said(merged)).toEqual([
    "a ລະດັບນ້ຳຂອງ ຢູ່ປາກເຊ ແຂວງຈຳປາສັກ ເພີ່ມຂຶ້ນສອງແມັດ ໃນເຊົ້າມື້ນີ້.",
    `b ${WARNED} They were calm.`,
    `c ${RAIN}`,
  ]);
  expect(merged.conflicts).toEqual([]);
});

test("words that came to both another way and that both wrote on at the same place stand once, with what each wrote", () => {
  const put = (text: string) => story([p("a", `${RIVER} ${text}`), ...BASE.slice(1)]);
  const given = "ປະຊາຊົນຢູ່ແຄມຂອງ ໄດ້ຍ້າຍອອກແລ້ວ.";
  const once = (one: string, other: string, words: string) => {
    for (const merged of [both(base, put(one), put(other)), both(base, put(other), put(one))]) {
      expect(said(merged)[0]).toBe(`a ${RIVER} ${words}`);
      expect(merged.conflicts).toEqual([]);
      expect(besideIn(merged)).not.toEqual([]);
    }
  };
  once(`${given} ໂຮງຮຽນປິດ.`, `${given} ຕະຫຼາດຍັງເປີດ.`, `${given} ຕະຫຼາດຍັງເປີດ. ໂຮງຮຽນປິດ.`);
  // Both wrote before it.
  once(`ໂຮງຮຽນປິດ. ${given}`, `ຕະຫຼາດຍັງເປີດ. ${given}`, `ຕະຫຼາດຍັງເປີດ. ໂຮງຮຽນປິດ. ${given}`);
  // Two sentences of their own that begin alike are no such thing: one of them would lose its beginning.
  const [one, other] = ["ທ່ານເຈົ້າແຂວງກ່າວວ່າ ລະດັບນ້ຳຈະຫຼຸດລົງໃນສອງມື້ຕໍ່ໜ້າ.", "ທ່ານເຈົ້າແຂວງກ່າວວ່າ ເຂົ້າໃນທົ່ງນາເສຍຫາຍຫຼາຍກວ່າຮ້ອຍເຮັກຕາ."];
  const apart = said(both(base, put(one), put(other)))[0];
  for (const words of [one, other]) expect(apart).toContain(words);
});

test("what both put in at one place stands side by side, in one order everywhere", () => {
  const one = story([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ.`), ...BASE.slice(1)]);
  const two = story([p("a", `${RIVER} ໂຮງຮຽນປິດ.`), ...BASE.slice(1)]);
  const merged = both(base, one, two);
  expect(said(merged)[0]).toBe(`a ${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ. ໂຮງຮຽນປິດ.`);
  expect(merged.conflicts).toEqual([]);
});

test("words that came to one another way, as by a file, and were written on there stand once", () => {
  const given = story([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ.`), ...BASE.slice(1)]);
  const writtenOn = story([p("a", `${RIVER} ເມື່ອວານນີ້ ປະຊາຊົນໄດ້ຍ້າຍອອກ. ໂຮງຮຽນປິດ.`), ...BASE.slice(1)]);
  for (const merged of [both(base, given, writtenOn), both(base, writtenOn, given)]) {
    expect(said(merged)[0]).toBe(`a ${RIVER} ເມື່ອວານນີ້ ປະຊາຊົນໄດ້ຍ້າຍອອກ. ໂຮງຮຽນປິດ.`);
    expect(merged.conflicts).toEqual([]);
    // Nobody can know that it was one hand.
    expect(besideIn(merged)).not.toEqual([]);
  }
  // What isn't in the other, if a letter of it, stays beside it.
  const more = story([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກແລ້ວ.`), ...BASE.slice(1)]);
  expect(said(both(base, more, writtenOn))[0]).toContain("ຍ້າຍອອກແລ້ວ");
  // One word that the other's sentence has somewhere too is no such thing: "not" isn't told by another "not".
  const [not, longer] = ["ບໍ່", "ຖ້າຝົນບໍ່ຕົກອີກໃນມື້ອື່ນ ຕາມທີ່ກຳນົດ"].map((put) =>
    story([p("a", `${RIVER} ${put}`), ...BASE.slice(1)]),
  );
  if (!not || !longer) throw new Error("Two stories are compared.");
  expect(said(both(base, not, longer))[0]?.split("ບໍ່")).toHaveLength(3);
});

test("a row in which both put words in at one place is marked to look at, until its text is another one", () => {
  const one = story([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ.`), ...BASE.slice(1)], { lead: "ນ້ຳຂອງ ຂຶ້ນສູງ" });
  const two = story([p("a", `${RIVER} ໂຮງຮຽນປິດ.`), ...BASE.slice(1)], { lead: "ນ້ຳຂອງ ຢູ່ປາກເຊ" });
  const before = story(BASE, { lead: "ນ້ຳຂອງ" });
  const merged = both(before, one, two);
  const places = (article: Article) => besideIn(article).map(({ lang, where }) => `${lang} ${where}`);
  expect(places(merged).sort()).toEqual(["lo block/a", "lo lead"]);
  expect(both(before, two, one)).toEqual(merged);
  // It is there for whoever merges on from here, and gone where the words were changed.
  const elsewhere = { ...merged, versions: story([p("a", ""), ...BASE.slice(1)]).versions };
  const written = { ...merged, details: { ...merged.details, tags: ["mekong"] } };
  const changed = {
    ...merged,
    versions: version([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ, ໂຮງຮຽນປິດ.`), ...BASE.slice(1)], { lead: "ນ້ຳຂອງ ຢູ່ປາກເຊ ຂຶ້ນສູງ" }),
  };
  expect(places(both(merged, written, { ...merged, createdAt: AT }))).toEqual(places(merged));
  const later = both(merged, written, { ...merged, versions: { lo: changed.versions, en: null } });
  expect(places(later)).toEqual([]);
  expect(later.beside).toBeUndefined();
  expect(places(elsewhere)).toEqual([]);
});

test("such a mark stays where another wrote on in that row without having seen it, and goes where they had", () => {
  const one = story([p("a", `${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ.`), ...BASE.slice(1)]);
  const two = story([p("a", `${RIVER} ໂຮງຮຽນປິດ.`), ...BASE.slice(1)]);
  const marked = both(base, one, two);
  const places = (article: Article) => besideIn(article).map(({ where }) => where);
  const unseen = story([p("a", `ມື້ນີ້ ${RIVER}`), ...BASE.slice(1)]);
  const merged = both(base, marked, unseen);
  expect(said(merged)[0]).toBe(`a ມື້ນີ້ ${RIVER} ປະຊາຊົນໄດ້ຍ້າຍອອກ. ໂຮງຮຽນປິດ.`);
  expect(places(merged)).toEqual(["block/a"]);
  expect(both(base, unseen, marked)).toEqual(merged);
  const words = said(marked)[0]?.slice(2) ?? "";
  const seen = { ...marked, versions: story([p("a", `ມື້ນີ້ ${words}`), ...BASE.slice(1)]).versions };
  expect(places(both(marked, { ...marked, details: { ...marked.details, tags: ["mekong"] } }, seen))).toEqual([]);
});

test("what needs no look isn't marked: the same words twice, words in two places, blocks of one's own, a card", () => {
  const same = story([p("a", `${RIVER} ໂຮງຮຽນປິດ.`), ...BASE.slice(1)]);
  const tagged = { ...same, details: { ...same.details, tags: ["mekong"] } };
  expect(both(base, same, tagged).beside).toBeUndefined();
  const front = story([p("a", `ມື້ນີ້ ${RIVER}`), ...BASE.slice(1)]);
  expect(both(base, same, front).beside).toBeUndefined();
  const [mine, theirs] = [story([...BASE, p("d", "ຂ່າວໜຶ່ງ.")]), story([...BASE, p("e", "ຂ່າວສອງ.")])];
  expect(both(base, mine, theirs).beside).toBeUndefined();
  const [x, y] = [story([p("a", "ນ້ຳລົງ."), ...BASE.slice(1)]), story([p("a", "ນ້ຳຂຶ້ນ."), ...BASE.slice(1)])];
  expect(both(base, x, y).beside).toBeUndefined();
});

test("who changes the same words gets a card with both, and the text shows one of them; all else of both stands", () => {
  const one = story([
    p("a", RIVER),
    p("b", "Officials warned 12 villages along the bank on Monday morning."),
    p("c", RAIN),
  ]);
  const two = story([p("a", RIVER), p("b", "Our officials warned villages along the bank on Tuesday."), p("c", RAIN)]);
  const three = story([p("a", RIVER), p("b", "Officials warned villages along the bank on Sunday."), p("c", RAIN)]);
  expect(both(base, one, two).conflicts).toEqual([]);
  const merged = both(base, three, two);
  expect(said(merged)[1]).toBe("b Our officials warned villages along the bank on Sunday.");
  const [card] = cardsOf(merged);
  expect(card).toMatchObject({ part: "lo/block/b", kind: "words", base: [p("b", WARNED)] });
  expect(card?.sides.map(({ value, by }) => [by, JSON.stringify(value).match(/on (\w+)/)?.[1]])).toEqual([
    ["a", "Sunday"],
    ["b", "Tuesday"],
  ]);
});

test("two who fill one empty paragraph have not written one text: a card holds both", () => {
  const empty = story([p("a", RIVER), p("b", "")]);
  const merged = both(empty, story([p("a", RIVER), p("b", WARNED)]), story([p("a", RIVER), p("b", RAIN)]));
  expect(said(merged)[1]).toBe(`b ${WARNED}`);
  expect(kinds(merged)).toEqual(["words lo/block/b"]);
});

test("a paragraph that was cut in two takes the words that the other typed in the half they belong to", () => {
  const cut = story([
    p("a", RIVER),
    p("b", "Officials warned villages"),
    p("new", " along the bank on Monday."),
    p("c", RAIN),
  ]);
  const typed = story([
    p("a", RIVER),
    p("b", "Two officials warned villages along the bank on Monday night."),
    p("c", RAIN),
  ]);
  const merged = both(base, cut, typed);
  expect(said(merged)).toEqual([
    `a ${RIVER}`,
    "b Two officials warned villages",
    "new  along the bank on Monday night.",
    `c ${RAIN}`,
  ]);
  expect(merged.conflicts).toEqual([]);
});

test("both cut the same paragraph, at one place or at two", () => {
  const cut = (id: string, at: number) =>
    story([p("a", RIVER), p("b", WARNED.slice(0, at)), p(id, WARNED.slice(at)), p("c", RAIN)]);
  expect(said(both(base, cut("x", 16), cut("y", 16)))).toEqual(said(cut("x", 16)));
  expect(said(both(base, cut("x", 16), cut("y", 25)))).toEqual([
    `a ${RIVER}`,
    "b Officials warned",
    "x  villages",
    "y  along the bank on Monday.",
    `c ${RAIN}`,
  ]);
});

test("paragraphs that were joined take what the other typed in the one that is gone", () => {
  const joined = story([p("a", RIVER), p("b", `${WARNED}${RAIN}`)]);
  const typed = story([p("a", RIVER), p("b", `${WARNED} Early.`), p("c", "Heavy rain will go on for two days.")]);
  const merged = both(base, joined, typed);
  expect(said(merged)).toEqual([`a ${RIVER}`, `b ${WARNED} Early.Heavy ${RAIN.replace("Rain", "rain")}`]);
  expect(merged.conflicts).toEqual([]);
});

test("a list here, and cut in two or joined there: no card, and no word in a wrong place", () => {
  const item = (text: string): Node => ({
    type: "listItem",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  const list = (id: string, ...texts: string[]): Node => ({
    type: "bulletList",
    attrs: { id, row: id },
    content: texts.map(item),
  });
  const from = story(BASE);
  const cut = story([
    p("a", RIVER),
    p("b", "Officials warned villages"),
    p("new", " along the bank on Monday."),
    p("c", RAIN),
  ]);
  const wrapped = both(from, story([p("a", RIVER), list("b", WARNED), p("c", RAIN)]), cut);
  expect(blocksOf(wrapped.versions.lo?.body ?? { type: "doc" }).slice(1)).toEqual([
    list("b", "Officials warned villages"),
    p("new", " along the bank on Monday."),
    p("c", RAIN),
  ]);
  const joined = story([p("a", RIVER), p("b", `${WARNED}${RAIN}`)]);
  const first = both(from, story([p("a", RIVER), list("b", WARNED), p("c", RAIN)]), joined);
  expect(blocksOf(first.versions.lo?.body ?? { type: "doc" }).slice(1)).toEqual([list("b", `${WARNED}${RAIN}`)]);
  const second = both(from, story([p("a", RIVER), p("b", WARNED), list("c", RAIN)]), joined);
  expect(blocksOf(second.versions.lo?.body ?? { type: "doc" }).slice(1)).toEqual([p("b", `${WARNED}${RAIN}`)]);
  for (const one of [wrapped, first, second]) expect(one.conflicts).toEqual([]);
});

test("a paragraph that was deleted here and changed there stays, with a card; unchanged it goes", () => {
  const without = story([p("a", RIVER), p("c", RAIN)]);
  expect(said(both(base, without, story([p("a", RIVER), p("b", WARNED), p("c", `${RAIN} More.`)])))).toEqual([
    `a ${RIVER}`,
    `c ${RAIN} More.`,
  ]);
  const merged = both(base, without, story([p("a", RIVER), p("b", `${WARNED} Twice.`), p("c", RAIN)]));
  expect(said(merged)[1]).toBe(`b ${WARNED} Twice.`);
  expect(kinds(merged)).toEqual(["deleted lo/block/b"]);
  expect(cardsOf(merged)[0]?.sides.map(({ value, by }) => [by, value])).toEqual([
    ["b", [p("b", `${WARNED} Twice.`)]],
    ["a", []],
  ]);
});

test("a heading here and words there are both taken; so is a list, and a mark", () => {
  const heading = story([p("a", RIVER), p("b", WARNED, { type: "heading", attrs: { level: 2 } }), p("c", RAIN)]);
  const list = story([
    p("a", RIVER),
    {
      type: "bulletList",
      attrs: { id: "b", row: "b" },
      content: [{ type: "listItem", content: [{ type: "paragraph", content: [{ type: "text", text: WARNED }] }] }],
    },
    p("c", RAIN),
  ]);
  const bold = story([
    p("a", RIVER),
    {
      ...p("b", ""),
      content: [
        { type: "text", text: "Officials", marks: [{ type: "bold" }] },
        { type: "text", text: WARNED.slice(9) },
      ],
    },
    p("c", RAIN),
  ]);
  const typed = story([p("a", RIVER), p("b", `Now ${WARNED} Twice.`), p("c", RAIN)]);
  const block = (article: Article) => blocksOf(article.versions.lo?.body ?? { type: "doc" })[1];
  expect(block(both(base, heading, typed))).toEqual(
    p("b", `Now ${WARNED} Twice.`, { type: "heading", attrs: { level: 2 } }),
  );
  expect(block(both(base, list, typed))).toMatchObject({ type: "bulletList", attrs: { id: "b" } });
  expect(said(both(base, list, typed))[1]).toBe(`b Now ${WARNED} Twice.`);
  expect(block(both(base, bold, typed))?.content?.map(({ text, marks }) => [text, marks?.length ?? 0])).toEqual([
    ["Now ", 0],
    ["Officials", 1],
    [`${WARNED.slice(9)} Twice.`, 0],
  ]);
  for (const one of [heading, list, bold]) expect(both(base, one, typed).conflicts).toEqual([]);
  const level = (number: number) =>
    story([p("a", RIVER), p("b", WARNED, { type: "heading", attrs: { level: number } }), p("c", RAIN)]);
  expect(kinds(both(base, level(2), level(3)))).toEqual(["kind lo/block/b"]);
});

test("two cells of one table, two items of one list", () => {
  const cell = (text: string): Node => ({
    type: "tableCell",
    content: [{ type: "paragraph", content: [{ type: "text", text }] }],
  });
  const table = (...texts: string[]) =>
    story([{ type: "table", attrs: { id: "t", row: "t" }, content: [{ type: "tableRow", content: texts.map(cell) }] }]);
  const merged = both(table("ປາກເຊ", "8,2", "ເມືອງ"), table("ປາກເຊ", "8,4", "ເມືອງ"), table("ປາກເຊ", "8,2", "ນະຄອນ"));
  expect(said(merged)).toEqual(["t ປາກເຊ8,4ນະຄອນ"]);
  expect(merged.conflicts).toEqual([]);
});

test("a paragraph that both moved stands once, and words go with the one that was moved", () => {
  const up = story([p("c", RAIN), p("a", RIVER), p("b", WARNED)]);
  const middle = story([p("a", RIVER), p("c", `${RAIN} More.`), p("b", WARNED)]);
  const merged = both(base, up, middle);
  expect(
    said(merged)
      .map((one) => one[0])
      .toSorted(),
  ).toEqual(["a", "b", "c"]);
  expect(said(merged)).toContain(`c ${RAIN} More.`);
  expect(said(both(base, middle, up))).toEqual(said(merged));
  const typed = story([p("a", RIVER), p("b", WARNED), p("c", `${RAIN} More.`)]);
  expect(said(both(base, up, typed))).toEqual([`c ${RAIN} More.`, `a ${RIVER}`, `b ${WARNED}`]);
});

test("without a common beginning both are kept, and what one block says twice is a card", () => {
  const merged = both(null, story([p("a", RIVER), p("b", WARNED)]), story([p("a", RAIN), p("c", RAIN)]));
  expect(said(merged).map((one) => one[0])).toEqual(["a", "b", "c"]);
  expect(kinds(merged)).toEqual(["words lo/block/a"]);
});

test("details go field by field; what both changed is a card, and a third value joins it in whatever order it comes", () => {
  const category = (key: string, more = {}) => ({ ...base, details: { ...base.details, category: key, ...more } });
  const [one, two, three] = [
    category("economy", { tags: ["mekong"] }),
    category("sport"),
    category("politics", { tags: ["asean"] }),
  ];
  const merged = both(base, one, two);
  expect(merged.details).toMatchObject({ category: "economy", tags: ["mekong"] });
  expect(kinds(merged)).toEqual(["value details/category"]);
  const all = [
    both(base, both(base, one, two), three),
    both(base, both(base, three, one), two),
    both(base, both(base, two, three), one),
  ];
  for (const each of all) {
    expect(cardsOf(each).map(({ sides }) => sides.map(({ value }) => value))).toEqual([
      ["economy", "politics", "sport"],
    ]);
    expect(each.details.category).toBe("economy");
    expect(each.details.tags.toSorted()).toEqual(["asean", "mekong"]);
  }
});

test("a settled card is followed by whoever still has both sides; settled in two ways it asks once more", () => {
  const headline = (text: string) => story(BASE, { headline: text });
  const from = headline("ນ້ຳຂອງເພີ່ມຂຶ້ນ");
  const [one, two] = [headline("ນ້ຳຂອງສູງສຸດ"), headline("ນ້ຳຂອງລົດລົງ")];
  const merged = both(from, one, two);
  const [card] = cardsOf(merged);
  const values = card?.sides.map(({ value }) => String(value)) ?? [];
  expect(values.toSorted()).toEqual(["ນ້ຳຂອງລົດລົງ", "ນ້ຳຂອງສູງສຸດ"]);
  const settled = (text: string) => {
    const chosen = { ...merged, versions: { ...merged.versions, lo: version(BASE, { headline: text }) } };
    return settleCard(chosen, card?.id ?? "");
  };
  const other = values.find((value) => value !== merged.versions.lo?.headline) ?? "";
  const followed = both(from, settled(other), merged);
  expect(followed.versions.lo?.headline).toBe(other);
  expect(followed.conflicts).toEqual([]);
  const apart = both(merged, settled(values[0] ?? ""), settled(values[1] ?? ""));
  expect(kinds(apart)).toEqual(["settled lo/headline"]);
});

test("of two stages the later stands, withdrawal above all; what is out, its date and its corrections follow their own rules", () => {
  const release = (lo: Partial<Article["release"]["lo"]>) => ({
    ...base,
    release: { ...base.release, lo: { ...base.release.lo, ...lo } },
  });
  const correction = (at: string) => ({ at, text: { lo: "ແກ້ຕົວເລກ", en: "" } });
  const one = release({
    stage: "published",
    publishedAt: "2026-11-24T10:00:00+07:00",
    out: { rev: "r2", shown: "s", at: AT },
    corrections: [correction(AT)],
  });
  const two = release({
    stage: "withdrawn",
    publishedAt: "2026-11-24T02:30:00Z",
    out: { rev: "r1", shown: "s", at: AT },
    corrections: [correction("2026-11-25T02:00:00Z")],
  });
  const merged = both(base, one, two);
  expect(merged.release.lo).toMatchObject({
    stage: "withdrawn",
    publishedAt: "2026-11-24T02:30:00Z",
    out: { rev: "r1" },
  });
  expect(merged.release.lo.corrections).toEqual([correction(AT), correction("2026-11-25T02:00:00Z")]);
  const later = merge(
    { article: base },
    sideOf(one, "a"),
    sideOf(two, "b"),
    (rev, earlier) => rev === "r2" && earlier === "r1",
  );
  expect(later.release.lo.out).toMatchObject({ rev: "r2" });
});

test("a language that two desks gave to two people is whose it is needed sooner; taken from one and given to another, it is theirs; never a card", () => {
  const given = (assigned: unknown) => ({
    ...base,
    release: { ...base.release, en: { ...base.release.en, assigned } },
  });
  const noy = { person: "ນ້ອຍ", due: "2026-11-24T17:00:00+07:00" };
  const kham = { person: "kham", due: "2026-11-24T09:30:00Z" };
  const whenever = { person: "kham", due: null };
  const merged = (a: unknown, b: unknown, from = base) => {
    const one = both(from, given(a), given(b));
    expect(one.conflicts).toEqual([]);
    return one.release.en.assigned;
  };
  expect(merged(noy, kham)).toEqual(kham);
  expect(merged(noy, whenever)).toEqual(noy);
  expect(merged(noy, null, given(whenever))).toEqual(noy);
  expect(merged(null, whenever, given(whenever))).toBeNull();
});

test("a confirmation whose text was changed elsewhere is stale, and notes of both stand", () => {
  const english = { ...version([p("x", "The river rose.", { attrs: { row: "a" } })]), leadTag: "KPL" };
  const from: Article = { ...story(BASE), versions: { lo: version(BASE), en: english } };
  const note = (text: string) => ({ row: "a", at: AT, by: "ນາງ ຄຳ", text, resolvedAt: null });
  const confirmed: Article = {
    ...from,
    rows: { a: { lo: RIVER, en: "The river rose.", at: AT, by: "ນາງ ຄຳ" } },
    notes: { "01JD0000000000000000000901": note("ກວດຊື່") },
  };
  const changed: Article = {
    ...from,
    versions: { ...from.versions, lo: version([p("a", `${RIVER} ອີກ.`), ...BASE.slice(1)]) },
    notes: { "01JD0000000000000000000902": note("ຖາມ") },
  };
  const merged = both(from, confirmed, changed);
  expect(rowsOf("lo", sidesOf(merged), merged.rows).find(({ id }) => id === "a")?.state).toBe("stale");
  expect(Object.keys(merged.notes)).toHaveLength(2);
});

test("what a newer version wrote is kept at every level, and merged by the same rules", () => {
  const newer: Article = {
    ...base,
    later: { of: ["story"] },
    details: { ...base.details, mood: "ດີ" },
    versions: { ...base.versions, lo: version(BASE, { subtitle: "ຫົວຂໍ້ຍ່ອຍ" }) },
    rows: { a: { lo: RIVER, en: "", at: AT, by: "", seen: true } },
    conflicts: [{ someday: "a card of another kind" }],
  };
  const typed = story([p("a", RIVER), p("b", `${WARNED} Twice.`), p("c", RAIN)], {}, { later2: 1 });
  const merged = both(base, newer, typed);
  expect(merged).toMatchObject({ later: newer.later, later2: 1, rows: newer.rows, conflicts: newer.conflicts });
  expect(merged.details.mood).toBe("ດີ");
  expect(merged.versions.lo?.subtitle).toBe("ຫົວຂໍ້ຍ່ອຍ");
  expect(said(merged)[1]).toBe(`b ${WARNED} Twice.`);
});

test("a block that this version doesn't know is one thing: changed by one it is theirs, by both a card", () => {
  const video = (src: string): Node => ({ type: "video", attrs: { id: "v", row: "v", src } });
  const from = story([p("a", RIVER), video("1")]);
  const merged = both(from, story([p("a", `${RIVER} ອີກ.`), video("2")]), from);
  expect(blocksOf(merged.versions.lo?.body ?? { type: "doc" })[1]).toEqual(video("2"));
  expect(kinds(both(from, story([p("a", RIVER), video("2")]), story([p("a", RIVER), video("3")])))).toEqual([
    "block lo/block/v",
  ]);
});
