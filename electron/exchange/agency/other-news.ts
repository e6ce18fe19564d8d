/** The list of other news under a story: per item a title with its category, a date, a summary. */
import type { ImportWarning } from "../../../shared/contract.ts";
import { asParagraph, joinLines, type Line, paragraphsOf, quoted } from "../../../shared/text/incoming/text-lines.ts";
import type { CategoryFinder } from "./category-terms.ts";
import { looksLikeDate, readListDate } from "./dates.ts";
import { isOtherNewsHeading } from "./marks.ts";
import { isAdvertisement, isPageEnd } from "./page-words.ts";

export interface NewsItem {
  readonly title: string;
  /** A key of the settings, or of a category added to them. */
  readonly category: string | null;
  readonly publishedAt: string | null;
  readonly summary: string;
}

export interface OtherNews {
  readonly items: readonly NewsItem[];
  /** Lines of the list that belong to no item. */
  readonly unread: readonly Line[];
  readonly dropped: readonly string[];
  readonly warnings: readonly ImportWarning[];
}

const BULLET = /^[•●▪◦‣∙·*]\s*|^[–-]\s+/;
const isBullet = (text: string): boolean => BULLET.test(text);
const withoutBullet = (text: string): string => text.replace(BULLET, "").trim();
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u2007\u202f]/g, " ");

interface Titled {
  readonly title: string;
  readonly word: string;
}

interface ReadTitle extends Titled {
  /** Title and word as they stood together. */
  readonly glued: string;
  /** How many lines they take. */
  readonly taken: number;
}

/** No category is longer; a title that happens to begin with the next line is no title with a category. */
const LONGEST_CATEGORY = 40;

/** `Laos to Host SummitPolitics` and `Laos to Host Summit` are a title and its category. */
function splitTitle(glued: string, repeated: string): Titled | null {
  if (repeated === "" || !plainSpaces(glued).startsWith(plainSpaces(repeated))) return null;
  const end = glued.slice(repeated.length);
  if (/^\p{M}/u.test(end)) return null;
  if (end.length > LONGEST_CATEGORY + 20) return null;
  const word = end.replace(/^[\s|/:·–—-]+/, "");
  return word.length > LONGEST_CATEGORY ? null : { title: repeated, word };
}

const textAt = (lines: readonly Line[], at: number): string => lines[at]?.text ?? "";

/** Two lines, the second repeating the first's title, and a date: an item, even where its bullet was lost. */
const repeatsTitle = (lines: readonly Line[], at: number): boolean =>
  splitTitle(withoutBullet(textAt(lines, at)), textAt(lines, at + 1)) !== null && looksLikeDate(textAt(lines, at + 2));

/**
 * Where the other news begins, from a line on: at its heading, if an item follows; else at the first item that is
 * one beyond doubt. -1 for none.
 */
export function otherNewsStart(lines: readonly Line[], from: number): number {
  const isItem = (at: number): boolean =>
    isBullet(textAt(lines, at)) || repeatsTitle(lines, at) || datedTitle(lines, at);
  const heading = lines.findIndex((line, at) => {
    if (at < from || !isOtherNewsHeading(line.text)) return false;
    let next = at + 1;
    while (isAdvertisement(textAt(lines, next))) next += 1;
    return isItem(next);
  });
  return heading >= 0 ? heading : lines.findIndex((_, at) => at >= from && repeatsTitle(lines, at));
}

/** A line and the date under it, with no bullet and no repetition. */
const datedTitle = (lines: readonly Line[], at: number): boolean =>
  textAt(lines, at) !== "" && !looksLikeDate(textAt(lines, at)) && looksLikeDate(textAt(lines, at + 1));

/** The lines of each item, and those before the first. */
function cutItems(lines: readonly Line[]): { readonly before: Line[]; readonly items: Line[][] } {
  const before: Line[] = [];
  const items: Line[][] = [];
  let repeatedAt = -1;
  lines.forEach((line, at) => {
    const repeats = repeatsTitle(lines, at);
    const starts =
      isBullet(line.text) || repeats || (at !== repeatedAt && datedTitle(lines, at) && !openItem(items.at(-1)));
    if (repeats) repeatedAt = at + 1;
    if (starts) items.push([line]);
    else (items.at(-1) ?? before).push(line);
  });
  return { before, items };
}

