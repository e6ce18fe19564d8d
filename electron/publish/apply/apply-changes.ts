/** The list that changes make of another one. */
import { Damage } from "../../disk/archives/archive-damage.ts";
import type { ReadChanges } from "./read-manifest.ts";
import { merged, type SiteFiles, siteFiles } from "./site-files.ts";

const misfit = (path: string): never => {
  throw new Damage(`its change of ${path} is of another site`);
};

/** Throws `Damage` with the first path that doesn't fit, for changes that were not made from it. */
export function applied(before: SiteFiles, changes: ReadChanges): SiteFiles {
  const { added, changed, withdrawn, moved, movedFrom, removed } = changes;
  const isGone = new Uint8Array(before.count);
  /** Takes away what stands there; whether anything did. */
  const take = (path: string, sha256?: string): boolean => {
    const index = before.indexOf(path);
    if (index < 0 || isGone[index] === 1) return false;
    if (sha256 !== undefined && before.at(index).sha256 !== sha256) return false;
    isGone[index] = 1;
    return true;
  };
  for (const { path, sha256 } of removed) if (!take(path, sha256)) misfit(path);
  let at = 0;
  for (const from of movedFrom) {
    if (!take(from, moved.at(at).sha256)) misfit(from);
    at += 1;
  }
  for (const { path } of changed) if (!take(path)) misfit(path);
  // A page may be withdrawn that nobody had yet.
  for (const { path } of withdrawn) take(path);
  function* staying() {
    for (let index = 0; index < before.count; index += 1) if (isGone[index] === 0) yield before.at(index);
  }
  function* each() {
    let last = "";
    for (const file of merged(staying(), added, changed, withdrawn, moved)) {
      if (file.path === last) misfit(file.path);
      last = file.path;
      yield file;
    }
  }
  return siteFiles(each(), before.count + added.count + moved.count);
}
