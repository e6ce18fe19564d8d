/** Changes that an OpenDocument text tracks: what was deleted stands beside the text, with a mark where it stood. */
import { childOf, childrenOf, type XmlElement } from "../documents/xml.ts";
import { openWords } from "./text-of.ts";

export interface Changes {
  /** The words that were deleted at a mark, once; empty where nothing was. */
  readonly take: (id: string) => string;
  /** What no mark has asked for. */
  readonly rest: () => string[];
}

export function readChanges(body: XmlElement | null): Changes {
  const deleted = new Map<string, string>();
  for (const region of childrenOf(childOf(body, "text:tracked-changes"), "text:changed-region")) {
    const words = childrenOf(region, "text:deletion").map(openWords).join(" ");
    if (words !== "") deleted.set(region.attrs.get("text:id") ?? region.attrs.get("xml:id") ?? "", words);
  }
  return {
    take(id) {
      const words = deleted.get(id) ?? "";
      deleted.delete(id);
      return words;
    },
    rest: () => [...deleted.values()],
  };
}
