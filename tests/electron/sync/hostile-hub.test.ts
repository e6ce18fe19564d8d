import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { type GivenHub, makeHub, syncNow } from "../../../electron/sync/share.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { must, storyWithText, writer } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom } from "./desks.ts";
import { canServe, type HubServer, serveHub } from "./hub-server.ts";

const newsroom = sharedNewsroom();

const git = (args: readonly string[], input?: string | Buffer): string =>
  execFileSync("git", ["--git-dir", newsroom.hub(), ...args], { encoding: "utf8", input }).trim();

const blob = (text: string): string => git(["hash-object", "-w", "--stdin"], text);

interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly hash: string;
}

/** A tree as bytes: git's own command refuses the names that are to be tried. */
function tree(entries: readonly Entry[]): string {
  const inOrder = [...entries].sort((a, b) => {
    const [x, y] = [a, b].map(({ mode, name }) => Buffer.from(mode === "40000" ? `${name}/` : name));
    return x && y ? Buffer.compare(x, y) : 0;
  });
  const bytes = Buffer.concat(
    inOrder.map(({ mode, name, hash }) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, "hex")])),
  );
  return git(["hash-object", "-w", "-t", "tree", "--literally", "--stdin"], bytes);
}

const entriesOf = (moment: string): Entry[] =>
  git(["ls-tree", "-z", moment])
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const [mode = "", , hash = ""] = line.split(/[ \t]/);
      return { mode: mode.replace(/^0/, ""), name: line.slice(line.indexOf("\t") + 1), hash };
    });

/** Another program puts what no desk would put beside what stands at the hub. */
function put(more: readonly Entry[], inFolder = ""): void {
  const at = (moment: string, place: readonly string[]): string => {
    const [first, ...rest] = place;
    const known = moment === "" ? [] : entriesOf(moment);
    if (first === undefined) {
      const names = new Set(more.map(({ name }) => name));
      return tree([...known.filter(({ name }) => !names.has(name)), ...more]);
    }
    const inner = known.find(({ name }) => name === first);
    const hash = at(inner?.hash ?? "", rest);
    return tree([...known.filter(({ name }) => name !== first), { mode: "40000", name: first, hash }]);
  };
  const root = at(git(["rev-parse", "main^{tree}"]), inFolder === "" ? [] : inFolder.split("/"));
  const commit = `tree ${root}\nparent ${git(["rev-parse", "main"])}\nauthor x <x@x.invalid> 1700000000 +0000\ncommitter x <x@x.invalid> 1700000000 +0000\n\n`;
  git(["update-ref", "refs/heads/main", git(["hash-object", "-w", "-t", "commit", "--stdin"], commit)]);
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));

let server: HubServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** `gitless`: on machines without git, over HTTPS. */
async function two(gitless = false): Promise<[SharingDesk, SharingDesk]> {
  let given: GivenHub = { address: newsroom.hub() };
  if (gitless) {
    must(await makeHub(newsroom.hub(), path.join(newsroom.root(), "keeper")));
    git(["config", "http.receivepack", "true"]);
    server = await serveHub(newsroom.root(), "token");
    given = { address: server.address, token: "token", caFile: server.ca };
  }
  const vientiane = await newsroom.desk("vientiane", given, gitless);
  must(await vientiane.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), writer));
  await vientiane.sync();
  return [vientiane, await newsroom.desk("pakse", given, gitless)];
}

const strange = storyWithText("ຂ່າວແປກປອມ");
const shelf = `articles/${strange.id.slice(-2)}`;
const named = `${strange.id}.json`;
const file = (name: string, text = "{}"): Entry => ({ mode: "100644", name, hash: blob(text) });

const KINDS = canServe ? [false, true] : [false];

