import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../shared/contract.ts";
import { instantNow, shortMoment } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, libraryInfo, settingsState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { tell } from "../base/tell.tsx";
import { openStoryById } from "../editor/door.ts";

import { errorWords } from "../locale/index.ts";
import { ClockItem, isClock } from "./clock-banner.tsx";
import { readProblems } from "./problems-state.ts";

type FileKind = Exclude<Problem["kind"], "clock" | "quarantined" | "newer-unshown">;

const happened = ({ kind, restored }: Problem) => {
  if (kind === "quarantined") return restored ? "restored" : "lost";
  return kind === "newer-unshown" ? "newerUnshown" : (kind as FileKind);
};

/** No damage, and nothing to be done: a newer desk wrote it. */
export const isNewer = ({ kind }: Problem): boolean => kind === "newer" || kind === "newer-unshown";

/** Stories of a newer desk that are named; there may be thousands. */
const NAMED = 20;

/** The headline of the story that a problem is about; null where there is none to be read. */
function useHeadline(id: string | null): string | null {
  const [headline, setHeadline] = useState<string | null>(null);
  useEffect(() => {
    if (id === null) return;
    let latest = true;
    void desk.call("articles.open", { id }).then((opened) => {
      if (!latest || !opened.ok) return;
      const { details, versions } = opened.value.article;
      setHeadline(versions[details.source]?.headline || versions.lo?.headline || versions.en?.headline || null);
    });
    return () => {
      latest = false;
    };
  }, [id]);
  return headline;
}

function ProblemItem({ problem, close }: { readonly problem: Problem; readonly close: () => void }) {
  const { t } = useTranslation();
  const info = useStore(libraryInfo);
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  const headline = useHeadline(problem.id);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const { file } = problem;
  const act = async (call: "problems.dismiss" | "problems.takeCopy") => {
    setWorking(true);
    setRefused(null);
    const answer = await desk.call(call, { file });
    if (!answer.ok) {
      setWorking(false);
      setRefused(errorWords(answer.error));
      return;
    }
    await readProblems();
    if (call === "problems.takeCopy" && "article" in answer.value) {
      tell(t("problems.taken"));
      close();
      void openStoryById(answer.value.article.id);
    }
  };
  // Beside the reason in quarantine stand the file's own bytes, under the same name.
  const path = `${info?.path ?? ""}/${file.replace(/\.reason\.json$/, ".json")}`;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const when = problem.at ? shortMoment(problem.at, timeZone, language, instantNow()) : null;
  return (
    <li className="problem">
      <h3>{[headline ?? t("problems.unnamed", { name }), when].filter(Boolean).join(" · ")}</h3>
      <p>{t(`problems.kind.${happened(problem)}`)}</p>
      <p className="path">{t("problems.where", { path })}</p>
      {problem.kind !== "copy" && !isNewer(problem) && (
        <p className="path">{t("problems.reason", { detail: problem.detail })}</p>
      )}
      {refused && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
      <div className="problem-actions">
        {problem.kind === "copy" && (
          <Button disabled={info?.readOnly || working} onClick={() => void act("problems.takeCopy")}>
            {t("problems.takeCopy")}
          </Button>
        )}
        {headline !== null && problem.id !== null && (
          <Button
            variant="default"
            onClick={() => {
              close();
              void openStoryById(problem.id ?? "");
            }}
          >
            {t("problems.openStory")}
          </Button>
        )}
        {(problem.kind === "quarantined" || problem.kind === "copy") && (
          <Button variant="default" disabled={info?.readOnly || working} onClick={() => void act("problems.dismiss")}>
            {t(problem.kind === "copy" ? "problems.putAside" : "problems.seen")}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Each file that needs a look: what happened to it, where it lies, what can be done. */
export function ProblemsDialog({
  problems,
  close,
}: {
  readonly problems: readonly Problem[];
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  if (problems.length === 0) return <p className="soft">{t("problems.none")}</p>;
  const damaged = problems.filter((problem) => !isNewer(problem) && !isClock(problem));
  const newer = problems.filter(isNewer);
  return (
    <>
      <ul className="problems">
        {problems.filter(isClock).map((problem) => (
          <ClockItem key={problem.file} problem={problem} />
        ))}
        {[...damaged, ...newer.slice(0, NAMED)].map((problem) => (
          <ProblemItem key={problem.file} problem={problem} close={close} />
        ))}
      </ul>
      {newer.length > NAMED && <p className="soft">{t("problems.moreNewer", { count: newer.length - NAMED })}</p>}
    </>
  );
}
