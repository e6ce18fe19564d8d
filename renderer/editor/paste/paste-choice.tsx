/** The two ways in which pasted lines can be read, beside the end of what was pasted. */
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import { useStore } from "../../base/store.ts";
import { CaretPanel } from "../columns/caret-panel.tsx";
import type { OpenStory } from "../session/story.ts";
import { choose, forgetChoice, pasteChoice } from "./close-call.ts";
import type { LinesAs } from "./read-source.ts";

const WAYS: readonly LinesAs[] = ["lines", "joined"];
const SIZE = { width: 260, height: 40 } as const;

export function PasteChoice({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const choice = useStore(pasteChoice);
  const editor = LANGS.map((lang) => story.editors[lang]).find(({ view }) => view === choice?.view);
  useEffect(() => {
    if (!editor || !choice) return;
    // Whatever else changes the text, or where one goes on in it, says that it is right as it is.
    const look = () => {
      const { doc, selection } = editor.state;
      if (doc !== choice.after.doc || !selection.eq(choice.after.selection)) forgetChoice();
    };
    editor.on("transaction", look);
    return () => {
      editor.off("transaction", look);
    };
  }, [editor, choice]);
  useEffect(() => forgetChoice, []);
  if (!editor || !choice) return null;
  return (
    <CaretPanel view={editor.view} offer={choice} name={t("paste.choice")} size={SIZE} leave={forgetChoice}>
      <div className="paste-ways">
        {WAYS.map((way) => (
          <Button
            key={way}
            size="compact-sm"
            variant={way === choice.shown ? "filled" : "default"}
            aria-pressed={way === choice.shown}
            onClick={() => choose(way)}
          >
            {t(`paste.as.${way}`)}
          </Button>
        ))}
      </div>
    </CaretPanel>
  );
}
