/** What the styles of an OpenDocument text say (ISO 26300-1, 16), named and automatic, as far as a story can hold it. */
import { alignByPlace, headingRole, namedRole, type ParagraphRole, type RunFormat } from "../documents/looks.ts";
import { childOf, childrenOf, wholeOf, type XmlElement } from "../documents/xml.ts";

interface Style {
  /** As its user sees it, in lower case. */
  readonly name: string;
  readonly parent: string | null;
  readonly element: XmlElement;
  readonly format: RunFormat;
}

export interface OpenStyles {
  /** What a paragraph's letters look like where nothing else is said; one with a role has its look for itself. */
  readonly paragraphFormat: (style: string | null, role: ParagraphRole) => RunFormat;
  /** What a style of letters says over that. */
  readonly letterFormat: (style: string | null) => RunFormat;
  readonly roleOf: (style: string | null) => ParagraphRole;
  /** The outline level that a style gives to headings, from 1. */
  readonly outlineOf: (style: string | null) => number | null;
  /** The list style of a paragraph's style. */
  readonly listOf: (style: string | null) => string | null;
  readonly startsPage: (style: string | null) => boolean;
  readonly endsPage: (style: string | null) => boolean;
  /** An empty paragraph of this style is a line across. */
  readonly isRule: (style: string | null) => boolean;
  readonly listStyle: (name: string) => XmlElement | null;
  readonly outlineStyle: XmlElement | null;
  /** What stands above and below on each page, in the file's order. */
  readonly pageParts: readonly XmlElement[];
}

const isBold = (weight: string): boolean => weight === "bold" || Number(weight) >= 600;
const isItalic = (style: string): boolean => style === "italic" || style === "oblique";

/** `super 58%`, `-33% 58%`: letters off the line; with `100%` their own size says whether they are set high or low. */
function placeOf(position: string): Pick<RunFormat, "align" | "position"> {
  const [place = "", size = "58%"] = position.trim().split(/\s+/);
  if (place === "super" || place === "sub") return { align: place === "super" ? "superscript" : "subscript" };
  const height = Number.parseFloat(place);
  if (!height) return { align: "baseline", position: 0 };
  if (Number.parseFloat(size) >= 100) return { position: height };
  return { align: height > 0 ? "superscript" : "subscript" };
}

/** In half points, as Word counts; any share of what is round it is less. */
function sizeOf(size: string): number {
  const number = Number.parseFloat(size);
  if (size.endsWith("pt")) return number * 2;
  return size.endsWith("%") && number < 100 ? 1 : 0;
}

/** Letters of a format within those of another. */
export function formatWithin(outer: RunFormat, own: RunFormat): RunFormat {
  const inner = { ...outer, ...own };
  return own.position === undefined || own.align !== undefined ? inner : { ...inner, align: alignByPlace(own, outer) };
}

