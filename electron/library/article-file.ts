/** One article's file: lowdb through a durable adapter, read with a reason where it can't be edited. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Adapter, Low } from "lowdb";
import { Article, FORMAT, LANGS } from "../../shared/article.ts";
import { bodyProblem } from "../../shared/body.ts";
import { canonicalJson } from "../../shared/canonical-json.ts";
import type { Opened } from "../../shared/contract.ts";
import { type DeskError, deskError } from "../../shared/errors.ts";
import { diskError, isMissing } from "../disk/disk-error.ts";
import { type DiskCalls, realDisk, replaceFile } from "../disk/durable-file.ts";

/** Reads and writes a JSON file durably, in canonical form. */
export function durableAdapter<T>(file: string, disk: DiskCalls = realDisk): Adapter<T> {
  return {
    async read() {
      try {
        return JSON.parse(await readFile(file, "utf8")) as T;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: (data) => replaceFile(file, canonicalJson(data), disk),
  };
}

/** Writes through lowdb; throws what the file system throws. */
export async function writeJson(file: string, data: object, disk: DiskCalls = realDisk): Promise<void> {
  const low = new Low<object>(durableAdapter<object>(file, disk), data);
  low.data = data;
  await low.write();
}

export type ArticleFile =
  | {
      readonly kind: "article";
      readonly article: Article;
      readonly readOnly: Opened["readOnly"];
      readonly text: string;
    }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly error: DeskError };

/** The two last letters of a ULID are random, so folders fill evenly. */
export const articlePath = (folder: string, id: string): string =>
  path.join(folder, "articles", id.slice(-2), `${id}.json`);

export const ARTICLE_FILE = /^([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

/** A short fingerprint of a file's text, to see whether another program changed it. */
export const fingerprint = (text: string): string => createHash("sha256").update(text).digest("base64");

/** The ids of all article files that stand where they belong, sorted. */
export async function articleIds(folder: string): Promise<string[]> {
  const ids: string[] = [];
  const root = path.join(folder, "articles");
  const shelves = await readdir(root).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const shelf of shelves) {
    if (!/^[0-9A-HJKMNP-TV-Z]{2}$/.test(shelf)) continue;
    for (const name of await readdir(path.join(root, shelf))) {
      const id = ARTICLE_FILE.exec(name)?.[1];
      if (id?.slice(-2) === shelf) ids.push(id);
    }
  }
  return ids.sort();
}

function unreadable(detail: string): ArticleFile {
  return { kind: "unreadable", error: deskError("article-unreadable", { detail }) };
}

/** The article of a file's text. `format` above ours, or content that we don't know, is shown and never saved. */
export function readArticleText(text: string, id: string): ArticleFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return unreadable("it is not JSON");
  }
  const article = Article.safeParse(raw);
  if (!article.success) {
    const issue = article.error.issues[0];
    return unreadable(`${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
  }
  if (article.data.id !== id) return unreadable("its name and its id differ");
  const unknown = LANGS.some((lang) => {
    const version = article.data.versions[lang];
    return version !== null && bodyProblem(version.body) !== null;
  });
  const readOnly = article.data.format > FORMAT ? "article-newer" : unknown ? "article-unknown-content" : undefined;
  return { kind: "article", article: article.data, readOnly, text };
}

export async function readArticleFile(folder: string, id: string): Promise<ArticleFile> {
  const file = articlePath(folder, id);
  try {
    return readArticleText(await readFile(file, "utf8"), id);
  } catch (error) {
    if (isMissing(error)) return { kind: "missing" };
    return { kind: "unreadable", error: diskError(error, file) };
  }
}
