/** The parts of an archive that are XML. */
import type { Archive } from "./archive.ts";
import { readXml, type XmlElement } from "./xml.ts";

/** Bytes of one part of XML, unpacked: a book has a tenth of it. */
export const MOST_XML = 48 * 1024 * 1024;

/** A part as XML; null where it isn't there or isn't well-formed. */
export function xmlPart(archive: Archive, part: string | null): XmlElement | null {
  const bytes = part === null ? null : archive.part(part, MOST_XML);
  return bytes && readXml(bytes);
}