/** Without the quotation marks of a name that has spaces; the first of several. */
const familyOf = (value: string): string => (value.split(",")[0] ?? "").trim().replace(/^['"]|['"]$/g, "");

function formatOf(properties: XmlElement | null, fonts: ReadonlyMap<string, string>): RunFormat {
  if (!properties) return {};
  const value = (...names: readonly string[]) =>
    names.map((name) => properties.attrs.get(name)).find((one) => one !== undefined);
  const given = <T>(name: keyof RunFormat, said: string | undefined, read: (said: string) => T) =>
    said === undefined ? {} : { [name]: read(said) };
  const place = value("style:text-position");
  const font = (name: string) => fonts.get(name) ?? name;
  const struck = value("style:text-line-through-style", "style:text-line-through-type");
  return {
    ...given("b", value("fo:font-weight"), isBold),
    ...given("bCs", value("style:font-weight-complex"), isBold),
    ...given("i", value("fo:font-style"), isItalic),
    ...given("iCs", value("style:font-style-complex"), isItalic),
    ...given("vanish", value("text:display"), (display) => display === "none"),
    ...given("strike", struck, (style) => style !== "none"),
    ...(place === undefined ? {} : placeOf(place)),
    ...given("size", value("fo:font-size"), sizeOf),
    ...given("font", value("fo:font-family"), familyOf),
    ...given("font", value("style:font-name"), font),
    ...given("complexFont", value("style:font-family-complex"), familyOf),
    ...given("complexFont", value("style:font-name-complex"), font),
  };
}

const LONGEST_CHAIN = 30;

/** Names as files encode them: `Heading_20_1`. */
const decoded = (name: string): string =>
  name.replace(/_([0-9a-f]{1,4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Styles of `content.xml` and of `styles.xml`, whose automatic ones belong to heads and feet alone. */
export function readOpenStyles(content: XmlElement, common: XmlElement | null): OpenStyles {
  const roots = [common, content];
  const fonts = new Map<string, string>();
  for (const face of roots.flatMap((root) => childrenOf(childOf(root, "office:font-face-decls"), "style:font-face")))
    fonts.set(face.attrs.get("style:name") ?? "", familyOf(face.attrs.get("svg:font-family") ?? ""));

  const groups = [
    childOf(common, "office:styles"),
    childOf(content, "office:styles"),
    childOf(content, "office:automatic-styles"),
  ];
  const families = { paragraph: new Map<string, Style>(), text: new Map<string, Style>() };
  const lists = new Map<string, XmlElement>();
  let base: RunFormat = {};
  let outlineStyle: XmlElement | null = null;
  for (const group of groups) {
    for (const element of childrenOf(group, "style:style")) {
      const family = element.attrs.get("style:family");
      if (family !== "paragraph" && family !== "text") continue;
      const id = element.attrs.get("style:name") ?? "";
      families[family].set(id, {
        name: (element.attrs.get("style:display-name") ?? decoded(id)).trim().toLowerCase(),
        parent: element.attrs.get("style:parent-style-name") ?? null,
        element,
        format: formatOf(childOf(element, "style:text-properties"), fonts),
      });
    }
    for (const element of childrenOf(group, "style:default-style"))
      if (element.attrs.get("style:family") === "paragraph")
        base = formatOf(childOf(element, "style:text-properties"), fonts);
    for (const element of childrenOf(group, "text:list-style"))
      lists.set(element.attrs.get("style:name") ?? "", element);
    outlineStyle = childOf(group, "text:outline-style") ?? outlineStyle;
  }

  /** A style and those that it goes back to, the nearest first. */
  function chain(family: keyof typeof families, id: string | null): Style[] {
    const found: Style[] = [];
    for (let style = families[family].get(id ?? ""); style; style = families[family].get(style.parent ?? "")) {
      if (found.includes(style) || found.length > LONGEST_CHAIN) break;
      found.push(style);
    }
    return found;
  }
  const formats = new Map<string, RunFormat>();
  function chainFormat(family: keyof typeof families, id: string | null): RunFormat {
    const key = `${family} ${id ?? ""}`;
    const known = formats.get(key);
    if (known) return known;
    const made: RunFormat = Object.assign(
      {},
      ...chain(family, id)
        .map(({ format }) => format)
        .reverse(),
    );
    formats.set(key, made);
    return made;
  }
  /** The nearest style's word on something. */
  const said = <T>(id: string | null, read: (element: XmlElement) => T | undefined): T | undefined => {
    for (const { element } of chain("paragraph", id)) {
      const found = read(element);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const property = (id: string | null, ...names: readonly string[]) =>
    said(id, (element) => {
      const attrs = childOf(element, "style:paragraph-properties")?.attrs;
      return names.map((name) => attrs?.get(name)).find((one) => one !== undefined);
    });
  const isLine = (border: string | undefined) => border !== undefined && border !== "" && border !== "none";

  return {
    paragraphFormat(id, role) {
      const whole = { ...base, ...chainFormat("paragraph", id) };
      return role === null ? whole : { ...whole, b: false, bCs: false, i: false, iCs: false };
    },
    letterFormat: (id) => chainFormat("text", id),
    roleOf(id) {
      for (const { name } of chain("paragraph", id)) {
        const role = namedRole(name);
        if (role !== undefined) return role;
      }
      return null;
    },
    outlineOf: (id) =>
      said(id, ({ attrs }) => wholeOf(attrs.get("style:default-outline-level") ?? null) ?? undefined) ?? null,
    listOf: (id) => said(id, ({ attrs }) => attrs.get("style:list-style-name")) ?? null,
    startsPage: (id) =>
      property(id, "fo:break-before") === "page" ||
      (said(id, ({ attrs }) => attrs.get("style:master-page-name")) ?? "") !== "",
    endsPage: (id) => property(id, "fo:break-after") === "page",
    isRule: (id) => isLine(property(id, "fo:border-bottom", "fo:border")) || isLine(property(id, "fo:border-top")),
    listStyle: (name) => lists.get(name) ?? null,
    outlineStyle,
    pageParts: childrenOf(childOf(common, "office:master-styles"), "style:master-page").flatMap(({ children }) =>
      children.filter(
        (one): one is XmlElement =>
          typeof one === "object" &&
          /^style:(?:header|footer)/.test(one.name) &&
          one.attrs.get("style:display") !== "false",
      ),
    ),
  };
}

export const roleOfLevel = (level: number): ParagraphRole => headingRole(Math.max(1, level) - 1);
