import { Button, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedBundle } from "../../../shared/contract.ts";
import { instantNow, shortMoment } from "../../../shared/text/dates.ts";
import { desk } from "../../base/desk-client.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { useStore } from "../../base/store.ts";
import { tell, tellError } from "../../base/tell.tsx";
import { fileWords, isEmpty, sizeWords, storyWords } from "./bundle-words.ts";

/** An instant as this window tells it. */
export function useMoment(): (instant: string) => string {
  const { timeZone } = useStore(settingsState).settings;
  const language = useStore(hostState)?.language ?? "en";
  return (instant) => shortMoment(instant, timeZone, language, instantNow());
}

export async function showBundle(id: string): Promise<void> {
  const answer = await desk.call("bundle.show", { id });
  if (!answer.ok) tellError(answer.error);
  else if (!answer.value.shown) tell(answer.value.path);
}

interface BundleProps {
  readonly bundle: ListedBundle;
  changed(): void;
}

/** Whom it was handed to, written down or taken back. */
function Handing({ bundle, changed }: BundleProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const [to, setTo] = useState("");
  const { id, handed, at } = bundle;
  const note = async (whom: string | null) => {
    const answer = await desk.call("bundle.handOver", { id, to: whom });
    if (answer.ok) changed();
    else tellError(answer.error);
  };
  if (handed) {
    const when = moment(handed.at);
    return (
      <div className="bundle-handing">
        <span className="bundle-handed">
          {handed.to === "" ? t("bundle.handed", { when }) : t("bundle.handedTo", { to: handed.to, when })}
        </span>
        <Button size="compact-xs" variant="subtle" onClick={() => void note(null)}>
          {t("bundle.notHanded")}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="bundle-handing"
      onSubmit={(event) => {
        event.preventDefault();
        void note(to);
      }}
    >
      <TextInput
        size="xs"
        aria-label={`${t("bundle.to")}: ${moment(at)}`}
        placeholder={t("bundle.to")}
        maxLength={200}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" type="submit">
        {t("bundle.hand")}
      </Button>
    </form>
  );
}

function MadeBundle({ bundle, changed }: BundleProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const titleId = useId();
  const { id, at, kind, size, here, path, sequence, signed } = bundle;
  const what = isEmpty(bundle) ? t("bundle.nothing") : [...storyWords(t, bundle), fileWords(t, bundle)].join(" · ");
  const facts = [
    sizeWords(size),
    sequence !== null && t("bundle.publication", { number: sequence }),
    signed && t("bundle.signed"),
  ];
  return (
    <li aria-labelledby={titleId} className="made-bundle" data-kind={kind}>
      <div className="made-bundle-head">
        <h4 id={titleId}>
          {moment(at)} <span className="bundle-kind">{t(`bundle.kind.${kind}`)}</span>
        </h4>
        {here && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`${t("bundle.show")}: ${moment(at)}`}
            onClick={() => void showBundle(id)}
          >
            {t("bundle.show")}
          </Button>
        )}
      </div>
      <p>{what}</p>
      <p className="soft bundle-file">
        {facts.filter(Boolean).join(" · ")} · {here ? (path.split(/[\\/]/).at(-1) ?? path) : t("bundle.gone")}
      </p>
      <Handing bundle={bundle} changed={changed} />
    </li>
  );
}

/** The bundles that this desk made, newest first, with what each one changed. */
export function MadeBundles({ bundles, changed }: { readonly bundles: readonly ListedBundle[]; changed(): void }) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <section className="made-bundles" aria-labelledby={titleId}>
      <h3 id={titleId}>
        {t("bundle.list")} {bundles.length > 0 && <span className="count">{bundles.length}</span>}
      </h3>
      {bundles.length === 0 && <p className="soft">{t("bundle.none")}</p>}
      {bundles.length > 0 && (
        <ul>
          {bundles.map((bundle) => (
            <MadeBundle key={bundle.id} bundle={bundle} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  );
}
