/** The library that is open. */
import { z } from "zod";
import { Empty, ErrorValue } from "./parts.ts";

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

export const libraryContract = {
  "library.info": { request: Empty, answer: Info },
  /** Opens the sample in a library of its own beside the user's, made the first time. */
  "library.trySample": { request: Empty, answer: Info },
  "library.use": { request: z.strictObject({ path: z.string().min(1) }), answer: Info },
} as const;
