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
  /** When the hub was found to be set back to an earlier state; null once somebody has seen that. */
  setBack: z.string().nullable().default(null),
  /** The same of the library here: it stood behind what it had told, and took that again. */
  tookBack: z.string().nullable().default(null),
});
export type ShareNews = z.infer<typeof ShareNews>;

const NONE: ShareNews = { format: 1, sent: null, received: null, came: [], setBack: null, tookBack: null };
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

async function write(folder: string, news: ShareNews): Promise<void> {
  await makePrivateFolder(folder);
  await replaceFile(fileIn(folder), canonicalJson(news), { mode: PRIVATE_FILE });
}

interface RunNews {
  readonly sent: number;
  readonly came: readonly { readonly path: string; readonly by: string }[];
}

/** Adds a run to the news; one that moved nothing writes nothing. */
export async function tellShareNews(folder: string, at: string, { sent, came }: RunNews): Promise<void> {
  if (sent === 0 && came.length === 0) return;
  const before = await readShareNews(folder);
  const next: ShareNews = {
    ...before,
    sent: sent > 0 ? { at, count: sent } : before.sent,
    received: came.length > 0 ? { at, count: came.length } : before.received,
    came: [...came.map((one) => ({ at, ...one })), ...before.came].slice(0, MOST),
  };
  await write(folder, next);
}

/** What a run found, and people are told until one of them has read it. */
export type Noticed = "setBack" | "tookBack";

/** It is told before anything is made of it: a run that is cut off then would find nothing the next time. */
export async function noticed(folder: string, what: Noticed, at: string): Promise<void> {
  await write(folder, { ...(await readShareNews(folder)), [what]: at });
}

/** Somebody has read it. */
export async function seen(folder: string, what: Noticed): Promise<void> {
  const before = await readShareNews(folder);
  if (before[what] !== null) await write(folder, { ...before, [what]: null });
}
