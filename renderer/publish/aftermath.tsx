import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCopy, IconExternalLink, IconFolder } from "@tabler/icons-react";
import { type ReactNode, useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer } from "../../shared/contract.ts";
import { desk } from "../base/desk-client.ts";
import { settingsState } from "../base/desk-state.ts";
import { dialog } from "../base/layout-state.ts";
import { tell, tellError, tellRefusal } from "../base/tell.tsx";
import { i18n } from "../locale/index.ts";
import { openSettings } from "../settings/door.ts";
import { useMadeBundles } from "./bundle/use-bundles.ts";
import { PublishNotes } from "./publish-result.tsx";
import type { Went } from "./went-out.ts";

/** Pages that are listed; the rest is counted. */
const LISTED = 50;

async function openPage(address: string): Promise<void> {
  const answer = await desk.call("host.openPage", { address });
  if (!answer.ok) tellError(answer.error);
  else if (!answer.value.opened) tell(i18n.t("publish.after.isAt", { path: answer.value.path }));
}

async function showFolder(): Promise<void> {
  const answer = await desk.call("host.showFolder", { purpose: "site" });
  if (!answer.ok) tellError(answer.error);
  else if (!answer.value.shown) tell(i18n.t("publish.after.isAt", { path: answer.value.path }));
}

async function copyAddress(address: string): Promise<void> {
  const { siteUrl } = settingsState.get().settings;
  const whole = siteUrl === "" ? `/${address}` : `${siteUrl.replace(/\/+$/, "")}/${address}`;
  try {
    await navigator.clipboard.writeText(whole);
    tell(i18n.t("publish.after.copied", { address: whole }));
  } catch {
    tellRefusal(i18n.t("handOut.notCopied"));
  }
}

/** A page that went out, and what is done with it now. */
function Page({ went, headline, isFirst }: { went: Went; headline: string; isFirst: boolean }) {
  const { t } = useTranslation();
  const { lang, address } = went;
  const named = (words: string) => `${words}: ${t(`lang.${lang}`)}, ${headline}`;
  return (
    <li className="went-page">
      <span className="went-words">
        <span className="headline" lang={lang} title={headline}>
          {headline}
        </span>
        <span className="went-address">{address}</span>
      </span>
      <span className="went-ways">
        <Button
          variant="default"
          data-autofocus={isFirst || undefined}
          leftSection={<IconExternalLink size={15} stroke={1.8} />}
          aria-label={named(t("publish.after.open"))}
          onClick={() => void openPage(address)}
        >
          {t("publish.after.open")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={15} stroke={1.8} />}
          aria-label={named(t("publish.after.copy"))}
          onClick={() => void copyAddress(address)}
        >
          {t("publish.after.copy")}
        </Button>
      </span>
    </li>
  );
}

/** What the public needs yet: the desk writes a folder on this computer, and no more. */
function NotPublicYet() {
  const { t } = useTranslation();
  const { bundles } = useMadeBundles();
  const handed = bundles?.find((one) => one.handed !== null)?.handed;
  return (
    <div className="owed-line">
      <span>
        {t("publish.after.notPublic")}{" "}
        {bundles && handed && (handed.to === "" ? t("publish.after.handed") : t("publish.after.handedTo", handed))}
      </span>
      <Button variant="default" onClick={() => dialog.set("bundle")}>
        {t("commands.bundle")}
      </Button>
    </div>
  );
}

interface AftermathProps {
  readonly answer: PublishAnswer;
  /** What happened, in a few words. */
  readonly title: string;
  readonly went: readonly Went[];
  /** Something was put on the site or taken from it. */
  readonly isDone: boolean;
  headlineOf(went: Went): string;
  /** What is owed next, as list items. */
  readonly children?: ReactNode;
}

/** What a publication did: the pages and what is done with them now, what stayed and why, what is owed next. */
export function Aftermath({ answer, title, went, isDone, headlineOf, children }: AftermathProps) {
  const { t } = useTranslation();
  const nextId = useId();
  // It comes in the place of what had the focus.
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => (place?.querySelector<HTMLElement>("[data-autofocus]") ?? place)?.focus(), [place]);
  const Icon = isDone ? IconCircleCheck : IconAlertTriangle;
  return (
    <div ref={setPlace} tabIndex={-1} className="aftermath">
      <div role="status" className="aftermath-head" data-done={isDone}>
        <Icon size={22} stroke={1.8} aria-hidden />
        <div>
          <strong>{title}</strong>
          <p>
            {t("publish.written", { count: answer.written })}, {t("publish.removed", { count: answer.removed })}
          </p>
          <p className="publish-path">{t("publish.at", { path: answer.path })}</p>
        </div>
        <Button variant="default" leftSection={<IconFolder size={15} stroke={1.8} />} onClick={() => void showFolder()}>
          {t("publish.after.folder")}
        </Button>
      </div>
      {went.length > 0 && (
        <ul className="went-pages" aria-label={t("publish.after.pages")}>
          {went.slice(0, LISTED).map((one, index) => (
            <Page
              key={`${one.id} ${one.lang}`}
              went={one}
              headline={headlineOf(one) || t("library.noHeadline")}
              isFirst={index === 0}
            />
          ))}
          {went.length > LISTED && <li className="soft">{t("publish.plan.more", { count: went.length - LISTED })}</li>}
        </ul>
      )}
      <PublishNotes answer={answer} />
      <section aria-labelledby={nextId} className="owed">
        <h3 id={nextId}>{t("publish.after.next")}</h3>
        {children}
        {answer.leftOut.some(({ why }) => why === "no-address") && (
          <Owed
            words={t("publish.after.noAddress")}
            button={t("publish.after.setAddress")}
            go={() => openSettings("site")}
          />
        )}
        {isDone && <NotPublicYet />}
      </section>
    </div>
  );
}

/** One thing that is owed, and the way to it. */
export function Owed({ words, button, go }: { readonly words: string; readonly button: string; go(): void }) {
  return (
    <div className="owed-line">
      <span>{words}</span>
      <Button variant="default" onClick={go}>
        {button}
      </Button>
    </div>
  );
}
