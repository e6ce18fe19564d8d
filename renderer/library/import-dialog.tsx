import { Button, Checkbox, CloseButton, Textarea } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ImportAnswer, LIMITS } from "../../shared/contract.ts";
import { deskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";
import { base64Of, type OpenStory } from "../editor/door.ts";

import { droppedFiles } from "./dropped-files.ts";
import { ImportResult } from "./import-result.tsx";

interface Props {
  readonly story: OpenStory | null;
  readonly close: () => void;
}

const isAlone = (story: OpenStory | null): boolean => {
  if (!story || story.session.readOnly !== undefined) return false;
  const { has } = story.session.view.get();
  return !(has.lo && has.en);
};

/** A file whose bytes can't be had, such as a folder, or one that went away: its name. */
class Unreadable extends Error {}

async function readFile(file: File): Promise<{ name: string; data: string }> {
  try {
    return { name: file.name.slice(-LIMITS.fileName), data: await base64Of(file) };
  } catch {
    throw new Unreadable(file.name);
  }
}

/** Reads files, or a text, into stories; null where the text was refused. A file that is refused stops no other. */
async function importNow(files: readonly File[], text: string, pair: string | undefined): Promise<ImportAnswer | null> {
  const answer: ImportAnswer = { imported: [], refused: [] };
  const pairing = pair === undefined ? {} : { pair };
  const add = async (what: { text: string } | { files: { name: string; data: string }[] }) => {
    const done = await desk.call("import.run", { ...what, ...pairing });
    if (!done.ok) return done.error;
    answer.imported.push(...done.value.imported);
    answer.refused.push(...done.value.refused);
    return null;
  };
  if (files.length === 0) {
    const error = await add({ text });
    if (error) tellError(error);
    return error ? null : answer;
  }
  // One at a time: together they might be larger than a request may be.
  for (const file of files) {
    if (file.size > LIMITS.text) {
      const error = deskError("file-too-large", { name: file.name, limit: "10 MiB" });
      answer.refused.push({ name: file.name, error: { ...error } });
      continue;
    }
    try {
      const error = await add({ files: [await readFile(file)] });
      if (error) answer.refused.push({ name: file.name, error: { ...error, values: { ...error.values } } });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      answer.refused.push({ name: file.name, error: { ...deskError("file-missing", { name: file.name }) } });
    }
  }
  return answer;
}

/** Pages and texts into stories: files, or what was copied. */
export function ImportDialog({ story, close }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [waiting, setWaiting] = useState<readonly File[]>([]);
  const [paired, setPaired] = useState(false);
  const [working, setWorking] = useState(false);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const host = useStore(hostState);
  const dropped = useStore(droppedFiles);
  const canPair = isAlone(story);

  const run = async (files: readonly File[]) => {
    setWorking(true);
    setAnswer(null);
    if (story) await story.session.flush();
    const done = await importNow(files, text, paired && story ? story.session.id : undefined);
    setWorking(false);
    if (!done) return;
    setWaiting([]);
    setPaired(false);
    setAnswer(done);
    if (files.length === 0 && done.imported.length > 0) setText("");
  };
  // Files dropped on the window wait only where there is something to choose first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each drop
  useEffect(() => {
    if (dropped.length === 0) return;
    droppedFiles.set([]);
    if (canPair) setWaiting(dropped);
    else void run(dropped);
  }, [dropped]);

  return (
    <div className="dialog-form">
      <button
        type="button"
        className="drop-zone"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void run([...event.dataTransfer.files]);
        }}
      >
        <IconFileImport size={22} stroke={1.4} aria-hidden="true" />
        {t("import.drop")}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={host?.imports.map((ending) => `.${ending}`).join(",")}
        aria-label={t("import.choose")}
        onChange={(event) => {
          void run([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {waiting.length > 0 ? (
        <div>
          <p className="label">{t("import.waiting")}</p>
          <ul className="waiting">
            {waiting.map((file) => (
              <li key={`${file.name}${file.size}`}>
                {file.name}
                <CloseButton
                  size="sm"
                  aria-label={t("import.leaveOut", { name: file.name })}
                  onClick={() => setWaiting(waiting.filter((one) => one !== file))}
                />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <Textarea
          label={t("import.paste")}
          description={t("import.orPaste")}
          data-autofocus
          rows={7}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {canPair && (
        <Checkbox
          label={t("import.pair")}
          checked={paired}
          onChange={(event) => setPaired(event.currentTarget.checked)}
        />
      )}
      <div className="dialog-buttons">
        <Button
          loading={working}
          data-autofocus={waiting.length > 0 || undefined}
          disabled={waiting.length === 0 && text.trim() === ""}
          onClick={() => void run(waiting)}
        >
          {t("import.go")}
        </Button>
      </div>
      <div role="status">{answer && <ImportResult answer={answer} close={close} />}</div>
    </div>
  );
}
