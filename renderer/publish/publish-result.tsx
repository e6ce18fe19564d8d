import { Button, TextInput } from "@mantine/core";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PublishAnswer, Summary } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState } from "../base/desk-state.ts";
import { useStore } from "../base/store.ts";
import { errorWords } from "../locale/index.ts";
import { stayedLines } from "./stayed-lines.ts";

/** What a publication did without, and why; nothing where all went. */
export function NotWithIt({ answer }: { readonly answer: Pick<PublishAnswer, "skipped" | "unreadable" | "leftOut"> }) {
  const { t } = useTranslation();
  const stayedId = useId();
  const [names, setNames] = useState<ReadonlyMap<string, Summary>>(new Map());
  useEffect(() => {
    // The trash is a list of its own.
    for (const trashed of [false, true])
      void desk.call("articles.list", { limit: 1000, trashed }).then((found) => {
        if (found.ok)
          setNames((before) => new Map([...before, ...found.value.items.map((item) => [item.id, item] as const)]));
      });
  }, []);
  const nameOf = (id: string) => {
    const story = names.get(id);
    return story ? story.headline[story.source] || story.headline.lo || story.headline.en || id : id;
  };
  const stayed = stayedLines(answer.skipped, names);
  return (
    <>
      {answer.unreadable.length > 0 && (
        <p>
          {t("publish.unreadable", {
            count: answer.unreadable.length,
            ids: answer.unreadable.map(({ id }) => nameOf(id)).join(", "),
          })}
        </p>
      )}
      {[...Map.groupBy(answer.leftOut, ({ why }) => why)].map(([why, parts]) => (
        <p key={why} data-left-out={why}>
          {t(`publish.leftOut.${why}`)} {parts.map(({ what }) => t(`publish.sitePart.${what}`)).join("; ")}
        </p>
      ))}
      {stayed.length > 0 && (
        <div className="publish-stayed">
          <h3 id={stayedId}>
            {t("publish.skipped")} <span className="count">{stayed.length}</span>
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach */}
          <ul aria-labelledby={stayedId} tabIndex={0}>
            {stayed.map(({ id, langs, why, check, out }) => (
              <li key={`${id} ${why} ${check} ${out}`}>
                {nameOf(id)} · {langs.map((lang) => t(`lang.${lang}`)).join(", ")}:{" "}
                {check ? t(`publish.stop.${check}`) : t(`publish.skip.${why}`)}
                {out && `; ${t("publish.pageStays")}`}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** What somebody should know of a publication beside what went out: files of others, and what stayed and why. */
export function PublishNotes({ answer }: { readonly answer: PublishAnswer }) {
  const { t } = useTranslation();
  const byHandId = useId();
  return (
    <>
      {answer.byHand && (
        <div className="publish-stayed">
          <p id={byHandId}>{t("publish.byHand", { count: answer.byHand.length })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach */}
          <ul aria-labelledby={byHandId} tabIndex={0}>
            {answer.byHand.map(({ path, kept }) => (
              <li key={path}>{kept}</li>
            ))}
          </ul>
        </div>
      )}
      {answer.foreign?.map((path) => (
        <p key={path} className="publish-path">
          {t("publish.foreign", { path })}
        </p>
      ))}
      <NotWithIt answer={answer} />
    </>
  );
}

const FOLDERS = { site: "publish.folder", bundle: "publish.bundleFolder", package: "package.folder" } as const;

/** Which folder the site, the bundles or the packages go to; chosen by the host's dialog, or typed where it has none. */
export function FolderChoice({ purpose }: { readonly purpose: "site" | "bundle" | "package" }) {
  const { t } = useTranslation();
  const host = useStore(hostState);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<DeskError | null>(null);
  if (!host) return null;
  const now = host.folders[purpose];
  const choose = async () => {
    setError(null);
    const answer = await desk.call("host.chooseFolder", {
      purpose,
      ...(host.host === "browser" ? { path: typed ?? now } : {}),
    });
    if (!answer.ok) return setError(answer.error);
    if (answer.value.path !== null)
      hostState.set({ ...host, folders: { ...host.folders, [purpose]: answer.value.path } });
    setTyped(null);
  };
  return (
    <div className="folder-choice">
      <TextInput
        label={t(FOLDERS[purpose])}
        readOnly={host.host !== "browser"}
        value={typed ?? now}
        error={error ? errorWords(error) : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={host.host === "browser" && (typed === null || typed === now)}
        onClick={() => void choose()}
      >
        {t(host.host === "browser" ? "folder.keep" : "publish.choose")}
      </Button>
    </div>
  );
}
