/** A site's feed (RSS 2.0 and 1.0, Atom): each of its items is a story, as far as the feed has it. */
import type { ImportWarning } from "../../../shared/contract.ts";
import { done, refuse } from "../../../shared/errors.ts";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import { type HtmlElement, type HtmlNode, readHtml } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone, withZoneOffset } from "../../../shared/text/dates.ts";
import { categoryFinder } from "../agency/category-terms.ts";
import { readPageDate } from "../agency/dates.ts";
import { plainStory, storyOfBlocks } from "../agency/story-of-blocks.ts";
import { childOf, childrenOf, isXmlElement, readXml, type XmlElement, xmlText } from "../documents/xml.ts";
import type { Format, ImportContext, ImportedStory } from "../format.ts";
import { leftOutTold } from "../left-out-told.ts";
import { linksLost } from "../links-lost.ts";
import { detailsOf, newCategoryWarnings, versionOfBlocks } from "../story-frame.ts";
import { langSureness, languageOf } from "../version-of-lines.ts";

const BEGINS_AS_FEED = /^\s*(?:<\?xml[^>]*>\s*)?(?:<(?:!--[\s\S]*?--|\?[^>]*)>\s*)*<(?:rss|feed|[\w.-]+:RDF)[\s>]/;
const AS_FAR = 4096;

/** Text that is HTML, whose marks the feed wrote out or left as they are, as the tree of a page. */
function pageOf(element: XmlElement): HtmlElement {
  const asPage = (node: XmlElement | string): HtmlNode =>
    isXmlElement(node)
      ? { tag: node.name.replace(/^.*:/, "").toLowerCase(), attrs: node.attrs, children: node.children.map(asPage) }
      : node;
  const isMarkup = element.children.some((child) => isXmlElement(child));
  if (isMarkup) return { tag: "body", attrs: new Map(), children: element.children.map(asPage) };
  return element.attrs.get("type") === "text"
    ? { tag: "body", attrs: new Map(), children: [xmlText(element)] }
    : readHtml(xmlText(element));
}

const lineOf = (element: XmlElement | null): string =>
  element ? readBlocks(pageOf(element)).blocks.map(blockText).join(" ").replace(/\s+/g, " ").trim() : "";

const firstOf = (item: XmlElement, ...names: readonly string[]): XmlElement | null =>
  names.map((name) => childOf(item, name)).find((found) => found !== null && xmlText(found).trim() !== "") ?? null;

const HAS_ZONE = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC?|[ECMP][SD]T))$/;
function instantOf(text: string, zone: string): string | null {
  const at = HAS_ZONE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : withZoneOffset(new Date(at).toISOString(), zone);
}

/** `noy@kpl.gov.la (Noy Sengdara)`, as RSS wants an author. */
const nameIn = (text: string): string => /^\S+@\S+\s*\((.+)\)$/.exec(text)?.[1] ?? (text.includes("@") ? "" : text);

const bare = (text: string): string => text.replace(/[\s\u200b]+/g, "").toLowerCase();
/** No summary is longer; what is cut off says so. */
const LONGEST_LEAD = 600;
const IS_CUT = /(?:\[?(?:…|\.\.\.)\]?|»)\s*$/;

function storyOfItem(item: XmlElement, zone: string, context: ImportContext): ImportedStory {
  const finder = categoryFinder(context.categories);
  const headline = lineOf(firstOf(item, "title"));
  const whole = firstOf(item, "content:encoded", "content");
  const summary = firstOf(item, "description", "summary");
  const source = whole ?? summary;
  const { blocks, left } = readBlocks(source ? pageOf(source) : { tag: "body", attrs: new Map(), children: [] });
  const options = { zone, isSection: (text: string) => finder.known(text) !== null };
  const read = whole ? storyOfBlocks(blocks, headline, options) : plainStory(headline, true, blocks, []);
  const said = whole ? lineOf(summary) : "";
  const isSaid = said === "" || bare([read.lead, ...read.body.map(blockText)].join(" ")).includes(bare(said));
  const isLead = !isSaid && read.lead === "" && said.length <= LONGEST_LEAD && !IS_CUT.test(said);
  const story = { ...read, headline, lead: isLead ? said : read.lead };
  const date = firstOf(item, "pubDate", "dc:date", "published", "updated");
  const dated = date ? xmlText(date).trim() : "";
  const instant = instantOf(dated, zone);
  const publishedAt = instant ?? readPageDate(dated, zone)?.instant ?? story.publishedAt;
  const names = [...childrenOf(item, "dc:creator"), ...childrenOf(item, "author")].map((one) =>
    nameIn((childOf(one, "name") ? lineOf(childOf(one, "name")) : lineOf(one)).trim()),
  );
  const sections = childrenOf(item, "category").map((one) => one.attrs.get("term") ?? lineOf(one));
  const category = [...sections, story.section ?? ""].map((text) => finder.known(text)).find((key) => key !== null);
  const newCategories = finder.added();
  const lang = languageOf([headline, story.lead, ...story.body.map(blockText)]);
  const told = leftOutTold([...left, ...linksLost(blocks, story.body, [headline, story.lead])]);
  const again = headline !== read.headline && read.headline !== "" ? [read.headline] : [];
  const warnings: ImportWarning[] = story.warnings.filter(
    ({ code }) => code !== "no-date" && code !== "headline-doubtful" && !(code === "no-lead" && isLead),
  );
  return {
    lang,
    version: versionOfBlocks(story),
    ...detailsOf(lang, {
      bylines: names.some((name) => name !== "") ? names.filter((name) => name !== "") : story.bylines,
      category: category ?? null,
    }),
    publishedAt,
    related: [],
    newCategories,
    warnings: [
      ...warnings,
      ...(publishedAt === null ? [{ code: "no-date" as const, text: "" }] : []),
      ...newCategoryWarnings(lang, newCategories),
      ...told.warnings,
    ],
    dropped: [
      ...(publishedAt === null && dated !== "" ? [dated] : []),
      ...again,
      ...story.dropped,
      ...(isSaid || isLead ? [] : [said]),
      ...told.dropped,
    ],
    fields: {
      ...story.fields,
      headline: headline === "" ? "look" : "sure",
      // A summary alone is no story.
      body: whole ? (story.fields.body ?? "sure") : "look",
      ...(isLead && { lead: "look" }),
      lang: langSureness([headline, story.lead, ...story.body.map(blockText)]),
      publishedAt: instant ? "sure" : "look",
    },
  };
}

export const feed: Format = {
  name: "feed",
  extensions: ["xml", "rss", "atom"],
  signature(incoming) {
    if (incoming.bytes === null) return false;
    const text = incoming.text();
    return text.ok && BEGINS_AS_FEED.test(text.value.slice(0, AS_FAR));
  },
  read({ name, bytes }, context) {
    const root = bytes && readXml(bytes);
    if (!root) return refuse("file-damaged", { name });
    const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
    const channel = childOf(root, "channel");
    const items = [...childrenOf(channel, "item"), ...childrenOf(root, "item"), ...childrenOf(root, "entry")];
    if (items.length === 0) return refuse("file-empty", { name });
    const names = ["title", "description", "subtitle"].map((one) => lineOf(childOf(channel ?? root, one)));
    const around = names.filter((line) => line !== "");
    return done(
      items.map((item, at) => {
        const story = storyOfItem(item, zone, context);
        return at === 0 ? { ...story, dropped: [...around, ...story.dropped] } : story;
      }),
    );
  },
};
