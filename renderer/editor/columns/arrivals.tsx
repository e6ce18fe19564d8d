import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tracks } from "../../../shared/rows/tracks.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";

/** How long it is shown who changed a row, in milliseconds. */
const MOMENT = 5_000;

interface Props {
  readonly story: OpenStory;
  readonly tracks: Tracks;
  readonly linesOf: (grid: Tracks["rows"][number]) => string;
}

/** Who changed which rows from elsewhere, for a moment beside each of them. */
export function Arrivals({ story, tracks, linesOf }: Props) {
  const { t } = useTranslation();
  const arrived = useStore(story.session.arrived);
  const [seen, setSeen] = useState(arrived?.turn ?? 0);
  const turn = arrived?.turn ?? 0;
  useEffect(() => {
    if (turn === 0) return;
    const timer = setTimeout(() => setSeen(turn), MOMENT);
    return () => clearTimeout(timer);
  }, [turn]);
  const shown = arrived && arrived.turn !== seen ? arrived : null;
  const who = shown?.by || t("editor.someone");
  const places = (shown?.rows ?? []).flatMap((row) => {
    if (row === "headline" || row === "lead") return [{ row, lines: row === "headline" ? "1" : "2" }];
    const grid = tracks.rows.find((one) => one.row === row);
    return grid ? [{ row, lines: linesOf(grid) }] : [];
  });
  return (
    <>
      {places.map(({ row, lines }) => (
        <span
          key={`${row}.${turn}`}
          className="arrival"
          style={{ gridRow: lines }}
          data-arrival={row}
          aria-hidden="true"
        >
          {who}
        </span>
      ))}
      <p className="visually-hidden" role="status">
        {shown && places.length > 0 ? t("editor.changedBy", { who, count: places.length }) : ""}
      </p>
    </>
  );
}
