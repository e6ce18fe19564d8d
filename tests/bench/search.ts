/**
 * Whether a search finds the story that a reader has a phrase of: 200 phrases cut from the bench's stories, typed
 * in several spellings, each of which should bring its story among the first five.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newsNames, storyMaker } from "./articles.ts";
import type { Bench } from "./bench.ts";
import { createTable, grow, setPeople } from "./library-runs.ts";
import { milliseconds, quantile } from "./machine.ts";
import { ask, choices, openAt } from "./measured-desk.ts";

const PHRASES = 200;
/** Names of the desk, which cut much of the stories otherwise than the list does. */
const NAMES = 200;
const AIM = 0.95;
const TONES = /[\u0EC8-\u0ECB]/g;
/** The host's own idea of a Lao word: nobody types spaces where our segmenter would. */
const theirs = new Intl.Segmenter("lo", { granularity: "word" });
const spaced = (text: string): string =>
  text
    .split(" ")
    .map((piece) => Array.from(theirs.segment(piece), ({ segment }) => segment).join(" "))
    .join(" ");

/** How people type a phrase. */
const SPELLINGS: Readonly<Record<string, (phrase: string) => string>> = {
  "as written": (phrase) => phrase,
  "marks in other orders": (phrase) =>
    phrase
      .replace(/([\u0EC8-\u0ECB])\u0EB3/g, "\u0ECD$1\u0EB2")
      .replace(/([\u0EB1\u0EB4-\u0EB9\u0EBB])([\u0EC8-\u0ECB])/g, "$2$1"),
  "spaces between words": spaced,
  "without tones": (phrase) => phrase.replace(TONES, ""),
};

interface Phrase {
  readonly id: string;
  readonly text: string;
}

const FIGURE = /\d+(?:\.\d+)+/;

/**
 * Phrases of some 20 to 60 letters, each from another story: each holds a figure of four digits or more, by which those
 * that more than five stories say are left out.
 */
function phrases(size: number, make: ReturnType<typeof storyMaker>): Phrase[] {
  const choose = choices(11);
  const found: Phrase[] = [];
  const byFigure = new Map<string, Phrase[]>();
  const says = new Map<Phrase, number>();
  for (let at = 0; found.length < PHRASES * 2; at += 1) {
    const { article } = make((at * 7919) % size);
    const { headline = "", lead = "" } = article.versions.lo ?? {};
    const pieces = choose([headline, lead]).split(" ");
    const from = choose(pieces.map((_, index) => index));
    const text = pieces.slice(from, from + 5).join(" ");
    const figure = text.match(FIGURE)?.[0];
    if (article.trashedAt !== null || text.length < 20 || !figure) continue;
    const phrase = { id: article.id, text };
    found.push(phrase);
    byFigure.set(figure, [...(byFigure.get(figure) ?? []), phrase]);
  }
  const all = new RegExp(FIGURE, "g");
  for (let at = 0; at < size; at += 1) {
    const { lo } = make(at).article.versions;
    const text = JSON.stringify(lo);
    const asked = new Set(Array.from(text.matchAll(all)).flatMap(([figure]) => byFigure.get(figure) ?? []));
    for (const phrase of asked) if (text.includes(phrase.text)) says.set(phrase, (says.get(phrase) ?? 0) + 1);
  }
  return found.filter((phrase) => (says.get(phrase) ?? 0) <= 5).slice(0, PHRASES);
}

const SIZES = [10_000, 50_000];

export const search: Bench = async ({ sizes, print }) => {
  const root = mkdtempSync(path.join(tmpdir(), "songphasa-bench-"));
  const table = createTable(print);
  const make = storyMaker();
  try {
    for (const size of sizes ?? SIZES) {
      const at = path.join(root, String(size));
      const place = { library: path.join(at, "library"), home: path.join(at, "home"), aside: path.join(at, "aside") };
      await grow(place, 0, size, make);
      setPeople(place, newsNames(NAMES));
      const desk = await openAt(place);
      await desk.library().complete();
      const wanted = phrases(size, make);
      for (const [spelling, spell] of Object.entries(SPELLINGS)) {
        const took: number[] = [];
        let right = 0;
        for (const { id, text } of wanted) {
          const since = performance.now();
          const { items } = await ask(desk, "articles.list", { text: `${spell(text)} `, limit: 5 });
          took.push(performance.now() - since);
          if (items.some((item) => item.id === id)) right += 1;
        }
        const share = right / wanted.length;
        const slow = `${milliseconds(quantile(took, 0.95))} p95`;
        table.add(
          `found among five: ${spelling}`,
          size,
          `${(100 * share).toFixed(1)} %`,
          slow,
          `≥ ${100 * AIM} %`,
          share >= AIM,
        );
      }
      await desk.close();
      rmSync(at, { recursive: true, force: true });
    }
    return table.finish();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
