/** A story's file made ready for the index: all the work that needs no database, so that any thread can do it. */
import { hash } from "node:crypto";
import type { Details, Lang } from "../../../../shared/article/article.ts";
import { besideMarks, UNDATED } from "../../../../shared/article/beside.ts";
import { lastPublication } from "../../../../shared/article/last-publication.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { factsOf, type StoryFacts, slugsOf } from "../../../../shared/article/story-facts.ts";
import { type DeskError, deskError } from "../../../../shared/errors.ts";
import { type Side, sidesOf } from "../../../../shared/rows/rows.ts";
import { diskError, isDiskError, isMissing } from "../../../disk/disk-error.ts";
import { textOf } from "../../../disk/json-text.ts";
import { readPlainFileHere } from "../../../disk/plain-file.ts";
import { damaged, fingerprint, readArticleText } from "../../files/article-file.ts";
import { articlePath, refuseOddShelf } from "../../files/article-paths.ts";
import { differsOf } from "../../files/changed.ts";
import { isStanding } from "../../files/ground.ts";
import type { Work } from "../list/work.ts";
import { standingSince } from "../standing.ts";
import { entryOf, headlineOf, timesOf } from "../summaries.ts";
import { cutStory, type NamedText } from "../words/cut-story.ts";
import { BREAK, namedWords } from "../words/index-words.ts";
import { gatherWords, type WordCutter } from "../words/word-cutter.ts";

/**
 * A file that was written within this time of being read may change again without its time moving;
 * it is read once more at the next check. Two seconds is the step of FAT's clock.
 */
const CLOCK_STEP_MS = 2000;
/** Stands for a time that isn't trusted. */
const UNSURE = -1;

export interface FileStamp {
  /** Milliseconds; -1: unknown. */
  readonly mtime: number;
  readonly size: number;
}

/** Of a story's facts: equal where they are. */
const wordOf = (facts: StoryFacts): string => hash("sha256", JSON.stringify(facts), "base64url").slice(0, 24);

function toldOf(facts: StoryFacts): number | null {
  const last = lastPublication([facts], null);
  const at = last === null ? Number.NaN : Date.parse(last);
  return Number.isNaN(at) ? null : at;
}

/** What the index keeps of a story. */
export interface IndexedStory {
  readonly flags: number;
  readonly category: string;
  readonly updated: string;
  readonly created: string;
  readonly published: string;
  readonly headline: string;
  /** The first and the last time that one of its languages waits for; null where none does. */
  readonly goes: { readonly first: string; readonly last: string } | null;
  /** When anything of it last went out or came off the site, in milliseconds since 1970; null where nothing did. */
  readonly told: number | null;
  /** Its own address, and up to two under which its pages still stand. */
  readonly slugs: readonly string[];
  /** As JSON. */
  readonly summary: string;
  /** What planning a publication needs, as JSON. */
  readonly facts: string;
  /** By what it is found to stand beside another story, each as `[mark, date]`, as JSON. */
  readonly beside: string;
  /** What of it is on the board. */
  readonly work: readonly Work[];
  /** Each version's lines: headline, lead, then the blocks' texts. */
  readonly lines: Readonly<Record<Lang, string>>;
  /** Folded and cut into words, by the list alone. */
  readonly words: { readonly headline: string; readonly lead: string; readonly all: string };
  /** What the desk's names cut otherwise. */
  readonly named: NamedText;
}

export type ReadStory =
  | { readonly kind: "missing" }
  /** The library itself isn't there: nothing is known of the story. */
  | { readonly kind: "away" }
  | { readonly kind: "unreadable"; readonly error: DeskError; readonly stamp: FileStamp }
  | { readonly kind: "same"; readonly stamp: FileStamp }
  | { readonly kind: "story"; readonly story: IndexedStory; readonly print: string; readonly stamp: FileStamp };

type FileBytes = { readonly kind: "bytes"; readonly bytes: Buffer; readonly stamp: FileStamp } | ReadStory;

