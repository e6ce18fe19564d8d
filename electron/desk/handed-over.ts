/** Paths that the system handed over: what each is, and what the window takes of it. */
import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { type Handed, PACKAGE_ENDING } from "../../shared/contract.ts";
import { type DeskError, deskError } from "../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import type { OfferedFiles } from "./offered-files.ts";

export interface HandedOver {
  /** Something is to be opened: a path that nothing is known of yet. */
  give(handed: string): void;
  /** What was handed over since, looked at as it is now. */
  take(): Promise<readonly Handed[]>;
}

export interface HandedOverNeeds {
  /** The folder of the library that is open. */
  library(): string;
  /** The user means this library: it may be opened, and none may be made of it. */
  offer(folder: string): void;
  /** Packages wait there until the window takes them. */
  readonly offered: Pick<OfferedFiles, "offer">;
  /** There is something to take. */
  told(): void;
}

/** More than these at once are no one's wish. */
const MOST = 20;

const refused = (error: DeskError): Handed => ({ kind: "refused", error: { ...error, values: { ...error.values } } });

/** Whether a folder holds a library; whether it can be read is seen when it is opened. */
export async function isLibraryFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(path.join(folder, "library.json"))).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

export function handedOver({ library, offer, offered, told }: HandedOverNeeds): HandedOver {
  const waiting: string[] = [];

  const lookAt = async (handed: string): Promise<Handed> => {
    const name = path.basename(handed) || handed;
    if (!path.isAbsolute(handed) || handed.includes("\0")) return refused(deskError("handed-unknown", { name }));
    try {
      const seen = await stat(handed);
      if (seen.isDirectory()) {
        const folder = path.resolve(handed);
        if (!(await isLibraryFolder(folder))) return refused(deskError("handed-no-library", { path: folder }));
        offer(folder);
        const here = await realpath(library()).catch(() => library());
        return { kind: "library", path: folder, isHere: (await realpath(folder)) === here };
      }
      if (!seen.isFile() || path.extname(name).toLowerCase() !== PACKAGE_ENDING)
        return refused(deskError("handed-unknown", { name }));
      await access(handed, constants.R_OK);
      return { kind: "package", name, token: offered.offer(handed) };
    } catch (error) {
      if (isMissing(error)) return refused(deskError("file-missing", { name }));
      if (isDiskError(error)) return refused(diskError(error, handed));
      throw error;
    }
  };

  return {
    give(handed) {
      if (waiting.length >= MOST || waiting.includes(handed)) return;
      waiting.push(handed);
      told();
    },
    async take() {
      const found: Handed[] = [];
      for (const one of waiting.splice(0)) found.push(await lookAt(one));
      return found;
    },
  };
}
