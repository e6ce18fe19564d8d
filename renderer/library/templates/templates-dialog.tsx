import { ActionIcon, Button } from "@mantine/core";
import { IconAlertTriangle, IconPencil, IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { headlineOf } from "../../../shared/article/template.ts";
import type { Answer } from "../../../shared/contract.ts";
import { termIn } from "../../../shared/settings.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState, libraryInfo, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tellError, tellUndoable } from "../../base/tell.tsx";
import { newFromTemplate } from "../../editor/door.ts";
import { errorWords, i18n, toldError } from "../../locale/index.ts";
import { changeTemplate, type HeldTemplate } from "./framing.ts";

type Listed = Answer<"templates.list">;

/** The library's templates, read again whenever one changes. */
function useTemplates(): Listed | null {
  const [listed, setListed] = useState<Listed | null>(null);
  useEffect(() => {
    let latest = 0;
    const read = () => {
      latest += 1;
      const turn = latest;
      void desk.call("templates.list", {}).then((answer) => {
        if (turn !== latest) return;
        if (answer.ok) setListed(answer.value);
        else tellError(answer.error);
      });
    };
    read();
    const leave = desk.subscribe(({ event }) => {
      if (event === "templates.changed" || event === "library.changed") read();
    });
    return () => {
      latest += 1;
      leave();
    };
  }, []);
  return listed;
}

async function remove({ template }: HeldTemplate): Promise<void> {
  const answer = await desk.call("templates.remove", { id: template.id });
  if (!answer.ok) {
    tellError(answer.error);
    return;
  }
  tellUndoable(i18n.t("templates.deleted", { name: template.name }), async () => {
    const back = await desk.call("templates.save", { base: null, template });
    if (!back.ok) tellError(back.error);
  });
}

interface TemplateLineProps {
  readonly held: HeldTemplate;
  readonly isFirst: boolean;
  close(): void;
}

function TemplateLine({ held, isFirst, close }: TemplateLineProps) {
  const { t } = useTranslation();
  const language = useStore(hostState)?.language ?? "en";
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const { settings } = useStore(settingsState);
  const { name, details } = held.template;
  const { lang, text } = headlineOf(held.template);
  const category = details.category && termIn(settings.categories, details.category, language);
  const tool = (label: string, shape: typeof IconTrash, run: () => void) => {
    const Shape = shape;
    return (
      <ActionIcon size="lg" aria-label={label} title={label} disabled={isReadOnly} onClick={run}>
        <Shape size={16} stroke={1.6} />
      </ActionIcon>
    );
  };
  return (
    <li className="template-line">
      <div>
        <strong>{name}</strong>
        <span className="soft">
          <span lang={lang}>{text || t("library.noHeadline")}</span>
          {category && ` · ${category}`}
        </span>
      </div>
      <Button
        variant="default"
        disabled={isReadOnly}
        // The list comes a moment after its dialog.
        autoFocus={isFirst}
        data-autofocus={isFirst || undefined}
        aria-label={t("templates.useNamed", { name })}
        onClick={() => {
          close();
          void newFromTemplate(held.template.id);
        }}
      >
        {t("templates.use")}
      </Button>
      {tool(t("templates.change", { name }), IconPencil, () => changeTemplate(held))}
      {tool(t("templates.delete", { name }), IconTrash, () => void remove(held))}
    </li>
  );
}

/** A new story from a template, and what is done with templates; one that can't be read is told among them. */
export function TemplatesDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const listed = useTemplates();
  if (!listed) return null;
  const { templates, unreadable } = listed;
  return (
    <div className="dialog-form">
      {templates.length === 0 ? (
        <div className="templates-empty">
          <strong>{t("templates.empty")}</strong>
          <p className="soft">{t("templates.emptyHint")}</p>
        </div>
      ) : (
        <ul className="template-lines">
          {templates.map((held, index) => (
            <TemplateLine key={held.template.id} held={held} isFirst={index === 0} close={close} />
          ))}
        </ul>
      )}
      {unreadable.map(({ file, error }) => (
        <p key={file} className="template-damaged">
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          <span>
            {t("templates.unreadable", { file })} <span className="soft">{errorWords(toldError(error))}</span>
          </span>
        </p>
      ))}
    </div>
  );
}
