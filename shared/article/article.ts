/**
 * Format 1: one story in up to two versions, as it stands on disk and crosses the contract.
 *
 * Objects are loose: a field that this version doesn't know is carried through every read and save.
 * What a body may hold is checked apart, in body.ts, because an unknown node makes a story read-only
 * where an unknown field does not.
 */
import { z } from "zod";
import { LANGS, STAGES } from "./stages.ts";

// Compiling a schema takes longer than it saves before some thousand stories, and no page of ours may compile anything.
z.config({ jitless: true });

export const FORMAT = 1;

export type Lang = (typeof LANGS)[number];
export const Lang = z.enum(LANGS);

export type Stage = (typeof STAGES)[number];
export const Stage = z.enum(STAGES);

/** A ULID in Crockford's base 32, upper case (github.com/ulid/spec). */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
export const ArticleId = z.string().regex(ULID, "not a ULID");
/** The same, for very many of them. */
export const isArticleId = (text: string): boolean => ULID.test(text);

/** A block's or a row's id: 1 to 64 of `[A-Za-z0-9_-]`. Ours have 72 random bits. */
export const BlockId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "not a block id");

/** An image by its content: SHA-256 in hex and the extension of what it is. */
export const AssetName = z.string().regex(/^[0-9a-f]{64}\.(jpg|png|webp|gif|avif)$/, "not an asset name");

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

/** ISO 8601 in whole seconds, UTC or with an offset. */
export const Instant = z
  .string()
  .regex(INSTANT, "not an ISO 8601 instant in whole seconds")
  .refine((text) => !Number.isNaN(Date.parse(text)), "not a date that exists");
/** The same, for very many of them. */
export const isInstant = (text: string): boolean => INSTANT.test(text) && !Number.isNaN(Date.parse(text));

/** The same words in both languages; either may be empty. */
export const Words = z.looseObject({ lo: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

export const Image = z.looseObject({ asset: AssetName, alt: Words, caption: Words, credit: Words });
export type Image = z.infer<typeof Image>;

/** Another story: one of this library, or one known only by what a page said of it. */
export const Related = z.union([
  z.looseObject({ article: ArticleId }),
  z.looseObject({
    title: Words,
    category: z.string().nullable(),
    publishedAt: Instant.nullable(),
    summary: Words,
  }),
]);
export type Related = z.infer<typeof Related>;

/** The address of a story: Latin letters, digits and single hyphens. */
export const Slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "not a slug");

/** A key of the desk settings, for a category or a tag. */
export const Key = z
  .string()
  .max(60)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u, "not a key");

export const Details = z.looseObject({
  source: Lang,
  slug: Slug.nullable(),
  category: Key.nullable(),
  tags: z.array(Key),
  bylines: z.array(Words),
  place: Words,
  embargoUntil: Instant.nullable(),
  image: Image.nullable(),
  related: z.array(Related),
});
export type Details = z.infer<typeof Details>;

/**
 * What of a language stands on the site. `rev` is the story in history, with all that its publication
 * set but this; `shown` a hash of what that language's page takes from the story.
 */
export const Out = z.looseObject({ rev: z.string(), shown: z.string(), at: Instant });
export type Out = z.infer<typeof Out>;

/** `out` stays through a withdrawal. Stories that older desks published have none. */
export const Release = z.looseObject({ stage: Stage, publishedAt: Instant.nullable(), out: Out.nullable().optional() });
export type Release = z.infer<typeof Release>;

export interface Mark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
}

/** A ProseMirror node as JSON. */
export interface Node {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
  readonly content?: readonly Node[] | undefined;
  readonly marks?: readonly Mark[] | undefined;
  readonly text?: string | undefined;
}

