import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang, Stage, Words } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { FoundInStory, PublishAnswer } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { desk } from "../../base/desk-client.ts";
import { hotkeyLabel } from "../../base/hotkeys.ts";
import { dialog } from "../../base/layout-state.ts";
import { useReadOnChange } from "../../base/read-on-change.ts";
import { useStore } from "../../base/store.ts";
import { tellError } from "../../base/tell.tsx";
import { FindingList, FineChecks } from "../../checks/door.ts";
import type { OpenStory } from "../../editor/door.ts";
import { errorWords } from "../../locale/index.ts";
import { PlanSummary } from "../plan-summary.tsx";
import { published } from "../publish-now.ts";
import { PublishProgress } from "../publish-progress.tsx";
import { PublishRefused } from "../publish-refused.tsx";
import { FolderChoice } from "../publish-result.tsx";
import { publishing } from "../publish-run.ts";
import { useSitePlan } from "../site-plan.ts";
import { type Went, wentOut } from "../went-out.ts";
import { LanguageCard } from "./language-card.tsx";
import { StoryAftermath } from "./story-aftermath.tsx";
import { actsOf, fateOf, findingsOfLang, isNamed, plannedOf, type Verdict, verdictOf } from "./verdict.ts";

const NO_NOTES: Words = { lo: "", en: "" };
const NOTHING: readonly FoundInStory[] = [];

interface Done {
  readonly answer: PublishAnswer;
  readonly went: readonly Went[];
  readonly acts: ReturnType<typeof actsOf>;
}

