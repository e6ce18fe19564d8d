/** XML of office files as a plain tree: well-formed or refused, without document types and so without entities of its own. */
import { SaxesParser } from "saxes";

export interface XmlElement {
  /** `w:p`: the prefix is the one that is known for the namespace, whatever the file calls it. */
  readonly name: string;
  readonly attrs: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

export const isXmlElement = (node: XmlNode | undefined): node is XmlElement => typeof node === "object";

/** Recursion that walks a tree needs an end; Word's own files are some 60 deep. */
const DEEPEST = 256;
const MOST_NODES = 2_000_000;

const OPEN_XML = "http://schemas.openxmlformats.org/";
/** The strict kind of the same format. */
const STRICT = "http://purl.oclc.org/ooxml/";
const DRAWING = "drawingml/2006/";
/** The format of LibreOffice and others (ISO 26300). */
const OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:";

/** By what is common to a namespace's transitional and strict address. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  [`${OPEN_XML}wordprocessingml/2006/main`, "w"],
  [`${STRICT}wordprocessingml/main`, "w"],
  [`${OPEN_XML}officeDocument/2006/relationships`, "r"],
  [`${STRICT}officeDocument/relationships`, "r"],
  [`${OPEN_XML}officeDocument/2006/math`, "m"],
  [`${STRICT}officeDocument/math`, "m"],
  [`${OPEN_XML}${DRAWING}main`, "a"],
  [`${STRICT}drawingml/main`, "a"],
  [`${OPEN_XML}${DRAWING}wordprocessingDrawing`, "wp"],
  [`${STRICT}drawingml/wordprocessingDrawing`, "wp"],
  [`${OPEN_XML}markup-compatibility/2006`, "mc"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ...["office", "text", "table", "style", "drawing", "form"].map(
    (name) => [`${OPEN_DOCUMENT}${name}:1.0`, name === "drawing" ? "draw" : name] as const,
  ),
  [`${OPEN_DOCUMENT}xsl-fo-compatible:1.0`, "fo"],
  [`${OPEN_DOCUMENT}svg-compatible:1.0`, "svg"],
  ["http://www.w3.org/1999/xlink", "xlink"],
  ["http://www.w3.org/1998/Math/MathML", "math"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
]);

function decoded(bytes: Uint8Array): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  // Swapped by hand: a host's own ICU may lack the big-endian decoder.
  return new TextDecoder("utf-16le", { fatal: true }).decode(isBig ? Buffer.from(even).swap16() : even);
}

/** The root of an XML text; null where it isn't well-formed, has a document type, or is deeper or larger than any real one. */
export function readXml(bytes: Uint8Array): XmlElement | null {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const document: { name: string; attrs: ReadonlyMap<string, string>; children: XmlNode[] } = {
    name: "",
    attrs: new Map(),
    children: [],
  };
  const open = [document];
  let nodes = 0;
  const broken = (why: string) => {
    throw new SyntaxError(why);
  };
  const text = (words: string) => {
    const into = open.at(-1)?.children;
    const last = into?.at(-1);
    if (into && typeof last === "string") into[into.length - 1] = last + words;
    else into?.push(words);
  };
  parser.on("error", ({ message }) => broken(message));
  parser.on("doctype", () => broken("a document type"));
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("opentag", ({ prefix, local, uri, attributes }) => {
    nodes += 1;
    if (nodes > MOST_NODES || open.length > DEEPEST) broken("too deep or too large");
    const known = PREFIXES.get(uri) ?? prefix;
    const attrs = new Map<string, string>();
    for (const one of Object.values(attributes)) {
      const own = PREFIXES.get(one.uri) ?? one.prefix;
      attrs.set(own === "" ? one.local : `${own}:${one.local}`, one.value);
    }
    const element = { name: known === "" ? local : `${known}:${local}`, attrs, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  try {
    parser.write(decoded(bytes)).close();
  } catch (problem) {
    // What `fatal` throws on bytes of another encoding, and what is thrown above; anything else is a bug of ours.
    if (problem instanceof TypeError || problem instanceof SyntaxError) return null;
    throw problem;
  }
  return document.children.find(isXmlElement) ?? null;
}

/** The first child of a name. */
export const childOf = (element: XmlElement | null | undefined, name: string): XmlElement | null =>
  (element?.children.find((child) => isXmlElement(child) && child.name === name) as XmlElement | undefined) ?? null;

/** All children of a name. */
export const childrenOf = (element: XmlElement | null | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => isXmlElement(child) && child.name === name);

/** An attribute of Word's own; strict files may write it without its prefix. */
export const attributeOf = (element: XmlElement | null | undefined, name = "val"): string | null =>
  element?.attrs.get(`w:${name}`) ?? element?.attrs.get(name) ?? null;

/** `w:val` of the child of a name. */
export const childValue = (element: XmlElement | null | undefined, name: string): string | null =>
  attributeOf(childOf(element, name));

/** A whole number of an attribute's; null where it is none. */
export function wholeOf(value: string | null): number | null {
  if (value === null || !/^\s*[+-]?\d{1,9}(?:\.\d+)?\s*$/.test(value)) return null;
  return Math.trunc(Number(value));
}

/** Every element within, the element itself first, in the file's order. */
export function* within(element: XmlElement): Generator<XmlElement> {
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const child of next.children.toReversed()) if (isXmlElement(child)) waiting.push(child);
  }
}

/** All text in an element, as it stands. */
export function xmlText(element: XmlElement): string {
  let text = "";
  for (const child of element.children) text += isXmlElement(child) ? xmlText(child) : child;
  return text;
}
