/** A release in a folder, as its workflow makes it, and a server in the office that hands it out. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { DESCRIPTION, type Installer, signedUpdate } from "../../../electron/updates/update-description.ts";

const folders = new Set<string>();
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-update-"));
  folders.add(folder);
  return folder;
}
export async function tidyUp(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders.clear();
}

export const keys = (): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } =>
  generateKeyPairSync("ed25519");

export const BYTES = Buffer.from("The installer of a newer Songphasa, ລຸ້ນໃໝ່\n".repeat(4000));
export const NAME = "Songphasa-0.2.0-linux-amd64.deb";
export const DEB: Installer = {
  name: NAME,
  system: "linux",
  arch: "x64",
  kind: "deb",
  size: BYTES.length,
  sha256: createHash("sha256").update(BYTES).digest("hex"),
};

/** A folder with the installer for Linux and the signed description. */
export async function release(privateKey: KeyObject, version = "0.2.0", files = [DEB]): Promise<string> {
  const folder = await newFolder();
  await writeFile(path.join(folder, NAME), BYTES);
  await writeFile(
    path.join(folder, DESCRIPTION),
    signedUpdate({ format: 1, version, date: "2026-12-10", files }, privateKey),
  );
  return folder;
}

/** Whether a certificate can be made on this machine. */
export const canServe = spawnSync("openssl", ["version"]).status === 0;

export interface Office {
  readonly address: string;
  /** The authority of its certificate. */
  readonly ca: readonly string[];
  /** What was asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function openOffice(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Office> {
  const folder = await newFolder();
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
      ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
    ],
    { stdio: "ignore" },
  );
  const asked: string[] = [];
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const place = server.address();
  if (typeof place !== "object" || !place) throw new Error("no address");
  return {
    address: `https://localhost:${place.port}/songphasa/`,
    ca: [readFileSync(cert, "utf8")],
    asked,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/** Hands a release's files out. */
export const handOut = (folder: string) => (request: IncomingMessage, response: ServerResponse) => {
  try {
    response.end(readFileSync(path.join(folder, path.basename(request.url ?? ""))));
  } catch {
    response.writeHead(404).end();
  }
};
