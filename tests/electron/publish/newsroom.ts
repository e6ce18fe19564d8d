/** Stories of a newsroom for the publishing tests: articles, settings, images, a theme. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { buildSite, type SiteBuild } from "../../../electron/publish/build-site.ts";
import { type ImageMemory, newImageMemory } from "../../../electron/publish/images/site-images.ts";
import type { Publications } from "../../../electron/publish/outputs/site.ts";
import type { PlanInput } from "../../../electron/publish/plan/plan-input.ts";
import { planSite } from "../../../electron/publish/plan/plan-site.ts";
import type { SitePlan } from "../../../electron/publish/plan/site-plan.ts";
import { readTheme, type Theme } from "../../../electron/publish/theme/theme.ts";
import type { MadeBefore } from "../../../electron/publish/write/made-before.ts";
import { readManifest } from "../../../electron/publish/write/manifest-file.ts";
import { digestOf } from "../../../electron/publish/write/site-file.ts";
import { isKnown, madeBefore, recallImages } from "../../../electron/publish/write/site-manifest.ts";
import { type Article, emptyDetails, emptyVersion, type Node, type Version } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import * as facts from "../../../shared/article/story-facts.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { done } from "../../../shared/errors.ts";
import { defaultSettings, type Settings } from "../../../shared/settings.ts";

export const NOW = "2024-12-10T03:00:00Z";

export const settings: Settings = {
  ...defaultSettings(),
  tags: [
    { key: "asean", lo: "ອາຊຽນ", en: "ASEAN" },
    { key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong" },
  ],
};

let count = 0;
/** Blocks with ids and rows, as the editor makes them. */
const marked = (node: Omit<Node, "attrs"> & { attrs?: Record<string, unknown> }): Node => {
  count += 1;
  return { ...node, attrs: { ...node.attrs, id: `block-id-${count}`, row: `row-id-${count}` } };
};
export const text = (words: string, ...marks: Node["marks"] & object): Node =>
  marks.length > 0 ? { type: "text", text: words, marks } : { type: "text", text: words };
export const paragraph = (...content: (string | Node)[]): Node =>
  marked({ type: "paragraph", content: content.map((one) => (typeof one === "string" ? text(one) : one)) });
export const block = marked;
export const bodyOf = (...blocks: Node[]): Node => ({ type: "doc", content: blocks });

export const idOf = (number: number): string => `01JEH5Q0G0000000000000${String(number).padStart(4, "0")}`;

const versionOf = (lang: "lo" | "en", given: Partial<Version>): Version => ({
  ...emptyVersion(lang, "2024-12-06T07:00:00Z"),
  // A story without a text stays at home.
  body: { type: "doc", content: [{ type: "paragraph", attrs: { id: "only", row: "only" }, content: [text("KPL")] }] },
  ...given,
});

export interface Given {
  readonly details?: Partial<Article["details"]>;
  readonly release?: Partial<Article["release"]>;
  readonly lo?: Partial<Version> | null;
  readonly en?: Partial<Version> | null;
  readonly more?: Partial<Article>;
}

export function storyOf(number: number, given: Given): Article {
  return {
    format: 1,
    id: idOf(number),
    createdAt: "2024-12-06T06:00:00Z",
    updatedAt: "2024-12-06T07:00:00Z",
    trashedAt: null,
    details: { ...emptyDetails("en"), ...given.details },
    release: {
      lo: { stage: "draft", publishedAt: null },
      en: { stage: "draft", publishedAt: null },
      ...given.release,
    },
    versions: {
      lo: given.lo ? versionOf("lo", given.lo) : null,
      en: given.en ? versionOf("en", given.en) : null,
    },
    rows: {},
    notes: {},
    conflicts: [],
    ...given.more,
  };
}

export const out = (publishedAt: string | null = "2024-12-06T14:15:00+07:00") => ({
  stage: "published" as const,
  publishedAt,
});
export const ready = (publishedAt: string | null = null) => ({ stage: "ready" as const, publishedAt });

export const PHOTO = `${"ab".repeat(32)}.jpg`;
export const CHART = `${"cd".repeat(32)}.png`;

