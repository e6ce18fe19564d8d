/**
 * Files that can't be read are moved aside, never deleted: `quarantine/<name>.<hash>.<ext>` holds the
 * bytes, `quarantine/<name>.<hash>.reason.json` says why and what came of it.
 */
import { createHash } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ArticleId, Instant } from "../../../shared/article/article.ts";
import type { Problem } from "../../../shared/contract.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { flushFolder, type ReplaceOptions, replaceFile } from "../../disk/durable-file.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { writeJson } from "./article-file.ts";
import { ARTICLE_FILE } from "./article-paths.ts";
import { refuseLinks } from "./assets/confined-files.ts";

const Reason = z.object({
  /** Where the file stood, from the library's folder. */
  from: z.string(),
  id: ArticleId.nullable(),
  at: Instant,
  detail: z.string(),
  /** The revision that stands in its place; null where there was none. */
  restored: z.string().nullable(),
  /** The user knows. */
  seen: z.boolean(),
});
export type Reason = z.infer<typeof Reason>;

const REASON = ".reason.json";
/** A story's id and more: `<id> (conflict 2026-11-24).json`, `<id>.sync-conflict-20261124.json`, `<id>-LAPTOP.json`. */
const COPY = /^([0-7][0-9A-HJKMNP-TV-Z]{25})(?:[^0-9A-Za-z].*)?\.json$/;

/** Copies a file's bytes into quarantine with the reason; the file itself still stands. Durable. */
export async function copyAside(
  library: string,
  file: string,
  reason: Omit<Reason, "from">,
  placing: ReplaceOptions,
): Promise<string> {
  refuseLinks(library, file);
  const bytes = await readPlainFile(file);
  const { name, ext } = path.parse(file);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  // The same bytes again (a crash between copying and mending) take the same name.
  const aside = path.join("quarantine", `${name.slice(0, 100)}.${hash}`);
  const from = path.relative(library, file).split(path.sep).join("/");
  await replaceFile(path.join(library, `${aside}${ext}`), bytes, placing);
  await writeJson(path.join(library, `${aside}${REASON}`), { ...reason, from }, placing);
  return `${aside}${ext}`.split(path.sep).join("/");
}

/** Moves a file into quarantine. */
export async function moveAside(
  library: string,
  file: string,
  reason: Omit<Reason, "from">,
  placing: ReplaceOptions,
): Promise<string> {
  const aside = await copyAside(library, file, reason, placing);
  await rm(file, { force: true });
  await flushFolder(path.dirname(file), placing.disk);
  return aside;
}

const noneWhereMissing = (error: unknown): [] => {
  if (isMissing(error)) return [];
  throw error;
};

async function reasonsIn(library: string): Promise<Map<string, Reason>> {
  const reasons = new Map<string, Reason>();
  const names = await readdir(path.join(library, "quarantine")).catch(noneWhereMissing);
  for (const name of names.filter((one) => one.endsWith(REASON)).sort()) {
    const bytes = await readPlainFile(path.join(library, "quarantine", name)).catch(() => null);
    const read = bytes && parseJsonBytes(bytes);
    const reason = Reason.safeParse(read && "value" in read ? read.value : null);
    // A reason that somebody edited tells nothing; the file beside it still stands.
    if (reason.success) reasons.set(name, reason.data);
  }
  return reasons;
}

/** Files beside the stories that another program named after one, from the library's folder. */
async function copiesIn(library: string): Promise<{ file: string; id: string }[]> {
  const copies: { file: string; id: string }[] = [];
  const shelves = await readdir(path.join(library, "articles"), { withFileTypes: true }).catch(noneWhereMissing);
  for (const shelf of shelves) {
    if (!shelf.isDirectory()) continue;
    // A shelf that can't be read is told as such, and by the stories that are known to stand on it.
    for (const name of await readdir(path.join(library, "articles", shelf.name)).catch(() => [])) {
      const id = COPY.exec(name)?.[1];
      if (id && !(ARTICLE_FILE.test(name) && id.slice(-2) === shelf.name))
        copies.push({ file: `articles/${shelf.name}/${name}`, id });
    }
  }
  return copies;
}

/** Whether a name in a shelf tells of a copy. */
export const isCopyName = (name: string): boolean => COPY.test(name) && !ARTICLE_FILE.test(name);

/** What the user has not dealt with yet: what was moved aside, and copies beside the stories. */
export async function problemsIn(library: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [name, reason] of await reasonsIn(library)) {
    if (reason.seen) continue;
    const { id, at, detail, restored } = reason;
    problems.push({ kind: "quarantined", file: `quarantine/${name}`, id, at, detail, restored: restored !== null });
  }
  for (const { file, id } of await copiesIn(library))
    problems.push({
      kind: "copy",
      file,
      id,
      at: null,
      detail: "another program put it beside the story",
      restored: false,
    });
  return problems;
}

/** Tells it no more: a reason is marked as seen, a copy goes into quarantine. False for what is no problem of ours. */
export async function dismissProblem(
  library: string,
  file: string,
  now: string,
  placing: ReplaceOptions,
): Promise<boolean> {
  const name = path.posix.basename(file);
  const reason = file === `quarantine/${name}` ? (await reasonsIn(library)).get(name) : undefined;
  if (reason) {
    await writeJson(path.join(library, "quarantine", name), { ...reason, seen: true }, placing);
    return true;
  }
  const copy = (await copiesIn(library)).find((one) => one.file === file);
  if (!copy) return false;
  const why = { id: copy.id, at: now, detail: "a copy that was dealt with", restored: null, seen: true };
  await moveAside(library, path.join(library, file), why, placing);
  return true;
}

/** The text of a copy that stands beside the stories, and the id in its name; null where there is none such. */
export async function readCopy(library: string, file: string): Promise<{ id: string; text: string } | null> {
  const copy = (await copiesIn(library)).find((one) => one.file === file);
  if (!copy) return null;
  refuseLinks(library, path.join(library, file));
  return { id: copy.id, text: (await readPlainFile(path.join(library, file))).toString("utf8") };
}
