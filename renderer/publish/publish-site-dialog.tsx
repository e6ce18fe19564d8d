import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { ChangedStories, namedBy, type Ticked } from "./changed-stories.tsx";
import { type PublishCall, publishNow } from "./publish-now.ts";
import { FolderChoice, PublishResult } from "./publish-result.tsx";

/** All that is ready, and what is ticked of what changed since it went out: to the site's folder, or into one zip. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const [ticked, setTicked] = useState<Ticked>(new Set());
  const [working, setWorking] = useState<PublishCall | null>(null);
  const [answer, setAnswer] = useState<{ readonly call: PublishCall; readonly value: PublishAnswer } | null>(null);
  const publish = async (call: PublishCall) => {
    setWorking(call);
    setAnswer(null);
    const value = await publishNow(call, { also: namedBy(ticked) });
    setWorking(null);
    if (!value) return;
    setAnswer({ call, value });
    setTicked(new Set());
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
        {answer?.call === "publish.site" && <PublishResult answer={answer.value} went={t("publish.done.site")} />}
        <div className="dialog-buttons">
          <Button
            variant={answer?.call === "publish.site" ? "default" : "filled"}
            loading={working === "publish.site"}
            disabled={working !== null}
            onClick={() => void publish("publish.site")}
          >
            {t("publish.siteGo")}
          </Button>
        </div>
      </section>
      <section className="dialog-part">
        <p>{t("publish.bundleText")}</p>
        <FolderChoice purpose="bundle" />
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
