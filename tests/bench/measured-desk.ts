/** A desk that is measured: opened where a bench says, asked as the window asks it. */
import { openDesk } from "../../electron/desk/desk.ts";
import { runsOf } from "../../electron/library/index/words/index-words.ts";
import { fold } from "../../shared/text/fold.ts";
import { storyMaker } from "./articles.ts";

export interface Place {
  readonly library: string;
  readonly home: string;
  /** For what is only measured beside. */
  readonly aside: string;
}

const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
export const openAt = ({ library, home }: Place) => openDesk({ ports, home, library });
type OpenedDesk = Awaited<ReturnType<typeof openAt>>;

export async function ask<C extends Parameters<OpenedDesk["desk"]["call"]>[0]>(
  { desk }: OpenedDesk,
  call: C,
  request: Parameters<typeof desk.call<C>>[1],
) {
  const answer = await desk.call(call, request);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

export async function timed(work: () => unknown): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

/** The same choice in each run. */
export function choices(seed = 7): <T>(list: readonly T[]) => T {
  let state = seed;
  return (list) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return list[(state >>> 8) % list.length] as (typeof list)[number];
  };
}

/** Two words of one story, the second only begun, as they are while somebody types. */
export function queries(count: number): string[] {
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
