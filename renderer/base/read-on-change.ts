/** What the desk tells of a story, read again whenever the story changes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { DeskError, Result } from "../../shared/errors.ts";
import { desk } from "./desk-client.ts";

/** `value` is null until it was read once, and stays the last one where a later reading fails. */
export interface ReadOnChange<Value> {
  readonly value: Value | null;
  readonly error: DeskError | null;
  readonly readAgain: () => void;
}

/** Reads at once, after each change of the story, and when the library may have changed as a whole. */
export function useReadOnChange<Value>(id: string, read: (id: string) => Promise<Result<Value>>): ReadOnChange<Value> {
  const [last, setLast] = useState<Omit<ReadOnChange<Value>, "readAgain"> & { readonly of: string }>({
    of: id,
    value: null,
    error: null,
  });
  const [turn, setTurn] = useState(0);
  const reading = useRef(read);
  reading.current = read;
  const readAgain = useCallback(() => setTurn((now) => now + 1), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = desk.subscribe((event) => {
      if (event.event === "article.changed" ? event.id !== id : event.event !== "library.changed") return;
      clearTimeout(timer);
      timer = setTimeout(readAgain, 200);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [id, readAgain]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same again
  useEffect(() => {
    let latest = true;
    void reading.current(id).then((answer) => {
      if (!latest) return;
      setLast((now) =>
        answer.ok
          ? { of: id, value: answer.value, error: null }
          : { of: id, value: now.of === id ? now.value : null, error: answer.error },
      );
    });
    return () => {
      latest = false;
    };
  }, [id, turn]);
  // What was read of another story says nothing of this one.
  return last.of === id ? { value: last.value, error: last.error, readAgain } : { value: null, error: null, readAgain };
}
