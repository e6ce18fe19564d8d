/** What stands in a site's folder, looked at without following links. */
import { hash } from "node:crypto";
import { lstatSync } from "node:fs";
import { readFile, rmdir } from "node:fs/promises";
import path from "node:path";
import { isDiskError, isMissing } from "../../disk/disk-error.ts";

export type Found =
  | { readonly kind: "nothing" }
  /** A link, a folder where a file belongs, or a file where a folder belongs. */
  | { readonly kind: "obstacle"; readonly path: string }
  | { readonly kind: "file"; readonly sha256: string };

/** In hex. */
export const hashOf = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

const NOTHING: Found = { kind: "nothing" };

type Place = "file" | "folder" | "nothing" | "odd";

/** Names that the system has at hand are looked at without a trip through the thread pool: there are many. */
function placeAt(file: string): Place {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (!stats) return "nothing";
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "odd";
  } catch (error) {
    if (isMissing(error)) return "nothing";
    throw error;
  }
}

/** Looks at paths of the site, and at each folder on the way once. */
export function lookingIn(root: string): (name: string) => Promise<Found> {
  const folders = new Map<string, Found | null>();
  const look = (folder: string): Found | null => {
    const above = inPlaceOf(path.posix.dirname(folder));
    if (above) return above;
    const place = placeAt(path.join(root, folder));
    if (place === "folder") return null;
    return place === "nothing" ? NOTHING : { kind: "obstacle", path: folder };
  };
  /** What is found instead of a folder; null where it is one. */
  const inPlaceOf = (folder: string): Found | null => {
    if (folder === ".") return null;
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const looked = look(folder);
    folders.set(folder, looked);
    return looked;
  };
  return async (name) => {
    const above = inPlaceOf(path.posix.dirname(name));
    if (above) return above;
    const file = path.join(root, name);
    const place = placeAt(file);
    if (place === "nothing") return NOTHING;
    return place === "file" ? { kind: "file", sha256: hashOf(await readFile(file)) } : { kind: "obstacle", path: name };
  };
}

/** Removes the folders that a removed file left empty, up to the site's own. */
export async function removeEmptyFolders(root: string, name: string): Promise<void> {
  for (let folder = path.posix.dirname(name); folder !== "."; folder = path.posix.dirname(folder)) {
    try {
      await rmdir(path.join(root, folder));
    } catch (error) {
      // another file stands in it, or it went with another one
      if (isDiskError(error)) return;
      throw error;
    }
  }
}
