/** The library's measures, each run in a process of its own, so that none warms or fills another's. */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Low } from "lowdb";
import { JSONFile } from "lowdb/node";
import MiniSearch from "minisearch";
import writeFileAtomic from "write-file-atomic";
import { openDesk } from "../../electron/desk.ts";
import { articleIds, articlePath, readArticleText } from "../../electron/library/article-file.ts";
import { TOKENIZER } from "../../electron/library/index-schema.ts";
import { createWordCutter, runsOf } from "../../electron/library/index-words.ts";
import { STAGES } from "../../shared/article.ts";
import type { ListRequest } from "../../shared/contract.ts";
import { sidesOf } from "../../shared/rows.ts";
import { fold } from "../../shared/text/fold.ts";
import { storyMaker } from "./articles.ts";
import { median, quantile } from "./machine.ts";

export interface Place {
  readonly library: string;
  readonly home: string;
  /** For what is only measured beside. */
  readonly aside: string;
}

const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
const openAt = ({ library, home }: Place) => openDesk({ ports, home, library });
type OpenedDesk = Awaited<ReturnType<typeof openAt>>;

async function ask<C extends Parameters<OpenedDesk["desk"]["call"]>[0]>(
  { desk }: OpenedDesk,
  call: C,
  request: Parameters<typeof desk.call<C>>[1],
) {
  const answer = await desk.call(call, request);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

async function timed(work: () => unknown): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** The same choice in each run. */
function choices(seed = 7): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return list[(state >>> 8) % list.length] as (typeof list)[number];
  };
}

/** From the call that opens the desk to the first page of the list. */
async function opening(place: Place) {
  const since = performance.now();
  const opened = await openAt(place);
  await ask(opened, "articles.list", {});
  const took = performance.now() - since;
  await opened.close();
  return { took };
}

/** The whole index built anew, while the window looks at the list as it fills. */
async function rebuilding(place: Place) {
  rmSync(path.join(place.home, "cache"), { recursive: true, force: true });
  // The clock counts what other programs take of the processors too; the thread's own time doesn't.
  const own = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [longest, longestOwn] = [0, 0];
  let [last, lastOwn] = [performance.now(), own()];
  const beat = setInterval(() => {
    const [now, nowOwn] = [performance.now(), own()];
    longest = Math.max(longest, now - last);
    longestOwn = Math.max(longestOwn, nowOwn - lastOwn);
    [last, lastOwn] = [now, nowOwn];
  }, 1);
  const since = performance.now();
  const opened = await openAt(place);
  [last, lastOwn] = [performance.now(), own()];
  [longest, longestOwn] = [0, 0];
  const { total } = await ask(opened, "articles.list", {});
  const first = performance.now() - since;
  let complete = false;
  const whole = opened
    .library()
    .complete()
    .then(() => {
      complete = true;
    });
  while (!complete) {
    await Promise.race([whole, wait(250)]);
    await ask(opened, "articles.list", {});
  }
  const took = performance.now() - since;
  clearInterval(beat);
  const peak = process.memoryUsage().rss;
  await opened.close();
  return { took, longest, longestOwn, first, shownFirst: total, peak };
}

