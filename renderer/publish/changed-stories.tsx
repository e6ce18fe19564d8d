import { Button, Checkbox } from "@mantine/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Article, Lang } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { ListRequest, Summary } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { RowsInView, useRowsInView } from "../base/rows-in-view.tsx";
import { outSince } from "../editor/door.ts";
import { useStoryList } from "../library/door.ts";

const CHANGED: ListRequest = { needs: "changed", sort: "updated" };
/** A story's height before it was measured, in pixels: its headline and one line for each language. */
const HEIGHT = 74;
/** Stories in one answer, where all are asked for. */
const MOST = 1000;

/** Which languages of which stories are ticked, as `<id> <lang>`. */
export type Ticked = ReadonlySet<string>;
const tickOf = (id: string, lang: Lang): string => `${id} ${lang}`;
/** As a publication names them. */
export const namedBy = (ticked: Ticked): { id: string; lang: Lang }[] =>
  [...ticked].map((tick) => {
    const [id = "", lang] = tick.split(" ");
    return { id, lang: lang === "lo" ? "lo" : "en" };
  });

const ticksOf = ({ id, changed }: Summary): string[] =>
  LANGS.filter((lang) => changed[lang]).map((lang) => tickOf(id, lang));

interface StoryProps {
  readonly story: Summary;
  readonly ticked: Ticked;
  tick(tick: string, on: boolean): void;
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
      <span className="changed-langs">
        {LANGS.filter((lang) => story.changed[lang]).map((lang) => (
          <Checkbox
            key={lang}
            size="xs"
            label={since(lang)}
            checked={ticked.has(tickOf(id, lang))}
            onChange={(event) => tick(tickOf(id, lang), event.currentTarget.checked)}
          />
        ))}
      </span>
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
  const tick = (one: string, on: boolean) =>
    setTicked(new Set(on ? [...ticked, one] : [...ticked].filter((other) => other !== one)));
  const tickAll = async () => {
    const all: string[] = [];
    for (let offset = 0; ; offset += MOST) {
      const answer = await desk.call("articles.list", { ...CHANGED, offset, limit: MOST });
      if (!answer.ok) return;
      all.push(...answer.value.items.flatMap(ticksOf));
      if (offset + MOST >= answer.value.total) break;
    }
    setTicked(new Set(all));
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
          onClick={() => (ticked.size > 0 ? setTicked(new Set()) : void tickAll())}
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
