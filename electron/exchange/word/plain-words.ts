/** Words of a part of a Word file as lines of plain text, for what is told and not read. */
import { symbolOf } from "../../../shared/text/incoming/symbol-fonts.ts";
import { attributeOf, childrenOf, isXmlElement, within, type XmlElement, xmlText } from "../documents/xml.ts";
import { chosen } from "./alternatives.ts";

const BREAKS: ReadonlySet<string> = new Set(["w:tab", "w:ptab", "w:br", "w:cr", "w:tc", "a:p", "a:br"]);
/** What takes part in a document without a word of its own. */
export const isProperty = (name: string): boolean => /Pr(?:Change)?$/.test(name);

/** The lines of an element, in its order, and none that is blank; words in a box are lines of their own. */
export function plainLines(element: XmlElement): string[] {
  const lines = [""];
  const add = (words: string) => {
    lines[lines.length - 1] += words;
  };
  const look = (one: XmlElement) => {
    for (const child of one.name === "mc:AlternateContent" ? chosen(one) : one.children) {
      if (!isXmlElement(child) || isProperty(child.name)) continue;
      const { name } = child;
      if (name === "w:t" || name === "a:t") add(xmlText(child));
      else if (name === "w:noBreakHyphen") add("\u2011");
      else if (name === "w:sym") {
        const code = Number.parseInt(attributeOf(child, "char") ?? "", 16);
        add((Number.isNaN(code) ? null : symbolOf(attributeOf(child, "font") ?? "", code)) ?? "");
      } else if (BREAKS.has(name)) {
        add(" ");
        look(child);
        add(" ");
      } else if (name === "w:p") {
        lines.push("");
        look(child);
        lines.push("");
      } else look(child);
    }
  };
  look({ name: "", attrs: new Map(), children: [element] });
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter((line) => line !== "");
}

/** The same in one line. */
export const plainWords = (element: XmlElement | null): string => (element ? plainLines(element).join(" ") : "");

/** Words of a chart, by what it prints of its table and writes round it. */
export function chartWords(chart: XmlElement): string {
  const words = [...within(chart)].flatMap((one) => {
    if (one.name === "a:t") return [xmlText(one)];
    return /:(?:strCache|strLit|strDim)$/.test(one.name)
      ? [...within(one)].filter(({ name }) => /:(?:v|pt)$/.test(name)).map(ownText)
      : [];
  });
  return [...new Set(words.map((one) => one.replace(/\s+/g, " ").trim()))].filter((one) => one !== "").join(" ");
}

/** The text that stands directly in an element. */
const ownText = ({ children }: XmlElement): string => children.filter((one) => !isXmlElement(one)).join("");

/** How many entries of a list in a form a file may have. */
const entryOf = (list: XmlElement, at: number): string => attributeOf(childrenOf(list, "w:listEntry")[at]) ?? "";

/** What a field of a form shows that has no words of its own: the choice in a list, a box with or without its cross. */
export function formShows(fieldMark: XmlElement): string {
  const data = childrenOf(fieldMark, "w:ffData")[0];
  const value = (parent: XmlElement, name: string) => childrenOf(parent, name)[0];
  const [list] = childrenOf(data, "w:ddList");
  if (list) {
    const at = Number(attributeOf(value(list, "w:result")) ?? attributeOf(value(list, "w:default")) ?? "0");
    return entryOf(list, at);
  }
  const [box] = childrenOf(data, "w:checkBox");
  if (!box) return "";
  const state = value(box, "w:checked") ?? value(box, "w:default");
  return state && !/^(?:0|false|off)$/i.test(attributeOf(state) ?? "1") ? "☒" : "☐";
}
