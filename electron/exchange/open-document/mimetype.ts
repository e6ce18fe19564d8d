/** What a zip archive says that it is, in its first bytes (ISO 26300-2, 3.3). */

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** The type of an OpenDocument; null where the archive doesn't begin with one. */
export function openDocumentType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength));
  if (head.length < 30 || head.toString("latin1", 30, 38) !== "mimetype") return null;
  const from = 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const type = head.toString("latin1", from, from + head.readUInt32LE(22));
  return type.startsWith("application/vnd.oasis.opendocument.") ? type : null;
}
