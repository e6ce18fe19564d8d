/**
 * A first copy without git where most files are here already, as from a backup: moments and folders come without their
 * files, what is here is put among them, and what is still missing comes in small parts, each kept once it has come.
 */
import { nameOfBytes } from "../git/git-seeded.ts";
import type { Moment } from "../remote.ts";
import { fail } from "../sync-error.ts";
import type { HubProtocol } from "./hub-protocol.ts";
import { between, differences } from "./moments.ts";
import type { ObjectStore } from "./object-store.ts";

/** Files that are asked for at once: a line that breaks costs no more than these. */
const AT_ONCE = 256;
/** Up to where moments and folders stand here without all of their files. */
const BEGUN = "refs/songphasa/begun";

/** Files of a moment that aren't here, by their names in the store. */
async function missingAt(store: ObjectStore, at: Moment): Promise<string[]> {
  const names = new Set((await differences(store, null, at)).flatMap(({ hash }) => hash ?? []));
  const missing: string[] = [];
  for (const name of names) if (!(await store.has(name))) missing.push(name);
  return missing;
}

/**
 * Fetches what is missing of a moment, where `here` are the bytes of files from elsewhere. False where the hub gives no
 * moment without its files, or no file alone: then all of it is to be fetched.
 */
export async function fetchMissing(
  store: ObjectStore,
  hub: HubProtocol,
  at: Moment,
  here: Iterable<Uint8Array>,
  progress: (done: number, total: number) => void,
): Promise<boolean> {
  if (!(await hub.branches("fetch")).abilities.has("filter")) return false;
  const begun = await store.head(BEGUN);
  if (begun !== at) {
    const haves = begun === null ? [] : [begun];
    await store.take(await hub.pack({ wants: [at], haves, withoutFiles: true }));
    await store.setHead(BEGUN, at);
  }
  const wanted = new Set(await missingAt(store, at));
  for (const bytes of here) if (wanted.delete(nameOfBytes(bytes, at))) await store.putBlob(bytes);
  await store.keep();
  const missing = [...wanted];
  for (let first = 0; first < missing.length; first += AT_ONCE) {
    progress(first, missing.length);
    const some = missing.slice(first, first + AT_ONCE);
    const pack = await hub.objects(some);
    if (pack === null) return false;
    await store.take(pack);
    for (const name of some) if (!(await store.has(name))) fail("hub-damaged", { hub: hub.url });
  }
  return true;
}

/** The names of all files that a moment and those before it have, here or not. */
export async function namesBefore(store: ObjectStore, at: Moment): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const folders: string[] = [];
  const seen = new Set<string>();
  const add = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    folders.push(folder);
  };
  for (const moment of await between(store, [], at))
    add((await store.commit(moment))?.tree ?? fail("share-store", { detail: moment }));
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const { type, oid } of await store.tree(folder)) {
      if (type === "tree") add(oid);
      else names.add(oid);
    }
  return names;
}
