/** Ids for bodies that come from outside: every block gets what it lacks, nothing else changes. */

import { blocksOf, idOfBlock, rowOfBlock } from "../blocks/body.ts";
import type { Body, Node } from "./article.ts";

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The same body with an id unique in its version and a row on each block. An id held twice stays
 * with its first block; a row whose blocks are not neighbours stays with the first of them.
 */
export function withBlockIds(body: Body, newId: () => string): Body {
  const ids = new Set<string>();
  const rows = new Set<string>();
  let rowBefore = "";
  const content = blocksOf(body).map((block): Node => {
    const id = ID.test(idOfBlock(block)) && !ids.has(idOfBlock(block)) ? idOfBlock(block) : newId();
    const wanted = rowOfBlock(block);
    const free = ID.test(wanted) && (wanted === rowBefore || !rows.has(wanted));
    const row = free ? wanted : newId();
    ids.add(id);
    rows.add(row);
    rowBefore = row;
    return id === block.attrs?.id && row === block.attrs?.row
      ? block
      : { ...block, attrs: { ...block.attrs, id, row } };
  });
  return { ...body, content };
}
