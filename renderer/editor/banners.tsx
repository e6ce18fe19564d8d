import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Version } from "../../shared/article.ts";
import { sideOf } from "../../shared/rows.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { restoreStory } from "../shell/current-story.ts";
import { hostState, libraryInfo, remember, settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import { tell, tellError } from "../shell/tell.ts";
import type { OpenStory } from "./open-story.ts";
import { PairBanner } from "./pair-paragraphs/pair-banner.tsx";
import { askName } from "./row-commands.ts";
import { PARTS, type SaveStatus } from "./story-session.ts";

type Conflict = Extract<SaveStatus, { kind: "conflict" }>;

function VersionText({ version }: { readonly version: Version | null }) {
  const side = sideOf(version);
  return (
    <div className="both-text">
      <strong>{side?.headline}</strong>
      <p>{side?.lead}</p>
      {side?.blocks.map((block) => (
        <p key={block.id}>{block.text}</p>
      ))}
    </div>
  );
}

function ConflictBanner({ story, conflict }: { readonly story: OpenStory; readonly conflict: Conflict }) {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const host = useStore(hostState);
  const [both, setBoth] = useState(false);
  const at = String(conflict.error.values?.at ?? conflict.theirs.article.updatedAt);
  const by = conflict.error.values?.by;
  const when = shortMoment(at, timeZone, host?.language ?? "en", instantNow());
  const settle = async (how: "keepMine" | "takeTheirs") => {
    const error = await story.session[how]();
    if (error) tellError(error);
    else tell(t("conflict.setAside"));
  };
  const changed = PARTS.filter(
    (part) =>
      part === "details" || story.session.mine(part) !== null || conflict.theirs.article.versions[part] !== null,
  );
  return (
    <div className="banner bad" role="alert">
      <p>{by ? t("conflict.text", { when, who: String(by) }) : t("conflict.textNoOne", { when })}</p>
      <Button title={t("conflict.keepMineHint")} onClick={() => void settle("keepMine")}>
        {t("conflict.keepMine")}
      </Button>
      <Button variant="default" title={t("conflict.takeTheirsHint")} onClick={() => void settle("takeTheirs")}>
        {t("conflict.takeTheirs")}
      </Button>
      <Button variant="default" onClick={() => setBoth(true)}>
        {t("conflict.showBoth")}
      </Button>
      <Modal
        opened={both}
        onClose={() => setBoth(false)}
        size="80rem"
        title={t("conflict.showBoth")}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        {changed.map((part) =>
          part === "details" ? null : (
            <div key={part} className="both" lang={part}>
              <section>
                <h3>
                  {t("conflict.mine")} · {t(`conflict.parts.${part}`)}
                </h3>
                <VersionText version={story.session.mine(part)} />
              </section>
              <section>
                <h3>
                  {t("conflict.theirs")} · {t(`conflict.parts.${part}`)}
                </h3>
                <VersionText version={conflict.theirs.article.versions[part]} />
              </section>
            </div>
          ),
        )}
      </Modal>
    </div>
  );
}

function NameBanner() {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const keep = () => {
    if (name.trim() === "") return;
    void remember({ by: name.trim() });
    askName.set(false);
  };
  return (
    <div className="banner calm">
      <label htmlFor="your-name">{t("rows.askName")}</label>
      <TextInput
        id="your-name"
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
      />
      <Button disabled={name.trim() === ""} onClick={keep}>
        {t("rows.keepName")}
      </Button>
      <Button variant="subtle" onClick={() => askName.set(false)}>
        {t("app.close")}
      </Button>
    </div>
  );
}

/** What must be known before one goes on: read-only, in the trash, changed elsewhere, who confirms. */
export function Banners({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const status = useStore(session.status);
  const { trashedAt } = useStore(session.view);
  const info = useStore(libraryInfo);
  const asking = useStore(askName);
  return (
    <>
      {session.readOnly && (
        <div className="banner">
          <p>{t(`editor.readOnly.${session.readOnly}`, { holder: info?.holder ?? "" })}</p>
        </div>
      )}
      {trashedAt !== null && (
        <div className="banner">
          <p>{t("editor.trashed")}</p>
          <Button variant="default" onClick={() => void restoreStory(session.id)}>
            {t("library.restore")}
          </Button>
        </div>
      )}
      {status.kind === "conflict" && <ConflictBanner story={story} conflict={status} />}
      {asking && <NameBanner />}
      {trashedAt === null && <PairBanner story={story} />}
    </>
  );
}