/** Both languages of the open story side by side: what goes out, what stays and why, and what the site gets by it. */
export function PublishDialog({ story, close }: { readonly story: OpenStory; readonly close: () => void }) {
  const { t } = useTranslation();
  const { session } = story;
  const { id } = session;
  const view = useStore(session.view);
  const checked = useReadOnChange(id, async (of) => {
    // Of what was typed last.
    await session.flush();
    return desk.call("checks.run", { id: of });
  });
  const findings = checked.value?.findings ?? NOTHING;
  const [unticked, setUnticked] = useState<ReadonlySet<Lang>>(new Set());
  const [notes, setNotes] = useState<Words>(NO_NOTES);
  /** The stages that languages had before they were made ready here. */
  const [stages, setStages] = useState<Partial<Record<Lang, Stage>>>({});
  const isPublishing = useStore(publishing) !== null;
  const [done, setDone] = useState<Done | null>(null);
  const [refused, setRefused] = useState<DeskError | null>(null);

  const standing = (lang: Lang) => ({
    stops: findingsOfLang(findings, lang).filter(({ severity }) => severity === "stop").length,
    isTicked: !unticked.has(lang),
    now: instantNow(),
  });
  // What is asked for follows from the story alone, and what the desk plans for it makes the verdict whole.
  const named = LANGS.filter((lang) => isNamed(verdictOf(view, lang, { ...standing(lang), planned: null })));
  const plan = useSitePlan(done || !checked.value ? null : { articles: named.map((lang) => ({ id, lang })) });
  const told = plan.told?.ok && plan.isNow ? plan.told.value : null;
  const planned = { lo: plannedOf(told, id, "lo"), en: plannedOf(told, id, "en") };
  const verdicts: Readonly<Record<Lang, Verdict>> = {
    lo: verdictOf(view, "lo", { ...standing("lo"), planned: planned.lo }),
    en: verdictOf(view, "en", { ...standing("en"), planned: planned.en }),
  };
  const acts = actsOf(verdicts);
  const canPublish = told !== null && acts.length > 0 && !isPublishing;

  const setStage = async (lang: Lang, to: "ready" | "before") => {
    const stage = to === "ready" ? "ready" : (stages[lang] ?? "review");
    const before = view.release[lang].stage;
    const error = await session.setRelease(lang, { stage });
    if (error) return tellError(error);
    if (to === "ready") setStages({ ...stages, [lang]: before });
    const ticked = new Set(unticked);
    ticked.delete(lang);
    setUnticked(ticked);
  };
  const publish = async () => {
    if (!canPublish) return;
    setRefused(null);
    const answer = await published("publish.site", {
      articles: named.map((lang) => {
        const note = verdicts[lang].kind === "update" ? notes[lang].trim() : "";
        return { id, lang, ...(note !== "" && { correction: { ...NO_NOTES, [lang]: note } }) };
      }),
    });
    if (answer?.ok) {
      setNotes(NO_NOTES);
      setDone({ answer: answer.value, went: wentOut(told, answer.value), acts });
    } else if (answer) setRefused(answer.error);
  };

  if (done)
    return (
      <div className="dialog-form">
        <StoryAftermath story={story} findings={findings} {...done} />
        <div className="dialog-buttons stay">
          <Button onClick={close}>{t("app.done")}</Button>
        </div>
      </div>
    );

  const langsWords = (langs: readonly Lang[]) => t(`publish.langs.${langs.length > 1 ? "both" : (langs[0] ?? "en")}`);
  const goWords = acts
    .map(({ act, langs }, index) => t(`publish.${index === 0 ? "go" : "goAlso"}.${act}`, { langs: langsWords(langs) }))
    .join(", ");
  const fates = LANGS.flatMap((lang) => {
    const fate = fateOf(verdicts[lang]);
    return fate ? [{ lang, fate }] : [];
  });
  const [first, second] = fates;
  const foot =
    first && second && first.fate === second.fate
      ? t(`publish.foot.both.${first.fate}`)
      : fates.map(({ lang, fate }) => t(`publish.foot.${fate}`, { lang: t(`publish.langs.${lang}`) })).join(" ");
  const ofBoth = findings.filter(({ lang }) => lang === null);
  const focused = LANGS.find((lang) => ["goes", "update"].includes(verdicts[lang].kind)) ?? view.details.source;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key of the dialog's main button, wherever the focus is in it
    <div
      className="dialog-form publish-story"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void publish();
      }}
    >
      <div className="language-cards">
        {LANGS.map((lang) => (
          <LanguageCard
            key={lang}
            lang={lang}
            view={view}
            verdict={verdicts[lang]}
            page={planned[lang].page}
            isTicked={!unticked.has(lang)}
            isFixed={isPublishing || session.readOnly !== undefined}
            takesFocus={lang === focused}
            tick={(isTicked) => {
              const next = new Set(unticked);
              if (isTicked) next.delete(lang);
              else next.add(lang);
              setUnticked(next);
            }}
            setStage={(to) => void setStage(lang, to)}
            note={notes[lang]}
            setNote={(note) => setNotes({ ...notes, [lang]: note })}
          >
            {checked.value && view.has[lang] && (
              <>
                <FindingList story={story} findings={findings.filter((one) => one.lang === lang)} leave={close} />
                <FineChecks findings={findings} lang={lang} />
              </>
            )}
            {!view.has[lang] && (
              <FindingList story={story} findings={findings.filter((one) => one.lang === lang)} leave={close} />
            )}
          </LanguageCard>
        ))}
      </div>
      {!checked.value && !checked.error && <p className="soft">{t("checks.loading")}</p>}
      {checked.error && <p className="publish-amiss">{t("checks.failed", { reason: errorWords(checked.error) })}</p>}
      {ofBoth.length > 0 && (
        <section className="both-languages" aria-label={t("publish.ofBoth")}>
          <h3>{t("publish.ofBoth")}</h3>
          <FindingList story={story} findings={ofBoth} leave={close} />
        </section>
      )}
      <div className="plan-and-folder">
        {/* Where nothing goes, the site gets nothing of what the plan would bring along. */}
        {(!told || acts.length > 0) && <PlanSummary plan={plan} />}
        <FolderChoice purpose="site" />
      </div>
      <PublishProgress call="publish.site" />
      {refused && !isPublishing && <PublishRefused error={refused} again={() => void publish()} />}
      <div className="dialog-buttons stay publish-foot">
        <strong role="status">{told || plan.told ? foot : t("publish.plan.looking")}</strong>
        <span className="spring" />
        <Button variant="default" onClick={close}>
          {t("app.cancel")}
        </Button>
        <Button variant="default" disabled={isPublishing} onClick={() => dialog.set("preview")}>
          {t("editor.preview")}
        </Button>
        <Button
          loading={isPublishing}
          // Nothing is written before it is said.
          disabled={!canPublish}
          title={hotkeyLabel("mod+Enter")}
          onClick={() => void publish()}
        >
          {goWords || t("publish.go.nothing")}
        </Button>
      </div>
    </div>
  );
}
