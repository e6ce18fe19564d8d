/**
 * A newsroom offline: desks that each write in their own copies of the same stories, and come back one after the other.
 * No word that one of them put in may be lost, whatever the others did around it.
 */
import {
  type Article,
  Article as ArticleSchema,
  emptyDetails,
  emptyVersion,
  type Lang,
} from "../../../shared/article/article.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { type MergeSide, merge } from "../../../shared/merge/merge.ts";
import { randomOf } from "../../random.ts";
import { news } from "../pairing/stories.ts";
import { type Desk, type EditKind, edited, uniqueWords, wordOf } from "./desk-edits.ts";

const AT = "2026-11-24T02:00:00Z";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const idOf = (number: number): string =>
  `01JD${String(number)
    .padStart(22, "0")
    .replace(/\d/g, (digit) => ALPHABET.charAt(Number(digit)))}`;

const STORIES = [...news("seen"), ...news("kept")];

/** A story of news as all desks have it. */
export function storyOf(number: number): Article {
  const story = STORIES[number % STORIES.length];
  const version = (lang: Lang) => ({
    ...emptyVersion(lang, AT),
    headline: story?.[lang][0]?.text ?? "",
    lead: story?.[lang][1]?.text ?? "",
    body: {
      type: "doc",
      content: (story?.[lang] ?? []).map(({ text }, row) => ({
        type: "paragraph",
        attrs: { id: `${lang}-block-${row}`, row: `row-${row}` },
        content: [{ type: "text", text }],
      })),
    },
  });
  return {
    format: 1,
    id: idOf(number),
    createdAt: AT,
    updatedAt: AT,
    trashedAt: null,
    details: emptyDetails("lo"),
    release: { lo: { stage: "draft", publishedAt: null }, en: { stage: "draft", publishedAt: null } },
    versions: { lo: version("lo"), en: version("en") },
    rows: {},
    notes: {},
    conflicts: [],
  };
}

/** What is wrong with a story that was merged; null where it can be opened, edited and saved. */
export function problemOf(article: Article): string | null {
  const read = ArticleSchema.safeParse(article);
  if (!read.success) return read.error.message;
  for (const lang of ["lo", "en"] as const) {
    const body = article.versions[lang]?.body;
    if (!body) continue;
    const problem = bodyProblem(body);
    if (problem !== null) return `${lang}: ${problem}`;
    const ids = blocksOf(body).map(idOfBlock);
    if (new Set(ids).size !== ids.length) return `${lang}: an id stands twice`;
    const runs = blocksOf(body)
      .map(rowOfBlock)
      .filter((row, at, rows) => row !== rows[at - 1]);
    if (new Set(runs).size !== runs.length) return `${lang}: a row's blocks are no neighbours`;
  }
  return null;
}

/** A word that stands twice in one text, which nobody wrote twice. */
function twiceIn({ versions }: Article): string | null {
  const words = uniqueWords(JSON.stringify([versions.lo?.body, versions.en?.body]));
  const twice = words.find((word, at) => words.indexOf(word) !== at);
  return twice === undefined ? null : `${twice} stands twice`;
}

/** `languages`: a writer on Lao, a translator on English, in a tenth of the edits a third. `anywhere`: any desk, any language. */
export type Mode = "languages" | "anywhere";

export interface Workload {
  readonly seed: number;
  readonly mode: Mode;
  readonly desks: number;
  readonly articles: number;
  readonly edits: number;
}

export interface Outcome {
  readonly edits: number;
  readonly merges: number;
  /** Words that were put in, and stood in their desk's copy when it came back. */
  readonly words: number;
  readonly lost: readonly string[];
  /** Open cards at the end, by their kind. */
  readonly cards: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  readonly articles: readonly Article[];
}

const STRUCTURE: readonly EditKind[] = ["split", "join", "move", "delete block", "delete words", "retype", "mark"];

const sideOf = (article: Article, desk: number): MergeSide => ({
  article,
  revision: `r${desk}`,
  by: `person-${desk}`,
  desk: `desk-${desk}`,
  at: AT,
});

export function runNewsroom({ seed, mode, desks, articles, edits }: Workload): Outcome {
  const random = randomOf(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  let words = 0;
  const desk: Desk = {
    random,
    word: (lang) => {
      words += 1;
      return wordOf(lang, words);
    },
  };
  const begun = Array.from({ length: articles }, (_, number) => storyOf(number));
  const copies = begun.map(() => new Map<number, Article>());
  const staff = begun.map(() => ({ lo: upTo(desks), en: upTo(desks) }));
  for (let edit = 0; edit < edits; edit += 1) {
    const number = upTo(articles);
    const lang: Lang = random() < 0.5 ? "lo" : "en";
    const isThird = mode === "anywhere" || random() < 0.1;
    const who = isThird ? upTo(desks) : (staff[number]?.[lang] ?? 0);
    const kind = random() < 0.2 ? (STRUCTURE[upTo(STRUCTURE.length)] ?? "split") : "write";
    const copy = copies[number]?.get(who) ?? begun[number];
    const version = copy?.versions[lang];
    if (!copy || !version) continue;
    const body = edited(version.body, lang, kind, desk);
    copies[number]?.set(who, { ...copy, versions: { ...copy.versions, [lang]: { ...version, body } } });
  }
  let [merges, expected] = [0, 0];
  const lost: string[] = [];
  const problems: string[] = [];
  const cards: Record<string, number> = {};
  const merged = begun.map((base, number) => {
    const sides = [...(copies[number] ?? [])].sort(() => random() - 0.5);
    let hub = base;
    for (const [who, copy] of sides) {
      hub = merge({ article: base }, sideOf(hub, -1), sideOf(copy, who));
      merges += 1;
    }
    const wanted = new Set(sides.flatMap(([, copy]) => uniqueWords(JSON.stringify(copy.versions))));
    const kept = new Set(uniqueWords(JSON.stringify(hub)));
    expected += wanted.size;
    lost.push(...[...wanted].filter((word) => !kept.has(word)));
    for (const { kind } of cardsOf(hub)) cards[kind] = (cards[kind] ?? 0) + 1;
    const problem = problemOf(hub) ?? twiceIn(hub);
    if (problem !== null) problems.push(`${number}: ${problem}`);
    return hub;
  });
  return { edits, merges, words: expected, lost, cards, problems, articles: merged };
}
