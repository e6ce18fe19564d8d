/** Takes a call from a host: its request is checked against the contract, then its room answers. */
import { isNestedBeyond } from "../../shared/article/nesting.ts";
import { type Answer, type CallName, calls, type Desk, isCallName } from "../../shared/contract.ts";
import { type Result, refuse } from "../../shared/errors.ts";
import type { Handlers } from "../calls/room.ts";

export interface Answering {
  readonly call: Desk["call"];
  /** Once no call is under way. */
  settled(): Promise<unknown>;
}

export function answering(handlers: Handlers): Answering {
  const running = new Set<Promise<unknown>>();
  return {
    async call<C extends CallName>(name: C, request: unknown): Promise<Result<Answer<C>>> {
      if (!isCallName(name)) return refuse("unknown-call");
      // Walking through it would exhaust the stack, here or in whoever reads it later.
      if (isNestedBeyond(request)) return refuse("bad-request", { detail: "nested too deeply" });
      const parsed = calls[name].request.safeParse(request);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        return refuse("bad-request", {
          detail: `${issue?.path.join(".") || "request"}: ${issue?.message ?? "not valid"}`,
        });
      }
      // The schema that was just passed is the handler's own.
      const handler = handlers[name] as (request: unknown) => Promise<Result<Answer<C>>>;
      const work = handler(parsed.data);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    settled: () => Promise.allSettled(running),
  };
}
