/**
 * Whatever text comes in, each of its lines is somewhere in what comes out. Lines are compared by
 * their letters and digits, in a form of its own that no mark, space or bullet is part of.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImportedStory } from "../../../electron/exchange/format.ts";
import { type Node, Version } from "../../../shared/article/article.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { heavyRuns } from "../../random.ts";
import { context, imported, items } from "./newsroom.ts";

const letters = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFD")
    .replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replaceAll("ແ", "ເເ")
    .replace(/[\u0EB0\u0EB2\u0EB3]/g, "")
    .toLowerCase()
    // Some bullets are symbols; those of a list are its form.
    .replace(/[•●○▪■◦‣∙·◆❖➢►▶]|[^\p{L}\p{N}\p{So}\p{Sc}]/gu, "");

/** A block's text as it was written: an ordered list with its numbers, within another list too. */
function written(block: Node): string {
  if (block.type !== "orderedList" && block.type !== "bulletList") return blockText(block);
  const start = block.type === "orderedList" ? Number(block.attrs?.start ?? 1) : null;
  return (block.content ?? [])
    .map((item, at) => `${start === null ? "" : `${start + at}. `}${(item.content ?? []).map(written).join("\n")}`)
    .join("\n");
}

/** What stands before the names on a byline: the field's name says it. */
const BYLINE_LABELS = ["By ", "ໂດຍ: ", "ຂ່າວ-ພາບ: "];

/** Everything that a story holds, as runs within which a line may have ended up. */
function heldBy(story: ImportedStory): string[] {
  const { version } = story;
  const blocks = blocksOf(version.body).map(written);
  const words = [...context.categories, ...story.newCategories].flatMap((term) => [term.lo, term.en, term.key]);
  const used = new Set([...items(story).flatMap((item) => item.category ?? []), story.details?.category]);
  const categories = [...context.categories, ...story.newCategories].filter((term) => used.has(term.key));
  return [
    version.headline,
    version.leadTag + version.lead,
    version.leadTag + version.dateline + version.lead,
    version.dateline,
    version.signOff,
    ...blocks.flatMap((block) => [
      version.dateline + block,
      block + version.signOff,
      version.dateline + block + version.signOff,
    ]),
    ...items(story).flatMap((item) => {
      const title = item.title.lo + item.title.en;
      return [title, item.summary.lo + item.summary.en, ...words.map((word) => title + word)];
    }),
    ...categories.flatMap((term) => [term.lo, term.en, term.key]),
    ...story.dropped,
    ...(story.details?.bylines ?? []).flatMap(({ lo, en }) => BYLINE_LABELS.map((label) => label + lo + en)),
  ].map(letters);
}

/** Dates become instants: what each of the dates in these texts is over a story, and in the list. */
const DATES: Readonly<Record<string, { readonly page?: string; readonly list?: string }>> = {
  "06/12/2024 14:15": { page: "2024-12-06T14:15:00+07:00", list: "2024-06-12T14:15:00+07:00" },
  "9.1.2024": { page: "2024-01-09T00:00:00+07:00", list: "2024-09-01T00:00:00+07:00" },
  "11/30/2025 8:48:31 AM": { list: "2025-11-30T08:48:31+07:00" },
  "3/4/2025 12:05 PM": { page: "2025-04-03T12:05:00+07:00", list: "2025-03-04T12:05:00+07:00" },
  "30/11/2025 8:48:31 AM": { page: "2025-11-30T08:48:31+07:00" },
  "31/02/2024 10:00": {},
  "06/12/2567 14:15": { page: "2024-12-06T14:15:00+07:00", list: "2024-06-12T14:15:00+07:00" },
  "06/12/2767 14:15": {},
  "November 4, 2026": { page: "2026-11-04T00:00:00+07:00", list: "2026-11-04T00:00:00+07:00" },
  "ວັນເສົາ, ໒໗ ກໍລະກົດ ໒໐໒໔": { page: "2024-07-27T00:00:00+07:00", list: "2024-07-27T00:00:00+07:00" },
};

