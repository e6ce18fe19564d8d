/** A story whose every field is hostile, through every file of a site: each comes out as the text that it is. */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";
import { beforeAll, expect, test } from "vitest";
import type { Article } from "../../../shared/article/article.ts";
import { printableText } from "../../../shared/html/printable-text.ts";
import {
  block,
  bodyOf,
  buildFor,
  CHART,
  filesOf,
  fullStory,
  idOf,
  out,
  PHOTO,
  paragraph,
  settings,
  storyOf,
  text,
} from "./newsroom.ts";
import { type Element, xmlTree } from "./xml-tree.ts";

/** What ends text early wherever it isn't escaped, known by the field that it stands in. */
const EVIL = `</title></script><script>alert(1)</script><img src=x onerror=alert(1)> "' & &lt; ]]> --> {{a}} \u0000\u0007\u202E\uFFFE\uD800 end`;
const hostile = (field: string): string => `[${field}] ${EVIL}`;
const words = (field: string) => ({ lo: hostile(`${field}.lo`), en: hostile(`${field}.en`) });

function version(lang: "lo" | "en") {
  const field = (name: string) => hostile(`${name}.${lang}`);
  const link = { type: "link", attrs: { href: `https://example.com/?${encodeURIComponent(EVIL.slice(0, 40))}` } };
  return {
    headline: field("headline"),
    leadTag: field("leadTag"),
    lead: field("lead"),
    dateline: field("dateline"),
    signOff: field("signOff"),
    body: bodyOf(
      paragraph(field("paragraph"), text(field("link"), link)),
      block({ type: "heading", attrs: { level: 2 }, content: [text(field("heading"))] }),
      block({
        type: "figure",
        content: [
          { type: "image", attrs: { asset: CHART, alt: field("chartAlt"), credit: field("chartCredit") } },
          { type: "figcaption", content: [text(field("chartCaption"))] },
        ],
      }),
      block({
        type: "table",
        content: [
          {
            type: "tableRow",
            content: [
              {
                type: "tableCell",
                attrs: { colspan: 1, rowspan: 1, colwidth: null },
                content: [{ type: "paragraph", content: [text(field("cell"))] }],
              },
            ],
          },
        ],
      }),
    ),
  };
}

function hostileStory(): Article {
  const correction = { at: "2024-12-08T02:00:00Z", text: words("correction") };
  return storyOf(1, {
    details: {
      slug: "hostile",
      category: "hostile",
      tags: ["hostile"],
      bylines: [words("byline"), { ...words("translator"), kind: "translator" }],
      place: words("place"),
      image: { asset: PHOTO, alt: words("alt"), caption: words("caption"), credit: words("credit") },
      related: [
        { article: idOf(2) },
        {
          title: words("relatedTitle"),
          category: hostile("relatedCategory"),
          publishedAt: "2024-12-05T09:00:00+07:00",
          summary: words("relatedSummary"),
        },
      ],
    },
    release: { lo: { ...out(), corrections: [correction] }, en: { ...out(), corrections: [correction] } },
    lo: version("lo"),
    en: version("en"),
  });
}

/** One that left the site, with a reason for readers. */
const withdrawnStory = (): Article =>
  storyOf(3, {
    details: { slug: "gone" },
    release: {
      lo: {
        stage: "withdrawn",
        publishedAt: "2024-12-05T09:00:00+07:00",
        out: { rev: "a".repeat(32), shown: "", at: "2024-12-05T02:00:00Z" },
        withdrawn: { at: "2024-12-06T02:00:00Z", reason: words("reason") },
      },
    },
    lo: { headline: hostile("gone.lo") },
  });

let files: ReadonlyMap<string, Uint8Array>;
beforeAll(async () => {
  const hostileSettings = {
    ...settings,
    agency: words("agency"),
    categories: [{ key: "hostile", ...words("category") }],
    tags: [{ key: "hostile", ...words("tag") }],
    people: [{ key: "hostile", ...words("person") }],
  };
  const other = fullStory();
  const articles = [
    hostileStory(),
    withdrawnStory(),
    { ...other, details: { ...other.details, related: [{ article: idOf(1) }] } },
  ];
  files = await filesOf(
    await buildFor({ articles, plan: { settings: hostileSettings, baseUrl: "https://kpl.gov.la/" } }),
  );
});

const isElement = (node: DefaultTreeAdapterTypes.Node): node is DefaultTreeAdapterTypes.Element => "tagName" in node;
const textOf = ({ childNodes }: DefaultTreeAdapterTypes.ParentNode): string =>
  childNodes.map((node) => ("value" in node ? node.value : "")).join("");

/** Of what a text is made within itself, as where it is of another language. */
const WITHIN = new Set(["span", "wbr", "bdi", "b", "i", "em", "strong", "small", "cite", "a"]);

