/** Image files into the story: stored by content, then a figure in the empty block that it is meant for, or on a row of its own. */
import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { LIMITS } from "../../shared/contract.ts";
import { deskError } from "../../shared/errors.ts";
import { newBlockId } from "../../shared/ids.ts";
import { desk } from "../shell/desk-client.ts";
import { tellError } from "../shell/tell.ts";
import { base64Of } from "./asset-url.ts";
import { emptyBlockAt, fillBlock } from "./fill-block.ts";

/** Stores an image; null, and the user told, where it is refused. */
export async function storeImage(file: File): Promise<string | null> {
  if (file.size > LIMITS.image) {
    tellError(deskError("file-too-large", { name: file.name, limit: "25 MiB" }));
    return null;
  }
  const stored = await desk.call("assets.add", { name: file.name, data: await base64Of(file) });
  if (stored.ok) return stored.value.asset;
  tellError(stored.error);
  return null;
}

/** Where a block stands by now. */
function placeOf(doc: Node, id: unknown): number | null {
  let place: number | null = null;
  doc.forEach((node, position) => {
    if (node.attrs.id === id) place = position;
  });
  return place;
}

/** Adds images at a position, or at the caret as it is now: storing them takes a moment, in which it may move on. */
export async function addImages(view: EditorView, files: readonly File[], position: number | null): Promise<void> {
  const asked = view.state;
  const $asked =
    position === null ? asked.selection.$head : asked.doc.resolve(Math.min(position, asked.doc.content.size));
  let anchor: unknown = asked.doc.maybeChild(Math.max(0, $asked.index(0) - ($asked.depth === 0 ? 1 : 0)))?.attrs.id;
  const atStart = $asked.depth === 0 && $asked.pos === 0;
  for (const [index, file] of files.entries()) {
    const asset = await storeImage(file);
    const { figure, image, figcaption } = view.state.schema.nodes;
    if (!asset || !figure || !image || !figcaption || view.isDestroyed) continue;
    const { doc, tr } = view.state;
    const place = placeOf(doc, anchor);
    const empty = place === null ? null : emptyBlockAt(doc, place);
    const made = figure.create({ id: newBlockId(), row: newBlockId() }, [image.create({ asset }), figcaption.create()]);
    anchor = empty ? empty.node.attrs.id : made.attrs.id;
    if (empty) {
      const holdsCaret = doc.resolve(empty.position).index(0) === tr.selection.$head.index(0);
      fillBlock(tr, empty, made);
      // The caption is what is written next.
      if (holdsCaret) tr.setSelection(TextSelection.create(tr.doc, empty.position + 3));
    } else if (atStart && index === 0) tr.insert(0, made);
    else tr.insert(place === null ? doc.content.size : place + (doc.nodeAt(place)?.nodeSize ?? 0), made);
    view.dispatch(tr.scrollIntoView());
  }
}
