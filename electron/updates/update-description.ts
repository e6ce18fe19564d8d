/**
 * What a release says of its installers, in one file that is signed: `songphasa-update.json`. Its `update` is the signed
 * text itself, so that nobody has to agree on how JSON is written:
 *
 *     { "update": "{\"format\":1,\"version\":\"0.2.0\",…}", "signature": "<Ed25519 over the UTF-8 of that text, base64>" }
 */
import { createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";
import { done, type Result, refuse } from "../../shared/errors.ts";

export const DESCRIPTION = "songphasa-update.json";
/** Bytes that it may have. */
export const DESCRIPTION_LIMIT = 256 * 1024;
/** Bytes that an installer may have. */
const INSTALLER_LIMIT = 1024 * 1024 * 1024;

const Version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);
export const InstallerKind = z.enum(["exe", "dmg", "zip", "deb", "rpm", "AppImage"]);
export type InstallerKind = z.infer<typeof InstallerKind>;

const Installer = z.object({
  /** A name and nothing else: it is put behind an address and into a folder. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,150}$/),
  system: z.enum(["linux", "win", "mac"]),
  arch: z.enum(["x64", "arm64", "universal"]),
  kind: InstallerKind,
  size: z.int().min(1).max(INSTALLER_LIMIT),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Installer = z.infer<typeof Installer>;

const Update = z.object({
  format: z.literal(1),
  version: Version,
  date: z.iso.date(),
  files: z.array(Installer).min(1).max(40),
});
export type Update = z.infer<typeof Update>;

const Signed = z.object({ update: z.string(), signature: z.base64() });

/** What this app can be replaced by. */
export interface Target {
  readonly system: Installer["system"];
  readonly arch: string;
  /** The first is the usual one. */
  readonly kinds: readonly InstallerKind[];
}

const parse = <T>(schema: z.ZodType<T>, text: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** The key of a PEM text; null where that is no public Ed25519 key. */
export function updateKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ed25519" && pem.includes("-----BEGIN PUBLIC KEY-----") ? key : null;
  } catch {
    return null;
  }
}

/** Errors: `update-unreadable`, `update-signature`. */
export function readUpdate(text: string, key: KeyObject): Result<Update> {
  const signed = parse(Signed, text);
  if (!signed) return refuse("update-unreadable");
  if (!verify(null, Buffer.from(signed.update, "utf8"), key, Buffer.from(signed.signature, "base64")))
    return refuse("update-signature");
  const update = parse(Update, signed.update);
  return update ? done(update) : refuse("update-unreadable");
}

/** The file's text. Throws where the update isn't one. */
export function signedUpdate(update: Update, privateKey: KeyObject): string {
  const text = JSON.stringify(Update.parse(update));
  const signature = sign(null, Buffer.from(text, "utf8"), privateKey).toString("base64");
  return `${JSON.stringify({ update: text, signature }, null, 2)}\n`;
}

/** Whether a version comes after another; both are three numbers. */
export function isNewer(version: string, than: string): boolean {
  const [numbers, others] = [version, than].map((one) => one.split(".").map(Number));
  for (const [at, number] of (numbers ?? []).entries()) {
    const other = others?.[at] ?? 0;
    if (number !== other) return number > other;
  }
  return false;
}

/** The installers that fit, the usual one first. */
export const fitting = ({ files }: Update, { system, arch, kinds }: Target): readonly Installer[] =>
  kinds.flatMap((kind) =>
    files.filter((file) => file.system === system && file.kind === kind && [arch, "universal"].includes(file.arch)),
  );
