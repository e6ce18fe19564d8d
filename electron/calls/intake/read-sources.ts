/** Sources read as stories, in the intake's thread: each waits in a file, and those read last in memory too. */
import { readFileSync, writeFileSync } from "node:fs";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";
import type { ImportedStory } from "../../exchange/format.ts";
import { importFile, importText } from "../../exchange/import-story.ts";
import type { ImportSource, Waiting } from "./intake-messages.ts";

type Stories = Result<readonly ImportedStory[]>;

/** Bytes of sources whose stories stay in memory until they are taken; others are read once more. */
const REMEMBERED = 24 * 1024 * 1024;

/** A waiting file: its kind and name as one line of JSON, then its bytes. */
function keep(file: string, source: ImportSource): void {
  const about = "text" in source ? { text: true } : { name: source.name };
  const bytes = "text" in source ? Buffer.from(source.text) : source.bytes;
  writeFileSync(file, Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), bytes]), { mode: PRIVATE_FILE });
}

function kept(file: string): ImportSource | null {
  try {
    const all = readFileSync(file);
    const end = all.indexOf(0x0a);
    const about = JSON.parse(all.toString("utf8", 0, end)) as { readonly name?: string };
    const bytes = all.subarray(end + 1);
    return about.name === undefined ? { text: bytes.toString("utf8") } : { name: about.name, bytes };
  } catch (error) {
    // Its hour is over.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

const sizeOf = (source: ImportSource): number => ("text" in source ? source.text.length : source.bytes.length);

async function read(source: ImportSource, context: Waiting["context"]): Promise<Stories> {
  if (!("text" in source)) return importFile(source.name, source.bytes, context);
  return source.text.trim() === "" ? refuse("file-empty", { name: "–" }) : done([importText(source.text, context)]);
}

export interface Sources {
  read(waiting: Waiting, source: ImportSource): Promise<Stories>;
  /** Read again where it has to be; refused where it waits no longer. */
  again(waiting: Waiting): Promise<Stories>;
  forget(file: string): void;
}

export function openSources(): Sources {
  /** Oldest first. What a page's parts and its whole are read as are two things. */
  const known = new Map<string, { readonly stories: Stories; readonly size: number }>();
  const keyOf = ({ file, context }: Waiting): string => `${file} ${context.whole ?? false} ${context.oldFont ?? false}`;
  const remember = (waiting: Waiting, stories: Stories, size: number): Stories => {
    known.set(keyOf(waiting), { stories, size });
    let total = [...known.values()].reduce((sum, one) => sum + one.size, 0);
    for (const [key, one] of known) {
      if (total <= REMEMBERED || known.size === 1) break;
      known.delete(key);
      total -= one.size;
    }
    return stories;
  };
  return {
    async read(waiting, source) {
      const stories = await read(source, waiting.context);
      if (stories.ok) keep(waiting.file, source);
      return remember(waiting, stories, sizeOf(source));
    },
    async again(waiting) {
      const before = known.get(keyOf(waiting));
      if (before) return before.stories;
      const source = kept(waiting.file);
      if (!source) return refuse("import-gone");
      return remember(waiting, await read(source, waiting.context), sizeOf(source));
    },
    forget(file) {
      for (const key of [...known.keys()]) if (key.startsWith(`${file} `)) known.delete(key);
    },
  };
}