/** The lines of a text that are nowhere in its story. */
function lost(text: string, story: ImportedStory): string[] {
  const held = heldBy(story);
  const listed = items(story).map((item) => item.publishedAt);
  return text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).filter((line) => {
    const wanted = letters(line);
    if (wanted === "" || held.some((run) => run.includes(wanted))) return false;
    const date = line.trim();
    if (DATES[date]?.page !== undefined && DATES[date].page === story.publishedAt) return false;
    if (listed.includes(DATES[date]?.list ?? "-")) return false;
    // the heading of a list that has items is printed again over them
    return !(/^(ຂ່າວອື່ນໆ|Other news)$/.test(date) && story.related.length > 0);
  });
}

const SENTENCES = [
  "Laos and Vietnam have signed an agreement on trade.",
  "ລາວ ແລະ ຫວຽດນາມ ໄດ້ລົງນາມໃນສັນຍາການຄ້າ.",
  "ທ່ານ ຄຳພອນ ກ່າວວ່າ: “ນ້ຳໃຈຂອງພວກເຮົາ”",
  "The bridge (built in 1994) will be repaired",
  "ຂປລ. ໂຮງໝໍໃໝ່ ເປີດແລ້ວ",
  "ຂປລ Rice exports rose by 12.5 percent",
  "(KPL) Farmers in Savannakhet welcome the rain.",
  "(ຂປລ) ຊາວນາ ດີໃຈ",
  "Vientiane, Dec 6 (KPL) – Buses go electric. (KPL)",
  "KPL (KPL) Rice exports rose by a tenth.",
  "By Somsack Pongkhao",
  "ຂ່າວ-ພາບ: ສົມສັກ",
  "Photo: Noy Vongsa",
  "Officials cut the ribbon. (ພາບປະກອບ)",
  "• Rice Exports Reach RecordEconomy",
  "Rice Exports Reach Record",
  "• ສົ່ງອອກເຂົ້າ ເພີ່ມຂຶ້ນກະສິກຳ",
  "ສົ່ງອອກເຂົ້າ ເພີ່ມຂຶ້ນ",
  "• Laos",
  "Laos",
  "Politics",
  "•",
  "- one",
  "1. ສ້າງທາງ",
  "2. ສ້າງໂຮງຮຽນ",
  "໓) ປູກຕົ້ນໄມ້",
];
const FURNITURE = [
  "Source: Lao News Agency",
  "Back To Top",
  "(ພາບປະກອບ)",
  "Rain falls on Vientiane - image 1",
  "Home > News > Economy",
  "Views: 1,204",
  "Share on Facebook",
  "ອ່ານຕໍ່",
  "Email Print 4733",
  "Print",
  "77",
  "ads",
  "Top",
  "KPL",
  "ຂປລ",
  "ຂປລ.",
  "(KPL)",
  "ຂ່າວອື່ນໆ",
  "Other news",
];

