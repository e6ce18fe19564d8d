/**
 * The one way in which this app writes HTML: a tag for template literals that escapes every value for the place
 * where it stands. What `raw` is given is the only markup that isn't written out in the sources.
 */
import { printableText } from "./printable-text.ts";
import { isActiveAttribute, type Place, placesIn } from "./template-places.ts";

const MARKUP = Symbol("markup");
const ATTRIBUTES = Symbol("attributes");

/** Markup made by this file. No string, and nothing that was read from a file, can pass for it. */
export interface Html {
  readonly [MARKUP]: string;
}

/** Whole attributes of a tag, made by `attributes`. */
export interface Attributes {
  readonly [ATTRIBUTES]: string;
}

/** What a template takes: text is escaped, nothing prints nothing, a list prints one after the other. */
export type HtmlValue = string | number | Html | Attributes | null | undefined | false | readonly HtmlValue[];

/**
 * Finds what a page may not hold as it is: what markup means something by, and whatever `printableText` changes. Most
 * texts have none of it, and are looked at once. Halves of pairs are found in pairs too, which stay: a pattern that
 * tells them apart takes twice as long for every text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const NOT_AS_IT_IS = /[&<>"\u0000-\u001F\u007F-\u009F\uD800-\uDFFF\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/;

/** Quotes stay as they are, so that a published text can be searched for. */
const escapeText = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : text;

const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', "&quot;");

const htmlOf = (markup: string): Html => ({ [MARKUP]: markup });

const isHtml = (value: object): value is Html => MARKUP in value;
const isAttributes = (value: object): value is Attributes => ATTRIBUTES in value;

function print(value: HtmlValue, place: Place): string {
  if (value === null || value === undefined || value === false) return "";
  if (Array.isArray(value)) {
    let all = "";
    for (const one of value) all += print(one, place);
    return all;
  }
  if (typeof value === "object") {
    if (place === "text" && isHtml(value)) return value[MARKUP];
    if (place === "attributes" && isAttributes(value)) return value[ATTRIBUTES];
  } else if (place !== "attributes" && (typeof value === "string" || typeof value === "number")) {
    const given = String(value);
    if (!NOT_AS_IT_IS.test(given)) return given;
    const text = printableText(given);
    return place === "attribute" ? escapeAttribute(text) : escapeText(text);
  }
  throw new TypeError(`this value can't stand in a place for ${place}: ${typeof value}`);
}

const places = new WeakMap<TemplateStringsArray, readonly Place[]>();

/**
 * Markup from a template literal. A value may stand between tags (text, markup, lists), between an attribute's
 * double quotes (text), or where an attribute could (what `attributes` gives). Anywhere else the template throws
 * when it is first used. Of addresses it says nothing: whoever prints a link made sure of its scheme.
 */
export function html(literals: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let known = places.get(literals);
  if (!known) {
    known = placesIn(literals);
    places.set(literals, known);
  }
  let markup = literals[0] ?? "";
  // By number: a page has hundreds of templates, and most of a small site is made before an iterator costs nothing.
  for (let at = 0; at < known.length; at += 1)
    markup += print(values[at], known[at] ?? "text") + (literals[at + 1] ?? "");
  return htmlOf(markup);
}

/**
 * XML from the same template: what it escapes, takes out and refuses is what XML needs as well (XML 1.0, 2.2 to
 * 2.4, 3.1). An element may have a prefix. No `<?…?>` within it: `xmlFile` puts the declaration before the root.
 */
export const xml: typeof html = (literals, ...values) => html(literals, ...values);

/** A whole XML document, for a file. */
export const xmlFile = (root: Html): string => `<?xml version="1.0" encoding="UTF-8"?>\n${markupOf(root)}\n`;

/** Attributes by name, each with a space before it; one without a value is left out. */
export function attributes(of: Readonly<Record<string, string | number | null | undefined | false>>): Attributes {
  let all = "";
  for (const [name, value] of Object.entries(of)) {
    if (!/^[a-z][a-z0-9:-]*$/.test(name) || isActiveAttribute(name)) throw new Error(`no attribute: "${name}"`);
    if (value !== null && value !== undefined && value !== false) all += ` ${name}="${print(value, "attribute")}"`;
  }
  return { [ATTRIBUTES]: all };
}

/** Those of the parts that are something, with a line break or other markup between them. */
export function joined(parts: readonly (Html | string | null | undefined | false)[], between?: Html | string): Html {
  const separator = between === undefined ? "\n" : print(between, "text");
  let all = "";
  for (const part of parts) {
    const markup = print(part, "text");
    if (markup !== "") all += all === "" ? markup : separator + markup;
  }
  return htmlOf(all);
}

/** Takes the next piece of a text, or what stands between two. */
export type Put = (piece: string | Html) => void;

/**
 * Text among which markup stands: `set` puts its pieces in their order, as strings, and what stands between them.
 * The text is made fit for a page as a whole, so that what belongs together in it (an isolate's two ends) is seen
 * together. `isPlain`: every piece of it prints as it is.
 */
export function textAmong(text: string, set: (whole: string, put: Put, isPlain: boolean) => void): Html {
  const isPlain = !NOT_AS_IT_IS.test(text);
  let markup = "";
  const put: Put = (piece) => {
    if (typeof piece !== "string") markup += piece[MARKUP];
    else markup += isPlain ? piece : escapeText(piece);
  };
  set(isPlain ? text : printableText(text), put, isPlain);
  return htmlOf(markup);
}

/** What could end a script element, or isn't text to every reader of it. */
const NOT_IN_DATA = /[<>&\u2028\u2029]/g;

/** What `printableText` might change, as JSON writes it; control characters and halves of pairs it writes as escapes. */
const NOT_FIT_IN_DATA = /\\[^"\\]|[\u007F-\u009F\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/;

const fit = (_: string, value: unknown) => (typeof value === "string" ? printableText(value) : value);

/**
 * A block of JSON-LD. No text in it can end the element: what could is written as an escape of JSON. It is data
 * to a browser, which never runs it.
 */
export function jsonLd(data: unknown): Html {
  const plain = JSON.stringify(data);
  // Each text by itself takes several times as long, and hardly any has something to change.
  const json = (NOT_FIT_IN_DATA.test(plain) ? JSON.stringify(data, fit) : plain).replace(
    NOT_IN_DATA,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return htmlOf(`<script type="application/ld+json">${json}</script>`);
}

/** Whether markup prints nothing at all. */
export const isEmpty = (markup: Html): boolean => markup[MARKUP] === "";

/** The markup as a string, for a file or a frame. */
export const markupOf = (markup: Html): string => markup[MARKUP];

/** Markup as it is given, unescaped: for what was generated elsewhere and is ours (a style sheet), never for a story's words. */
export const raw = (trusted: string): Html => htmlOf(trusted);
