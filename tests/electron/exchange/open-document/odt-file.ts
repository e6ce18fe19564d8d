/** Small OpenDocument texts from the XML of their parts. */
import { strToU8, zipSync } from "fflate";
import type { ImportedStory } from "../../../../electron/exchange/format.ts";
import { onlyStory, refusalOf as refusal, storiesOf as stories } from "../documents/read-document.ts";

const OASIS = "urn:oasis:names:tc:opendocument:xmlns:";
const NAMESPACES = `xmlns:office="${OASIS}office:1.0" xmlns:text="${OASIS}text:1.0" xmlns:style="${OASIS}style:1.0" xmlns:table="${OASIS}table:1.0" xmlns:draw="${OASIS}drawing:1.0" xmlns:fo="${OASIS}xsl-fo-compatible:1.0" xmlns:svg="${OASIS}svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:math="http://www.w3.org/1998/Math/MathML"`;
export const TEXT_TYPE = "application/vnd.oasis.opendocument.text";

export interface Parts {
  /** What stands in `office:text`. */
  readonly body: string;
  /** Automatic styles of the text, and lists. */
  readonly automatic?: string;
  /** Named styles, of `styles.xml`. */
  readonly named?: string;
  /** Master pages. */
  readonly pages?: string;
  readonly others?: Readonly<Record<string, Uint8Array>>;
  readonly type?: string;
}

export const STYLES = `<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>
<style:style style:name="Caption" style:family="paragraph"><style:text-properties fo:font-style="italic" style:font-style-complex="italic"/></style:style>
<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Horizontal_20_Line" style:family="paragraph"><style:paragraph-properties fo:border-bottom="1pt solid #000000"/></style:style>
<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>`;

const part = (root: string, inside: string): Uint8Array =>
  strToU8(`<?xml version="1.0" encoding="UTF-8"?><office:${root} ${NAMESPACES}>${inside}</office:${root}>`);

export function odtFile({ body, automatic = "", named = STYLES, pages = "", others = {}, type = TEXT_TYPE }: Parts) {
  return zipSync({
    mimetype: [strToU8(type), { level: 0 }],
    "content.xml": part(
      "document-content",
      `<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`,
    ),
    "styles.xml": part(
      "document-styles",
      `<office:styles>${named}</office:styles><office:master-styles>${pages}</office:master-styles>`,
    ),
    ...others,
  });
}

export const paragraph = (inside: string, style = ""): string =>
  style === "" ? `<text:p>${inside}</text:p>` : `<text:p text:style-name="${style}">${inside}</text:p>`;
export const heading = (level: number, words: string): string =>
  `<text:h text:outline-level="${level}">${words}</text:h>`;
export const span = (style: string, words: string): string =>
  `<text:span text:style-name="${style}">${words}</text:span>`;
/** A style of letters, from the attributes of its properties. */
export const letters = (name: string, properties: string): string =>
  `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
export const item = (...inside: readonly string[]): string => `<text:list-item>${inside.join("")}</text:list-item>`;
export const cell = (inside: string, attrs = ""): string => `<table:table-cell ${attrs}>${inside}</table:table-cell>`;
export const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join("")}</table:table-row>`;
export const table = (...rows: readonly string[]): string => `<table:table>${rows.join("")}</table:table>`;

export const storiesOf = (parts: Parts): Promise<readonly ImportedStory[]> => stories(odtFile(parts), "ຂ່າວ.odt");
export const refusalOf = (bytes: Uint8Array, name = "ຂ່າວ.odt"): Promise<string> => refusal(bytes, name);

export const storyOf = async (parts: Parts): Promise<ImportedStory> => onlyStory(await storiesOf(parts));
