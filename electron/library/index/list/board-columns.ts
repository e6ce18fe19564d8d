/** The columns of the board, whatever holds the stories. */
import { BOARD_STAGES, type BoardAnswer, type BoardRequest, type Summary } from "../../../../shared/contract.ts";
import type { Work } from "./work.ts";

/** Cards of a column where no other number is asked for. */
export const LIMIT = 25;

/** People who have a column; nobody reads more. */
const MOST_PEOPLE = 60;

/** Each column with how many it has: every stage in its order, or people, whoever has most first. */
export function columnsOf(
  by: BoardRequest["by"],
  totals: ReadonlyMap<string, number>,
): readonly { readonly name: string; readonly total: number }[] {
  if (by === "stage") return BOARD_STAGES.map((name) => ({ name, total: totals.get(name) ?? 0 }));
  return [...totals]
    .map(([name, total]) => ({ name, total }))
    .sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_PEOPLE);
}

/** A story with what of it is on the board. */
export interface Worked {
  readonly summary: Summary;
  readonly work: readonly Work[];
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The board from stories in memory. */
export function boardIn(
  all: Iterable<Worked>,
  { by, lang, person, limit = LIMIT, more = {} }: BoardRequest,
): BoardAnswer {
  const now = new Date().toISOString();
  const columns = new Map<string, { readonly summary: Summary; readonly one: Work }[]>();
  for (const { summary, work } of all)
    for (const one of work) {
      const isAsked = (lang ?? one.lang) === one.lang && (person ?? one.person) === one.person;
      if (one.until <= now || !isAsked) continue;
      if (by === "person" && one.stage === "published" && one.person === "") continue;
      const name = by === "stage" ? one.stage : one.person;
      columns.set(name, [...(columns.get(name) ?? []), { summary, one }]);
    }
  const stories = new Map<string, Summary>();
  const named = columnsOf(by, new Map([...columns].map(([name, cards]) => [name, cards.length])));
  return {
    columns: named.map(({ name, total }) => ({
      name,
      total,
      cards: (columns.get(name) ?? [])
        .sort(
          (a, b) =>
            a.one.first - b.one.first ||
            order(a.one.due, b.one.due) ||
            order(b.summary.updatedAt, a.summary.updatedAt) ||
            order(b.summary.id, a.summary.id),
        )
        .slice(0, more[name] ?? limit)
        .map(({ summary, one }) => {
          stories.set(summary.id, summary);
          return { id: summary.id, lang: one.lang };
        }),
    })),
    stories: [...stories.values()],
  };
}
