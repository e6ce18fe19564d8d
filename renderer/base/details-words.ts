/** A story's details as words that a reader understands, field by field. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Details, type Image, type Related, Words } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { termIn } from "../../shared/settings.ts";
import { pageDate } from "../../shared/text/dates.ts";
import { i18n } from "../locale/index.ts";
import { desk } from "./desk-client.ts";
import { hostState, settingsState } from "./desk-state.ts";
import { useStore } from "./store.ts";

/** Headlines by story, for the related ones of this library. */
type Headlines = ReadonlyMap<string, string>;

const both = (words: Words): string =>
  [...new Set(LANGS.map((lang) => words[lang].trim()).filter(Boolean))].join(" · ");

function imageWords(image: Image): string {
  // Another photo with the same words is another line all the same.
  const name = `${i18n.t("history.image")} ${image.asset.slice(0, 6)}`;
  return [name, both(image.alt), both(image.caption), both(image.credit)].filter(Boolean).join("\n");
}

function relatedWords(related: readonly Related[], headlines: Headlines): string {
  return related
    .map((one) => {
      const id = typeof one.article === "string" ? one.article : null;
      const title = Words.safeParse(one.title);
      if (id !== null) return headlines.get(id) ?? i18n.t("details.gone");
      return title.success ? both(title.data) : "";
    })
    .join("\n");
}

function fieldWords(details: Details, field: string, headlines: Headlines): string {
  const { settings } = settingsState.get();
  const language = hostState.get()?.language ?? "en";
  switch (field) {
    case "source":
      return i18n.t(`lang.${details.source}`);
    case "slug":
      return details.slug ?? i18n.t("details.slugAuto");
    case "category":
      return details.category === null ? "" : termIn(settings.categories, details.category, language);
    case "tags":
      return details.tags.map((tag) => termIn(settings.tags, tag, language)).join(", ");
    case "bylines":
      return details.bylines.map(both).join("\n");
    case "place":
      return both(details.place);
    case "embargoUntil":
      return details.embargoUntil === null ? "" : pageDate(details.embargoUntil, settings.timeZone);
    case "image":
      return details.image === null ? "" : imageWords(details.image);
    case "related":
      return relatedWords(details.related, headlines);
    default:
      return Object.hasOwn(details, field) ? i18n.t("history.otherField") : "";
  }
}

const KNOWN = Object.keys(Details.shape);

/** The name of a field of the details. */
export const detailName = (field: string): string =>
  KNOWN.includes(field) ? i18n.t(`history.fields.${field}` as "history.fields.tags") : field;

const relatedIds = (details: Details): string[] =>
  details.related.flatMap((one) => (typeof one.article === "string" ? [one.article] : []));

/** Turns fields of the given details into words; the headlines of related stories come a moment later. */
export function useDetailWords(all: readonly Details[]): (details: Details, field: string) => string {
  const [headlines, setHeadlines] = useState<Headlines>(new Map());
  // Words follow the language of the interface.
  useTranslation();
  useStore(settingsState);
  const wanted = [...new Set(all.flatMap(relatedIds))].sort().join(" ");
  useEffect(() => {
    for (const id of wanted.split(" ").filter(Boolean))
      void desk.call("articles.open", { id }).then((opened) => {
        if (!opened.ok) return;
        const { details, versions } = opened.value.article;
        const headline = versions[details.source]?.headline || versions.lo?.headline || versions.en?.headline;
        if (headline) setHeadlines((before) => new Map([...before, [id, headline]]));
      });
  }, [wanted]);
  return (details, field) => fieldWords(details, field, headlines);
}
