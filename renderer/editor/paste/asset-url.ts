/** Images come through the contract and are shown as `blob:`; one read an image. */
import { desk } from "../../base/desk-client.ts";

const urls = new Map<string, Promise<string | null>>();

/** The `blob:` address of an image, or of a copy no wider than `width`; null where the library doesn't have it. */
export function assetUrl(asset: string, width?: number): Promise<string | null> {
  const key = width === undefined ? asset : `${asset} ${width}`;
  const known = urls.get(key);
  if (known) return known;
  const read = desk.call("assets.read", { asset, ...(width !== undefined && { width }) }).then((answer) => {
    if (!answer.ok) {
      urls.delete(key);
      return null;
    }
    const bytes = Uint8Array.from(atob(answer.value.data), (letter) => letter.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: answer.value.type }));
  });
  urls.set(key, read);
  return read;
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
