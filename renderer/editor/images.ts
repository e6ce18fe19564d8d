/** Image files into the story: stored by content, then a figure on a row of its own. */
import type { EditorView } from "@tiptap/pm/view";
import { LIMITS } from "../../shared/contract.ts";
import { deskError } from "../../shared/errors.ts";
import { newBlockId } from "../../shared/ids.ts";
import { desk } from "../shell/desk-client.ts";
import { tellError } from "../shell/tell.ts";
import { base64Of } from "./asset-url.ts";

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

export async function addImages(view: EditorView, files: readonly File[], position: number | null): Promise<void> {
  for (const file of files) {
    const asset = await storeImage(file);
    const { figure, image, figcaption } = view.state.schema.nodes;
    if (!asset || !figure || !image || !figcaption || view.isDestroyed) continue;
    const node = figure.create({ id: newBlockId(), row: newBlockId() }, [image.create({ asset }), figcaption.create()]);
    const { doc, selection } = view.state;
    const $at = position === null ? selection.$head : doc.resolve(Math.min(position, doc.content.size));
    const after = $at.depth === 0 ? $at.pos : $at.after(1);
    view.dispatch(view.state.tr.insert(after, node).scrollIntoView());
  }
}
