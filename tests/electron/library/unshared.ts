import path from "node:path";
import type { Library } from "../../../electron/library/library.ts";
import { type AskedPictures, askedPictures } from "../../../electron/sync/asked-pictures.ts";

/** The pictures of a library that no hub has. */
export const unshared = (library: Library): AskedPictures =>
  askedPictures({
    library,
    sharer: () => ({ home: path.join(library.folder, "nobody"), desk: "", by: "" }),
    came: () => undefined,
  });