/** Texts (of whole elements) and attributes of a page or a piece of one, in which nothing stands that could run. */
function textsOfHtml(markup: string, name: string): string[] {
  const texts: string[] = [];
  const walk = (parent: DefaultTreeAdapterTypes.ParentNode): string => {
    let whole = "";
    for (const node of parent.childNodes) {
      if ("value" in node) whole += node.value;
      if (!isElement(node)) continue;
      for (const { name: attribute, value } of node.attrs) {
        expect([name, attribute]).toEqual([name, expect.not.stringMatching(/^on/)]);
        expect([name, attribute, value]).not.toEqual([name, "src", "x"]);
        texts.push(value);
      }
      if (node.tagName !== "script") whole += walk(node);
      else if (node.attrs.some(({ value }) => value === "application/ld+json"))
        texts.push(...textsOfJson(JSON.parse(textOf(node)), name));
      else expect([name, textOf(node)]).toEqual([name, ""]);
    }
    if (!isElement(parent) || !WITHIN.has(parent.tagName)) texts.push(whole);
    return whole;
  };
  walk(markup.startsWith("<!DOCTYPE") ? parse(markup) : parseFragment(markup));
  return texts;
}

const textsOfXml = (element: Element): string[] => [
  ...Object.values(element.attributes),
  element.text,
  ...element.children.flatMap(textsOfXml),
];

/** Of JSON, markup within it read as such. */
function textsOfJson(value: unknown, name: string): string[] {
  if (typeof value === "string") return /^<\w/.test(value) ? textsOfHtml(value, name) : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((one) => textsOfJson(one, name));
}

const ENDINGS: Readonly<Record<string, (content: string, name: string) => string[]>> = {
  ".html": textsOfHtml,
  ".xml": (content) => textsOfXml(xmlTree(content)),
  ".json": (content, name) => textsOfJson(JSON.parse(content), name),
};

/** The fields that a file says, each wholly and as text. */
function fieldsIn(name: string, content: string, textsOf: (content: string, name: string) => string[]): Set<string> {
  const fields = new Set<string>();
  for (const one of textsOf(content, name)) {
    const plain = printableText(one).replaceAll("\u00A0", " ");
    for (const [, field = ""] of plain.matchAll(/\[([a-zA-Z]+\.(?:lo|en)|relatedCategory)\]/g)) {
      fields.add(field);
      expect([name, field, plain]).toEqual([name, field, expect.stringContaining(printableText(hostile(field)))]);
    }
  }
  return fields;
}

test("no file holds what some of its readers refuse the whole for", () => {
  for (const [name, bytes] of files) {
    if (!/\.(html|xml|json)$/.test(name)) continue;
    const content = Buffer.from(bytes).toString("utf8");
    const control = name.endsWith(".json") ? /\\u(?:00|d[89a-f])/i : /&#/;
    expect([name, content.match(control)]).toEqual([name, null]);
    expect([name, content.match(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/u)]).toEqual([name, null]);
  }
});

test("every field comes out of every file as the text that it is, and nothing of it runs", () => {
  const said = new Map<string, ReadonlySet<string>>();
  for (const [name, bytes] of files) {
    const ending = Object.keys(ENDINGS).find((one) => name.endsWith(one));
    const textsOf = ending === undefined ? undefined : ENDINGS[ending];
    const content = Buffer.from(bytes).toString("utf8");
    if (textsOf) said.set(name, fieldsIn(name, content, textsOf));
    else if (!name.startsWith("assets/")) expect([name, content.includes("alert(1)")]).toEqual([name, false]);
  }
  const wants = (name: string, fields: string) => {
    const all = fields.split(" ");
    expect([name, [...(said.get(name) ?? [])]]).toEqual([name, expect.arrayContaining(all)]);
  };
  const inText = (lang: string) =>
    "headline leadTag lead dateline signOff paragraph link heading chartAlt chartCredit chartCaption cell relatedTitle relatedSummary"
      .split(" ")
      .map((field) => `${field}.${lang}`)
      .join(" ");
  const details = (lang: string) =>
    `byline.${lang} translator.${lang} place.${lang} alt.${lang} caption.${lang} credit.${lang} category.${lang} tag.${lang}`;
  for (const lang of ["lo", "en"]) {
    wants(`${lang}/2024/12/hostile/index.html`, `${inText(lang)} ${details(lang)} agency.${lang}`);
    wants(`${lang}/index.html`, `headline.${lang} lead.${lang} category.${lang} agency.${lang}`);
    for (const form of ["feed.xml", "feed.json", "atom.xml"])
      wants(
        `${lang}/${form}`,
        `headline.${lang} lead.${lang} category.${lang} tag.${lang} byline.${lang} alt.${lang} agency.${lang}`,
      );
    wants(`api/${idOf(1)}.json`, `${inText(lang)} ${details(lang)} correction.${lang}`);
    wants(
      `api/${idOf(1)}.${lang}.ninjs.json`,
      `headline.lo headline.en lead.${lang} paragraph.${lang} correction.${lang} ${details(lang)} agency.${lang}`,
    );
    for (const index of ["api/index.json", "api/index/1.json"])
      wants(index, `headline.${lang} lead.${lang} byline.${lang} alt.${lang} category.${lang} tag.${lang}`);
    wants("news-sitemap.xml", `headline.${lang} agency.${lang}`);
  }
  wants("lo/2024/12/gone/index.html", "gone.lo reason.lo");
  wants(`api/${idOf(3)}.json`, "reason.lo");
});
