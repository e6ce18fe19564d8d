/** The rows of a version that comes in beside another. */
import type { Lang, Version } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { blocksOf, idOfBlock, rowOfBlock } from "../../../shared/blocks/body.ts";
import { pairBlocks } from "../../../shared/pairing/block.ts";
import { isCertain, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsOfBeads } from "../../../shared/pairing/rows-of-beads.ts";

/** The body with other rows for the blocks that are named. */
function withRows(body: Version["body"], rows: ReadonlyMap<string, string>): Version["body"] {
  const content = blocksOf(body).map((block) => {
    const row = rows.get(idOfBlock(block));
    return row === undefined || row === rowOfBlock(block) ? block : { ...block, attrs: { ...block.attrs, row } };
  });
  return { ...body, content };
}

/**
 * Both versions, paired where it is certain which paragraphs say the same: one with one, or one with
 * two. The rest stands alone, each block in a row of its own.
 */
export function paired(lang: Lang, mine: Version, theirs: Version): Record<Lang, Version> {
  const bodies = lang === "lo" ? { lo: mine.body, en: theirs.body } : { lo: theirs.body, en: mine.body };
  const blocks = pairBlocks(bodies.lo, bodies.en);
  const certain = pairParagraphs(blocks.lo, blocks.en).filter(
    (bead) => isCertain(bead) && Math.min(bead.lo.length, bead.en.length) === 1,
  );
  const placed = (body: Version["body"]) =>
    blocksOf(body).map((block) => ({ id: idOfBlock(block), row: rowOfBlock(block) }));
  const rows = rowsOfBeads(
    certain,
    { lo: placed(bodies.lo), en: placed(bodies.en) },
    { prefer: otherLang(lang), isConfirmed: () => false, newRow: newBlockId },
  );
  const version = (side: Lang): Version => ({
    ...(side === lang ? mine : theirs),
    body: withRows(bodies[side], rows[side]),
  });
  return { lo: version("lo"), en: version("en") };
}
