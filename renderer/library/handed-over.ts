/** What the system handed over to be opened: a package comes in as by a drop, a library in place of the one that is open. */
import { modals } from "@mantine/modals";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { libraryInfo } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { bringPackages } from "../base/package-files.ts";
import { tellError } from "../base/tell.tsx";
import { closeStory } from "../editor/door.ts";
import { i18n } from "../locale/index.ts";

/** Whether the user wants the library in place of the one that is open. */
function wants(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: i18n.t("handed.title"),
      children: i18n.t("handed.text", { path, name: libraryInfo.get()?.name ?? "" }),
      labels: { confirm: i18n.t("handed.open"), cancel: i18n.t("handed.stay") },
      confirmProps: { "data-autofocus": true },
      closeButtonProps: { "aria-label": i18n.t("app.close") },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}

/** Everything that is written is saved first; where it can't be, closing the story asks. */
async function goTo(path: string): Promise<void> {
  if (!(await wants(path)) || !(await closeStory())) return;
  dialog.set(null);
  const used = await desk.call("library.use", { path });
  if (!used.ok) tellError(used.error);
}

async function takeHanded(): Promise<void> {
  const answer = await desk.call("host.takeHanded", {});
  if (!answer.ok) return;
  const { handed } = answer.value;
  for (const one of handed) if (one.kind === "refused") tellError(one.error as DeskError);
  bringPackages(handed.flatMap((one) => (one.kind === "package" ? [one] : [])));
  // Two libraries at once can't be open; the last one was meant.
  const library = handed.findLast((one) => one.kind === "library");
  if (library && !library.isHere) await goTo(library.path);
}

/** Takes what waits, and whatever comes later, one after the other. */
export function followHanded(): void {
  let turn = Promise.resolve();
  const take = () => {
    turn = turn.then(takeHanded);
  };
  desk.subscribe((event) => {
    if (event.event === "host.handed") take();
  });
  take();
}
