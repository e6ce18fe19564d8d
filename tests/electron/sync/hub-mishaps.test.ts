/** What can become of a hub, as a desk with git and one without tell it. */
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { makeHub, syncNow } from "../../../electron/sync/share.ts";
import { readShareNews } from "../../../electron/sync/share-news.ts";
import { shareFolder } from "../../../electron/sync/share-state.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom, wholeOf } from "./desks.ts";
import { canServe, type HubServer, serveHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();
const TOKEN = "glpat-vientiane-4711";
let server: HubServer | null = null;
if (!canServe) console.log("skipped: what can become of a hub, as there is no openssl on this machine");
afterEach(async () => {
  await server?.close();
  server = null;
});
const KINDS = [
  ["with git", false],
  ["without git", true],
] as const;

const gitIn = (hub: string, args: readonly string[], input?: string): string =>
  execFileSync("git", ["--git-dir", hub, "-c", "user.name=x", "-c", "user.email=x@x", ...args], {
    encoding: "utf8",
    ...(input !== undefined && { input }),
  }).trim();

/** A file more at the hub, on top of what stands there, or, of another past, in place of it. */
function put(hub: string, name: string, text: string, isAnew = false): void {
  const blob = gitIn(hub, ["hash-object", "-w", "--stdin"], text);
  const stands = isAnew ? "" : `${gitIn(hub, ["ls-tree", "main"])}\n`;
  const others = stands.split("\n").filter((line) => line !== "" && !line.endsWith(`\t${name}`));
  const tree = gitIn(hub, ["mktree"], [...others, `100644 blob ${blob}\t${name}`, ""].join("\n"));
  const on = isAnew ? [] : ["-p", "main"];
  gitIn(hub, ["update-ref", "refs/heads/main", gitIn(hub, ["commit-tree", tree, ...on, "-m", "x"])]);
}

async function served(isGitless: boolean): Promise<readonly [SharingDesk, SharingDesk]> {
  must(await makeHub(newsroom.hub(), path.join(newsroom.root(), "keeper")));
  gitIn(newsroom.hub(), ["config", "http.receivepack", "true"]);
  server = await serveHub(newsroom.root(), TOKEN);
  const given = { address: server.address, token: TOKEN, caFile: server.ca };
  const vientiane = await newsroom.desk("vientiane", given, isGitless);
  must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer));
  await vientiane.sync();
  return [vientiane, await newsroom.desk("pakse", given)];
}

const reason = async ({ library, sharer }: SharingDesk): Promise<string> => {
  const answer = await syncNow(library, sharer);
  return answer.ok ? "ok" : answer.error.reason;
};
const copy = (from: string, to: string): void => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
};

test.skipIf(!canServe).each(KINDS)(
  "a desk %s tells a hub that was emptied, another's, no library's or a newer Songphasa's, leaves all as it is, and goes on once it is right again",
  async (_, isGitless) => {
    const [vientiane, pakse] = await served(isGitless);
    const hub = newsroom.hub();
    const right = path.join(newsroom.root(), "right");
    copy(hub, right);
    must(await vientiane.library.create(storyWithText("ຂ່າວທີ່ລໍຖ້າ"), writer));
    const whole = await wholeOf(vientiane);
    const mishaps: readonly (readonly [string, () => void])[] = [
      ["hub-empty", () => gitIn(hub, ["update-ref", "-d", "refs/heads/main"])],
      [
        "hub-other-library",
        () => put(hub, "songphasa.json", JSON.stringify({ format: 1, library: "01JOTHER00000000000000000" }), true),
      ],
      ["hub-foreign", () => put(hub, "README.md", "ຂອງຄົນອື່ນ", true)],
      [
        "hub-newer",
        () => put(hub, "songphasa.json", JSON.stringify({ format: 2, library: vientiane.library.id }), true),
      ],
      ["hub-newer", () => put(hub, "songphasa.json", JSON.stringify({ format: 2, library: vientiane.library.id }))],
      [
        "hub-other-library",
        () => put(hub, "songphasa.json", JSON.stringify({ format: 1, library: "01JOTHER00000000000000000" })),
      ],
    ];
    for (const [told, happens] of mishaps) {
      happens();
      const before = gitIn(hub, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/main"]);
      expect(await reason(vientiane)).toBe(told);
      expect(gitIn(hub, ["for-each-ref", "--format=%(objectname) %(refname)", "refs/heads/main"])).toBe(before);
      expect(await wholeOf(vientiane)).toBe(whole);
      copy(right, hub);
    }
    for (const desk of [vientiane, pakse]) await desk.sync();
    expect(await wholeOf(vientiane)).toBe(whole);
    expect(await wholeOf(pakse)).toBe(whole);
  },
);

test.skipIf(!canServe).each(KINDS)(
  "a hub that was restored from an old backup, or whose main was rewritten, gets back what a desk %s has, and it says so",
  async (_, isGitless) => {
    const [vientiane, pakse] = await served(isGitless);
    const hub = newsroom.hub();
    const old = path.join(newsroom.root(), "old");
    copy(hub, old);
    const late = must(await vientiane.library.create(storyWithText("ເປີດຂົວມິດຕະພາບ"), writer)).article.id;
    await vientiane.sync();
    copy(old, hub);
    const setBack = async () => (await readShareNews(shareFolder(vientiane.sharer.home, vientiane.library.id))).setBack;
    expect(await setBack()).toBeNull();
    await vientiane.sync();
    expect(await setBack()).not.toBeNull();
    await pakse.sync();
    expect((await pakse.story(late)).versions.lo?.headline).toBe("ເປີດຂົວມິດຕະພາບ");
    // Somebody takes a story out of all that ever was.
    const tree = gitIn(
      hub,
      ["mktree"],
      gitIn(hub, ["ls-tree", "main"])
        .split("\n")
        .filter((line) => !line.endsWith("\tarticles"))
        .concat("")
        .join("\n"),
    );
    gitIn(hub, ["update-ref", "refs/heads/main", gitIn(hub, ["commit-tree", tree, "-m", "x"])]);
    for (const desk of [vientiane, pakse, vientiane]) await desk.sync();
    expect(await wholeOf(pakse)).toBe(await wholeOf(vientiane));
    expect(await vientiane.library.ids()).toHaveLength(2);
    expect(gitIn(hub, ["ls-tree", "-r", "--name-only", "main"])).toContain(`${late}.json`);
  },
);
