import { Checkbox, CloseButton, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Summary } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import type { BundleChoice, ChosenStory } from "./bundle-choice.ts";

/** Of what is out, and as many of what is ready. */
const FOUND = 20;
const titleOf = ({ headline, source }: Summary): string => headline[source] || headline.lo || headline.en;

/** Stories that can go, by a few words. */
function useFound(query: string): readonly Summary[] {
  const [asked] = useDebouncedValue(query.trim(), 150);
  const [found, setFound] = useState<readonly Summary[]>([]);
  useEffect(() => {
    let latest = true;
    const ask = async () => {
      const stories = new Map<string, Summary>();
      for (const stage of ["ready", "published"] as const) {
        const answer = await desk.call("articles.list", { stage, limit: FOUND, ...(asked && { text: asked }) });
        if (answer.ok) for (const story of answer.value.items) stories.set(story.id, story);
      }
      if (latest) setFound([...stories.values()]);
    };
    void ask();
    return () => {
      latest = false;
    };
  }, [asked]);
  return found;
}

interface Props {
  readonly choice: BundleChoice;
  readonly isFixed: boolean;
  /** What was told is of another choice. */
  changed(): void;
}

function Story({ story, choice, isFixed, changed }: Props & { readonly story: ChosenStory }) {
  const { t } = useTranslation();
  const headlineId = useId();
  const { id, headline, lang, goes } = story;
  return (
    <li aria-labelledby={headlineId} className="chosen-story">
      <span id={headlineId} className="headline" lang={lang}>
        {headline || t("library.noHeadline")}
      </span>
      <CloseButton
        size="sm"
        aria-label={`${t("bundle.chosen.remove")}: ${headline}`}
        disabled={isFixed}
        onClick={() => {
          changed();
          choice.remove(id);
        }}
      />
      <div className="changed-langs">
        {goes.map((one) => (
          <Checkbox
            key={one}
            size="xs"
            label={t(`lang.${one}`)}
            checked={choice.isTicked(id, one)}
            disabled={isFixed}
            onChange={(event) => {
              changed();
              choice.tick(id, one, event.currentTarget.checked);
            }}
          />
        ))}
        {goes.length === 0 && <span className="soft">{t("bundle.chosen.stays")}</span>}
      </div>
    </li>
  );
}

/** The stories of a bundle of chosen ones: which, and in which languages. */
export function ChosenStories({ choice, isFixed, changed }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const found = useFound(query);
  const titleId = useId();
  return (
    <section className="chosen-stories" aria-labelledby={titleId}>
      <h3 id={titleId}>
        {t("bundle.chosen.title")} {choice.ids.length > 0 && <span className="count">{choice.ids.length}</span>}
      </h3>
      {choice.stories.length > 0 && (
        <ul>
          {choice.stories.map((story) => (
            <Story key={story.id} story={story} choice={choice} isFixed={isFixed} changed={changed} />
          ))}
        </ul>
      )}
      <Select
        aria-label={t("bundle.chosen.add")}
        placeholder={t("bundle.chosen.add")}
        searchable
        value={null}
        disabled={isFixed}
        searchValue={query}
        onSearchChange={setQuery}
        nothingFoundMessage={t("bundle.chosen.none")}
        // The desk has searched: what it found needs no sieve of the field's own.
        filter={({ options }) => options}
        data={found.flatMap((story) =>
          choice.ids.includes(story.id) ? [] : [{ value: story.id, label: titleOf(story) || t("library.noHeadline") }],
        )}
        onChange={(id) => {
          if (id !== null) {
            changed();
            choice.add(id);
          }
          setQuery("");
        }}
      />
    </section>
  );
}
