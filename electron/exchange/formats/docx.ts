/** Word's own files from 2007 on, whoever wrote them. */
import { done, refuse } from "../../../shared/errors.ts";
import { type Archive, readArchive } from "../documents/archive.ts";
import { documentStories, hasWords } from "../documents/stories.ts";
import { readXml } from "../documents/xml.ts";
import { MOST_XML } from "../documents/xml-part.ts";
import type { Format } from "../format.ts";
import { isZip, openDocumentType } from "../open-document/mimetype.ts";
import { partOfType, relationsOf } from "../word/package.ts";
import { readWordTree } from "../word/word-tree.ts";

/** The part that holds the text; older tools leave out who says so. */
const mainPart = (archive: Archive): string =>
  partOfType(relationsOf(archive, ""), "officeDocument") ?? "word/document.xml";

export const docx: Format = {
  name: "Word document",
  extensions: ["docx", "docm", "dotx"],
  signature: ({ bytes, name }) =>
    bytes !== null &&
    isZip(bytes) &&
    openDocumentType(bytes) === null &&
    (/\.do[ct][xm]$/i.test(name) || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("word/")),
  read({ name, bytes }, context) {
    const archive = bytes && readArchive(bytes);
    if (!archive) return refuse("file-damaged", { name });
    const main = mainPart(archive);
    if ((archive.sizeOf(main) ?? 0) > MOST_XML) return refuse("file-too-large", { name, limit: "48 MiB" });
    const xml = archive.part(main, MOST_XML);
    // An archive of something else, which another format may know.
    if (!xml && !/\.do[ct][xm]$/i.test(name)) return null;
    const document = xml && readXml(xml);
    if (!document) return refuse("file-damaged", { name });
    if (document.name !== "w:document") return null;
    const tree = readWordTree(archive, main, document);
    return hasWords(tree) ? done(documentStories(tree, context)) : refuse("file-empty", { name });
  },
};
