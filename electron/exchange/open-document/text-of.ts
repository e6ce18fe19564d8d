/** Words of an OpenDocument text as one line, for what is told and not read. */
import type { XmlElement } from "../documents/xml.ts";

/** What has text without being anybody's words: who changed it and when, numbers that are printed anew. */
export const isNoText = (name: string): boolean =>
  /^(?:office:change-info|text:number|text:note-citation|text:tracked-changes|office:forms|office:event-listeners)$/.test(
    name,
  ) || /^(?:dc|meta|style|svg|form):|-(?:decls|source)$/.test(name);

const PARTING = /^text:(?:p|h|s|tab|line-break|list-item)$/;

/** The words in an element; what parts them is a space. */
export function openWords(element: XmlElement): string {
  let words = "";
  const look = ({ name, children }: XmlElement) => {
    if (isNoText(name)) return;
    if (PARTING.test(name)) words += " ";
    for (const child of children)
      if (typeof child === "string") words += child;
      else look(child);
  };
  look(element);
  return words.replace(/\s+/g, " ").trim();
}
