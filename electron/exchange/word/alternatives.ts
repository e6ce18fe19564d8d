/** The same thing said twice in a file, for newer programs and for older ones (ISO 29500-3, 10.2): one of the two is read. */
import { childrenOf, within, type XmlElement, type XmlNode } from "../documents/xml.ts";

/** What a reader of ours makes something of. */
const SHOWN: ReadonlySet<string> = new Set(["w:t", "w:sym", "w:txbxContent", "a:blip", "v:imagedata", "m:oMath"]);

const isShown = (element: XmlElement): boolean => {
  for (const { name } of within(element)) if (SHOWN.has(name)) return true;
  return false;
};

/** The newer one; where nothing of it can be shown and something of the older one can (the picture of a model in 3D), that one. */
export function chosen(alternatives: XmlElement): readonly XmlNode[] {
  const all = [...childrenOf(alternatives, "mc:Choice"), ...childrenOf(alternatives, "mc:Fallback")];
  return (all.find(isShown) ?? all[0])?.children ?? [];
}
