/** The folders that the user chose in this desk; no other is written to. */
import path from "node:path";
import type { HostState, Purpose } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import type { Remembering } from "./remembered.ts";
import { defaultLibrary } from "./user-folder.ts";

export interface ChosenFolders {
  /** Where site, bundles, packages and backups go now. */
  now(): HostState["folders"];
  /** Notes a folder that was found usable; but for a library's, which is kept once it is open, it is remembered. */
  choose(purpose: Purpose, folder: string): Promise<DeskError | null>;
  /** The user opened it outside of the desk: a library that is there, in which none may be made. */
  offer(folder: string): void;
  /** The user chose it for the library, now or before, or it is the default one. */
  mayBeLibrary(folder: string): boolean;
  /** A library may be made in it, where none is. */
  mayBecomeLibrary(folder: string): boolean;
}

export function chosenFolders(home: string, { now, keep }: Remembering): ChosenFolders {
  const chosen = new Set<string>();
  const offered = new Set<string>();
  const mayBecomeLibrary = (folder: string): boolean => chosen.has(folder) || folder === defaultLibrary(home);
  return {
    now: () => ({
      site: now().site ?? path.join(home, "site"),
      bundle: now().bundle ?? path.join(home, "bundles"),
      package: now().package ?? path.join(home, "packages"),
      backup: now().backup,
    }),
    async choose(purpose, folder) {
      chosen.add(folder);
      return purpose === "library" ? null : keep({ [purpose]: folder });
    },
    offer: (folder) => void offered.add(folder),
    mayBeLibrary: (folder) => mayBecomeLibrary(folder) || offered.has(folder) || folder === now().library,
    mayBecomeLibrary,
  };
}
