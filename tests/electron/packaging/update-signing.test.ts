import { createPrivateKey } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { VERSION } from "../../../electron/calls/host.ts";
import { PROGRAM_FOLDER } from "../../../electron/disk/program-places.ts";
import { publicUpdateKey } from "../../../electron/packaging/update-key.ts";
import { makeUpdateKey, signRelease } from "../../../electron/packaging/update-signing.ts";
import { readUpdate, updateKeyOf } from "../../../electron/updates/update-description.ts";
import { NEWS } from "../../../renderer/updates/whats-new.ts";
import { newFolder, tidyUp } from "../updates/release.ts";

afterEach(tidyUp);

it("a key is made once, and a release that it signed is what the app reads by its public half", async () => {
  const folder = await newFolder();
  const [secret, shown] = [path.join(folder, "secret.pem"), path.join(folder, "updates", "public-key.pem")];
  await makeUpdateKey(secret, shown);
  await expect(makeUpdateKey(path.join(folder, "again.pem"), shown)).rejects.toThrow("EEXIST");
  const parts = await newFolder();
  const names = [
    "Songphasa-0.2.0-linux-amd64.deb",
    "Songphasa-0.2.0-linux-x86_64.AppImage",
    "Songphasa-0.2.0-linux-x86_64.rpm",
    "Songphasa-0.2.0-mac-universal.dmg",
    "Songphasa-0.2.0-mac-universal.zip",
    "Songphasa-0.2.0-windows-arm64.exe",
    "Songphasa-0.2.0-windows-x64.exe",
  ];
  for (const name of [...names, "songphasa.cdx.json", "SHA256SUMS"]) await writeFile(path.join(parts, name), name);
  const file = await signRelease(parts, createPrivateKey(await readFile(secret, "utf8")), "2026-12-10");
  const key = updateKeyOf(await readFile(shown, "utf8"));
  if (!key) throw new Error("no key");
  const read = readUpdate(await readFile(file, "utf8"), key);
  expect(read).toMatchObject({ ok: true, value: { version: "0.2.0", date: "2026-12-10" } });
  const files = read.ok ? read.value.files : [];
  expect(files.map(({ name }) => name)).toEqual(names);
  expect(files.map(({ system, arch, kind }) => `${system} ${arch} ${kind}`)).toEqual([
    "linux x64 deb",
    "linux x64 AppImage",
    "linux x64 rpm",
    "mac universal dmg",
    "mac universal zip",
    "win arm64 exe",
    "win x64 exe",
  ]);
});

it("an app has the public half that its maker gives or commits, and nothing that is none or another", async () => {
  const folder = await newFolder();
  const [one, other, none] = ["one.pem", "other.pem", "none.pem"].map((name) => path.join(folder, name));
  if (!one || !other || !none) throw new Error("no places");
  for (const place of [one, other]) await makeUpdateKey(`${place}.secret`, place);
  const [given, secret] = await Promise.all([readFile(one, "utf8"), readFile(`${one}.secret`, "utf8")]);
  const key = (pem: string, committed: string) => publicUpdateKey({ SONGPHASA_UPDATE_PUBLIC_KEY: pem }, committed);
  expect(key("", none)).toBeNull();
  expect(key("", one)).toBe(given);
  expect(key(given, none)).toBe(given);
  expect(key(given.replaceAll("\n", "\r\n"), one)).toContain("PUBLIC KEY");
  expect(() => key(given, other)).toThrow("two different keys");
  for (const pem of ["ກະແຈ", secret]) expect(() => key(pem, none)).toThrow("no public key");
});

it("a folder of two versions, or of none, is not signed", async () => {
  const folder = await newFolder();
  await makeUpdateKey(path.join(folder, "secret.pem"), path.join(folder, "public.pem"));
  const key = createPrivateKey(await readFile(path.join(folder, "secret.pem"), "utf8"));
  await expect(signRelease(folder, key, "2026-12-10")).rejects.toThrow("no version");
  for (const version of ["0.2.0", "0.3.0"])
    await writeFile(path.join(folder, `Songphasa-${version}-linux-amd64.deb`), "");
  await expect(signRelease(folder, key, "2026-12-10")).rejects.toThrow("0.2.0 and 0.3.0");
});

it("the version is one, and it says what it brought, to editors in both languages and to software centres", async () => {
  const about: unknown = JSON.parse(await readFile(path.join(PROGRAM_FOLDER, "package.json"), "utf8"));
  expect(about).toMatchObject({ version: VERSION });
  expect(NEWS[0]?.version).toBe(VERSION);
  for (const { words } of NEWS) {
    expect(words.lo.length).toBe(words.en.length);
    for (const word of words.lo) expect(word).toMatch(/[\u0e80-\u0eff]/);
  }
  const centre = await readFile(
    path.join(PROGRAM_FOLDER, "resources/installers/linux/la.songphasa.desk.metainfo.xml"),
    "utf8",
  );
  expect(/<release version="([^"]+)"/.exec(centre)?.[1]).toBe(VERSION);
});
