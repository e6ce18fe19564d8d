import { TextInput } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useTranslation } from "react-i18next";
import { LANGS, type Related } from "../../shared/article.ts";
import { DEFAULT_TIME_ZONE } from "../../shared/settings.ts";
import { fieldDate, instantInZone } from "../../shared/text/dates.ts";
import { settingsState } from "../shell/desk-state.ts";
import { useStore } from "../shell/store.ts";
import { WordsPair } from "./words-pair.tsx";

/** A related story that is known only by what a page said of it. */
export type External = Extract<Related, { title: unknown }>;

interface Props {
  readonly item: External;
  readonly fixed: boolean;
  readonly change: (item: External) => void;
}

/** What a page says of a story that isn't in this library. */
export function ExternalRelated({ item, fixed, change }: Props) {
  const { t } = useTranslation();
  const zone = useStore(settingsState).settings.timeZone;
  const blank = LANGS.every((lang) => item.title[lang] === "");
  return (
    <details {...(blank ? { open: true } : {})}>
      <summary>{t("app.more")}</summary>
      <div className="stacked">
        <WordsPair
          long
          label={(lang) => t(`details.relatedTitle.${lang}`)}
          value={item.title}
          fixed={fixed}
          change={(title) => change({ ...item, title })}
        />
        <WordsPair
          long
          label={(lang) => t(`details.relatedSummary.${lang}`)}
          value={item.summary}
          fixed={fixed}
          change={(summary) => change({ ...item, summary })}
        />
        <TextInput
          label={t("details.relatedCategory")}
          readOnly={fixed}
          value={item.category ?? ""}
          onChange={(event) => change({ ...item, category: event.currentTarget.value || null })}
        />
        <DateTimePicker
          label={t("details.relatedDate", { zone: zone === DEFAULT_TIME_ZONE ? t("details.vientiane") : zone })}
          placeholder={t("details.anyTime")}
          clearable
          readOnly={fixed}
          valueFormat="DD/MM/YYYY HH:mm"
          value={item.publishedAt ? fieldDate(item.publishedAt, zone).replace("T", " ") : null}
          onChange={(value) => change({ ...item, publishedAt: value ? instantInZone(value, zone) : null })}
        />
      </div>
    </details>
  );
}
