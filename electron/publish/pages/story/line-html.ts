/**
 * A line of text on a page. Lao has no spaces between words, and browsers break its lines by lists of their own, or
 * not at all: so between two words stands `<wbr>`, which leaves no trace in copied text, and names stay whole. All of
 * it is markup: without its tags a line is the text as it was written.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import { type Html, html, type Put, textAmong } from "../../../../shared/html/template.ts";
import type { Settings } from "../../../../shared/settings.ts";
import { hasLao } from "../../../../shared/text/lao.ts";
import { remembering, rememberingOf } from "../remembered.ts";
import { LONGEST_WHOLE, type Piece, wholeWords } from "./whole-words.ts";

const LAO_RUN = /[\u0E80-\u0EFF](?:[\u0E80-\u0EFF\s\u200B]*[\u0E80-\u0EFF])?/g;
const LATIN_WORD = "\\p{Script=Latin}[\\p{Script=Latin}\\p{Nd}\\u0300-\\u036F]*";
const LATIN_PART = `${LATIN_WORD}(?:['’.&/+-][\\p{Script=Latin}\\p{Nd}]+)*`;
/** Latin words with what stands between them; a figure alone is of no language. */
const LATIN_RUN = new RegExp(`${LATIN_PART}(?:[,:;]?[ \\u00A0](?:& )?${LATIN_PART})*`, "gu");
const HAS_LATIN = /\p{Script=Latin}/u;
/** Most Lao text has nothing but what is surely not Latin, which is seen sooner. */
const MAY_HAVE_LATIN = /[^ -@\u0E80-\u0EFF\u2000-\u206F]/;

interface Run {
  readonly text: string;
  readonly isOther: boolean;
}

const hasOther = (whole: string, lang: Lang): boolean =>
  lang === "en" ? hasLao(whole) : MAY_HAVE_LATIN.test(whole) && HAS_LATIN.test(whole);

/** The text in runs of the page's language and of the other one. */
function runsOf(whole: string, lang: Lang): Run[] {
  if (!hasOther(whole, lang)) return [{ text: whole, isOther: false }];
  const runs: Run[] = [];
  let from = 0;
  for (const { 0: text, index } of whole.matchAll(lang === "en" ? LAO_RUN : LATIN_RUN)) {
    if (index > from) runs.push({ text: whole.slice(from, index), isOther: false });
    runs.push({ text, isOther: true });
    from = index + text.length;
  }
  if (from < whole.length) runs.push({ text: whole.slice(from), isOther: false });
  return runs;
}

const BREAK = html`<wbr>`;
const END = html`</span>`;
const [WHOLE, PHRASE] = [html`<span class="nb">`, html`<span class="ph">`];
/** Opens a run of the other language, on a page of this one. */
const OTHER: Readonly<Record<Lang, Html>> = { lo: html`<span lang="en">`, en: html`<span lang="lo">` };

function putOther(text: string, lang: Lang, put: Put): void {
  put(OTHER[lang]);
  put(text);
  put(END);
}

function putRuns(whole: string, lang: Lang, put: Put): void {
  for (const run of runsOf(whole, lang))
    if (run.isOther) putOther(run.text, lang, put);
    else put(run.text);
}

/** Text of one line that says which of its words are of the other language, so that they are read and set as such. */
export const lineHtml = (text: string, lang: Lang): Html => textAmong(text, (whole, put) => putRuns(whole, lang, put));

/** More than one sign, so that a browser could break it, and no longer than fits. */
const isBreakable = (word: string): boolean =>
  word.length <= LONGEST_WHOLE && (word.length > 4 || /.[\u0EC0-\u0EC4]/.test(word));

/** Of a word: one that begins in Lao is Lao. */
const isLao = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return code >= 0x0e80 && code <= 0x0eff;
};

/** Lao words with `<wbr>` between them; `keeps` says which of them stay whole even where a browser would break them. */
function putBroken(pieces: Iterable<Piece>, keeps: (word: string) => boolean, put: Put): void {
  let wasLao = false;
  for (const { text, isWord } of pieces) {
    const isLaoWord = isWord && isLao(text);
    if (isLaoWord && wasLao) put(BREAK);
    wasLao = isLaoWord;
    if (isLaoWord && keeps(text)) {
      put(WHOLE);
      put(text);
      put(END);
    } else put(text);
  }
}

/** Letters between two spaces that are remembered with their breaks: longer ones hardly come again. */
const LONGEST_KNOWN = 40;
/** How many of them: those that news is full of. */
const KNOWN_PARTS = 6000;
const parts = rememberingOf<Settings, Html>(KNOWN_PARTS);

/** Lao broken between its words. What stands between two spaces is cut by itself, and so it can be known from before. */
function putLao(run: string, settings: Settings, put: Put, isPlain: boolean): void {
  const { cut, isName } = wholeWords(settings);
  const made = (part: string) => textAmong(part, (text, into) => putBroken(cut(text), isName, into));
  const knownPart = isPlain ? parts(settings) : null;
  for (let at = 0; at <= run.length; ) {
    const space = run.indexOf(" ", at);
    const end = space === -1 ? run.length : space;
    if (end > at) {
      const part = run.slice(at, end);
      if (knownPart && part.length <= LONGEST_KNOWN) put(knownPart(part, made));
      else putBroken(cut(part), isName, put);
    }
    if (space !== -1) put(" ");
    at = end + 1;
  }
}

