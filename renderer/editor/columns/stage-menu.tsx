import { Menu } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Lang, Stage } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { STAGES } from "../../../shared/article/stages.ts";
import { useStore } from "../../base/store.ts";
import { offerWithdrawal, tellRefusal } from "../session/offer-withdrawal.tsx";

import type { OpenStory } from "../session/story.ts";

/** A language's stage. While it is out, what comes before stands apart: choosing it leads to the withdrawal. */
export function StageMenu({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { session } = story;
  const release = useStore(session.view).release[lang];
  const { stage } = release;
  const fixed = session.readOnly !== undefined;
  const out = isOut(release);
  const choose = async (to: Stage) => {
    if (out && to === "withdrawn") return offerWithdrawal(session, [lang]);
    const error = await session.setRelease(lang, { stage: to });
    if (error) tellRefusal(story, error, [lang]);
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
          data-stage={stage}
          aria-label={`${t(`editor.stageOf.${lang}`)}: ${t(`stage.${stage}`)}`}
        >
          {t(`stage.${stage}`)} {!fixed && <span aria-hidden="true">▾</span>}
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
          STAGES.map((one) => item(one, false))
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