const newsLine = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...SENTENCES) },
  { weight: 3, arbitrary: fc.constantFrom(...FURNITURE) },
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(DATES)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...SENTENCES), fc.nat(9999)).map(([line, number]) => `${line} ${number}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }) },
);
const lineBreak = fc.constantFrom("\n", "\n", "\n\n", "\n \n", "\r\n", "\r\n\r\n", "\r", "\u2028", "\n\t ");
/** Numbered, each sentence is one that can be missed: no other line says the same. */
const newsText = fc
  .tuple(fc.array(fc.tuple(newsLine, lineBreak), { minLength: 1, maxLength: 30 }), fc.boolean())
  .map(([lines, numbered]) =>
    lines
      .map(([line, end], at) => (numbered && SENTENCES.includes(line) ? `${line} no${at}x${end}` : `${line}${end}`))
      .join(""),
  );

/** A page as the agency prints it, any part of it missing. */
const part = (...choices: string[]) => fc.option(fc.constantFrom(...choices), { nil: "" });
const listItem = fc
  .record({
    bullet: fc.constantFrom("• ", "", "- "),
    title: fc.constantFrom("Rice Exports Reach Record", "ສົ່ງອອກເຂົ້າ ເພີ່ມຂຶ້ນ", "Laos"),
    category: fc.constantFrom("Economy", "ການເມືອງ", "Forestry", "", " – Sport"),
    repeats: fc.boolean(),
    date: part(...Object.keys(DATES)),
    summary: part(...SENTENCES),
  })
  .map(({ bullet, title, category, repeats, date, summary }) =>
    [`${bullet}${title}${category}`, repeats ? title : "", date, summary].filter((line) => line !== ""),
  );
const page = fc
  .tuple(
    fc.constantFrom(...SENTENCES.slice(0, 4)),
    part(...Object.keys(DATES)),
    part("Email Print 4733"),
    part("ຂປລ. ໂຮງໝໍໃໝ່ ເປີດແລ້ວ", "ຂປລ", "Lead without a tag"),
    part("(KPL) Farmers welcome the rain.", "ຂປລ. ຊາວນາ ດີໃຈ"),
    fc.array(fc.constantFrom(...SENTENCES), { maxLength: 5 }),
    part("KPL", "ຂປລ", "Source: KPL"),
    part("ຂ່າວອື່ນໆ", "Other news"),
    fc.array(listItem, { maxLength: 4 }),
    fc.array(fc.constantFrom("ads", "Top", "© 2025 ຂປລ"), { maxLength: 3 }),
    fc.constantFrom("\n", "\n\n", "\r\n\r\n"),
  )
  .map(([headline, date, buttons, lead, first, body, signOff, heading, list, end, joint]) =>
    [headline, date, buttons, lead, first, ...body, signOff, heading, ...list.flat(), ...end]
      .filter((line) => line !== "")
      .join(joint),
  );

const holdsAll = (text: string): void => {
  const story = imported(text);
  expect(lost(text, story)).toEqual([]);
  expect(Version.safeParse({ ...story.version, updatedAt: "2024-12-06T07:15:00Z" }).error).toBeUndefined();
};

describe("no line of a text is lost", () => {
  it("of a page with any of its parts missing", () => {
    fc.assert(fc.property(page, holdsAll), { numRuns: heavyRuns(250) });
  });

  it("of news, dates and furniture in any order", () => {
    fc.assert(fc.property(newsText, holdsAll), {
      numRuns: heavyRuns(500),
      examples: [["Email Print 4733\n●!\n• Rice Exports Reach RecordEconomy\n"]],
    });
  });

  it("of any characters at all, lone surrogates and controls included", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary" }), { maxLength: 12 }).map((lines) => lines.join("\n")),
        holdsAll,
      ),
      {
        numRuns: heavyRuns(200),
      },
    );
  });

  it("though it is said several times: each time is kept", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.constantFrom("The rain came.", "ຝົນຕົກແລ້ວ."), (times, line) => {
        const story = imported(
          `Rain\n06/12/2024 14:15\nຂປລ ${line}\n\n(KPL) ${Array(times).fill(line).join("\n\n")}\n\nKPL`,
        );
        expect(blocksOf(story.version.body).map(blockText)).toEqual(Array(times).fill(line));
      }),
    );
  });

  it("and what is stored is canonical already", () => {
    const lao = fc.string({
      unit: fc.constantFrom(
        ..."ກນຫລເແາຳ",
        "\u0ECD",
        "\u0EC9",
        "\u0EC8",
        "\u0EB4",
        "\u0EBC",
        "\u200B",
        " ",
        "\n",
        "\n\n",
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(lao, (text) => {
        const story = imported(`ຂ່າວ\n\n${text}`);
        for (const block of blocksOf(story.version.body).map(blockText)) expect(canonicalText(block)).toBe(block);
      }),
      { numRuns: heavyRuns(400) },
    );
  });
});
