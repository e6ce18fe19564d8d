/** Small Word files from the XML of their parts. */
import { strToU8, zipSync } from "fflate";
import type { ImportedStory } from "../../../../electron/exchange/format.ts";
import { onlyStory, refusalOf as refusal, storiesOf as stories } from "../documents/read-document.ts";

const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`;
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

export interface Parts {
  /** What stands in `w:body`. */
  readonly body: string;
  /** What stands in the root of a part: `styles`, `numbering`, `footnotes`, `header1`. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Files by their names within `word/`. */
  readonly media?: Readonly<Record<string, Uint8Array>>;
  /** Addresses outside by the ids of their relations. */
  readonly links?: Readonly<Record<string, string>>;
  readonly others?: Readonly<Record<string, Uint8Array>>;
}

const ROOTS: Readonly<Record<string, string>> = { header1: "hdr", footer1: "ftr" };
const typeOf = (part: string): string => part.replace(/\d+$/, "");

const relationship = (id: string, type: string, target: string, mode = ""): string =>
  `<Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"${mode}/>`;
const relationships = (all: readonly string[]): Uint8Array =>
  strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`,
  );

/** The bytes of a file; relations to `media/image1.png` have the id `image1`, those to `header1` its name. */
export function wordFile({ body, parts = {}, media = {}, links = {}, others = {} }: Parts): Uint8Array {
  const part = (root: string, inside: string) =>
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${inside}</w:${root}>`);
  const named = Object.entries(parts);
  const files: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`),
    "_rels/.rels": relationships([relationship("rId1", "officeDocument", "word/document.xml")]),
    "word/document.xml": part("document", `<w:body>${body}</w:body>`),
    "word/_rels/document.xml.rels": relationships([
      ...named.map(([name]) => relationship(name, typeOf(name), `${name}.xml`)),
      ...Object.keys(media).map((name) =>
        relationship(/([^/.]*)\.\w+$/.exec(name)?.[1] ?? name, /html$/.test(name) ? "aFChunk" : "image", name),
      ),
      ...Object.entries(links).map(([id, target]) => relationship(id, "hyperlink", target, ' TargetMode="External"')),
    ]),
    ...Object.fromEntries(named.map(([name, inside]) => [`word/${name}.xml`, part(ROOTS[name] ?? name, inside)])),
    ...Object.fromEntries(Object.entries(media).map(([name, bytes]) => [`word/${name}`, bytes])),
    ...others,
  };
  return zipSync(files);
}

export const text = (words: string): string => `<w:t xml:space="preserve">${words}</w:t>`;
export const run = (words: string, properties = ""): string => `<w:r><w:rPr>${properties}</w:rPr>${text(words)}</w:r>`;
export const paragraph = (inside: string, properties = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${inside.startsWith("<") ? inside : run(inside)}</w:p>`;
export const styled = (style: string, inside: string): string => paragraph(inside, `<w:pStyle w:val="${style}"/>`);
export const row = (...cells: readonly string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join("")}</w:tr>`;

/** The styles of a new document: headings by their names, as Word in any language has them. */
export const STYLES = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Rubrik3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="KPL"><w:name w:val="KPL subhead"/><w:basedOn w:val="Rubrik3"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Stark"><w:name w:val="Strong lines"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>`;

const NAME = "ຂ່າວ.docx";
export const storiesOf = (bytes: Uint8Array, name = NAME): Promise<readonly ImportedStory[]> => stories(bytes, name);
export const refusalOf = (bytes: Uint8Array, name = NAME): Promise<string> => refusal(bytes, name);
export const storyOf = async (parts: Parts): Promise<ImportedStory> => onlyStory(await storiesOf(wordFile(parts)));
