import { Button } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../shared/article/article.ts";
import { SEVERITIES } from "../../shared/checks/check.ts";
import { CHECK_IDS } from "../../shared/checks/checks.ts";
import type { FoundInStory } from "../../shared/contract.ts";
import type { OpenStory } from "../editor/door.ts";
import { Finding } from "./checks-pane.tsx";

interface ListProps {
  readonly story: OpenStory;
  readonly findings: readonly FoundInStory[];
  /** What to do before one leads into the text: it is shown over that. */
  leave(): void;
}

/** What was found, what stops first; each leads to its place in the text. */
export function FindingList({ story, findings, leave }: ListProps) {
  const { t } = useTranslation();
  return SEVERITIES.map((severity) => {
    const these = findings.filter((one) => one.severity === severity);
    if (these.length === 0) return null;
    return (
      <div key={severity} className="publish-findings">
        <p>{t(`checks.severity.${severity}`)}</p>
        <ul aria-label={t(`checks.severity.${severity}`)}>
          {these.map((finding) => (
            <Finding key={finding.key} story={story} finding={finding} leave={leave} />
          ))}
        </ul>
      </div>
    );
  });
}

/** What is fine is counted, and named where somebody asks: so one knows that it was looked at. */
export function FineChecks({ findings, lang }: { readonly findings: readonly FoundInStory[]; readonly lang: Lang }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const namesId = useId();
  const found = new Set(
    findings.filter((one) => (one.lang === null || one.lang === lang) && !one.accepted).map(({ check }) => check),
  );
  const fine = CHECK_IDS.filter((id) => !found.has(id));
  if (fine.length === 0) return null;
  return (
    <div className="fine-checks">
      <IconCircleCheck size={15} stroke={1.8} aria-hidden />
      <span>{t("checks.fine", { count: fine.length })}</span>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-expanded={isOpen}
        aria-controls={namesId}
        aria-label={`${t(isOpen ? "checks.hideFine" : "checks.showFine")}: ${t(`lang.${lang}`)}`}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? "checks.hideFine" : "checks.showFine")}
      </Button>
      <p id={namesId} hidden={!isOpen}>
        {fine.map((id) => t(`checks.name.${id}`)).join(" · ")}
      </p>
    </div>
  );
}
