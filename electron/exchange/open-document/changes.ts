/** Changes that an OpenDocument text tracks: what was deleted stands beside the text, with a mark where it stood. */
import { childOf, childrenOf, within, type XmlElement } from "../documents/xml.ts";
import { openWords } from "./text-of.ts";

export interface Deleted {
  readonly words: string;
  /** A table was among it, which had parted what stands around it. */
  readonly hasTable: boolean;
}

const NOTHING: Deleted = { words: "", hasTable: false };

export interface Changes {
  /** What was deleted at a mark, once; without words where nothing was. */
  readonly take: (id: string) => Deleted;
  /** What no mark has asked for. */
  readonly rest: () => string[];
}

export function readChanges(body: XmlElement | null): Changes {
  const deleted = new Map<string, Deleted>();
  for (const region of childrenOf(childOf(body, "text:tracked-changes"), "text:changed-region")) {
    const deletions = childrenOf(region, "text:deletion");
    const words = deletions.map(openWords).join(" ");
    const hasTable = deletions.some((one) => [...within(one)].some(({ name }) => name === "table:table"));
    if (words !== "") deleted.set(region.attrs.get("text:id") ?? region.attrs.get("xml:id") ?? "", { words, hasTable });
  }
  return {
    take(id) {
      const found = deleted.get(id) ?? NOTHING;
      deleted.delete(id);
      return found;
    },
    rest: () => [...deleted.values()].map(({ words }) => words),
  };
}
