import { Button, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { ownKeys } from "../../base/focus/own-keys.ts";

/** Notes that were begun and not added yet, by where they go: closing a panel loses none. */
const unsent = new Map<string, string>();

interface Props {
  /** Where it goes, in this window; `<story>/<row>`, or with a note's id behind. */
  readonly place: string;
  readonly label: string;
  readonly button: string;
  readonly autoFocus?: boolean;
  readonly add: (text: string) => void;
  /** Leaves it without adding; where there is none, whoever is around it closes it. */
  readonly leave?: () => void;
}

/** A field for a note, and its button; Ctrl-Enter confirms the row, so it doesn't add. */
export function NoteForm({ place, label, button, autoFocus = false, add, leave }: Props) {
  const [text, setWords] = useState(() => unsent.get(place) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const setText = (words: string) => {
    unsent.set(place, words);
    setWords(words);
  };
  const send = () => {
    if (text.trim() === "") return;
    add(text.trim());
    setText("");
    // Its button can't be pressed again, and so can't keep the focus.
    field.current?.focus();
  };
  return (
    <div className="note-form">
      <Textarea
        ref={field}
        aria-label={label}
        placeholder={label}
        autosize
        minRows={1}
        maxRows={6}
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={leave && ownKeys({ onEscape: leave })}
      />
      <Button size="compact-sm" variant="default" disabled={text.trim() === ""} onClick={send}>
        {button}
      </Button>
    </div>
  );
}
