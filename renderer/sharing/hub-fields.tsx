import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, TypedHub } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { desk } from "../base/desk-client.ts";
import { Refused } from "./refused.tsx";

/** A hub as it is being typed. */
export interface HubText {
  readonly address: string;
  readonly token: string;
  readonly keyFile: string;
  readonly caFile: string;
}

export const NO_HUB: HubText = { address: "", token: "", keyFile: "", caFile: "" };

type Way = "https" | "ssh" | "folder";

/** By what a hub at an address is reached: each way has fields of its own. */
export function wayOf(address: string): Way {
  const text = address.trim();
  if (/^https:/i.test(text)) return "https";
  return /^ssh:/i.test(text) || /^[\w.-]+@[^/]+:/.test(text) ? "ssh" : "folder";
}

const filled = (text: string): string | undefined => text.trim() || undefined;

/** What of the text the hub's way asks for. */
export function hubOf({ address, token, keyFile, caFile }: HubText): TypedHub {
  const way = wayOf(address);
  return {
    address: address.trim(),
    ...(way === "https" && { token: filled(token), caFile: filled(caFile) }),
    ...(way === "ssh" && { keyFile: filled(keyFile) }),
  };
}

interface AccessProps {
  readonly hub: HubText;
  /** A token is kept already, and shown to nobody. */
  readonly hasToken?: boolean;
  readonly disabled?: boolean;
  change(hub: HubText): void;
}

/** How this desk is let in. */
export function AccessFields({ hub, hasToken = false, disabled = false, change }: AccessProps) {
  const { t } = useTranslation();
  const way = wayOf(hub.address);
  const set = (name: keyof HubText) => (event: { readonly currentTarget: { readonly value: string } }) =>
    change({ ...hub, [name]: event.currentTarget.value });
  if (way === "folder") return null;
  if (way === "ssh")
    return (
      <TextInput
        label={t("sharing.keyFile")}
        description={t("sharing.keyFileHint")}
        value={hub.keyFile}
        disabled={disabled}
        onChange={set("keyFile")}
      />
    );
  return (
    <>
      <TextInput
        type="password"
        label={t("sharing.token")}
        description={t(hasToken ? "sharing.tokenKept" : "sharing.tokenHint")}
        autoComplete="off"
        value={hub.token}
        disabled={disabled}
        onChange={set("token")}
      />
      <TextInput
        label={t("sharing.caFile")}
        description={t("sharing.caFileHint")}
        value={hub.caFile}
        disabled={disabled}
        onChange={set("caFile")}
      />
    </>
  );
}

/** The hub's address, and how this desk is let in there. */
export function HubFields(props: AccessProps & { /** A dialog begins with it. */ readonly isFirst?: boolean }) {
  const { t } = useTranslation();
  const { hub, disabled = false, isFirst, change } = props;
  return (
    <>
      <TextInput
        data-autofocus={isFirst || undefined}
        label={t("sharing.address")}
        description={t("sharing.addressHint")}
        spellCheck={false}
        value={hub.address}
        disabled={disabled}
        onChange={(event) => change({ ...hub, address: event.currentTarget.value })}
      />
      <AccessFields {...props} />
    </>
  );
}

type Tested = { readonly found: Answer<"sharing.test"> } | { readonly error: DeskError };

/** Asks a hub, and says in words what it holds or what stood in the way. */
export function HubTest({ hub, tested }: { readonly hub: HubText; tested?(found: Answer<"sharing.test">): void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<"asking" | Tested | null>(null);
  const test = async () => {
    setState("asking");
    const answer = await desk.call("sharing.test", hubOf(hub));
    setState(answer.ok ? { found: answer.value } : { error: answer.error });
    if (answer.ok) tested?.(answer.value);
  };
  return (
    <div className="hub-test">
      <Button variant="default" disabled={hub.address.trim() === "" || state === "asking"} onClick={() => void test()}>
        {t("sharing.test")}
      </Button>
      <span role="status">
        {state === "asking" && t("sharing.testing")}
        {state !== null &&
          state !== "asking" &&
          "found" in state &&
          `${t(`sharing.holds.${state.found.holds}`, { name: state.found.name ?? "" })} ${t(`sharing.carrier.${state.found.carrier}`)}`}
      </span>
      {state !== null && state !== "asking" && "error" in state && <Refused error={state.error} />}
    </div>
  );
}
