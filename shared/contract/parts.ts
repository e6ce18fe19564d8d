/** What the calls of several rooms are made of. */
import { z } from "zod";
import { Details, Version } from "../article/article.ts";

export const LIMITS = {
  /** Bytes of one request. */
  body: 48 * 1024 * 1024,
  /** Bytes of one file that comes in; as base64 it fits into a request. */
  file: 32 * 1024 * 1024,
  /** Bytes of one text file. */
  text: 10 * 1024 * 1024,
  /** Bytes of one image. */
  image: 25 * 1024 * 1024,
  /** UTF-16 units of what is searched for. */
  search: 500,
  /** UTF-16 units of a few words to readers: why a story was withdrawn, what was corrected. */
  notice: 2000,
  /** UTF-16 units of a file's name: the end is kept, which says what it is. */
  fileName: 300,
} as const;

/** A part's revision: a hash of its canonical JSON; null for a version that doesn't exist. */
export const Revision = z.string().nullable();
export const Revisions = z.object({ details: z.string(), lo: Revision, en: Revision });
export type Revisions = z.infer<typeof Revisions>;

/** Any text may be asked for: what is no id of a story is not found. */
export const AnyId = z.string().max(100);
export const Id = z.strictObject({ id: AnyId });
export const Empty = z.strictObject({});

/** Letters of base64 that are looked at at either end. */
const ENDS = 1024;

/** Each letter of some megabytes would hold the thread for longer than anyone may wait: here its length and both ends. */
function looksLikeBase64(text: string): boolean {
  const end = text.length > 2 * ENDS ? text.slice(-ENDS) : "";
  const start = end === "" ? text : text.slice(0, ENDS) + end;
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(start);
}

/** Bytes in letters; whoever decodes them sees whether the rest is base64 too. */
export const Base64 = z.string().refine(looksLikeBase64, "not base64");

/** An error as a value in an answer. */
export const ErrorValue = z.object({
  code: z.string(),
  reason: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Yes or no for each language. */
export const Langs = z.object({ lo: z.boolean(), en: z.boolean() });
export type Langs = z.infer<typeof Langs>;

export const PartialDetails = Details.partial();
export const PartialVersion = Version.partial();
