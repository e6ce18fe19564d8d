/**
 * Places where two desks put words in at one spot: both stand beside each other there, and somebody should look. Kept in
 * the story as `beside: { <place>: <hash of its text> }`; once that text is another one, somebody did.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Article, Lang } from "../article/article.ts";
import { LANGS } from "../article/stages.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
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

const hashOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 16);

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

/** The places whose words still stand as they came together. */
export function besideIn(article: Article): readonly Beside[] {
  const { beside } = article;
  if (typeof beside !== "object" || beside === null) return [];
  return Object.entries(beside).flatMap(([place, hash]) => {
    const lang = LANGS.find((one) => place.startsWith(`${one}/`));
    if (!lang || !isBesidePlace(place)) return [];
    const where = place.slice(lang.length + 1);
    const text = textAt(article, lang, where);
    return text !== null && hashOf(text) === hash ? [{ lang, where, text }] : [];
  });
}
