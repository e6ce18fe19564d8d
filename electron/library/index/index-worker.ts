/** The thread that owns the index: answers in the order of what it is told, and reads files in between. */
import { hash } from "node:crypto";
import { parentPort, type Transferable, workerData } from "node:worker_threads";
import { dateMark, sectionMark, tagMark, UNDATED } from "../../../shared/article/beside.ts";
import type { Newest } from "../../../shared/article/newest.ts";
import type { deskError } from "../../../shared/errors.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { type StoriesSince, storiesSince } from "./facts/stories-since.ts";
import { checkFiles } from "./index-check.ts";
import type { FromIndex, IndexCall, IndexCalls, IndexStart, ToIndex } from "./index-messages.ts";
import { cutWithNames, expectNames, namesKey } from "./index-names.ts";
import {
  type IndexFile,
  isDamage,
  isHindered,
  loadSqlite,
  openIndexFile,
  type Sqlite,
  stampOf,
} from "./index-schema.ts";
import { createStories, type IndexStories } from "./index-stories.ts";
import { boardOf } from "./list/index-board.ts";
import { createLists, type IndexLists } from "./list/index-list.ts";
import { placeMissing } from "./list/index-places.ts";
import { NEWER } from "./list/list-flags.ts";
import { FEW } from "./reading/index-batches.ts";
import { loadReading, readingNow } from "./reading/lazy-reading.ts";

const { folder, file, desk, names: firstNames } = workerData as IndexStart;
const say = (message: FromIndex, given: Transferable[] = []) => parentPort?.postMessage(message, given);

/** How long the first pages wait for files that are read meanwhile; what is known by then is shown. */
const PATIENCE_MS = 1500;

/** How long after the first look at the files what isn't needed yet is loaded. */
const LATER_MS = 500;

/** The facts of many stories as one JSON array, put together by SQLite as bytes: strings of it would take this thread several times the room. */
const TOGETHER =
  "SELECT CAST('[' || coalesce(group_concat(stories.facts, ',' ORDER BY stories.id), '') || ']' AS BLOB) AS facts";

/** A story's word is the last thing that its facts say, before two letters that end them, and has 24. */
const WORDS = `SELECT CAST(coalesce(group_concat(id || ' ' || substr(CAST(facts AS BLOB), -26, 24), char(10) ORDER BY id), '') AS BLOB) AS words FROM stories`;

/** The stories that have, or went out under, an address that one of some rows has. */
const ALIKE = `WITH wanted AS MATERIALIZED (SELECT slug FROM json_each(?) AS some CROSS JOIN stories ON stories.row = some.value WHERE slug IS NOT NULL)
  ${["slug", "stood", "stood_too"].map((name) => `SELECT stories.row FROM wanted CROSS JOIN stories ON stories.${name} = wanted.slug`).join(" UNION ")}`;

const bytesOf = (blob: unknown): Uint8Array<ArrayBuffer> =>
  blob instanceof Uint8Array && blob.buffer instanceof ArrayBuffer
    ? (blob as Uint8Array<ArrayBuffer>)
    : new Uint8Array();

interface Opened {
  readonly index: IndexFile;
  readonly lists: IndexLists;
  readonly stories: IndexStories;
  readonly since: StoriesSince;
}

/** `now`: the desk's names as what is typed is cut with them. */
function open(sqlite: Sqlite, now: readonly string[], anew: boolean): Opened {
  const index = openIndexFile(sqlite, file, stampOf(folder), anew);
  // Other threads read with these as well.
  expectNames(index, firstNames);
  const lists = createLists(index, now);
  const since = storiesSince(index);
  const changed = (id: string) => {
    lists.forget();
    since.note(id);
  };
  return { index, lists, since, stories: createStories(index, folder, firstNames, changed) };
}

