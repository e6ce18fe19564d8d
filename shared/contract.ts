/**
 * Every call between window and desk, once, with the schema of its request and of its answer. Both
 * hosts and the command line check against these; types come from them.
 */
import { z } from "zod";
import {
  Article,
  ArticleId,
  AssetName,
  BlockId,
  Details,
  Instant,
  Lang,
  Note,
  Release,
  RowRecord,
  Stage,
  Version,
  Words,
} from "./article/article.ts";
import type { Result } from "./errors.ts";
import { IMPORT_WARNING_CODES } from "./import-warnings.ts";
import { Settings } from "./settings.ts";

export const LIMITS = {
  /** Bytes of one request. */
  body: 48 * 1024 * 1024,
  /** Bytes of one text file. */
  text: 10 * 1024 * 1024,
  /** Bytes of one image. */
  image: 25 * 1024 * 1024,
  /** UTF-16 units of what is searched for. */
  search: 500,
  /** UTF-16 units of a file's name: the end is kept, which says what it is. */
  fileName: 300,
} as const;

/** A part's revision: a hash of its canonical JSON; null for a version that doesn't exist. */
export const Revision = z.string().nullable();
export const Revisions = z.object({ details: z.string(), lo: Revision, en: Revision });
export type Revisions = z.infer<typeof Revisions>;

/** Any text may be asked for: what is no id of a story is not found. */
const AnyId = z.string().max(100);

const Base64 = z.base64();
const Progress = z.object({ total: z.number(), confirmed: z.number(), stale: z.number(), missing: z.number() });

/**
 * How far the search reaches. "headlines": there is no index, because this build lacks SQLite or its
 * full-text search, the cache folder can't be written, or none was asked for; `missing` says which.
 */
export const SEARCH_LACKS = ["sqlite", "fts5", "cache", "none"] as const;
export const SearchState = z.object({
  kind: z.enum(["full", "headlines"]),
  missing: z.enum(SEARCH_LACKS).nullable(),
});
export type SearchState = z.infer<typeof SearchState>;

const ErrorValue = z.object({
  code: z.string(),
  reason: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const Info = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  readOnly: z.boolean(),
  holder: z.string().nullable(),
  search: SearchState,
  /** Why the library can't be reached where it was opened; null while it stands there. */
  gone: ErrorValue.nullable(),
});
export type Info = z.infer<typeof Info>;

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

/** Yes or no for each language. */
const Langs = z.object({ lo: z.boolean(), en: z.boolean() });
export type Langs = z.infer<typeof Langs>;

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
  updatedAt: z.string(),
  trashedAt: z.string().nullable(),
  rows: Progress,
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

const PartialDetails = Details.partial();
const PartialVersion = Version.partial();

export const SaveRequest = z.strictObject({
  id: z.string().max(100),
  base: z.strictObject({ details: Revision.optional(), lo: Revision.optional(), en: Revision.optional() }),
  details: PartialDetails.optional(),
  lo: PartialVersion.optional(),
  en: PartialVersion.optional(),
  rows: z.record(BlockId, RowRecord.nullable()).optional(),
  notes: z.record(ArticleId, Note.nullable()).optional(),
  /** Keeps a revision in history with this save: a confirmation of many rows, or a conflict that was settled. */
  why: z.enum(["confirm", "conflict"]).optional(),
});
export type SaveRequest = z.infer<typeof SaveRequest>;

export const ListRequest = z.strictObject({
  text: z.string().max(LIMITS.search).optional(),
  stage: Stage.optional(),
  lang: Lang.optional(),
  category: z.string().optional(),
  needs: z.enum(["translation", "owed", "stale", "changed"]).optional(),
  trashed: z.boolean().optional(),
  sort: z.enum(SORTS).optional(),
  offset: z.int().min(0).optional(),
  limit: z.int().min(1).max(1000).optional(),
});
export type ListRequest = z.infer<typeof ListRequest>;
export const ListAnswer = z.object({ total: z.number(), counts: Counts, items: z.array(Summary) });
export type ListAnswer = z.infer<typeof ListAnswer>;

