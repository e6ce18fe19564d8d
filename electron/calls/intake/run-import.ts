/** Reads files or a text and takes all that is in them, with nobody asked between. */
import type { ImportAnswer, IncomingStory } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { lockedOut } from "../../library/files/lock.ts";
import type { Library, Writer } from "../../library/library.ts";
import { type Intake, type ReadHow, refusalOf } from "./intake.ts";
import type { ImportSource } from "./intake-messages.ts";

/** Which stories of a file become one article: those that name each other, and each of the others. */
function together(stories: readonly IncomingStory[]): number[][] {
  const partnerOf = (index: number): number | null => {
    const other = stories[index]?.pair?.with;
    return typeof other === "number" && stories[other]?.pair?.with === index && other !== index ? other : null;
  };
  return stories.flatMap((_, index) => {
    const partner = partnerOf(index);
    if (partner !== null && partner < index) return [];
    return [partner === null ? [index] : [index, partner]];
  });
}

/** Imports each source on its own: one that is refused keeps no other from coming in. */
export async function runImport(
  intake: Intake,
  library: Library,
  sources: readonly ImportSource[],
  { pair, ...how }: ReadHow & { readonly pair?: string | undefined },
  writer: Writer,
  progress: (done: number, total: number) => void,
): Promise<Result<ImportAnswer>> {
  if (library.readOnly) return { ok: false, error: lockedOut(library) };
  const answer: ImportAnswer = { imported: [], refused: [] };
  for (const [index, source] of sources.entries()) {
    const name = "name" in source ? source.name : "";
    const read = await intake.read(library, source, how);
    if (!read.ok) answer.refused.push(refusalOf(name, read.error));
    else {
      const { token, stories } = read.value;
      for (const group of together(stories)) {
        const wanted = group.map((story) => ({ token, story }));
        const taken = await intake.take(library, wanted, pair, writer);
        if (!taken.ok) answer.refused.push(refusalOf(name, taken.error));
        else {
          answer.imported.push(...taken.value.imported);
          answer.refused.push(...taken.value.refused);
        }
      }
      await intake.forget([token]);
    }
    progress(index + 1, sources.length);
  }
  return done(answer);
}
