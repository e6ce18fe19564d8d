/** Image files into the story: stored by content, then a figure in the empty block that it is meant for, or on a row of its own. */
import type { Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Lang } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { caretBlock } from "../columns/caret-block.ts";
import { blocksOfRow, placeForRow } from "../rows/partner.ts";
import type { OpenStory } from "../session/story.ts";
import { emptyBlockAt, fillBlock } from "./put-in/fill-block.ts";
import { storeImage } from "./store-image.ts";

/** Where images go: to a position of the text, to the caret as it is now, or into a row that has no block here yet. */
export type ImagePlace = number | "caret" | { readonly row: string };

/** Where the next image goes, in words that still hold when the text has changed meanwhile. */
interface Aim {
  readonly block: unknown;
  readonly row: string;
  /** The blocks above it, in their order. */
  readonly above: readonly unknown[];
}

function aimAt({ doc, selection }: EditorState, place: ImagePlace): Aim {
  if (typeof place === "object") return { block: null, row: place.row, above: [] };
  const $at = place === "caret" ? selection.$head : doc.resolve(Math.min(place, doc.content.size));
  const index = $at.index(0) - ($at.depth === 0 ? 1 : 0);
  const above = doc.children.slice(0, Math.max(0, index)).map((block) => block.attrs.id);
  const block = doc.maybeChild(index);
  return { block: block?.attrs.id, row: String(block?.attrs.row ?? ""), above };
}

/** Where a block stands by now. */
function placeOf(doc: Node, id: unknown): number | null {
  let place: number | null = null;
  doc.forEach((node, position) => {
    if (node.attrs.id === id) place = position;
  });
  return place;
}

const behind = (doc: Node, position: number): number => position + (doc.nodeAt(position)?.nodeSize ?? 0);

/**
 * Puts a figure where it is aimed at: in the empty block there, else behind the block. Where that one
 * is gone, the figure fills the gap of its row or follows what the row has by now, else it stands behind
 * what stood above.
 */
function put({ editors, pairing }: OpenStory, lang: Lang, figure: Node, { block, row, above }: Aim): Transaction {
  const { doc, tr } = editors[lang].state;
  const place = placeOf(doc, block);
  if (place !== null) {
    const empty = emptyBlockAt(doc, place);
    if (!empty) return tr.insert(behind(doc, place), figure);
    const holdsCaret = caretBlock(editors[lang].state) === empty.node;
    fillBlock(tr, empty, figure);
    // The caption is what is written next.
    return holdsCaret ? tr.setSelection(TextSelection.create(tr.doc, empty.position + 3)) : tr;
  }
  const isThere = blocksOfRow(doc, row).length > 0;
  if (isThere || blocksOfRow(editors[otherLang(lang)].state.doc, row).length > 0) {
    const { from, to } = placeForRow(doc, pairing.tracks.get(), lang, row);
    if (isThere) return tr.insert(to, figure);
    return tr.replaceWith(from, to, figure.type.create({ ...figure.attrs, row }, figure.content));
  }
  const last = above.findLast((id) => placeOf(doc, id) !== null);
  return tr.insert(last === undefined ? 0 : behind(doc, placeOf(doc, last) ?? 0), figure);
}

/** Adds images to one side: storing them takes a moment, in which the text may change. */
export async function addImages(
  story: OpenStory,
  lang: Lang,
  files: readonly File[],
  place: ImagePlace,
): Promise<void> {
  const editor = story.editors[lang];
  let aim = aimAt(editor.state, place);
  for (const file of files) {
    const asset = await storeImage(file);
    const { figure, image, figcaption } = editor.schema.nodes;
    if (!asset || !figure || !image || !figcaption || editor.isDestroyed) continue;
    const content = [image.create({ asset }), figcaption.create()];
    const made = figure.create({ id: newBlockId(), row: newBlockId() }, content);
    const change = put(story, lang, made, aim);
    editor.view.dispatch(change.scrollIntoView());
    // A figure that fills a block has that block's id.
    const block = placeOf(change.doc, made.attrs.id) === null ? aim.block : made.attrs.id;
    aim = { block, row: "", above: [...aim.above, aim.block] };
  }
}
