/** The list and its search from the index. What every page needs of every story is two numbers in memory. */

import type { Lang } from "../../shared/article.ts";
import type { Counts, ListAnswer, ListRequest, Summary } from "../../shared/contract.ts";
import { hasWords, type Question, questionsOf } from "./index-query.ts";
import type { IndexFile } from "./index-schema.ts";
import { countsOfFlags, flagsFilter } from "./marks.ts";
import { type Finder, finderOf, foundIn } from "./snippet.ts";
import { collator } from "./summaries.ts";

type Sort = NonNullable<ListRequest["sort"]>;

/** Rows in a sort's order. Stories that have no place among the headlines yet come last. */
const ORDERS: Readonly<Record<Exclude<Sort, "relevance" | "category">, string>> = {
  updated: "updated DESC, id DESC",
  created: "created DESC, id DESC",
  published: "published DESC, id DESC",
  headline: "place IS NULL, place, id DESC",
};

export interface IndexLists {
  list(request: ListRequest): ListAnswer;
  /** Told after each change, so that what was remembered of the whole is read again. */
  forget(): void;
}

const numbers = (json: unknown): number[] => JSON.parse(String(json ?? "[]")) as number[];

export function createLists(index: IndexFile): IndexLists {
  /** By row: the flags, -1 where there is no story, and the number of its category. */
  let flags: Int32Array | null = null;
  let categories = new Int32Array(0);
  let categoryNumbers = new Map<string, number>();
  let counts: Counts | null = null;
  let version: unknown;
  const orders = new Map<Sort, Int32Array>();

  const forget = () => {
    flags = null;
    counts = null;
    orders.clear();
  };

  const load = (): Int32Array => {
    // Another process may have changed the index too.
    const now = index.statement("PRAGMA data_version").get()?.data_version;
    if (now !== version) forget();
    version = now;
    if (flags) return flags;
    const last = Number(index.statement("SELECT max(row) AS last FROM stories").get()?.last ?? 0);
    const loaded = new Int32Array(last + 1).fill(-1);
    categories = new Int32Array(last + 1);
    categoryNumbers = new Map();
    const read = index.statement("SELECT row, flags, category FROM stories");
    read.setReturnArrays(true);
    for (const [row, one, category] of read.iterate() as Iterable<unknown> as Iterable<[number, number, string]>) {
      loaded[row] = one;
      let number = categoryNumbers.get(category);
      if (number === undefined) {
        number = categoryNumbers.size;
        categoryNumbers.set(category, number);
      }
      categories[row] = number;
    }
    flags = loaded;
    return loaded;
  };

  const byCategory = (): number[] => {
    const keys = [...categoryNumbers.keys()].sort((a, b) => collator.compare(a || "\uffff", b || "\uffff"));
    const place = new Map(keys.map((key, at) => [categoryNumbers.get(key), at]));
    const shelves: number[][] = keys.map(() => []);
    for (const row of numbers(
      index.statement("SELECT json_group_array(row) AS rows FROM (SELECT row FROM stories ORDER BY id DESC)").get()
        ?.rows,
    ))
      shelves[place.get(categories[row] ?? 0) ?? 0]?.push(row);
    return shelves.flat();
  };

  const orderOf = (sort: Exclude<Sort, "relevance">): Int32Array => {
    const known = orders.get(sort);
    if (known) return known;
    const rows =
      sort === "category"
        ? byCategory()
        : numbers(
            index
              .statement(`SELECT json_group_array(row) AS rows FROM (SELECT row FROM stories ORDER BY ${ORDERS[sort]})`)
              .get()?.rows,
          );
    const order = Int32Array.from(rows);
    orders.set(sort, order);
    return order;
  };

  const matching = (table: "heads" | "bodies", match: string): number[] =>
    numbers(
      index
        .statement(`SELECT json_group_array(rowid) AS rows FROM (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`)
        .get(match)?.rows,
    );

  /** The rows that a search finds, best first, and the question that found them; all where nothing was asked. */
  const search = (text: string, keep: (row: number) => boolean): { rows: number[]; question: Question } | null => {
    if (!hasWords(text)) return null;
    for (const question of questionsOf(index, text)) {
      const rows = matching(question.isBroad ? "heads" : "bodies", question.match).filter(keep);
      if (rows.length === 0) continue;
      const heads = matching("heads", question.match);
      const tierOf = new Uint8Array((rows.at(-1) ?? 0) + 1).fill(2);
      for (const row of heads) tierOf[row] = 1;
      if (heads.length > 0) for (const row of matching("heads", `headline : (${question.match})`)) tierOf[row] = 0;
      const tiers: number[][] = [[], [], []];
      // Rows go with the stories' age; the newest come first in each tier.
      for (let at = rows.length - 1; at >= 0; at -= 1) {
        const row = rows[at] ?? 0;
        tiers[tierOf[row] ?? 2]?.push(row);
      }
      return { rows: tiers.flat(), question };
    }
    return { rows: [], question: { match: "", wanted: [], isBroad: false } };
  };

  const summaryOf = (row: number, finder: Finder | null): Summary[] => {
    const stored = index.statement("SELECT summary FROM stories WHERE row = ?").get(row)?.summary;
    if (typeof stored !== "string") return [];
    const summary = JSON.parse(stored) as Summary;
    if (!finder) return [summary];
    const textOf = (lang: Lang): string =>
      String(index.statement(`SELECT ${lang} AS text FROM texts WHERE row = ?`).get(row)?.text ?? "");
    return [{ ...summary, found: foundIn(summary, textOf, finder) }];
  };

  return {
    forget,
    list(request) {
      const all = load();
      const { category, offset = 0, limit = 100, text = "" } = request;
      const wanted = flagsFilter(request);
      const number = category === undefined ? -1 : (categoryNumbers.get(category) ?? -2);
      const keep = (row: number): boolean => {
        const one = all[row] ?? -1;
        return one >= 0 && wanted(one) && (number === -1 || categories[row] === number);
      };
      const found = search(text, keep);
      const sort = request.sort ?? (found ? "relevance" : "updated");
      let rows: readonly number[] | Int32Array;
      if (!found) rows = orderOf(sort === "relevance" ? "updated" : sort).filter(keep);
      else if (sort === "relevance") rows = found.rows;
      else {
        const among = new Uint8Array(all.length);
        for (const row of found.rows) among[row] = 1;
        rows = orderOf(sort).filter((row) => among[row] === 1);
      }
      counts ??= countsOfFlags(all);
      const finder = found ? finderOf(found.question) : null;
      return {
        total: rows.length,
        counts,
        items: Array.from(rows.slice(offset, offset + limit)).flatMap((row) => summaryOf(row, finder)),
      };
    },
  };
}
