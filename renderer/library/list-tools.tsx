import { ActionIcon, CloseButton, Select, TextInput } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconLayoutKanban, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { STAGES } from "../../shared/article/stages.ts";
import { type KeptFilter, LIMITS, SORTS } from "../../shared/contract.ts";
import { type Term, termIn } from "../../shared/settings.ts";
import { boardOpen } from "../base/board-open.ts";
import { hostState, libraryInfo, settingsState } from "../base/desk-state.ts";
import { usePeople } from "../base/people.ts";
import { useStore } from "../base/store.ts";
import { showBoard } from "./board/board-state.ts";
import { askedFilter } from "./kept-filters/asked-filter.ts";
import { KeptFilters } from "./kept-filters/kept-filters.tsx";
import { DAYS_NAMES, FILTERS, type Filter, type ListQuery } from "./list-query.ts";
import type { StoryList } from "./story-list.ts";

interface ListToolsProps {
  readonly query: ListQuery;
  readonly list: StoryList;
  /** Other words are looked for. */
  onWords(words: string): void;
  /** More or less of the list is asked for. */
  onFilter(): void;
  /** Down from the search field. */
  onLeave(): void;
  /** Enter in the search field. */
  onEnter(): void;
}

interface Line {
  readonly value: string;
  readonly label: string;
}

/** What is asked for can be seen and taken back, also where the library no longer has it. */
const withAsked = (lines: readonly Line[], asked: string | null): Line[] =>
  asked === null || lines.some(({ value }) => value === asked)
    ? [...lines]
    : [...lines, { value: asked, label: asked }];

