/** Which library is open, and going to another; answered where none can be reached as well. */
import path from "node:path";
import type { Info } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import type { CurrentLibrary } from "../desk/current-library.ts";
import type { Remembering } from "../desk/remembered.ts";
import type { Needs, Room } from "./room.ts";

export interface LibraryNeeds extends Pick<Needs, "tell" | "progress"> {
  readonly current: CurrentLibrary;
  readonly folders: ChosenFolders;
  readonly remembering: Remembering;
  /** Makes the library of the sample where there is none yet; its folder. */
  makeSample(): Promise<Result<string>>;
}

export const libraryCalls = ({ current, folders, remembering, makeSample, tell, progress }: LibraryNeeds) => {
  const info = (): Info => {
    const library = current.now();
    const gone = current.gone();
    return {
      id: library.id,
      name: library.settings().settings.name,
      path: library.folder,
      readOnly: library.readOnly,
      holder: library.holder,
      search: library.search(),
      gone: gone && { ...gone },
    };
  };
  const goTo = async (wanted: string, existing: boolean): Promise<Result<Info>> => {
    // What the library that is left was still reading is nobody's business any more.
    progress("index")(0, 0);
    const next = await current.enter(wanted, { existing });
    if (!next.ok) return next;
    const problem = await remembering.keep({ library: wanted });
    if (problem) return { ok: false, error: problem };
    tell({ event: "library.changed" });
    return done(info());
  };
  return {
    "library.info": async () => done(info()),
    "library.use": async ({ path: folder }) => {
      const wanted = path.resolve(folder);
      const here = current.now().folder;
      if (wanted !== here && !folders.mayBeLibrary(wanted)) return refuse("folder-not-chosen");
      if (wanted === here) {
        await current.lookAtGround();
        return done(info());
      }
      return goTo(wanted, !folders.mayBecomeLibrary(wanted));
    },
    "library.trySample": async () => {
      const sample = await makeSample();
      return sample.ok ? goTo(sample.value, true) : sample;
    },
  } satisfies Room;
};
