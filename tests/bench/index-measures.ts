/** The measures of the index: built, asked, and beside each what SQLite alone or MiniSearch takes for the like. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import MiniSearch from "minisearch";
import { readArticleText } from "../../electron/library/files/article-file.ts";
import { articleIds, articlePath } from "../../electron/library/files/article-paths.ts";
import { TOKENIZER } from "../../electron/library/index/index-schema.ts";
import { hasParts } from "../../electron/library/index/words/index-words.ts";
import { createWordCutter } from "../../electron/library/index/words/word-cutter.ts";
import { STAGES } from "../../shared/article/stages.ts";
import type { ListRequest } from "../../shared/contract.ts";
import { sidesOf } from "../../shared/rows/rows.ts";
import { fold } from "../../shared/text/fold.ts";
import { quantile } from "./machine.ts";
import { ask, choices, openAt, type Place, queries, timed } from "./measured-desk.ts";

const removeIndex = ({ home }: Place) => rmSync(path.join(home, "cache"), { recursive: true, force: true });

/**
 * The whole index built anew, while the window looks at the list as it fills. `whole`: from the call that
 * opens the desk until every story is in the index; what it takes longer than `completing` is the
 * rebuilding, whenever that begins. `first`: from that call to the first page.
 */
export async function rebuilding(place: Place) {
  removeIndex(place);
  const since = performance.now();
  const opened = await openAt(place);
  const { total } = await ask(opened, "articles.list", {});
  const first = performance.now() - since;
  let end = 0;
  const complete = opened
    .library()
    .complete()
    .then(() => {
      end = performance.now();
    });
  while (end === 0) {
    await Promise.race([complete, wait(250)]);
    if (end === 0) await ask(opened, "articles.list", {});
  }
  const whole = end - since;
  const peak = process.memoryUsage().rss;
  await opened.close();
  return { whole, first, shownFirst: total, peak };
}

/** The longest that the main thread is blocked meanwhile; apart, because looking costs time too. */
export async function blocking(place: Place) {
  // Apart from the building: a large file takes its time to go.
  removeIndex(place);
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
  await rebuilding(place);
  clearInterval(beat);
  return { longest, longestOwn };
}

/** From the call that opens the desk until every story is known to be in its index, which is there. */
export async function completing(place: Place) {
  const since = performance.now();
  const opened = await openAt(place);
  await ask(opened, "articles.list", {});
  await opened.library().complete();
  const whole = performance.now() - since;
  await opened.close();
  return { whole };
}

/** Every story's words, a few stories at a time. `meet` is told each word at least once. */
async function* segmented(library: string, together: number, meet: (word: string) => void = () => undefined) {
  const cutter = createWordCutter(meet);
  let batch: { id: string; words: [string, string, string] }[] = [];
  for (const id of await articleIds(library)) {
    const read = readArticleText(readFileSync(articlePath(library, id), "utf8"), id);
    if (read.kind !== "article") continue;
    const { lo, en } = sidesOf(read.article);
    const cut = (of: (side: NonNullable<typeof lo>) => readonly string[]) =>
      cutter.cut([...(lo ? of(lo) : []), ...(en ? of(en) : [])].join("\n")).listed;
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

/** The same text put into the same full-text search and nothing else, in one transaction; cutting it isn't counted. */
export async function rawInserts(place: Place) {
  const { DatabaseSync } = await import("node:sqlite");
  for (const end of ["", "-wal", "-shm"]) rmSync(rawFile(place) + end, { force: true });
  const db = new DatabaseSync(rawFile(place));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;
    CREATE VIRTUAL TABLE f USING fts5 (headline, lead, body, ${TOKENIZER});
    CREATE VIRTUAL TABLE p USING fts5 (word, sound, toneless, content = '', tokenize = 'trigram')`);
  const insert = db.prepare("INSERT INTO f (headline, lead, body) VALUES (?, ?, ?)");
  const insertPart = db.prepare("INSERT INTO p (word, sound, toneless) VALUES (?, ?, ?)");
  const parts = new Set<string>();
  const meet = (word: string) => {
    if (hasParts(word)) parts.add(word);
  };
  let took = await timed(() => db.exec("BEGIN"));
  for await (const batch of segmented(place.library, 200, meet))
    took += await timed(() => {
      for (const { words } of batch) insert.run(...words);
    });
  const folded = Array.from(parts, (word): [string, string, string] => [word, fold(word, 1), fold(word, 2)]);
  took += await timed(() => {
    for (const words of folded) insertPart.run(...words);
    db.exec("COMMIT");
  });
  db.close();
  return { took };
}

/** Pages and searches; beside each, what SQLite alone takes for the like. */
export async function asking(place: Place) {
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

/** MiniSearch on the same words. */
export async function miniSearch(place: Place) {
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
