import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { dialog } from "../base/layout-state.ts";
import { useStore } from "../base/store.ts";
import { ChangedStories, namedBy, type Ticked } from "./changed-stories.tsx";
import { PlanSummary } from "./plan-summary.tsx";
import { publishNow } from "./publish-now.ts";
import { PublishProgress } from "./publish-progress.tsx";
import { FolderChoice, PublishResult } from "./publish-result.tsx";
import { publishing } from "./publish-run.ts";
import { useSitePlan } from "./site-plan.ts";

/** All that is ready, and what is ticked of what changed since it went out, to the site's folder. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<Ticked>(new Map());
  const working = useStore(publishing)?.call ?? null;
  const [answer, setAnswer] = useState<PublishAnswer | null>(null);
  const isDone = answer !== null;
  const plan = useSitePlan(isDone ? null : { also: namedBy(ticked).map(({ id, lang }) => ({ id, lang })) });
  const publish = async () => {
    setAnswer(null);
    const value = await publishNow("publish.site", { also: namedBy(ticked) });
    if (!value) return;
    setAnswer(value);
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
        {isDone && <PublishResult answer={answer} went={t("publish.done.site")} />}
        <div className="dialog-buttons">
          <Button
            variant={isDone ? "default" : "filled"}
            loading={working === "publish.site"}
            // Nothing is written before it is said.
            disabled={working !== null || (!isDone && !plan.isNow)}
            onClick={() => void publish()}
          >
            {t("publish.siteGo")}
          </Button>
        </div>
      </section>
      <section className="dialog-part">
        <div className="bundle-instead">
          <p className="soft">{t("publish.bundleText")}</p>
          <Button variant="default" disabled={working !== null} onClick={() => dialog.set("bundle")}>
            {t("commands.bundle")}
          </Button>
        </div>
      </section>
    </div>
  );
}
