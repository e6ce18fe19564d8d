import { useCallback, useEffect, useState } from "react";
import type { KeptRevision } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";

export interface HistoryList {
  /** Newest first; null until it was read once. */
  readonly revisions: readonly KeptRevision[] | null;
  /** Who changed the story last, where the desk saw it. */
  readonly by: string | null;
  readonly error: DeskError | null;
}

/** The kept versions of a story, read again whenever it changes. */
export function useHistory(id: string): HistoryList & { readonly readAgain: () => void } {
  const [list, setList] = useState<HistoryList>({ revisions: null, by: null, error: null });
  const [turn, setTurn] = useState(0);
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same list again
  useEffect(() => {
    let latest = true;
    void desk.call("history.list", { id }).then((answer) => {
      if (!latest) return;
      setList((now) => (answer.ok ? { ...answer.value, error: null } : { ...now, error: answer.error }));
    });
    return () => {
      latest = false;
    };
  }, [id, turn]);
  return { ...list, readAgain };
}
