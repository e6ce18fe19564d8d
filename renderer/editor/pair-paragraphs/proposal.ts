/** What the pairing dialog starts from, and when there is anything to pair. */
import type { Lang } from "../../../shared/article.ts";
import { type Bead, pairParagraphs } from "../../../shared/pair-paragraphs.ts";
import { type PairBlock, pairBlocks } from "../../../shared/pairing/block.ts";
import { rowsWithText } from "../../../shared/pairing/unpaired.ts";
import { i18n } from "../../locale/index.ts";
import { dialog } from "../../shell/layout-state.ts";
import { tell } from "../../shell/tell.tsx";
import type { OpenStory } from "../open-story.ts";
import { storedBody } from "../serialise.ts";

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
