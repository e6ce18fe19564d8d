import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { storyNow } from "../shell/current-story.ts";
import { desk } from "../shell/desk-client.ts";
import { tellError } from "../shell/tell.ts";
import { FolderChoice, PublishResult } from "./publish-result.tsx";

/** Everything that is ready or out: to the site's folder, or into one zip. */
export function PublishSiteDialog() {
  const { t } = useTranslation();
  const [working, setWorking] = useState<"publish.site" | "publish.bundle" | null>(null);
  const [answer, setAnswer] = useState<PublishAnswer | null>(null);
  const publish = async (call: "publish.site" | "publish.bundle") => {
    setWorking(call);
    setAnswer(null);
    await storyNow()?.session.flush();
    const done = await desk.call(call, {});
    setWorking(null);
    if (done.ok) setAnswer(done.value);
    else tellError(done.error);
  };
  return (
    <div className="dialog-form">
      <p>{t("publish.siteText")}</p>
      <FolderChoice purpose="site" />
      <Button
        loading={working === "publish.site"}
        disabled={working !== null}
        onClick={() => void publish("publish.site")}
      >
        {t("publish.siteGo")}
      </Button>
      <p>{t("publish.bundleText")}</p>
      <FolderChoice purpose="bundle" />
      <Button
        variant="default"
        loading={working === "publish.bundle"}
        disabled={working !== null}
        onClick={() => void publish("publish.bundle")}
      >
        {t("publish.bundle")}
      </Button>
      {answer && <PublishResult answer={answer} />}
    </div>
  );
}
