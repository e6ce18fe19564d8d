import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { isOut, isOwed } from "../../../shared/article/out.ts";
import type { FoundInStory, PublishAnswer } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import { arrange, dialog } from "../../base/layout-state.ts";
import { useStore } from "../../base/store.ts";
import { openFindings } from "../../checks/door.ts";
import { goToPlace, goToRowThatNeedsWork, type OpenStory } from "../../editor/door.ts";
import { Aftermath, Owed } from "../aftermath.tsx";
import type { Went } from "../went-out.ts";
import { type Act, findingsOfLang } from "./verdict.ts";

/** Stories that are ready beside this one. */
function useOthersReady(id: string): number {
  const [ready, setReady] = useState(0);
  useEffect(() => {
    let latest = true;
    void desk.call("articles.list", { stage: "ready", limit: 1000 }).then((answer) => {
      if (latest && answer.ok) setReady(answer.value.items.filter((one) => one.id !== id).length);
    });
    return () => {
      latest = false;
    };
  }, [id]);
  return ready;
}

interface StoryAftermathProps {
  readonly story: OpenStory;
  readonly answer: PublishAnswer;
  readonly went: readonly Went[];
  /** What was done, and to which languages. */
  readonly acts: readonly { readonly act: Act; readonly langs: readonly Lang[] }[];
  readonly findings: readonly FoundInStory[];
}

/** After one story's publication: its pages, and what is owed of it next. */
export function StoryAftermath({ story, answer, went, acts, findings }: StoryAftermathProps) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const { progress } = useStore(story.rowStates.view);
  const ready = useOthersReady(session.id);
  const leave = (to: () => void) => () => {
    dialog.set(null);
    requestAnimationFrame(to);
  };
  const langsWords = (langs: readonly Lang[]) => t(`publish.langs.${langs.length > 1 ? "both" : (langs[0] ?? "en")}`);
  const isGone = (lang: Lang) => answer.skipped.some((one) => one.id === session.id && one.lang === lang);
  const done = acts
    .map(({ act, langs }) => ({ act, langs: langs.filter((lang) => !isGone(lang)) }))
    .filter(({ langs }) => langs.length > 0);
  const owed = isOwed(view);
  const open = openFindings(
    went.flatMap(({ lang }) => findingsOfLang(findings, lang)).filter((one, index, all) => all.indexOf(one) === index),
  );
  return (
    <Aftermath
      answer={answer}
      title={
        done.length > 0
          ? done
              .map(({ act, langs }) => t(`publish.after.${act}`, { langs: langsWords(langs), count: langs.length }))
              .join(" ")
          : t("publish.done.nothing")
      }
      went={went.filter((one) => one.id === session.id)}
      isDone={done.length > 0}
      headlineOf={({ lang }) => view.fields[lang].headline}
    >
      {owed && (
        <Owed
          words={
            view.has[owed]
              ? t(`publish.after.owed.${owed}`, { stage: t(`stage.${view.release[owed].stage}`) })
              : t(`publish.notYet.${owed}`)
          }
          button={t(`publish.after.goTo.${owed}`)}
          go={leave(() => goToPlace(story, { kind: "field", lang: owed, field: "headline" }))}
        />
      )}
      {progress.stale > 0 && (
        <Owed
          words={t("publish.stale", { count: progress.stale })}
          button={t("publish.after.nextRow")}
          go={leave(() => goToRowThatNeedsWork(1))}
        />
      )}
      {open.length > 0 && isOut(view.release[open[0]?.lang ?? view.details.source]) && (
        <Owed
          words={t("publish.after.wentWith", { count: open.length })}
          button={t("publish.after.showChecks")}
          go={leave(() => arrange({ details: true, side: "checks" }))}
        />
      )}
      {ready > 0 && (
        <Owed
          words={t("publish.after.stillReady", { count: ready })}
          button={t("commands.publishSite")}
          go={() => dialog.set("publishSite")}
        />
      )}
    </Aftermath>
  );
}