const Mark = z.looseObject({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });
const LooseNode: z.ZodType<Node> = z.looseObject({
  type: z.string(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  get content() {
    return z.array(LooseNode).optional();
  },
  marks: z.array(Mark).optional(),
  text: z.string().optional(),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isMark = (value: unknown): boolean =>
  isObject(value) && typeof value.type === "string" && (value.attrs === undefined || isObject(value.attrs));

/** No text is nested so deeply, and what walks through one needs an end. */
const DEEPEST = 100;

/** What `LooseNode` allows, but for depth. */
function isNode(value: unknown, depth = 0): value is Node {
  if (depth > DEEPEST || !isObject(value) || typeof value.type !== "string") return false;
  const { attrs, content, marks, text } = value;
  return (
    (text === undefined || typeof text === "string") &&
    (attrs === undefined || isObject(attrs)) &&
    (marks === undefined || (Array.isArray(marks) && marks.every(isMark))) &&
    (content === undefined || (Array.isArray(content) && content.every((node) => isNode(node, depth + 1))))
  );
}

/** Whether something is nested more deeply than a body may be, whatever else it is. */
function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap((one) => (isObject(one) && Array.isArray(one.content) ? one.content : []));
  return level.length > 0;
}

/** A body is most of a story, and a plain look at it takes a fifth of the time; what it refuses, the schema words. */
export const Node: z.ZodType<Node> = z.custom<Node>().check((context) => {
  if (isNode(context.value)) return;
  if (isTooDeep(context.value)) {
    context.issues.push({ code: "custom", message: "nested too deeply", input: context.value });
    return;
  }
  const { error } = LooseNode.safeParse(context.value);
  for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: context.value });
});

/** A version's body: a `doc` whose children are blocks. */
export type Body = Node;

const Line = z.string().regex(/^[^\r\n\u2028\u2029]*$/, "more than one line");

export const Version = z.looseObject({
  headline: Line,
  leadTag: Line,
  lead: Line,
  dateline: Line,
  body: Node,
  signOff: Line,
  updatedAt: Instant,
});
export type Version = z.infer<typeof Version>;

/** A confirmation: both texts as they were, so that every later state follows from comparing. */
export const RowRecord = z.looseObject({ lo: z.string(), en: z.string(), at: Instant, by: z.string() });
export type RowRecord = z.infer<typeof RowRecord>;

/** A remark on a row; on the whole story where `row` is `story`. */
export const Note = z.looseObject({
  row: BlockId,
  at: Instant,
  by: z.string(),
  text: z.string(),
  resolvedAt: Instant.nullable(),
  resolvedBy: z.string().optional(),
  /** The note that it answers. */
  replyTo: z.string().optional(),
});
export type Note = z.infer<typeof Note>;

export const Article = z.looseObject({
  /** 1 here; a higher one was written by a newer desk and is shown, never saved. */
  format: z.int().min(1),
  id: ArticleId,
  createdAt: Instant,
  updatedAt: Instant,
  trashedAt: Instant.nullable(),
  details: Details,
  release: z.looseObject({ lo: Release, en: Release }),
  versions: z.looseObject({ lo: Version.nullable(), en: Version.nullable() }),
  rows: z.record(BlockId, RowRecord),
  notes: z.record(ArticleId, Note),
  conflicts: z.array(z.unknown()),
});
export type Article = z.infer<typeof Article>;

/** The rows that are fields, not blocks. */
export const FIELD_ROWS = ["headline", "lead"] as const;

/** A version with nothing in it. The agency's English pages carry the Lao tag too. */
export function emptyVersion(lang: Lang, now: string): Version {
  return {
    headline: "",
    leadTag: "ຂປລ",
    lead: "",
    dateline: lang === "en" ? "(KPL)" : "",
    body: { type: "doc", content: [] },
    signOff: lang === "en" ? "KPL" : "ຂປລ",
    updatedAt: now,
  };
}

export function emptyDetails(source: Lang): Details {
  return {
    source,
    slug: null,
    category: null,
    tags: [],
    bylines: [],
    place: { lo: "", en: "" },
    embargoUntil: null,
    image: null,
    related: [],
  };
}
