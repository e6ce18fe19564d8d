/** A page of the web, or a piece of one, as HTML: its main text, or all of it where that is asked for. */
import { done } from "../../../shared/errors.ts";
import type { Format } from "../format.ts";
import { decodePage } from "../html/decode-page.ts";
import { storyOfPage } from "../html/story-of-page.ts";

const BEGINS_AS_HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|article|section|main|div|p|h[1-6]|table|ul|ol|span|b|a)[\s>]/i;
const AS_FAR = 4096;

export const htmlPage: Format = {
  name: "HTML page",
  extensions: ["html", "htm", "xhtml"],
  signature(incoming) {
    if (incoming.bytes === null) return false;
    const isNamed = /\.x?html?$/i.test(incoming.name);
    const text = isNamed ? decodePage(incoming) : incoming.text();
    return text.ok && (isNamed || BEGINS_AS_HTML.test(text.value.slice(0, AS_FAR)));
  },
  async read(incoming, context) {
    const text = decodePage(incoming);
    return text.ok ? done([await storyOfPage(text.value, context)]) : text;
  },
};
