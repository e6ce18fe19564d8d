/** What a document of a word processor holds as stories: one, or one in each language. */
import type { Details, Lang, Node } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { LeftPiece } from "../../../shared/html/left-out.ts";
import { assetsIn, type Picture, withAssets } from "../../../shared/html/pictures.ts";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import type { HtmlElement } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { PAGE } from "../agency/story-fields.ts";
import { type BlocksStory, plainStory, storyOfBlocks } from "../agency/story-of-blocks.ts";
import type { ImportContext, ImportedPicture, ImportedStory } from "../format.ts";
import { leftOutTold } from "../left-out-told.ts";
import { linksLost } from "../links-lost.ts";
import { detailsOf, versionOfBlocks } from "../story-frame.ts";
import { langSureness, languageOf } from "../version-of-lines.ts";
import { seenText } from "./letters.ts";
import { htmlElement } from "./line.ts";
import type { DocumentPiece, DocumentTree } from "./tree.ts";
import { type Share, twoLanguages } from "./two-languages.ts";

/** Blocks, with what was left out of them and the pictures that they show. */
interface ReadPieces {
  readonly blocks: readonly Node[];
  readonly left: readonly LeftPiece[];
  readonly pictures: readonly Picture[];
}

/** Reads pieces, one share after the other; each picture has a name of its own. */
function reader(tree: DocumentTree) {
  const pictures: Picture[] = [];
  const left: LeftPiece[] = [];
  function read(nodes: readonly HtmlElement[]): readonly Node[] {
    const made = readBlocks(htmlElement("body", nodes), tree.pictures.has);
    const names = new Map<string, string>();
    for (const picture of made.pictures) {
      const asset = `picture:${pictures.length + 1}`;
      names.set(picture.asset, asset);
      pictures.push({ ...picture, asset });
    }
    left.push(...made.left);
    return names.size === 0 ? made.blocks : withAssets(made.blocks, names);
  }
  return { read, left, pictures };
}

/** As long as a line over a story gets, in letters; a longer one is its text. */
const LONGEST_HEADLINE = 250;
/** How far down a heading may stand that is the headline. */
const HEAD_BLOCKS = 5;

interface Headed {
  readonly headline: string;
  /** It was styled as one. */
  readonly sure: boolean;
  readonly body: readonly Node[];
}

const lineOf = (block: Node): string => blockText(block).replace(/\s+/g, " ").trim();

/** The headline: the first heading near the top, else the first line where it is short; the rest is the body. */
function headed(blocks: readonly Node[]): Headed {
  const head = blocks.slice(0, HEAD_BLOCKS);
  const isShort = (block: Node) => lineOf(block).length <= LONGEST_HEADLINE;
  const long = head.findIndex((block) => block.type === "paragraph" && !isShort(block));
  const title = head
    .slice(0, long < 0 ? undefined : long)
    .findIndex(({ type, attrs }) => type === "heading" && attrs?.level === 2);
  // A line of figures alone is a date or a number.
  const first = head.findIndex((block) => block.type !== "figure" && /\p{L}/u.test(lineOf(block)));
  const line = head[first];
  const isLine = line !== undefined && (line.type === "paragraph" || line.type === "heading") && isShort(line);
  const at = title >= 0 ? title : isLine ? first : -1;
  const found = blocks[at];
  if (!found) return { headline: "", sure: false, body: blocks };
  return { headline: lineOf(found), sure: title >= 0, body: blocks.filter((_, index) => index !== at) };
}

interface Photo {
  readonly image: Details["image"];
  readonly body: readonly Node[];
}

/** A picture that stands before all text is the story's photo, and stands on its page without being in the body. */
function photoOf(body: readonly Node[], lang: Lang): Photo {
  const [first, ...rest] = body;
  const [image, caption] = first?.type === "figure" ? (first.content ?? []) : [];
  if (!image) return { image: null, body };
  const words = (text: string) => ({ lo: "", en: "", [lang]: text });
  return {
    image: {
      asset: String(image.attrs?.asset),
      alt: words(String(image.attrs?.alt ?? "")),
      caption: words(caption ? lineOf({ type: "paragraph", content: caption.content ?? [] }) : ""),
      credit: words(""),
    },
    body: rest,
  };
}

/** A document's lead, dateline, sign-off, date and bylines, where enough shows that it is a page of news. */
function newsStory(head: Headed, body: readonly Node[], context: ImportContext): BlocksStory {
  if (body.length > 0) {
    const read = storyOfBlocks(body, head.headline, { zone: context.zone });
    const { headline, fields } = read;
    const found = headline === head.headline ? { ...fields, headline: head.sure ? "sure" : fields.headline } : fields;
    if (read.evidence >= PAGE) return { ...read, fields: { ...found } as BlocksStory["fields"] };
  }
  return plainStory(head.headline, head.sure, body, []);
}

