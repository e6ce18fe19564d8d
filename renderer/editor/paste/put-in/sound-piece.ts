/**
 * Whether what says that an editor of ours copied it can be that. Anyone can write our marks into HTML, and the
 * editor takes them at their word: what it can't close or lay out as a table it throws at.
 */
import { type Fragment, type Node, Fragment as Nodes, type Schema } from "@tiptap/pm/model";
import { TableMap } from "@tiptap/pm/tables";
import type { OwnPiece } from "../../../../shared/html/own-piece.ts";

/** ProseMirror's note: how far a piece is open, then the names and attributes of what stood around it, outermost first. */
const NOTE = /^\d+ \d+ (.*)$/s;

/**
 * A node made whole, as the editor does with what a copy left open: what is open at its beginning may lack what
 * stands before, everything else only what stands behind. Null where that can't be done.
 */
function madeWhole(node: Node, isOpenAtStart: boolean): Node | null {
  if (node.isLeaf) return node;
  const children: Node[] = [];
  for (const [at, child] of node.children.entries()) {
    const whole = madeWhole(child, isOpenAtStart && at === 0);
    if (!whole) return null;
    children.push(whole);
  }
  const { contentMatch } = node.type;
  const before = isOpenAtStart ? contentMatch.fillBefore(Nodes.from(children)) : Nodes.empty;
  const begun = before?.append(Nodes.from(children));
  const behind = begun && contentMatch.matchFragment(begun)?.fillBefore(Nodes.empty, true);
  return behind ? node.copy(begun.append(behind)) : null;
}

function isSoundTable(table: Node): boolean {
  if (table.children.some((row) => row.childCount === 0)) return false;
  return TableMap.get(table).problems === null;
}

function tablesAreSound(content: Fragment, schema: Schema): boolean {
  const { table, tableRow } = schema.nodes;
  if (!table || !tableRow) return false;
  const [first] = content.content;
  // Rows and cells by themselves are put into a table as if they were one.
  const role: unknown = first?.type.spec.tableRole;
  if (role === "row") return tablesAreSound(Nodes.from(table.create(null, content)), schema);
  if (role === "cell" || role === "header_cell")
    return tablesAreSound(Nodes.from(tableRow.create(null, content)), schema);
  let sound = true;
  content.descendants((node) => {
    if (node.type === table) sound &&= isSoundTable(node);
    return sound;
  });
  return sound;
}

/** The piece as the editor will close it, within what stood around it; false where nothing sound comes of it. */
export function isSound(schema: Schema, { nodes, slice }: OwnPiece): boolean {
  try {
    let content = Nodes.from(nodes.map((node) => schema.nodeFromJSON(node)));
    const around: unknown = JSON.parse(NOTE.exec(slice)?.[1] ?? "");
    if (!Array.isArray(around)) return false;
    for (let at = around.length - 2; at >= 0; at -= 2) {
      const type = schema.nodes[String(around[at])];
      if (!type || type.hasRequiredAttrs()) break;
      content = Nodes.from(type.create(around[at + 1], content));
    }
    const whole = content.content.map((node, at) => madeWhole(node, at === 0));
    if (whole.includes(null)) return false;
    const closed = Nodes.from(whole.filter((node) => node !== null));
    for (const node of closed.content) node.check();
    return tablesAreSound(closed, schema);
  } catch {
    return false;
  }
}
