import { Button, Checkbox, Textarea } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ImportAnswer, PACKAGE_ENDING } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState } from "../../base/desk-state.ts";
import { withoutPackages } from "../../base/package-files.ts";
import { useStore } from "../../base/store.ts";
import { tellError } from "../../base/tell.tsx";
import type { OpenStory } from "../../editor/door.ts";

import { droppedFiles } from "./dropped-files.ts";
import { filesDropped, filesOfFolder } from "./files-dropped.ts";
import { ImportResult } from "./import-result.tsx";
import { beginIntake, intake } from "./intake-run.ts";
import { IntakeTable } from "./intake-table.tsx";

interface Props {
  readonly story: OpenStory | null;
  readonly close: () => void;
}

/** As its window names it: in the language that it has. */
function headlineOf({ session }: OpenStory): string {
  const { fields } = session.view.get();
  return fields.lo.headline || fields.en.headline;
}

const isAlone = (story: OpenStory | null): boolean => {
  if (!story || story.session.readOnly !== undefined) return false;
  const { has } = story.session.view.get();
  return !(has.lo && has.en);
};

/** Pages and texts into stories: files, or what was copied. */
export function ImportDialog({ story, close }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [paired, setPaired] = useState(false);
  const [working, setWorking] = useState(false);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const host = useStore(hostState);
  const dropped = useStore(droppedFiles);
  const { rows } = useStore(intake);
  const canPair = isAlone(story);

  const begin = (files: readonly File[]): void => {
    const texts = withoutPackages(files);
    if (texts.length > 0) void beginIntake(texts);
  };
  const importText = async () => {
    setWorking(true);
    setAnswer(null);
    if (story) await story.session.flush();
    const pairing = paired && story ? { pair: story.session.id } : {};
    const done = await desk.call("import.run", { text, ...pairing });
    setWorking(false);
    if (!done.ok) return tellError(done.error);
    setPaired(false);
    setAnswer(done.value);
    if (done.value.imported.length > 0) setText("");
  };
  useEffect(() => {
    if (dropped.length === 0) return;
    droppedFiles.set([]);
    void beginIntake(dropped);
  }, [dropped]);

  if (rows.length > 0)
    return (
      <IntakeTable story={canPair ? story : null} headlineOfStory={story ? headlineOf(story) : ""} close={close} />
    );
  return (
    <div className="dialog-form">
      <button
        type="button"
        className="drop-zone"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void filesDropped(event.dataTransfer).then(begin);
        }}
      >
        <IconFileImport size={22} stroke={1.4} aria-hidden="true" />
        {t("import.drop")}
        <small>{t("import.kinds")}</small>
      </button>
      <Button variant="default" className="choose-folder" onClick={() => folder.current?.click()}>
        {t("import.chooseFolder")}
      </Button>
      <input
        ref={(element) => {
          folder.current = element;
          // React knows no such attribute.
          if (element) element.webkitdirectory = true;
        }}
        type="file"
        hidden
        aria-label={t("import.chooseFolder")}
        onChange={(event) => {
          begin(filesOfFolder([...(event.currentTarget.files ?? [])]));
          event.currentTarget.value = "";
        }}
      />
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={[...(host?.imports ?? []).map((ending) => `.${ending}`), PACKAGE_ENDING].join(",")}
        aria-label={t("import.choose")}
        onChange={(event) => {
          begin([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Textarea
        label={t("import.paste")}
        description={t("import.orPaste")}
        data-autofocus
        rows={7}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {canPair && (
        <Checkbox
          label={t("import.pair")}
          checked={paired}
          onChange={(event) => setPaired(event.currentTarget.checked)}
        />
      )}
      <div className="dialog-buttons">
        <Button loading={working} disabled={text.trim() === ""} onClick={() => void importText()}>
          {t("import.go")}
        </Button>
      </div>
      <div role="status">{answer && <ImportResult answer={answer} close={close} />}</div>
    </div>
  );
}
