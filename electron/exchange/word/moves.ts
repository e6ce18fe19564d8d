/** What was moved in a document with its changes: where a part went to is read, and where it came from is not. */
import { attributeOf, within, type XmlElement } from "../documents/xml.ts";

/** The places that something was moved from and to nowhere in this text: what stood there is gone. */
export function movedOut(document: XmlElement): ReadonlySet<XmlElement> {
  const all = [...within(document)];
  const named = (mark: string) =>
    new Set(all.filter(({ name }) => name === mark).map((one) => attributeOf(one, "name") ?? ""));
  const destinations = named("w:moveToRangeStart");
  const isMoved = all.some(({ name }) => name === "w:moveTo");
  /** Names of moves that are open, by the ids of their marks. */
  const open = new Map<string, string>();
  const gone = new Set<XmlElement>();
  for (const element of all) {
    const id = attributeOf(element, "id") ?? "";
    if (element.name === "w:moveFromRangeStart") open.set(id, attributeOf(element, "name") ?? "");
    else if (element.name === "w:moveFromRangeEnd") open.delete(id);
    else if (element.name === "w:moveFrom") {
      const names = [...open.values()];
      const isThere = names.length > 0 ? names.some((name) => destinations.has(name)) : isMoved;
      if (!isThere) gone.add(element);
    }
  }
  return gone;
}
