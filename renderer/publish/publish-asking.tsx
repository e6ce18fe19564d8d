import { modals } from "@mantine/modals";
import type { PublishAnswer, Request } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { i18n } from "../locale/index.ts";
import { desk } from "../shell/desk-client.ts";

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

/** Publishes the site; where that would take many stories off it, asks first. Null where the answer was no. */
export async function publishAsking(request: Request<"publish.site">): Promise<Result<PublishAnswer> | null> {
  const answer = await desk.call("publish.site", request);
  if (answer.ok || answer.error.reason !== "removals") return answer;
  const { stories, of } = answer.error.values ?? {};
  const goes = await mayRemove(Number(stories), Number(of));
  return goes ? desk.call("publish.site", { ...request, remove: true }) : null;
}
