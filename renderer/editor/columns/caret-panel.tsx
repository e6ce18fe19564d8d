/** A small panel beside the caret, for what is offered of what was just put in there. */
import type { EditorView } from "@tiptap/pm/view";
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useState } from "react";

/** Room beside the caret and at the window's edge, in CSS pixels. */
const ROOM = 8;

interface CaretPanelProps {
  readonly view: EditorView;
  /** What is offered: for another one the panel is placed anew. */
  readonly offer: unknown;
  /** Its accessible name. */
  readonly name: string;
  /** As much as it needs at most, in CSS pixels: it stands above the caret where there is no such room below. */
  readonly size: { readonly width: number; readonly height: number };
  /** Closes it by Escape from within; the text has the focus again. */
  readonly leave: () => void;
  readonly children: ReactNode;
}

/** It goes along with the text as that is scrolled. */
export function CaretPanel({ view, offer, name, size: { width, height }, leave, children }: CaretPanelProps) {
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another offer stands at another caret
  useLayoutEffect(() => {
    const put = () => {
      if (view.isDestroyed) return;
      const caret = view.coordsAtPos(view.state.selection.head);
      const isLow = caret.bottom + ROOM + height > innerHeight;
      const top = isLow ? caret.top - ROOM - height : caret.bottom + ROOM;
      // A caret that is out of sight has it at the window's edge.
      setPlace({
        left: Math.max(ROOM, Math.min(caret.left, innerWidth - width - ROOM)),
        top: Math.max(ROOM, Math.min(top, innerHeight - height - ROOM)),
      });
    };
    put();
    // After a long paste the rows above the caret still grow.
    const growth = new ResizeObserver(put);
    growth.observe(view.dom);
    const scroller = view.dom.closest(".scroller");
    scroller?.addEventListener("scroll", put, { passive: true });
    addEventListener("resize", put);
    return () => {
      scroller?.removeEventListener("scroll", put);
      removeEventListener("resize", put);
      growth.disconnect();
    };
  }, [view, offer, width, height]);
  if (!place) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    leave();
    view.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend
    <div
      className="caret-panel"
      role="group"
      aria-label={name}
      style={{ ...place, maxWidth: `min(${width}px, calc(100vw - ${2 * ROOM}px))` }}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}
