/** The catalogue in the index's thread: this side asks, and keeps no story for long. */
import { existsSync } from "node:fs";
import { MessageChannel, Worker } from "node:worker_threads";
import type { Newest } from "../../../shared/article/newest.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { BoardAnswer, ListAnswer, SearchState } from "../../../shared/contract.ts";
import { threadFile } from "../../disk/program-places.ts";
import type { Catalogue, CatalogueEvents } from "./catalogue-kind.ts";
import { knownFacts } from "./facts/known-facts.ts";
import type { FromIndex, IndexCall, IndexCalls, IndexStart, ToIndex } from "./index-messages.ts";
import { textOfBytes } from "./index-schema.ts";
import { readForIndex } from "./reading/desk-reader.ts";

const THREAD = threadFile("library/index/index-worker");

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Letters of a word of facts. */
const WORD = 24;

/** There can be no index here, and why. */
export interface NoIndex {
  readonly missing: NonNullable<SearchState["missing"]>;
}

/**
 * Opens the index of a library's folder in a thread of its own. `failed` is told when the thread ends
 * by itself; every question after that is rejected.
 */
export async function openIndexCatalogue(
  folder: string,
  file: string,
  names: readonly string[],
  events: CatalogueEvents,
  failed: (error: Error) => void,
): Promise<Catalogue | NoIndex> {
  const { port1: reading, port2: desk } = new MessageChannel();
  const start: IndexStart = { folder, file, desk, names };
  const isNew = !existsSync(file);
  const thread = new Worker(THREAD, {
    workerData: start,
    transferList: [desk],
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  void readForIndex(folder, reading, isNew, names);
  const prints = new Map<string, string>();
  const pending = new Map<number, Pending>();
  let turns = 0;
  let ended: Error | null = null;
  let isClosing = false;

  const say = (message: ToIndex) => thread.postMessage(message);
  const end = (error: Error) => {
    if (ended) return;
    ended = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    if (!isClosing) failed(error);
  };
  const settle = (turn: number): Pending | undefined => {
    const one = pending.get(turn);
    pending.delete(turn);
    // A thread that nothing waits for keeps no program alive.
    if (pending.size === 0) thread.unref();
    return one;
  };
  const ask = <C extends IndexCall>(call: C, request: IndexCalls[C]["ask"]): Promise<IndexCalls[C]["answer"]> => {
    if (ended) return Promise.reject(ended);
    turns += 1;
    const turn = turns;
    return new Promise((resolve, reject) => {
      pending.set(turn, { resolve: resolve as Pending["resolve"], reject });
      thread.ref();
      say({ kind: "ask", turn, call, ask: request } as ToIndex);
    });
  };

  const missing = await new Promise<SearchState["missing"]>((resolve) => {
    thread.on("message", (message: FromIndex) => {
      if (message.kind === "open") resolve(message.missing);
      else if (message.kind === "answer") settle(message.turn)?.resolve(message.answer);
      else if (message.kind === "failed") settle(message.turn)?.reject(new Error(message.words));
      else if (message.kind === "progress") events.progress?.(message.done, message.total);
      else if (message.kind === "changed") events.changed?.();
      else events.unreadable?.(message.id, message.error);
    });
    thread.on("error", (error) => {
      end(error instanceof Error ? error : new Error(String(error)));
      resolve("sqlite");
    });
    thread.on("exit", () => {
      end(new Error("The index's thread has ended."));
      resolve("sqlite");
    });
  });
  thread.unref();
  if (missing !== null) {
    ended ??= new Error("There is no index.");
    await thread.terminate();
    return { missing };
  }

  const place = (id: string, print: string): void => {
    if (prints.get(id) === print) return;
    prints.set(id, print);
    say({ kind: "refresh", id });
  };
  const factsIn = (bytes: Uint8Array) => JSON.parse(textOfBytes(bytes)) as StoryFacts[];
  const factsOf = async (ids: readonly string[]) => factsIn(await ask("facts", { ids }));
  const facts = knownFacts({
    since: (mark) => ask("since", mark),
    of: factsOf,
    after: async (id, limit) => factsIn(await ask("facts", { after: id, limit })),
  });
  return {
    search: { kind: "full", missing: null },
    list: async (request) => JSON.parse(await ask("list", request)) as ListAnswer,
    board: async (request) => JSON.parse(await ask("board", request)) as BoardAnswer,
    async facts(ids) {
      if (ids) return factsOf(ids);
      await ask("complete", null);
      return facts.all();
    },
    async words() {
      await ask("complete", null);
      const words = new Map<string, string>();
      for (const line of textOfBytes(await ask("words", null)).split("\n"))
        if (line !== "") words.set(line.slice(0, -WORD - 1), line.slice(-WORD));
      return words;
    },
    async print() {
      await ask("complete", null);
      return ask("print", null);
    },
    beside: async (request) => JSON.parse(await ask("beside", request)) as StoryFacts[],
    async newest(request) {
      await ask("complete", null);
      return JSON.parse(await ask("newest", request)) as Newest;
    },
    printOf: (id) => prints.get(id),
    put: ({ id }, _readOnly, print) => place(id, print),
    placed: async (id, print) => place(id, print),
    remove(id) {
      prints.delete(id);
      say({ kind: "refresh", id });
    },
    rename: (now) => say({ kind: "names", names: now }),
    slugHolder: (slug, but) => ask("slugHolder", { slug, but }),
    freeSlug: (wanted, but) => ask("freeSlug", { wanted, but }),
    unreadable: async () => new Map(await ask("unreadable", null)),
    newer: () => ask("newer", null),
    complete: async () => void (await ask("complete", null)),
    async close() {
      if (ended) return;
      isClosing = true;
      // Its end may be seen before its answer, and says the same.
      await ask("close", null).catch(() => undefined);
      ended = new Error("The library is closed.");
      await thread.terminate();
    },
  };
}
