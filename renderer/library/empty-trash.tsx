import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { libraryInfo } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { hideUndoable, tell, tellError } from "../base/tell.tsx";
import { closeStory, storyNow } from "../editor/door.ts";

import { i18n } from "../locale/index.ts";

async function emptyTrash(): Promise<void> {
  // A story that goes must not stay open, and be saved again.
  if (storyNow()?.session.view.get().trashedAt && !(await closeStory())) return;
  const answer = await desk.call("trash.empty", {});
  if (!answer.ok) {
    tellError(answer.error);
    return;
  }
  hideUndoable(i18n.t("library.trashed"));
  tell(i18n.t("trash.emptied", { count: answer.value.emptied }));
  // Some of it stayed.
  if (answer.value.problem) tellError(answer.value.problem as DeskError);
}

/** Below the filters while the trash is shown: removes what is in it, after asking. */
export function EmptyTrash({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  const info = useStore(libraryInfo);
  if (count === 0 || info?.readOnly) return null;
  const ask = () =>
    modals.openConfirmModal({
      title: t("trash.emptyTitle"),
      children: t("trash.emptyText", { count }),
      labels: { confirm: t("trash.emptyGo"), cancel: t("app.cancel") },
      confirmProps: { color: "red.9" },
      closeButtonProps: { "aria-label": t("app.close") },
      onConfirm: () => void emptyTrash(),
    });
  return (
    <div className="empty-trash">
      <Button variant="default" fullWidth leftSection={<IconTrash size={14} stroke={1.6} />} onClick={ask}>
        {t("trash.empty")}
      </Button>
    </div>
  );
}
