/** The parts of an office file and what they say of each other. Nothing outside the file is ever looked for. */
import path from "node:path";
import type { Archive } from "../documents/archive.ts";
import { childrenOf, readXml } from "../documents/xml.ts";
import { MOST_XML } from "../documents/xml-part.ts";

export interface Relation {
  /** The last word of its type: `image`, `hyperlink`, `header`. */
  readonly type: string;
  /** A part's name, or an address outside. */
  readonly target: string;
  readonly isOutside: boolean;
}

export type Relations = ReadonlyMap<string, Relation>;

const NO_RELATIONS: Relations = new Map();

/** A part's relations by their ids; `""` is the file itself. */
export function relationsOf(archive: Archive, part: string): Relations {
  const folder = part === "" ? "/" : path.posix.join("/", path.posix.dirname(part));
  const bytes = archive.part(path.posix.join(folder, "_rels", `${path.posix.basename(part)}.rels`), MOST_XML);
  const root = bytes && readXml(bytes);
  if (!root) return NO_RELATIONS;
  const relations = new Map<string, Relation>();
  for (const { attrs } of childrenOf(root, "Relationship")) {
    const isOutside = attrs.get("TargetMode")?.toLowerCase() === "external";
    const given = attrs.get("Target") ?? "";
    // Joined to the root, a path can't lead out of it.
    const target = isOutside ? given : path.posix.resolve(folder, given.replaceAll("\\", "/")).slice(1);
    const type = /[^/]+$/.exec(attrs.get("Type") ?? "")?.[0] ?? "";
    relations.set(attrs.get("Id") ?? "", { type, target, isOutside });
  }
  return relations;
}

/** The part that a relation of a type leads to; null where there is none. */
export function partOfType(relations: Relations, type: string): string | null {
  for (const relation of relations.values()) if (relation.type === type && !relation.isOutside) return relation.target;
  return null;
}
