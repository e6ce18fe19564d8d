/** Every publication of the window goes through here: what must be asked or told of one stands once. */
import type { PublishAnswer, Request } from "../../shared/contract.ts";
import { storyNow } from "../shell/current-story.ts";
import { desk } from "../shell/desk-client.ts";
import { tellError } from "../shell/tell.tsx";

export type PublishCall = "publish.site" | "publish.bundle";

/** Publishes, with what was typed last; null where the desk refused, which was told then. */
export async function publishNow(call: PublishCall, request: Request<PublishCall>): Promise<PublishAnswer | null> {
  await storyNow()?.session.flush();
  const done = await desk.call(call, request);
  if (done.ok) return done.value;
  tellError(done.error);
  return null;
}
