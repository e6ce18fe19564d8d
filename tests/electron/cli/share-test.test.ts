/** `share test`: what stands in the way is told in words, each by its own sentence, and nothing is changed. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { COMMANDS } from "../../../electron/cli/commands.ts";
import { runProgram } from "../../../electron/cli/program.ts";
import { Refused } from "../../../electron/cli/refused.ts";
import { makeHub } from "../../../electron/sync/share.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { sharedNewsroom } from "../sync/desks.ts";
import { canServe, type HubServer, serveHub } from "../sync/hub-server.ts";

const newsroom = sharedNewsroom();
const TOKEN = "glpat-vientiane-4711";
let server: HubServer | null = null;
let library = "";
beforeEach(async () => {
  vi.stubEnv("SONGPHASA_HOME", path.join(newsroom.root(), "editor"));
  const desk = await newsroom.desk("vientiane");
  must(await desk.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer));
  await desk.sync();
  const { folder } = desk.library;
  await desk.library.close();
  library = folder;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  server = null;
});

/** What `share test` says of a hub, or why it can't. */
const said = (hub: string, ...more: readonly string[]): Promise<string> =>
  answerOf("share", "test", hub, "--library", library, ...more);

/** What a command says, or why it can't. */
async function answerOf(...args: readonly string[]): Promise<string> {
  const told: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => told.push(String(chunk)) > 0);
  try {
    await runProgram(COMMANDS, args);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.message;
  } finally {
    spy.mockRestore();
  }
  return told.join("");
}

/** Puts a file into a hub, as somebody with git would. */
function put(hub: string, name: string, text: string): void {
  const git = (args: readonly string[], input?: string) =>
    execFileSync("git", ["--git-dir", hub, "-c", "user.name=x", "-c", "user.email=x@x", ...args], {
      encoding: "utf8",
      input,
    }).trim();
  const blob = git(["hash-object", "-w", "--stdin"], text);
  const tree = git(["mktree"], `100644 blob ${blob}\t${name}\n`);
  git(["update-ref", "refs/heads/main", git(["commit-tree", tree, "-m", "x"])]);
}

const emptyHub = async (name: string): Promise<string> => {
  const hub = path.join(newsroom.root(), name);
  must(await makeHub(hub, path.join(newsroom.root(), "keeper")));
  return hub;
};

test("a hub in a folder: what it holds, that it isn't there, that it is no library's, or a newer Songphasa's", async () => {
  expect(await said(newsroom.hub())).toMatch(/hub has this library \(.+\)\ncarried by the system's git\n/);
  const empty = await emptyHub("empty");
  expect(await said(empty)).toContain("is empty: this library can be shared there");
  expect(JSON.parse(await said(empty, "--json"))).toEqual({ holds: "empty", name: null, carrier: "git" });
  expect(await said("hub.example.la/kpl")).toContain("is no address of a hub");
  const nowhere = path.join(newsroom.root(), "stick", "hub");
  expect(await said(nowhere)).toBe(
    `There is no hub at ${nowhere}. Look at the address, or whether the disk is plugged in.`,
  );
  const foreign = await emptyHub("foreign");
  put(foreign, "README.md", "ຂອງຄົນອື່ນ");
  expect(await said(foreign)).toMatch(/is no library of Songphasa; nothing was changed/);
  const other = await emptyHub("other");
  put(other, "songphasa.json", JSON.stringify({ format: 1, library: "01JOTHER00000000000000000" }));
  expect(await said(other)).toContain("has another library, which can be joined");
  const newer = await emptyHub("newer");
  put(newer, "songphasa.json", JSON.stringify({ format: 2, library: "01JOTHER00000000000000000" }));
  expect(await said(newer)).toMatch(/was shared by a newer Songphasa. Update this desk/);
  expect(existsSync(path.join(newsroom.root(), "editor", "shared"))).toBe(true);
  expect(readdirSync(path.join(newsroom.root(), "editor", "shared"))).toEqual([]);
});

test("a token, a key or a certificate whose file isn't there is named, and no hub or folder is blamed for it", async () => {
  const missing = path.join(newsroom.root(), "ບໍ່ມີ.pem");
  const hub = await emptyHub("hub-of-two");
  const place = path.join(newsroom.root(), "joined");
  for (const option of ["--token-file", "--key-file", "--ca"])
    for (const args of [
      ["share", "test", hub, "--library", library],
      ["share", "init", hub, "--library", library],
      ["share", "join", hub, place],
    ])
      expect(await answerOf(...args, option, missing)).toBe(`There is no file ${missing}.`);
  expect(existsSync(place)).toBe(false);
  expect(await answerOf("share", "join", hub, library)).toBe(`${library} is not empty. Choose an empty folder.`);
});

test.skipIf(!canServe)(
  "a hub over HTTPS: the name, the line, the key, the certificate and the right to write are told apart",
  async () => {
    execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "true"]);
    server = await serveHub(newsroom.root(), TOKEN);
    const token = (text: string): string => {
      const file = path.join(newsroom.root(), "token");
      writeFileSync(file, `${text}\n`);
      return file;
    };
    const ask = (text = TOKEN, ...more: readonly string[]) =>
      said(server?.address ?? "", "--token-file", token(text), ...more);
    const ca = ["--ca", server.ca];
    expect(await ask(TOKEN, ...ca)).toContain("has this library");
    const sentences = [
      await said("https://no-such-host.invalid/hub"),
      await said("https://127.0.0.1:9/hub"),
      await ask("glpat-expired", ...ca),
      await ask(),
    ];
    execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "false"]);
    sentences.push(await ask(TOKEN, ...ca));
    for (const [index, words] of [/name/, /doesn't answer/, /token|key/, /certificate/, /write/].entries())
      expect(sentences[index]).toMatch(words);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).not.toContain("glpat");
    // A file that isn't there is the reader's to look for, and no fault of the hub.
    const missing = path.join(newsroom.root(), "no-such-token");
    expect(await said(server.address, "--token-file", missing)).toContain(missing);
    expect(await ask(TOKEN, "--ca", missing)).toContain(missing);
  },
);
