/** Images come through the contract and are shown as `blob:`; one read an image. */
import { desk } from "../../base/desk-client.ts";

/**
 * A picture as it can be shown now; without an address why not: it is on its way from other desks, hasn't come from
 * them, or isn't there at all.
 */
export type ShownPicture =
  | { readonly url: string; readonly away?: never }
  | { readonly url: null; readonly away: "fetched" | "coming" | "missing" };

const asked = new Map<string, Promise<ShownPicture>>();

function askPicture(asset: string, width?: number): Promise<ShownPicture> {
  const key = width === undefined ? asset : `${asset} ${width}`;
  const known = asked.get(key);
  if (known) return known;
  const read = desk
    .call("assets.read", { asset, ...(width !== undefined && { width }) })
    .then((answer): ShownPicture => {
      if (!answer.ok) {
        asked.delete(key);
        return { url: null, away: answer.error.reason === "picture-coming" ? "coming" : "missing" };
      }
      const bytes = Uint8Array.from(atob(answer.value.data), (letter) => letter.charCodeAt(0));
      return { url: URL.createObjectURL(new Blob([bytes], { type: answer.value.type })) };
    });
  asked.set(key, read);
  return read;
}

/** The `blob:` address of an image, or of a copy no wider than `width`; null where the library doesn't have it. */
export const assetUrl = async (asset: string, width?: number): Promise<string | null> =>
  (await askPicture(asset, width)).url;

/** How long a picture may take before anybody is told that it is fetched, in milliseconds. */
const SLOW = 400;

/** After news of the hub a picture that hasn't come is asked for again; several are one, in milliseconds. */
const GATHERED = 1000;

/**
 * Shows a picture as it is now, and again once it comes from another desk, or the hub can be reached that has it, until
 * the answer is called.
 */
export function followPicture(asset: string, show: (picture: ShownPicture) => void, width?: number): () => void {
  let isOver = false;
  let isComing = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const slow = setTimeout(() => {
      if (!isOver) show({ url: null, away: "fetched" });
    }, SLOW);
    const picture = await askPicture(asset, width);
    clearTimeout(slow);
    isComing = picture.away === "coming";
    if (!isOver) show(picture);
  };
  void ask();
  const leave = desk.subscribe((event) => {
    if (event.event === "picture.came" && event.asset === asset) void ask();
    if (event.event === "sharing.changed" && isComing) {
      clearTimeout(again);
      again = setTimeout(ask, GATHERED);
    }
  });
  return () => {
    isOver = true;
    clearTimeout(again);
    leave();
  };
}

/** A file's bytes as base64, for a call. */
export async function base64Of(file: Blob): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable file"));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}
