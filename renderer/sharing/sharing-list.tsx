import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SharingList as Listed, SharedThing } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { hostState, libraryInfo } from "../base/desk-state.ts";
import { inOrder } from "../base/in-order.ts";
import { useStore } from "../base/store.ts";
import { openStoryById } from "../editor/door.ts";
import { errorWords, toldError } from "../locale/index.ts";
import { Notice } from "./notice.tsx";
import { SetApart } from "./set-apart.tsx";
import { SharingLine, useMoment } from "./sharing-line.tsx";
import { cancelSync, sharing, syncNow } from "./sharing-state.ts";

function useList() {
  const [list, setList] = useState<Listed | null>(null);
  const [refused, setRefused] = useState<DeskError | null>(null);
  useEffect(() => {
    const read = inOrder(
      () => desk.call("sharing.list", {}),
      (answer) => {
        setRefused(answer.ok ? null : answer.error);
        if (answer.ok) setList(answer.value);
      },
    );
    void read();
    // The window's state is read again on each news; the list goes with it.
    return sharing.subscribe(() => void read());
  }, []);
  return { list, refused };
}

/** A thing by the name that people know it by; a story can be opened. */
function Thing({ what, close }: { readonly what: SharedThing; readonly close: () => void }) {
  const { t } = useTranslation();
  const language = useStore(hostState)?.language ?? "en";
  if (what.kind === "template") return <span>{t("sharing.thing.template", { name: what.name })}</span>;
  if (what.kind !== "story") return <span>{t(`sharing.thing.${what.kind}`)}</span>;
  const lang = what.headline[language] !== "" ? language : language === "lo" ? "en" : "lo";
  const words = what.headline[lang];
  if (what.gone) return <span>{t("sharing.thing.gone")}</span>;
  const open = () => {
    close();
    void openStoryById(what.id);
  };
  return (
    <button type="button" className="sharing-story" onClick={open}>
      {words === "" ? t("library.noHeadline") : <span lang={lang}>{words}</span>}
    </button>
  );
}

interface PartProps {
  readonly title: string;
  readonly none: string;
  readonly lines: readonly { readonly key: string; readonly what: SharedThing; readonly beside: ReactNode }[];
  close(): void;
}

function Part({ title, none, lines, close }: PartProps) {
  return (
    <section className="sharing-part" aria-label={title}>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="soft">{none}</p>
      ) : (
        <ul className="sharing-lines">
          {lines.map(({ key, what, beside }) => (
            <li key={key}>
              <Thing what={what} close={close} />
              <span className="soft">{beside}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What came and from whom, what waits, and what could not and why. */
export function SharingList({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const moment = useMoment();
  const state = useStore(sharing);
  const isReadOnly = useStore(libraryInfo)?.readOnly ?? false;
  const { list, refused } = useList();
  if (refused) return <p role="alert">{errorWords(refused)}</p>;
  if (!list || !state) return <p role="status">{t("app.loading")}</p>;
  const { came, waits, held, apart, pictures } = list;
  return (
    <div className="dialog-form">
      <SharingLine state={state} />
      {state.setBack !== null && <Notice what="setBack" at={state.setBack} />}
      {state.tookBack !== null && <Notice what="tookBack" at={state.tookBack} />}
      {apart.length > 0 && <SetApart all={apart} />}
      <Part
        title={t("sharing.list.waits")}
        none={t("sharing.list.nothingWaits")}
        lines={waits.map(({ at, what }, index) => ({ key: `${index}`, what, beside: moment(at) }))}
        close={close}
      />
      {pictures > 0 && <p className="soft">{t("sharing.list.pictures", { count: pictures })}</p>}
      {held.length > 0 && (
        <Part
          title={t("sharing.list.held")}
          none=""
          lines={held.map(({ what, error }, index) => ({
            key: `${index}`,
            what,
            beside: error ? errorWords(toldError(error)) : t("sharing.list.triedAgain"),
          }))}
          close={close}
        />
      )}
      <Part
        title={t("sharing.list.came")}
        none={t("sharing.list.nothingCame")}
        lines={came.map(({ at, by, what }, index) => ({
          key: `${index}`,
          what,
          beside: by === "" ? moment(at) : `${by}, ${moment(at)}`,
        }))}
        close={close}
      />
      <div className="dialog-buttons stay">
        {state.running ? (
          <Button data-autofocus onClick={() => void cancelSync()}>
            {t("app.cancel")}
          </Button>
        ) : (
          <Button data-autofocus disabled={isReadOnly} onClick={() => void syncNow()}>
            {t("sharing.now")}
          </Button>
        )}
      </div>
    </div>
  );
}
