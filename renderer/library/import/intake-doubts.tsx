import { Button, Checkbox } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundField } from "../../../shared/contract.ts";
import { draftText } from "../../../shared/intake/draft-text.ts";
import { fieldDate } from "../../../shared/text/dates.ts";
import { settingsState } from "../../base/desk-state.ts";
import { LeftOutList } from "../../base/left-out.tsx";
import { useStore } from "../../base/store.ts";
import { importWarningWords } from "./import-words.ts";
import { doubtsOf, type IntakeRow, type Partner, paired } from "./intake-rows.ts";
import { changeRows, readAnew } from "./intake-run.ts";

/** What one choice puts right. */
const CONVERTED: ReadonlySet<string> = new Set(["old-font", "pdf-spaces"]);
/** Characters of a text's beginning. */
const BEGINNING = 280;
const beginningOf = (text: string): string => (text.length > BEGINNING ? `${text.slice(0, BEGINNING)}…` : text);

const several = (texts: readonly string[] = []): string => texts.join(" · ");

/** What a field holds, as it was found. */
function foundText({ story, lang }: IntakeRow, field: FoundField, zone: string, langWords: string): string {
  const draft = story?.draft;
  if (!draft) return "";
  if (field === "publishedAt") return draft.publishedAt ? fieldDate(draft.publishedAt, zone).replace("T", " ") : "–";
  if (field === "lang") return langWords;
  if (field === "body") return beginningOf(draftText({ ...draft, headline: "", lead: "" }));
  const text = {
    ...{ headline: draft.headline, leadTag: draft.leadTag, lead: draft.lead, dateline: draft.dateline },
    ...{ signOff: draft.signOff, caption: several(draft.captions), bylines: several(draft.bylines) },
    related: several(draft.related),
  }[field];
  return text === "" || lang === undefined ? "–" : beginningOf(text);
}

interface Props {
  readonly row: IntakeRow;
  readonly nameOf: (partner: Partner) => string;
  /** Nothing can be changed now. */
  readonly busy: boolean;
}

/** What of a story is worth a look before it is taken. */
export function IntakeDoubts({ row, nameOf, busy }: Props) {
  const { t } = useTranslation();
  const heading = useId();
  const [isLeftShown, setLeftShown] = useState(false);
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
              <dt>{t(`intake.fields.${field}`)}</dt>
              <dd lang={row.lang}>{foundText(row, field, zone, t(`lang.${row.lang}`))}</dd>
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
      {(row.oldFont || warnings.some(({ code }) => CONVERTED.has(code))) && (
        <Checkbox
          size="xs"
          label={t("intake.oldFont")}
          checked={row.oldFont}
          disabled={busy}
          onChange={(event) => void readAnew(row, { oldFont: event.currentTarget.checked })}
        />
      )}
      {offered && maybe && (
        <p>
          {t("intake.maybe", { name: nameOf(maybe) })}{" "}
          <Button
            variant="default"
            size="compact-xs"
            disabled={busy}
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
            disabled={busy}
            onChange={(event) => void readAnew(row, { whole: event.currentTarget.checked })}
          />
        </div>
      )}
      {dropped.length > 0 && (
        <div>
          <p>
            {t("intake.dropped", { count: dropped.length })}{" "}
            <Button
              variant="default"
              size="compact-xs"
              aria-expanded={isLeftShown}
              onClick={() => setLeftShown(!isLeftShown)}
            >
              {t("leftOut.show")}
            </Button>
          </p>
          {isLeftShown && <LeftOutList things={dropped.map((text) => ({ text }))} />}
        </div>
      )}
    </section>
  );
}