/** What an import noticed: a code for the window's words, and the text that it is about. */
export const ImportWarning = z.object({ code: z.enum(IMPORT_WARNING_CODES), text: z.string() });
export type ImportWarning = z.infer<typeof ImportWarning>;
export const ImportAnswer = z.object({
  imported: z.array(
    z.object({ id: ArticleId, lang: Lang, warnings: z.array(ImportWarning), dropped: z.array(z.string()) }),
  ),
  refused: z.array(z.object({ name: z.string(), error: ErrorValue })),
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** Why a language of a story stayed at home. */
export const SKIP_CODES = [
  "stage",
  "trashed",
  "embargo",
  "future",
  "no-version",
  "no-headline",
  "no-image",
  "slug-clash",
  "read-only",
  "unreadable",
  "no-image",
] as const;
export const Skipped = z.object({ id: z.string(), lang: Lang, code: z.enum(SKIP_CODES) });
export type Skipped = z.infer<typeof Skipped>;
const NamedVersions = z.array(z.strictObject({ id: AnyId, lang: Lang }));
/**
 * None named: all that is ready goes out. What is out goes out with today's words where it is named
 * in `articles`, or in `also` beside all that is ready.
 */
export const PublishRequest = z.strictObject({
  articles: NamedVersions.optional(),
  also: NamedVersions.optional(),
});
export const PublishSiteRequest = PublishRequest.extend({
  /** Pages may go off the site that nobody withdrew: whoever publishes was asked. */
  remove: z.literal(true).optional(),
});
export const PublishAnswer = z.object({
  written: z.number(),
  removed: z.number(),
  skipped: z.array(Skipped),
  /** Where it went. */
  path: z.string(),
});
export type PublishAnswer = z.infer<typeof PublishAnswer>;

/** Who sits here, where nobody has said a name. */
export const NO_NAME = "Desk";

export const PURPOSES = ["site", "bundle", "library", "backup"] as const;
export const Purpose = z.enum(PURPOSES);
export type Purpose = z.infer<typeof Purpose>;

/** What the host keeps for who sits here, outside any library. */
export const HostState = z.object({
  host: z.enum(["electron", "browser"]),
  version: z.string(),
  by: z.string(),
  language: Lang,
  theme: z.enum(["auto", "light", "dark"]),
  folders: z.object({ site: z.string(), bundle: z.string(), backup: z.string().nullable() }),
});
export type HostState = z.infer<typeof HostState>;

const Id = z.strictObject({ id: AnyId });
const Empty = z.strictObject({});

/** Why a revision was kept. `outside`: another program changed the file. */
export const KEPT_WHYS = [
  "pause",
  "stage",
  "confirm",
  "import",
  "publish",
  "conflict",
  "restore",
  "outside",
  "repair",
] as const;
export const KeptWhy = z.enum(KEPT_WHYS);
export type KeptWhy = z.infer<typeof KeptWhy>;

/** A revision in history: a hash of the story's canonical bytes and of its parents' revisions. */
export const KeptRev = z.string().regex(/^[0-9a-f]{32}$/, "not a revision");
export const KeptRevision = z.object({
  rev: KeptRev,
  /** One for a save, two for a merge, none for the first. A parent may have been thinned since. */
  parents: z.array(KeptRev),
  at: Instant,
  by: z.string(),
  /** The id of the desk that kept it. */
  desk: z.string(),
  why: KeptWhy,
  /** A text that lost against another one: kept beside the story's own line. */
  aside: z.boolean(),
  /** Shared with another desk: never thinned. */
  pinned: z.boolean(),
  /** Went out to the site: never thinned. */
  published: z.boolean(),
});
export type KeptRevision = z.infer<typeof KeptRevision>;

/** What needs a person's eye in the library. `file` is relative to its folder and names the problem. */
export const Problem = z.object({
  /**
   * `quarantined`: the file was unreadable and was moved aside. `copy`: another program put a copy of
   * a story beside it, as synced folders do on a conflict. `unreadable`: can't be read, and was left.
   * `newer`, `newer-unshown`: no damage; a newer desk wrote it, so that it can be read and not changed,
   * or not even be shown. `clock`: the machine's date is doubted, and nothing is removed by its age until
   * `clock.trust`; `at` is what it was compared with.
   */
  kind: z.enum(["quarantined", "copy", "unreadable", "newer", "newer-unshown", "clock"]),
  file: z.string(),
  /** The story that it is about, where that is known. */
  id: ArticleId.nullable(),
  at: Instant.nullable(),
  /** In English, for support. */
  detail: z.string(),
  /** The story stands again, from its newest good revision. */
  restored: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;

export const BackupState = z.object({
  /** Where the daily backup goes; null while there is none. */
  folder: z.string().nullable(),
  /** The newest that stands there. */
  last: z.object({ file: z.string(), at: Instant, size: z.number() }).nullable(),
  running: z.boolean(),
  /** Why the last try failed; null after one that didn't. */
  problem: ErrorValue.nullable(),
  /** Files of the library that could not be read, and are not in the last backup that this desk took. */
  left: z.array(z.string()).optional(),
});
export type BackupState = z.infer<typeof BackupState>;

export const calls = {
  "library.info": { request: Empty, answer: Info },
  "library.use": { request: z.strictObject({ path: z.string().min(1) }), answer: Info },
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
  "assets.read": {
    request: z.strictObject({ asset: AssetName }),
    answer: z.object({ type: z.string(), data: Base64 }),
  },
  "import.run": {
    request: z.strictObject({
      files: z.array(z.strictObject({ name: z.string().max(LIMITS.fileName), data: Base64 })).optional(),
      text: z.string().optional(),
      pair: AnyId.optional(),
    }),
    answer: ImportAnswer,
  },
  "publish.preview": { request: z.strictObject({ id: AnyId, lang: Lang }), answer: z.object({ html: z.string() }) },
  "publish.site": { request: PublishSiteRequest, answer: PublishAnswer },
  "publish.bundle": { request: PublishRequest, answer: PublishAnswer },
  "settings.read": { request: Empty, answer: z.object({ settings: Settings, rev: z.string() }) },
  "settings.save": {
    request: z.strictObject({ base: z.string(), settings: Settings }),
    answer: z.object({ settings: Settings, rev: z.string() }),
  },
  /** Electron asks with a dialog; the browser host checks the path that was typed. */
  "host.chooseFolder": {
    request: z.strictObject({ purpose: Purpose, path: z.string().optional() }),
    answer: z.object({ path: z.string().nullable() }),
  },
  "host.state": { request: Empty, answer: HostState },
  "host.remember": {
    request: z.strictObject({
      by: z.string().trim().min(1).max(80).optional(),
      language: Lang.optional(),
      theme: z.enum(["auto", "light", "dark"]).optional(),
    }),
    answer: HostState,
  },
  "host.showLibrary": { request: Empty, answer: z.object({ path: z.string(), shown: z.boolean() }) },

  /** Newest first. */
  /** `by`: who changed the story last, where this desk has seen it since it was started. */
  "history.list": {
    request: Id,
    answer: z.object({ revisions: z.array(KeptRevision), by: z.string().nullable() }),
  },
  "history.read": { request: z.strictObject({ id: AnyId, rev: KeptRev }), answer: z.object({ article: Article }) },
  /** The old text as a new revision; what stands now is kept first. Stages and dates of publication stay. */
  "history.restore": { request: z.strictObject({ id: AnyId, rev: KeptRev }), answer: Opened },
  /** Sets a text aside in history without changing the story: the side of a conflict that lost. */
  "history.keep": {
    request: z.strictObject({
      id: AnyId,
      details: PartialDetails.optional(),
      lo: PartialVersion.optional(),
      en: PartialVersion.optional(),
    }),
    answer: z.object({ rev: KeptRev }),
  },
  /** Removes the stories in the trash and the images that nothing needs any more. */
  "trash.empty": {
    request: Empty,
    /** `problem`: why some of it stayed. */
    answer: z.object({ emptied: z.number(), images: z.number(), problem: ErrorValue.optional() }),
  },
  "library.problems": { request: Empty, answer: z.object({ problems: z.array(Problem) }) },
  /** The user has seen it: it is no longer told. The file stays. */
  "problems.dismiss": { request: z.strictObject({ file: z.string().max(500) }), answer: Empty },
  /** A person says that the machine's date is right: what goes by its age may go again. */
  "clock.trust": { request: Empty, answer: Empty },
  /** A conflict's copy becomes a story of its own; the file moves to quarantine. */
  "problems.takeCopy": { request: z.strictObject({ file: z.string().max(500) }), answer: Opened },
  /** The folder is chosen with `host.chooseFolder` for `backup`. */
  "backup.state": { request: Empty, answer: BackupState },
  "backup.run": { request: Empty, answer: BackupState },
  "backup.off": { request: Empty, answer: BackupState },
} as const;

export type CallName = keyof typeof calls;
export type Request<C extends CallName> = z.input<(typeof calls)[C]["request"]>;
export type Answer<C extends CallName> = z.output<(typeof calls)[C]["answer"]>;
export const isCallName = (name: string): name is CallName => Object.hasOwn(calls, name);

export const ORIGINS = ["editor", "import", "remote", "repair"] as const;
export type Origin = (typeof ORIGINS)[number];

export const DeskEvent = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("article.changed"),
    id: ArticleId,
    revs: Revisions,
    origin: z.enum(ORIGINS),
    /** Who changed it and when, as far as the desk knows. */
    by: z.string().nullable(),
    at: Instant,
  }),
  z.object({ event: z.literal("library.changed") }),
  z.object({ event: z.literal("progress"), task: z.string(), done: z.number(), total: z.number() }),
  /** Something was found that `library.problems` tells. */
  z.object({ event: z.literal("library.problems") }),
  z.object({ event: z.literal("backup.changed") }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;

/** The desk as the window and the command line hold it, whichever host is behind. */
export interface Desk {
  call<C extends CallName>(name: C, request: Request<C>): Promise<Result<Answer<C>>>;
  subscribe(listener: (event: DeskEvent) => void): () => void;
}
