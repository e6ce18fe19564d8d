import { ActionIcon, Button, CloseButton, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconPlus } from "@tabler/icons-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Related } from "../../shared/article/article.ts";
import type { Summary } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { useCaretInNew } from "../base/focus/caret-in-new.ts";
import { useStore } from "../base/store.ts";
import type { OpenStory } from "../editor/door.ts";

import { type External, ExternalRelated } from "./external-related.tsx";

const FOUND = 20;
const isExternal = (item: Related): item is External => "title" in item;
const titleOf = (story: Summary): string => story.headline[story.source] || story.headline.lo || story.headline.en;

/** Headlines by story; null where the library has the story no more. */
type Titles = ReadonlyMap<string, string | null>;

/** None where it can't be told now: a story that can't be read is no story that is gone. */
async function readTitle(id: string): Promise<readonly (readonly [string, string | null])[]> {
  const answer = await desk.call("articles.open", { id });
  if (!answer.ok) return answer.error.reason === "no-article" ? [[id, null]] : [];
  const { versions, details } = answer.value.article;
  return [[id, versions[details.source]?.headline || versions.lo?.headline || versions.en?.headline || ""]];
}

/** The stories that a search finds, and the headlines of those that are already related. */
function useStories(related: readonly Related[], asked: string) {
  const [found, setFound] = useState<readonly Summary[]>([]);
  const [titles, setTitles] = useState<Titles>(new Map());
  useEffect(() => {
    let latest = true;
    void desk.call("articles.list", { limit: FOUND, ...(asked ? { text: asked } : {}) }).then((answer) => {
      if (!latest || !answer.ok) return;
      setFound(answer.value.items);
      setTitles((before) => new Map([...before, ...answer.value.items.map((one) => [one.id, titleOf(one)] as const)]));
    });
    return () => {
      latest = false;
    };
  }, [asked]);
  const unknown = related
    .flatMap((item) => (isExternal(item) || titles.has(item.article) ? [] : [item.article]))
    .join(" ");
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      desk.subscribe((event) => {
        if (event.event === "library.changed") setTurn((now) => now + 1);
      }),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same stories again
  useEffect(() => {
    if (unknown === "") return;
    let latest = true;
    void Promise.all(unknown.split(" ").map(readTitle)).then((read) => {
      if (latest) setTitles((before) => new Map([...before, ...read.flat()]));
    });
    return () => {
      latest = false;
    };
  }, [unknown, turn]);
  return { found, titles };
}

/** Other news on the page: stories of this library, and some known only by what a page said of them. */
export function RelatedField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const { related } = useStore(session.view).details;
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 150);
  const { found, titles } = useStories(related, asked);
  const fixed = session.readOnly !== undefined;
  const set = (next: readonly Related[]) => session.editDetails({ related: [...next] });
  const replace = (index: number, item: Related) => set(related.map((one, at) => (at === index ? item : one)));
  const { place: fields, adding } = useCaretInNew<HTMLFieldSetElement>(related.length, ".related");
  const moved = useRef<{ readonly to: number; readonly step: -1 | 1 } | null>(null);
  // The focus goes along with what was moved, so that the same key moves it on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the list is in its new order
  useLayoutEffect(() => {
    const head = fields.current?.querySelectorAll(".related-head")[moved.current?.to ?? -1];
    const [up, down] = head?.querySelectorAll("button") ?? [];
    const same = moved.current?.step === -1 ? up : down;
    (same?.disabled ? (same === up ? down : up) : same)?.focus();
    moved.current = null;
  }, [related]);
  const move = (index: number, step: -1 | 1) => {
    moved.current = { to: index + step, step };
    const next = [...related];
    const [item] = next.splice(index, 1);
    if (item) next.splice(index + step, 0, item);
    set(next);
  };
  const nameOf = (item: Related): string => {
    if (isExternal(item)) return item.title.en || item.title.lo || t("details.untitled");
    const title = titles.get(item.article);
    return title === null ? t("details.gone") : (title ?? "…") || t("library.noHeadline");
  };
  return (
    <fieldset ref={fields} data-detail="related">
      <legend>{t("details.related")}</legend>
      {related.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an external story has no id; the focus is taken along by a move itself
        <div key={index} className="related" data-detail={`related.${index}`}>
          <div className="related-head">
            <span>{nameOf(item)}</span>
            {!fixed && (
              <>
                <ActionIcon
                  size="sm"
                  disabled={index === 0}
                  aria-label={`${t("details.moveUp")}: ${nameOf(item)}`}
                  onClick={() => move(index, -1)}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  disabled={index === related.length - 1}
                  aria-label={`${t("details.moveDown")}: ${nameOf(item)}`}
                  onClick={() => move(index, 1)}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
                <CloseButton
                  size="sm"
                  aria-label={`${t("details.remove")}: ${nameOf(item)}`}
                  onClick={() => set(related.filter((_one, at) => at !== index))}
                />
              </>
            )}
          </div>
          {isExternal(item) && <ExternalRelated item={item} fixed={fixed} change={(next) => replace(index, next)} />}
        </div>
      ))}
      {!fixed && (
        <>
          <Select
            aria-label={t("details.addRelated")}
            placeholder={t("details.addRelated")}
            searchable
            value={null}
            searchValue={query}
            onSearchChange={setQuery}
            filter={({ options }) => options}
            data={found
              .filter((one) => one.id !== session.id && !related.some((item) => item.article === one.id))
              .map((one) => ({ value: one.id, label: titleOf(one) || t("library.noHeadline") }))}
            onChange={(id) => {
              if (id) set([...related, { article: id }]);
              setQuery("");
            }}
          />
          <Button
            className="add"
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => {
              adding();
              set([
                ...related,
                { title: { lo: "", en: "" }, category: null, publishedAt: null, summary: { lo: "", en: "" } },
              ]);
            }}
          >
            {t("details.addExternal")}
          </Button>
        </>
      )}
    </fieldset>
  );
}