/** A photograph with the camera's place in it, taken with the camera on its side. */
export async function photo(): Promise<Uint8Array> {
  const background = { r: 120, g: 150, b: 110 };
  const upright = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .withExif({
      IFD0: { Make: "CameraOfTheDesk", Copyright: "Somsak Phommachanh" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "17/1 57/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "102/1 36/1 0/1" },
    })
    .jpeg()
    .toBuffer();
  return sharp(upright).keepMetadata().withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

export const chart = (): Promise<Uint8Array> =>
  sharp({ create: { width: 300, height: 200, channels: 4, background: { r: 20, g: 60, b: 160, alpha: 0.5 } } })
    .png()
    .toBuffer();

/** The images that `fullStory` shows. */
export const images = async (): Promise<Readonly<Record<string, Uint8Array>>> => ({
  [PHOTO]: await photo(),
  [CHART]: await chart(),
});

export const theme = (): Promise<Theme> => readTheme(path.resolve("resources"));

export interface Room {
  readonly articles: readonly Article[];
  readonly plan?: Partial<PlanInput>;
  /** Where none are given, `images`. */
  readonly assets?: Readonly<Record<string, Uint8Array>>;
  readonly memory?: ImageMemory;
  readonly publications?: Publications;
  /** Whether a page stands on the site from before. */
  readonly stands?: (path: string) => boolean;
  readonly before?: MadeBefore;
  /** Told each time that a story is read. */
  readonly reads?: (id: string) => void;
}

/** What stands in a site's folder from earlier publications. */
export async function standingAt(folder: string): Promise<Required<Pick<Room, "memory" | "stands" | "before">>> {
  const manifest = await readManifest(folder);
  const memory = newImageMemory();
  // Whoever writes there says why it can't be used.
  if (!manifest.ok) return { memory, stands: () => false, before: { stamp: "", from: () => null } };
  await recallImages(memory, folder, manifest.value);
  return { memory, stands: (name) => isKnown(manifest.value, name), before: madeBefore(manifest.value) };
}

/** The facts of a story that says what it went out with. */
export const factsOf = (article: Article, beside: Partial<facts.FactsBeside> = {}): facts.StoryFacts =>
  facts.factsOf(article, {
    readOnly: LANGS.some((lang) => bodyProblem(article.versions[lang]?.body ?? { type: "doc" }) !== null)
      ? "article-unknown-content"
      : undefined,
    changed: { lo: false, en: false },
    standing: {},
    ...beside,
  });

export const planFor = ({ articles, plan }: Room): SitePlan =>
  planSite({ stories: articles.map((article) => factsOf(article)), settings, now: NOW, ...plan });

export async function buildFor(room: Room): Promise<SiteBuild> {
  const assets = room.assets ?? (await images());
  return buildSite(planFor(room), {
    readText: async (id) => {
      room.reads?.(id);
      return room.articles.find((article) => article.id === id) ?? null;
    },
    textKey: (id) => {
      const text = room.articles.find((article) => article.id === id);
      return text ? digestOf(text) : null;
    },
    before: room.before,
    readAsset: async (asset) => assets[asset] ?? null,
    assetSize: async (asset) => assets[asset]?.length ?? null,
    stands: room.stands,
    replan: (failed) => planFor({ ...room, plan: { ...room.plan, failed } }),
    theme: await theme(),
    publications: room.publications ?? { earlier: [], now: null },
    memory: room.memory,
  });
}

/** Every file of a site with its bytes. */
export async function filesOf(build: SiteBuild): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const file of build.files) if ("bytes" in file) files.set(file.path, await file.bytes());
  return files;
}

export const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string): string =>
  new TextDecoder().decode(files.get(name) ?? new Uint8Array());

/** The agency's own page, read into an article by hand. */
export async function agencyStory(): Promise<Article> {
  const page = await readFile(path.resolve("tests/fixtures/kpl-article-en.txt"), "utf8");
  const lines = page.split(/\r?\n/).map((line) => line.trim());
  const first = lines.findIndex((line) => line.startsWith("(KPL) "));
  const last = lines.indexOf("KPL");
  const paragraphs = lines.slice(first, last).filter((line) => line !== "");
  const lead = lines.find((line) => line.startsWith("ຂປລ ")) ?? "";
  const related = lines
    .flatMap((line, index) => (/^\d+\/\d+\/\d{4} .*[AP]M$/.test(line) ? [index] : []))
    .map((index) => ({
      title: { lo: "", en: lines[index - 2] ?? "" },
      category: "Politics",
      publishedAt: "2025-11-30T08:48:31+07:00",
      summary: { lo: "", en: lines[index + 2] ?? "" },
    }));
  return storyOf(1, {
    details: { related, category: "politics", slug: "laos-and-cambodia-strengthen-strategic-cooperation" },
    release: { en: out() },
    en: {
      headline: lines[0] ?? "",
      lead: lead.replace("ຂປລ ", ""),
      body: bodyOf(...paragraphs.map((line) => paragraph(line.replace("(KPL) ", "")))),
    },
  });
}

