import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { signingKey } from "../../../electron/desk/signing-key.ts";
import {
  fingerprintOf,
  isSignedBy,
  privateKeyOf,
  publicKeyOf,
  publicKeyText,
  readSignature,
  signatureText,
} from "../../../electron/publish/apply/signature.ts";
import { must } from "../library/stories.ts";

let home: string;
beforeEach(async () => {
  home = path.join(await mkdtemp(path.join(tmpdir(), "songphasa-key-")), "home");
});
afterEach(() => rm(path.dirname(home), { recursive: true, force: true }));

const manifest = Buffer.from('{ "kind": "whole" }\n');
const keyFile = () => path.join(home, "signing-key.pem");

test("a desk has no key until one is made; it is kept for this user alone, and its bundles are known by the public half", async () => {
  const keys = signingKey(home);
  expect(must(await keys.read())).toBe(null);
  const made = must(await keys.make());
  expect((await stat(keyFile())).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  const read = must(await signingKey(home).read());
  if (!read) throw new Error("no key");
  expect(publicKeyText(read)).toBe(publicKeyText(made));

  const signed = readSignature(signatureText(manifest, read));
  const known = publicKeyOf(publicKeyText(made));
  if (!signed || !known) throw new Error("no signature or key");
  expect(isSignedBy(manifest, signed, known)).toBe(true);
  expect(isSignedBy(Buffer.from('{ "kind": "delta" }\n'), signed, known)).toBe(false);
  expect(signatureText(manifest, read)).toBe(signatureText(manifest, made));
  expect(fingerprintOf(known)).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  expect(fingerprintOf(known)).toBe(fingerprintOf(read));

  const another = must(await keys.make());
  expect(isSignedBy(manifest, signed, another)).toBe(false);
  must(await keys.forget());
  expect(must(await keys.read())).toBe(null);
});

test("what stands in the key's place and is none is told, so that no bundle goes out unsigned", async () => {
  const keys = signingKey(home);
  must(await keys.make());
  const pem = await readFile(keyFile(), "utf8");
  await writeFile(keyFile(), pem.slice(0, 60));
  expect(await keys.read()).toMatchObject({ ok: false, error: { reason: "key-unreadable" } });
  expect(publicKeyOf(pem)).toBe(null);
  expect(privateKeyOf("ຂ່າວ")).toBe(null);
  expect(readSignature("{}")).toBe(null);
  expect(readSignature("no JSON")).toBe(null);
});
