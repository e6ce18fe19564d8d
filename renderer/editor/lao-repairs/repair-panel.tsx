/** Before and after of what was pasted, beside the end of it. */
import { Button, Kbd } from "@mantine/core";
import { useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../base/store.ts";
import { leaveAsItIs, repairOffer, takeRepair } from "./offer.ts";

/** Room beside the caret and at the window's edge, and what the panel needs itself; in CSS pixels. */
const [GAP, EDGE, WIDTH, HEIGHT] = [8, 8, 420, 190];
/** As much of each side as shows what it is, in letters. */
const SHOWN = 140;

const beginning = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text);

export function RepairPanel() {
  const { t } = useTranslation();
  const offer = useStore(repairOffer);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    if (!offer) {
      setPlace(null);
      return;
    }
    const { view } = offer;
    const put = () => {
      if (view.isDestroyed) return;
      const caret = view.coordsAtPos(view.state.selection.head);
      const isLow = caret.bottom + GAP + HEIGHT > innerHeight;
      setPlace({
        left: Math.max(EDGE, Math.min(caret.left, innerWidth - WIDTH - EDGE)),
        top: Math.max(EDGE, isLow ? caret.top - GAP - HEIGHT : caret.bottom + GAP),
      });
    };
    put();
    const scroller = view.dom.closest(".scroller");
    scroller?.addEventListener("scroll", put, { passive: true });
    addEventListener("resize", put);
    return () => {
      scroller?.removeEventListener("scroll", put);
      removeEventListener("resize", put);
    };
  }, [offer]);
  if (!offer || !place) return null;
  const name = t(`laoRepairs.found.${offer.kind}`);
  const leave = () => {
    leaveAsItIs();
    offer.view.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div className="repair-panel" role="group" aria-label={name} style={place}>
      <p className="repair-name" role="status">
        {name}
      </p>
      <dl>
        <dt>{t("laoRepairs.before")}</dt>
        <dd className="repair-before">{beginning(offer.before)}</dd>
        <dt>{t("laoRepairs.after")}</dt>
        <dd lang="lo">{beginning(offer.after)}</dd>
      </dl>
      <div className="repair-keys">
        <Button size="compact-sm" rightSection={<Kbd size="xs">Enter</Kbd>} onClick={takeRepair}>
          {t(`laoRepairs.take.${offer.kind}`)}
        </Button>
        <Button size="compact-sm" variant="default" rightSection={<Kbd size="xs">Esc</Kbd>} onClick={leave}>
          {t("laoRepairs.leave")}
        </Button>
      </div>
    </div>
  );
}
