/** Where a folder really is, whatever links and second names lead to it. */
import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "./disk-error.ts";

/** A path without links; of one that isn't there yet, what is there of it and the rest as it is written. */
async function realPlace(place: string): Promise<string> {
  const whole = path.resolve(place);
  try {
    return await realpath(whole);
  } catch (error) {
    const above = path.dirname(whole);
    // A link that leads nowhere, or a name that isn't there: the same for whoever makes it.
    if (!isMissing(error) || above === whole) return whole;
    return path.join(await realPlace(above), path.basename(whole));
  }
}

function isBelow(place: string, folder: string): boolean {
  const relative = path.relative(folder, place);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** What the system knows a folder by, which a second name for it shares; null where it isn't there. */
async function numberOf(folder: string): Promise<string | null> {
  const seen = await stat(folder, { bigint: true }).catch(() => null);
  return seen && seen.ino !== 0n ? `${seen.dev} ${seen.ino}` : null;
}

/**
 * Whether a place is a folder or stands below it, by links and by second names for the same folder too (a
 * file system that knows no capitals, a folder that is mounted twice). Either may not be there yet.
 */
export async function isWithin(place: string, folder: string): Promise<boolean> {
  const [below, above] = [await realPlace(place), await realPlace(folder)];
  // As they are written too: through a link to the library inside it, a site would show the drafts.
  if (isBelow(below, above) || isBelow(path.resolve(place), path.resolve(folder))) return true;
  const wanted = await numberOf(above);
  if (wanted === null) return false;
  for (let at = below; ; at = path.dirname(at)) {
    if ((await numberOf(at)) === wanted) return true;
    if (path.dirname(at) === at) return false;
  }
}
