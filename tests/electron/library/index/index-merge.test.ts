import path from "node:path";
import { expect, test } from "vitest";
import { mergeAll } from "../../../../electron/library/index/index-merge.ts";
import { type IndexFile, loadSqlite, openIndexFile } from "../../../../electron/library/index/index-schema.ts";
import { newsroom, putFiles } from "../newsroom.ts";

const room = newsroom();
const sqlite = await loadSqlite();

function emptyIndex(file: string): IndexFile {
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  return openIndexFile(sqlite, file, "test");
}

/** In how many pieces the words of a table lie: the high bits of a page's number tell which it belongs to. */
const pieces = ({ statement }: IndexFile, table: string): number =>
  Number(statement(`SELECT count(DISTINCT id >> 37) AS pieces FROM ${table}_data WHERE id > 10`).get()?.pieces);
const settings = ({ statement }: IndexFile, table: string): Record<string, unknown> =>
  Object.fromEntries(
    statement(`SELECT k, v FROM ${table}_config WHERE k IN ('automerge', 'crisismerge')`)
      .all()
      .map(({ k, v }) => [k, v]),
  );

test("what an index was built of is one piece in the end, whenever the merging was interrupted, and says the same", async () => {
  const index = emptyIndex(path.join(room.cache, "merge.sqlite"));
  const put = index.statement("INSERT INTO bodies (rowid, text) VALUES (?, ?)");
  for (let row = 1; row <= 40; row += 1) put.run(row, `ນ້ຳຖ້ວມ ເລກ${row} ${"ໂຮງຮຽນ ".repeat(row * 40)}`);
  expect(pieces(index, "bodies")).toBeGreaterThan(5);
  const rows = (word: string) =>
    index
      .statement("SELECT rowid AS row FROM bodies WHERE bodies MATCH ?")
      .all(`"${word}"`)
      .map(({ row }) => Number(row));
  const before = [rows("ນ້ຳຖ້ວມ"), rows("ໂຮງຮຽນ"), rows("ເລກ7")];
  const breathe = async () => undefined;
  await mergeAll(index, breathe, () => true);
  await mergeAll(index, breathe, () => false);
  expect(pieces(index, "bodies")).toBe(1);
  expect([rows("ນ້ຳຖ້ວມ"), rows("ໂຮງຮຽນ"), rows("ເລກ7")]).toEqual(before);
  for (const table of ["bodies", "heads", "named"])
    expect(settings(index, table)).toEqual({ automerge: 4, crisismerge: 16 });
  index.close();
});

test("a library's index is merged once it is built", async () => {
  putFiles(room.folder, 400);
  const library = await room.open();
  await library.complete();
  const file = path.join(room.cache, library.id, "index.sqlite");
  await room.close(library);
  if (typeof sqlite === "string") throw new Error("There is no SQLite.");
  const db = new sqlite.DatabaseSync(file, { readOnly: true });
  const index = { db, statement: (sql: string) => db.prepare(sql) } as IndexFile;
  for (const table of ["bodies", "heads"])
    expect([pieces(index, table), settings(index, table)]).toEqual([1, { automerge: 4, crisismerge: 16 }]);
  db.close();
});
