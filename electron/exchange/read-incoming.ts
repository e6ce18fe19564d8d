/** Asks a table of formats for the stories in what comes in. */
import type { Result } from "../../shared/errors.ts";
import type { Format, ImportContext, ImportedStory } from "./format.ts";
import type { Incoming } from "./incoming.ts";

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/**
 * The first of the formats that fit reads it, those with the file's ending before the others. Refused as no text
 * (decode-text.ts names the reasons) where none does.
 */
export async function readIncoming(
  formats: readonly Format[],
  incoming: Incoming,
  context: ImportContext,
): Promise<Result<readonly ImportedStory[]>> {
  const ending = endingOf(incoming.name);
  const fitting = formats.filter((format) => format.signature(incoming));
  const isNamed = ({ extensions }: Format): boolean => extensions.includes(ending);
  for (const format of [...fitting.filter(isNamed), ...fitting.filter((one) => !isNamed(one))]) {
    const read = await format.read(incoming, context);
    if (read) return read;
  }
  const text = incoming.text();
  if (text.ok) throw new Error("No format takes this text.");
  return text;
}
