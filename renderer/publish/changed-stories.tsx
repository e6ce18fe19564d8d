import { Button, Checkbox, Textarea } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Article, Lang, Words } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { LIMITS, type ListRequest, type Summary } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { RowsInView, useRowsInView } from "../base/rows-in-view.tsx";
import { outSince } from "../editor/door.ts";
import { useStoryList } from "../library/door.ts";

const CHANGED: ListRequest = { needs: "changed", sort: "updated" };
/** A story's height before it was measured, in pixels: its headline and one line for each language. */
const HEIGHT = 74;
/** Stories in one answer, where all are asked for. */
const MOST = 1000;

/** Which languages of which stories are ticked, as `<id> <lang>`, each with its note to readers; empty words are none. */
export type Ticked = ReadonlyMap<string, string>;
const tickOf = (id: string, lang: Lang): string => `${id} ${lang}`;
/** As a publication names them. */
export const namedBy = (ticked: Ticked): { id: string; lang: Lang; correction?: Words }[] =>
  [...ticked].map(([tick, note]) => {
    const [id = "", which] = tick.split(" ");
    const lang = which === "lo" ? "lo" : "en";
    return { id, lang, ...(note.trim() !== "" && { correction: { lo: "", en: "", [lang]: note.trim() } }) };
  });

const ticksOf = ({ id, changed }: Summary): string[] =>
  LANGS.filter((lang) => changed[lang]).map((lang) => tickOf(id, lang));

interface StoryProps {
  readonly story: Summary;
  readonly ticked: Ticked;
  /** `note`: what readers are told of it; null where it isn't ticked any more. */
  tick(tick: string, note: string | null): void;
}

function ChangedStory({ story, ticked, tick }: StoryProps) {
  const { t } = useTranslation();
  const [release, setRelease] = useState<Article["release"] | null>(null);
  const headlineId = useId();
  const { id, updatedAt } = story;
  // When it went out stands in the story alone; those in view are few.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for each change of the story
  useEffect(() => {
    let latest = true;
    void desk.call("articles.open", { id }).then((answer) => {
      if (latest && answer.ok) setRelease(answer.value.article.release);
    });
    return () => {
      latest = false;
    };
  }, [id, updatedAt]);
  const since = (lang: Lang) => {
    const when = release && outSince(release[lang]);
    return when ? `${t(`lang.${lang}`)} · ${t("publish.changed.since", { when })}` : t(`lang.${lang}`);
  };
  const headline = story.headline[story.source] || story.headline.lo || story.headline.en;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a line of a list
    <div role="group" aria-labelledby={headlineId} className="changed-story">
      <span id={headlineId} className="headline" lang={story.headline[story.source] ? story.source : undefined}>
        {headline || t("library.noHeadline")}
      </span>
      <div className="changed-langs">
        {LANGS.filter((lang) => story.changed[lang]).map((lang) => (
          <Checkbox
            key={lang}
            size="xs"
            label={since(lang)}
            checked={ticked.has(tickOf(id, lang))}
            onChange={(event) => tick(tickOf(id, lang), event.currentTarget.checked ? "" : null)}
          />
        ))}
      </div>
      {LANGS.filter((lang) => ticked.has(tickOf(id, lang))).map((lang) => (
        <Textarea
          key={lang}
          size="xs"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={LIMITS.notice}
          lang={lang}
          label={t(`publish.note.${lang}`)}
          value={ticked.get(tickOf(id, lang)) ?? ""}
          onChange={(event) => tick(tickOf(id, lang), event.currentTarget.value)}
        />
      ))}
    </div>
  );
}

interface Props {
  readonly ticked: Ticked;
  readonly setTicked: (ticked: Ticked) => void;
}

/** What is out and says something else in the library now: each goes out again where it is ticked. */
export function ChangedStories({ ticked, setTicked }: Props) {
  const { t } = useTranslation();
  const { list, need } = useStoryList(CHANGED);
  const scroller = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const virtual = useRowsInView({ list, need, scroller, height: HEIGHT, overscan: 4 });
  const tick = (one: string, note: string | null) => {
    const now = new Map(ticked);
    if (note === null) now.delete(one);
    else now.set(one, note);
    setTicked(now);
  };
  const tickAll = async () => {
    const all: string[] = [];
    for (let offset = 0; ; offset += MOST) {
      const answer = await desk.call("articles.list", { ...CHANGED, offset, limit: MOST });
      if (!answer.ok) return;
      all.push(...answer.value.items.flatMap(ticksOf));
      if (offset + MOST >= answer.value.total) break;
    }
    setTicked(new Map(all.map((one) => [one, ""])));
  };
  if (!list.loaded || list.total === 0) return null;
  return (
    <section className="changed-stories" aria-labelledby={titleId}>
      <div className="changed-head">
        <h3 id={titleId}>
          <i className="changed-dot" aria-hidden="true" />
          {t("library.changed")} <span className="count">{list.total}</span>
        </h3>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => (ticked.size > 0 ? setTicked(new Map()) : void tickAll())}
        >
          {t(ticked.size > 0 ? "publish.changed.tickNone" : "publish.changed.tickAll")}
        </Button>
      </div>
      <p className="soft">{t("publish.changed.hint")}</p>
      <div ref={scroller} className="changed-list">
        <RowsInView list={list} virtual={virtual}>
          {(story) => <ChangedStory story={story} ticked={ticked} tick={tick} />}
        </RowsInView>
      </div>
    </section>
  );
}
