/** Stories for another desk as a file, and such files from others. */
import { randomBytes } from "node:crypto";
import { appendFile } from "node:fs/promises";
import path from "node:path";
import { PACKAGE_ENDING } from "../../shared/contract.ts";
import { done, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import type { OfferedFiles } from "../desk/offered-files.ts";
import type { Remembering } from "../desk/remembered.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { makePackage } from "../sync/package/make-package.ts";
import { takePackage } from "../sync/package/take-package.ts";
import { openToldPast } from "../sync/package/told-past.ts";
import type { Sharer } from "../sync/share.ts";
import { decodedBytes } from "./decoded-bytes.ts";
import { VERSION } from "./host.ts";
import type { WaitingFiles } from "./intake/waiting-files.ts";
import type { Needs, Room } from "./room.ts";

export interface PackageNeeds extends Pick<Needs, "library" | "writer"> {
  readonly folders: ChosenFolders;
  readonly remembering: Remembering;
  readonly waiting: WaitingFiles;
  readonly offered: OfferedFiles;
  sharer(): Sharer;
}

/** Bytes of a package on its way: more is refused before the disk is full of it. */
const MOST = 2 * 1024 * 1024 * 1024;

/** A new file in a folder, named after the second: their names stand in the order in which they were made. */
const fileIn = (folder: string, name: string): string => {
  const second = instantNow()
    .replace(/[^0-9]/g, "")
    .slice(0, 14);
  return path.join(folder, `${name}-${second}-${randomBytes(2).toString("hex")}${PACKAGE_ENDING}`);
};

export const packageCalls = (needs: PackageNeeds) => {
  const { library, writer, folders, remembering, waiting, offered, sharer } = needs;
  const sizes = new Map<string, number>();
  const told = (ids: readonly string[]) => openToldPast(library().id, sharer(), ids);
  return {
    "package.make": async ({ articles }) => {
      const folder = folders.now().package;
      const problem = await misplaced(folder, "package", library().folder);
      if (problem) return { ok: false, error: problem };
      const [only, ...others] = articles;
      const one = only !== undefined && others.length === 0 ? await library().open(only) : null;
      if (one && !one.ok) return one;
      const name = one ? await library().addressOf(one.value.article) : "stories";
      const { desk } = remembering.now();
      const made = await makePackage(library(), articles, fileIn(folder, name), {
        ...{ writer: writer("editor"), desk, version: VERSION, told },
      });
      return made.ok ? done({ ...made.value, lacking: [...made.value.lacking] }) : made;
    },
    "package.add": async ({ token, data }) => {
      const bytes = decodedBytes(data);
      if (!bytes.ok) return bytes;
      const { token: known, file } = token === null ? await waiting.add() : { token, file: waiting.fileOf(token) };
      if (file === null) return refuse("import-gone");
      const size = (sizes.get(known) ?? 0) + bytes.value.length;
      if (size > MOST) return refuse("file-too-large", { name: "–", limit: "2 GiB" });
      try {
        await appendFile(file, bytes.value, { mode: PRIVATE_FILE });
      } catch (error) {
        if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
        throw error;
      }
      sizes.set(known, size);
      return done({ token: known });
    },
    "package.take": async ({ token, name }) => {
      const given = offered.fileOf(token);
      const file = given ?? waiting.fileOf(token);
      if (file === null) return refuse("import-gone");
      const { by, desk } = remembering.now();
      const taken = await takePackage(library(), file, name, { name: by, desk }, told);
      if (given === null) {
        sizes.delete(token);
        await waiting.forget([token]);
      } else offered.taken(token);
      if (!taken.ok) return taken;
      const { stories, refused, ...from } = taken.value;
      return done({
        ...from,
        stories: [...stories],
        refused: refused.map((one) => ({ ...one, error: { ...one.error } })),
      });
    },
  } satisfies Room;
};
