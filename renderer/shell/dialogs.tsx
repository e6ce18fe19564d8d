import { Modal, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PairDialog } from "../editor/pair-paragraphs/pair-dialog.tsx";
import { FolderDialog } from "../library/folder-dialog.tsx";
import { ImportDialog } from "../library/import-dialog.tsx";
import { PreviewDialog } from "../publish/preview-dialog.tsx";
import { PublishDialog } from "../publish/publish-dialog.tsx";
import { PublishSiteDialog } from "../publish/publish-site-dialog.tsx";
import { SettingsDialog } from "../settings/settings-dialog.tsx";
import { COMMANDS, commandLabel, hotkeyOf } from "./commands.ts";
import { currentStory } from "./current-story.ts";
import { hotkeyLabel } from "./hotkeys.ts";
import { dialog } from "./layout-state.ts";
import { useStore } from "./store.ts";

const close = () => dialog.set(null);

function Shortcuts() {
  const { t } = useTranslation();
  return (
    <>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("shortcuts.command")}</Table.Th>
            <Table.Th>{t("shortcuts.keys")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {COMMANDS.filter((command) => command.hotkey).map((command) => (
            <Table.Tr key={command.id}>
              <Table.Td>{commandLabel(command)}</Table.Td>
              <Table.Td>
                <kbd>{hotkeyLabel(hotkeyOf(command) ?? "")}</kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className="soft">{t("shortcuts.browser")}</p>
    </>
  );
}

/** The one dialog that is open, if any. */
export function Dialogs() {
  const { t } = useTranslation();
  const which = useStore(dialog);
  const current = useStore(currentStory);
  if (which === null) return null;
  const story = current.kind === "open" ? current.story : null;
  const titles = {
    settings: t("settings.title"),
    import: t("import.title"),
    publish: t("publish.title"),
    publishSite: t("publish.site"),
    preview: t("preview.title"),
    openLibrary: t("folder.title"),
    shortcuts: t("shortcuts.title"),
    pairParagraphs: t("pairing.title"),
  };
  return (
    <Modal
      opened
      onClose={close}
      returnFocus={false}
      title={titles[which]}
      size={which === "preview" || which === "pairParagraphs" ? "96rem" : "lg"}
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      {which === "settings" && <SettingsDialog close={close} />}
      {which === "import" && <ImportDialog story={story} close={close} />}
      {which === "publish" && story && <PublishDialog story={story} close={close} />}
      {which === "publishSite" && <PublishSiteDialog />}
      {which === "preview" && story && <PreviewDialog story={story} />}
      {which === "openLibrary" && <FolderDialog close={close} />}
      {which === "shortcuts" && <Shortcuts />}
      {which === "pairParagraphs" && story && <PairDialog story={story} close={close} />}
    </Modal>
  );
}
