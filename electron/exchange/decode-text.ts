/** Bytes of a file as text, or the reason why they are none. */
import { LIMITS } from "../../shared/contract.ts";
import { done, type Reason, type Result, refuse } from "../../shared/errors.ts";

/** How pictures begin. */
const PICTURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
];
/** WebP's four letters behind RIFF and a length; the kinds of AVIF behind a length. */
const LATER_IN_PICTURES = /^(?:RIFF.{4}WEBP|.{4}ftypavi[fs])/s;
/** TIFF, either way round, and the kinds of HEIC behind a length: pictures that no story takes. */
const UNSHOWN_PICTURES = /^(?:II\*\0|MM\0\*|.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1))/s;

/** How other files begin that are no text, whatever their name says. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // zip, and so xlsx
  [0x50, 0x4b, 0x05, 0x06], // an empty zip
  [0x1f, 0x8b], // gzip
  [0xd0, 0xcf, 0x11, 0xe0], // office files before 2007, and those with a password
];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];
const RTF = [0x7b, 0x5c, 0x72, 0x74, 0x66];
const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

function pictureReason(bytes: Uint8Array): Reason | null {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (UNSHOWN_PICTURES.test(head)) return "file-picture-unshown";
  const isShown = PICTURES.some((signature) => startsWith(bytes, signature)) || LATER_IN_PICTURES.test(head);
  return isShown ? "file-picture" : null;
}

/** Bytes below 0x20 that no text has: not tab, line feed, vertical tab, form feed, return, escape. */
const isControl = (byte: number): boolean => byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;

function decodeUtf16(bytes: Uint8Array, bigEndian: boolean): string | null {
  if (bytes.length % 2 !== 0) return null;
  // Swapped by hand: a host's own ICU may lack the big-endian decoder.
  const littleEndian = bigEndian ? Buffer.from(bytes).swap16() : bytes;
  return decode("utf-16le", littleEndian);
}

function decode(encoding: "utf-8" | "utf-16le", bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (problem) {
    // What `fatal` throws on bytes that are not of the encoding; anything else is a bug of ours.
    if (problem instanceof TypeError) return null;
    throw problem;
  }
}

/** Whether bytes without a mark read as UTF-16 of Lao or Latin: then the encoding is wrong, not the file. */
function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), 4096));
  if (sample.length === 0) return false;
  return [false, true].some((bigEndian) => {
    const units = Buffer.from(sample);
    if (bigEndian) units.swap16();
    const text = units.toString("utf16le");
    const known = text.match(/[\t\n\r\u0020-\u007e\u00a0-\u017f\u0e80-\u0eff\u2000-\u206f]/g)?.length ?? 0;
    return known >= text.length * 0.95;
  });
}

const HEAD = 8192;
/** Whether a file begins as a mail does (RFC 5322): its text may be written in letters for machines. */
function isMail(head: string): boolean {
  const fields = head.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const has = (name: string): boolean => new RegExp(`^${name}:`, "im").test(fields);
  return /^[!-9;-~]+:\s/.test(fields) && has("mime-version") && has("content-type") && (has("from") || has("received"));
}
/** Documents of Word and of LibreOffice that are no archive. */
const FLAT_DOCUMENT =
  /<(?:[\w.-]+:)?(?:document|package|wordDocument)\b[^>]*(?:urn:oasis:names:tc:opendocument:|schemas\.microsoft\.com\/office\/(?:2006\/xmlPackage|word\/2003\/wordml))/;

/** Files of other programs that hold a story all the same, each with what its user can do; null for any other. */
function withAdvice(name: string, bytes: Uint8Array): Reason | null {
  const holds = (words: string, encoding: "latin1" | "utf16le"): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(words, 0, encoding);
  if (startsWith(bytes, PDF)) return "file-pdf";
  if (startsWith(bytes, RTF)) return "file-rtf";
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  if (isMail(head)) return "file-mail";
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml\b/.test(head) && FLAT_DOCUMENT.test(head)) return "file-flat";
  if (startsWith(bytes, ZIP) && (/\.pages$/i.test(name) || holds("Index/Document.iwa", "latin1"))) return "file-pages";
  if (!startsWith(bytes, OLE)) return null;
  if (holds("EncryptedPackage", "utf16le")) return "file-protected";
  return /\.(?:doc|dot|wps|wpt)$/i.test(name) || holds("WordDocument", "utf16le") ? "file-word-old" : null;
}

/**
 * UTF-8 (with or without a mark) and UTF-16 with a mark; the mark is left out of the answer.
 * Refused, with `name` in the sentence: over LIMITS.text bytes (`file-too-large`), nothing or blank
 * space alone (`file-empty`), a file of another program (`file-pdf`, `file-rtf`, `file-mail`, `file-flat`, `file-pages`, `file-word-old`,
 * `file-protected`), a picture (`file-picture`, `file-picture-unshown`), an archive or anything with NULs (`file-binary`), any other encoding (`file-encoding`).
 */
export function decodeText(name: string, bytes: Uint8Array): Result<string> {
  if (bytes.length > LIMITS.text) return refuse("file-too-large", { name, limit: "10 MiB" });
  if (bytes.length === 0) return refuse("file-empty", { name });
  const advice = withAdvice(name, bytes);
  if (advice !== null) return refuse(advice, { name });
  const picture = pictureReason(bytes);
  if (picture !== null) return refuse(picture, { name });
  if (SIGNATURES.some((signature) => startsWith(bytes, signature))) return refuse("file-binary", { name });

  // The mark of UTF-32 begins like that of UTF-16, but no text has a NUL after its mark.
  const utf32 = startsWith(bytes, [0xff, 0xfe, 0x00, 0x00]) || startsWith(bytes, [0x00, 0x00, 0xfe, 0xff]);
  if (utf32) return refuse("file-encoding", { name });

  const bigEndian = startsWith(bytes, [0xfe, 0xff]);
  const utf16 = bigEndian || startsWith(bytes, [0xff, 0xfe]);
  if (!utf16) {
    if (bytes.includes(0)) return refuse(isUnmarkedUtf16(bytes) ? "file-encoding" : "file-binary", { name });
    let controls = 0;
    for (let at = 0; at < bytes.length; at += 1) if (isControl(bytes[at] ?? 0)) controls += 1;
    if (controls > bytes.length * 0.05) return refuse("file-binary", { name });
  }
  const utf8Mark = startsWith(bytes, [0xef, 0xbb, 0xbf]);
  const text = utf16 ? decodeUtf16(bytes.subarray(2), bigEndian) : decode("utf-8", bytes.subarray(utf8Mark ? 3 : 0));
  if (text === null) return refuse("file-encoding", { name });
  if (text.includes("\0")) return refuse("file-binary", { name });
  return /[^\s\u200B-\u200F\u2060\uFEFF\u00AD]/.test(text) ? done(text) : refuse("file-empty", { name });
}
