/** The one file that a web developer has, alone in a folder, under plain Node. */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicKeyText } from "../../../../electron/publish/apply/signature.ts";
import { buildBundleTool } from "../../../../electron/start/build-bundle-tool.ts";
import { HOSTILE_NAMES } from "../../hostile-names.ts";
import { bundleBytes, deltaManifest, FIRST, SECOND, siteIn, wholeManifest } from "./bundle-files.ts";
import type { WrittenEntry } from "./zip-file.ts";

const exec = promisify(execFile);
const [mine, another] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];

let room = "";
let shelf = "";
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-tool-"));
  shelf = path.join(room, "ເວັບ");
  await mkdir(shelf);
  await copyFile(await buildBundleTool(path.join(room, "built")), path.join(shelf, "songphasa-bundle.mjs"));
  const key = mine.privateKey;
  await writeFile(path.join(room, "whole.zip"), bundleBytes(wholeManifest(FIRST), FIRST, { key }));
  await writeFile(path.join(room, "delta.zip"), bundleBytes(deltaManifest(FIRST, SECOND, 2), SECOND, { key }));
  const other = bundleBytes(deltaManifest(FIRST, SECOND, 2), SECOND, { key: another.privateKey });
  await writeFile(path.join(room, "other.zip"), other);
  await writeFile(path.join(room, "desk.pem"), publicKeyText(mine.publicKey));
});
afterAll(() => rm(room, { recursive: true, force: true }));

/** Node of the project, and the machine's own where it has one that is not too old. */
async function nodes(): Promise<readonly string[]> {
  const { stdout } = await exec("node", ["-p", "process.execPath"], { env: withoutNpm() }).catch(() => ({
    stdout: "",
  }));
  const own = stdout.trim();
  const [, major = "0"] = /^v(\d+)/.exec((await exec(own || process.execPath, ["-p", "process.version"])).stdout) ?? [];
  if (major !== "20") process.stdout.write("The tool is not tried on Node 20: none is on the path.\n");
  return [...new Set([process.execPath, ...(own === "" ? [] : [own])])];
}

/** npm puts the project's own Node first. */
const withoutNpm = (): NodeJS.ProcessEnv => ({
  PATH: (process.env.PATH ?? "")
    .split(path.delimiter)
    .filter((one) => !one.includes("node_modules"))
    .join(path.delimiter),
});

async function run(node: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const given = ["songphasa-bundle.mjs", ...args];
  try {
    const { stdout, stderr } = await exec(node, given, { cwd: shelf, env: withoutNpm() });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe.each(await nodes())("under %s", (node) => {
  test("it checks, applies and undoes, and answers as a program does", async () => {
    const www = path.join(room, `www-${(await exec(node, ["-p", "process.version"])).stdout.trim()}`);
    const signed = ["--key", "../desk.pem"];
    expect(await run(node, "verify", "../whole.zip", ...signed)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Whole and unharmed: a whole site, publication 1 of .*\n.*signed by the key/),
      err: "",
    });
    expect((await run(node, "apply", "../delta.zip", "--to", www)).err).toMatch(/follows|no bundle was applied/);
    expect((await run(node, "apply", "../whole.zip", "--to", www, ...signed)).out).toMatch(/^10 written, 0 removed: /);
    const other = await run(node, "apply", "../other.zip", "--to", www, ...signed, "--json");
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({ ok: false, error: { reason: "bundle-other-key" } });
    expect(other.err).toMatch(/is not signed by the key/);
    const applied = await run(node, "apply", "../delta.zip", "--to", www, ...signed, "--json");
    expect(JSON.parse(applied.out)).toMatchObject({ written: 6, removed: 2, bundle: { signed: { isChecked: true } } });
    expect(await siteIn(www)).toEqual(SECOND);
    expect((await run(node, "rollback", "--to", www)).out).toMatch(/stands at publication 1 .* again\n$/);
    expect(await siteIn(www)).toEqual(FIRST);
    expect(await readdir(shelf)).toEqual(["songphasa-bundle.mjs"]);
  });

  test("it refuses archives that are made to harm, and writes nothing", async () => {
    const evil = Buffer.from("hostile");
    const archives: readonly (readonly [name: string, entries: readonly WrittenEntry[]])[] = [
      ...HOSTILE_NAMES.map(([, name]) => [name, [{ name, bytes: evil }]] as const),
      ["a link", [{ name: "lo/link", bytes: Buffer.from("/etc/passwd"), mode: 0o120777 }]],
      ["a device", [{ name: "node", mode: 0o020666 }]],
      ["a clash", [{ name: "LO/Index.html" }]],
      ["a bomb", [{ name: "lo/bomb.html", bytes: evil, listedSize: 300 * 1024 * 1024 }]],
    ];
    const stands = await readdir(room);
    const file = path.join(room, "evil.zip");
    for (const [what, entries] of archives) {
      await writeFile(file, bundleBytes(wholeManifest(FIRST), FIRST, { entries: (good) => [...good, ...entries] }));
      const refused = await run(node, "apply", "../evil.zip", "--to", path.join(room, "evil"));
      expect(refused, what).toMatchObject({ code: 1, out: "" });
      expect(refused.err, what).toMatch(/^The bundle is damaged or not safe .*; nothing was written\.\n$/);
    }
    await rm(file);
    expect(await readdir(room)).toEqual(stands);
  });

  test("its help is in both languages, and wrong use is told with it", async () => {
    const help = await run(node, "--help");
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/^songphasa-bundle: /);
    // Each command and each choice, in both languages.
    for (const word of ["verify", "apply", "rollback", "--key FILE", "--to DIR", "--replace"])
      expect(help.out, word).toMatch(new RegExp(`^ +${word} .*\\p{Script=Lao}`, "mu"));
    for (const args of [
      [],
      ["publish"],
      ["verify"],
      ["verify", "a", "b"],
      ["apply", "a.zip"],
      ["verify", "a", "--no"],
    ]) {
      const wrong = await run(node, ...args);
      expect(wrong.code, args.join(" ")).toBe(2);
      expect(wrong.err).toContain(help.out);
      expect(wrong.out).toBe("");
    }
    expect(await run(node, "verify", "none.zip")).toMatchObject({ code: 1, out: "", err: "none.zip is not there.\n" });
    expect((await run(node, "verify", "../whole.zip", "--key", "../whole.zip")).err).toMatch(/holds no Ed25519 key/);
  });
});
