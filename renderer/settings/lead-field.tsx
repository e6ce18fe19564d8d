import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { desk } from "../base/desk-client.ts";

const FOUND = 20;

interface Props {
  readonly lang: Lang;
  readonly lead: string | null;
  readonly change: (lead: string | null) => void;
}

interface Offered {
  readonly value: string;
  readonly label: string;
}

/** The headline of the chosen story in its language; none where it can't be read now. */
async function chosenLead(id: string, lang: Lang): Promise<Offered | null> {
  const answer = await desk.call("articles.open", { id });
  const headline = answer.ok ? answer.value.article.versions[lang]?.headline : "";
  return headline ? { value: id, label: headline } : null;
}

/** Which story leads the front of a language: one that is out in it, else the newest with a photo. */
export function LeadField({ lang, lead, change }: Props) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query, 150);
  const [found, setFound] = useState<readonly Offered[]>([]);
  const [chosen, setChosen] = useState<Offered | null>(null);
  useEffect(() => {
    let latest = true;
    const text = asked && asked !== chosen?.label ? { text: asked } : {};
    void desk.call("articles.list", { limit: FOUND, stage: "published", lang, ...text }).then((answer) => {
      if (latest && answer.ok)
        setFound(answer.value.items.map(({ id, headline }) => ({ value: id, label: headline[lang] })));
    });
    return () => {
      latest = false;
    };
  }, [asked, lang, chosen]);
  useEffect(() => {
    let latest = true;
    if (lead === null) setChosen(null);
    else
      void chosenLead(lead, lang).then((one) => {
        if (latest) setChosen(one);
      });
    return () => {
      latest = false;
    };
  }, [lead, lang]);
  const offered = found.filter(({ label }) => label !== "");
  return (
    <Select
      label={t(`settings.site.lead.${lang}`)}
      placeholder={t("settings.site.newestLead")}
      lang={lang}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("settings.site.clearLead"), tabIndex: 0 }}
      filter={({ options }) => options}
      data={[...(chosen && !offered.some(({ value }) => value === chosen.value) ? [chosen] : []), ...offered]}
      value={lead}
      searchValue={query}
      onSearchChange={setQuery}
      onChange={change}
    />
  );
}