/** Text of one line, to be broken between its words. */
export function wordsHtml(text: string, lang: Lang, settings: Settings): Html {
  if (lang === "en") return lineHtml(text, lang);
  return textAmong(text, (whole, put, isPlain) => {
    for (const run of runsOf(whole, lang))
      if (run.isOther) putOther(run.text, lang, put);
      else putLao(run.text, settings, put, isPlain);
  });
}

const HAS_FIGURE = /[\p{Nd}%]/u;
const ENDS_IN_FIGURE = /[\p{Nd}%]$/u;
const BEGINS_WITH_FIGURE = /^\p{Nd}/u;
/** In English a year has no unit behind it. */
const IS_YEAR = /^(?:19|20)\d\d$/;
/** What can't open a line. */
const LEANS_BACK = /^[ໆ,.;:!?)\]”’»…–-]/u;

interface Token extends Piece {
  readonly isOther: boolean;
}

function tokensOf(whole: string, lang: Lang, settings: Settings): Token[] {
  const { cut } = wholeWords(settings);
  const tokens: Token[] = [];
  for (const { text, isOther } of runsOf(whole, lang))
    if (isOther) tokens.push({ text, isWord: true, isOther });
    else for (const piece of cut(text)) tokens.push({ text: piece.text, isWord: piece.isWord, isOther });
  return tokens;
}

const isSpace = ({ text, isWord }: Token): boolean => !isWord && /^ +$/.test(text);

interface Phrase {
  readonly before: string;
  readonly tokens: Token[];
}

/** The tokens between spaces, with the space before each; a figure parts from neither neighbour. */
function phrasesOf(tokens: readonly Token[]): readonly Phrase[] {
  let phrase: Phrase = { before: "", tokens: [] };
  const phrases = [phrase];
  const joins = (last: string, next: string) =>
    ENDS_IN_FIGURE.test(last) || BEGINS_WITH_FIGURE.test(next) || LEANS_BACK.test(next) || next === "";
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const last = tokens[at - 1]?.text ?? "";
    if (last !== "" && isSpace(token) && !joins(last, tokens[at + 1]?.text ?? "")) {
      phrase = { before: token.text, tokens: [] };
      phrases.push(phrase);
    } else phrase.tokens.push(token);
  }
  return phrases;
}

/** A phrase, with a figure and its unit on one line. */
function putPhrase(tokens: readonly Token[], lang: Lang, put: Put): void {
  let wasLao = false;
  let holdsFigure = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    const { text, isWord, isOther } = token;
    const isLaoWord = isWord && !isOther && isLao(text);
    const [space, unit] = [tokens[at + 1], tokens[at + 2]];
    const hasUnit = space?.text === " " && unit?.isWord === true && unit.text.length <= LONGEST_WHOLE;
    const isFigure =
      hasUnit && !holdsFigure && !isOther && ENDS_IN_FIGURE.test(text) && !(lang === "en" && IS_YEAR.test(text));
    if (isLaoWord && wasLao) put(BREAK);
    if (isFigure) {
      put(WHOLE);
      holdsFigure = true;
      put(text);
    } else if (isOther) putOther(text, lang, put);
    else if (isLaoWord && !holdsFigure && isBreakable(text)) {
      put(WHOLE);
      put(text);
      put(END);
    } else put(text);
    if (holdsFigure && !isFigure && isWord) {
      put(END);
      holdsFigure = false;
    }
    wasLao = isLaoWord;
  }
}

/** Headlines and leads that are remembered: they stand on their own page, on the other language's, and beside others. */
const MOST = 300;
const byLang = () => ({ lo: remembering<Settings, Html>(MOST), en: remembering<Settings, Html>(MOST) });
// By the text itself, which is looked up sooner than one that is put together for it.
const [headlines, leads] = [byLang(), byLang()];

/** A lead, broken between its words. */
export const leadWordsHtml = (text: string, lang: Lang, settings: Settings): Html =>
  leads[lang](settings, text, () => wordsHtml(text, lang, settings));

/**
 * A headline: its lines end at its phrases first, then between words; a figure stands with its unit, and no word
 * is broken.
 */
export const headlineHtml = (text: string, lang: Lang, settings: Settings): Html =>
  headlines[lang](settings, text, () => madeHeadline(text, lang, settings));

const madeHeadline = (text: string, lang: Lang, settings: Settings): Html =>
  textAmong(text, (whole, put) => {
    // In English, where spaces part the words, only a figure and its unit need care.
    if (lang === "en" && !HAS_FIGURE.test(whole)) return putRuns(whole, lang, put);
    const tokens = tokensOf(whole, lang, settings);
    const phrases = lang === "lo" ? phrasesOf(tokens) : [{ before: "", tokens }];
    for (const phrase of phrases) {
      put(phrase.before);
      if (phrases.length > 1) put(PHRASE);
      putPhrase(phrase.tokens, lang, put);
      if (phrases.length > 1) put(END);
    }
  });