function readBytes(folder: string, id: string): FileBytes {
  const file = articlePath(folder, id);
  try {
    refuseOddShelf(folder, id);
    const { bytes, seen } = readPlainFileHere(file);
    const sure = Date.now() - seen.mtimeMs > CLOCK_STEP_MS;
    return { kind: "bytes", bytes, stamp: { mtime: sure ? seen.mtimeMs : UNSURE, size: seen.size } };
  } catch (error) {
    if (isMissing(error)) return { kind: isStanding(folder) ? "missing" : "away" };
    if (!isDiskError(error)) throw error;
    return { kind: "unreadable", error: diskError(error, file), stamp: { mtime: UNSURE, size: 0 } };
  }
}

/** A version's lines, and what is said of the lead photo in its language. */
const linesOf = (side: Side | null, image: Details["image"], lang: Lang): string[] =>
  side
    ? [
        side.headline,
        side.lead,
        ...side.blocks.map((block) => block.text),
        ...(image ? [image.caption[lang], image.alt[lang], image.credit[lang]].filter((words) => words !== "") : []),
      ]
    : [];

function readStory(folder: string, id: string, cutter: WordCutter, known: string | null): ReadStory {
  const file = readBytes(folder, id);
  if (file.kind !== "bytes") return file;
  const { bytes, stamp } = file;
  const print = fingerprint(bytes);
  if (print === known) return { kind: "same", stamp };
  const found = textOf(bytes);
  const read = "problem" in found ? damaged(found.problem) : readArticleText(found.text, id);
  if (read.kind !== "article")
    return {
      kind: "unreadable",
      error: read.kind === "unreadable" ? read.error : deskError("article-unreadable", { detail: "it is gone" }),
      stamp,
    };
  const { article } = read;
  const sides = sidesOf(article);
  const entry = entryOf(article, read.readOnly, sides);
  const lines: Readonly<Record<Lang, string[]>> = {
    lo: linesOf(sides.lo, article.details.image, "lo"),
    en: linesOf(sides.en, article.details.image, "en"),
  };
  const [headline, lead, rest] = cutStory(
    cutter,
    LANGS.map((lang) => lines[lang]),
  );
  const changed = differsOf(article);
  const facts = factsOf(article, {
    readOnly: read.readOnly,
    changed,
    standing: standingSince(folder, article, changed),
  });
  const story: IndexedStory = {
    flags: entry.flags,
    category: entry.summary.category ?? "",
    updated: entry.summary.updatedAt,
    created: entry.createdAt,
    published: entry.publishedAt,
    headline: headlineOf(entry),
    goes: timesOf(entry.summary),
    told: toldOf(facts),
    slugs: slugsOf(facts),
    summary: JSON.stringify(entry.summary),
    facts: JSON.stringify({ ...facts, word: wordOf(facts) }),
    beside: JSON.stringify(besideMarks(facts).map(({ mark, at }) => [mark, at ?? UNDATED])),
    work: entry.work,
    lines: { lo: lines.lo.join("\n"), en: lines.en.join("\n") },
    words: {
      headline: headline.listed,
      lead: lead.listed,
      all: `${headline.listed} ${BREAK} ${lead.listed} ${BREAK} ${rest.listed}`,
    },
    named: { headline: headline.named, lead: lead.named, rest: rest.named },
  };
  return { kind: "story", story, print, stamp };
}

export interface StoryReader {
  /** Reads a story's file as it is now. `known`: the print of what the index has of it; the same is not read on. */
  read(id: string, known: string | null): ReadStory;
  /** Terms of what was read, that weren't taken before: each as JSON. */
  takeTerms(): readonly string[];
}

/** `names`: the desk's, as its settings have them (`deskNames`). */
export function createStoryReader(folder: string, names: readonly string[]): StoryReader {
  const words = gatherWords(namedWords(names));
  return {
    read(id, known) {
      try {
        return readStory(folder, id, words.cutter, known);
      } catch (error) {
        // A story that we fail at is that story's trouble alone: the others are read all the same.
        return { ...damaged(String(error)), stamp: { mtime: UNSURE, size: 0 } };
      }
    },
    takeTerms: words.take,
  };
}
