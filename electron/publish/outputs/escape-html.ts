/** Text for HTML: nothing in it can open a tag, leave an attribute or be no HTML character at all. */
import { printableText } from "../../../shared/html/printable-text.ts";

/** For between tags. Quotes stay as they are, so that a published text can be searched for. */
export const escapeText = (text: string): string =>
  printableText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** For between double quotes. */
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', "&quot;");
