/** Word's fields (ISO 29500-1, 17.16): an instruction and what it gave; a reader sees what it gave alone. */

import { attributeOf, within, type XmlElement } from "../documents/xml.ts";
import { formShows } from "./plain-words.ts";

interface OpenField {
  instruction: string;
  /** What stands now is what the field gave. */
  isResult: boolean;
  /** It gave words. */
  isSaid: boolean;
  /** What it shows where it gave none. */
  readonly shows: string;
}

/** A field that ended. */
export interface EndedField {
  readonly instruction: string;
  /** What a field of a form shows without words that stand in the text; empty where it has none, or they do. */
  readonly shows: string;
}

export interface Fields {
  /** The field that ends here; null where none does. */
  readonly mark: (element: XmlElement) => EndedField | null;
  /** Words stand here. */
  readonly said: () => void;
  readonly instruction: (text: string) => void;
  /** Within an instruction, whose words nobody sees. */
  readonly isHidden: () => boolean;
  /** The address of the innermost field that is a link; empty where none is. */
  readonly href: () => string;
}

/** The address in `HYPERLINK "https://…" \\l "place"`; empty in any other field, and in a link within the document. */
export function linkOf(instruction: string): string {
  const found = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]\S*))/i.exec(instruction);
  const address = found?.[1] ?? found?.[2] ?? "";
  const place = /\s\\l\s+"([^"]+)"/i.exec(instruction)?.[1];
  return address === "" || place === undefined || address.includes("#") ? address : `${address}#${place}`;
}

/** An equation of before 2007, which is an instruction without a result. */
export const isEquationField = (instruction: string): boolean => /^\s*EQ\s/i.test(instruction);

/** Marks of fields that end: one that doesn't would hide all behind it. */
function soundMarks(root: XmlElement): ReadonlySet<XmlElement> {
  const sound = new Set<XmlElement>();
  const open: XmlElement[][] = [];
  for (const element of within(root)) {
    if (element.name !== "w:fldChar") continue;
    const type = attributeOf(element, "fldCharType");
    if (type === "begin") open.push([element]);
    else open.at(-1)?.push(element);
    if (type === "end") for (const mark of open.pop() ?? []) sound.add(mark);
  }
  return sound;
}

/** The fields of one part. */
export function fieldsOf(root: XmlElement): Fields {
  const sound = soundMarks(root);
  const open: OpenField[] = [];
  return {
    mark(element) {
      if (!sound.has(element)) return null;
      const type = attributeOf(element, "fldCharType");
      const field = open.at(-1);
      if (type === "begin") open.push({ instruction: "", isResult: false, isSaid: false, shows: formShows(element) });
      else if (type === "separate" && field) field.isResult = true;
      else if (type === "end" && open.pop() && field)
        return { instruction: field.instruction, shows: field.isSaid ? "" : field.shows };
      return null;
    },
    said() {
      const field = open.at(-1);
      if (field?.isResult) field.isSaid = true;
    },
    instruction(text) {
      const field = open.at(-1);
      if (field && !field.isResult) field.instruction += text;
    },
    isHidden: () => open.some((field) => !field.isResult),
    href: () =>
      open.map(({ instruction, isResult }) => (isResult ? linkOf(instruction) : "")).findLast((one) => one !== "") ??
      "",
  };
}
