/** A translation pasted beside its source: its paragraphs go into the gaps that wait for them, in order. */
import type { Node, Slice } from "@tiptap/pm/model";
import { Selection, type Transaction } from "@tiptap/pm/state";
import type { Lang } from "../../../../shared/article/article.ts";
import { newBlockId } from "../../../../shared/article/ids.ts";
import { otherLang } from "../../../../shared/article/stages.ts";
import { wordlessOf } from "../../../../shared/blocks/kinds.ts";
import { hasWords } from "../../../../shared/rows/rows.ts";
import { SIDE } from "../../columns/drawing/column-tracks.ts";
import { openPairing } from "../../pair-paragraphs/proposal.ts";
import { blocksOfRow, isBlank, placeForRow } from "../../rows/partner.ts";
import type { OpenStory } from "../../session/story.ts";
import { emptyBlockAt } from "./fill-block.ts";

const saysNothing = (node: Node): boolean => wordlessOf(node.type.name) === "nothing" && !hasWords(node.textContent);

/** What is pasted as blocks of their own; none where it is less than two, or has its place in a row already. */
function blocksIn(slice: Slice): readonly Node[] {
  const blocks = slice.content.content.filter((node) => !saysNothing(node));
  return blocks.length > 1 && blocks.every((node) => node.isBlock && !node.attrs.row) ? blocks : [];
}

interface Gaps {
  /** Those that follow each other from the caret on. */
  readonly together: readonly string[];
  /** Those and all further down. */
  readonly all: readonly string[];
}

/** The rows from the caret's on that have words in the source and none here. */
function gapsFrom(story: OpenStory, lang: Lang, row: string | null): Gaps {
  const { rows } = story.pairing.tracks.get();
  const [mine, source] = [story.editors[lang].state.doc, story.editors[otherLang(lang)].state.doc];
  const waits = (id: string) => blocksOfRow(mine, id).every(({ node }) => saysNothing(node));
  const asks = (id: string) => blocksOfRow(source, id).some(({ node }) => hasWords(node.textContent));
  const start = row === null ? 0 : rows.findIndex((grid) => grid.row === row);
  const below = start < 0 ? [] : rows.slice(start).filter((grid) => !grid.crossed && grid[SIDE[otherLang(lang)]]);
  const asked = below.map((grid) => grid.row).filter(asks);
  const filled = asked.findIndex((id) => !waits(id));
  return { together: filled < 0 ? asked : asked.slice(0, filled), all: asked.filter(waits) };
}

/** Whether gaps wait for a paste at the caret: it has to be whole then, as each of its blocks may have a row already. */
export function gapsWait(story: OpenStory, lang: Lang): boolean {
  if (lang === story.session.view.get().details.source) return false;
  const { doc, selection } = story.editors[lang].state;
  const empty = selection.empty ? emptyBlockAt(doc, selection.from) : null;
  if (!empty) return false;
  return gapsFrom(story, lang, isBlank(doc) ? null : String(empty.node.attrs.row)).all.length > 0;
}

const asBlock = (node: Node, row: string): Node =>
  node.type.create({ ...node.attrs, id: newBlockId(), row }, node.content, node.marks);

function putIn(change: Transaction, story: OpenStory, lang: Lang, blocks: readonly Node[], gaps: readonly string[]) {
  const before = change.doc;
  for (const [at, row] of gaps.entries()) {
    const block = blocks[at];
    if (!block) continue;
    const { from, to } = placeForRow(before, story.pairing.tracks.get(), lang, row);
    change.replaceWith(change.mapping.map(from, 1), change.mapping.map(to, 1), asBlock(block, row));
  }
}

/**
 * Takes a paste of several blocks at an empty line of a translation: as many as gaps wait there fill them. Where the
 * counts differ they go in as they are, and the pairing is proposed over them; cancelled, the text stays. Each is one
 * step of undo. False where the paste is any other.
 */
export function fillGaps(story: OpenStory, lang: Lang, slice: Slice): boolean {
  if (lang === story.session.view.get().details.source) return false;
  const editor = story.editors[lang];
  const { doc, selection, tr } = editor.state;
  const empty = selection.empty ? emptyBlockAt(doc, selection.from) : null;
  const blocks = empty ? blocksIn(slice) : [];
  if (!empty || blocks.length === 0) return false;
  const isBegun = !isBlank(doc);
  const { together, all } = gapsFrom(story, lang, isBegun ? String(empty.node.attrs.row) : null);
  if (all.length === 0) return false;
  const gaps = [together, all].find((some) => some.length === blocks.length);
  const end = empty.position + empty.node.nodeSize;
  if (gaps && isBegun) putIn(tr, story, lang, blocks, gaps);
  else
    tr.replaceWith(
      empty.position,
      end,
      blocks.map((block, at) => asBlock(block, gaps?.[at] ?? newBlockId())),
    );
  try {
    tr.doc.check();
  } catch {
    return false;
  }
  const last = blocks.at(-1);
  tr.doc.forEach((node, position) => {
    if (last && node.content === last.content)
      tr.setSelection(Selection.near(tr.doc.resolve(position + node.nodeSize - 1), -1));
  });
  editor.view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
  if (!gaps) void openPairing(story);
  return true;
}
