import { Button, Checkbox, Textarea } from "@mantine/core";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Lang, Words } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import { LANGS } from "../../shared/article/stages.ts";
import { LIMITS, type PublishAnswer } from "../../shared/contract.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { useStore } from "../base/store.ts";
import { tellError } from "../base/tell.tsx";
import type { OpenStory } from "../editor/door.ts";
import { PlanSummary } from "./plan-summary.tsx";
import { publishNow } from "./publish-now.ts";
import { PublishProgress } from "./publish-progress.tsx";
import { FolderChoice, PublishResult } from "./publish-result.tsx";
import { publishing } from "./publish-run.ts";
import { useSitePlan } from "./site-plan.ts";
import { canGoOut, isHeld, verdictOf } from "./verdict.ts";
import { VerdictWords } from "./verdict-words.tsx";

const NO_NOTES: Words = { lo: "", en: "" };

/** Which languages of the open story go out, what becomes of each, and what is amiss with it. */
export function PublishDialog({ story, close }: { readonly story: OpenStory; readonly close: () => void }) {
  const { t } = useTranslation();
  const { session } = story;
  const view = useStore(session.view);
  const { progress } = useStore(story.rowStates.view);
  const canGo = (lang: Lang): boolean => canGoOut(view, lang) && !isHeld(verdictOf(view, lang, true, instantNow()));
  const [chosen, setChosen] = useState<readonly Lang[]>(
    LANGS.filter((lang) => canGo(lang) && (view.release[lang].stage === "ready" || isOut(view.release[lang]))),
  );
  const [notes, setNotes] = useState<Words>(NO_NOTES);
  const [marking, setMarking] = useState(false);
  const isPublishing = useStore(publishing) !== null;
  const [result, setResult] = useState<{ readonly answer: PublishAnswer; readonly langs: readonly Lang[] } | null>(
    null,
  );
  const plan = useSitePlan(
    result || chosen.length === 0
      ? null
      : { articles: chosen.map((lang) => ({ id: session.id, lang })), asReady: true },
  );
  const publish = async () => {
    setResult(null);
    setMarking(true);
    for (const lang of chosen) {
      const release = session.view.get().release[lang];
      const isReady = release.stage === "ready" || isOut(release);
      const error = isReady ? null : await session.setRelease(lang, { stage: "ready" });
      if (error) {
        tellError(error);
        setMarking(false);
        return;
      }
    }
    setMarking(false);
    const answer = await publishNow("publish.site", {
      articles: chosen.map((lang) => ({
        id: session.id,
        lang,
        ...(notes[lang].trim() !== "" && { correction: { ...NO_NOTES, [lang]: notes[lang].trim() } }),
      })),
    });
    if (!answer) return;
    setNotes(NO_NOTES);
    const stayed = answer.skipped.filter(({ id }) => id === session.id).map(({ lang }) => lang);
    setResult({ answer, langs: chosen.filter((lang) => !stayed.includes(lang)) });
  };
  const went = result?.langs.map((lang) => t(`lang.${lang}`)).join(", ");
  const amiss = (lang: Lang): string[] => {
    if (!view.has[lang]) return [t(`publish.notYet.${lang}`)];
    const isTarget = view.details.source !== lang;
    return [
      ...(view.fields[lang].headline.trim() === "" ? [t("publish.noHeadline")] : []),
      ...(isTarget && progress.stale > 0 ? [t("publish.stale", { count: progress.stale })] : []),
      ...(isTarget && progress.missing > 0 ? [t("publish.missing", { count: progress.missing })] : []),
      ...(view.details.category === null ? [t("publish.noCategory")] : []),
      ...(view.details.image && view.details.image.alt[lang].trim() === "" ? [t("publish.noAlt")] : []),
    ];
  };
  return (
    <div className="dialog-form">
      <Checkbox.Group
        label={t("publish.which")}
        value={[...chosen]}
        onChange={(langs) => {
          // What was told is of another choice.
          setResult(null);
          setChosen(LANGS.filter((lang) => langs.includes(lang)));
        }}
      >
        {LANGS.map((lang) => {
          const problems = amiss(lang);
          const verdict = verdictOf(view, lang, chosen.includes(lang), instantNow());
          return (
            <Fragment key={lang}>
              <Checkbox
                value={lang}
                mt={12}
                disabled={!canGo(lang)}
                // Not the button: the key that opened this, held a moment, would press it.
                data-autofocus={lang === (chosen[0] ?? LANGS.find(canGo)) || undefined}
                label={`${t(`lang.${lang}`)} · ${t(`stage.${view.release[lang].stage}`)}`}
                description={
                  <>
                    {verdict && <VerdictWords verdict={verdict} />}
                    {problems.length > 0 ? (
                      <span className="publish-amiss">{problems.join(" ")}</span>
                    ) : (
                      t("publish.nothingAmiss")
                    )}
                  </>
                }
              />
              {verdict?.kind === "update" && (
                <Textarea
                  className="publish-note"
                  autosize
                  minRows={1}
                  maxRows={5}
                  maxLength={LIMITS.notice}
                  lang={lang}
                  label={t(`publish.note.${lang}`)}
                  value={notes[lang]}
                  onChange={(event) => setNotes({ ...notes, [lang]: event.currentTarget.value })}
                />
              )}
            </Fragment>
          );
        })}
      </Checkbox.Group>
      <FolderChoice purpose="site" />
      {!result && chosen.length > 0 && <PlanSummary plan={plan} />}
      <PublishProgress call="publish.site" />
      {result && <PublishResult answer={result.answer} went={went ? t("publish.done.story", { langs: went }) : null} />}
      <div className="dialog-buttons">
        <Button
          variant={result ? "default" : "filled"}
          loading={marking || isPublishing}
          // Nothing is written before it is said.
          disabled={chosen.length === 0 || (!result && !plan.isNow)}
          onClick={() => void publish()}
        >
          {t("publish.go")}
        </Button>
        {result && <Button onClick={close}>{t("app.done")}</Button>}
      </div>
    </div>
  );
}