test.each(KINDS)(
  "hostile names, links, other repositories and programs at the hub are each left alone and told, and what came beside them is taken (without git: %s)",
  async (gitless) => {
    const [vientiane, pakse] = await two(gitless);
    put([file(".."), file(".gitmodules", '[submodule "x"]\n\tpath = x\n\turl = -u./x\n')]);
    put([{ mode: "40000", name: ".git", hash: tree([file("config", "[core]\n\tfsmonitor = id\n")]) }]);
    put([file("../evil.json"), file("con .json"), file("line\nfeed.json")]);
    put([{ mode: "40000", name: "..", hash: tree([file("evil.json")]) }], "articles");
    const [link, other, program] = [1, 2, 3].map((at) => `${strange.id.slice(0, -1)}${at}.json`);
    put([{ ...file(link ?? "", "/etc/passwd"), mode: "120000" }], shelf);
    put([{ ...file(other ?? ""), mode: "160000", hash: "1".repeat(40) }], shelf);
    put([{ ...file(program ?? ""), mode: "100755" }], shelf);
    put([file(named)], Array(60).fill("deep").join("/"));
    const before = filesIn(pakse.library.folder);
    const story = must(await vientiane.library.create(storyWithText("ລາຄາຄຳ"), writer)).article.id;
    const told = (held: readonly { path: string; error: { reason: string } }[]) =>
      held.map(({ path: one, error }) => [one, error.reason]).sort();
    const refused = [
      "..",
      "../evil.json",
      ".git/config",
      ".gitmodules",
      "articles/../evil.json",
      "con .json",
      "line\nfeed.json",
      ...[link, other, program].map((name) => `${shelf}/${name}`),
      `${Array(60).fill("deep").join("/")}/${named}`,
    ].map((one) => [one, "shared-refused"]);
    for (const desk of [vientiane, pakse]) expect(told((await desk.sync()).held)).toEqual(refused.sort());
    expect((await pakse.story(story)).id).toBe(story);
    const fresh = filesIn(pakse.library.folder).filter((one) => !before.includes(one) && !one.startsWith("log/"));
    expect(fresh.filter((one) => !one.includes(story))).toEqual([]);
    // They are told for as long as they stand there.
    expect(told((await pakse.sync()).held)).toEqual(refused.sort());
  },
);

test.each(KINDS)(
  "what can't be read waits file by file and is told, and what came beside it is taken (without git: %s)",
  async (gitless) => {
    const [vientiane, pakse] = await two(gitless);
    const [half, another, deep] = [1, 2, 3].map((at) => `${strange.id.slice(0, -1)}${at}`);
    put([file(`${half}.json`, "{ half")], `articles/${half?.slice(-2)}`);
    put([file(`${another}.json`, canonicalJson(storyWithText("ຊື່ອື່ນ")))], `articles/${another?.slice(-2)}`);
    put([file(`${deep}.json`, `${"[".repeat(90_000)}${"]".repeat(90_000)}`)], `articles/${deep?.slice(-2)}`);
    put([file("settings.json", '{"name": 7}')]);
    put([file("01K0ZWEATHER00000000000001.json", "[]")], "templates");
    put([file("f".repeat(32), "not a revision")], `revisions/${strange.id}`);
    const story = must(await vientiane.library.create(storyWithText("ລາຄາຄຳ"), writer)).article.id;
    await vientiane.sync();
    const { held } = await pakse.sync();
    const told = held.map(({ path: one, error }) => [one, error.reason]);
    expect(told.sort()).toEqual(
      [
        ...[half, another, deep].map((id) => [`articles/${id?.slice(-2)}/${id}.json`, "article-unreadable"]),
        ["settings.json", "shared-unreadable"],
        ["templates/01K0ZWEATHER00000000000001.json", "shared-unreadable"],
        [`revisions/${strange.id}/${"f".repeat(32)}`, "shared-unreadable"],
      ].sort(),
    );
    expect((await pakse.story(story)).id).toBe(story);
    expect(await pakse.library.ids()).toHaveLength(2);
  },
);

test("names that one file system takes for one another are two files at most, and neither takes the other's place", async () => {
  const [vientiane, pakse] = await two();
  put([file(named.toLowerCase(), canonicalJson(strange))], shelf.toUpperCase());
  put([file(named.toLowerCase(), canonicalJson(strange))], shelf);
  put([file(named, canonicalJson(strange))], shelf);
  await vientiane.sync();
  await pakse.sync();
  expect((await pakse.story(strange.id)).versions.lo?.headline).toBe("ຂ່າວແປກປອມ");
  expect(filesIn(path.join(pakse.library.folder, "articles")).filter((one) => /ulid/i.test(one))).toEqual([]);
  expect(
    filesIn(path.join(pakse.library.folder, "articles")).filter((one) =>
      one.toLowerCase().includes(named.toLowerCase()),
    ),
  ).toEqual([`${strange.id.slice(-2)}/${named}`]);
});

test("a hub that says more than any library holds, or whose files are damaged, is refused as a whole, in words", async () => {
  const [vientiane, pakse] = await two();
  const good = git(["rev-parse", "main"]);
  // A folder in which a name stands twice: nobody can say which of them is meant.
  const twice = tree([file(named, "{}"), file(named, "[]")]);
  put([{ mode: "40000", name: "twice", hash: twice }]);
  const reason = async (desk: SharingDesk) => {
    const answer = await syncNow(desk.library, desk.sharer);
    return answer.ok ? "ok" : answer.error.reason;
  };
  expect(await reason(pakse)).toBe("hub-damaged");
  git(["update-ref", "refs/heads/main", good]);
  expect(await reason(pakse)).toBe("ok");
  expect(await reason(vientiane)).toBe("ok");
});
