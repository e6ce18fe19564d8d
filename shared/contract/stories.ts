/** Stories: listed, opened, written, released, put into the trash and taken out; their images. */
import { z } from "zod";
import {
  Article,
  ArticleId,
  AssetName,
  BlockId,
  Instant,
  Key,
  Lang,
  Note,
  Release,
  RowRecord,
  Stage,
  Words,
} from "../article/article.ts";
import { Card } from "../article/card.ts";
import { Acceptance } from "../checks/checks.ts";
import { isBesidePlace } from "../rows/beside.ts";
import { Base64, Id, Langs, LIMITS, PartialDetails, PartialVersion, Revision, Revisions } from "./parts.ts";

/** From and up to, in UTF-16 units of the text that it stands beside. */
export const MarkRange = z.tuple([z.int(), z.int()]);
export type MarkRange = z.infer<typeof MarkRange>;
const Marks = z.array(MarkRange);

/** Where a story says what was searched for; plain text with ranges, never markup. */
export const Found = z.object({
  headline: z.object({ lo: Marks, en: Marks }),
  /** A piece of a lead or a paragraph; null where only a headline says it. */
  snippet: z.object({ lang: Lang, text: z.string(), marks: Marks }).nullable(),
});
export type Found = z.infer<typeof Found>;

const Progress = z.object({ total: z.number(), confirmed: z.number(), stale: z.number(), missing: z.number() });

const Task = z.object({ person: z.string(), due: z.string().nullable() });

export const Summary = z.object({
  id: ArticleId,
  headline: Words,
  source: Lang,
  stages: z.object({ lo: Stage, en: Stage }),
  /** Readers have it: published and not withdrawn. */
  out: Langs,
  /** It is out, and what its page shows stands otherwise in the story now. */
  changed: Langs,
  /** The version exists. */
  has: z.object({ lo: z.boolean(), en: z.boolean() }),
  category: z.string().nullable(),
  tags: z.array(z.string()),
  /** Who is named in it, in each language, and the keys of those that the desk knows. */
  people: z.array(z.string()),
  /** To whom each language is given, until it is done; `person` is a key of the settings. */
  assigned: z.object({ lo: Task.nullable(), en: Task.nullable() }),
  /** It stays in until then; null where nothing holds it. */
  embargoUntil: z.string().nullable(),
  /** From when on a language that is ready and not out may go out; null where nothing is set for it. */
  goesAt: z.object({ lo: z.string().nullable(), en: z.string().nullable() }),
  /** Conflicts that wait for a person. */
  conflicts: z.number(),
  /** It has a lead photo. */
  photo: z.boolean(),
  updatedAt: z.string(),
  trashedAt: z.string().nullable(),
  rows: Progress,
  /** Threads of notes that are open. */
  notes: z.number(),
  /** Why the story can be read only; null where it can be edited. */
  readOnly: z.string().nullable(),
  /** In the answer to a search, where the index gave it. */
  found: Found.optional(),
});
export type Summary = z.infer<typeof Summary>;

/** "relevance" is for a search, and is what one without a sort gets: headline above lead above body, recent above old. */
export const SORTS = ["updated", "created", "published", "headline", "category", "relevance"] as const;
export const Counts = z.object({
  all: z.number(),
  draft: z.number(),
  translating: z.number(),
  review: z.number(),
  ready: z.number(),
  published: z.number(),
  withdrawn: z.number(),
  translation: z.number(),
  owed: z.number(),
  stale: z.number(),
  changed: z.number(),
  notes: z.number(),
  held: z.number(),
  due: z.number(),
  /** Stories with something for the person that was asked for (`me`) to do, and those where it is due by then. */
  mine: z.number(),
  mineDue: z.number(),
  trashed: z.number(),
});
export type Counts = z.infer<typeof Counts>;

/** Why a story opens read-only. */
export const ReadOnlyReason = z.enum(["article-newer", "article-unknown-content"]);
export type ReadOnlyReason = z.infer<typeof ReadOnlyReason>;

/**
 * `changed`: as in the list. `readOnly` is there where the story can't be edited; `article` is then
 * shown, never saved.
 */
export const Opened = z.object({
  article: Article,
  revs: Revisions,
  changed: Langs,
  readOnly: ReadOnlyReason.optional(),
});
export type Opened = z.infer<typeof Opened>;

