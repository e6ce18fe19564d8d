/** The key by which a website knows this desk's bundles; no library is needed. */
import type { KeyObject } from "node:crypto";
import type { SigningState } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import type { SigningKey } from "../desk/signing-key.ts";
import { fingerprintOf, publicKeyText } from "../publish/apply/signature.ts";
import type { Room } from "./room.ts";

function told(read: Result<KeyObject | null>): Result<SigningState> {
  if (!read.ok) return read;
  const key = read.value;
  return done({ key: key && { publicKey: publicKeyText(key).trim(), fingerprint: fingerprintOf(key) } });
}

export const signingCalls = ({ signing }: { readonly signing: SigningKey }) =>
  ({
    "host.signing": async () => told(await signing.read()),
    "host.makeSigningKey": async ({ replace }) => {
      const known = await signing.read();
      // What can't be read is no key that anything could be signed by: it is replaced where one says so.
      if (!replace && (!known.ok || known.value)) return known.ok ? refuse("key-exists") : known;
      return told(await signing.make());
    },
    "host.forgetSigningKey": async () => told(await signing.forget()),
  }) satisfies Room;
