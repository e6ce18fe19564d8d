/** What is out leaves the site by withdrawal alone: where something else was tried, that is offered. */

import { Textarea } from "@mantine/core";
import { modals } from "@mantine/modals";
import type { Lang, Words } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { LIMITS } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { tell, tellError } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import type { OpenStory } from "./story.ts";
import type { StorySession } from "./story-session.ts";

/** One language, or both at once. */
type Which = Lang | "both";
const which = (langs: readonly Lang[]): Which => (langs.length > 1 ? "both" : (langs[0] ?? "en"));

/** When readers got it first, as far as the story says; shorter than a date in full. */
export function outSince(release: ReturnType<StorySession["view"]["get"]>["release"][Lang]): string | null {
  const at = release.out?.at ?? release.publishedAt;
  if (!at) return null;
  return shortMoment(at, settingsState.get().settings.timeZone, hostState.get()?.language ?? "en", instantNow());
}

/** Says what becomes of the page: it stands on the site until the next publication. */
const tellWithdrawn = (langs: readonly Lang[]): void => tell(i18n.t(`withdrawal.done.${which(langs)}`));

async function withdraw(session: StorySession, langs: readonly Lang[], reason: Words): Promise<void> {
  for (const lang of langs) {
    const error = await session.setRelease(lang, { stage: "withdrawn", reason });
    if (error) {
      tellError(error);
      return;
    }
  }
  tellWithdrawn(langs);
}

/** What readers are told of it, in both languages; each field is heard as it is written. */
function ReasonFields({ hear }: { readonly hear: (lang: Lang, text: string) => void }) {
  return LANGS.map((lang) => (
    <Textarea
      key={lang}
      mt={8}
      autosize
      minRows={1}
      maxRows={5}
      maxLength={LIMITS.notice}
      lang={lang}
      label={i18n.t(`withdrawal.reason.${lang}`)}
      onChange={(event) => hear(lang, event.currentTarget.value)}
    />
  ));
}

/** Asks before what is out is withdrawn, and why it is. */
export function offerWithdrawal(session: StorySession, langs: readonly Lang[]): void {
  const { release } = session.view.get();
  let reason: Words = { lo: "", en: "" };
  modals.openConfirmModal({
    title: i18n.t(`withdrawal.title.${which(langs)}`),
    children: (
      <div className="withdrawal">
        {langs.map((lang) => {
          const when = outSince(release[lang]);
          return (
            <p key={lang}>{when ? i18n.t(`withdrawal.since.${lang}`, { when }) : i18n.t(`withdrawal.out.${lang}`)}</p>
          );
        })}
        <p>{i18n.t(`withdrawal.next.${which(langs)}`)}</p>
        <ReasonFields
          hear={(lang, text) => {
            reason = { ...reason, [lang]: text.trim() };
          }}
        />
      </div>
    ),
    labels: { confirm: i18n.t(`withdrawal.go.${which(langs)}`), cancel: i18n.t("app.cancel") },
    confirmProps: { color: "red.9" },
    cancelProps: { "data-autofocus": true },
    closeButtonProps: { "aria-label": i18n.t("app.close") },
    onConfirm: () => void withdraw(session, langs, reason),
  });
}

/**
 * Tells a refusal of the desk; where that is for what is out, offers to withdraw it. `langs`: what the
 * change was of, and both where it was of the whole story.
 */
export function tellRefusal({ session }: OpenStory, error: DeskError, langs: readonly Lang[] = LANGS): void {
  const { release } = session.view.get();
  const out = langs.filter((lang) => isOut(release[lang]));
  if (error.reason === "is-out" && out.length > 0) offerWithdrawal(session, out);
  else tellError(error);
}
