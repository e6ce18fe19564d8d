import { Button, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { otherLang } from "../../../shared/article/stages.ts";
import { hasWords, type Row } from "../../../shared/rows/rows.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { openRow } from "./open-row.ts";
import { confirmAndGoOn, goToRow } from "./row-commands.ts";
import { copySource, joinWithNeighbour, moveBeside, neighbourOf, separate, unlink } from "./row-operations.ts";

interface ActionProps {
  readonly story: OpenStory;
  readonly row: Row;
  readonly crossed: boolean;
  readonly close: () => void;
}

/** What changes which blocks say the same thing. */
function PairingMenu({ story, row, close }: Omit<ActionProps, "crossed">) {
  const { t } = useTranslation();
  const { source } = useStore(story.session.view).details;
  const many = row.blocks.lo.length > 1 || row.blocks.en.length > 1;
  const paired = row.blocks.lo.length > 0 && row.blocks.en.length > 0;
  const run = (change: () => boolean) => () => {
    if (change()) close();
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" aria-label={t("rows.more")} title={t("rows.more")}>
          ⋯
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={!hasWords(row.text[source])}
          onClick={() => {
            openRow.set(null);
            copySource(story, row.id);
          }}
        >
          {t("rows.copySource")}
        </Menu.Item>
        <Menu.Item
          disabled={neighbourOf(story, row.id, -1) === null}
          onClick={run(() => joinWithNeighbour(story, row.id, -1))}
        >
          {t("rows.joinAbove")}
        </Menu.Item>
        <Menu.Item
          disabled={neighbourOf(story, row.id, 1) === null}
          onClick={run(() => joinWithNeighbour(story, row.id, 1))}
        >
          {t("rows.joinBelow")}
        </Menu.Item>
        <Menu.Item disabled={!many} onClick={run(() => separate(story, row))}>
          {t("rows.separate")}
        </Menu.Item>
        <Menu.Item disabled={!paired} title={t("rows.unlinkHint")} onClick={run(() => unlink(story, row.id))}>
          {t("rows.unlink")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The buttons for what a translator does with the row in its state. */
export function RowActions({ story, row, crossed, close }: ActionProps) {
  const { t } = useTranslation();
  const view = useStore(story.session.view);
  const source = view.details.source;
  const target = otherLang(source);
  const field = row.id === "headline" || row.id === "lead";
  const words = hasWords(row.text[target]);
  return (
    <>
      {(row.state === "stale" || (row.state === "draft" && !row.extra)) && (
        <Button rightSection={<kbd>{hotkeyLabel("mod+Enter")}</kbd>} onClick={() => confirmAndGoOn(story, row.id)}>
          {t(row.state === "stale" ? "rows.stillRight" : "rows.confirm")}
        </Button>
      )}
      {row.state === "missing" && (
        <Button
          onClick={() => {
            openRow.set(null);
            goToRow(story, row.id);
          }}
        >
          {t(`editor.fillGap.${target}`)}
        </Button>
      )}
      {crossed && (
        <Button variant="default" onClick={() => moveBeside(story, row.id) && close()}>
          {t("rows.moveBeside")}
        </Button>
      )}
      {hasWords(row.text[source]) && !words && (
        <Button
          variant="default"
          onClick={() => {
            openRow.set(null);
            copySource(story, row.id);
          }}
        >
          {t("rows.copySource")}
        </Button>
      )}
      {view.rows[row.id] && (
        <Button variant="default" onClick={() => story.undo.confirm({ [row.id]: null })}>
          {t("rows.unconfirm")}
        </Button>
      )}
      {!field && <PairingMenu story={story} row={row} close={close} />}
    </>
  );
}
