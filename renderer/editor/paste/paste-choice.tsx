/** The two ways in which pasted lines can be read, beside the end of what was pasted. */
import { Button } from "@mantine/core";
import { type KeyboardEvent, useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { choose, forgetChoice, type LinesAs, pasteChoice } from "./close-call.ts";

const WAYS: readonly LinesAs[] = ["lines", "joined"];
/** Room below the caret, and what the buttons need themselves; in CSS pixels. */
const [GAP, HEIGHT, WIDTH] = [6, 40, 260];

export function PasteChoice({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const choice = useStore(pasteChoice);
  const view = LANGS.map((lang) => story.editors[lang].view).find((one) => one === choice?.view);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  useLayoutEffect(() => {
    if (!view || !choice) return;
    const put = () => {
      const caret = view.coordsAtPos(view.state.selection.head);
      const isLow = caret.bottom + GAP + HEIGHT > innerHeight;
      setPlace({
        left: Math.max(8, Math.min(caret.left, innerWidth - WIDTH)),
        top: isLow ? caret.top - GAP - HEIGHT : caret.bottom + GAP,
      });
    };
    put();
    const scroller = view.dom.closest(".scroller");
    scroller?.addEventListener("scroll", put, { passive: true });
    addEventListener("resize", put);
    return () => {
      scroller?.removeEventListener("scroll", put);
      removeEventListener("resize", put);
      setPlace(null);
    };
  }, [view, choice]);
  useEffect(() => {
    if (!view || !choice) return;
    // Whatever else changes the text, or where one goes on in it, says that it is right as it is.
    const look = () => {
      if (view.state.doc !== choice.after.doc || !view.state.selection.eq(choice.after.selection)) forgetChoice();
    };
    const editor = LANGS.map((lang) => story.editors[lang]).find((one) => one.view === view);
    editor?.on("transaction", look);
    return () => {
      editor?.off("transaction", look);
    };
  }, [view, choice, story]);
  useEffect(() => forgetChoice, []);
  if (!view || !choice || !place) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    forgetChoice();
    view.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div className="paste-choice" role="group" aria-label={t("paste.choice")} style={place} onKeyDown={onKeyDown}>
      {WAYS.map((way) => (
        <Button
          key={way}
          size="compact-sm"
          variant={way === choice.shown ? "light" : "default"}
          aria-pressed={way === choice.shown}
          onClick={() => choose(way)}
        >
          {t(`paste.as.${way}`)}
        </Button>
      ))}
    </div>
  );
}
