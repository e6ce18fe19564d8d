/** Alt 1 to 4: what a card offers, at the card that has the focus or at the row that one is in. */
import { useLayoutEffect } from "react";
import { currentRow } from "../rows/row-commands.ts";
import type { OpenStory } from "../session/story.ts";
import { choicesOf, choose } from "./settle-card.ts";
import { cardsNow } from "./use-cards.ts";

const DIGIT = /^Digit([1-4])$/;

function cardAtHand(story: OpenStory) {
  const focused = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card;
  if (focused !== undefined) return story.session.view.get().cards.find(({ id }) => id === focused);
  const pane = document.activeElement?.closest(".side");
  const row = pane ? null : currentRow(story);
  return row === null ? undefined : cardsNow(story).byRow.get(row)?.[0];
}

export function useCardKeys(story: OpenStory): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const digit = DIGIT.exec(event.code)?.[1];
      if (!digit || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
      if (document.querySelector(".mantine-Modal-content")) return;
      const card = cardAtHand(story);
      const choice = card && choicesOf(card)[Number(digit) - 1];
      if (!card || choice === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      void choose(story, card, choice);
    };
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, [story]);
}
