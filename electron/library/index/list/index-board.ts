/** The board from the index: what is worked on stands in a table of its own, so that no story is looked at for it. */
import type { BoardRequest } from "../../../../shared/contract.ts";
import { type IndexFile, textOfBytes } from "../index-schema.ts";
import { columnsOf, LIMIT } from "./board-columns.ts";
import type { Work } from "./work.ts";

/** Puts in what of a story is on the board, but what has left it already. */
export function putWork(index: IndexFile, row: number, updated: string, work: readonly Work[]): void {
  const now = new Date().toISOString();
  const insert = index.statement(
    "INSERT INTO work (row, lang, stage, person, first, due, updated, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  for (const { lang, stage, person, first, due, until } of work)
    if (until > now) insert.run(row, lang, stage, person, first, due, updated, until);
}

/** How many stories have a language that a person is to do, and of how many it is due by then. */
export function mineOf(
  index: IndexFile,
  person: string,
  due: string,
): { readonly mine: number; readonly mineDue: number } {
  const found = index
    .statement(
      "SELECT count(DISTINCT row) AS mine, count(DISTINCT CASE WHEN due <= ? THEN row END) AS due FROM work WHERE person = ?",
    )
    .get(due, person);
  return { mine: Number(found?.mine), mineDue: Number(found?.due) };
}

/** The `BoardAnswer` as JSON. */
export function boardOf(index: IndexFile, request: BoardRequest): string {
  const { by, lang, person, limit = LIMIT, more = {} } = request;
  const tests = ["until > ?"];
  const values: string[] = [new Date().toISOString()];
  for (const [column, value] of [
    ["lang", lang],
    ["person", person],
  ] as const) {
    if (value === undefined) continue;
    tests.push(`${column} = ?`);
    values.push(value);
  }
  // What went out is nobody's work any more.
  if (by === "person") tests.push("(stage <> 'published' OR person <> '')");
  const where = tests.join(" AND ");
  const totals = new Map(
    index
      .statement(`SELECT ${by} AS name, count(*) AS total FROM work WHERE ${where} GROUP BY ${by}`)
      .all(...values)
      .map(({ name, total }) => [String(name), Number(total)] as const),
  );
  const page = index.statement(
    `SELECT work.row, lang, id FROM work JOIN stories USING (row) WHERE ${by} = ? AND ${where.replace("until", "work.until")}
     ORDER BY first, due, work.updated DESC, id DESC, lang DESC LIMIT ?`,
  );
  const rows = new Set<number>();
  const columns = columnsOf(by, totals).map(({ name, total }) => ({
    name,
    total,
    cards:
      total === 0
        ? []
        : page.all(name, ...values, more[name] ?? limit).map(({ row, lang: which, id }) => {
            rows.add(Number(row));
            return { id: String(id), lang: String(which) };
          }),
  }));
  const stories = index
    .statement(
      "SELECT CAST(summary AS BLOB) AS summary FROM json_each(?) AS wanted CROSS JOIN stories ON row = wanted.value",
    )
    .all(JSON.stringify([...rows]));
  return `{"columns":${JSON.stringify(columns)},"stories":[${stories.map(({ summary }) => textOfBytes(summary)).join(",")}]}`;
}
