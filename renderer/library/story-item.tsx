import { IconClock, IconMessage, IconPhoto } from "@tabler/icons-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { LANGS, otherLang } from "../../shared/article/stages.ts";
import type { MarkRange, Summary } from "../../shared/contract.ts";
import { termIn } from "../../shared/settings.ts";
import { instantNow, momentAhead, shortMoment } from "../../shared/text/dates.ts";
import { hostState, settingsState } from "../base/desk-state.ts";
import { useReaders } from "../base/presence/elsewhere.ts";
import { Readers } from "../base/presence/readers.tsx";
import { useStore } from "../base/store.ts";
import { TaskWords } from "../base/task-words.tsx";
import { timeCame } from "../base/time-came.ts";
import { currentStory } from "../editor/door.ts";

/** A text with what was searched for marked in it. */
function Marked({ text, marks }: { readonly text: string; readonly marks: readonly MarkRange[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  return [...parts, text.slice(at)];
}

const isAhead = (at: string | null): boolean => at !== null && Date.parse(at) > Date.now();

/** What stands beside a story's stages: shapes of their own, each with its words. */
function Marks({ story }: { readonly story: Summary }) {
  const { t } = useTranslation();
  const language = useStore(hostState)?.language ?? "en";
  const { timeZone } = useStore(settingsState).settings;
  const { embargoUntil, conflicts, notes, photo } = story;
  const now = instantNow();
  useStore(timeCame);
  // Of what is ready the state says it, with its time.
  const isSaid = LANGS.some((lang) => story.goesAt[lang] !== null);
  const isHeld = !isSaid && embargoUntil !== null && Date.parse(embargoUntil) > Date.parse(now);
  const mark = (name: string, words: string, shape: ReactNode) => (
    <span className={`mark-${name}`} role="img" aria-label={words} title={words}>
      {shape}
    </span>
  );
  return (
    <>
      {isHeld &&
        mark(
          "held",
          t("library.embargo", { when: shortMoment(embargoUntil, timeZone, language, now) }),
          <IconClock size={13} stroke={1.8} />,
        )}
      {conflicts > 0 && mark("conflict", t("library.conflict"), <i />)}
      {notes > 0 &&
        mark(
          "notes",
          t("library.openNotes", { count: notes }),
          <>
            <IconMessage size={13} stroke={1.8} />
            {notes}
          </>,
        )}
      {photo && mark("photo", t("library.photo"), <IconPhoto size={13} stroke={1.6} />)}
    </>
  );
}

/** What waits for its time, and since when what is due waits for a person; nothing where no time is set for what is ready. */
function Times({ goesAt: { lo, en } }: Pick<Summary, "goesAt">) {
  const { t } = useTranslation();
  const language = useStore(hostState)?.language ?? "en";
  const { timeZone } = useStore(settingsState).settings;
  useStore(timeCame);
  const now = instantNow();
  const said = lo !== null && en !== null && Date.parse(lo) === Date.parse(en) ? [["both", lo] as const] : [];
  const each = said.length > 0 ? said : ([["lo", lo] as const, ["en", en] as const] as const);
  return each.map(([lang, at]) => {
    if (at === null) return null;
    const isAhead = Date.parse(at) > Date.parse(now);
    if (!isAhead)
      return (
        <span key={lang} className="due">
          {t("library.dueSince", { when: shortMoment(at, timeZone, language, now) })}
        </span>
      );
    const when = momentAhead(at, timeZone, language, now);
    const isOne = lang !== "both" && lo !== null && en !== null;
    return (
      <span key={lang} className="held">
        <IconClock size={13} stroke={1.8} aria-hidden />
        {isOne ? t(`library.outOnLang.${lang}`, { when }) : t("library.outOn", { when })}
      </span>
    );
  });
}

/** One story in the list: both headlines, its stages, what is owed, how far its rows are. */
export function StoryItem({
  story,
  active,
  chosen,
  id,
}: {
  readonly story: Summary;
  /** The keys stand at it. */
  readonly active: boolean;
  /** With others. */
  readonly chosen: boolean;
  readonly id: string;
}) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const { settings } = useStore(settingsState);
  const isOpen = useSyncExternalStore(currentStory.subscribe, () => {
    const now = currentStory.get();
    return now.kind !== "none" && now.id === story.id;
  });
  const isRead = useReaders(story.id).length > 0;
  const language = host?.language ?? "en";
  const target = otherLang(story.source);
  const { rows } = story;
  const { out, changed } = story;
  const owed = out.lo !== out.en ? (out.lo ? "en" : "lo") : null;
  const isOwed = owed !== null && story.stages[owed] !== "withdrawn";
  const tasks = LANGS.flatMap((lang) => {
    const task = story.assigned[lang];
    return task ? [[lang, task] as const] : [];
  });
  // Where neither language has one it is said once.
  const isUntitled = story.headline.lo === "" && story.headline.en === "" && story.has[target];
  const headlineIn = (lang: Lang) => <Marked text={story.headline[lang]} marks={story.found?.headline[lang] ?? []} />;
  const snippet = story.found?.snippet;
  const share = (count: number) => `${rows.total === 0 ? 0 : (count / rows.total) * 100}%`;
  const about = [
    story.category === null ? null : termIn(settings.categories, story.category, language),
    story.readOnly ? t("library.readOnly") : null,
  ]
    .filter(Boolean)
    .join(" · ");
  const when = shortMoment(story.updatedAt, settings.timeZone, language, instantNow());
  const progress = t("library.progress", {
    confirmed: rows.confirmed,
    total: rows.total,
    stale: rows.stale,
    missing: rows.missing,
  });
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      aria-current={isOpen || undefined}
      className={`story-item${active ? " active" : ""}${story.found ? " found" : ""}`}
      tabIndex={-1}
      data-story={story.id}
    >
      <span
        className={`first${story.headline[story.source] ? "" : " none"}`}
        lang={story.source}
        title={story.headline[story.source] || undefined}
      >
        {story.headline[story.source] ? headlineIn(story.source) : t("library.noHeadline")}
      </span>
      <span className="langs">
        {LANGS.map((lang) => (
          <span
            key={lang}
            className="lang-mark"
            data-stage={out[lang] ? "published" : story.stages[lang]}
            data-changed={changed[lang] || undefined}
            data-held={isAhead(story.goesAt[lang]) || undefined}
            title={[
              `${t(`lang.${lang}`)}: ${t(`stage.${story.stages[lang]}`)}`,
              ...(changed[lang] ? [t("library.changed")] : []),
              ...(out[lang] && story.stages[lang] !== "published" ? [t("library.stillOut")] : []),
            ].join(" · ")}
          >
            {lang.toUpperCase()}
            <i aria-hidden="true" />
          </span>
        ))}
      </span>
      {!isUntitled && (
        <span
          className={`second${story.headline[target] ? "" : " none"}`}
          lang={story.headline[target] ? target : language}
          title={story.headline[target] || undefined}
        >
          {story.headline[target]
            ? headlineIn(target)
            : t(story.has[target] ? "library.noHeadline" : `library.noVersion.${target}`)}
        </span>
      )}
      {snippet && (
        <span className="snippet" lang={snippet.lang}>
          <Marked text={snippet.text} marks={snippet.marks} />
        </span>
      )}
      {(isRead ||
        tasks.length > 0 ||
        isOwed ||
        changed.lo ||
        changed.en ||
        story.goesAt.lo !== null ||
        story.goesAt.en !== null) && (
        <span className="states">
          <Readers story={story.id} />
          {tasks.map(([lang, task]) => (
            <TaskWords key={lang} task={task} prefix={`${lang.toUpperCase()} `} />
          ))}
          <Times goesAt={story.goesAt} />
          {isOwed && owed && <span className="owes">{t(`library.owes.${owed}`)}</span>}
          {(changed.lo || changed.en) && <span className="changed">{t("library.changed")}</span>}
        </span>
      )}
      <span className="meta">
        {about !== "" && (
          <span className="words" title={`${about} · ${when}`}>
            {about}
          </span>
        )}
        <span className="when">{about === "" ? when : `· ${when}`}</span>
        {/* Where all have no room in one line, these take the next one whole: a category is never cut for a mark. */}
        <span className="marks">
          <Marks story={story} />
          <span className="bar" role="img" aria-label={progress} title={progress}>
            <i className="done" style={{ width: share(rows.confirmed) }} />
            <i className="stale" style={{ width: share(rows.stale) }} />
          </span>
        </span>
      </span>
    </div>
  );
}
