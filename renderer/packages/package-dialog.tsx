import { Button, Loader } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { otherLang } from "../../shared/article/stages.ts";
import type { Answer, TakenPackage } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { tell, tellError } from "../base/tell.tsx";
import { openStoryById } from "../editor/door.ts";
import { errorWords, toldError } from "../locale/index.ts";
import { FolderChoice, sizeWords, useMoment } from "../publish/door.ts";
import "./package.css";
import { type CameIn, packageWork } from "./package-work.ts";
import { sendStories } from "./send-stories.ts";

async function showFolder(): Promise<void> {
  const answer = await desk.call("host.showFolder", { purpose: "package" });
  if (!answer.ok) tellError(answer.error);
  else if (!answer.value.shown) tell(answer.value.path);
}

/** It comes while the dialog is open: the keys go to what one does next. */
const focusOnCome = (button: HTMLButtonElement | null): void => button?.focus();

function Again({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" onClick={() => void sendStories(ids)}>
      {t("package.again")}
    </Button>
  );
}

function Made({ made, ids }: { readonly made: Answer<"package.make">; readonly ids: readonly string[] }) {
  const { t } = useTranslation();
  const name = made.path.split(/[/\\]/).at(-1) ?? "";
  return (
    <>
      <div className="package-made" role="status">
        <strong>{name}</strong>
        <span className="soft">
          {[
            t("package.stories", { count: made.stories }),
            t("package.pictures", { count: made.pictures }),
            sizeWords(made.size),
          ].join(" · ")}
        </span>
      </div>
      <p>{t("package.how")}</p>
      {made.lacking.length > 0 && <p className="refused">{t("package.lacking", { count: made.lacking.length })}</p>}
      <FolderChoice purpose="package" />
      <div className="dialog-buttons">
        <Again ids={ids} />
        <Button ref={focusOnCome} leftSection={<IconFolder size={15} stroke={1.8} />} onClick={() => void showFolder()}>
          {t("package.show")}
        </Button>
      </div>
    </>
  );
}

function TakenStories({ taken, close }: { readonly taken: TakenPackage; readonly close: () => void }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const language = useStore(hostState)?.language ?? "en";
  return (
    <>
      <p className="soft">{t("package.from", { by: taken.by || t("package.nobody"), when: moment(taken.at) })}</p>
      <ul className="package-stories">
        {taken.stories.map(({ id, headline, how, cards }) => {
          const lang = headline[language] ? language : otherLang(language);
          return (
            <li key={id}>
              <span className="headline" lang={lang}>
                {headline[lang] || t("library.noHeadline")}
              </span>
              <span className={cards > 0 ? "attention" : "soft"}>
                {[t(`package.took.${how}`), ...(cards > 0 ? [t("package.cards", { count: cards })] : [])].join(" · ")}
              </span>
              <Button
                variant="default"
                aria-label={`${t("library.open")}: ${headline[lang]}`}
                onClick={() => {
                  close();
                  void openStoryById(id);
                }}
              >
                {t("library.open")}
              </Button>
            </li>
          );
        })}
        {taken.refused.map(({ id, headline, error }) => (
          <li key={id} className="refused">
            <span className="headline">{headline.lo || headline.en}</span>
            <span>{errorWords(toldError(error))}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Came({ file, close }: { readonly file: CameIn; readonly close: () => void }) {
  const { t } = useTranslation();
  const { name, answer } = file;
  return (
    <section className="package-came" aria-label={name}>
      <h3>{name}</h3>
      {answer === null && (
        <p className="soft">
          <Loader size="xs" /> {t("package.reading")}
        </p>
      )}
      {answer && "error" in answer && <p className="refused">{errorWords(answer.error)}</p>}
      {answer && "taken" in answer && <TakenStories taken={answer.taken} close={close} />}
    </section>
  );
}

/** A package that was made and where it lies, or what came with those of others. */
export function PackageDialog({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const work = useStore(packageWork);
  const isThere = useStore(hostState) !== null;
  useEffect(() => () => packageWork.set({ kind: "none" }), []);
  if (!isThere) return null;
  return (
    <div className="dialog-form package-dialog">
      {work.kind === "making" && (
        <p className="soft" role="status">
          <Loader size="xs" /> {t("package.making")}
        </p>
      )}
      {work.kind === "refused" && (
        <>
          <p className="refused" role="alert">
            {errorWords(work.error)}
          </p>
          <FolderChoice purpose="package" />
          <div className="dialog-buttons">
            <Again ids={work.ids} />
          </div>
        </>
      )}
      {work.kind === "made" && <Made made={work.made} ids={work.ids} />}
      {work.kind === "incoming" && (
        <>
          <div role="status">
            {work.files.map((file, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and none changes its place
              <Came key={at} file={file} close={close} />
            ))}
          </div>
          <div className="dialog-buttons">
            <Button data-autofocus onClick={close}>
              {t("app.close")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
