/** OpenDocument texts, LibreOffice's own files, whoever wrote them. */
import { done, refuse } from "../../../shared/errors.ts";
import { type Archive, readArchive } from "../documents/archive.ts";
import { documentStories, hasWords } from "../documents/stories.ts";
import { childOf, readXml } from "../documents/xml.ts";
import { MOST_XML, xmlPart } from "../documents/xml-part.ts";
import type { Format } from "../format.ts";
import { readOpenDocument } from "../open-document/document-tree.ts";
import { isZip, openDocumentType } from "../open-document/mimetype.ts";

const TEXT = /^application\/vnd\.oasis\.opendocument\.text(?:-template|-web)?$/;
const isNamed = (name: string): boolean => /\.o[dt]t$/i.test(name);

/** What isn't encrypted of a file with a password is its list of parts, which may have a document type. */
function isProtected(archive: Archive): boolean {
  const manifest = archive.part("META-INF/manifest.xml", MOST_XML);
  return manifest !== null && /<(?:[\w.-]+:)?encryption-data\b/.test(Buffer.from(manifest).toString("utf8"));
}

export const odt: Format = {
  name: "OpenDocument text",
  extensions: ["odt", "ott"],
  signature: ({ bytes, name }) =>
    bytes !== null && isZip(bytes) && (isNamed(name) || TEXT.test(openDocumentType(bytes) ?? "")),
  read({ name, bytes }, context) {
    const archive = bytes && readArchive(bytes);
    if (!archive) return refuse("file-damaged", { name });
    const type = archive.part("mimetype", 200);
    // Another kind of document, which another format may know.
    if (type ? !TEXT.test(Buffer.from(type).toString("latin1").trim()) : archive.sizeOf("content.xml") === null)
      return null;
    if (isProtected(archive)) return refuse("file-protected", { name });
    if ((archive.sizeOf("content.xml") ?? 0) > MOST_XML) return refuse("file-too-large", { name, limit: "48 MiB" });
    const xml = archive.part("content.xml", MOST_XML);
    const content = xml && readXml(xml);
    if (!content || !childOf(childOf(content, "office:body"), "office:text")) return refuse("file-damaged", { name });
    const tree = readOpenDocument(archive, content, xmlPart(archive, "styles.xml"));
    return hasWords(tree) ? done(documentStories(tree, context)) : refuse("file-empty", { name });
  },
};
