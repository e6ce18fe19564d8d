/** The library's measures, each run in a process of its own, so that none warms or fills another's. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import writeFileAtomic from "write-file-atomic";
import { articleIds, articlePath } from "../../electron/library/files/article-paths.ts";
import { bundling, pagesAlone, photographs } from "./bundle-measures.ts";
import { asking, blocking, completing, miniSearch, rawInserts, rebuilding } from "./index-measures.ts";
import { median } from "./machine.ts";
import { ask, openAt, type Place, queries, timed } from "./measured-desk.ts";
import { firstOfSession, firstPublication, previewing, publication } from "./publish-measures.ts";

/** From the call that opens the desk to the first page of the list. */
async function opening(place: Place) {
  const since = performance.now();
  const opened = await openAt(place);
  await ask(opened, "articles.list", {});
  const took = performance.now() - since;
  await opened.close();
  return { took };
}

const historyOf = (library: string, id: string): number => {
  try {
    return readdirSync(path.join(library, "history", id), { recursive: true }).length;
  } catch {
    return 0;
  }
};

/** Stories that are saved, one after the other. */
const STORIES = 21;

/** Saves through the desk, every second with a revision in history as confirming all makes one, in turn with the same bytes written by others. */
async function saving(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  // An odd number, so that each story is saved both ways in turn.
  const ids = (await opened.library().ids()).slice(-STORIES);
  mkdirSync(place.aside, { recursive: true });
  const { DatabaseSync } = await import("node:sqlite");
  const db = new DatabaseSync(path.join(place.aside, "rows.sqlite"));
  db.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS a (id TEXT PRIMARY KEY, j TEXT)",
  );
  const put = db.prepare("INSERT OR REPLACE INTO a VALUES (?, ?)");
  const plain: number[] = [];
  const withHistory: number[] = [];
  const atomic: number[] = [];
  const row: number[] = [];
  for (let turn = 0; turn < 180; turn += 1) {
    const id = ids[turn % ids.length] ?? "";
    const { article, revs } = await ask(opened, "articles.open", { id });
    const lead = `${article.versions.lo?.lead.replace(/ \d+$/, "")} ${turn}`;
    const before = historyOf(place.library, id);
    const why = turn % 2 === 1 ? ("confirm" as const) : undefined;
    const took = await timed(() => ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { lead }, why }));
    const text = readFileSync(articlePath(place.library, id), "utf8");
    const other = await timed(() => writeFileAtomic(path.join(place.aside, `${id}.json`), text));
    const own = await timed(() => put.run(id, text));
    // The first ones warm everything up, and keep each story's state before this session.
    if (turn < 2 * ids.length) continue;
    (historyOf(place.library, id) > before ? withHistory : plain).push(took);
    atomic.push(other);
    row.push(own);
  }
  db.close();
  await opened.close();
  const p50 = (values: readonly number[]) => (values.length < 10 ? null : median(values));
  return { plain: p50(plain), withHistory: p50(withHistory), atomic: median(atomic), row: median(row) };
}

/** All stories in one file of lowdb's own, saved once more; null where it gives up. */
async function oneFile({ library, aside }: Place) {
  try {
    mkdirSync(aside, { recursive: true });
    const low = new Low<{ articles: unknown[] }>(new JSONFile(path.join(aside, "all.json")), { articles: [] });
    for (const id of await articleIds(library))
      low.data.articles.push(JSON.parse(readFileSync(articlePath(library, id), "utf8")));
    return { took: await timed(() => low.write()) };
  } catch {
    return { took: null };
  }
}

/** What the whole Node side holds after a morning's work. */
async function memory(place: Place) {
  const opened = await openAt(place);
  await ask(opened, "articles.list", {});
  await opened.library().complete();
  for (const text of queries(20)) await ask(opened, "articles.list", { text });
  for (const sort of ["created", "published", "headline", "category"] as const)
    await ask(opened, "articles.list", { sort });
  for (const id of (await opened.library().ids()).slice(-20)) {
    const { revs } = await ask(opened, "articles.open", { id });
    await ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { lead: "ຄວາມນຳໃໝ່" } });
  }
  globalThis.gc?.();
  await wait(500);
  const { rss } = process.memoryUsage();
  await opened.close();
  return { rss };
}

export const MEASURES = {
  opening,
  rebuilding,
  rawInserts,
  completing,
  blocking,
  asking,
  saving,
  oneFile,
  memory,
  miniSearch,
  previewing,
  firstPublication,
  firstOfSession,
  publication,
  bundling,
  pagesAlone,
  photographs,
} as const;
export type MeasureName = keyof typeof MEASURES;
export type Measured<M extends MeasureName> = Awaited<ReturnType<(typeof MEASURES)[M]>>;
