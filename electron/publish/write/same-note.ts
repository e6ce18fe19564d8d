/**
 * What a publication that found nothing to do notes beside the manifest: what all of it followed from, and until
 * when that says the same. The next one that follows from the very same neither plans nor looks at any page. The
 * note is derived: without it, all is gone through.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ArticleId } from "../../../shared/article/article.ts";
import { LeftOut, Skipped } from "../../../shared/contract.ts";
import { isDiskError, isMissing } from "../../disk/disk-error.ts";
import { moveOver, writeFlushed } from "../../disk/durable-file.ts";
import type { SkippedVersion } from "../plan/site-plan.ts";
import { SITE_JOURNAL } from "./manifest/manifest-journal.ts";
import { SITE_MANIFEST } from "./site-manifest.ts";

export const SAME_NOTE = ".songphasa-site.same.json";

const Note = z.object({
  /** Of what it followed from. */
  from: z.string(),
  /** Milliseconds since 1970 at which a story comes due; null where none does. */
  until: z.number().nullable(),
  /** Of the manifest's bytes. */
  manifest: z.string(),
  skipped: z.array(Skipped.extend({ id: ArticleId })),
  leftOut: z.array(LeftOut),
});

export interface Same {
  readonly from: string;
  readonly until: number | null;
  readonly skipped: readonly SkippedVersion[];
  readonly leftOut: readonly LeftOut[];
}

/** A hash of the manifest as it stands, with its journal; null where there is none that can be read. */
async function manifestHash(root: string): Promise<string | null> {
  try {
    const more = await readFile(path.join(root, SITE_JOURNAL)).catch((error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    });
    const all = createHash("sha256").update(await readFile(path.join(root, SITE_MANIFEST)));
    return (more ? all.update(more) : all).digest("hex");
  } catch (error) {
    if (isDiskError(error)) return null;
    throw error;
  }
}

/** What the last publication told, where it found nothing to do and followed from the same; `aside` is what a killed one leaves behind. */
export async function readSame(root: string, aside: string, from: string, now: number): Promise<Same | null> {
  if (existsSync(path.join(root, aside))) return null;
  try {
    const read = Note.safeParse(JSON.parse(await readFile(path.join(root, SAME_NOTE), "utf8")));
    if (!read.success) return null;
    const { manifest, ...note } = read.data;
    if (note.from !== from || (note.until !== null && now >= note.until)) return null;
    return manifest === (await manifestHash(root)) ? note : null;
  } catch (error) {
    if (isDiskError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Notes it, by way of a file in `aside`. */
export async function writeSame(root: string, aside: string, same: Same): Promise<void> {
  const manifest = await manifestHash(root);
  if (manifest === null) return;
  const temporary = path.join(aside, "same");
  await writeFlushed(temporary, `${JSON.stringify({ ...same, manifest })}\n`);
  await moveOver(temporary, path.join(root, SAME_NOTE));
}
