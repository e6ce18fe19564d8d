import type { Lang } from "../../../shared/article/article.ts";
import { placeOfCard } from "../../../shared/article/card.ts";
import { arrange } from "../../base/layout-state.ts";
import { unfoldRow } from "../rows/open-row.ts";
import { goToRow } from "../rows/row-commands.ts";
import type { OpenStory } from "../session/story.ts";
import { cardsNow } from "./use-cards.ts";

/** Leads to the first card of a language, or of what is about both: at its row, or in the details. */
export function goToCard(story: OpenStory, lang: Lang | null): void {
  story.rowStates.refresh();
  const { byRow, others } = cardsNow(story);
  for (const [row, cards] of byRow) {
    if (!cards.some((card) => placeOfCard(card).lang === lang)) continue;
    goToRow(story, row);
    unfoldRow(row, "look");
    return;
  }
  const card = others.find((one) => placeOfCard(one).lang === lang) ?? others[0];
  if (!card) return;
  arrange({ details: true, side: "details" });
  // Once the pane is there.
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-card="${CSS.escape(card.id)}"] button`)?.focus(),
  );
}
