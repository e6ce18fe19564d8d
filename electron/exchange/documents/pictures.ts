/** Pictures of a document that is an archive: which of its parts a story can show. */

import type { Archive } from "./archive.ts";

/** Bytes of one picture; a larger one is left out and told. */
const MOST_PICTURE = 25 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));

/** Kinds of picture that a library takes; the drawings of Windows (EMF, WMF), TIFF and HEIC are none of them. */
function isShown(bytes: Uint8Array): boolean {
  if (startsWith(bytes, "\x89PNG") || startsWith(bytes, "\xff\xd8\xff") || startsWith(bytes, "GIF8")) return true;
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return true;
  return startsWith(bytes, "ftypavif", 4) || startsWith(bytes, "ftypavis", 4);
}

const ADDRESS = "part:";

interface ImageAttributes {
  /** Empty for what can't be shown. */
  readonly src: string;
  readonly alt: string;
}

export interface DocumentPictures {
  /** An image that isn't in the file, by its address; it is named by that where it says nothing of itself. */
  readonly outside: (address: string, alt: string) => ImageAttributes;
  /** An image by its part's name; null is an image that isn't in the file. */
  readonly imageOf: (part: string | null, alt: string) => ImageAttributes;
  readonly has: (src: string) => boolean;
  /** A picture's name and bytes by its `src`. */
  readonly bytesOf: (src: string) => { readonly name: string; readonly bytes: Uint8Array } | null;
}

export function documentPictures(archive: Archive): DocumentPictures {
  const parts = new Map<string, Uint8Array | null>();
  function read(part: string): Uint8Array | null {
    const known = parts.get(part);
    if (known !== undefined) return known;
    const bytes = archive.part(part, MOST_PICTURE);
    const shown = bytes && isShown(bytes) ? bytes : null;
    parts.set(part, shown);
    return shown;
  }
  const nameOf = (part: string): string => /[^/]*$/.exec(part)?.[0] ?? part;
  const imageOf = (part: string | null, alt: string): ImageAttributes =>
    part !== null && read(part) ? { src: `${ADDRESS}${part}`, alt } : { src: "", alt: alt || nameOf(part ?? "") };
  return {
    outside: (address, alt) => ({ src: "", alt: alt || nameOf(address) }),
    imageOf,
    has: (src) => src.startsWith(ADDRESS),
    bytesOf(src) {
      const part = src.slice(ADDRESS.length);
      const bytes = read(part);
      return bytes && { name: nameOf(part), bytes };
    },
  };
}
