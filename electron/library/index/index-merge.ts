/**
 * What full-text search has written in many pieces, made one: each word that is looked for is looked up in every piece.
 * While the index is built SQLite merges less than it does by itself, and all is merged once, at the end, which takes
 * less than its own merging.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite";

const TABLES = ["bodies", "heads", "named"] as const;

/** SQLite's own: so many pieces of a size are merged as others are written, and so many at once. */
const [MERGED, CROWD] = [4, 16];
/** The same while the index is built. */
const [MERGED_LATE, LATE_CROWD] = [16, 64];

/** Pages that are written between two looks at what is asked; some ten milliseconds. */
const PAGES = 100;

const set = (table: string, merged: number, crowd: number): string =>
  `INSERT INTO ${table} (${table}, rank) VALUES ('automerge', ${merged}); INSERT INTO ${table} (${table}, rank) VALUES ('crisismerge', ${crowd});`;

/** For a new index: it is built now, and merged by `mergeAll` when it is. */
export const MERGE_LATE = TABLES.map((table) => set(table, MERGED_LATE, LATE_CROWD)).join("\n");

interface Built {
  readonly db: DatabaseSync;
  statement(sql: string): StatementSync;
}

/**
 * Merges all that an index was built of, a little at a time with `give` in between, and leaves the rest to SQLite. Ends
 * early when `stopped`; the next call goes on. Only where no transaction is open.
 */
export async function mergeAll(index: Built, give: () => Promise<void>, stopped: () => boolean): Promise<void> {
  const changes = (): number => Number(index.statement("SELECT total_changes() AS made").get()?.made);
  for (const table of TABLES) {
    const merge = index.statement(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`);
    // Below zero: whatever is there is to be merged. Where that is done, a call changes nothing but one row.
    for (let [pages, before] = [-PAGES, changes()]; ; pages = PAGES, before = changes()) {
      merge.run(pages);
      if (changes() - before < 2) break;
      await give();
      if (stopped()) return;
    }
    index.db.exec(set(table, MERGED, CROWD));
  }
}
