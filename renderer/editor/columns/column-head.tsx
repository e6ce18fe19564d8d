import { ActionIcon, Popover } from "@mantine/core";
import {
  IconArrowsExchange,
  IconArrowsLeftRight,
  IconCalendar,
  IconEye,
  IconEyeOff,
  IconLock,
  IconLockOpen,
} from "@tabler/icons-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { briefPageDate, instantNow, pageDate } from "../../../shared/text/dates.ts";
import { readingMinutes } from "../../../shared/text/words.ts";
import { settingsState } from "../../base/desk-state.ts";
import { arrange, layout } from "../../base/layout-state.ts";
import { MomentField, useZoneName } from "../../base/moment-field.tsx";
import { useStore } from "../../base/store.ts";
import { swapSource } from "../rows/row-operations.ts";
import { tellRefusal } from "../session/offer-withdrawal.tsx";
import type { OpenStory } from "../session/story.ts";
import { OutMark, StageMenu } from "./stage-menu.tsx";

/** Which column is the source; its lock, and the swap on the other one. */
function SourceTools({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { source } = useStore(story.session.view).details;
  const { sourceLocked } = useStore(layout);
  if (story.session.readOnly) return source === lang ? <span className="source-word">{t("editor.source")}</span> : null;
  if (source !== lang)
    return (
      <ActionIcon size="sm" aria-label={t("editor.swap")} title={t("editor.swap")} onClick={() => swapSource(story)}>
        <IconArrowsExchange size={15} stroke={1.6} />
      </ActionIcon>
    );
  return (
    <>
      <span className="source-word">{t("editor.source")}</span>
      <ActionIcon
        size="sm"
        aria-label={t("editor.lock")}
        title={t(sourceLocked ? "editor.unlock" : "editor.lock")}
        aria-pressed={sourceLocked}
        onClick={() => arrange({ sourceLocked: !sourceLocked })}
      >
        {sourceLocked ? <IconLock size={14} stroke={1.8} /> : <IconLockOpen size={14} stroke={1.6} />}
      </ActionIcon>
    </>
  );
}

/** How long the text is. The rest of the head isn't drawn anew for it at each rest of the typing. */
function Length({ story: { rowStates }, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const words = useSyncExternalStore(rowStates.view.subscribe, () => rowStates.view.get().words?.[lang]);
  return (
    words !== undefined && (
      <span className="length">
        {t("editor.words", { count: words })}
        {words > 0 && <span className="minutes"> · {t("editor.minutes", { count: readingMinutes(words) })}</span>}
      </span>
    )
  );
}

/** What stands above a column: its language, stage, page date and length. */
export function ColumnHead({ story, lang }: { readonly story: OpenStory; readonly lang: Lang }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const zoneName = useZoneName();
  const { timeZone } = useStore(settingsState).settings;
  const { hidden } = useStore(layout);
  const { publishedAt } = view.release[lang];
  const [refusals, setRefusals] = useState(0);
  const fixed = session.readOnly !== undefined;
  const setDate = async (date: string | null) => {
    const error = await session.setRelease(lang, { publishedAt: date });
    if (!error) return;
    setRefusals((before) => before + 1);
    // The field has the date of before and the focus, and gets that back.
    requestAnimationFrame(() => tellRefusal(story, error, [lang]));
  };
  return (
    <div className={`column-head side-${lang}`}>
      <span className="name" lang={lang}>
        {lang === "lo" ? "ລາວ" : "English"}
      </span>
      <SourceTools story={story} lang={lang} />
      <StageMenu story={story} lang={lang} />
      <OutMark story={story} lang={lang} />
      <Popover position="bottom-start" shadow="md" trapFocus disabled={fixed}>
        <Popover.Target>
          <button type="button" className="page-date" title={t(`editor.dateOf.${lang}`)}>
            <IconCalendar size={14} stroke={1.6} aria-hidden="true" />
            {/* Its name is what it shows, as far as there is room for it. */}
            <span className="visually-hidden">
              {t(`editor.dateOf.${lang}`)}: {!publishedAt && t("editor.noDate")}
            </span>
            {publishedAt && (
              <>
                <span className="full">{pageDate(publishedAt, timeZone)}</span>
                <span className="brief">{briefPageDate(publishedAt, timeZone, instantNow())}</span>
              </>
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <MomentField
            label={t(`editor.dateOf.${lang}`)}
            description={t("details.publishedAt", { zone: zoneName })}
            w={230}
            popoverProps={{ withinPortal: false }}
            value={publishedAt}
            refusals={refusals}
            onChange={(date) => void setDate(date)}
          />
        </Popover.Dropdown>
      </Popover>
      <span className="column-end">
        <Length story={story} lang={lang} />
        {hidden !== null && (
          <ActionIcon
            size="sm"
            aria-label={t(`editor.instead.${otherLang(lang)}`)}
            title={t(`editor.instead.${otherLang(lang)}`)}
            onClick={() => arrange({ hidden: lang })}
          >
            <IconArrowsLeftRight size={15} stroke={1.6} />
          </ActionIcon>
        )}
        <ActionIcon
          size="sm"
          aria-label={hidden === null ? t(`editor.hide.${lang}`) : t(`editor.show.${otherLang(lang)}`)}
          title={hidden === null ? t(`editor.hide.${lang}`) : t(`editor.show.${otherLang(lang)}`)}
          onClick={() => arrange({ hidden: hidden === null ? lang : null })}
        >
          {hidden === null ? <IconEye size={15} stroke={1.6} /> : <IconEyeOff size={15} stroke={1.6} />}
        </ActionIcon>
      </span>
    </div>
  );
}
