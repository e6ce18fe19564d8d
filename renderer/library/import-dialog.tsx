import { Button, Checkbox, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ImportAnswer, LIMITS } from "../../shared/contract.ts";
import { deskError, REASONS, type Reason } from "../../shared/errors.ts";
import { base64Of } from "../editor/asset-url.ts";
import type { OpenStory } from "../editor/open-story.ts";
import { errorWords } from "../locale/index.ts";
import { openStoryById } from "../shell/current-story.ts";
import { desk } from "../shell/desk-client.ts";
import { useStore } from "../shell/store.ts";
import { tellError } from "../shell/tell.ts";
import { importWarningWords } from "./import-words.ts";

interface Props {
  readonly story: OpenStory | null;
  readonly close: () => void;
}

function refusalWords({ error }: ImportAnswer["refused"][number]): string {
  return Object.hasOwn(REASONS, error.reason)
    ? errorWords(deskError(error.reason as Reason, error.values ?? {}))
    : error.message;
}

function PairChoice({
  story,
  paired,
  setPaired,
}: {
  story: OpenStory;
  paired: boolean;
  setPaired: (paired: boolean) => void;
}) {
  const { t } = useTranslation();
  const { has } = useStore(story.session.view);
  if (has.lo && has.en) return null;
  return (
    <Checkbox label={t("import.pair")} checked={paired} onChange={(event) => setPaired(event.currentTarget.checked)} />
  );
}

/** Pages and texts into stories: files, or what was copied. */
export function ImportDialog({ story, close }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [paired, setPaired] = useState(false);
  const [working, setWorking] = useState(false);
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const run = async (files: readonly File[]) => {
    setWorking(true);
    setAnswer(null);
    const tooLarge = files.filter((file) => file.size > LIMITS.text);
    const taken = files.filter((file) => file.size <= LIMITS.text);
    if (story) await story.session.flush();
    const sources = await Promise.all(taken.map(async (file) => ({ name: file.name, data: await base64Of(file) })));
    const what = files.length > 0 ? { files: sources } : { text };
    const done = await desk.call("import.run", { ...what, ...(paired && story ? { pair: story.session.id } : {}) });
    setWorking(false);
    if (!done.ok) {
      tellError(done.error);
      return;
    }
    const refused = tooLarge.map((file) => ({
      name: file.name,
      error: { ...deskError("file-too-large", { name: file.name, limit: "10 MiB" }) },
    }));
    setAnswer({ ...done.value, refused: [...done.value.refused, ...refused] });
    if (done.value.imported.length > 0) setText("");
  };
  return (
    <div className="dialog-form">
      <button
        type="button"
        className="photo"
        onClick={() => input.current?.click()}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void run([...event.dataTransfer.files]);
        }}
      >
        {t("import.drop")}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".txt,text/plain"
        aria-label={t("import.choose")}
        onChange={(event) => {
          void run([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Textarea
        label={t("import.paste")}
        description={t("import.orPaste")}
        rows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {story && <PairChoice story={story} paired={paired} setPaired={setPaired} />}
      <Button loading={working} disabled={text.trim() === ""} onClick={() => void run([])}>
        {t("import.go")}
      </Button>
      <div role="status">
        {answer?.imported.map((one) => (
          <section key={one.id} className="import-result">
            <Button
              variant="default"
              onClick={() => {
                close();
                void openStoryById(one.id);
              }}
            >
              {t("import.open")} · {t(`lang.${one.lang}`)}
            </Button>
            {one.warnings.length > 0 && (
              <>
                <h3>{t("import.warnings")}</h3>
                <ul>
                  {one.warnings.map((warning) => (
                    <li key={`${warning.code}${warning.text}`}>{importWarningWords(warning)}</li>
                  ))}
                </ul>
              </>
            )}
            {one.dropped.length > 0 && (
              <>
                <h3>{t("import.dropped")}</h3>
                <p className="soft">{one.dropped.join(" · ")}</p>
              </>
            )}
          </section>
        ))}
        {answer?.refused.map((one) => (
          <p key={one.name} className="refused">
            {refusalWords(one)}
          </p>
        ))}
      </div>
    </div>
  );
}
