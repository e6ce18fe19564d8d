import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { BOARD_STAGES } from "../../../shared/contract.ts";
import { libraryInfo } from "../../base/desk-state.ts";
import { usePeople } from "../../base/people.ts";
import { useStore } from "../../base/store.ts";
import { StoryActions } from "../story-actions.tsx";
import type { BoardActions, Card } from "./board-state.ts";
import { giveTo, moveToStage, withdrawCard } from "./move-card.ts";

interface BoardMenuProps extends BoardActions {
  readonly card: Card;
  readonly close: () => void;
}

/** What can be done with a card: its stage and whose it is, then what the list offers for its story. */
export function BoardMenu({ card, close, onBundle, onPublish, onSend }: BoardMenuProps) {
  const { t } = useTranslation();
  const { lines, nameOf } = usePeople();
  const isReadOnly = (useStore(libraryInfo)?.readOnly ?? false) || card.story.readOnly !== null;
  const { story, lang } = card;
  const isOut = story.out[lang];
  const person = story.assigned[lang]?.person ?? "";
  return (
    <Menu opened position="bottom-start" onChange={(opened) => !opened && close()} returnFocus={false}>
      <Menu.Target>
        <span className="board-menu-at" />
      </Menu.Target>
      {/* It can't scroll: its other menus lie in it, and would be kept inside its edges, over its own lines. */}
      <Menu.Dropdown>
        {!isReadOnly && (
          <>
            {isOut ? (
              <Menu.Item onClick={() => void withdrawCard(card)}>{t("board.withdraw")}</Menu.Item>
            ) : (
              <Menu.Sub>
                <Menu.Sub.Target>
                  <Menu.Sub.Item>{t("board.stage")}</Menu.Sub.Item>
                </Menu.Sub.Target>
                <Menu.Sub.Dropdown>
                  {BOARD_STAGES.map((stage) => (
                    <Menu.Item
                      key={stage}
                      disabled={story.stages[lang] === stage}
                      onClick={() => moveToStage(card, stage, onPublish)}
                    >
                      {stage === "published" ? t("several.publish") : t(`stage.${stage}`)}
                    </Menu.Item>
                  ))}
                </Menu.Sub.Dropdown>
              </Menu.Sub>
            )}
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t("board.assign")}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown className="chosen-choices">
                {lines().map(({ value, label }) => (
                  <Menu.Item key={value} disabled={value === person} onClick={() => giveTo(card, value, nameOf(value))}>
                    {label}
                  </Menu.Item>
                ))}
                <Menu.Item disabled={person === ""} onClick={() => giveTo(card, "", "")}>
                  {t("several.assignNobody")}
                </Menu.Item>
              </Menu.Sub.Dropdown>
            </Menu.Sub>
            <Menu.Divider />
          </>
        )}
        <StoryActions story={story} onBundle={() => onBundle([story.id])} onSend={() => onSend([story.id])} />
      </Menu.Dropdown>
    </Menu>
  );
}
