import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { useStore } from "../base/store.ts";
import { ChangedStories, namedBy, type Ticked } from "./changed-stories.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import { publishNow } from "./publish-now.ts";
import { PublishProgress } from "./publish-progress.tsx";
import { FolderChoice, PublishResult } from "./publish-result.tsx";
import { type PublishCall, publishing } from "./publish-run.ts";
import { useSitePlan } from "./site-plan.ts";

/** All that is ready, and what is ticked of what changed since it went out: to the site's folder, or into one zip. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<Ticked>(new Map());
  const working = useStore(publishing)?.call ?? null;
  const [answer, setAnswer] = useState<{ readonly call: PublishCall; readonly value: PublishAnswer } | null>(null);
  const isDone = answer?.call === "publish.site";
  const plan = useSitePlan(isDone ? null : { also: namedBy(ticked).map(({ id, lang }) => ({ id, lang })) });
  const publish = async (call: PublishCall) => {
    setAnswer(null);
    const value = await publishNow(call, { also: namedBy(ticked) });
    if (!value) return;
    setAnswer({ call, value });
    setTicked(new Map());
  };
  return (
    <div className="dialog-form">
      <section className="dialog-part">
        <p>{t("publish.siteText")}</p>
        <ChangedStories
          ticked={ticked}
          setTicked={(now) => {
            // What was told is of another choice.
            setAnswer(null);
            setTicked(now);
          }}
        />
        <FolderChoice purpose="site" />
        {!isDone && <PlanSummary plan={plan} />}
        <PublishProgress call="publish.site" />
        {isDone && <PublishResult answer={answer.value} went={t("publish.done.site")} />}
        <div className="dialog-buttons">
          <Button
            variant={isDone ? "default" : "filled"}
            loading={working === "publish.site"}
            // Nothing is written before it is said.
            disabled={working !== null || (!isDone && !plan.isNow)}
            onClick={() => void publish("publish.site")}
          >
            {t("publish.siteGo")}
          </Button>
        </div>
      </section>
      <section className="dialog-part">
        <p>{t("publish.bundleText")}</p>
        <FolderChoice purpose="bundle" />
        <PublishProgress call="publish.bundle" />
        {answer?.call === "publish.bundle" && <PublishResult answer={answer.value} went={t("publish.done.bundle")} />}
        <div className="dialog-buttons">
          <Button
            variant="default"
            loading={working === "publish.bundle"}
            disabled={working !== null}
            onClick={() => void publish("publish.bundle")}
          >
            {t("publish.bundle")}
          </Button>
        </div>
      </section>
    </div>
  );
}
