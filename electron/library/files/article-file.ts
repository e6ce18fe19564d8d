/** One article's file: lowdb through a durable adapter, read with a reason where it can't be edited. */
import { hash } from "node:crypto";
import { type Adapter, Low } from "lowdb";
import { Article, FORMAT } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import type { Opened } from "../../../shared/contract.ts";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { diskError, isMissing } from "../../disk/disk-error.ts";
import { type ReplaceOptions, replaceFile } from "../../disk/durable-file.ts";
import { parseJson, parseJsonBytes, textOf } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { articlePath, refuseOddShelf } from "./article-paths.ts";
import { ARTICLE_LADDER, type Ladder, migrate } from "./migrations.ts";

/** Reads and writes a JSON file durably, in canonical form. */
export function durableAdapter<T>(file: string, replacing: ReplaceOptions = {}, text?: string): Adapter<T> {
  return {
    async read() {
      try {
        const read = parseJsonBytes(await readPlainFile(file));
        if ("problem" in read) throw new SyntaxError(read.problem);
        return read.value as T;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: (data) => replaceFile(file, text ?? canonicalJson(data), replacing),
  };
}

/** Writes through lowdb; throws what the file system throws. `text` is the data's canonical JSON where it is known. */
export async function writeJson(
  file: string,
  data: object,
  replacing: ReplaceOptions = {},
  text?: string,
): Promise<void> {
  const low = new Low<object>(durableAdapter<object>(file, replacing, text), data);
  low.data = data;
  await low.write();
}

export type ArticleFile =
  | {
      readonly kind: "article";
      readonly article: Article;
      readonly readOnly: Opened["readOnly"];
      readonly text: string;
      /** The older format that the file still has on the disk. */
      readonly migratedFrom: number | null;
    }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: DeskError };

/** A short fingerprint of a file's text or of its bytes, to see whether another program changed it. */
export const fingerprint = (text: string | Uint8Array): string => hash("sha256", text, "base64");

/** A file that is damaged, and in which way. */
export function damaged(detail: string) {
  return { kind: "unreadable", error: deskError("article-unreadable", { detail }) } as const;
}

const isNewer = (raw: unknown): boolean => {
  const format = typeof raw === "object" && raw !== null ? (raw as { format?: unknown }).format : undefined;
  return typeof format === "number" && format > FORMAT;
};

/**
 * The article of a file's text. `format` above ours, or content that we don't know, is shown and never
 * saved; an older format comes out in ours. Unreadable with the reason `article-unreadable` means
 * damaged; a newer format that we can't even show is no damage.
 */
export function readArticleText(text: string, id: string, ladder: Ladder = ARTICLE_LADDER): ArticleFile {
  const found = parseJson(text);
  if ("problem" in found) return damaged(found.problem);
  const { raw, from } = migrate(found.value, FORMAT, ladder);
  const article = Article.safeParse(raw);
  if (!article.success) {
    if (isNewer(raw)) return { kind: "unreadable", error: deskError("article-newer") };
    const issue = article.error.issues[0];
    return damaged(`${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
  }
  if (article.data.id !== id) return damaged("its name and its id differ");
  const unknown = LANGS.some((lang) => {
    const version = article.data.versions[lang];
    return version !== null && bodyProblem(version.body) !== null;
  });
  const readOnly = article.data.format > FORMAT ? "article-newer" : unknown ? "article-unknown-content" : undefined;
  return { kind: "article", article: article.data, readOnly, text, migratedFrom: from };
}

/** What a story's file says; whatever isn't a plain file is unreadable and no damage. */
export async function readArticleFile(
  folder: string,
  id: string,
  ladder: Ladder = ARTICLE_LADDER,
): Promise<ArticleFile> {
  const file = articlePath(folder, id);
  try {
    refuseOddShelf(folder, id);
    const read = textOf(await readPlainFile(file));
    return "problem" in read ? damaged(read.problem) : readArticleText(read.text, id, ladder);
  } catch (error) {
    if (isMissing(error)) return { kind: "missing" };
    return { kind: "unreadable", error: diskError(error, file) };
  }
}
