import { Modal, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCloseOnTop } from "../base/focus/on-top.ts";
import { hotkeyLabel, PALETTE_KEY } from "../base/hotkeys.ts";
import { type Dialog, dialog } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { CORRECTIONS, currentStory, KEYS, PairDialog } from "../editor/door.ts";
import { FolderDialog, ImportDialog, TemplateForm, TemplatesDialog, useIsIntakeOpen } from "../library/door.ts";
import { PackageDialog } from "../packages/door.ts";
import { BundleDialog, PreviewDialog, PublishDialog, PublishSiteDialog } from "../publish/door.ts";
import { SettingsDialog } from "../settings/door.ts";
import { JoinDialog, SharingList } from "../sharing/door.ts";
import { UpdatesDialog, WhatsNewDialog } from "../updates/door.ts";
import { COMMANDS, commandLabel, hotkeyOf } from "./commands.ts";

const close = () => dialog.set(null);

function Shortcuts() {
  const { t } = useTranslation();
  const table = (title: string, keys: readonly (readonly [what: string, hotkey: string])[]) => (
    <Table verticalSpacing={4} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{title}</Table.Th>
          <Table.Th w="40%">{t("shortcuts.keys")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map(([what, hotkey]) => (
          <Table.Tr key={what}>
            <Table.Td>{what}</Table.Td>
            <Table.Td>
              <kbd>{hotkeyLabel(hotkey)}</kbd>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
  const ofCommands = COMMANDS.flatMap((command) => {
    const hotkey = hotkeyOf(command);
    return hotkey === undefined ? [] : [[commandLabel(command), hotkey] as const];
  });
  return (
    <>
      {table(t("shortcuts.command"), [[t("app.find"), PALETTE_KEY], ...ofCommands])}
      {table(t("shortcuts.pairing"), [
        ...CORRECTIONS.map((correction) => [t(`pairing.${correction}`), KEYS[correction]] as const),
        [t("pairing.nextUnsure"), KEYS.nextUnsure],
      ])}
      <p className="soft">{t("shortcuts.browser")}</p>
    </>
  );
}

/** Nothing in it takes the focus, so it does itself; the heading as in every dialog. */
const SCROLLED_BY_KEYS = { header: { role: "presentation" }, body: { tabIndex: 0, "data-autofocus": true } };

function sizeOf(which: Dialog, isIntakeOpen: boolean): string {
  if (which === "preview" || which === "pairParagraphs" || (which === "import" && isIntakeOpen)) return "96rem";
  return which === "publish" || which === "publishSite" ? "62rem" : "lg";
}

/** The one dialog that is open, if any. */
export function Dialogs() {
  const { t } = useTranslation();
  const which = useStore(dialog);
  const current = useStore(currentStory);
  const isIntakeOpen = useIsIntakeOpen();
  const closeOnTop = useCloseOnTop(close);
  if (which === null) return null;
  const story = current.kind === "open" ? current.story : null;
  const titles = {
    settings: t("settings.title"),
    import: t("import.title"),
    publish: t("publish.title"),
    publishSite: t("publish.site"),
    bundle: t("bundle.title"),
    package: t("package.title"),
    preview: t("preview.title"),
    openLibrary: t("folder.title"),
    shortcuts: t("shortcuts.title"),
    pairParagraphs: t("pairing.title"),
    templates: t("templates.title"),
    template: t("templates.formTitle"),
    updates: t("updates.title"),
    whatsNew: t("whatsNew.title"),
    sharing: t("sharing.listTitle"),
    joinLibrary: t("sharing.joinTitle"),
  };
  return (
    <Modal
      opened
      onClose={closeOnTop}
      returnFocus={false}
      title={titles[which]}
      size={sizeOf(which, isIntakeOpen)}
      // Its pages are of unlike heights, and their tabs stay where they are.
      centered={which !== "settings"}
      closeButtonProps={{ "aria-label": t("app.close") }}
      {...(which === "shortcuts" && { attributes: SCROLLED_BY_KEYS })}
    >
      {which === "settings" && <SettingsDialog close={close} />}
      {which === "import" && <ImportDialog story={story} close={close} />}
      {which === "publish" && story && <PublishDialog story={story} close={close} />}
      {which === "publishSite" && <PublishSiteDialog />}
      {which === "bundle" && <BundleDialog />}
      {which === "package" && <PackageDialog close={close} />}
      {which === "preview" && story && <PreviewDialog story={story} />}
      {which === "openLibrary" && <FolderDialog close={close} />}
      {which === "shortcuts" && <Shortcuts />}
      {which === "templates" && <TemplatesDialog close={close} />}
      {which === "updates" && <UpdatesDialog />}
      {which === "whatsNew" && <WhatsNewDialog />}
      {which === "template" && <TemplateForm close={close} />}
      {which === "sharing" && <SharingList close={close} />}
      {which === "joinLibrary" && <JoinDialog close={close} />}
      {which === "pairParagraphs" && story && <PairDialog story={story} close={close} />}
    </Modal>
  );
}
