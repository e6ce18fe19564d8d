import { Button, Checkbox, Textarea } from "@mantine/core";
import {
  IconAlertSquareRounded,
  IconArrowRight,
  IconCheck,
  IconClock,
  IconLogout,
  IconMinus,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LIMITS } from "../../../shared/contract.ts";
import { instantNow, momentAhead } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import type { StoryView } from "../../editor/door.ts";
import { canTick, type PlannedPage, type Verdict, type VerdictKind } from "./verdict.ts";

const ICONS: Readonly<Record<VerdictKind, TablerIcon>> = {
  goes: IconArrowRight,
  update: IconArrowRight,
  again: IconArrowRight,
  same: IconCheck,
  embargo: IconClock,
  date: IconClock,
  stopped: IconAlertSquareRounded,
  refused: IconAlertSquareRounded,
  leaves: IconLogout,
  none: IconMinus,
  stage: IconMinus,
  left: IconMinus,
  kept: IconMinus,
  withdrawn: IconMinus,
};

/** The verdict in two words: shape first. */
function Chip({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  const Icon = ICONS[verdict.kind];
  return (
    <span className="verdict-chip" data-verdict={verdict.kind}>
      <Icon size={14} stroke={2} aria-hidden />
      {verdict.kind === "stopped"
        ? t("publish.chip.stopped", { count: verdict.count })
        : t(`publish.chip.${verdict.kind}`)}
    </span>
  );
}

/** The verdict in a sentence. */
function useVerdictWords(): (verdict: Verdict, stage: string) => string {
  const { t } = useTranslation();
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (verdict, stage) => {
    switch (verdict.kind) {
      case "embargo":
      case "date":
        return t(`publish.verdict.${verdict.kind}${verdict.out ? "Out" : ""}`, {
          when: momentAhead(verdict.until, timeZone, language, instantNow()),
        });
      case "stopped":
        return t(verdict.out ? "publish.verdict.stoppedOut" : "publish.verdict.stopped");
      case "refused": {
        const why = verdict.why.check ? t(`publish.stop.${verdict.why.check}`) : t(`publish.skip.${verdict.why.code}`);
        return t(verdict.out ? "publish.verdict.refusedOut" : "publish.verdict.refused", { why });
      }
      case "stage":
        return t("publish.verdict.stage", { stage });
      default:
        return t(`publish.verdict.${verdict.kind}`);
    }
  };
}

interface CardProps {
  readonly lang: Lang;
  readonly view: StoryView;
  readonly verdict: Verdict;
  /** Its page on the site, by the plan; null where nothing of it changes, or while it is looked at. */
  readonly page: PlannedPage | null;
  readonly isTicked: boolean;
  /** A publication is under way. */
  readonly isFixed: boolean;
  readonly takesFocus: boolean;
  tick(isTicked: boolean): void;
  /** Makes it ready, or takes that back. */
  setStage(stage: "ready" | "before"): void;
  readonly note: string;
  setNote(note: string): void;
  /** What the checks found. */
  readonly children: ReactNode;
}

/** One language of the story: whether it goes out or stays and why, what the site gets, and what was found in it. */
export function LanguageCard(props: CardProps) {
  const { lang, view, verdict, page, isTicked, isFixed, takesFocus, tick, setStage, note, setNote, children } = props;
  const { t } = useTranslation();
  const verdictWords = useVerdictWords();
  const release = view.release[lang];
  const { headline } = view.fields[lang];
  const stage = t(`stage.${release.stage}`);
  const out = isOut(release);
  const mayTick = canTick(verdict) && !isFixed;
  const goes = ["goes", "again", "update", "leaves"].includes(verdict.kind);
  return (
    <section
      className="language-card"
      data-verdict={verdict.kind}
      aria-label={t(`lang.${lang}`)}
      // A box that can't be ticked takes no focus, and the dialog would leave it on the page behind it.
      {...(takesFocus && !mayTick && { tabIndex: -1, "data-autofocus": true })}
    >
      <div className="language-head">
        <Checkbox
          aria-label={t(`lang.${lang}`)}
          // What is out as it stands, and what can't go, has nothing to be ticked.
          checked={goes || (canTick(verdict) && isTicked)}
          disabled={!mayTick}
          // Not the button: the key that opened this, held a moment, would press it.
          data-autofocus={(takesFocus && mayTick) || undefined}
          label={
            <>
              {t(`lang.${lang}`)}
              {view.has[lang] && (
                <span className="stage-chip" data-stage={release.stage}>
                  {stage}
                </span>
              )}
            </>
          }
          onChange={(event) => tick(event.currentTarget.checked)}
        />
        <Chip verdict={verdict} />
      </div>
      {view.has[lang] && (
        <p className="language-headline" lang={headline ? lang : undefined} title={headline}>
          {headline || t("library.noHeadline")}
        </p>
      )}
      <p className="language-words">
        {verdictWords(verdict, stage)} {page && goes && <strong>{t(`publish.page.${page.kind}`)}</strong>}
      </p>
      {page && (
        <p className="language-address">
          {page.from !== undefined && <s>{page.from}</s>} {page.address}
        </p>
      )}
      {verdict.kind === "update" && (
        <Textarea
          autosize
          minRows={1}
          maxRows={5}
          maxLength={LIMITS.notice}
          lang={lang}
          disabled={isFixed}
          label={t(`publish.note.${lang}`)}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
      {view.has[lang] && !out && (
        <Button
          className="language-stage"
          size="compact-sm"
          variant={release.stage === "ready" ? "subtle" : "default"}
          disabled={isFixed}
          onClick={() => setStage(release.stage === "ready" ? "before" : "ready")}
        >
          {t(release.stage === "ready" ? `publish.notReady.${lang}` : `publish.markReady.${lang}`)}
        </Button>
      )}
      {children}
    </section>
  );
}
