import { describe, expect, it } from "vitest";
import type { Article } from "../../../shared/article/article.ts";
import type { CheckFacts } from "../../../shared/checks/check.ts";
import { CHECK_IDS, CHECKS, findingsOf, isStopped } from "../../../shared/checks/checks.ts";
import { STOP_IDS } from "../../../shared/checks/own-stops.ts";
import { besideMark } from "../../../shared/rows/beside.ts";
import { rowsOf, sidesOf } from "../../../shared/rows/rows.ts";
import {
  block,
  bodyOf,
  type Given,
  idOf,
  PHOTO,
  paragraph,
  settings,
  storyOf,
} from "../../electron/publish/newsroom.ts";

const NOTHING: CheckFacts = {
  missingImages: new Set(),
  comingImages: new Set(),
  addressTaken: null,
  stories: new Map(),
  now: "2026-11-24T02:00:00Z",
};

const findings = (article: Article, facts: Partial<CheckFacts> = {}) =>
  findingsOf({
    article,
    rows: rowsOf(article.details.source, sidesOf(article), article.rows),
    settings,
    facts: { ...NOTHING, ...facts },
  });
const said = (article: Article, facts: Partial<CheckFacts> = {}) =>
  findings(article, facts).map(({ severity, check, lang, place }) => `${severity} ${check} ${lang ?? "both"} ${place}`);

const english = bodyOf(paragraph("(KPL) Mekong hydrologists measured the river at Pakse on Friday."));
const englishRow = String(english.content?.[0]?.attrs?.row);
const lao = {
  type: "doc",
  content: [
    {
      type: "paragraph",
      attrs: { id: "lo-1", row: englishRow },
      content: [{ type: "text", text: "ນັກອຸທົກກະສາດວັດແທກແມ່ນ້ຳຂອງ ທີ່ເມືອງປາກເຊ ໃນວັນສຸກ." }],
    },
  ],
};
/** A story against which nothing stands. */
const whole: Given = {
  details: { category: "environment" },
  en: { headline: "Mekong rises at Pakse", lead: "The river stands at nine metres.", body: english },
  lo: { headline: "ແມ່ນ້ຳຂອງຂຶ້ນ ທີ່ປາກເຊ", lead: "ລະດັບນ້ຳຢູ່ທີ່ເກົ້າແມັດ.", body: lao },
};
const changed = (more: Given): Article => storyOf(1, { ...whole, ...more });

it("nothing stands against a story that is whole", () => {
  expect(said(changed({}))).toEqual([]);
});

describe("what keeps a language at home", () => {
  it("no headline and no words in the body, of a language that is there", () => {
    const bare = changed({ lo: { headline: " ", lead: "ລະດັບນ້ຳ", body: bodyOf(block({ type: "horizontalRule" })) } });
    expect(said(bare).slice(0, 2)).toEqual(["stop headline lo headline", "stop body lo body"]);
    expect([isStopped(findings(bare), "lo"), isStopped(findings(bare), "en")]).toEqual([true, false]);
  });

  it("a picture whose file is gone, at its block or in the details", () => {
    const figure = block({
      type: "figure",
      content: [
        { type: "image", attrs: { asset: PHOTO, alt: "The gauge at Pakse", credit: "" } },
        { type: "figcaption" },
      ],
    });
    const pictured = changed({ en: { ...whole.en, body: bodyOf(...(english.content ?? []), figure) } });
    expect(said(pictured, { missingImages: new Set([PHOTO]) })).toContain(
      `stop image-file en block/${figure.attrs?.id}`,
    );
    const image = {
      asset: PHOTO,
      alt: { lo: "ຫຼັກວັດນ້ຳ", en: "The gauge" },
      caption: { lo: "", en: "" },
      credit: { lo: "", en: "" },
    };
    const lead = changed({ details: { category: "environment", image } });
    expect(said(lead, { missingImages: new Set([PHOTO]) })).toEqual([
      "stop image-file lo details/image",
      "stop image-file en details/image",
    ]);
  });

  it("an open conflict and an address that another story has, for both", () => {
    const torn = changed({ more: { conflicts: [{ id: "card-1" }] } });
    const addressTaken = { slug: "mekong-rises", by: idOf(2), trashed: true };
    expect(said(torn, { addressTaken })).toEqual(["stop conflict both conflicts", "stop address both details/slug"]);
    expect(findings(torn, { addressTaken })[1]?.values).toEqual({ slug: "mekong-rises", by: idOf(2), trashed: 1 });
    expect(isStopped(findings(torn), "en")).toBe(true);
    // As another desk may have sent it.
    const device = changed({ details: { slug: "aux" } });
    expect(said(device)).toContain("stop device-name both details/slug");
    expect(said(changed({ details: { slug: "aux-2" } }))).not.toContain("stop device-name both details/slug");
  });
});

