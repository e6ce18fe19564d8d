/** A revision's file by its name and by what it holds. */
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import { Instant } from "../../../shared/article/article.ts";
import { KeptRev, KeptWhy } from "../../../shared/contract.ts";
import { HEADER_LIMIT, keptRev, keptTextSync, STORY_LIMIT } from "./kept-text.ts";

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** What the first line of a revision's file says. */
export const Header = z.object({
  rev: KeptRev,
  n: z.int().min(1),
  parents: z.array(KeptRev),
  at: Instant,
  by: z.string(),
  desk: z.string(),
  why: KeptWhy,
  aside: z.boolean(),
});
export type Header = z.infer<typeof Header>;

/** What a revision's file name says. */
export interface KeptFile {
  readonly file: string;
  readonly n: number;
  readonly at: string;
  readonly why: KeptWhy;
  readonly aside: boolean;
  readonly rev: string;
  readonly pinned: boolean;
  readonly published: boolean;
}

const NAME = /^(\d{6})_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z_([a-z]+)(-aside)?_([0-9a-f]{32})\.gz$/;

export function nameOf({ n, at, why, aside, rev }: Header): string {
  const when = `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  return `${String(n).padStart(6, "0")}_${when}_${why}${aside ? "-aside" : ""}_${rev}.gz`;
}

/** The revisions that a folder's names tell of, newest first. */
export function keptFiles(names: readonly string[]): KeptFile[] {
  const known = new Set(names);
  const files: KeptFile[] = [];
  for (const name of names) {
    const [, n, year, month, day, hour, minute, second, why, aside, rev] = NAME.exec(name) ?? [];
    const reason = KeptWhy.safeParse(why);
    const at = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
    if (!n || !rev || !reason.success || Number.isNaN(Date.parse(at))) continue;
    files.push({
      file: name,
      n: Number(n),
      at,
      why: reason.data,
      aside: aside !== undefined,
      rev,
      pinned: known.has(`${rev}.pin`),
      published: reason.data === "publish" || known.has(`${rev}.out`),
    });
  }
  return files.sort((a, b) => b.n - a.n || (a.at < b.at ? 1 : a.at > b.at ? -1 : a.rev < b.rev ? 1 : -1));
}

/** A revision's file taken apart; null where it is damaged. */
export async function readKeptFile(bytes: Buffer): Promise<{ header: Header; text: string } | null> {
  const end = bytes.subarray(0, HEADER_LIMIT).indexOf(0x0a);
  if (end < 0) return null;
  try {
    const header = Header.parse(JSON.parse(bytes.toString("utf8", 0, end)));
    const text = (await unpack(bytes.subarray(end + 1), { maxOutputLength: STORY_LIMIT })).toString("utf8");
    return keptRev(text, header.parents) === header.rev ? { header, text } : null;
  } catch {
    // Cut short, not gzip, not JSON: damaged, whatever of it.
    return null;
  }
}

export const keptBytes = async (header: Header, text: string | Uint8Array): Promise<Buffer> =>
  Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), await pack(text)]);

/** A revision's file for a text that no history here kept, and that came from nothing that is known. */
export const loneFile = (text: string, { at, by, why, desk }: Pick<Header, "at" | "by" | "why" | "desk">) =>
  keptBytes({ rev: keptRev(text, []), n: 1, parents: [], at, by, desk, why, aside: true }, text);

/** The name that another desk's revision has here, where its file holds that revision and is whole; else null. */
export function takenName(bytes: Buffer, rev: string): string | null {
  if (keptTextSync(bytes, rev) === null) return null;
  const header = Header.safeParse(JSON.parse(bytes.toString("utf8", 0, bytes.indexOf(0x0a))));
  return header.success && header.data.rev === rev ? nameOf({ ...header.data, aside: true }) : null;
}
