import { ActionIcon, Button, CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconPlus } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Related } from "../../shared/article.ts";
import { LANGS } from "../../shared/article.ts";
import type { Summary } from "../../shared/contract.ts";
import type { OpenStory } from "../editor/open-story.ts";
import { desk } from "../shell/desk-client.ts";
import { useStore } from "../shell/store.ts";

type External = Extract<Related, { title: unknown }>;
const isExternal = (item: Related): item is External => "title" in item;
const titleOf = (story: Summary | undefined): string => (story ? story.headline[story.source] || story.id : "");

/** Other news on the page: stories of this library, and some known only by what a page said of them. */
export function RelatedField({ story }: { readonly story: OpenStory }) {
  const { t } = useTranslation();
  const { session } = story;
  const { related } = useStore(session.view).details;
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 150);
  const [found, setFound] = useState<readonly Summary[]>([]);
  const [known, setKnown] = useState<ReadonlyMap<string, Summary>>(new Map());
  const fixed = session.readOnly !== undefined;
  useEffect(() => {
    let latest = true;
    void desk
      .call("articles.list", { limit: asked === "" ? 1000 : 20, ...(asked ? { text: asked } : {}) })
      .then((answer) => {
        if (!latest || !answer.ok) return;
        setFound(answer.value.items.slice(0, 20));
        setKnown((before) => new Map([...before, ...answer.value.items.map((item) => [item.id, item] as const)]));
      });
    return () => {
      latest = false;
    };
  }, [asked]);
  const set = (next: readonly Related[]) => session.editDetails({ related: [...next] });
  const replace = (index: number, item: Related) => set(related.map((one, at) => (at === index ? item : one)));
  const move = (index: number, step: -1 | 1) => {
    const next = [...related];
    const [item] = next.splice(index, 1);
    if (item) next.splice(index + step, 0, item);
    set(next);
  };
  const nameOf = (item: Related): string =>
    isExternal(item) ? item.title.en || item.title.lo : titleOf(known.get(String(item.article))) || t("details.gone");
  return (
    <fieldset>
      <legend>{t("details.related")}</legend>
      {related.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an external story has no id, and the order is what is edited
        <div key={index} className="related">
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
          {isExternal(item) && (
            <details>
              <summary>{t("app.more")}</summary>
              {LANGS.map((lang) => (
                <div key={lang} lang={lang}>
                  <TextInput
                    label={t(`details.relatedTitle.${lang}`)}
                    readOnly={fixed}
                    value={item.title[lang]}
                    onChange={(event) =>
                      replace(index, { ...item, title: { ...item.title, [lang]: event.currentTarget.value } })
                    }
                  />
                  <TextInput
                    label={t(`details.relatedSummary.${lang}`)}
                    readOnly={fixed}
                    value={item.summary[lang]}
                    onChange={(event) =>
                      replace(index, { ...item, summary: { ...item.summary, [lang]: event.currentTarget.value } })
                    }
                  />
                </div>
              ))}
            </details>
          )}
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
              .map((one) => ({ value: one.id, label: titleOf(one) }))}
            onChange={(id) => {
              if (id) set([...related, { article: id }]);
              setQuery("");
            }}
          />
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() =>
              set([
                ...related,
                { title: { lo: "", en: "" }, category: null, publishedAt: null, summary: { lo: "", en: "" } },
              ])
            }
          >
            {t("details.addExternal")}
          </Button>
        </>
      )}
    </fieldset>
  );
}
