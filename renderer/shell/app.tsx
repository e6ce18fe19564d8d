import { Button, MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { lazy, memo, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { LANGS } from "../../shared/article/stages.ts";
import { boardOpen } from "../base/board-open.ts";
import { hostState, startDeskState, startError } from "../base/desk-state.ts";
import { useFocusKept } from "../base/focus/return-focus.ts";
import { guide } from "../base/guide-state.ts";
import { layout } from "../base/layout-state.ts";
import { AfterPaint } from "../base/look/after-paint.tsx";
import { theme } from "../base/look/theme.ts";
import { useStore } from "../base/store.ts";
import { currentStory } from "../editor/door.ts";
import { Board, DropHint, LibraryPane } from "../library/door.ts";
import { errorWords } from "../locale/index.ts";
import { sendStories } from "../packages/door.ts";
import { bundleStories, DueNotice, publishStories } from "../publish/door.ts";
import { keysOf } from "./commands.ts";
import { Dialogs } from "./dialogs.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { Palette } from "./palette/palette.tsx";
import { SidePane } from "./side-pane.tsx";
import { StoryPane } from "./story-pane.tsx";

/** Read when it is asked for: the start is not slower for it. */
const GuidePanel = lazy(async () => ({ default: (await import("../guide/door.ts")).GuidePanel }));

/** What follows of the open story what it needs, and isn't drawn anew because another one opens. */
const Still = {
  Header: memo(Header),
  Library: memo(LibraryPane),
  Story: memo(StoryPane),
  Footer: memo(Footer),
  Dialogs: memo(Dialogs),
  Board: memo(Board),
  Palette: memo(Palette),
};

function Frame() {
  const { i18n, t } = useTranslation();
  const error = useStore(startError);
  const host = useStore(hostState);
  const arrangement = useStore(layout);
  const current = useStore(currentStory);
  const isGuideOpen = useStore(guide) !== null;
  const isBoardOpen = useStore(boardOpen);
  useFocusKept();
  // An open story stays, whatever becomes of the desk: its text may be in this window alone.
  if (error && current.kind !== "open")
    return (
      <main className="centred">
        <div className="calm">
          {/* The desk tells which language its user speaks, and isn't there. */}
          {(host ? [i18n.language] : LANGS).map((lng) => (
            <div key={lng} lang={lng}>
              <h1>{t("app.cannotStart", { lng })}</h1>
              <p>{errorWords(error, lng)}</p>
            </div>
          ))}
          <Button onClick={() => void startDeskState()}>
            {host ? t("app.tryAgain") : LANGS.map((lng) => t("app.tryAgain", { lng })).join(" · ")}
          </Button>
        </div>
      </main>
    );
  if (!host) return <main className="centred">{t("app.loading")}</main>;
  return (
    <div
      className="frame"
      data-story={current.kind}
      data-hidden={arrangement.hidden ?? undefined}
      data-guide={isGuideOpen}
      data-board={isBoardOpen}
    >
      <Still.Header />
      <DueNotice keys={keysOf("publishDue")} />
      {arrangement.library || (current.kind === "none" && !isBoardOpen) ? (
        <Still.Library onBundle={bundleStories} onPublish={publishStories} onSend={send} />
      ) : (
        <div className="no-library" />
      )}
      <Still.Story />
      {current.kind === "open" && arrangement.details ? (
        <AfterPaint key={current.id} before={<aside className="side" />}>
          <SidePane story={current.story} />
        </AfterPaint>
      ) : (
        <div className="no-side" />
      )}
      {isBoardOpen && <Still.Board onBundle={bundleStories} onPublish={publishStories} onSend={send} />}
      {isGuideOpen && (
        <Suspense>
          <GuidePanel />
        </Suspense>
      )}
      <Still.Footer />
      <Still.Dialogs />
      <Still.Palette />
      <DropHint />
    </div>
  );
}

const send = (ids: readonly string[]): void => void sendStories(ids);

export function App() {
  const { i18n, t } = useTranslation();
  const host = useStore(hostState);
  const forced = host && host.theme !== "auto" ? { forceColorScheme: host.theme } : {};
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" {...forced}>
      <DatesProvider settings={{ locale: i18n.language === "lo" ? "lo" : "en", firstDayOfWeek: 1 }}>
        <ModalsProvider labels={{ confirm: t("app.done"), cancel: t("app.cancel") }}>
          <Notifications position="bottom-center" />
          <Frame />
        </ModalsProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
