/** What a change of a folder is made of, as it is noted before the first file moves. */
import { z } from "zod";
import { isBundlePath } from "../../../shared/bundle/bundle-path.ts";
import { Sha256 } from "../../../shared/bundle/site-list.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { plainFilePieces, readPlainFile } from "../../disk/plain-file.ts";
import { longListPieces, readLongLists } from "./long-lists.ts";
import { packedRows, type RowForm, type Rows, rowPacker } from "./packed-rows.ts";

const LIMIT = 256 * 1024 * 1024;

const Path = z.string().refine(isBundlePath);
/** `before`: what stood there; null where nothing did. */
const JournalPut = z.object({ path: Path, sha256: Sha256, before: Sha256.nullable() });
export type JournalPut = z.infer<typeof JournalPut>;
const JournalDrop = z.object({ path: Path, before: Sha256 });
export type JournalDrop = z.infer<typeof JournalDrop>;

const Noted = z.object({
  format: z.literal(1),
  puts: z.array(JournalPut),
  drops: z.array(JournalDrop),
  isKept: z.boolean(),
  /** Whether the folder is a bundle's afterwards. */
  isSite: z.boolean(),
});

export interface Journal extends Omit<z.infer<typeof Noted>, "puts" | "drops"> {
  readonly puts: Rows<JournalPut>;
  readonly drops: Rows<JournalDrop>;
}

export const JOURNAL_PUT: RowForm<JournalPut> = {
  write: ({ path, sha256, before }) => `${sha256} ${before ?? "-"} ${path}`,
  read(line) {
    const [sha256 = "", before = "", path = ""] = line.split(" ");
    return { path, sha256, before: before === "-" ? null : before };
  },
};
export const JOURNAL_DROP: RowForm<JournalDrop> = {
  write: ({ path, before }) => `${before} ${path}`,
  read: (line) => ({ before: line.slice(0, 64), path: line.slice(65) }),
};

/** The text of its file. */
export const journalPieces = ({ puts, drops, ...rest }: Journal): Iterable<string> =>
  longListPieces({ ...rest, puts: [], drops: [] }, { puts, drops });

/** A journal as we write it; null for any other. */
async function readOurs(file: string): Promise<Journal | null> {
  const [puts, drops] = [rowPacker(JOURNAL_PUT), rowPacker(JOURNAL_DROP)];
  let isGood = true;
  const read = await readLongLists(plainFilePieces(file, LIMIT), new Set(["puts", "drops"]), (list, element) => {
    const [put, drop] = [JournalPut.safeParse(element).data, JournalDrop.safeParse(element).data];
    if (list === "puts" && put) puts.add(put);
    else if (list === "drops" && drop) drops.add(drop);
    else isGood = false;
  });
  const noted = "value" in read && read.isOurs && isGood ? Noted.safeParse(read.value).data : undefined;
  return noted ? { ...noted, puts: puts.rows(), drops: drops.rows() } : null;
}

/** A journal as a run of an earlier version left it, all at once. */
async function readAny(file: string): Promise<Journal | null> {
  const read = parseJsonBytes(await readPlainFile(file, LIMIT));
  const noted = "value" in read ? Noted.safeParse(read.value).data : undefined;
  if (!noted) return null;
  return { ...noted, puts: packedRows(JOURNAL_PUT, noted.puts), drops: packedRows(JOURNAL_DROP, noted.drops) };
}

/** Null where there is none. Throws `Damage` for what no run of ours left there, and what the file system throws. */
export async function readJournal(file: string): Promise<Journal | null> {
  try {
    const journal = (await readOurs(file)) ?? (await readAny(file));
    if (!journal) throw new Damage(`${file} can't be read`);
    return journal;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
