/** What the pairing dialog starts from, and when there is anything to pair. */
import type { Lang } from "../../../shared/article/article.ts";
import { type PairBlock, pairBlocks } from "../../../shared/pairing/block.ts";
import { countBeads } from "../../../shared/pairing/correct.ts";
import { type Bead, isCertain, pairingSteps } from "../../../shared/pairing/pair-paragraphs.ts";
import { rowsWithText } from "../../../shared/pairing/unpaired.ts";
import { dialog } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";
import { hideUndoable, tell, tellUndoable } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { storedBody } from "../session/serialise.ts";
import type { OpenStory } from "../session/story.ts";
import { applyBeads } from "./apply.ts";
import { inTurns } from "./in-turns.ts";

export interface Proposal {
  readonly blocks: Readonly<Record<Lang, ReadonlyMap<string, PairBlock>>>;
  readonly beads: readonly Bead[];
}

/** Both bodies as they stand in the editors now, and how they would pair. */
export async function proposalFor(story: OpenStory): Promise<Proposal> {
  const body = (lang: Lang) => storedBody(story.editors[lang].state.doc);
  const { lo, en } = pairBlocks(body("lo"), body("en"));
  const byId = (side: readonly PairBlock[]) => new Map(side.map((block) => [block.id, block]));
  return { blocks: { lo: byId(lo), en: byId(en) }, beads: await inTurns(pairingSteps(lo, en)) };
}

/** What the dialog shows when it opens. */
export const proposed = createStore<Proposal>({ blocks: { lo: new Map(), en: new Map() }, beads: [] });

/** A proposal for the open story; null where there is nothing to pair, or it was closed meanwhile. */
async function proposalNow(story: OpenStory): Promise<Proposal | null> {
  story.gaps.leave();
  const { rows } = story.rowStates.refresh();
  if (rowsWithText(rows, "lo") === 0 || rowsWithText(rows, "en") === 0) {
    tell(i18n.t("pairing.needsText"));
    return null;
  }
  const proposal = await proposalFor(story);
  return story.editors.lo.isDestroyed ? null : proposal;
}

function show(proposal: Proposal): void {
  proposed.set(proposal);
  dialog.set("pairParagraphs");
}

/** Opens the dialog, or says why not. */
export async function openPairing(story: OpenStory): Promise<void> {
  const proposal = await proposalNow(story);
  if (proposal) show(proposal);
}

/** Pairs right away where every line is sure, as one step that the message takes back; else opens the dialog. */
export async function pairWhereSure(story: OpenStory): Promise<void> {
  const proposal = await proposalNow(story);
  if (!proposal) return;
  const { pairs } = countBeads(proposal.beads);
  const takeBack = pairs > 0 && proposal.beads.every(isCertain) ? applyBeads(story, proposal.beads) : null;
  if (!takeBack) {
    show(proposal);
    return;
  }
  const message = i18n.t("pairing.done", { count: pairs });
  tellUndoable(message, takeBack);
  // Once the story is left there is nothing here to take back.
  story.editors.lo.on("destroy", () => hideUndoable(message));
}