/** A story in both languages that shows every part a page may have. */
export function fullStory(): Article {
  const bold = { type: "bold" };
  const italic = { type: "italic" };
  const cellOf = (type: string, words: string, attrs: Record<string, unknown> = {}): Node => ({
    type,
    attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
    content: [words ? { type: "paragraph", content: [text(words)] } : { type: "paragraph" }],
  });
  const tableOf = (...rows: Node[][]): Node =>
    block({ type: "table", content: rows.map((content) => ({ type: "tableRow", content })) });
  const listOf = (type: string, ...items: string[]): Node =>
    block({
      type,
      ...(type === "orderedList" ? { attrs: { start: 3, type: null } } : {}),
      content: items.map((item) => ({
        type: "listItem",
        content: [{ type: "paragraph", content: [text(item)] }],
      })),
    });
  const figureOf = (alt: string, caption: string, credit: string): Node =>
    block({
      type: "figure",
      content: [
        { type: "image", attrs: { asset: CHART, alt, credit } },
        { type: "figcaption", content: caption ? [text(caption)] : [] },
      ],
    });
  return storyOf(2, {
    details: {
      source: "lo",
      slug: "mekong-level-rises-in-luang-prabang",
      category: "environment",
      tags: ["mekong", "asean"],
      bylines: [
        { lo: "ສົມສັກ ພົມມະຈັນ", en: "Somsak Phommachanh" },
        { lo: "ນາງ ມະນີວອນ", en: "" },
      ],
      place: { lo: "ຫຼວງພະບາງ", en: "Luang Prabang" },
      image: {
        asset: PHOTO,
        alt: { lo: "ແມ່ນ້ຳຂອງຕອນເຊົ້າ", en: "The Mekong in the morning" },
        caption: { lo: "ລະດັບນ້ຳຂຶ້ນເຖິງ 12 ແມັດ", en: "The river stood at twelve metres" },
        credit: { lo: "ພາບ: ຂປລ", en: "Photo: KPL" },
      },
      related: [
        { article: idOf(1) },
        {
          title: { lo: "ຊາວນາເກັບກ່ຽວເຂົ້ານາປີ", en: "Farmers bring in the wet-season rice" },
          category: "Economy",
          publishedAt: "2024-12-05T09:00:00+07:00",
          summary: { lo: "ຊາວນາຢູ່ສະຫວັນນະເຂດເກັບກ່ຽວໄວກວ່າປີກາຍ.", en: "" },
        },
      ],
    },
    release: { lo: out("2024-12-07T09:30:00+07:00"), en: out("2024-12-07T16:00:00+07:00") },
    lo: {
      headline: "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນຢູ່ຫຼວງພະບາງ ແລະ ປະຊາຊົນໄດ້ຮັບການແຈ້ງເຕືອນລ່ວງໜ້າ",
      lead: "ລະດັບນ້ຳຂອງຢູ່ແຂວງຫຼວງພະບາງ ໄດ້ເພີ່ມຂຶ້ນຢ່າງໄວວາ ໃນສອງມື້ຜ່ານມາ, ທາງການຈຶ່ງແຈ້ງເຕືອນໃຫ້ປະຊາຊົນຕາມແຄມນ້ຳກຽມພ້ອມ.",
      body: bodyOf(
        paragraph(
          "ກົມອຸຕຸນິຍົມ ແລະ ອຸທົກກະສາດ ລາຍງານວ່າ ",
          text("ລະດັບນ້ຳຢູ່ທ່າເຮືອ", bold),
          " ຂຶ້ນເຖິງ 12,4 ແມັດ ໃນຕອນເຊົ້າຂອງວັນທີ 7 ທັນວາ 2024, ສູງກວ່າມື້ກ່ອນ 1,8 ແມັດ. ຄ່າເສຍຫາຍປະມານ 250.000.000 ₭.",
        ),
        figureOf("ເສັ້ນສະແດງລະດັບນ້ຳ", "ລະດັບນ້ຳແຕ່ລະມື້", "ກົມອຸຕຸນິຍົມ"),
        block({ type: "heading", attrs: { level: 2 }, content: [text("ການກະກຽມຂອງບ້ານ")] }),
        paragraph("ບ້ານຕາມແຄມນ້ຳໄດ້ກະກຽມດັ່ງນີ້ ", text("ຕາມຄຳແນະນຳຂອງແຂວງ", italic), ":"),
        listOf("bulletList", "ຍ້າຍສັດລ້ຽງຂຶ້ນບ່ອນສູງ", "ກຽມເຮືອ ແລະ ເຄື່ອງຊູຊີບ", "ຕິດຕາມຂ່າວທາງວິທະຍຸ"),
        block({
          type: "blockquote",
          content: [{ type: "paragraph", content: [text("“ພວກເຮົາພ້ອມແລ້ວ” ນາຍບ້ານກ່າວ.")] }],
        }),
        tableOf(
          [cellOf("tableHeader", "ມື້"), cellOf("tableHeader", "ລະດັບ (ແມັດ)")],
          [cellOf("tableCell", "ວັນສຸກ 6 ທັນວາ"), cellOf("tableCell", "10,6")],
          [cellOf("tableCell", "ວັນເສົາ 7 ທັນວາ"), cellOf("tableCell", "12,4")],
        ),
        paragraph("ທາງການຈະແຈ້ງຂໍ້ມູນຕື່ມໃນຕອນແລງ."),
      ),
    },
    en: {
      headline: "Mekong Level Rises in Luang Prabang as Villages Are Warned Early",
      lead: "The Mekong in Luang Prabang Province rose fast over two days, and the authorities told people along its banks to make ready.",
      body: bodyOf(
        paragraph(
          "The Department of Meteorology and Hydrology said the river ",
          text("at the boat landing", bold),
          " stood at 12.4 metres on the morning of 7 December 2024, 1.8 metres above the day before. Damage is put at 250,000,000 ₭.",
        ),
        paragraph(),
        figureOf("Chart of the river's level", "The level day by day", "Department of Meteorology"),
        block({ type: "heading", attrs: { level: 3 }, content: [text("What the villages did")] }),
        paragraph(
          "Villages made ready ",
          text("as the province advised", italic),
          ", said the ",
          text("Mekong ", { type: "link", attrs: { href: "https://www.mrcmekong.org/a?b=1&c=2" } }),
          text("River", bold, { type: "link", attrs: { href: "https://www.mrcmekong.org/a?b=1&c=2" } }),
          text(" Commission", { type: "link", attrs: { href: "https://www.mrcmekong.org/a?b=1&c=2" } }),
          ".",
        ),
        listOf("orderedList", "Cattle moved to high ground", "Boats and life vests at hand", "Radio on"),
        block({
          type: "blockquote",
          content: [{ type: "paragraph", content: [text("“We are ready,” the village head said.")] }],
        }),
        tableOf(
          [cellOf("tableHeader", ""), cellOf("tableHeader", "Level (m)"), cellOf("tableHeader", "Change")],
          [cellOf("tableHeader", "Friday 6 December"), cellOf("tableCell", "10.6"), cellOf("tableCell", "+0.9")],
          [cellOf("tableHeader", "Saturday 7 December"), cellOf("tableCell", "12.4"), cellOf("tableCell", "+1.8")],
        ),
        block({ type: "horizontalRule" }),
        paragraph(
          "More is expected ",
          { type: "hardBreak" },
          "in the evening; Mr Nguyễn Văn Thành of Hà Nội is there.",
        ),
      ),
    },
  });
}

/**
 * A second publication after that of the agency's story alone: it adds, changes and removes pages. Each
 * `edition` has other words on every page.
 */
export async function crashRoom(edition = 0): Promise<Room> {
  const story = await agencyStory();
  const moved = { ...story, details: { ...story.details, slug: "laos-and-cambodia-sign-three-agreements" } };
  const signed = (article: Article): Article => {
    const { lo, en } = article.versions;
    const signOff = edition === 0 ? "KPL" : `KPL ${edition}`;
    return { ...article, versions: { lo: lo && { ...lo, signOff }, en: en && { ...en, signOff } } };
  };
  return { articles: [signed(moved), signed(fullStory())], assets: await images() };
}

/** A build as what writes it takes it. */
export const begin = (build: SiteBuild) => async () => done(build);

/** The plan as it went, with all that is told. Asked once the build's files were walked. */
export const outcomeOf = ({ plan, skipped }: SiteBuild) => ({ ...plan, skipped: [...plan.skipped, ...skipped] });
