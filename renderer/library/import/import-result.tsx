import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportAnswer } from "../../../shared/contract.ts";
import { desk } from "../../base/desk-client.ts";
import { openStoryById } from "../../editor/door.ts";
import { importWarningWords, refusalWords } from "./import-words.ts";

type Imported = ImportAnswer["imported"][number];

function ImportedStory({ one, close }: { readonly one: Imported; readonly close: () => void }) {
  const { t } = useTranslation();
  const [headline, setHeadline] = useState("");
  useEffect(() => {
    void desk.call("articles.open", { id: one.id }).then((answer) => {
      if (answer.ok) setHeadline(answer.value.article.versions[one.lang]?.headline ?? "");
    });
  }, [one]);
  return (
    <section className="import-result">
      <p>
        <strong lang={one.lang}>{headline}</strong>
      </p>
      <Button
        variant="default"
        onClick={() => {
          close();
          void openStoryById(one.id);
        }}
      >
        {t("import.open")} · {t(`lang.${one.lang}`)}
      </Button>
      {one.warnings.length > 0 && (
        <>
          <h3>{t("import.warnings")}</h3>
          <ul>
            {one.warnings.map((warning) => (
              <li key={`${warning.code}${warning.text}`}>{importWarningWords(warning)}</li>
            ))}
          </ul>
        </>
      )}
      {one.dropped.length > 0 && (
        <>
          <h3>{t("import.dropped")}</h3>
          <p className="soft">{one.dropped.join(" · ")}</p>
        </>
      )}
    </section>
  );
}

/** What came in, what is worth a look, and what was refused and why. */
export function ImportResult({ answer, close }: { readonly answer: ImportAnswer; readonly close: () => void }) {
  return (
    <>
      {answer.imported.map((one) => (
        <ImportedStory key={`${one.id}${one.lang}`} one={one} close={close} />
      ))}
      {answer.refused.map((one) => (
        <p key={one.name + one.error.reason} className="refused">
          {refusalWords(one)}
        </p>
      ))}
    </>
  );
}
