/**
 * Pictures over HTTPS without git: a branch a month, of which this desk has the folder alone; a picture is asked for
 * by its hash, and where a hub gives none alone, its month comes whole.
 */
import { isMoment, type Signed } from "../git/git-files.ts";
import { branchOfMonth, PICTURE_LIMIT, PICTURE_TRIES } from "../git/git-pictures.ts";
import type { PictureFile, Pictures } from "../remote.ts";
import { fail } from "../sync-error.ts";
import type { HubProtocol } from "./hub-protocol.ts";
import { lackingAt, putMoment } from "./moments.ts";
import type { ObjectStore } from "./object-store.ts";

/** Up to where a month stands here whole. */
const wholeOf = (month: string): string => `refs/songphasa/whole/${month}`;

/** `opened`: a store of its own, for it has no moments but the newest. */
export function linePictures(hub: HubProtocol, opened: () => Promise<ObjectStore>, signed: () => Signed): Pictures {
  /** The month as it stands, with its files or without; null where it has none. */
  const whole = async (month: string): Promise<void> => {
    const store = await opened();
    const head = (await hub.branches("fetch")).heads.get(branchOfMonth(month));
    if (head === undefined) return;
    const here = await store.head(wholeOf(month));
    if (here === head) return;
    const asked = here === null ? { haves: [], alone: true } : { haves: [here], aloneHere: [here] };
    await store.take(await hub.pack({ wants: [head], ...asked }));
    await store.setHead(wholeOf(month), head);
  };
  return {
    async put(month, pictures) {
      const store = await opened();
      const branch = branchOfMonth(month);
      for (let tries = 0; tries < PICTURE_TRIES; tries += 1) {
        const { heads } = await hub.branches("push");
        const head = heads.get(branch) ?? null;
        if (head !== null && !(await store.commit(head))) {
          const withoutFiles = (await hub.branches("fetch")).abilities.has("filter");
          await store.take(await hub.pack({ wants: [head], haves: [], alone: true, withoutFiles }));
        }
        const files = pictures.map(({ name, bytes }) => ({ path: name, content: bytes }));
        const made = await putMoment(store, files, head === null ? [] : [head], signed());
        const pack = await store.pack(await lackingAt(store, head === null ? [] : [head], made));
        const told = await hub.push([{ branch, from: head, to: made }], pack);
        if (told.get(branch) === null) {
          const { tree } = (await store.commit(made)) ?? fail("share-store", { detail: month });
          const hashes = new Map((await store.tree(tree)).map(({ path, oid }) => [path, oid]));
          return pictures.map(({ name, bytes }) => ({
            name,
            month,
            hash: hashes.get(name) ?? fail("share-store", { detail: name }),
            size: bytes.length,
          }));
        }
      }
      return fail("hub-busy", { hub: hub.url });
    },
    async get({ month, hash, size }: PictureFile) {
      if (!isMoment(hash) || size > PICTURE_LIMIT) return null;
      const store = await opened();
      if (!(await store.has(hash))) {
        const alone = await hub.objects([hash]);
        if (alone) await store.take(alone);
        else await whole(month);
      }
      if (!(await store.has(hash))) return null;
      const bytes = await store.blob(hash);
      return bytes.length <= PICTURE_LIMIT ? bytes : null;
    },
  };
}