/** Every story's words, a few stories at a time. */
async function* segmented(library: string, together: number) {
  const cutter = createWordCutter(() => undefined);
  let batch: { id: string; words: [string, string, string] }[] = [];
  for (const id of await articleIds(library)) {
    const read = readArticleText(readFileSync(articlePath(library, id), "utf8"), id);
    if (read.kind !== "article") continue;
    const { lo, en } = sidesOf(read.article);
    const cut = (of: (side: NonNullable<typeof lo>) => readonly string[]) =>
      cutter.cut([...(lo ? of(lo) : []), ...(en ? of(en) : [])].join("\n"));
    const words: [string, string, string] = [
      cut((side) => [side.headline]),
      cut((side) => [side.lead]),
      cut((side) => side.blocks.map((block) => block.text)),
    ];
    batch.push({ id, words });
    if (batch.length < together) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

const rawFile = ({ aside }: Place) => path.join(aside, "raw.sqlite");

/** The same words put into one FTS5 table and nothing else; cutting them isn't counted. */
async function rawInserts(place: Place) {
  const { DatabaseSync } = await import("node:sqlite");
  for (const end of ["", "-wal", "-shm"]) rmSync(rawFile(place) + end, { force: true });
  const db = new DatabaseSync(rawFile(place));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;
    CREATE VIRTUAL TABLE f USING fts5 (headline, lead, body, ${TOKENIZER})`);
  const insert = db.prepare("INSERT INTO f (headline, lead, body) VALUES (?, ?, ?)");
  let took = 0;
  for await (const batch of segmented(place.library, 200))
    took += await timed(() => {
      db.exec("BEGIN");
      for (const { words } of batch) insert.run(...words);
      db.exec("COMMIT");
    });
  db.close();
  return { took };
}

/** Two words of one story, the second only begun, as they are while somebody types. */
function queries(count: number): string[] {
  const make = storyMaker();
  const choose = choices();
  return Array.from({ length: count }, (_, at) => {
    const { versions } = make((at * 37) % 100).article;
    const version = choose([versions.lo, versions.en ?? versions.lo]);
    const text = choose(version?.body.content ?? [])?.content?.[0]?.text ?? "";
    const words = runsOf(fold(text)).filter((word) => [...word].length >= 4);
    const [first = "ໂຮງຮຽນ", second = "ຂົວ"] = [choose(words), choose(words)];
    return `${first} ${[...second].slice(0, 4).join("")}`;
  });
}

/** Pages and searches; beside each, what SQLite alone takes for the like. */
async function asking(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  const { total } = await ask(opened, "articles.list", {});
  const choose = choices();
  const maybe = <T>(value: T) => choose([value, undefined]);
  const { DatabaseSync } = await import("node:sqlite");
  const raw = new DatabaseSync(rawFile(place), { readOnly: true });
  const index = new DatabaseSync(path.join(place.home, "cache", opened.library().id, "index.sqlite"), {
    readOnly: true,
  });
  const page = index.prepare("SELECT summary FROM stories ORDER BY updated DESC, id DESC LIMIT 50 OFFSET ?");
  const match = raw.prepare("SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 50");
  const [lists, ownLists, searches, ownSearches]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let turn = 0; turn < 300; turn += 1) {
    const offset = choose([0, 0, Math.floor(total / 3), Math.max(0, total - 150)]);
    const request: ListRequest = {
      sort: choose(["updated", "created", "published", "headline", "category"] as const),
      stage: maybe(choose(STAGES)),
      needs: maybe(choose(["translation", "owed", "stale"] as const)),
      category: maybe("politics"),
      offset,
      limit: 50,
    };
    lists.push(await timed(() => ask(opened, "articles.list", request)));
    ownLists.push(await timed(() => page.all(offset)));
  }
  for (const text of queries(300)) {
    searches.push(await timed(() => ask(opened, "articles.list", { text, limit: 50 })));
    const [first = "", second = ""] = text.split(" ");
    ownSearches.push(await timed(() => match.all(`"${first}" AND "${second}" *`)));
  }
  raw.close();
  index.close();
  await opened.close();
  const p95 = (values: readonly number[]) => quantile(values, 0.95);
  return { list: p95(lists), ownList: p95(ownLists), search: p95(searches), ownSearch: p95(ownSearches) };
}

const historyOf = (library: string, id: string): number => {
  try {
    return readdirSync(path.join(library, "history", id), { recursive: true }).length;
  } catch {
    return 0;
  }
};

/** Saves through the desk, in turn with the same bytes written by others. */
async function saving(place: Place) {
  const opened = await openAt(place);
  await opened.library().complete();
  const ids = (await opened.library().ids()).slice(-60);
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
    const took = await timed(() => ask(opened, "articles.save", { id, base: { lo: revs.lo }, lo: { lead } }));
    const text = readFileSync(articlePath(place.library, id), "utf8");
    const other = await timed(() => writeFileAtomic(path.join(place.aside, `${id}.json`), text));
    const own = await timed(() => put.run(id, text));
    // The first ones warm everything up.
    if (turn < 20) continue;
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

/** MiniSearch on the same words. */
async function miniSearch(place: Place) {
  const before = process.memoryUsage().rss;
  const mini = new MiniSearch({
    fields: ["headline", "lead", "body"],
    tokenize: (text) => text.split(/\s+/),
    processTerm: (term) => term,
    searchOptions: {
      boost: { headline: 4, lead: 2 },
      combineWith: "AND",
      prefix: (_term, at, terms) => at === terms.length - 1,
    },
  });
  let took = 0;
  for await (const batch of segmented(place.library, 200))
    took += await timed(() =>
      mini.addAll(batch.map(({ id, words: [headline, lead, body] }) => ({ id, headline, lead, body }))),
    );
  globalThis.gc?.();
  await wait(200);
  const used = process.memoryUsage().rss - before;
  const searches: number[] = [];
  for (const text of queries(300)) searches.push(await timed(() => mini.search(text)));
  return { took, used, search: quantile(searches, 0.95) };
}

export const MEASURES = { opening, rebuilding, rawInserts, asking, saving, oneFile, memory, miniSearch } as const;
export type MeasureName = keyof typeof MEASURES;
export type Measured<M extends MeasureName> = Awaited<ReturnType<(typeof MEASURES)[M]>>;