/** What stands above the list: the search, the filters, the order. */
export function ListTools({ query, list, onWords, onFilter, onLeave, onEnter }: ListToolsProps) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const { settings } = useStore(settingsState);
  const info = useStore(libraryInfo);
  const isBoardOpen = useStore(boardOpen);
  const [isMore, setMore] = useState(false);
  // What narrows the list is never out of sight.
  const isNarrow = [query.days, query.person, query.tag, query.assigned].some((one) => one !== null);
  const language = host?.language ?? "en";
  const people = new Map(
    settings.people
      .map((person) => [person.en || person.lo, person[language] || person.en || person.lo] as const)
      .filter(([name]) => name !== ""),
  );
  const termLines = (terms: readonly Term[]) =>
    terms.map(({ key }) => ({ value: key, label: termIn(terms, key, language) }));
  const { counts } = list;
  const due = counts?.mineDue ?? 0;
  const { lines } = usePeople();
  const countOf = (one: Filter) => (one === "trash" ? counts?.trashed : counts?.[one]);
  const type = (text: string) => {
    query.type(text);
    onWords(text.trim());
  };
  const show = (kept: KeptFilter) => {
    query.show(kept);
    onWords(kept.text?.trim() ?? "");
    onFilter();
  };
  const asked = useStore(askedFilter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once each time that one is asked for
  useEffect(() => {
    if (!asked) return;
    askedFilter.set(null);
    show(asked);
    onLeave();
  }, [asked]);
  const searchWords = t(info?.search.kind === "headlines" ? "library.search" : "library.searchAll");
  return (
    <div className="library-tools">
      <div className="library-search">
        <TextInput
          data-field="search"
          type="search"
          maxLength={LIMITS.search}
          aria-label={searchWords}
          placeholder={searchWords}
          leftSection={<IconSearch size={15} stroke={1.6} />}
          rightSection={
            query.text ? <CloseButton size="sm" aria-label={t("library.clearSearch")} onClick={() => type("")} /> : null
          }
          value={query.text}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") onLeave();
            if (event.key === "Enter") onEnter();
          }}
        />
        <ActionIcon
          aria-label={t("library.moreFilters")}
          title={t("library.moreFilters")}
          aria-expanded={isMore || isNarrow}
          aria-controls="more-filters"
          disabled={isNarrow}
          onClick={() => setMore(!isMore)}
        >
          <IconAdjustmentsHorizontal size={17} stroke={1.6} />
        </ActionIcon>
        <ActionIcon
          aria-label={t("board.show")}
          title={t("board.show")}
          aria-pressed={isBoardOpen}
          onClick={() => showBoard(!isBoardOpen)}
        >
          <IconLayoutKanban size={17} stroke={1.6} />
        </ActionIcon>
        <KeptFilters shown={query.shown} isFiltered={query.isFiltered} onShow={show} />
      </div>
      <fieldset className="chips" aria-label={t("library.filters")}>
        {FILTERS.filter((one) => one === "all" || one === query.filter || (countOf(one) ?? 0) > 0).map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={query.filter === one}
            onClick={() => {
              query.setFilter(one);
              onFilter();
            }}
          >
            {t(`library.${one}`)} <span className="count">{countOf(one) ?? ""}</span>
            {one === "mine" && due > 0 && (
              <>
                {" · "}
                <span className="chip-due">{t("library.mineDue", { count: due })}</span>
              </>
            )}
          </button>
        ))}
      </fieldset>
      <div className="library-selects">
        <Select
          aria-label={t("library.stage")}
          placeholder={t("library.anyStage")}
          clearable
          value={query.stage}
          onChange={(value) => {
            query.setStage(STAGES.find((one) => one === value) ?? null);
            onFilter();
          }}
          data={STAGES.map((one) => ({
            value: one,
            label: `${t(`stage.${one}`)} (${counts?.[one] ?? 0})`,
          }))}
        />
        <Select
          aria-label={t("library.category")}
          placeholder={t("library.anyCategory")}
          clearable
          value={query.category}
          onChange={(value) => {
            query.setCategory(value);
            onFilter();
          }}
          data={withAsked(termLines(settings.categories), query.category)}
        />
      </div>
      {(isMore || isNarrow) && (
        <div className="library-selects" id="more-filters">
          <Select
            aria-label={t("library.days")}
            placeholder={t("library.anyDay")}
            clearable
            value={query.days}
            onChange={(value) => {
              query.setDays(DAYS_NAMES.find((one) => one === value) ?? null);
              onFilter();
            }}
            data={DAYS_NAMES.map((one) => ({ value: one, label: t(`library.daysOf.${one}`) }))}
          />
          <Select
            aria-label={t("library.person")}
            placeholder={t("library.anyPerson")}
            clearable
            searchable
            selectFirstOptionOnChange
            value={query.person}
            onChange={(value) => {
              query.setPerson(value);
              onFilter();
            }}
            data={withAsked(
              [...people].map(([value, label]) => ({ value, label })),
              query.person,
            )}
          />
          <Select
            aria-label={t("library.tag")}
            placeholder={t("library.anyTag")}
            clearable
            searchable
            selectFirstOptionOnChange
            value={query.tag}
            onChange={(value) => {
              query.setTag(value);
              onFilter();
            }}
            data={withAsked(termLines(settings.tags), query.tag)}
          />
          <Select
            aria-label={t("library.assigned")}
            placeholder={t("library.anyAssigned")}
            clearable
            searchable
            selectFirstOptionOnChange
            value={query.assigned}
            onChange={(value) => {
              query.setAssigned(value);
              onFilter();
            }}
            data={lines(query.assigned)}
          />
        </div>
      )}
      <div className="library-found">
        <span role="status">{list.loaded ? t("library.count", { count: list.total }) : ""}</span>
        <Select
          className="library-sort"
          variant="unstyled"
          aria-label={t("library.sort")}
          allowDeselect={false}
          value={query.sort}
          onChange={(value) => query.setSort(SORTS.find((one) => one === value) ?? "updated")}
          data={SORTS.filter((one) => query.isSearch || one !== "relevance").map((one) => ({
            value: one,
            label: t(`library.sorts.${one}`),
          }))}
        />
      </div>
    </div>
  );
}
