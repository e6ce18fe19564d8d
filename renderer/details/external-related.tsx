import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Related } from "../../shared/article/article.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { MomentField, useZoneName } from "../base/moment-field.tsx";
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
  const zoneName = useZoneName();
  const [open, setOpen] = useState(LANGS.every((lang) => item.title[lang] === ""));
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
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
        <MomentField
          label={t("details.relatedDate", { zone: zoneName })}
          readOnly={fixed}
          value={item.publishedAt}
          onChange={(publishedAt) => change({ ...item, publishedAt })}
        />
      </div>
    </details>
  );
}
