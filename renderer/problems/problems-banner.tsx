import { Button, Modal } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/contract.ts";
import { ClockBanner, isClock } from "./clock-banner.tsx";
import { isNewer, ProblemsDialog } from "./problems-dialog.tsx";
import { useProblems } from "./problems-state.ts";

/** What a handful of problems has in common decides the sentence. */
function sentenceKey(problems: readonly Problem[]) {
  if (problems.every(isNewer)) return "problems.newer";
  if (problems.every(({ kind }) => kind === "quarantined")) return "problems.setAside";
  return problems.every(({ kind }) => kind === "copy") ? "problems.copies" : "problems.several";
}

/** A calm line above the list while files of the library need a look. */
export function ProblemsBanner() {
  const { t } = useTranslation();
  const problems = useProblems();
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState(0);
  const damaged = problems.filter((problem) => !isNewer(problem) && !isClock(problem));
  const newer = problems.filter(isNewer);
  // Stories of a newer desk are told once, and again when there are more: nothing can be done about them here.
  const told = damaged.length > 0 ? damaged : newer.length > seen ? newer : [];
  const isDoubted = problems.some(isClock);
  if (told.length === 0 && !isDoubted && !open) return null;
  return (
    <>
      {isDoubted && <ClockBanner more={() => setOpen(true)} />}
      {told.length > 0 && (
        <div className="problems-banner" role="status">
          <IconAlertCircle size={16} stroke={1.6} aria-hidden />
          <p>{t(sentenceKey(told), { count: told.length })}</p>
          <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
            {t("problems.show")}
          </Button>
          {damaged.length === 0 && (
            <Button size="compact-xs" variant="subtle" onClick={() => setSeen(newer.length)}>
              {t("problems.seen")}
            </Button>
          )}
        </div>
      )}
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        size="lg"
        title={t("problems.title")}
        closeButtonProps={{ "aria-label": t("app.close") }}
      >
        {open && <ProblemsDialog problems={problems} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}
