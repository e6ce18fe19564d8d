/** What came through the hub last, and when this desk sent and received something: for people to read. */
import path from "node:path";
import { z } from "zod";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder, replaceFile } from "../disk/durable-file.ts";
import { parseJsonBytes } from "../disk/json-text.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";

/** Things that are remembered of what came. */
const MOST = 200;

const Counted = z.object({ at: z.string(), count: z.int() }).nullable();
const ShareNews = z.object({
  format: z.literal(1),
  sent: Counted,
  received: Counted,
  /** The newest first. */
  came: z.array(z.object({ at: z.string(), path: z.string(), by: z.string() })),
});
export type ShareNews = z.infer<typeof ShareNews>;

const NONE: ShareNews = { format: 1, sent: null, received: null, came: [] };
const fileIn = (folder: string): string => path.join(folder, "news.json");
const LIMIT = 1024 * 1024;

/** One that is damaged tells nothing, and is no more than that: nothing is decided by it. */
export async function readShareNews(folder: string): Promise<ShareNews> {
  const bytes = await readPlainFile(fileIn(folder), LIMIT).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const read = bytes && parseJsonBytes(bytes);
  return (read && "value" in read && ShareNews.safeParse(read.value).data) || NONE;
}

/** Adds a run to the news; one that moved nothing writes nothing. */
export async function tellShareNews(
  folder: string,
  at: string,
  { sent, came }: { readonly sent: number; readonly came: readonly { readonly path: string; readonly by: string }[] },
): Promise<void> {
  if (sent === 0 && came.length === 0) return;
  const before = await readShareNews(folder);
  const next: ShareNews = {
    format: 1,
    sent: sent > 0 ? { at, count: sent } : before.sent,
    received: came.length > 0 ? { at, count: came.length } : before.received,
    came: [...came.map((one) => ({ at, ...one })), ...before.came].slice(0, MOST),
  };
  await makePrivateFolder(folder);
  await replaceFile(fileIn(folder), canonicalJson(next), { mode: PRIVATE_FILE });
}
