import { Button, CloseButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isUnpaired } from "../../../shared/pairing/unpaired.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { pairWhereSure } from "./proposal.ts";

/** Offers to pair the paragraphs where both versions have text and nothing is linked: at once, where all is sure. */
export function PairBanner({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { rows } = useStore(story.rowStates.view);
  const [later, setLater] = useState(false);
  if (later || story.session.readOnly || !isUnpaired(rows)) return null;
  return (
    <div className="banner calm">
      <p>{t("pairing.banner")}</p>
      <Button variant="default" onClick={() => void pairWhereSure(story)}>
        {t("pairing.pair")}
      </Button>
      <CloseButton
        size="sm"
        aria-label={t("pairing.later")}
        title={t("pairing.later")}
        onClick={() => setLater(true)}
      />
    </div>
  );
}
