/** Footnotes, endnotes and comments: what stands beside a document's text and is called from it. */
import { printedNumber } from "../documents/printed-number.ts";
import { attributeOf, childOf, childrenOf, childValue, wholeOf, within, type XmlElement } from "../documents/xml.ts";
import { formatOf } from "./numbering.ts";

export type NoteKind = "footnote" | "endnote";

export interface NoteCall {
  /** `[1]`, as a note's number stands in the text. */
  readonly label: string;
  /** What the note says; null where it was called before, or isn't there. */
  readonly note: XmlElement | null;
}

export interface Notes {
  readonly call: (id: string) => NoteCall;
}

/** The notes of one kind, numbered as they are called, as the settings or the first section that says so count them. */
export function readNotes(
  kind: NoteKind,
  root: XmlElement | null,
  settings: XmlElement | null,
  document: XmlElement,
): Notes {
  const notes = new Map(childrenOf(root, `w:${kind}`).map((note) => [attributeOf(note, "id") ?? "", note] as const));
  const sections = [...within(document)].filter(({ name }) => name === "w:sectPr");
  const properties = [...sections, settings].map((one) => childOf(one, `w:${kind}Pr`));
  const said = (asked: (one: XmlElement | null) => string | null) =>
    properties.map(asked).find((value) => value !== null) ?? null;
  const format = said(formatOf) ?? (kind === "endnote" ? "lowerRoman" : "decimal");
  let next = wholeOf(said((one) => childValue(one, "w:numStart"))) ?? 1;
  const called = new Map<string, string>();
  return {
    call(id) {
      const known = called.get(id);
      if (known !== undefined) return { label: known, note: null };
      const label = `[${printedNumber(format, next)}]`;
      next += 1;
      called.set(id, label);
      return { label, note: notes.get(id) ?? null };
    },
  };
}
