import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { storyNow } from "../shell/current-story.ts";
import { desk } from "../shell/desk-client.ts";
import { tellError } from "../shell/tell.tsx";
import { publishAsking } from "./publish-asking.tsx";
import { FolderChoice, PublishResult } from "./publish-result.tsx";

type Call = "publish.site" | "publish.bundle";

/** Everything that is ready or out: to the site's folder, or into one zip. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const [working, setWorking] = useState<Call | null>(null);
  const [answer, setAnswer] = useState<{ readonly call: Call; readonly value: PublishAnswer } | null>(null);
  const publish = async (call: Call) => {
    setWorking(call);
    setAnswer(null);
    await storyNow()?.session.flush();
    const done = call === "publish.site" ? await publishAsking({}) : await desk.call(call, {});
    setWorking(null);
    if (!done) return;
    if (done.ok) setAnswer({ call, value: done.value });
    else tellError(done.error);
  };
  return (
    <div className="dialog-form">
      <section className="dialog-part">
        <p>{t("publish.siteText")}</p>
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
