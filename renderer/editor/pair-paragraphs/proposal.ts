/** What the pairing dialog starts from, and when there is anything to pair. */
import type { Lang } from "../../../shared/article/article.ts";
import { type PairBlock, pairBlocks } from "../../../shared/pairing/block.ts";
import { type Bead, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsWithText } from "../../../shared/pairing/unpaired.ts";
import { dialog } from "../../base/layout-state.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { storedBody } from "../session/serialise.ts";
import type { OpenStory } from "../session/story.ts";

export interface Proposal {
  readonly blocks: Readonly<Record<Lang, ReadonlyMap<string, PairBlock>>>;
  readonly beads: readonly Bead[];
}

/** Both bodies as they stand in the editors now, and how they would pair. */
export function proposalFor(story: OpenStory): Proposal {
  const body = (lang: Lang) => storedBody(story.editors[lang].state.doc);
  const { lo, en } = pairBlocks(body("lo"), body("en"));
  const byId = (side: readonly PairBlock[]) => new Map(side.map((block) => [block.id, block]));
  return { blocks: { lo: byId(lo), en: byId(en) }, beads: pairParagraphs(lo, en) };
}

/** Opens the dialog, or says why not. */
export function openPairing(story: OpenStory): void {
  const { rows } = story.rowStates.refresh();
  if (rowsWithText(rows, "lo") === 0 || rowsWithText(rows, "en") === 0) tell(i18n.t("pairing.needsText"));
  else dialog.set("pairParagraphs");
}
