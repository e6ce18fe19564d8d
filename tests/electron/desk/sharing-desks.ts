/** Desks that share a library by what their windows ask, each with a user's folder and a clock of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import type { Vault } from "../../../electron/sync/share-state.ts";
import type { CallName, DeskEvent, Request, SharingState, TypedHub } from "../../../shared/contract.ts";
import { must } from "../library/stories.ts";
import { type SetClock, setClock } from "../sync/set-clock.ts";

export interface TestDesk {
  readonly opened: OpenedDesk;
  readonly clock: SetClock;
  readonly heard: DeskEvent[];
  readonly home: string;
  ask<C extends CallName>(name: C, request: Request<C>): ReturnType<OpenedDesk["desk"]["call"]>;
  state(): Promise<SharingState>;
}

export interface SharingDesks {
  readonly room: () => string;
  readonly hub: () => string;
  start(name: string, more?: { readonly vault?: Vault }): Promise<TestDesk>;
  /** Two desks on one library; the second joined by its window's calls. `given`: a hub in the folder, where none is. */
  two(given?: TypedHub): Promise<readonly [TestDesk, TestDesk]>;
  /** Closes one before the test is over. */
  close(desk: TestDesk): Promise<void>;
}

/** To be called once in a file of tests. */
export function sharingDesks(): SharingDesks {
  let room = "";
  const opened: OpenedDesk[] = [];
  beforeEach(() => {
    room = mkdtempSync(path.join(tmpdir(), "songphasa-sharing-"));
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    rmSync(room, { recursive: true, force: true });
  });
  const hub = () => path.join(room, "hub");
  const start: SharingDesks["start"] = async (name, { vault } = {}) => {
    const clock = setClock();
    const home = path.join(room, `${name}-home`);
    const ports = {
      host: "browser" as const,
      chooseFolder: async (_purpose: string, typed?: string) => typed ?? null,
      showFolder: async () => false,
      ...(vault && { vault }),
    };
    const one = await openDesk({ ports, home, library: path.join(room, name), syncClock: clock });
    opened.push(one);
    const heard: DeskEvent[] = [];
    one.desk.subscribe((event) => heard.push(event));
    must(await one.desk.call("host.remember", { by: name === "vientiane" ? "ນາງ ຄຳຫຼ້າ" : "ທ້າວ ບຸນມີ" }));
    return {
      opened: one,
      clock,
      heard,
      home,
      ask: (call, request) => one.desk.call(call, request) as ReturnType<OpenedDesk["desk"]["call"]>,
      state: async () => must(await one.desk.call("sharing.state", {})),
    };
  };
  return {
    room: () => room,
    hub,
    start,
    async two(given = { address: hub() }) {
      const vientiane = await start("vientiane");
      await write(vientiane, "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
      if (given.address === hub()) must(await vientiane.opened.desk.call("sharing.makeHub", { path: hub() }));
      must(await vientiane.opened.desk.call("sharing.begin", given));
      const pakse = await start("pakse");
      const folder = path.join(room, "pakse-library");
      must(await pakse.opened.desk.call("host.chooseFolder", { purpose: "library", path: folder }));
      must(await pakse.opened.desk.call("sharing.join", { hub: given, path: folder }));
      must(await pakse.opened.desk.call("library.use", { path: folder }));
      must(await pakse.opened.desk.call("sharing.run", {}));
      return [vientiane, pakse];
    },
    async close(desk) {
      opened.splice(opened.indexOf(desk.opened), 1);
      await desk.opened.close();
    },
  };
}

export const write = async ({ opened: { desk } }: TestDesk, headline: string): Promise<string> =>
  must(await desk.call("articles.create", { details: { source: "lo" }, lo: { headline } })).article.id;

export const settled = async (desk: TestDesk): Promise<SharingState> => {
  await vi.waitFor(async () => expect(await desk.state()).toMatchObject({ running: false, waiting: 0 }), 20_000);
  return desk.state();
};