it("a card holds its own language, and leads to where it stands; one of a detail holds both", () => {
  const side = (value: unknown) => ({ value, revision: "r1", by: "ນາງ ຄຳ", desk: "ໃຕ້", at: "2026-11-24T02:00:00Z" });
  const card = (part: string) => ({
    id: part,
    part,
    kind: "words",
    base: null,
    sides: [side("ນ້ຳຂອງ"), side("ແມ່ນ້ຳຂອງ")],
  });
  const torn = (...parts: string[]) => changed({ more: { conflicts: parts.map(card) } });
  expect(said(torn("lo/block/a1", "lo/block/a2", "en/headline"))).toEqual([
    "stop conflict lo block/a1",
    "stop conflict en headline",
  ]);
  expect(findings(torn("lo/block/a1", "lo/block/a2"))[0]?.values).toEqual({ count: 2 });
  expect(isStopped(findings(torn("lo/block/a1")), "en")).toBe(false);
  expect(isStopped(findings(torn("lo/block/a1")), "lo")).toBe(true);
  expect(said(torn("details/category"))).toEqual(["stop conflict both details/category"]);
  expect(said(torn("release/en/withdrawn"))).toEqual(["stop conflict en conflicts"]);
});

describe("what is asked before readers see it", () => {
  it("no category or one that the settings don't know, no lead, a picture that says nothing to who can't see it", () => {
    const image = {
      asset: PHOTO,
      alt: { lo: "", en: "The gauge" },
      caption: { lo: "", en: "" },
      credit: { lo: "", en: "" },
    };
    const poor = changed({ details: { category: null, image }, lo: { ...whole.lo, lead: "" } });
    expect(said(poor)).toContain("ask category both details/category");
    expect(said(poor)).toContain("ask lead lo lead");
    expect(said(poor)).toContain("ask image-description lo details/image");
    expect(said(changed({ details: { category: "astrology" } }))).toEqual(["ask category both details/category"]);
  });

  it("rows without a translation, and rows whose source changed since", () => {
    const untranslated = changed({ lo: { ...whole.lo, body: bodyOf() } });
    expect(said(untranslated)).toEqual(["stop body lo body", `ask missing-rows lo row/${englishRow}`]);
    const at = "2024-12-06T07:00:00Z";
    const record = {
      lo: sidesOf(changed({})).lo?.blocks[0]?.text ?? "",
      en: "Hydrologists measured it.",
      at,
      by: "Kham",
    };
    expect(said(changed({ more: { rows: { [englishRow]: record } } }))).toEqual([
      `ask stale-rows lo row/${englishRow}`,
    ]);
  });

  it("words of two desks that stand beside each other, until the text is another one or the row is confirmed", () => {
    const mark = besideMark(changed({}), "lo/block/lo-1");
    const more = { beside: { "lo/block/lo-1": mark, "lo/block/gone": mark, "en/../etc": mark, "lo/lead": 7 } };
    expect(said(changed({ more }))).toEqual(["ask beside lo block/lo-1"]);
    const text = {
      lo: sidesOf(changed({})).lo?.blocks[0]?.text ?? "",
      en: sidesOf(changed({})).en?.blocks[0]?.text ?? "",
    };
    const rows = { [englishRow]: { ...text, at: "2024-12-06T07:00:00Z", by: "ນາງ ຄຳຫຼ້າ" } };
    expect(said(changed({ more: { ...more, rows } }))).toEqual([]);
    for (const odd of [null, "all", [], { "lo/block/lo-1": "0000000000000000" }])
      expect(said(changed({ more: { beside: odd } }))).toEqual([]);
  });

  it("notes that are open, links that lead nowhere, and other stories that are gone or in the trash", () => {
    const note = { row: englishRow, at: "2024-12-06T07:00:00Z", by: "Kham", text: "ກວດຕົວເລກ", resolvedAt: null };
    const noted = changed({ more: { notes: { [idOf(8)]: note, [idOf(9)]: { ...note, resolvedAt: note.at } } } });
    expect(said(noted)).toEqual([`ask open-notes both notes/${idOf(8)}`]);
    const answered = { [idOf(8)]: note, [idOf(7)]: { ...note, text: "26", replyTo: idOf(8) } };
    expect(said(changed({ more: { notes: answered } }))).toEqual([`ask open-notes both notes/${idOf(8)}`]);
    const link = { type: "link", attrs: { href: "" } };
    const linked = paragraph({ type: "text", text: "the river's office", marks: [link] });
    const body = bodyOf(...(english.content ?? []), { ...linked, attrs: { ...linked.attrs, row: englishRow } });
    expect(said(changed({ en: { ...whole.en, body } }))).toEqual([`ask links en block/${linked.attrs?.id}`]);
    const related = [{ article: idOf(2) }, { article: idOf(3) }, { article: idOf(4) }];
    const stories = new Map([
      [idOf(2), "there"],
      [idOf(3), "trashed"],
    ] as const);
    expect(said(changed({ details: { category: "environment", related } }), { stories })).toEqual([
      "ask links both details/related/1",
      "ask links both details/related/2",
    ]);
  });
});

