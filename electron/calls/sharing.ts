/** The library shared with other desks: tested, begun, joined, kept in step, told and stopped. */
import path from "node:path";
import type { SharedThing, SharingState, TypedHub } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import type { Remembering } from "../desk/remembered.ts";
import { deskNameOf } from "../desk/sharer.ts";
import type { HostPorts } from "../hosts/ports.ts";
import { lockedOut } from "../library/files/lock.ts";
import type { InStep } from "../sync/in-step/keep-in-step.ts";
import { setApart, settleApart } from "../sync/set-apart.ts";
import {
  beginSharing,
  changeAccess,
  type GivenHub,
  joinSharing,
  makeHub,
  type Sharer,
  testHub,
} from "../sync/share.ts";
import { readShareNews, seen } from "../sync/share-news.ts";
import { shareFolder } from "../sync/share-state.ts";
import { storyThing, thingAt } from "../sync/shared-things.ts";
import type { Needs, Room } from "./room.ts";

export interface SharingNeeds extends Pick<Needs, "library" | "tell" | "progress"> {
  readonly inStep: InStep;
  readonly ports: HostPorts;
  readonly folders: ChosenFolders;
  readonly remembering: Remembering;
  readonly home: string;
  /** The desk is about to be closed. */
  readonly leaving: AbortSignal;
  sharer(): Sharer;
}

const hubOf = ({ address, token, keyFile, caFile }: TypedHub): GivenHub => ({ address, token, keyFile, caFile });

const stateOf =
  ({ inStep, remembering }: Pick<SharingNeeds, "inStep" | "remembering">) =>
  async (): Promise<SharingState> => ({ ...(await inStep.state()), deskName: deskNameOf(remembering.now()) });

/** Those of them that need no library, or tell of it where it can't be reached. */
export const sharingCalls = (needs: SharingNeeds) => {
  const { inStep, library, ports, folders, remembering, home, sharer, progress, leaving } = needs;
  const state = stateOf(needs);
  let joining: AbortController | null = null;
  return {
    "sharing.state": async () => done(await state()),
    "sharing.test": async (hub) => {
      const here = library();
      const found = await testHub(hubOf(hub), here, sharer(), leaving);
      if (!found.ok) return found;
      const { library: id, name, carrier } = found.value;
      return done({ holds: id === null ? "empty" : id === here.id ? "this" : "other", name, carrier });
    },
    "sharing.makeHub": async ({ path: typed }) => {
      const folder = await ports.chooseFolder("hub", typed);
      if (folder === null) return ports.host === "browser" ? refuse("no-dialog") : done({ address: null });
      if (!path.isAbsolute(folder)) return refuse("hub-address", { hub: folder });
      const made = await makeHub(folder, home);
      return made.ok ? done({ address: path.resolve(folder) }) : made;
    },
    "sharing.join": async ({ hub, path: typed, backup }) => {
      const folder = path.resolve(typed);
      if (!folders.mayBecomeLibrary(folder)) return refuse("folder-not-chosen");
      joining?.abort();
      joining = new AbortController();
      const told = { backup, progress: progress("sharing") };
      const cut = AbortSignal.any([joining.signal, leaving]);
      const joined = await joinSharing(folder, hubOf(hub), sharer(), cut, told);
      return joined.ok ? done({ path: folder }) : joined;
    },
    "sharing.presence": async () => done({ elsewhere: [...inStep.elsewhere()] }),
    "sharing.opened": async ({ window, story }) => {
      inStep.opened(window, story);
      return done({});
    },
    "sharing.online": async () => {
      inStep.woke();
      return done({});
    },
    "sharing.cancel": async () => {
      joining?.abort();
      await inStep.cancel();
      return done(await state());
    },
    "sharing.remember": async (change) => {
      const problem = await remembering.keep(change);
      if (problem) return { ok: false, error: problem };
      await inStep.again();
      return done(await state());
    },
  } satisfies Room;
};

/** Things that are named of what waits. */
const MOST = 200;

/** Those that are about the library that is open. */
export const sharedLibraryCalls = (needs: Omit<SharingNeeds, "ports" | "folders" | "progress" | "leaving">) => {
  const { inStep, library, home, sharer, tell } = needs;
  const state = stateOf(needs);
  const told = async (answer: Result<unknown>): Promise<Result<SharingState>> =>
    answer.ok ? done(await state()) : answer;
  return {
    "sharing.begin": async (hub) => {
      const here = library();
      const begin = (signal: AbortSignal, heard: Parameters<typeof beginSharing>[4]) =>
        beginSharing(here, hubOf(hub), sharer(), signal, heard);
      return told(await inStep.run(begin));
    },
    "sharing.run": async () => told(await inStep.run()),
    "sharing.settle": async (chosen) => {
      const settled = await settleApart(library(), chosen);
      if (settled.ok) tell({ event: chosen.template === null ? "library.changed" : "templates.changed" });
      return told(settled);
    },
    "sharing.seen": async ({ what }) => {
      await seen(shareFolder(home, library().id), what);
      return done(await state());
    },
    "sharing.stop": async () => told(await inStep.stop()),
    "sharing.access": async (change) => {
      const here = library();
      if (here.readOnly) return { ok: false, error: lockedOut(here) };
      const changed = await changeAccess(here, sharer(), change);
      if (changed.ok) await inStep.again();
      return told(changed);
    },
    "sharing.list": async () => {
      const here = library();
      const { came } = await readShareNews(shareFolder(home, here.id));
      const { pictures } = await inStep.state();
      const named = async <T extends object>(all: readonly T[], what: (one: T) => Promise<SharedThing>) => {
        const things: (T & { what: SharedThing })[] = [];
        for (const one of all) things.push({ ...one, what: await what(one) });
        return things;
      };
      const waits = [...inStep.waiting()].slice(0, MOST).map(([id, at]) => ({ id, at }));
      return done({
        came: await named(came, (one) => thingAt(here, one.path)),
        waits: await named(waits, async ({ id }) => (id === null ? { kind: "settings" } : storyThing(here, id))),
        held: await named(await inStep.held(), (one) => thingAt(here, one.path)),
        apart: (await setApart(here)).map(({ template, card, stands }) => ({
          template,
          card: card.id,
          part: card.part,
          sides: card.sides.map(({ value, by }) => ({ value, by })),
          stands,
        })),
        pictures,
      });
    },
  } satisfies Room;
};
