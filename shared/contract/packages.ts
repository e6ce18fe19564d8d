/** Packages: stories as a file for a desk that no hub connects. */
import { z } from "zod";
import { ArticleId, Instant, Words } from "../article/article.ts";
import { AnyId, Base64, ErrorValue, LIMITS } from "./parts.ts";

/** Bytes of a package that one request brings. */
export const PACKAGE_PART = 8 * 1024 * 1024;

const Token = z.string().max(100);

export const TakenPackage = z.object({
  /** Who gave it away, and when. */
  by: z.string(),
  at: Instant,
  stories: z.array(
    z.object({
      id: ArticleId,
      headline: Words,
      /** "new": it wasn't here. "taken": nobody had changed it here. "merged": both had. "known": all of it was here. */
      how: z.enum(["new", "taken", "merged", "known"]),
      /** What is to be settled in it now. */
      cards: z.int(),
    }),
  ),
  /** Stories that could not be taken; the others were. */
  refused: z.array(z.object({ id: ArticleId, headline: Words, error: ErrorValue })),
});
export type TakenPackage = z.infer<typeof TakenPackage>;

export const packageContract = {
  /** Into a file of its own in the folder for packages. `lacking`: pictures that go without, as they aren't here. */
  "package.make": {
    request: z.strictObject({ articles: z.array(AnyId).max(10_000) }),
    answer: z.object({
      path: z.string(),
      /** Bytes. */
      size: z.int(),
      stories: z.int(),
      pictures: z.int(),
      lacking: z.array(z.string()),
    }),
  },
  /** A part of a package that comes in; `token` null: its first one. What has come waits an hour at most. */
  "package.add": {
    request: z.strictObject({ token: Token.nullable(), data: Base64 }),
    answer: z.object({ token: Token }),
  },
  /** Merges what came under a token into the library; done again, it changes nothing. */
  "package.take": {
    request: z.strictObject({ token: Token, name: z.string().max(LIMITS.fileName) }),
    answer: TakenPackage,
  },
} as const;
