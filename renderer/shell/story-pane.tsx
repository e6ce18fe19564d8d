import { ActionIcon, Button } from "@mantine/core";
import { IconLayoutSidebar, IconLayoutSidebarRight } from "@tabler/icons-react";
import { useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { clockTime } from "../../shared/text/dates.ts";
import { desk, isUnreachable } from "../base/desk-client.ts";
import { libraryInfo, settingsState } from "../base/desk-state.ts";
import { guide } from "../base/guide-state.ts";
import { hotkeyLabel } from "../base/hotkeys.ts";
import { arrange, dialog, layout } from "../base/layout-state.ts";
import { AfterPaint } from "../base/look/after-paint.tsx";
import { ReadersHere } from "../base/presence/readers.tsx";
import { useStore } from "../base/store.ts";
import { tell, tellError } from "../base/tell.tsx";
import { Finding, FollowFindings } from "../checks/door.ts";
import { FigureCut } from "../details/door.ts";
import {
  Banners,
  Columns,
  currentStory,
  FindBar,
  goToPlace,
  isGone,
  NameBanner,
  newStory,
  type OpenStory,
  placeWords,
  refusedPlace,
  Toolbar,
  tellRefusal,
} from "../editor/door.ts";
import { storyCount } from "../library/door.ts";
import { errorWords, i18n } from "../locale/index.ts";

function SaveState({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const status = useStore(story.session.status);
  const { timeZone } = useStore(settingsState).settings;
  const place = status.kind === "failed" ? refusedPlace(story, status.error) : null;
  const words = () => {
    if (status.kind === "saving") return t("save.saving");
    if (status.kind === "unsaved") return t("save.unsaved");
    if (status.kind === "saved") return t("save.saved", { time: clockTime(status.at, timeZone) });
    if (place) return t("save.refused", { place: placeWords(story, place) });
    return isUnreachable(status.error) ? t("save.unreachable") : t("save.failed", { reason: errorWords(status.error) });
  };
  const bad = status.kind === "failed";
  return (
    <>
      <span className={`save-status${bad ? " bad" : ""}`} role="status" data-save={status.kind}>
        {words()}
      </span>
      {place && (
        <Button
          variant="default"
          // The text that loses the focus is saved at once, and this button would be gone before it is let go.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => goToPlace(story, place)}
        >
          {t("save.goThere")}
        </Button>
      )}
      {status.kind === "failed" && !isGone(status) && (
        <Button variant="default" onClick={() => void story.session.flush()}>
          {t("save.retry")}
        </Button>
      )}
    </>
  );
}

/** What a save couldn't change of a story that is out leads to the withdrawal. */
function useRefusals(story: OpenStory | null): void {
  useEffect(() => {
    if (!story) return;
    const { refused } = story.session;
    return refused.subscribe(() => {
      const now = refused.get();
      // The field has its value and the focus back first.
      if (now) requestAnimationFrame(() => tellRefusal(story, now.error));
    });
  }, [story]);
}

/** How far the rows are. */
function Progress({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { rows, progress } = useStore(story.rowStates.view);
  const parts = [
    t("editor.rowsDone", { confirmed: progress.confirmed, total: progress.total }),
    ...(progress.stale > 0 ? [t("editor.rowsStale", { count: progress.stale })] : []),
    ...(progress.missing > 0 ? [t("editor.rowsMissing", { count: progress.missing })] : []),
  ];
  return (
    <span className="progress" title={t("editor.rowsHint", { keys: hotkeyLabel("mod+Enter") })}>
      {rows.length > 0 && progress.total > 0 && parts.join(" · ")}
    </span>
  );
}

function StoryBar({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const arrangement = useStore(layout);
  const { view } = story.session;
  const isTrashed = useSyncExternalStore(view.subscribe, () => view.get().trashedAt !== null);
  return (
    <div className="story-bar">
      <ActionIcon
        aria-label={t("tools.library")}
        title={t("tools.library")}
        aria-pressed={arrangement.library}
        onClick={() => arrange({ library: !arrangement.library })}
      >
        <IconLayoutSidebar size={18} stroke={1.6} />
      </ActionIcon>
      <SaveState story={story} />
      <ReadersHere story={story.session.id} />
      <span className="spring" />
      <Progress story={story} />
      <Button variant="default" onClick={() => dialog.set("preview")}>
        {t("editor.preview")}
      </Button>
      <Button disabled={story.session.readOnly !== undefined || isTrashed} onClick={() => dialog.set("publish")}>
        {t("editor.publish")}
      </Button>
      <ActionIcon
        aria-label={t("tools.details")}
        title={t("tools.details")}
        aria-pressed={arrangement.details}
        onClick={() => arrange({ details: !arrangement.details })}
      >
        <IconLayoutSidebarRight size={18} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

/** The sample has a library of its own: nothing of it comes among the newsroom's stories. */
async function trySample(): Promise<void> {
  const answer = await desk.call("library.trySample", {});
  if (answer.ok) tell(i18n.t("library.sampleOpen"));
  else tellError(answer.error);
}

/** The middle of the window: the open story, or what to do without one. */
export function StoryPane() {
  const { t } = useTranslation();
  const current = useStore(currentStory);
  const info = useStore(libraryInfo);
  const isEmpty = useStore(storyCount) === 0;
  useRefusals(current.kind === "open" ? current.story : null);
  if (current.kind === "open")
    return (
      <main className="story" key={current.id}>
        <StoryBar story={current.story} />
        <Banners story={current.story} />
        <AfterPaint before={<div className="tools" />}>
          <Toolbar story={current.story} />
        </AfterPaint>
        <FindBar story={current.story} />
        <Columns story={current.story} Finding={Finding} />
        <AfterPaint before={null}>
          <FollowFindings story={current.story} />
        </AfterPaint>
        <NameBanner />
        <FigureCut story={current.story} />
      </main>
    );
  return (
    <main className="story">
      <div className="centred">
        {current.kind === "loading" ? (
          t("app.loading")
        ) : (
          <div className="calm">
            <h2>
              {current.kind === "failed" ? errorWords(current.error) : t(isEmpty ? "library.empty" : "editor.choose")}
            </h2>
            {current.kind === "none" && <p>{t(isEmpty ? "library.emptyHint" : "editor.chooseHint")}</p>}
            {current.kind === "none" && !info?.readOnly && (
              <p className="choices">
                <Button variant="default" onClick={() => void newStory("lo")}>
                  {t("app.newIn.lo")}
                </Button>
                <Button variant="default" onClick={() => void newStory("en")}>
                  {t("app.newIn.en")}
                </Button>
                {isEmpty && (
                  <>
                    <Button variant="default" onClick={() => dialog.set("import")}>
                      {t("commands.import")}
                    </Button>
                    <Button variant="default" onClick={() => void trySample()}>
                      {t("library.trySample")}
                    </Button>
                    <Button variant="default" onClick={() => dialog.set("joinLibrary")}>
                      {t("sharing.joinInstead")}
                    </Button>
                    <Button variant="subtle" title="F1" onClick={() => guide.set("first")}>
                      {t("library.readGuide")}
                    </Button>
                  </>
                )}
              </p>
            )}
          </div>
        )}
      </div>
    </main>
  );
}
