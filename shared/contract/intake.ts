/** What comes in. */
import { z } from "zod";
import { ArticleId, Lang } from "../article/article.ts";
import { IMPORT_WARNING_CODES } from "../import-warnings.ts";
import { AnyId, Base64, ErrorValue, LIMITS } from "./parts.ts";

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

export const intakeContract = {
  "import.run": {
    request: z.strictObject({
      files: z.array(z.strictObject({ name: z.string().max(LIMITS.fileName), data: Base64 })).optional(),
      text: z.string().optional(),
      pair: AnyId.optional(),
    }),
    answer: ImportAnswer,
  },
} as const;
