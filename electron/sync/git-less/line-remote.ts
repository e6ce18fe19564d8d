/**
 * A hub over HTTPS where this machine has no git: the same branches and the same files as git's own programs put
 * there, so that desks of both kinds share one hub. Its own branch first, then `main`, where it stands as expected.
 */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { replaceFile } from "../../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import type { Refused } from "../git/git-files.ts";
import { type GitDesk, type GitHub, isRaced, MAIN, SEEDED } from "../git/git-remote.ts";
import { nameOfBytes } from "../git/git-seeded.ts";
import type { Moment, Remote } from "../remote.ts";
import { fail, SyncError } from "../sync-error.ts";
import { openLine } from "./https-line.ts";
import { hubProtocol } from "./hub-protocol.ts";
import { linePictures } from "./line-pictures.ts";
import { fetchMissing, namesBefore } from "./line-seeded.ts";
import { lineSigns } from "./line-signs.ts";
import { authorsAt, commonOf, differences, lackingAt, listedAt, putMoment, readAt, stoodAt } from "./moments.ts";
import { type ObjectStore, openStore } from "./object-store.ts";

/** Where the hub stood when it was asked last, with all that it follows. */
const SEEN = "refs/songphasa/hub";

/**
 * Opens a hub; `folder` is this desk's own copy, outside the library, the same that git would keep. One desk at a time
 * may have it open. Throws `SyncError`: `hub-…`, `share-store`.
 */
export async function openLineRemote(
  folder: string,
  { address: { url }, token, caFile }: GitHub,
  desk: GitDesk,
  signal?: AbortSignal,
): Promise<Remote> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const hub = hubProtocol(await openLine({ url, token, caFile }, signal), url);
  const store = await openStore(path.join(folder, "repository"), url);
  const signed = () => ({ name: desk.name, desk: desk.id, at: Math.floor(Date.now() / 1000) });
  const branch = `refs/heads/desk/${desk.id}`;
  const refused: Refused = new Map();
  let apart: Promise<ObjectStore> | null = null;
  /** Newest moments alone, which git's own programs wouldn't read. */
  const openApart = () => {
    apart ??= openStore(path.join(folder, "newest"), url);
    return apart;
  };

  /** Fetches what the hub has beyond what stands here. */
  const fetched = async (head: Moment, from: Moment | null): Promise<void> => {
    const seen = await store.head(SEEN);
    // A moment that is here may be without its files: a run that was killed left it so.
    if (seen === head) return;
    const known = [seen, from].filter((one) => one !== null);
    await store.take(await hub.pack({ wants: [head], haves: [...new Set(known)] }));
  };

  const signs = lineSigns(hub, openApart, desk.id);

  return {
    signs,
    pictures: linePictures(hub, openApart, signed),
    async glance(paths) {
      const { heads, abilities } = await hub.branches("fetch");
      const head = heads.get(MAIN);
      // One that holds something else than a library is not empty.
      if (head === undefined)
        return [...heads.keys()].some((name) => !/^refs\/heads\/(?:desk|here|assets)\//.test(name))
          ? paths.map(() => null)
          : null;
      const newest = await openApart();
      const whole = () => hub.pack({ wants: [head], haves: [], alone: true });
      const withoutFiles = abilities.has("filter");
      await newest.take(
        withoutFiles ? await hub.pack({ wants: [head], haves: [], alone: true, withoutFiles }) : await whole(),
      );
      const wanted = new Set(paths);
      for (const { path: one, hash } of await differences(newest, null, head)) {
        if (!wanted.has(one) || hash === null || (await newest.has(hash))) continue;
        await newest.take((await hub.objects([hash])) ?? (await whole()));
      }
      return readAt(
        newest,
        paths.map((one) => ({ at: head, path: one })),
      );
    },
    async mayWrite() {
      try {
        await hub.branches("push");
      } catch (error) {
        // It was read just now, so it is the right to write that is lacking.
        if (error instanceof SyncError && error.error.reason === "hub-denied") fail("hub-read-only", { hub: url });
        throw error;
      }
    },
    async changes(from) {
      const { heads } = await hub.branches("fetch");
      signs.heard(heads);
      const head = heads.get(MAIN) ?? null;
      if (head === null) return { head, base: null, theirs: [], ours: [] };
      if (head === from) return { head, base: head, theirs: [], ours: [] };
      await fetched(head, from);
      const base = from === null ? null : await commonOf(store, from, head);
      const between = async (to: Moment | null) =>
        to === null || to === base ? [] : await differences(store, base, to);
      const theirs = await between(head);
      for (const { hash } of theirs) if (hash !== null && !(await store.has(hash))) fail("hub-damaged", { hub: url });
      const ours = await between(from);
      // It is whole: from here on the hub isn't asked for it again.
      await store.setHead(SEEN, head);
      return { head, base, theirs: theirs.map((one) => one.path), ours: ours.map((one) => one.path) };
    },
    stood: (at, paths) => stoodAt(store, at, paths),
    async begin(here, progress) {
      const head = (await hub.branches("fetch")).heads.get(MAIN) ?? null;
      if (head === null) return null;
      // A git that is installed later asks for what is missing.
      await replaceFile(path.join(folder, SEEDED), "", { mode: PRIVATE_FILE });
      if (!(await fetchMissing(store, hub, head, here, progress))) {
        await store.take(await hub.pack({ wants: [head], haves: [] }));
        await rm(path.join(folder, SEEDED), { force: true });
      }
      await store.setHead(SEEN, head);
      return head;
    },
    async past(at) {
      const names = await namesBefore(store, at);
      return (bytes) => names.has(nameOfBytes(bytes, at));
    },
    list: (at, place) => listedAt(store, at, place),
    authors: (from, to) => authorsAt(store, from, to),
    differing: async (from, to) => (await differences(store, from, to, refused)).map((one) => one.path),
    refused,
    get: (wanted) => readAt(store, wanted),
    async put({ files, on, expects }) {
      const [only, ...others] = on;
      const at =
        files.length > 0 || only === undefined || others.length > 0
          ? await putMoment(store, files, on, signed())
          : only;
      await store.setHead(branch, at);
      if (expects === undefined) return { kind: "put", at };
      const { heads } = await hub.branches("push");
      const there: Moment[] = [];
      for (const head of heads.values()) if (await store.commit(head)) there.push(head);
      const stands = heads.get(MAIN) ?? null;
      const own = heads.get(branch) ?? null;
      const moves = [
        ...(own === at ? [] : [{ branch, from: own, to: at }]),
        ...(stands === expects && stands !== at ? [{ branch: MAIN, from: expects, to: at }] : []),
      ];
      const told =
        moves.length === 0
          ? new Map<string, string | null>()
          : await hub.push(moves, await store.pack(await lackingAt(store, there, at)));
      if (stands !== expects) return { kind: "moved" };
      const refused = told.get(MAIN) ?? null;
      if (refused === null) {
        await store.setHead(SEEN, at);
        return { kind: "put", at };
      }
      return isRaced(refused) ? { kind: "moved" } : fail("hub-denied", { hub: url });
    },
  };
}
