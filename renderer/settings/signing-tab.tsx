import { Button, Textarea } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SigningState } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { errorWords } from "../locale/index.ts";

/** What is asked before it is done: a website that has the key refuses bundles from then on. */
type Asked = "replace" | "forget";

function PublicKey({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<"yes" | "byHand" | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("yes");
    } catch {
      // Where the system keeps the clipboard from pages, one key does it.
      field.current?.select();
      setCopied("byHand");
    }
  };
  return (
    <>
      <Textarea
        ref={field}
        className="site-css"
        label={t("settings.signing.publicKey")}
        description={t("settings.signing.publicKeyHint")}
        readOnly
        autosize
        spellCheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="signing-copy">
        <Button size="xs" variant="default" onClick={() => void copy()}>
          {t("settings.signing.copy")}
        </Button>
        <span role="status">{copied && t(`settings.signing.copied.${copied}`)}</span>
      </div>
    </>
  );
}

/** The key by which a website knows this desk's bundles. */
export function SigningTab() {
  const { t } = useTranslation();
  const [state, setState] = useState<SigningState | null>(null);
  const [refused, setRefused] = useState<DeskError | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [busy, setBusy] = useState(false);
  const take = useCallback((answer: Awaited<ReturnType<typeof read>>) => {
    setRefused(answer.ok ? null : answer.error);
    // One that can't be read may be replaced.
    setState(answer.ok ? answer.value : (now) => now ?? { key: null });
  }, []);
  useEffect(() => {
    void read().then(take);
  }, [take]);
  if (!state) return <p role="status">{t("app.loading")}</p>;
  const run = async (what: Asked | "make") => {
    setBusy(true);
    setAsked(null);
    take(
      what === "forget"
        ? await desk.call("host.forgetSigningKey", {})
        : await desk.call("host.makeSigningKey", what === "replace" ? { replace: true } : {}),
    );
    setBusy(false);
  };
  const { key } = state;
  const isUnreadable = refused?.reason === "key-unreadable";
  return (
    <div className="dialog-form">
      <p>{t("settings.signing.text")}</p>
      {key && <PublicKey key={key.publicKey} text={key.publicKey} />}
      {key && <p className="soft">{t("settings.signing.fingerprint", { fingerprint: key.fingerprint })}</p>}
      {!key && <p className="soft">{t("settings.signing.none")}</p>}
      {refused && (
        <p role="alert" className="refused">
          {errorWords(refused)}
        </p>
      )}
      {asked && (
        <div role="alert" className="dialog-form">
          <p>{t(`settings.signing.ask.${asked}`)}</p>
          <div className="dialog-buttons">
            <Button variant="default" onClick={() => setAsked(null)}>
              {t("app.cancel")}
            </Button>
            <Button color="red.9" onClick={() => void run(asked)}>
              {t(`settings.signing.${asked}`)}
            </Button>
          </div>
        </div>
      )}
      {!asked && (
        <div className="dialog-buttons">
          {(key || isUnreadable) && (
            <Button variant="default" disabled={busy} onClick={() => setAsked("forget")}>
              {t("settings.signing.forget")}
            </Button>
          )}
          {key || isUnreadable ? (
            <Button variant="default" disabled={busy} onClick={() => setAsked("replace")}>
              {t("settings.signing.replace")}
            </Button>
          ) : (
            <Button disabled={busy} onClick={() => void run("make")}>
              {t("settings.signing.make")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const read = () => desk.call("host.signing", {});