function serve(sqlite: Sqlite, first: Opened): void {
  let opened = first;
  let stopping = false;
  let checking: Promise<void> = Promise.resolve();
  let renewals = 0;
  let isChecking = true;
  /** As the settings have them now; the index may be behind. */
  let names = firstNames;
  /** When a story was read because the desk said so, while all the others are checked. */
  const touched = new Map<string, number>();
  /** Questions that can only be answered once every file was read. */
  const waiting: (() => void)[] = [];
  /** First pages that are answered as soon as there is something to show. */
  const pages: (() => void)[] = [];

  const check = async (): Promise<void> => {
    const { index, stories } = opened;
    const stale = () => stopping || opened.index !== index;
    try {
      await checkFiles(
        { folder, index, stories, desk },
        {
          progress: (done, total) => say({ kind: "progress", done, total }),
          stored: (left) => {
            if (left > FEW) for (const answer of pages.splice(0)) answer();
          },
          changed: () => say({ kind: "changed" }),
          unreadable: (id, error) => say({ kind: "unreadable", id, error }),
        },
        { stopped: stale, touched: (id, since) => (touched.get(id) ?? -1) >= since },
      );
      touched.clear();
      if (!stale()) for (const answer of waiting.splice(0)) answer();
    } catch (error) {
      if (stale()) return;
      if (!isDamage(error)) throw error;
      renew(error);
    }
  };

  /** Brings the index up to date with the desk's names, in the background; another change meanwhile has it begin anew. */
  const takeNames = async (): Promise<void> => {
    const { index, stories } = opened;
    const stale = () => stopping || opened.index !== index;
    while (!isChecking && !stale() && index.names() !== namesKey(names)) {
      const now = names;
      stories.rename(now);
      try {
        const isChanged = await cutWithNames(index, stories, () => stale() || names !== now);
        if (isChanged && !stale()) say({ kind: "changed" });
      } catch (error) {
        if (stale()) return;
        if (!isDamage(error)) throw error;
        renew(error);
      }
    }
  };

  /** A damaged index is thrown away and built again. */
  const renew = (error: unknown): void => {
    renewals += 1;
    // A database that fails again and again is a disk that fails; the thread ends, and the desk goes on without.
    if (renewals > 2) throw error;
    try {
      opened.index.close();
    } catch {
      // What can't be closed is left to the thread's end.
    }
    opened = open(sqlite, names, true);
    say({ kind: "changed" });
    run();
  };

  const withIndex = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      renew(error);
      return work();
    }
  };

  const refresh = (id: string) =>
    withIndex(() => {
      if (isChecking) touched.set(id, performance.now());
      const { index, stories } = opened;
      // While files are read in numbers, a transaction is open already.
      const own = !index.db.isTransaction;
      if (own) index.db.exec("BEGIN IMMEDIATE");
      try {
        // Another process may know other names, and have noted them.
        expectNames(index, stories.names());
        const refreshed = stories.refresh(id);
        if (typeof refreshed === "object") say({ kind: "unreadable", id, error: refreshed.unreadable });
        // A change is told by whoever made or saw it; what is gone has nobody to tell of it.
        if (refreshed === "gone" || typeof refreshed === "object") say({ kind: "changed" });
        if (own) {
          stories.putTerms();
          placeMissing(index);
          index.db.exec("COMMIT");
        }
      } catch (error) {
        if (own && index.db.isTransaction) index.db.exec("ROLLBACK");
        throw error;
      }
    });

  const slugHolder = (slug: string, but: string): string | null => {
    const held = opened.index
      .statement(
        "SELECT id FROM stories WHERE (slug = ?1 OR stood = ?1 OR stood_too = ?1) AND id <> ?2 ORDER BY id LIMIT 1",
      )
      .get(slug, but);
    return held ? String(held.id) : null;
  };
  const calls: { [C in IndexCall]: (ask: IndexCalls[C]["ask"]) => IndexCalls[C]["answer"] } = {
    list(request) {
      if (request.text) opened.stories.putTerms();
      return opened.lists.list(request);
    },
    board: (request) => boardOf(opened.index, request),
    facts(asked) {
      const found =
        "ids" in asked
          ? opened.index
              .statement(`${TOGETHER} FROM json_each(?) AS wanted CROSS JOIN stories ON stories.id = wanted.value`)
              .get(JSON.stringify(asked.ids))
          : opened.index
              .statement(`${TOGETHER} FROM (SELECT id, facts FROM stories WHERE id > ? ORDER BY id LIMIT ?) AS stories`)
              .get(asked.after, asked.limit);
      return bytesOf(found?.facts);
    },
    words: () => bytesOf(opened.index.statement(WORDS).get()?.words),
    since: (mark) => opened.since.ask(mark),
    print() {
      const all = opened.index.statement("SELECT id || ' ' || print AS line FROM stories ORDER BY id").all();
      return hash("sha256", all.map(({ line }) => `${line}\n`).join(""), "hex");
    },
    slugHolder: ({ slug, but }) => slugHolder(slug, but),
    freeSlug: ({ wanted, but }) => freeSlug(wanted, { has: (slug) => slugHolder(slug, but) !== null }),
    beside: ({ lang, tags, category, until, minutes, most }) => {
      const rows = new Set<number>();
      const take = (mark: string, from: number, to: number) => {
        for (const { row } of opened.index
          .statement("SELECT row FROM beside WHERE mark = ? AND at BETWEEN ? AND ? ORDER BY at DESC, row DESC LIMIT ?")
          .all(mark, from, to, most))
          rows.add(Number(row));
      };
      const sections = category === null ? [] : [sectionMark(lang, category)];
      for (const mark of [...tags.map((tag) => tagMark(lang, tag)), ...sections]) {
        take(mark, 0, until);
        take(mark, UNDATED, UNDATED);
      }
      for (const minute of minutes) take(dateMark(lang), minute, minute + 59);
      const found = opened.index
        .statement("SELECT facts FROM json_each(?) AS wanted CROSS JOIN stories ON stories.row = wanted.value")
        .all(JSON.stringify([...rows]));
      return `[${found.map(({ facts }) => facts).join(",")}]`;
    },
    newest: ({ lang, sections, ids, most }) => {
      const cut = new Set<string>();
      const rowsOf = (mark: string): number[] => {
        const take = (from: number, to: number) => {
          const found = opened.index
            .statement(
              "SELECT row FROM beside WHERE mark = ? AND at BETWEEN ? AND ? ORDER BY at DESC, row DESC LIMIT ?",
            )
            .all(mark, from, to, most);
          if (found.length === most) cut.add(mark);
          return found.map(({ row }) => Number(row));
        };
        return [...take(0, Number.MAX_SAFE_INTEGER), ...take(UNDATED, UNDATED)];
      };
      const recent = new Set(rowsOf(dateMark(lang)));
      const others = new Set(sections.flatMap((key) => rowsOf(sectionMark(lang, key))));
      const named = opened.index.statement("SELECT row FROM stories WHERE id IN (SELECT value FROM json_each(?))");
      const told = opened.index.statement("SELECT row FROM stories WHERE told IS NOT NULL ORDER BY told DESC LIMIT 1");
      for (const { row } of [...named.all(JSON.stringify(ids)), ...told.all()]) others.add(Number(row));
      const alike = opened.index.statement(ALIKE).all(JSON.stringify([...recent, ...others]));
      for (const { row } of alike) others.add(Number(row));
      const factsOf = (rows: Iterable<number>) =>
        opened.index
          .statement("SELECT facts FROM json_each(?) AS wanted CROSS JOIN stories ON stories.row = wanted.value")
          .all(JSON.stringify([...rows]))
          .map(({ facts }) => facts)
          .join(",");
      const rest = [...others].filter((row) => !recent.has(row));
      const more: Newest["more"] = {
        recent: cut.has(dateMark(lang)),
        sections: sections.filter((key) => cut.has(sectionMark(lang, key))),
      };
      return `{"recent":[${factsOf(recent)}],"others":[${factsOf(rest)}],"more":${JSON.stringify(more)}}`;
    },
    unreadable: () =>
      opened.index
        .statement("SELECT id, error FROM unreadable ORDER BY id")
        .all()
        .map(({ id, error }) => [String(id), JSON.parse(String(error)) as ReturnType<typeof deskError>]),
    newer: () =>
      opened.index
        .statement("SELECT id FROM stories WHERE flags >= ? ORDER BY id")
        .all(NEWER)
        .map(({ id }) => String(id)),
    complete: () => null,
    close: () => null,
  };
  const waits = new Set<IndexCall>(["slugHolder", "freeSlug", "unreadable"]);

  const answer = <C extends IndexCall>(turn: number, call: C, ask: IndexCalls[C]["ask"]) => {
    try {
      const found = withIndex(() => calls[call](ask));
      say({ kind: "answer", turn, answer: found }, found instanceof Uint8Array ? [found.buffer] : []);
    } catch (error) {
      // The thread ends, and what stays in memory answers in its place.
      if (isHindered(error) || isDamage(error)) throw error;
      say({ kind: "failed", turn, words: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  };

  const close = async (turn: number) => {
    stopping = true;
    // With what is known; nobody waits for a library that is being closed.
    for (const answerNow of waiting.splice(0)) answerNow();
    await checking;
    opened.index.close();
    say({ kind: "answer", turn, answer: null });
    parentPort?.close();
  };

  const run = (): void => {
    isChecking = true;
    const mine: Promise<void> = check()
      .finally(() => {
        if (checking === mine) isChecking = false;
        // For what changes from now on; after what the window asks first.
        setTimeout(loadReading, LATER_MS).unref();
      })
      .then(takeNames);
    checking = mine;
  };
  const stories = Number(opened.index.statement("SELECT count(*) AS count FROM stories").get()?.count);
  const isPatient = stories <= FEW || !opened.index.isComplete();
  let begun = false;
  const begin = () => {
    if (!begun && !stopping) run();
    begun = true;
  };

  const list = (turn: number, ask: IndexCalls["list"]["ask"]) => {
    answer(turn, "list", ask);
    setImmediate(begin);
  };
  const since = performance.now();
  const act = (message: ToIndex): void => {
    if (message.kind === "refresh") refresh(message.id);
    else if (message.kind === "names") {
      names = message.names;
      opened.lists.rename(names);
      if (!isChecking) checking = checking.then(takeNames);
    } else if (message.call === "close") void close(message.turn);
    else if (message.call === "list") {
      const { turn, ask } = message;
      const left = PATIENCE_MS - (performance.now() - since);
      if (!isPatient || !isChecking || left <= 0) list(turn, ask);
      else {
        // A library of a few stories is read before anyone could see half of it.
        let answered = false;
        const once = () => {
          if (!answered) list(turn, ask);
          answered = true;
        };
        const late = setTimeout(once, left);
        const soon = () => {
          clearTimeout(late);
          once();
        };
        waiting.push(soon);
        pages.push(soon);
      }
    } else {
      const { turn, call, ask } = message;
      const later = call === "complete" ? isChecking : waits.has(call) && !opened.index.isComplete();
      if (later) waiting.push(() => answer(turn, call, ask));
      else answer(turn, call, ask);
      if (later) begin();
    }
  };
  /** What was said since a story had to be read that couldn't be yet: an answer tells of all that was said before. */
  let held: ToIndex[] | null = null;
  const hear = (message: ToIndex): void => {
    if (held) held.push(message);
    else if (message.kind === "refresh" && !readingNow()) {
      held = [message];
      void loadReading().then(() => {
        const now = held ?? [];
        held = null;
        for (const one of now) act(one);
      });
    } else act(message);
  };
  parentPort?.on("message", hear);
  // The first page of a long list goes before the look at every file.
  if (isPatient) begin();
  else setTimeout(begin, 1000);
}

const sqlite = await loadSqlite();
if (typeof sqlite === "string") say({ kind: "open", missing: sqlite });
else {
  let opened: Opened | null = null;
  try {
    opened = open(sqlite, firstNames, false);
  } catch {
    say({ kind: "open", missing: "cache" });
  }
  if (opened) {
    say({ kind: "open", missing: null });
    serve(sqlite, opened);
  }
}
