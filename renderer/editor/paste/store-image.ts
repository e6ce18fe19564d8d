/** Stores images in the library, those of files and those whose bytes stood in what was pasted. */

import { LIMITS } from "../../../shared/contract.ts";
import { deskError } from "../../../shared/errors.ts";
import type { LeftPiece } from "../../../shared/html/left-out.ts";
import type { Picture } from "../../../shared/html/pictures.ts";
import { desk } from "../../base/desk-client.ts";
import { tellError, tellRefusal } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { base64Of } from "./asset-url.ts";

/** Kinds of pictures that no page shows everywhere, with what to do instead. */
const REFUSED = [
  { kind: "heic", is: /^image\/hei[cf]|\.hei[cf]$/i },
  { kind: "tiff", is: /^image\/tiff|\.tiff?$/i },
] as const;

const refusedKind = ({ name, type }: File) => REFUSED.find(({ is }) => is.test(type) || is.test(name))?.kind;

/** A picture by its type, or by its name where the system knows no type for it. */
const isImage = (file: File): boolean => file.type.startsWith("image/") || refusedKind(file) !== undefined;

export const imagesIn = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter(isImage);

/** Both: the name that the image has from now on; null, and the user told, where it is refused. */
async function store(name: string, data: () => string | Promise<string>): Promise<string | null> {
  const stored = await desk.call("assets.add", { name: name.slice(-LIMITS.fileName), data: await data() });
  if (stored.ok) return stored.value.asset;
  tellError(stored.error);
  return null;
}

export async function storeImage(file: File): Promise<string | null> {
  const kind = refusedKind(file);
  if (kind) {
    tellRefusal(i18n.t(`paste.refused.${kind}`, { name: file.name }));
    return null;
  }
  if (file.size > LIMITS.image) {
    tellError(deskError("file-too-large", { name: file.name, limit: "25 MiB" }));
    return null;
  }
  return store(file.name, () => base64Of(file));
}

function storeData(data: string, name: string): Promise<string | null> | null {
  if ((data.length / 4) * 3 <= LIMITS.image) return store(name, () => data);
  tellError(deskError("file-too-large", { name, limit: "25 MiB" }));
  return null;
}

export interface StoredPictures {
  /** By the name that stood in for each. */
  readonly assets: ReadonlyMap<string, string>;
  readonly left: readonly LeftPiece[];
}

/** Stores the pictures of what was read, those without bytes from the files that came along, in their order. */
export async function storePictures(pictures: readonly Picture[], files: readonly File[]): Promise<StoredPictures> {
  const assets = new Map<string, string>();
  const left: LeftPiece[] = [];
  const waiting = [...files];
  for (const [index, { asset, alt, data }] of pictures.entries()) {
    const name = alt || i18n.t("paste.pictureName", { number: index + 1 });
    const file = data === null ? waiting.shift() : undefined;
    const stored = data !== null ? await storeData(data, name) : file ? await storeImage(file) : null;
    if (stored === null) left.push({ kind: "picture", text: alt });
    else assets.set(asset, stored);
  }
  return { assets, left };
}
