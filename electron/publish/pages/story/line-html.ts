/**
 * A line of text on a page. Lao has no spaces between words, and browsers break its lines by lists of their own, or
 * not at all: so between two words stands `<wbr>`, which leaves no trace in copied text, and names stay whole. All of
 * it is markup: without its tags a line is the text as it was written.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import { type Html, html, textAmong } from "../../../../shared/html/template.ts";
import type { Settings } from "../../../../shared/settings.ts";
import { hasLao } from "../../../../shared/text/lao.ts";
import { remembering } from "../remembered.ts";
import { LONGEST_WHOLE, type Piece, wholeWords } from "./whole-words.ts";

const LAO_RUN = /[\u0E80-\u0EFF](?:[\u0E80-\u0EFF\s\u200B]*[\u0E80-\u0EFF])?/g;
const LATIN_WORD = "\\p{Script=Latin}[\\p{Script=Latin}\\p{Nd}\\u0300-\\u036F]*";
const LATIN_PART = `${LATIN_WORD}(?:['’.&/+-][\\p{Script=Latin}\\p{Nd}]+)*`;
/** Latin words with what stands between them; a figure alone is of no language. */
const LATIN_RUN = new RegExp(`${LATIN_PART}(?:[,:;]?[ \\u00A0](?:& )?${LATIN_PART})*`, "gu");
const HAS_LATIN = /\p{Script=Latin}/u;

interface Run {
  readonly text: string;
  readonly isOther: boolean;
}

/** The text in runs of the page's language and of the other one. */
function runsOf(whole: string, lang: Lang): Run[] {
  if (!(lang === "en" ? hasLao(whole) : HAS_LATIN.test(whole))) return [{ text: whole, isOther: false }];
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

/** Text of one line that says which of its words are of the other language, so that they are read and set as such. */
export const lineHtml = (text: string, lang: Lang): Html =>
  textAmong(text, (whole) =>
    runsOf(whole, lang).flatMap((run) => (run.isOther ? [OTHER[lang], run.text, END] : [run.text])),
  );

/** More than one sign, so that a browser could break it, and no longer than fits. */
const isBreakable = (word: string): boolean =>
  word.length <= LONGEST_WHOLE && (word.length > 4 || /.[\u0EC0-\u0EC4]/.test(word));

/** Of a word: one that begins in Lao is Lao. */
const isLao = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return code >= 0x0e80 && code <= 0x0eff;
};

/** Lao words with `<wbr>` between them; `keeps` says which of them stay whole even where a browser would break them. */
function brokenAtWords(pieces: Iterable<Piece>, keeps: (word: string) => boolean): (string | Html)[] {
  const broken: (string | Html)[] = [];
  let wasLao = false;
  let written = "";
  for (const { text, isWord } of pieces) {
    const isLaoWord = isWord && isLao(text);
    if (isLaoWord && wasLao) {
      broken.push(written, BREAK);
      written = "";
    }
    wasLao = isLaoWord;
    if (isLaoWord && keeps(text)) {
      broken.push(written, WHOLE, text, END);
      written = "";
    } else written += text;
  }
  broken.push(written);
  return broken;
}

/** Text of one line, to be broken between its words. */
export function wordsHtml(text: string, lang: Lang, settings: Settings): Html {
  if (lang === "en") return lineHtml(text, lang);
  const { cut, isName } = wholeWords(settings);
  return textAmong(text, (whole) =>
    runsOf(whole, lang).flatMap((run) =>
      run.isOther ? [OTHER[lang], run.text, END] : brokenAtWords(cut(run.text), isName),
    ),
  );
}

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
  return runsOf(whole, lang).flatMap((run): Token[] =>
    run.isOther
      ? [{ text: run.text, isWord: true, isOther: true }]
      : Array.from(cut(run.text), (piece) => ({ ...piece, isOther: false })),
  );
}

const isSpace = ({ text, isWord }: Token): boolean => !isWord && /^ +$/.test(text);

/** The tokens between spaces, with the space before each; a figure parts from neither neighbour. */
function phrasesOf(tokens: readonly Token[]): { readonly before: string; readonly tokens: Token[] }[] {
  const phrases: { before: string; tokens: Token[] }[] = [{ before: "", tokens: [] }];
  for (const [at, token] of tokens.entries()) {
    const phrase = phrases.at(-1);
    const [last, next] = [tokens[at - 1]?.text ?? "", tokens[at + 1]?.text ?? ""];
    const joins = ENDS_IN_FIGURE.test(last) || BEGINS_WITH_FIGURE.test(next) || LEANS_BACK.test(next) || next === "";
    if (isSpace(token) && last !== "" && !joins) phrases.push({ before: token.text, tokens: [] });
    else phrase?.tokens.push(token);
  }
  return phrases;
}

/** A phrase, with a figure and its unit on one line. */
function* phraseHtml(tokens: readonly Token[], lang: Lang): Generator<string | Html> {
  let wasLao = false;
  let holdsFigure = false;
  for (const [at, { text, isWord, isOther }] of tokens.entries()) {
    const isLaoWord = isWord && !isOther && isLao(text);
    const [space, unit] = [tokens[at + 1], tokens[at + 2]];
    const hasUnit = space?.text === " " && unit?.isWord === true && unit.text.length <= LONGEST_WHOLE;
    const isCount = ENDS_IN_FIGURE.test(text) && !(lang === "en" && IS_YEAR.test(text));
    const isFigure = !holdsFigure && !isOther && isCount && hasUnit;
    if (isLaoWord && wasLao) yield BREAK;
    if (isFigure) {
      yield WHOLE;
      holdsFigure = true;
      yield text;
    } else if (isOther) yield* [OTHER[lang], text, END];
    else if (isLaoWord && !holdsFigure && isBreakable(text)) yield* [WHOLE, text, END];
    else yield text;
    if (holdsFigure && !isFigure && isWord) {
      yield END;
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

function madeHeadline(text: string, lang: Lang, settings: Settings): Html {
  return textAmong(text, function* (whole) {
    const tokens = tokensOf(whole, lang, settings);
    const phrases = lang === "lo" ? phrasesOf(tokens) : [{ before: "", tokens }];
    for (const phrase of phrases) {
      yield phrase.before;
      if (phrases.length === 1) yield* phraseHtml(phrase.tokens, lang);
      else yield* [PHRASE, ...phraseHtml(phrase.tokens, lang), END];
    }
  });
}