function storyOf(
  tree: DocumentTree,
  blocks: readonly Node[],
  read: Pick<ReadPieces, "left" | "pictures">,
  dropped: readonly string[],
  given: Lang | null,
  context: ImportContext,
): ImportedStory {
  const head = headed(blocks);
  const lang = given ?? languageOf(blocks.map(blockText));
  const photo = photoOf(head.body, lang);
  const story = newsStory(head, photo.body, context);
  const { headline, lead, bylines, body } = story;
  const { image } = photo;
  const shown = assetsIn(body);
  const pictures = read.pictures.flatMap(({ asset, src }): ImportedPicture[] => {
    const found = shown.has(asset) || image?.asset === asset ? tree.pictures.bytesOf(src) : null;
    return found ? [{ asset, ...found }] : [];
  });
  const caption = image?.caption[lang] ?? "";
  const told = leftOutTold([...read.left, ...linksLost(blocks, body, [headline, lead, caption])]);
  return {
    lang,
    version: versionOfBlocks(story),
    ...detailsOf(lang, { bylines, image }),
    publishedAt: story.publishedAt,
    related: [],
    newCategories: [],
    warnings: [...story.warnings, ...told.warnings],
    dropped: [...dropped, ...story.dropped, ...told.dropped],
    fields: { ...story.fields, lang: given ? "sure" : langSureness(blocks.map(blockText)) },
    ...(pictures.length > 0 ? { pictures } : {}),
  };
}

const nodesOf = (pieces: readonly DocumentPiece[]): HtmlElement[] => pieces.map(({ node }) => node);
const notesOf = (pieces: readonly DocumentPiece[]): HtmlElement[] => pieces.flatMap(({ notes }) => notes);

/** Rows of a table from which on it holds a paragraph a row, and not a story a cell. */
const LEAST_ROWS = 3;

/** Gives blocks that a table's row holds side by side the same rows, in their order. */
function rowed(
  mine: readonly Node[],
  theirs: readonly Node[],
  isTable: boolean,
): readonly [readonly Node[], readonly Node[]] {
  const pairs = Math.min(mine.length, theirs.length);
  if (pairs === 0 || (!isTable && pairs > 1)) return [mine, theirs];
  const rows = Array.from({ length: pairs }, newBlockId);
  const withRows = (blocks: readonly Node[]) =>
    blocks.map((block, index) => ({ ...block, attrs: { ...block.attrs, row: rows[Math.min(index, pairs - 1)] } }));
  return [withRows(mine), withRows(theirs)];
}

/** The stories of a document: in the order of their languages there, each with the other as its pair. */
export function documentStories(tree: DocumentTree, context: ImportContext): ImportedStory[] {
  const two = twoLanguages(tree.pieces, tree.notesIn);
  if (!two) {
    const one = reader(tree);
    const blocks = one.read([...nodesOf(tree.pieces), ...notesOf(tree.pieces)]);
    return [storyOf(tree, blocks, one, tree.around, null, context)];
  }
  const readers = { lo: reader(tree), en: reader(tree) };
  const bodies: Record<Lang, Node[]> = { lo: [], en: [] };
  const isTable = two.shares.filter(({ lo, en }) => lo.isRow && en.isRow).length >= LEAST_ROWS;
  for (const share of two.shares) {
    const read = (lang: Lang, { pieces }: Share) => readers[lang].read(nodesOf(pieces));
    const [lo, en] = [read("lo", share.lo), read("en", share.en)];
    const [mine, theirs] = share.lo.isRow && share.en.isRow ? rowed(lo, en, isTable) : [lo, en];
    bodies.lo.push(...mine);
    bodies.en.push(...theirs);
  }
  for (const lang of LANGS)
    bodies[lang].push(...readers[lang].read(two.shares.flatMap((share) => notesOf(share[lang].pieces))));
  return [two.first, otherLang(two.first)].map((lang, index) => ({
    ...storyOf(tree, bodies[lang], readers[lang], index === 0 ? [...tree.around, ...two.names] : [], lang, context),
    pair: 1 - index,
  }));
}

/** Whether a document holds anything that a story could. */
export const hasWords = ({ pieces }: DocumentTree): boolean =>
  pieces.some(({ node }) => node.tag === "table" || seenText(node).trim() !== "" || hasPicture(node));

const hasPicture = ({ tag, children }: HtmlElement): boolean =>
  tag === "img" || children.some((child) => typeof child === "object" && hasPicture(child));
