/** A document of another kind within a Word file (ISO 29500-1, 11.3.1), as tools that write Word files from web pages make them. */
import { type HtmlElement, readHtml } from "../../../shared/html/tree.ts";
import { decodeText } from "../decode-text.ts";
import { htmlElement } from "../documents/line.ts";
import { decodeAs } from "../html/decode-page.ts";
import { isWebArchive, readWebArchive } from "../html/web-archive.ts";

const bodyOf = (html: string): HtmlElement => htmlElement("div", readHtml(html).children);

/** HTML, a page saved as a message, or plain text, a line a paragraph; null for any other kind. */
export function foreignText(bytes: Uint8Array): HtmlElement | null {
  if (isWebArchive(bytes)) {
    const page = readWebArchive(bytes);
    const html = page && decodeAs(page.charset || "utf-8", page.html);
    return html ? bodyOf(html) : null;
  }
  const text = decodeText("", bytes);
  if (!text.ok || /^(?:mime-version|content-type):/i.test(text.value)) return null;
  if (/^\ufeff?\s*</.test(text.value)) return bodyOf(text.value);
  const lines = text.value.split(/\r\n|[\r\n\u2028\u2029]/);
  return htmlElement(
    "div",
    lines.map((line) => htmlElement("p", [line])),
  );
}
