/**
 * Who vouches for a bundle. A desk that has a signing key signs each bundle that it makes: it writes
 * `signatureText(bytes, privateKey)` as the entry `manifest.sig`, after `manifest.json`, over the very bytes that went
 * into that entry. `electron/desk/signing-key.ts` has the key. A website keeps the public half, which it has from the
 * desk's settings and never from a bundle.
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { BundleSignature } from "../../../shared/bundle/bundle-manifest.ts";

const isEd25519 = (key: KeyObject): boolean => key.asymmetricKeyType === "ed25519";

/** The key of a PEM text (`-----BEGIN PUBLIC KEY-----`); null where that is no public Ed25519 key. */
export function publicKeyOf(pem: string): KeyObject | null {
  // Node makes a public key of a private one too: whoever hands that around should hear of it.
  if (!pem.includes("-----BEGIN PUBLIC KEY-----")) return null;
  try {
    const key = createPublicKey(pem);
    return isEd25519(key) ? key : null;
  } catch {
    return null;
  }
}

/** The same of a private one (`-----BEGIN PRIVATE KEY-----`). */
export function privateKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem);
    return isEd25519(key) ? key : null;
  } catch {
    return null;
  }
}

/** The public half of either as text to copy. */
export const publicKeyText = (key: KeyObject): string =>
  (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "pem" }).toString();

/** Sixteen hex digits in four groups, short enough to be compared by telephone. */
export function fingerprintOf(key: KeyObject): string {
  const bytes = (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" });
  const [...groups] = createHash("sha256").update(bytes).digest("hex").slice(0, 16).match(/.{4}/g) ?? [];
  return groups.join(" ");
}

/** The text of `manifest.sig` for the bytes of `manifest.json`. The same key and bytes give the same text. */
export function signatureText(manifest: Uint8Array, privateKey: KeyObject): string {
  const signature: BundleSignature = {
    algorithm: "Ed25519",
    publicKey: publicKeyText(privateKey),
    signature: sign(null, manifest, privateKey).toString("base64"),
  };
  return `${JSON.stringify(signature, null, 2)}\n`;
}

/** A signature as it stands in a bundle; null for what is none. */
export function readSignature(text: string): BundleSignature | null {
  try {
    return BundleSignature.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether a key signed these bytes. */
export const isSignedBy = (manifest: Uint8Array, { signature }: BundleSignature, key: KeyObject): boolean =>
  verify(null, manifest, key, Buffer.from(signature, "base64"));
