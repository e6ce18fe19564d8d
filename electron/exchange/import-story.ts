/** Reads a file or a text as a story, in whichever format it is. */
import { done, type Result } from "../../shared/errors.ts";
import type { ImportContext, ImportedStory } from "./format.ts";
import { FORMATS, TEXT_FORMATS } from "./formats.ts";
import { incomingFile, pastedText } from "./incoming.ts";
import { readIncoming } from "./read-incoming.ts";
import { repairedStory } from "./repaired-story.ts";

/** Reads a file as one story or more; refused where it is of no format, or can't be read as what it is. */
export async function importFile(
  name: string,
  bytes: Uint8Array,
  context: ImportContext,
): Promise<Result<readonly ImportedStory[]>> {
  const read = await readIncoming(FORMATS, incomingFile(name, bytes), context);
  return read.ok ? done(read.value.map((story) => repairedStory(story, context))) : read;
}

/**
 * Reads a text as a story. Nothing of it is lost: each line is in a field, in the body, in the
 * related stories or in `dropped`. The whole is canonical Lao; markup in it is text like any other.
 */
export function importText(text: string, context: ImportContext): ImportedStory {
  const incoming = pastedText(text);
  for (const format of TEXT_FORMATS) {
    const read = format.read(incoming, context);
    if (read?.ok && read.value[0]) return read.value[0];
  }
  throw new Error("No format takes this text.");
}
