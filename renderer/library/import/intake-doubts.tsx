import { Button, Checkbox } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { FoundField } from "../../../shared/contract.ts";
import { draftText } from "../../../shared/intake/draft-text.ts";
import { fieldDate } from "../../../shared/text/dates.ts";
import { settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { importWarningWords } from "../import-words.ts";
import { doubtsOf, type IntakeRow, type Partner, paired } from "./intake-rows.ts";
import { changeRows, readWhole } from "./intake-run.ts";

/** Characters of a text's beginning. */
const BEGINNING = 280;
const beginningOf = (text: string): string => (text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text);

/** What a field holds, as it was found. */
function foundText({ story, lang }: IntakeRow, field: FoundField, zone: string, langWords: string): string {
  const draft = story?.draft;
  if (!draft) return "";
  if (field === "publishedAt") return draft.publishedAt ? fieldDate(draft.publishedAt, zone).replace("T", " ") : "–";
  if (field === "lang") return langWords;
  if (field === "body") return beginningOf(draftText({ ...draft, headline: "", lead: "" }));
  const known = { headline: draft.headline, leadTag: draft.leadTag, lead: draft.lead, dateline: draft.dateline };
  const text = { ...known, signOff: draft.signOff, caption: "", bylines: "", related: "" }[field];
  return text === "" || lang === undefined ? "–" : beginningOf(text);
}

interface Props {
  readonly row: IntakeRow;
  readonly nameOf: (partner: Partner) => string;
  readonly disabled: boolean;
}

/** What of a story is worth a look before it is taken. */
export function IntakeDoubts({ row, nameOf, disabled }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  const zone = useStore(settingsState).settings.timeZone;
  const { fields, warnings, dropped, offered, isPart } = doubtsOf(row);
  const { maybe, story } = row;
  return (
    <section className="intake-doubts" aria-labelledby={heading}>
      <h3 id={heading}>{t("intake.doubtsOf", { name: row.headline || row.file.name })}</h3>
      {fields.length > 0 && (
        <dl>
          {fields.map((field) => (
            <div key={field}>
              <dt>{t(`intake.fields.${field as FoundField}`)}</dt>
              <dd lang={row.lang}>{foundText(row, field as FoundField, zone, t(`lang.${row.lang}`))}</dd>
            </div>
          ))}
        </dl>
      )}
      {warnings.length > 0 && (
        <ul>
          {warnings.map((warning) => (
            <li key={`${warning.code}${warning.text}`}>{importWarningWords(warning)}</li>
          ))}
        </ul>
      )}
      {offered && maybe && (
        <p>
          {t("intake.maybe", { name: nameOf(maybe) })}{" "}
          <Button
            variant="default"
            size="compact-xs"
            disabled={disabled}
            onClick={() => changeRows((rows) => paired(rows, row.id, maybe))}
          >
            {t("intake.pairNow")}
          </Button>
        </p>
      )}
      {isPart && story && (
        <div>
          <p className="soft" lang={row.lang}>
            {beginningOf(draftText({ ...story.draft, headline: "" }))}
          </p>
          <Checkbox
            size="xs"
            label={t("intake.whole")}
            checked={row.whole}
            disabled={disabled}
            onChange={(event) => void readWhole(row, event.currentTarget.checked)}
          />
        </div>
      )}
      {dropped.length > 0 && (
        <details>
          <summary>{t("intake.dropped", { count: dropped.length })}</summary>
          <ul className="soft" lang={row.lang}>
            {dropped.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines may say the same, and never move
              <li key={at}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