/** An item whose date is still to come: a title under its bullet is its own, not the next one's. */
const openItem = (item: readonly Line[] | undefined): boolean =>
  item !== undefined && isBullet(textAt(item, 0)) && !item.some((line) => looksLikeDate(line.text));

/** `…in VientianePolitics`, where the title isn't repeated: a known word glued to a small letter or a digit. */
function knownSuffix(title: string, finder: CategoryFinder): Titled | null {
  const tail = title.slice(-LONGEST_CATEGORY);
  for (const { index } of tail.matchAll(/(?<=[\p{Ll}\d”’"')\]])\p{Lu}/gu)) {
    const word = tail.slice(index);
    const start = title.slice(0, title.length - word.length);
    if (start !== "" && finder.known(word) !== null) return { title: start, word };
  }
  return null;
}

function readTitle(lines: readonly Line[], finder: CategoryFinder): ReadTitle {
  const first = textAt(lines, 0);
  const repeated = splitTitle(first, textAt(lines, 1));
  // A space between the two is a category only where something else says so.
  const sure = (split: Titled, next: string): boolean =>
    looksLikeDate(next) || !/^\s/.test(first.slice(split.title.length)) || finder.known(split.word) !== null;
  if (repeated && sure(repeated, textAt(lines, 2))) return { ...repeated, glued: first, taken: 2 };

  const [one, two] = paragraphsOf(lines);
  if (one && two && one.length + two.length > 2) {
    const glued = joinLines(one);
    const wrapped = splitTitle(glued, joinLines(two));
    const taken = one.length + two.length;
    if (wrapped && looksLikeDate(textAt(lines, taken))) return { ...wrapped, glued, taken };
  }
  return { ...(knownSuffix(first, finder) ?? { title: first, word: "" }), glued: first, taken: 1 };
}

/**
 * Reads the lines under the heading. What is no item, and what follows an item's summary, comes back
 * in `unread`; an advertisement's place and the page's end in `dropped`.
 */
export function readOtherNews(lines: readonly Line[], zone: string, finder: CategoryFinder): OtherNews {
  const dropped: string[] = [];
  const warnings: ImportWarning[] = [];
  const kept: Line[] = [];
  let gap = false;
  for (const line of lines) {
    const furniture = isAdvertisement(line.text) || isPageEnd(line.text);
    if (furniture) dropped.push(line.text);
    else kept.push(gap ? { ...line, gap: true } : line);
    gap = furniture;
  }
  const { before, items } = cutItems(kept);
  const unread = asParagraph(before);

  const read = items.flatMap((item): NewsItem[] => {
    const opening = withoutBullet(textAt(item, 0));
    const body = opening === "" ? item.slice(1) : [{ text: opening, gap: true }, ...item.slice(1)];
    if (body.length === 0) {
      unread.push(...asParagraph(item));
      return [];
    }
    const { title, word, glued, taken } = readTitle(body, finder);
    let at = taken;
    let category = word === "" ? null : finder.keyOf(word);
    // A word of no letters makes no category: it stays where it stood, at the title's end.
    const whole = word !== "" && category === null ? glued : title;
    if (category === null && at < body.length && finder.known(textAt(body, at)) !== null) {
      category = finder.known(textAt(body, at));
      at += 1;
    }
    if (category === null) warnings.push({ code: "related-no-category", text: quoted(whole) });

    const date = readListDate(textAt(body, at), zone);
    const impossible = date && date.instant === null ? textAt(body, at) : "";
    if (!date) warnings.push({ code: "related-no-date", text: quoted(whole) });
    else if (impossible) warnings.push({ code: "related-date-impossible", text: quoted(impossible) });
    if (date) at += 1;

    const [summary, ...rest] = paragraphsOf(asParagraph(body.slice(at)));
    for (const paragraph of rest) unread.push(...asParagraph(paragraph));
    const words = [impossible, summary ? joinLines(summary) : ""].filter((part) => part !== "").join(" ");
    return [{ title: whole, category, publishedAt: date?.instant ?? null, summary: words }];
  });
  return { items: read, unread, dropped, warnings };
}
