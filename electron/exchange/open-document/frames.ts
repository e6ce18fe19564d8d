/** Frames and shapes of an OpenDocument text: their pictures, what they say of themselves, equations. */
import path from "node:path";
import type { Archive } from "../documents/archive.ts";
import { childOf, childrenOf, isXmlElement, readXml, within, type XmlElement, xmlText } from "../documents/xml.ts";
import { MOST_XML } from "../documents/xml-part.ts";

export interface OpenFrame {
  /** Parts of the file, of which the first that can be shown is; null is a picture that isn't in the file. */
  readonly images: readonly (string | null)[];
  readonly alt: string;
  /** In pixels of CSS. */
  readonly width: number;
  /** The words of an equation; null where it is none. */
  readonly equation: string | null;
}

/** Pixels of CSS in one of a unit. */
const UNITS: Readonly<Record<string, number>> = { in: 96, cm: 96 / 2.54, mm: 96 / 25.4, pt: 96 / 72, pc: 16, px: 1 };

function pixels(length: string | undefined): number | null {
  const [, number = "", unit = ""] = /^\s*([\d.]+)\s*([a-z]+)\s*$/.exec(length ?? "") ?? [];
  const each = UNITS[unit];
  return each === undefined || number === "" ? null : Number(number) * each;
}

/** A part's name; null for an address outside of the file. */
function partOf(href: string): string | null {
  if (href === "" || href.startsWith("#") || href.startsWith("/") || /^[a-z][a-z\d+.-]*:/i.test(href)) return null;
  const part = path.posix.normalize(href);
  return part.startsWith("..") ? null : part;
}

/** Handled with their frame. */
export const isNoPicture = (name: string): boolean =>
  /^draw:(?:object|object-ole|plugin|image-map|enhanced-geometry|glue-point|contour-\w+)$/.test(name);

function equationOf(archive: Archive, frame: XmlElement): string | null {
  for (const object of childrenOf(frame, "draw:object")) {
    const folder = partOf(object.attrs.get("xlink:href") ?? "");
    const bytes = folder === null ? null : archive.part(`${folder.replace(/\/$/, "")}/content.xml`, MOST_XML);
    const root = childOf(object, "math:math") ?? (bytes && readXml(bytes));
    if (root?.name === "math:math") {
      // As it was typed, where the file has it.
      const typed = [...within(root)].find(({ name }) => name === "math:annotation");
      return xmlText(typed ?? root).trim();
    }
    // Older files have a document type, and are not read.
    const isMath = bytes && Buffer.from(bytes.subarray(0, 2000)).includes("http://www.w3.org/1998/Math/MathML");
    if (isMath) return "";
  }
  return null;
}

export function readFrame(archive: Archive, frame: XmlElement): OpenFrame {
  const said = (name: string) => {
    const element = childOf(frame, name);
    return element ? xmlText(element).trim() : "";
  };
  return {
    images: childrenOf(frame, "draw:image").map((image) => partOf(image.attrs.get("xlink:href") ?? "")),
    alt: said("svg:desc") || said("svg:title"),
    width: pixels(frame.attrs.get("svg:width")) ?? 1000,
    equation: frame.children.some((one) => isXmlElement(one) && one.name === "draw:object")
      ? equationOf(archive, frame)
      : null,
  };
}

/** Words of a chart that stands in a frame, by what it writes round it and prints of its table; empty where it holds none. */
export function objectWords(archive: Archive, frame: XmlElement): string {
  const words = [...within(frame)].flatMap((one) => {
    const folder = one.name === "draw:object" ? partOf(one.attrs.get("xlink:href") ?? "") : null;
    const bytes = folder === null ? null : archive.part(`${folder.replace(/\/$/, "")}/content.xml`, MOST_XML);
    const chart = bytes && childOf(childOf(readXml(bytes), "office:body"), "office:chart");
    return chart ? [...within(chart)].filter(({ name }) => name === "text:p").map((line) => xmlText(line).trim()) : [];
  });
  return [...new Set(words)].filter((one) => /\p{L}/u.test(one)).join(" ");
}

/** What stands on the parts of a form, by the ids that the text names them with. */
export function readControls(body: XmlElement | null): ReadonlyMap<string, string> {
  const forms = childOf(body, "office:forms");
  return new Map(
    [...(forms ? within(forms) : [])].flatMap(({ attrs }) => {
      const id = attrs.get("xml:id") ?? attrs.get("form:id");
      const said = [attrs.get("form:label"), attrs.get("form:current-value") ?? attrs.get("form:value")];
      return id === undefined ? [] : [[id, said.filter((one) => one).join(" ")] as const];
    }),
  );
}
