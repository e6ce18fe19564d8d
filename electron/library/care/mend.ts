/** Mends a damaged story: its bytes go to quarantine, its newest good state takes their place. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Article } from "../../../shared/article/article.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { flushFolder } from "../../disk/durable-file.ts";
import { lookAtPlainFile, readPlainFile } from "../../disk/plain-file.ts";
import { fingerprint, readArticleFile, readArticleText, writeJson } from "../files/article-file.ts";
import { articlePath } from "../files/article-paths.ts";
import { refuseLinks } from "../files/assets/confined-files.ts";
import { copyAside } from "../files/quarantine.ts";
import { revisionsOf } from "../files/revisions.ts";
import type { DoorParts } from "../kinds.ts";

/** Another program may be in the middle of writing a file that changed less than this ago, in milliseconds. */
const SETTLING = 2000;

interface Good {
  readonly text: string;
  readonly article: Article;
  readonly rev: string;
}

/** The newest state of a story that can be read: what was written last in this session, else from history. */
export async function newestGood(
  parts: Pick<DoorParts, "history" | "pauses" | "ladder">,
  id: string,
): Promise<Good | null> {
  const { history, pauses, ladder } = parts;
  const worked = pauses.of(id);
  if (worked) {
    const read = readArticleText(worked.text, id, ladder);
    if (read.kind === "article") return { text: worked.text, article: read.article, rev: "" };
  }
  for (const { rev, aside } of await history.files(id)) {
    if (aside) continue;
    const text = await history.read(id, rev);
    if (text === null || text === "damaged") continue;
    const read = readArticleText(text, id, ladder);
    if (read.kind === "article") return { text, article: read.article, rev };
  }
  return null;
}

/**
 * True where the story stands again. A file that is being written just now is waited for; a newer
 * format and content that we don't know are no damage, and a read-only desk moves nothing. In the
 * story's turn.
 */
export async function mend(parts: Omit<DoorParts, "heal">, id: string): Promise<boolean> {
  const { folder, placing, catalogue, history, log, ladder, readOnly, tell } = parts;
  if (readOnly) return false;
  const file = articlePath(folder, id);
  try {
    refuseLinks(folder, file);
    const age = Date.now() - lookAtPlainFile(file).mtimeMs;
    const before = await readPlainFile(file);
    if (age >= 0 && age < SETTLING) await wait(SETTLING - age);
    if (!(await readPlainFile(file)).equals(before)) return false;
    const read = await readArticleFile(folder, id, ladder);
    if (read.kind !== "unreadable" || read.error.reason !== "article-unreadable") return read.kind === "article";
    const good = await newestGood(parts, id);
    const at = instantNow();
    const detail = String(read.error.values?.detail ?? read.error.message);
    await copyAside(folder, file, { id, at, detail, restored: good?.rev ?? null, seen: false }, placing);
    await log.append({ id, at, origin: "repair", by: null, print: good && fingerprint(good.text) });
    if (!good) {
      await rm(file, { force: true });
      await flushFolder(path.dirname(file), placing.disk);
      catalogue.remove(id, null);
      return false;
    }
    await writeJson(file, good.article, placing, good.text);
    await history.keep(id, good.text, { at, by: "", why: "repair" });
    const again = readArticleText(good.text, id, ladder);
    if (again.kind === "article") catalogue.put(again.article, again.readOnly, fingerprint(good.text));
    tell({ id, revs: revisionsOf(good.article), origin: "repair", by: null, at });
    return true;
  } catch (error) {
    // What can't be mended now (a full disk) stays where it is, and is tried again when it is next read.
    if (isDiskError(error)) return false;
    throw error;
  }
}