export const SaveRequest = z.strictObject({
  id: z.string().max(100),
  base: z.strictObject({ details: Revision.optional(), lo: Revision.optional(), en: Revision.optional() }),
  details: PartialDetails.optional(),
  lo: PartialVersion.optional(),
  en: PartialVersion.optional(),
  rows: z.record(BlockId, RowRecord.nullable()).optional(),
  notes: z.record(ArticleId, Note.nullable()).optional(),
  /** Findings that a person accepts, by their key; null takes one back. */
  accepted: z.record(z.string().max(200), Acceptance.nullable()).optional(),
  /** Cards that came about in a window, or that are open again; null settles one. */
  cards: z.record(z.string().min(1).max(100), Card.nullable()).optional(),
  /** Places where words of two desks came to stand beside each other in a window, with the hash of their text. */
  beside: z.record(z.string().max(100).refine(isBesidePlace), z.string().regex(/^[0-9a-f]{16}$/)).optional(),
  /** Keeps a revision in history with this save: a confirmation of many rows, or a conflict that was settled. */
  why: z.enum(["confirm", "conflict"]).optional(),
});
export type SaveRequest = z.infer<typeof SaveRequest>;

const ReasonText = z.string().max(LIMITS.notice);

export const ListRequest = z.strictObject({
  text: z.string().max(LIMITS.search).optional(),
  stage: Stage.optional(),
  lang: Lang.optional(),
  category: z.string().optional(),
  tag: z.string().max(200).optional(),
  /** A name in either language, or the key of somebody that the desk knows. */
  person: z.string().max(200).optional(),
  /** Whose work a language is, or the one of `lang`, by their key; until it is done. */
  assigned: Key.optional(),
  /** For whom `mine` and `mineDue` are counted. */
  me: z.strictObject({ person: Key, due: Instant }).optional(),
  /** The story's day, both included: of its publication, else of its last change. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** `held`: ready, and its time (`goesAt`) lies ahead; `due`: its time has come, and it isn't out. */
  needs: z.enum(["translation", "owed", "stale", "changed", "notes", "held", "due"]).optional(),
  trashed: z.boolean().optional(),
  sort: z.enum(SORTS).optional(),
  offset: z.int().min(0).optional(),
  limit: z.int().min(1).max(1000).optional(),
});
export type ListRequest = z.infer<typeof ListRequest>;
export const ListAnswer = z.object({ total: z.number(), counts: Counts, items: z.array(Summary) });
export type ListAnswer = z.infer<typeof ListAnswer>;

/** A picture that a story of the library shows, with its words there. */
export const FoundPicture = z.object({ asset: AssetName, alt: Words, caption: Words, credit: Words, headline: Words });
export type FoundPicture = z.infer<typeof FoundPicture>;

export const storyContract = {
  "articles.list": { request: ListRequest, answer: ListAnswer },
  "articles.create": {
    request: z.strictObject({
      details: PartialDetails.optional(),
      lo: PartialVersion.optional(),
      en: PartialVersion.optional(),
    }),
    answer: Opened,
  },
  "articles.open": { request: Id, answer: Opened },
  "articles.save": { request: SaveRequest, answer: z.object({ revs: Revisions, updatedAt: Instant, changed: Langs }) },
  "articles.release": {
    request: z.strictObject({
      id: ArticleId,
      lang: Lang,
      stage: Stage.optional(),
      publishedAt: Instant.nullable().optional(),
      /** Who is to do it, and by when; null: nobody any more. */
      assigned: z.strictObject({ person: Key, due: Instant.nullable() }).nullable().optional(),
      /** What readers are told of a withdrawal; of one that was told already, in its place. */
      reason: z.strictObject({ lo: ReasonText, en: ReasonText }).optional(),
    }),
    answer: z.object({ release: z.looseObject({ lo: Release, en: Release }), changed: Langs }),
  },
  "articles.trash": { request: Id, answer: z.object({ trashedAt: Instant.nullable() }) },
  "articles.restore": { request: Id, answer: z.object({ trashedAt: Instant.nullable() }) },
  "articles.duplicate": { request: Id, answer: Opened },
  "assets.add": {
    request: z.strictObject({ name: z.string().max(LIMITS.fileName), data: Base64 }),
    answer: z.object({ asset: AssetName, width: z.number(), height: z.number() }),
  },
  /** Pictures of the library's stories by their words, those of the stories that were changed last first; without a text the newest. */
  "assets.find": {
    request: z.strictObject({ text: z.string().max(LIMITS.search).optional() }),
    answer: z.object({ pictures: z.array(FoundPicture) }),
  },
  /** With `width` a small copy of at most so many pixels across, upright. */
  "assets.read": {
    request: z.strictObject({ asset: AssetName, width: z.int().min(16).max(2000).optional() }),
    answer: z.object({ type: z.string(), data: Base64 }),
  },
} as const;
