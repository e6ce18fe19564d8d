/** Every publication of the window goes through here: what must be asked or told of one stands once. */

import { modals } from "@mantine/modals";
import type { Answer, Request } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { tell, tellError } from "../base/tell.tsx";
import { storyNow } from "../editor/door.ts";
import { errorWords, i18n } from "../locale/index.ts";
import { followed, type PublishCall } from "./publish-run.ts";

function mayRemove(stories: number, of: number): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: i18n.t("publish.removals.title"),
      children: i18n.t("publish.removals.text", { count: stories, of }),
      labels: { confirm: i18n.t("publish.removals.go"), cancel: i18n.t("app.cancel") },
      confirmProps: { color: "red.9" },
      closeButtonProps: { "aria-label": i18n.t("app.close") },
      onConfirm: () => resolve(true),
      onClose: () => resolve(false),
    });
  });
}

/** Publishes; where that would take many stories off the site, asks first. Null where the answer was no. */
async function publishAsking<C extends PublishCall>(call: C, request: Request<C>): Promise<Result<Answer<C>> | null> {
  const publish = (more: { remove?: true }) => followed(call, () => desk.call(call, { ...request, ...more }));
  const answer = await publish({});
  if (answer.ok || answer.error.reason !== "removals") return answer;
  const { stories, of } = answer.error.values ?? {};
  const goes = await mayRemove(Number(stories), Number(of));
  return goes ? publish({ remove: true }) : null;
}

/**
 * Publishes, with what was typed last; null where a person said no to what would go off the site. One that was given
 * up is told as an error, `publish-cancelled`.
 */
export async function published<C extends PublishCall>(
  call: C,
  request: Request<C>,
): Promise<Result<Answer<C>> | null> {
  await storyNow()?.session.flush();
  return publishAsking(call, request);
}

/** The same, where nothing of the window shows what was refused: that is told here, and null then. */
export async function publishNow<C extends PublishCall>(call: C, request: Request<C>): Promise<Answer<C> | null> {
  const answer = await published(call, request);
  if (answer?.ok) return answer.value;
  if (answer?.error.reason === "publish-cancelled") tell(errorWords(answer.error));
  else if (answer) tellError(answer.error);
  return null;
}
