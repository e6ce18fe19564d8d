import { useTranslation } from "react-i18next";
import type { OpenStory } from "../session/story.ts";
import { CardView } from "./card-view.tsx";
import { cardName } from "./card-words.ts";
import { useCards } from "./use-cards.ts";

/** The cards that stand at no row: details, notes, what has no place in the text any more. */
export function OtherCards({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { others } = useCards(story);
  if (others.length === 0) return null;
  return (
    <section className="other-cards" aria-label={t("cards.list")}>
      {others.map((card) => (
        <CardView key={card.id} story={story} card={card} name={cardName(card)} keys />
      ))}
    </section>
  );
}
