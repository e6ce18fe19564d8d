/** What a page's head says of the story on it: the names of Open Graph, schema.org's JSON-LD, and HTML's own. */
import { z } from "zod";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import { type HtmlElement, type HtmlNode, isElement, textOf } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { withZoneOffset } from "../../../shared/text/dates.ts";
import { pastedText } from "../../../shared/text/incoming/pasted-text.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { NEWSROOM, pageWords } from "../agency/page-words.ts";
import { largestLine } from "./largest-line.ts";

export interface PageFacts {
  /** As the head names the story, without the site's name; empty where it doesn't, or names the site alone. */
  readonly headline: string;
  /** As it stands in the head, the site's name and all; empty where there is none. */
  readonly title: string;
  /** The title names the site alone. */
  readonly isSiteTitle: boolean;
  /** The only heading of the first level, else the line in the largest letters; empty where there are more or none. */
  readonly heading: string;
  /** ISO 8601 with the zone's offset; null where no instant is given. */
  readonly publishedAt: string | null;
}

function* elementsIn(root: HtmlElement): Generator<HtmlElement> {
  const waiting: HtmlElement[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const child of [...next.children].reverse()) if (isElement(child)) waiting.push(child);
  }
}

const clean = (text: string): string => oneLine(pastedText(text)).trim();

/** As schema.org has a news article; what else stands there is not asked for. */
const Linked = z.looseObject({ headline: z.string().optional(), datePublished: z.string().optional() });
const LinkedData = z.union([
  z.looseObject({ "@graph": z.array(Linked) }).transform((data) => data["@graph"]),
  z.array(Linked),
  Linked.transform((data) => [data]),
]);

function linkedFacts(text: string): readonly z.infer<typeof Linked>[] {
  try {
    return LinkedData.safeParse(JSON.parse(text)).data ?? [];
  } catch (problem) {
    // What JSON.parse throws: the page's data is broken, the page is not.
    if (problem instanceof SyntaxError) return [];
    throw problem;
  }
}

/** An instant with its own offset from UTC; a day alone, or a time of nowhere, is no instant. */
function instantOf(text: string | undefined, zone: string): string | null {
  if (!text || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text.trim())) return null;
  const at = Date.parse(text.trim());
  return Number.isNaN(at) ? null : withZoneOffset(new Date(at).toISOString(), zone);
}

/** A title without the name of its site behind or before it. */
function withoutSite(title: string, site: string): string {
  if (site !== "" && title !== site) {
    for (const mark of [" | ", " - ", " – ", " — ", " :: ", " » "]) {
      if (title.endsWith(mark + site)) return title.slice(0, -(mark + site).length).trim();
      if (title.startsWith(site + mark)) return title.slice((site + mark).length).trim();
    }
  }
  return title;
}

/** So many letters of one line in another are no chance. */
const TELLING = 12;
/** Whether one line holds the beginning of the other: a title and a heading of one story do, a site's name doesn't. */
function sharesWords(one: string, other: string): boolean {
  const [mine, theirs] = [one, other].map((line) => line.toLowerCase().replace(/[\s\u200b]+/g, ""));
  if (mine === undefined || theirs === undefined) return false;
  return mine.includes(theirs.slice(0, TELLING)) || theirs.includes(mine.slice(0, TELLING));
}

/** As a site names itself, or a program a page that its author gave no name. */
const NO_STORY = /^(?:KPL|ຂ\.?ປ\.?ລ\.?|untitled(?: document)?|new page ?\d*|index|home(?: ?page)?|ໜ້າຫຼັກ|ໜ້າຫລັກ)$/i;
const namesNoStory = (title: string): boolean => NO_STORY.test(title) || pageWords(title)?.name === NEWSROOM;

/** The headline in the largest letters, where a page has no heading and its title names another thing. */
function headlineByLook(page: HtmlElement, title: string, site: string): string | null {
  const line = largestLine(page, clean, (one) => one === site || namesNoStory(one));
  if (line === null || title === "" || sharesWords(title, line)) return line;
  const bare = (text: string): string => text.toLowerCase().replace(/[\s\u200b]+/g, "");
  const body = page.children.flatMap(bodyOf).map(textOf).join(" ");
  return bare(body).includes(bare(title).slice(0, TELLING)) ? null : line;
}
const bodyOf = (node: HtmlNode): HtmlNode[] =>
  isElement(node) && node.tag === "html"
    ? node.children.flatMap(bodyOf)
    : isElement(node) && node.tag === "head"
      ? []
      : [node];

export function pageFacts(page: HtmlElement, zone: string): PageFacts {
  const named = new Map<string, string>();
  const linked: z.infer<typeof Linked>[] = [];
  const headings: string[] = [];
  let title = "";
  let time: string | undefined;
  for (const element of elementsIn(page)) {
    const { tag, attrs } = element;
    if (tag === "meta") {
      const name = (attrs.get("property") ?? attrs.get("name") ?? attrs.get("itemprop") ?? "").toLowerCase();
      const content = attrs.get("content");
      if (name !== "" && content !== undefined && !named.has(name)) named.set(name, content);
    } else if (tag === "title" && title === "") title = clean(textOf(element));
    else if (tag === "h1") headings.push(clean(readBlocks(element).blocks.map(blockText).join(" ")));
    else if (tag === "time") time ??= attrs.get("datetime");
    else if (tag === "script" && attrs.get("type")?.toLowerCase() === "application/ld+json")
      linked.push(...linkedFacts(textOf(element)));
  }
  const site = clean(named.get("og:site_name") ?? "");
  const story = linked.find((data) => data.headline && data.datePublished) ?? linked.find((data) => data.headline);
  const own = namesNoStory(title) ? "" : withoutSite(title, site);
  const ranked = headings.filter((heading) => heading !== "" && heading !== site);
  const looked = ranked.length > 0 ? null : headlineByLook(page, own, site);
  const [only, second] = looked === null ? ranked : [looked];
  const isSiteAlone = only !== undefined && second === undefined && !sharesWords(own, only);
  const candidates = [
    clean(story?.headline ?? ""),
    withoutSite(clean(named.get("og:title") ?? ""), site),
    isSiteAlone ? only : looked !== null && own === "" ? looked : own,
  ];
  // A title that goes on behind a heading of the page names the site there.
  const heading = headings.find((one) => one !== "" && candidates.some((name) => name !== one && name.startsWith(one)));
  return {
    title,
    isSiteTitle: title !== "" && (own === "" || (looked !== null && !sharesWords(own, looked))),
    heading: second === undefined ? (only ?? "") : "",
    headline: heading ?? candidates.find((name) => name !== "") ?? "",
    publishedAt:
      instantOf(named.get("article:published_time"), zone) ??
      instantOf(named.get("datepublished"), zone) ??
      instantOf(linked.find((data) => data.datePublished)?.datePublished, zone) ??
      instantOf(time, zone),
  };
}
