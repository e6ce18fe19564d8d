import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { openStoryById } from "../../editor/door.ts";
import { refusalWords } from "./import-words.ts";
import type { IntakeRow } from "./intake-rows.ts";
import { endIntake } from "./intake-run.ts";

interface Props {
  readonly rows: readonly IntakeRow[];
  readonly isCut: boolean;
  readonly close: () => void;
}

/** What came in, with the way to each story; what was refused and why; what was left out. */
export function IntakeResult({ rows, isCut, close }: Props) {
  const { t } = useTranslation();
  const openWords = (of: readonly IntakeRow[]): string =>
    `${t("import.open")} · ${of.map(({ lang }) => t(`lang.${lang}`)).join(", ")}`;
  const stories = new Map<string, IntakeRow[]>();
  for (const row of rows)
    if (row.article !== null) stories.set(row.article, [...(stories.get(row.article) ?? []), row]);
  const refused = rows.filter(({ error }) => error !== null);
  const left = rows.filter(({ state, error }) => state !== "taken" && error === null);
  return (
    <div className="dialog-form intake-result">
      <p role="status">
        {isCut && `${t("intake.cut")} `}
        {t("intake.imported", { count: stories.size })}
        {refused.length > 0 && ` ${t("intake.refused", { count: refused.length })}`}
        {left.length > 0 && ` ${t("intake.left", { count: left.length })}`}
      </p>
      {stories.size > 0 && (
        <ul className="intake-list" aria-label={t("intake.importedList")}>
          {[...stories].map(([id, of]) => (
            <li key={id}>
              <span>
                {of.map(({ id: row, headline, lang, file }) => (
                  <strong key={row} lang={lang}>
                    {headline || file.name}
                  </strong>
                ))}
              </span>
              <Button
                variant="default"
                autoFocus={stories.size === 1}
                aria-label={`${openWords(of)}: ${of[0]?.headline || of[0]?.file.name}`}
                onClick={() => {
                  close();
                  void openStoryById(id);
                }}
              >
                {openWords(of)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <ul aria-label={t("intake.refusedList")}>
          {refused.map(({ id, file, error }) => (
            <li key={id} className="refused">
              {error && refusalWords({ name: file.name, error })}
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <details>
          <summary>{t("intake.leftList")}</summary>
          <ul>
            {left.map(({ id, file }) => (
              <li key={id}>{file.name}</li>
            ))}
          </ul>
        </details>
      )}
      <div className="dialog-buttons">
        <Button variant="default" onClick={() => void endIntake()}>
          {t("intake.more")}
        </Button>
        <Button variant="default" onClick={close}>
          {t("app.close")}
        </Button>
      </div>
    </div>
  );
}
