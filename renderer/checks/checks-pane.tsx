import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SEVERITIES } from "../../shared/checks/check.ts";
import type { Acceptance } from "../../shared/checks/checks.ts";
import type { FoundInStory } from "../../shared/contract.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { PaintedIcon } from "../base/look/painted-icon.tsx";
import type { StoryFindings } from "../base/story-findings.ts";
import { tellError } from "../base/tell.tsx";
import { type OpenStory, openStoryById } from "../editor/door.ts";
import { errorWords } from "../locale/index.ts";
import { goToFinding } from "./go-to-finding.ts";
import { useIsUnwritten } from "./use-findings.ts";

/** Where the list has the focus after the command. */
export const focusChecks = (): void => document.querySelector<HTMLElement>(".checks")?.focus();

async function accept(story: OpenStory, finding: FoundInStory, reason: string | null): Promise<void> {
  const { id } = story.session;
  const acceptance: Acceptance | null =
    reason === null ? null : { hash: finding.hash, reason, by: hostState.get()?.by ?? "", at: instantNow() };
  const saved = await desk.call("articles.save", { id, base: {}, accepted: { [finding.key]: acceptance } });
  if (!saved.ok) tellError(saved.error);
}

function Reason({ close, take }: { readonly close: () => void; readonly take: (reason: string) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  return (
    <form
      className="finding-reason"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") take(reason.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <TextInput
        label={t("checks.reason")}
        data-autofocus
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="finding-tools">
        <Button size="compact-sm" type="submit" disabled={reason.trim() === ""}>
          {t("checks.take")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t("app.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface FindingProps {
  readonly story: OpenStory;
  readonly finding: FoundInStory;
  /** Where it is shown over the text: what to do before somebody is led there. */
  leave?(): void;
}

/** One finding: its words, which lead to its place, and a way to let it stand, or to the other story that it is about. */
export function Finding({ story, finding, leave }: FindingProps) {
  const { t } = useTranslation();
  const go = (to: () => void) => {
    leave?.();
    // What lay over the text is gone first, and has given the focus back.
    if (leave) requestAnimationFrame(to);
    else to();
  };
  const [asks, setAsks] = useState(false);
  const { check, severity, lang, values, accepted } = finding;
  const words = (
    <>
      <PaintedIcon icon={accepted ? "taken" : severity} />
      <span>
        {t(`checks.found.${check}`, values)} {lang && <span className="finding-lang">{t(`lang.${lang}`)}</span>}
      </span>
    </>
  );
  return (
    <li className="finding" data-severity={severity} data-accepted={accepted ? true : undefined}>
      <button type="button" className="finding-words" onClick={() => go(() => goToFinding(story, finding))}>
        {words}
      </button>
      {accepted && <p className="finding-accepted">{t("checks.accepted", { ...accepted })}</p>}
      {check === "address" && typeof values.by === "string" && (
        <div className="finding-tools">
          <Button size="compact-xs" variant="subtle" onClick={() => go(() => void openStoryById(String(values.by)))}>
            {t(values.trashed ? "checks.otherInTrash" : "checks.other")}
          </Button>
        </div>
      )}
      {severity !== "stop" && story.session.readOnly === undefined && !asks && (
        <div className="finding-tools">
          {accepted ? (
            <Button size="compact-xs" variant="subtle" onClick={() => void accept(story, finding, null)}>
              {t("checks.takeBack")}
            </Button>
          ) : (
            <Button size="compact-xs" variant="subtle" onClick={() => setAsks(true)}>
              {t("checks.accept")}
            </Button>
          )}
        </div>
      )}
      {asks && (
        <Reason
          close={() => setAsks(false)}
          take={(reason) => {
            setAsks(false);
            void accept(story, finding, reason);
          }}
        />
      )}
    </li>
  );
}

/** What stands against publishing the open story, each leading to its place. */
export function ChecksPane({
  story,
  list: { value, error, readAgain },
}: {
  readonly story: OpenStory;
  readonly list: StoryFindings;
}) {
  const { t } = useTranslation();
  const isUnwritten = useIsUnwritten(story.session.id);
  if (!value)
    return error ? (
      <div className="history-nothing" role="alert">
        <p>{t("checks.failed", { reason: errorWords(error) })}</p>
        <Button variant="default" onClick={readAgain}>
          {t("app.tryAgain")}
        </Button>
      </div>
    ) : (
      <p className="history-nothing" role="status">
        {t("checks.loading")}
      </p>
    );
  const { findings } = value;
  return (
    <section className="checks" tabIndex={-1} aria-label={t("checks.list")}>
      {error && <p role="alert">{t("checks.failed", { reason: errorWords(error) })}</p>}
      {isUnwritten && <p className="history-nothing">{t("checks.unwritten")}</p>}
      {findings.length === 0 && <p className="history-nothing">{t("checks.none")}</p>}
      {SEVERITIES.map((severity) => {
        const these = findings.filter((one) => one.severity === severity);
        if (these.length === 0) return null;
        return (
          <section key={severity} aria-label={t(`checks.severity.${severity}`)}>
            <h3>{t(`checks.severity.${severity}`)}</h3>
            <ul>
              {these.map((finding) => (
                <Finding key={finding.key} story={story} finding={finding} />
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}
