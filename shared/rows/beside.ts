/**
 * Places where two desks put words in at one spot: both stand beside each other there, and somebody should look. Kept in
 * the story as `beside: { <place>: <hash of its text> }`; once that text is another one, somebody did.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Article, Lang } from "../article/article.ts";
import { LANGS } from "../article/stages.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
import { canonicalText } from "../text/lao.ts";
import { blockText } from "./rows.ts";

/** Of a line, `<lang>/headline` or `<lang>/lead`, or of a block, `<lang>/block/<id>`. */
const PLACE = /^(lo|en)\/(headline|lead|block\/[A-Za-z0-9_-]{1,64})$/;
export const isBesidePlace = (part: string): boolean => PLACE.test(part);

type Texts = Pick<Article, "versions">;

/** The text at a place; null where there is no such place. */
function textAt({ versions }: Texts, lang: Lang, where: string): string | null {
  const version = versions[lang];
  if (!version) return null;
  if (where === "headline" || where === "lead") return version[where];
  const block = blocksOf(version.body).find((one) => `block/${idOfBlock(one)}` === where);
  return block ? blockText(block) : null;
}

/** Of the text as it is kept: what was just typed may be written otherwise. */
const hashOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(canonicalText(text)))).slice(0, 16);

/** What is kept of a place; null where it isn't there. */
export function besideMark(article: Texts, place: string): string | null {
  const lang = LANGS.find((one) => place.startsWith(`${one}/`));
  const text = lang ? textAt(article, lang, place.slice(lang.length + 1)) : null;
  return text === null ? null : hashOf(text);
}

export interface Beside {
  readonly lang: Lang;
  /** `headline`, `lead`, `block/<id>`. */
  readonly where: string;
  readonly text: string;
}

/** The story with such marks in it, beside those that it has. */
export const withBeside = <T extends Article>(article: T, marks: Readonly<Record<string, string>> | undefined): T =>
  marks && Object.keys(marks).length > 0
    ? { ...article, beside: { ...Object.fromEntries(besideMarks(article)), ...marks } }
    : article;

/** What is kept of the places whose words still stand as they came together. */
export function besideMarks(article: Article): ReadonlyMap<string, string> {
  const { beside } = article;
  if (typeof beside !== "object" || beside === null) return new Map();
  return new Map(
    Object.entries(beside).filter(([place, mark]) => isBesidePlace(place) && besideMark(article, place) === mark),
  );
}

/** Those places. */
export const besideIn = (article: Article): readonly Beside[] =>
  [...besideMarks(article).keys()].flatMap((place) => {
    const lang = LANGS.find((one) => place.startsWith(`${one}/`));
    const where = place.slice(place.indexOf("/") + 1);
    const text = lang ? textAt(article, lang, where) : null;
    return lang && text !== null ? [{ lang, where, text }] : [];
  });
