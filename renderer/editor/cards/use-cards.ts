import { useMemo, useSyncExternalStore } from "react";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { type PlacedCards, placeCards } from "./place-cards.ts";

/** The open story's cards where they stand. */
export function useCards({ session: { view }, rowStates }: OpenStory): PlacedCards {
  const cards = useSyncExternalStore(view.subscribe, () => view.get().cards);
  const { rows } = useStore(rowStates.view);
  return useMemo(() => placeCards(cards, rows), [cards, rows]);
}

/** The same, read once. */
export const cardsNow = ({ session: { view }, rowStates }: OpenStory): PlacedCards =>
  placeCards(view.get().cards, rowStates.view.get().rows);
