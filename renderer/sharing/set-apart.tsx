import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SharingList } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { libraryInfo } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";
import { steer } from "./sharing-state.ts";

type Apart = SharingList["apart"][number];

const FIELDS = ["name", "agency", "timeZone", "siteUrl", "categories", "tags", "people", "spelling", "site"] as const;
const isField = (name: string): name is (typeof FIELDS)[number] => FIELDS.some((one) => one === name);

/** What is set there, by the name that the settings give it; what lies within by its own. */
function usePartWords(): (part: string) => string {
  const { t } = useTranslation();
  return (part) => {
    const [first = "", ...rest] = part.split("/");
    const within = rest.map((one) => (one === "lo" || one === "en" ? t(`lang.${one}`) : one));
    return [isField(first) ? t(`sharing.apart.field.${first}`) : first, ...within].join(" \u203a ");
  };
}

/** A value in one line: words as they are, a term in both languages, nothing as what was taken out. */
function useValueWords(): (value: unknown) => string {
  const { t } = useTranslation();
  return (value) => {
    if (value === null || value === undefined || value === "") return t("sharing.apart.none");
    if (typeof value === "string") return value;
    if (typeof value === "object" && "lo" in value && "en" in value)
      return [value.lo, value.en].filter((one) => typeof one === "string" && one !== "").join(" / ");
    return JSON.stringify(value);
  };
}

/** One thing that two desks set differently: what stands, and what another one set, to be taken by one key. */
function One({ apart }: { readonly apart: Apart }) {
  const { t } = useTranslation();
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const partWords = usePartWords();
  const valueWords = useValueWords();
  const { template, card, part, sides, stands } = apart;
  const place = partWords(part);
  const takeWords = (side: number) => t(side === stands ? "sharing.apart.keep" : "sharing.apart.take");
  const take = async (side: number) => {
    const answer = await steer(desk.call("sharing.settle", { template: template?.id ?? null, card, side }));
    if (!answer.ok) tellError(answer.error);
  };
  return (
    <li>
      <p className="label">{template ? `${t("sharing.thing.template", { name: template.name })}: ${place}` : place}</p>
      <ul className="apart-sides">
        {sides.map(({ value, by }, side) => (
          <li key={valueWords(value)}>
            <span>
              {valueWords(value)}
              {by !== "" && <span className="soft"> · {by}</span>}
              {side === stands && <span className="soft"> ({t("sharing.apart.stands")})</span>}
            </span>
            <Button
              variant="default"
              disabled={isReadOnly}
              aria-label={`${takeWords(side)}, ${place}: “${valueWords(value)}”`}
              onClick={() => void take(side)}
            >
              {takeWords(side)}
            </Button>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** What two desks set differently in the settings or in a template. */
export function SetApart({ all }: { readonly all: readonly Apart[] }) {
  const { t } = useTranslation();
  return (
    <section className="sharing-part" aria-label={t("sharing.apart.title")}>
      <h3>{t("sharing.apart.title")}</h3>
      <p className="soft">{t("sharing.apart.text")}</p>
      <ul className="apart-list">
        {all.map((apart) => (
          <One key={apart.card} apart={apart} />
        ))}
      </ul>
    </section>
  );
}
