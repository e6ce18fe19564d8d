import { Button } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../../shared/article/stages.ts";
import type { PublishAnswer, Request, Summary } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { dialog } from "../../base/layout-state.ts";
import { useStore } from "../../base/store.ts";
import { errorWords } from "../../locale/index.ts";
import { Aftermath } from "../aftermath.tsx";
import { PlanSummary } from "../plan-summary.tsx";
import { published } from "../publish-now.ts";
import { PublishProgress } from "../publish-progress.tsx";
import { PublishRefused } from "../publish-refused.tsx";
import { FolderChoice } from "../publish-result.tsx";
import { publishing } from "../publish-run.ts";
import { useSitePlan } from "../site-plan.ts";
import { type Went, wentOut } from "../went-out.ts";
import { askedStories } from "./asked-stories.ts";
import { requestOf, type SiteChoice, siteRows, ticksOf } from "./site-rows.ts";
import { SiteTable } from "./site-table.tsx";
import { storiesOf, useSiteStories } from "./use-site-stories.ts";

const NONE: SiteChoice = { untick: new Set(), notes: new Map() };

interface Done {
  readonly answer: PublishAnswer;
  readonly went: readonly Went[];
  /** As they were called when they went: what is out is no longer among the dialog's own. */
  readonly stories: readonly Summary[];
}

/** All that is ready, or chosen stories, and what is ticked of what changed since it went out, to the site's folder. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const ids = useStore(askedStories);
  // The next time it is opened, it is about all again.
  useEffect(() => () => askedStories.set(null), []);
  const { stories, error } = useSiteStories(ids);
  const [choice, setChoice] = useState(NONE);
  const working = useStore(publishing)?.call ?? null;
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState<DeskError | null>(null);
  // What stays is told by the plan, and what is ticked makes the plan: of what stays nothing is ticked the next time.
  const bare = useMemo(
    () => siteRows(stories ?? [], null, { isAsked: ids !== null, now: instantNow() }),
    [stories, ids],
  );
  const request = stories && requestOf(bare, choice, ids !== null);
  const plan = useSitePlan(done || !request ? null : withoutNotes(request));
  const told = plan.told?.ok ? plan.told.value : null;
  const rows = useMemo(
    () => siteRows(stories ?? [], told, { isAsked: ids !== null, now: instantNow() }),
    [stories, told, ids],
  );
  const publish = async () => {
    if (!request) return;
    setRefused(null);
    const answer = await published("publish.site", request);
    if (answer?.ok) {
      const went = wentOut(told, answer.value);
      setDone({ answer: answer.value, went, stories: await calledAs(went, stories ?? []) });
      setChoice(NONE);
    } else if (answer) setRefused(answer.error);
  };
  const ready = (stories ?? []).filter(({ stages, out }) =>
    LANGS.some((lang) => stages[lang] === "ready" && !out[lang]),
  ).length;
  if (done)
    return (
      <div className="dialog-form">
        <Aftermath
          answer={done.answer}
          title={t("publish.done.site")}
          went={done.went}
          isDone
          headlineOf={(went) => headlineOf(done.stories, went) || went.address}
        >
          {ready > 0 && <p>{t("publish.after.stillReady", { count: ready })}</p>}
        </Aftermath>
        <div className="dialog-buttons stay">
          <Button variant="default" onClick={() => setDone(null)}>
            {t("publish.after.back")}
          </Button>
          <Button onClick={() => dialog.set(null)}>{t("app.done")}</Button>
        </div>
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key of the dialog's main button, wherever the focus is in it
    <div
      className="dialog-form site-dialog"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || working !== null || !plan.isNow) return;
        event.preventDefault();
        void publish();
      }}
    >
      <p>{ids ? t("publish.table.chosen", { count: ids.length }) : t("publish.siteText")}</p>
      {error && <p className="publish-amiss">{errorWords(error)}</p>}
      {!stories && !error && <p className="soft">{t("publish.plan.looking")}</p>}
      {stories && <SiteTable rows={rows} ticks={ticksOf(choice, setChoice)} isFixed={working !== null} />}
      <div className="plan-and-folder">
        <PlanSummary plan={plan} />
        <FolderChoice purpose="site" />
      </div>
      <PublishProgress call="publish.site" />
      {refused && working === null && <PublishRefused error={refused} again={() => void publish()} />}
      <div className="dialog-buttons stay">
        <Button variant="subtle" disabled={working !== null} onClick={() => dialog.set("bundle")}>
          {t("commands.bundle")}
        </Button>
        <span className="spring" />
        <Button variant="default" onClick={() => dialog.set(null)}>
          {t("app.cancel")}
        </Button>
        <Button
          loading={working === "publish.site"}
          // Nothing is written before it is said.
          disabled={working !== null || !plan.isNow || (ids !== null && request?.articles?.length === 0)}
          onClick={() => void publish()}
        >
          {t(ids ? "publish.table.go" : "publish.siteGo")}
        </Button>
      </div>
    </div>
  );
}

/** A page that was out before, and only the folder had lost, is of no story of the dialog: those are asked for. */
async function calledAs(went: readonly Went[], stories: readonly Summary[]): Promise<readonly Summary[]> {
  const others = new Set(went.map(({ id }) => id).filter((id) => !stories.some((one) => one.id === id)));
  if (others.size === 0) return stories;
  const found = await storiesOf([...others]);
  return found.ok ? [...stories, ...found.value] : stories;
}

function headlineOf(stories: readonly Summary[], { id, lang }: Went): string {
  const story = stories.find((one) => one.id === id);
  return story ? story.headline[lang] || story.headline[story.source] : "";
}

/** What is told to readers changes nothing of what a publication does. */
function withoutNotes({ articles, also }: Request<"publish.site">): Request<"publish.plan"> {
  const bare = (named: NonNullable<typeof articles>) => named.map(({ id, lang }) => ({ id, lang }));
  return { ...(articles && { articles: bare(articles) }), ...(also && { also: bare(also) }) };
}
