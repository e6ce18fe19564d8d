import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeHub, syncNow, testHub } from "../../../electron/sync/share.ts";
import { readShareState, shareFolder, writeShareState, writeToken } from "../../../electron/sync/share-state.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, type HubServer, serveHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const TOKEN = "glpat-vientiane-4711";
let server: HubServer | null = null;
if (!canServe) console.log("skipped: a desk without git, as there is no openssl on this machine");
afterEach(async () => {
  await server?.close();
  server = null;
});

async function hubServer(): Promise<HubServer> {
  must(await makeHub(newsroom.hub(), path.join(newsroom.root(), "keeper")));
  execFileSync("git", ["--git-dir", newsroom.hub(), "config", "http.receivepack", "true"]);
  server = await serveHub(newsroom.root(), TOKEN);
  return server;
}

const git = (...args: string[]): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), ...args], { encoding: "utf8", stdio: "pipe" }).trim();

/** A word at the end of each paragraph of a story, and a story of its own. */
async function write(desk: SharingDesk, id: string, word: string): Promise<void> {
  const by = { origin: "editor" as const, by: desk.sharer.by };
  must(await desk.library.create(storyWithText(`ຂ່າວ ${word}`), by));
  const { revs, article } = must(await desk.library.open(id));
  const content = (article.versions.lo?.body.content ?? []).map((block) => ({
    ...block,
    content: [...(block.content ?? []), { type: "text", text: ` ${word}` }],
  }));
  must(await desk.library.save({ id, base: { lo: revs.lo }, lo: { body: { type: "doc", content } } }, by));
}

test.skipIf(!canServe)(
  "desks with git and without it write, merge and settle on one hub over HTTPS, and every word is there",
  async () => {
    const { address, ca } = await hubServer();
    const given = { address, token: TOKEN, caFile: ca };
    const vientiane = await newsroom.desk("vientiane", given, true);
    const { id } = must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer)).article;
    await vientiane.sync();
    const pakse = await newsroom.desk("pakse", given);
    const savannakhet = await newsroom.desk("savannakhet", given, true);
    const words: string[] = [];
    for (let turn = 1; turn <= 3; turn += 1) {
      for (const desk of [vientiane, pakse, savannakhet]) {
        const word = `ຄຳ${words.length + 1}`;
        words.push(word);
        await write(desk, id, word);
      }
      for (const desk of [vientiane, savannakhet, pakse, savannakhet, vientiane]) await desk.sync();
    }
    const whole = await wholeOf(vientiane);
    expect(await wholeOf(pakse)).toBe(whole);
    expect(await wholeOf(savannakhet)).toBe(whole);
    for (const word of words) expect(whole.split(new RegExp(`${word}(?!\\d)`)).length - 1, word).toBe(2);
    // Git itself finds nothing amiss in what was put.
    expect(git("fsck", "--strict", "--full")).not.toMatch(/error|missing|broken/);
    expect(git("log", "--merges", "--format=%cn", "main").split("\n")).toContain(savannakhet.sharer.by);
    expect(git("for-each-ref", "--format=%(refname)")).toContain(`refs/heads/desk/${vientiane.sharer.desk}`);
  },
);
