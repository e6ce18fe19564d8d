import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { useCards } from "./use-cards.ts";

/** Says so where a card comes while the story is open. */
export function CardNews({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { byRow, others } = useCards(story);
  const { rows } = useStore(story.rowStates.view);
  const known = useRef<ReadonlySet<string> | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const all = [
      ...[...byRow].flatMap(([row, cards]) => cards.map(({ id }) => ({ id, row }))),
      ...others.map(({ id }) => ({ id, row: null })),
    ];
    // Where one stands is known once the rows were looked at; those that the story was opened with are no news.
    if (rows.length === 0) {
      known.current ??= new Set(all.map(({ id }) => id));
      return;
    }
    const before = known.current;
    known.current = new Set(all.map(({ id }) => id));
    const fresh = before ? all.find(({ id }) => !before.has(id)) : undefined;
    if (!fresh) return;
    const number =
      rows.filter(({ id }) => id !== "headline" && id !== "lead").findIndex(({ id }) => id === fresh.row) + 1;
    if (fresh.row === null) setSaid(t("cards.cameInDetails"));
    else if (fresh.row === "headline" || fresh.row === "lead")
      setSaid(t("cards.cameAt", { place: t(`history.fields.${fresh.row}`) }));
    else setSaid(t("cards.cameAt", { place: t("rows.position", { number }) }));
  }, [byRow, others, rows, t]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}
