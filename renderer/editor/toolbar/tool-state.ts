/** What the toolbar shows of the text at the caret, a moment behind it, so that a key doesn't wait for it. */
import type { Editor } from "@tiptap/react";
import { useEffect, useState } from "react";
import { pauseOf } from "../../base/pause.ts";

export interface ToolState {
  readonly style: "paragraph" | "heading2" | "heading3" | "heading4";
  readonly bold: boolean;
  readonly italic: boolean;
  readonly bulletList: boolean;
  readonly orderedList: boolean;
  readonly quote: boolean;
  readonly table: boolean;
  readonly href: string | null;
}

const BEHIND_MS = 60;
const HEADINGS = { 2: "heading2", 3: "heading3", 4: "heading4" } as const;

function toolStateOf(editor: Editor): ToolState {
  const heading = ([2, 3, 4] as const).find((level) => editor.isActive("heading", { level }));
  const href: unknown = editor.getAttributes("link").href;
  return {
    style: heading ? HEADINGS[heading] : "paragraph",
    bold: editor.isActive("bold"),
    italic: editor.isActive("italic"),
    bulletList: editor.isActive("bulletList"),
    orderedList: editor.isActive("orderedList"),
    quote: editor.isActive("blockquote"),
    table: editor.isActive("table"),
    href: typeof href === "string" ? href : null,
  };
}

const isSame = (a: ToolState, b: ToolState): boolean =>
  (Object.keys(a) as (keyof ToolState)[]).every((name) => a[name] === b[name]);

export function useToolState(editor: Editor): ToolState {
  const [state, setState] = useState(() => toolStateOf(editor));
  useEffect(() => {
    const look = () => {
      if (editor.isDestroyed) return;
      const next = toolStateOf(editor);
      setState((now) => (isSame(now, next) ? now : next));
    };
    const behind = pauseOf(BEHIND_MS, look);
    look();
    editor.on("transaction", behind.put);
    return () => {
      behind.stop();
      editor.off("transaction", behind.put);
    };
  }, [editor]);
  return state;
}
