/** What the library found amiss with its files, as the desk tells it. */
import { useEffect } from "react";
import type { Problem } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { inOrder } from "../base/in-order.ts";
import { createStore, useStore } from "../base/store.ts";

const problems = createStore<readonly Problem[]>([]);

export const readProblems = inOrder(
  () => desk.call("library.problems", {}),
  (answer) => {
    if (answer.ok) problems.set(answer.value.problems);
  },
);

/** The problems nobody has dealt with yet; read again whenever the desk finds one. */
export function useProblems(): readonly Problem[] {
  useEffect(() => {
    void readProblems();
    return desk.subscribe((event) => {
      const isTold = event.event === "library.problems" || event.event === "library.changed";
      // What another program wrote may be of a newer desk.
      if (isTold || (event.event === "article.changed" && event.origin === "remote")) void readProblems();
    });
  }, []);
  return useStore(problems);
}
