/** The board: what is being worked on, language by language, in columns. */
import { z } from "zod";
import { ArticleId, Lang } from "../article/article.ts";
import { Summary } from "./stories.ts";

/** The columns of the board by stage. */
export const BOARD_STAGES = ["draft", "translating", "review", "ready", "published"] as const;

/** Cards of a column that one call gives at most. */
const MOST = 500;

export const BoardRequest = z.strictObject({
  by: z.enum(["stage", "person"]),
  /** One language; else both. */
  lang: Lang.optional(),
  /** What this person is to do, by their key; "" what nobody was given. */
  person: z.string().max(200).optional(),
  /** Cards of each column, and of single columns by their names. */
  limit: z.int().min(1).max(MOST).optional(),
  more: z.record(z.string().max(200), z.int().min(1).max(MOST)).optional(),
});
export type BoardRequest = z.infer<typeof BoardRequest>;

/** A story's language on the board. */
const BoardCard = z.object({ id: ArticleId, lang: Lang });
export type BoardCard = z.infer<typeof BoardCard>;

export const BoardColumn = z.object({
  /** A stage; or a person's key, "" for what nobody was given. */
  name: z.string(),
  /** All of it. */
  total: z.number(),
  /** Its beginning: with a conflict, then owed, then as they are due, then the last changed. */
  cards: z.array(BoardCard),
});
export type BoardColumn = z.infer<typeof BoardColumn>;

/** Every stage, or the people who have something to do, whoever has most first. `stories`: of all cards, each once. */
export const BoardAnswer = z.object({ columns: z.array(BoardColumn), stories: z.array(Summary) });
export type BoardAnswer = z.infer<typeof BoardAnswer>;

export const boardContract = {
  "articles.board": { request: BoardRequest, answer: BoardAnswer },
} as const;
