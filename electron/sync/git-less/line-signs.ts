/** What desks say about themselves, over HTTPS without git: the same branch a desk as git's own programs put there. */
import { isMoment } from "../git/git-files.ts";
import { isSignDesk, MOST_SIGNS, SIGN_LIMIT, SIGN_PLACE } from "../git/git-signs.ts";
import type { Moment, Sign, Signs } from "../remote.ts";
import { fail } from "../sync-error.ts";
import type { HubProtocol } from "./hub-protocol.ts";
import type { ObjectStore } from "./object-store.ts";

/** Where each desk's word stands, of a hub's branches. */
function placesIn(heads: ReadonlyMap<string, Moment>): ReadonlyMap<string, Moment> {
  const places = new Map<string, Moment>();
  for (const [branch, mark] of heads) {
    const desk = branch.startsWith(SIGN_PLACE) ? branch.slice(SIGN_PLACE.length) : "";
    if (isMoment(mark) && isSignDesk(desk) && places.size < MOST_SIGNS) places.set(desk, mark);
  }
  return places;
}

/** `opened`: a store of its own, for it has no moments but the newest; `desk`: this one. */
export function lineSigns(
  hub: HubProtocol,
  opened: () => Promise<ObjectStore>,
  desk: string,
): Signs & { heard(heads: ReadonlyMap<string, Moment>): void } {
  let places: ReadonlyMap<string, Moment> | null = null;
  return {
    heard(heads) {
      places = placesIn(heads);
    },
    async hear(known) {
      places ??= placesIn((await hub.branches("fetch")).heads);
      const store = await opened();
      const fresh: Moment[] = [];
      for (const [one, mark] of places) if (known.get(one) !== mark && !(await store.commit(mark))) fresh.push(mark);
      if (fresh.length > 0) await store.take(await hub.pack({ wants: [...new Set(fresh)], haves: [], alone: true }));
      const signs = new Map<string, Sign>();
      for (const [one, mark] of places)
        signs.set(one, { mark, word: known.get(one) === mark ? null : await store.words(mark, SIGN_LIMIT) });
      return signs;
    },
    async say(text, at) {
      const store = await opened();
      const tree = await store.putTree([]);
      const dated = `${desk} <desk@songphasa.invalid> ${at} +0000`;
      const mark = await store.putCommit(Buffer.from(`tree ${tree}\nauthor ${dated}\ncommitter ${dated}\n\n${text}`));
      await store.keep();
      const branch = SIGN_PLACE + desk;
      const from = (await hub.branches("push")).heads.get(branch) ?? null;
      if (from === mark) return mark;
      const refused =
        (await hub.push([{ branch, from, to: mark }], await store.pack([mark, tree]))).get(branch) ?? null;
      return refused === null ? mark : fail("hub-denied", { hub: hub.url });
    },
  };
}
