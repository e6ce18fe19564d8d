/** What the host keeps for who sits here, and the folders that it lets them choose and shows; no library is needed. */
import { realpath } from "node:fs/promises";
import path from "node:path";
import type { HostState, KeptFilter } from "../../shared/contract.ts";
import { done, refuse } from "../../shared/errors.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import type { Remembering } from "../desk/remembered.ts";
import { usableFolder } from "../desk/usable-folder.ts";
import { FORMATS } from "../exchange/formats.ts";
import type { HostPorts } from "../hosts/ports.ts";
import type { Needs, Room } from "./room.ts";

/** The kept filters after a change: one that takes another's place stands where that stood. */
function changedFilters(
  all: readonly KeptFilter[],
  { keep, drop }: { readonly keep?: KeptFilter | undefined; readonly drop?: string | undefined },
): KeptFilter[] {
  if (!keep) return all.filter(({ name }) => name !== drop);
  const place = all.findIndex(({ name }) => name === (drop ?? keep.name));
  const others = all.map((one, at) => (at === place ? keep : one.name === keep.name ? null : one));
  return [...others.filter((one) => one !== null), ...(place === -1 ? [keep] : [])];
}

/** Of the program. */
export const VERSION = "0.1.0";
const IMPORTS = new Set(FORMATS.flatMap(({ extensions }) => extensions));

export interface HostNeeds extends Pick<Needs, "library" | "tell"> {
  readonly ports: HostPorts;
  readonly folders: ChosenFolders;
  readonly remembering: Remembering;
}

export const hostCalls = ({ library, tell, ports, folders, remembering }: HostNeeds) => {
  const state = (): HostState => {
    const { by, person, language, theme, textSize, filters, newsSeen } = remembering.now();
    const chosen = { by, person, language, theme, textSize, filters, newsSeen };
    const updates = typeof ports.updates === "object" ? "offered" : (ports.updates ?? "none");
    return { host: ports.host, version: VERSION, updates, ...chosen, imports: [...IMPORTS], folders: folders.now() };
  };
  return {
    "host.chooseFolder": async ({ purpose, path: typed }) => {
      const folder = await ports.chooseFolder(purpose, typed);
      if (folder === null) return ports.host === "browser" ? refuse("no-dialog") : done({ path: null });
      const problem = await usableFolder(folder, purpose, library().folder);
      if (problem) return { ok: false, error: problem };
      const wanted = path.resolve(folder);
      const unkept = await folders.choose(purpose, wanted);
      if (purpose === "backup") tell({ event: "backup.changed" });
      return unkept ? { ok: false, error: unkept } : done({ path: wanted });
    },
    "host.state": async () => done(state()),
    "host.remember": async ({ filters, ...change }) => {
      const problem = await remembering.keep((now) => ({
        ...change,
        ...(filters && { filters: changedFilters(now.filters, filters) }),
      }));
      return problem ? { ok: false, error: problem } : done(state());
    },
    "host.openPage": async ({ address }) => {
      const site = folders.now().site;
      const page = path.join(site, address, "index.html");
      const [root, file] = await Promise.all([realpath(site).catch(() => null), realpath(page).catch(() => null)]);
      // A link in the site's folder may lead out of it.
      if (root === null || file === null || !file.startsWith(root + path.sep))
        return refuse("page-missing", { path: page });
      return done({ path: page, opened: await ports.showFolder(page) });
    },
    "host.showFolder": async ({ purpose }) => {
      const { backup, ...others } = folders.now();
      const folder = { ...others, backup, library: library().folder }[purpose];
      if (folder === null) return refuse("backup-off");
      return done({ path: folder, shown: await ports.showFolder(folder) });
    },
    "host.showLibrary": async () => done({ path: library().folder, shown: await ports.showFolder(library().folder) }),
  } satisfies Room;
};
