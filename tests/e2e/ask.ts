/** The desk, asked as another program on this machine would. */
import { z } from "zod";
import type { Answer, CallName, Request } from "../../shared/contract.ts";
import { calls } from "../../shared/contract.ts";

const Reply = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
]);

/** A call as another program on this machine would make it. */
export async function ask<C extends CallName>(
  desk: { readonly url: string; readonly token: string },
  name: C,
  request: Request<C>,
): Promise<Answer<C>> {
  const response = await fetch(new URL(`/api/${name}`, desk.url), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${desk.token}` },
    body: JSON.stringify(request),
  });
  const reply = Reply.parse(await response.json());
  if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
  return calls[name].answer.parse(reply.value) as Answer<C>;
}
