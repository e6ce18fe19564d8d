import { Menu } from "@mantine/core";
import { IconClock, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Lang, Stage } from "../../../shared/article/article.ts";
import { goesAt, isOut, wasNeverOut } from "../../../shared/article/out.ts";
import { STAGES } from "../../../shared/article/stages.ts";
import { instantNow, momentAhead } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tell } from "../../base/tell.tsx";
import { timeCame } from "../../base/time-came.ts";
import { offerWithdrawal, tellRefusal } from "../session/offer-withdrawal.tsx";

import type { OpenStory } from "../session/story.ts";
import type { StoryView } from "../session/story-view.ts";

/** A language's stage; of what is ready and waits for its time, when it may go out. */
function useStageWords(view: StoryView, lang: Lang): { readonly shown: string; readonly isHeld: boolean } {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  useStore(timeCame);
  const now = instantNow();
  const at = goesAt(view, lang);
  if (at === null || Date.parse(at) <= Date.parse(now))
    return { shown: t(`stage.${view.release[lang].stage}`), isHeld: false };
  return { shown: t("library.outOn", { when: momentAhead(at, timeZone, language, now) }), isHeld: true };
}

/** A language's stage. While it is out, what comes before stands apart: choosing it leads to the withdrawal. */
export function StageMenu({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const release = view.release[lang];
  const { stage } = release;
  const words = useStageWords(view, lang);
  const fixed = session.readOnly !== undefined;
  const out = isOut(release);
  const neverOut = wasNeverOut(release);
  const choose = async (to: Stage) => {
    if (out && to === "withdrawn") return offerWithdrawal(session, [lang]);
    const error = await session.setRelease(lang, { stage: to });
    if (error?.reason === "never-out") tell(t(`editor.neverOut.${lang}`));
    else if (error) tellRefusal(story, error, [lang]);
  };
  const item = (one: Stage, isLocked: boolean) => (
    <Menu.Item
      key={one}
      disabled={one === stage}
      rightSection={isLocked && one !== stage ? <IconLock size={13} stroke={1.8} aria-hidden /> : null}
      onClick={() => void choose(one)}
    >
      {t(`stage.${one}`)}
    </Menu.Item>
  );
  const isLater = (one: Stage) => one === "published" || one === "withdrawn";
  return (
    <Menu position="bottom-start" disabled={fixed}>
      <Menu.Target>
        <button
          type="button"
          className="stage"
          data-stage={words.isHeld ? "held" : stage}
          title={words.isHeld ? t(`stage.${stage}`) : undefined}
          aria-label={`${t(`editor.stageOf.${lang}`)}: ${t(`stage.${stage}`)}${words.isHeld ? `, ${words.shown}` : ""}`}
        >
          {words.isHeld && <IconClock size={13} stroke={2} aria-hidden />}
          {words.shown} {!fixed && <span aria-hidden="true">▾</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {out ? (
          <>
            {STAGES.filter(isLater).map((one) => item(one, false))}
            <Menu.Divider />
            <Menu.Label>{t("editor.onceWithdrawn")}</Menu.Label>
            {STAGES.filter((one) => !isLater(one)).map((one) => item(one, true))}
          </>
        ) : (
          STAGES.map((one) => item(one, neverOut && one === "withdrawn"))
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Beside the stage: what readers have differs from the text here, or they have it whatever the stage says. */
export function OutMark({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { changed, release } = useStore(story.session.view);
  const isChanged = changed[lang];
  if (!isChanged && !(isOut(release[lang]) && release[lang].stage !== "published")) return null;
  const words = t(isChanged ? "library.changed" : "library.stillOut");
  return (
    <span className="out-mark" data-changed={isChanged} title={words}>
      <i className={isChanged ? "changed-dot" : "out-dot"} aria-hidden="true" />
      <span className="out-words">{words}</span>
    </span>
  );
}
