import { ActionIcon, Button, Menu, Popover, TextInput } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconClearFormatting,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconSeparator,
  IconTable,
  IconTextDecrease,
  IconTextIncrease,
} from "@tabler/icons-react";
import type { ChainedCommands, Editor } from "@tiptap/react";
import { useEffect, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PICTURE_TYPES } from "../../../shared/article/pictures/picture-types.ts";
import { TEXT_SIZES } from "../../../shared/contract.ts";
import { isSafeLink, linkAddress } from "../../../shared/text/links.ts";
import { hostState } from "../../base/desk-state.ts";
import { ownKeys } from "../../base/focus/own-keys.ts";
import { createStore, useStore } from "../../base/store.ts";
import { Tool } from "../../base/tool.tsx";
import { changeTextSize } from "../columns/text-size.ts";
import { addImages } from "../paste/images.ts";
import type { OpenStory } from "../session/story.ts";
import { undoHere } from "../undo/undo-here.ts";
import { begin, type Format, formatText, PICTURE_FIELD } from "./formats.ts";
import { useToolState } from "./tool-state.ts";

/** Whether the form for a link is open. */
const linkForm = createStore(false);
export const openLinkForm = (): void => linkForm.set(true);

function LinkTool({
  editor,
  href,
  disabled,
}: {
  readonly editor: Editor;
  readonly href: string | null;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const open = useStore(linkForm);
  const setOpen = linkForm.set;
  const [address, setAddress] = useState("");
  // The form begins with the link that the caret is in, whoever opened it.
  useLayoutEffect(() => {
    if (open) setAddress(href ?? "");
  }, [open, href]);
  useEffect(() => () => linkForm.set(false), []);
  const link = linkAddress(address);
  const refused = address !== "" && !isSafeLink(link);
  /** Closes, and the caret is back in the text. */
  const close = (command: (chain: ChainedCommands) => ChainedCommands) => {
    setOpen(false);
    editor.view.focus();
    command(editor.chain()).run();
  };
  const apply = () => {
    if (isSafeLink(link)) close((chain) => chain.extendMarkRange("link").setLink({ href: link }));
  };
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      trapFocus
      withRoles={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <span>
          <Tool name={t("tools.link")} pressed={href !== null} disabled={disabled} run={() => setOpen(!open)}>
            <IconLink size={17} stroke={1.6} />
          </Tool>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from wherever the focus is in it */}
        <div className="link-form" onKeyDown={ownKeys({ onEscape: () => close((chain) => chain) })}>
          <TextInput
            w={280}
            data-autofocus
            label={t("tools.linkAddress")}
            placeholder={t("tools.linkHint")}
            value={address}
            error={refused ? t("tools.linkRefused") : null}
            onChange={(event) => setAddress(event.currentTarget.value)}
            onKeyDown={ownKeys({ onEnter: apply })}
          />
          <Button disabled={!isSafeLink(link)} onClick={apply}>
            {t("tools.linkApply")}
          </Button>
          {href !== null && (
            <Button variant="default" onClick={() => close((chain) => chain.extendMarkRange("link").unsetLink())}>
              {t("tools.linkRemove")}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Works on the column that had the focus last. */
export function Toolbar({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const lang = useStore(story.focused);
  const editor = story.editors[lang];
  const fixed = story.session.readOnly !== undefined;
  const state = useToolState(editor);
  const textSize = useStore(hostState)?.textSize;
  const size = { size: 17, stroke: 1.6 };
  const does = (format: Format) => () => formatText(story, format);
  return (
    <div className="tools" role="toolbar" aria-label={t("tools.label")}>
      <Menu position="bottom-start" disabled={fixed}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            disabled={fixed}
            aria-label={`${t("tools.style")}: ${t(`tools.${state.style}`)}`}
            onMouseDown={(event) => event.preventDefault()}
          >
            {t(`tools.${state.style}`)} <span aria-hidden="true">&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={does("textPlain")}>{t("tools.paragraph")}</Menu.Item>
          {([2, 3, 4] as const).map((level) => (
            <Menu.Item key={level} onClick={does(`heading${level}`)}>
              {t(`tools.heading${level}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className="gap" />
      <Tool name={t("tools.bold")} pressed={state.bold} disabled={fixed} run={does("textBold")}>
        <IconBold {...size} />
      </Tool>
      <Tool name={t("tools.italic")} pressed={state.italic} disabled={fixed} run={does("textItalic")}>
        <IconItalic {...size} />
      </Tool>
      <LinkTool editor={editor} href={state.href} disabled={fixed} />
      <span className="gap" />
      <Tool name={t("tools.bulletList")} pressed={state.bulletList} disabled={fixed} run={does("bulletList")}>
        <IconList {...size} />
      </Tool>
      <Tool name={t("tools.orderedList")} pressed={state.orderedList} disabled={fixed} run={does("orderedList")}>
        <IconListNumbers {...size} />
      </Tool>
      <Tool name={t("tools.quote")} pressed={state.quote} disabled={fixed} run={does("quote")}>
        <IconBlockquote {...size} />
      </Tool>
      <span className="gap" />
      <Tool name={t("tools.figure")} disabled={fixed} run={does("insertPicture")}>
        <IconPhoto {...size} />
      </Tool>
      <input
        data-field={PICTURE_FIELD}
        type="file"
        hidden
        accept={PICTURE_TYPES}
        onChange={(event) => {
          void addImages(story, lang, [...(event.currentTarget.files ?? [])], "caret");
          event.currentTarget.value = "";
        }}
      />
      <Menu position="bottom-start" disabled={fixed}>
        <Menu.Target>
          <ActionIcon
            aria-label={t("tools.table")}
            title={t("tools.table")}
            disabled={fixed}
            onMouseDown={(event) => event.preventDefault()}
          >
            <IconTable {...size} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {state.table ? (
            <>
              <Menu.Item onClick={() => begin(editor).addRowAfter().run()}>{t("tools.addRow")}</Menu.Item>
              <Menu.Item onClick={() => begin(editor).addColumnAfter().run()}>{t("tools.addColumn")}</Menu.Item>
              <Menu.Item onClick={() => begin(editor).toggleHeaderRow().run()}>{t("tools.headerRow")}</Menu.Item>
              <Menu.Divider />
              <Menu.Item onClick={() => begin(editor).deleteRow().run()}>{t("tools.deleteRow")}</Menu.Item>
              <Menu.Item onClick={() => begin(editor).deleteColumn().run()}>{t("tools.deleteColumn")}</Menu.Item>
              <Menu.Item color="var(--bad)" onClick={() => begin(editor).deleteTable().run()}>
                {t("tools.deleteTable")}
              </Menu.Item>
            </>
          ) : (
            <Menu.Item onClick={does("insertTable")}>{t("tools.insertTable")}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Tool name={t("tools.divider")} disabled={fixed} run={does("insertDivider")}>
        <IconSeparator {...size} />
      </Tool>
      <span className="gap" />
      <Tool name={t("tools.undo")} disabled={fixed} run={() => undoHere(story, "undo")}>
        <IconArrowBackUp {...size} />
      </Tool>
      <Tool name={t("tools.redo")} disabled={fixed} run={() => undoHere(story, "redo")}>
        <IconArrowForwardUp {...size} />
      </Tool>
      <Tool name={t("tools.clear")} disabled={fixed} run={does("clearFormat")}>
        <IconClearFormatting {...size} />
      </Tool>
      <span className="spring" />
      <Tool name={t("tools.smaller")} disabled={textSize === TEXT_SIZES[0]} run={() => changeTextSize(-1)}>
        <IconTextDecrease {...size} />
      </Tool>
      <Tool name={t("tools.larger")} disabled={textSize === TEXT_SIZES.at(-1)} run={() => changeTextSize(1)}>
        <IconTextIncrease {...size} />
      </Tool>
    </div>
  );
}
