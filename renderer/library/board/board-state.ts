/** The board as the window holds it: whether it is shown, what it is asked for, and what the desk answered. */
import { useEffect, useState } from "react";
import type { BoardRequest, Summary } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { boardOpen } from "../../base/board-open.ts";
import { desk } from "../../base/desk-client.ts";
import { arrange, ROOM } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";

/** What the board is asked for; it stays while the window does. */
export const boardQuery = createStore<Pick<BoardRequest, "by" | "lang" | "person">>({ by: "stage" });

/** Shows the board in the story's place, or puts it away. */
export function showBoard(isShown: boolean): void {
  // A list that lies over the story would lie over the board.
  if (isShown && innerWidth < ROOM.library) arrange({ library: false });
  boardOpen.set(isShown);
}

/** Dialogs of another room that the board's cards begin. */
export interface BoardActions {
  onBundle(ids: readonly string[]): void;
  onPublish(ids: readonly string[]): void;
  onSend(ids: readonly string[]): void;
}

/** A story's language, with what is known of the story. */
export interface Card {
  readonly key: string;
  readonly lang: "lo" | "en";
  readonly story: Summary;
}

export interface Column {
  readonly name: string;
  readonly total: number;
  readonly cards: readonly Card[];
}

interface Board {
  /** Null until it was read once. */
  readonly columns: readonly Column[] | null;
  readonly error: DeskError | null;
}

/** Milliseconds in which changes that follow each other are one. */
const PATIENCE = 200;

/** Reads the board, and reads it again when something changed. */
export function useBoard(request: BoardRequest): Board {
  const [board, setBoard] = useState<Board>({ columns: null, error: null });
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify(request);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = desk.subscribe(({ event }) => {
      if (event === "progress") return;
      clearTimeout(timer);
      timer = setTimeout(() => setTurn((now) => now + 1), PATIENCE);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same again
  useEffect(() => {
    let latest = true;
    void desk.call("articles.board", JSON.parse(key) as BoardRequest).then((answer) => {
      if (!latest) return;
      if (!answer.ok) {
        setBoard((now) => ({ ...now, error: answer.error }));
        return;
      }
      const stories = new Map(answer.value.stories.map((story) => [story.id, story]));
      const columns = answer.value.columns.map(({ name, total, cards }) => ({
        name,
        total,
        cards: cards.flatMap(({ id, lang }) => {
          const story = stories.get(id);
          return story ? [{ key: `${id} ${lang}`, lang, story }] : [];
        }),
      }));
      setBoard({ columns, error: null });
    });
    return () => {
      latest = false;
    };
  }, [key, turn]);
  return board;
}
