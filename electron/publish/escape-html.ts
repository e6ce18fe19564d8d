/** Text for HTML: nothing in it can open a tag, leave an attribute or be no HTML character at all. */

/**
 * Tabs and line breaks are spaces to a reader. Other control characters and halves of surrogate
 * pairs may not stand in an HTML document (HTML Standard, 13.2.3.5).
 */
const legal = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\t\n\r]+/g, " ")
    .replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, "");

/** For between tags. Quotes stay as they are, so that a published text can be searched for. */
export const escapeText = (text: string): string =>
  legal(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** For between double quotes. */
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', "&quot;");
