/** `npm run update-key`: makes the key that updates are signed with, and signs what describes a release. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { UPDATE_KEY } from "../disk/program-places.ts";
import { DESCRIPTION, type Installer, InstallerKind, signedUpdate } from "../updates/update-description.ts";
import { publicUpdateKey } from "./update-key.ts";

const HELP = `npm run update-key -- make FILE      makes a key: its private half into FILE, the public one into
                                     ${path.join("resources", "updates", "public-key.pem")}, which is committed or
                                     given to npm run package as SONGPHASA_UPDATE_PUBLIC_KEY
npm run update-key -- sign FOLDER    describes and signs a release's installers in FOLDER, with the private
                                     key that SONGPHASA_UPDATE_KEY holds
`;

/** As electron-builder.yml names them. */
const NAMED = /^Songphasa-(\d+\.\d+\.\d+)-(windows|mac|linux)-(x64|amd64|x86_64|arm64|universal)\.(\w+)$/;
const SYSTEMS = { windows: "win", mac: "mac", linux: "linux" } as const;
const PROCESSORS = { x64: "x64", amd64: "x64", x86_64: "x64", arm64: "arm64", universal: "universal" } as const;

async function described(folder: string, name: string): Promise<{ version: string; installer: Installer } | null> {
  const [, version, system, arch, ending] = NAMED.exec(name) ?? [];
  const kind = InstallerKind.safeParse(ending).data;
  if (version === undefined || !kind) return null;
  const hash = createHash("sha256");
  const file = path.join(folder, name);
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  const installer: Installer = {
    name,
    system: SYSTEMS[system as keyof typeof SYSTEMS],
    arch: PROCESSORS[arch as keyof typeof PROCESSORS],
    kind,
    size: (await stat(file)).size,
    sha256: hash.digest("hex"),
  };
  return { version, installer };
}

/** Writes the description of a folder's installers into it. Throws where there are none, or of several versions. */
export async function signRelease(folder: string, privateKey: KeyObject, date: string): Promise<string> {
  const found = await Promise.all((await readdir(folder)).sort().map((name) => described(folder, name)));
  const installers = found.filter((one) => one !== null);
  const versions = [...new Set(installers.map(({ version }) => version))];
  const [version] = versions;
  if (version === undefined || versions.length > 1)
    throw new Error(`In ${folder} stand installers of ${versions.join(" and ") || "no version"}.`);
  const files = installers.map(({ installer }) => installer);
  const file = path.join(folder, DESCRIPTION);
  await writeFile(file, signedUpdate({ format: 1, version, date, files }, privateKey));
  return file;
}

/** Throws where there is a key already: apps that have it would take no update of another. */
export async function makeUpdateKey(privateFile: string, publicFile: string): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  await mkdir(path.dirname(publicFile), { recursive: true });
  await writeFile(publicFile, publicKey.export({ type: "spki", format: "pem" }), { flag: "wx" });
  await writeFile(privateFile, privateKey.export({ type: "pkcs8", format: "pem" }), { flag: "wx", mode: 0o600 });
}

const pem = (key: KeyObject): string => key.export({ type: "spki", format: "pem" }).toString();

async function main([what, place]: readonly string[]): Promise<void> {
  if (place === undefined || (what !== "make" && what !== "sign")) {
    process.stderr.write(HELP);
    process.exitCode = 2;
  } else if (what === "make") {
    await makeUpdateKey(place, UPDATE_KEY);
    process.stdout.write(`${UPDATE_KEY} is to be committed, or its text to be the repository's variable UPDATE_PUBLIC_KEY.
${place} is to be the secret UPDATE_KEY of the release, and seen by nobody else.\n`);
  } else {
    const key = createPrivateKey(process.env.SONGPHASA_UPDATE_KEY ?? "");
    // An app that was made without it, or with another, would take no update of this release.
    const shown = publicUpdateKey();
    if (shown === null || pem(createPublicKey(key)) !== pem(createPublicKey(shown)))
      throw new Error("The private key is not the one whose public half the apps have.");
    process.stdout.write(`${await signRelease(place, key, new Date().toISOString().slice(0, 10))}\n`);
  }
}

if (import.meta.main) await main(process.argv.slice(2));
