/** What the pairing dialog starts from, and when there is anything to pair. */
import { FIELD_ROWS, type Lang } from "../../../shared/article.ts";
import { type Bead, pairParagraphs } from "../../../shared/pair-paragraphs.ts";
import { type PairBlock, pairBlocks } from "../../../shared/pairing/block.ts";
import { hasWords, type Row } from "../../../shared/rows.ts";
import { i18n } from "../../locale/index.ts";
import { dialog } from "../../shell/layout-state.ts";
import { tell } from "../../shell/tell.ts";
import type { OpenStory } from "../open-story.ts";
import { storedBody } from "../serialise.ts";

export interface Proposal {
  readonly blocks: Readonly<Record<Lang, ReadonlyMap<string, PairBlock>>>;
  readonly beads: readonly Bead[];
}

/** Below this share of all ways through the texts, a bead is marked for a person to look at. */
const CERTAIN = 0.8;
export const isUnsure = (bead: Bead): boolean => bead.certainty < CERTAIN;

const textRows = (rows: readonly Row[], lang: Lang): number =>
  rows.filter((row) => !(FIELD_ROWS as readonly string[]).includes(row.id) && hasWords(row.text[lang])).length;

/** Both versions have at least two rows with text, and no row of the bodies has text on both sides. */
export function isUnpaired(rows: readonly Row[]): boolean {
  if (textRows(rows, "lo") < 2 || textRows(rows, "en") < 2) return false;
  return !rows.some(
    (row) => !(FIELD_ROWS as readonly string[]).includes(row.id) && hasWords(row.text.lo) && hasWords(row.text.en),
  );
}

/** Both bodies as they stand in the editors now, and how they would pair. */
export function proposalFor(story: OpenStory): Proposal {
  const body = (lang: Lang) => storedBody(story.editors[lang].getJSON());
  const { lo, en } = pairBlocks(body("lo"), body("en"));
  const byId = (side: readonly PairBlock[]) => new Map(side.map((block) => [block.id, block]));
  return { blocks: { lo: byId(lo), en: byId(en) }, beads: pairParagraphs(lo, en) };
}

/** Opens the dialog, or says why not. */
export function openPairing(story: OpenStory): void {
  if (story.session.readOnly) {
    tell(i18n.t("pairing.readOnly"));
    return;
  }
  const { rows } = story.rowStates.refresh();
  if (textRows(rows, "lo") === 0 || textRows(rows, "en") === 0) tell(i18n.t("pairing.needsText"));
  else dialog.set("pairParagraphs");
}