it("a language that isn't there, a headline longer than its places and a lead that only repeats it are told", () => {
  const alone = storyOf(1, { ...whole, lo: null });
  expect(said(alone)).toEqual(["tell other-language lo body"]);
  const headline = `ແມ່ນ້ຳຂອງ${"ຂຶ້ນ".repeat(60)}`;
  const long = changed({ lo: { ...whole.lo, headline, lead: `${headline}.` } });
  expect(said(long)).toEqual(["tell long-headline lo headline", "tell lead-repeats-headline lo lead"]);
  // A letter is one with its marks.
  expect(said(changed({ lo: { ...whole.lo, headline: "ຂຶ້ນ".repeat(50) } }))).toEqual([]);
});

it("a language whose deadline has passed is told, at the field that says whose it is, until it is out or taken from them", () => {
  const release = (assigned: unknown, more: object = {}) =>
    ({
      ...changed({}),
      release: {
        ...changed({}).release,
        en: { ...changed({}).release.en, stage: "review", out: null, assigned, ...more },
      },
    }) as Article;
  const due = "2026-11-24T08:59:00+07:00";
  expect(said(release({ person: "noy", due }))).toEqual(["tell late en details/assign.en"]);
  expect(said(release({ person: "noy", due: "2026-11-24T09:01:00+07:00" }))).toEqual([]);
  expect(said(release({ person: "noy", due: null }))).toEqual([]);
  expect(said(release(null))).toEqual([]);
  expect(said(release({ person: "noy", due }, { stage: "published", out: { rev: "r", shown: "s", at: due } }))).toEqual(
    [],
  );
});

it("a finding that was accepted stays so until what it looked at changes; a stop is never", () => {
  const first = findings(changed({ details: { category: null } }));
  const [category] = first;
  if (!category) throw new Error("nothing found");
  const taken = { hash: category.hash, reason: "ພິເສດ", by: "Kham", at: "2024-12-06T07:00:00Z" };
  const accepting = (key: string, hash = category.hash) => ({ accepted: { [key]: { ...taken, hash } } });
  const again = findings(changed({ details: { category: null }, more: accepting(category.key) }));
  expect(again[0]?.accepted).toEqual(taken);
  const other = findings(changed({ details: { category: "astrology" }, more: accepting(category.key) }));
  expect(other[0]?.accepted).toBeNull();
  // Whatever else stands there is no acceptance.
  for (const accepted of [{ [category.key]: "yes" }, "all", null, []])
    expect(findings(changed({ details: { category: null }, more: { accepted } }))[0]?.accepted).toBeNull();
  const [stop] = findings(changed({ more: { conflicts: [1] } }));
  if (!stop) throw new Error("nothing found");
  expect(findings(changed({ more: { conflicts: [1], ...accepting(stop.key, stop.hash) } }))[0]?.accepted).toBeNull();
});

it("a place in one language is never taken for the same one in the other", () => {
  const both = findings(changed({ lo: { ...whole.lo, lead: "" }, en: { ...whole.en, lead: "" } }));
  const keys = both.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(CHECK_IDS.every((id) => /^[a-z-]+$/.test(id))).toBe(true);
});

it("each stop is one that a publication tells: as a check, or by a code of its own", () => {
  const told = [...STOP_IDS, "headline", "image-file", "image-coming"];
  expect(CHECK_IDS.filter((id) => CHECKS[id].severity === "stop").sort()).toEqual(told.sort());
});
