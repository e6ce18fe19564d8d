/** What comes in. */
import { z } from "zod";
import { ArticleId, Instant, Lang, Node } from "../article/article.ts";
import { IMPORT_WARNING_CODES } from "../import-warnings.ts";
import { AnyId, Base64, Empty, ErrorValue, LIMITS } from "./parts.ts";

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

/** Fields that a reader may have had to find. */
export const FOUND_FIELDS = [
  "headline",
  "leadTag",
  "lead",
  "dateline",
  "body",
  "signOff",
  "publishedAt",
  "lang",
  "caption",
  "bylines",
  "related",
] as const;
export type FoundField = (typeof FOUND_FIELDS)[number];

/** A story as it was read, to be looked at before it is taken. */
export const Draft = z.object({
  headline: z.string(),
  leadTag: z.string(),
  lead: z.string(),
  dateline: z.string(),
  signOff: z.string(),
  publishedAt: Instant.nullable(),
  /** Its first blocks, as many as one looks at: all of an ordinary story. */
  body: Node,
  /** How many blocks it has in all. */
  blocks: z.int(),
  pictures: z.int(),
  /** What else a doubt may be about, in the words that were found: photos' captions, names, titles of other news. */
  captions: z.array(z.string()).optional(),
  bylines: z.array(z.string()).optional(),
  related: z.array(z.string()).optional(),
});
export type Draft = z.infer<typeof Draft>;

/** One story of a file that was read. `with`: a story of the library, or the place of another in the same file. */
export const IncomingStory = z.object({
  draft: Draft,
  lang: Lang,
  fields: z.partialRecord(z.enum(FOUND_FIELDS), z.enum(["sure", "look"])),
  warnings: z.array(ImportWarning),
  dropped: z.array(z.string()),
  pair: z.object({ with: z.union([ArticleId, z.int()]), sure: z.boolean() }).nullable(),
  /** The main text of a page that holds more. */
  isPart: z.boolean().optional(),
});
export type IncomingStory = z.infer<typeof IncomingStory>;

/** A story that was read, and what of it is otherwise than it was read. */
const Taken = {
  token: z.string().max(100),
  story: z.int().min(0),
  headline: z.string().max(2000).optional(),
  lang: Lang.optional(),
  publishedAt: Instant.nullable().optional(),
  /** All of the page, not its main text alone. */
  whole: z.boolean().optional(),
};

export const intakeContract = {
  "import.run": {
    request: z.strictObject({
      files: z.array(z.strictObject({ name: z.string().max(LIMITS.fileName), data: Base64 })).optional(),
      text: z.string().optional(),
      pair: AnyId.optional(),
      whole: z.boolean().optional(),
      oldFont: z.boolean().optional(),
    }),
    answer: ImportAnswer,
  },
  /** Reads a file and writes nothing to the library; what was read waits under the token, an hour at most. */
  "import.read": {
    request: z.strictObject({
      name: z.string().max(LIMITS.fileName),
      data: Base64,
      whole: z.boolean().optional(),
      oldFont: z.boolean().optional(),
    }),
    answer: z.object({ token: z.string(), stories: z.array(IncomingStory) }),
  },
  /** Takes one story; `pair`: as the other language of a story of the library, or with another that was read. */
  "import.take": {
    request: z.strictObject({ ...Taken, pair: z.union([AnyId, z.int().min(0), z.strictObject(Taken)]).optional() }),
    answer: ImportAnswer,
  },
  /** What waits under these tokens is wanted no longer. */
  "import.forget": { request: z.strictObject({ tokens: z.array(z.string().max(100)).max(10_000) }), answer: Empty },
  /** Ends the readings under way. */
  "import.cancel": { request: Empty, answer: Empty },
} as const;
