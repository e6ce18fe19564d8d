/**
 * Desks that share a library through a hub in a folder, beside git for the same pushes and fetches. Processor seconds
 * of this process and of the programs that it waited for.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Library, openLibrary } from "../../electron/library/library.ts";
import { beginSharing, joinSharing, makeHub, type Sharer, syncNow } from "../../electron/sync/share.ts";
import type { Article, Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { done } from "../../shared/errors.ts";
import { must } from "../electron/library/stories.ts";
import { randomOf } from "../random.ts";
import { type EditKind, edited, wordOf } from "../shared/merge/desk-edits.ts";
import { storyOf } from "../shared/merge/newsroom.ts";
import { storyMaker } from "./articles.ts";
import { grow } from "./library-runs.ts";

/** Processor seconds of ours, and of git's own way. */
export interface Beside {
  readonly ours: number;
  readonly gits: number;
}

/** utime, stime, cutime and cstime, in hundredths of a second (proc(5), fields 14 to 17). */
function processorTime(): number {
  const fields = readFileSync("/proc/self/stat", "latin1").split(") ")[1]?.split(" ") ?? [];
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / 100;
}

async function costOf(work: () => unknown): Promise<number> {
  const from = processorTime();
  await work();
  return processorTime() - from;
}

const GIT = ["-c", "gc.auto=0", "-c", "user.name=desk", "-c", "user.email=desk@songphasa.invalid"] as const;
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", [...GIT, "-C", folder, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1 << 30,
  });

interface BenchDesk {
  readonly name: string;
  readonly library: Library;
  readonly sharer: Sharer;
}

const hubIn = (room: string) => ({ address: path.join(room, "hub") });
const sharerOf = (room: string, name: string): Sharer => ({
  home: path.join(room, `${name}-home`),
  desk: `01JDESK${name.toUpperCase()}`,
  by: name,
});

async function openDesk(room: string, name: string): Promise<BenchDesk> {
  const sharer = sharerOf(room, name);
  return { name, sharer, library: must(await openLibrary(path.join(room, name), { desk: sharer.desk })) };
}

async function join(room: string, name: string): Promise<BenchDesk> {
  must(await joinSharing(path.join(room, name), hubIn(room), sharerOf(room, name)));
  return openDesk(room, name);
}

const sync = async ({ library, sharer }: BenchDesk) => must(await syncNow(library, sharer));

async function share({ library, sharer }: BenchDesk, room: string): Promise<void> {
  must(await makeHub(hubIn(room).address, sharer.home));
  must(await beginSharing(library, hubIn(room), sharer));
}

/** A desk's stories by their paths. */
async function filesOf({ library }: BenchDesk): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const id of await library.ids())
    files.set(`articles/${id.slice(-2)}/${id}.json`, canonicalJson(must(await library.read(id)).article));
  return files;
}

function commit(clone: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const file = path.join(clone, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  git(clone, "add", "-A");
  git(clone, "commit", "-q", "--allow-empty", "-m", "offline");
}

/** What git's pushes and fetches cost a desk that comes back; what it does between them, as merging, isn't counted. */
async function gitSync(clone: string, branch: string): Promise<number> {
  let cost = await costOf(() => git(clone, "push", "-q", "origin", `+HEAD:refs/heads/desk/${branch}`));
  cost += await costOf(() => git(clone, "fetch", "-q", "origin", "main"));
  git(clone, "merge", "-q", "-X", "ours", "-m", "merge", "FETCH_HEAD");
  return cost + (await costOf(() => git(clone, "push", "-q", "origin", "HEAD:main")));
}

function clone(hub: string, folder: string): string {
  execFileSync("git", ["clone", "-q", hub, folder], { stdio: "ignore" });
  return folder;
}

/** So many edits of a desk offline, each story written once as it stands after them. */
async function writeOffline(desk: BenchDesk, edits: number, random: () => number, word: (lang: Lang) => string) {
  const changed = new Map<string, Article>();
  const ids = await desk.library.ids();
  for (let edit = 0; edit < edits; edit += 1) {
    const id = ids[Math.floor(random() * ids.length)] ?? "";
    const article = changed.get(id) ?? must(await desk.library.read(id)).article;
    const lang: Lang = random() < 0.5 ? "lo" : "en";
    const version = article.versions[lang];
    if (!version) continue;
    const kinds: readonly EditKind[] = ["split", "join", "move", "delete words", "retype"];
    const kind = random() < 0.2 ? (kinds[Math.floor(random() * kinds.length)] ?? "split") : "write";
    const body = edited(version.body, lang, kind, { random, word });
    changed.set(id, { ...article, versions: { ...article.versions, [lang]: { ...version, body } } });
  }
  for (const [id, article] of changed)
    must(await desk.library.change(id, { origin: "editor", by: desk.name }, () => done(article)));
}

/** Desks that wrote offline for days come back one after the other, and once more, so that all have all. */
export async function desksBack(room: string, desks: number, articles: number, edits: number): Promise<Beside> {
  const first = await openDesk(room, "d0");
  for (let number = 0; number < articles; number += 1)
    must(await first.library.create(storyOf(number), { origin: "import", by: "" }));
  await share(first, room);
  const all = [first];
  for (let at = 1; at < desks; at += 1) all.push(await join(room, `d${at}`));
  const before = await filesOf(first);
  const random = randomOf(24);
  let number = 0;
  const word = (lang: Lang) => {
    number += 1;
    return wordOf(lang, number);
  };
  for (const desk of all) await writeOffline(desk, edits / desks, random, word);
  const offline = await Promise.all(all.map(filesOf));
  let ours = 0;
  for (let round = 0; round < 2; round += 1) for (const desk of all) ours += await costOf(() => sync(desk));
  const texts = new Set((await Promise.all(all.map(filesOf))).map((files) => JSON.stringify([...files])));
  if (texts.size !== 1) throw new Error(`after all came back, ${texts.size} of ${desks} desks differ`);
  for (const { library } of all) await library.close();

  const hub = path.join(room, "git-hub");
  execFileSync("git", ["init", "-q", "--bare", "-b", "main", hub]);
  const seed = clone(hub, path.join(room, "git-seed"));
  git(seed, "checkout", "-q", "-B", "main");
  commit(seed, before);
  git(seed, "push", "-q", "origin", "main");
  const clones = offline.map((_, at) => clone(hub, path.join(room, `git-${at}`)));
  for (const [at, files] of offline.entries()) commit(clones[at] ?? "", files);
  let gits = 0;
  for (let round = 0; round < 2; round += 1)
    for (const [at, one] of clones.entries()) gits += await gitSync(one, `${at}`);
  return { ours, gits };
}

const ROUNDS = 5;
const IDLE_RUNS = 100;

/** A large library: its first copy, one change each way with a merge in it, and runs with nothing to do. */
export async function largeLibrary(room: string, articles: number) {
  const place = { library: path.join(room, "a"), home: path.join(room, "home"), aside: path.join(room, "aside") };
  await grow(place, 0, articles, storyMaker());
  const a = await openDesk(room, "a");
  await a.library.complete();
  await share(a, room);
  const hub = hubIn(room).address;
  const copied = await costOf(async () =>
    must(await joinSharing(path.join(room, "b"), hubIn(room), sharerOf(room, "b"))),
  );
  const clones = [path.join(room, "clone-a"), path.join(room, "clone-b")] as const;
  const cloned = await costOf(() => clone(hub, clones[0]));
  // From a folder git links what the hub has; from another machine it all has to come.
  const carried = await costOf(() =>
    execFileSync("git", ["clone", "-q", "--no-local", hub, path.join(room, "carried")], { stdio: "ignore" }),
  );
  clone(hub, clones[1]);
  const gitHub = path.join(room, "git-hub");
  execFileSync("git", ["clone", "-q", "--bare", hub, gitHub], { stdio: "ignore" });
  for (const one of clones) git(one, "remote", "set-url", "origin", gitHub);

  const b = await openDesk(room, "b");
  await b.library.complete();
  await sync(b);
  const [one = "", two = "", both = ""] = await a.library.ids();
  const write = async (desk: BenchDesk, id: string, lang: Lang, part: "headline" | "lead", text: string) => {
    const { revs } = must(await desk.library.open(id));
    const given = { id, base: { [lang]: revs[lang] }, [lang]: { [part]: text } };
    must(await desk.library.save(given, { origin: "editor", by: desk.name }));
  };
  let [ours, gits, alone] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    await write(a, one, "lo", "headline", `ນ້ຳຂອງຂຶ້ນ ${round}`);
    await write(a, both, "lo", "headline", `ລາຄານ້ຳມັນ ${round}`);
    await write(b, two, "lo", "headline", `ຂົວມິດຕະພາບ ${round}`);
    await write(b, both, "lo", "lead", `ລາຄານ້ຳມັນ ຢູ່ນະຄອນຫຼວງ ${round}`);
    for (const desk of [a, b, a]) ours += await costOf(() => sync(desk));
    const [mine, theirs] = await Promise.all([a, b].map(({ library }) => library.read(both)));
    if (mine?.ok && theirs?.ok && canonicalJson(mine.value) !== canonicalJson(theirs.value))
      throw new Error("the desks differ");
    for (const [at, desk] of [a, b].entries()) {
      const texts = await Promise.all([one, two, both].map(async (id) => [id, await desk.library.read(id)] as const));
      const files = texts.flatMap(([id, read]) =>
        read.ok
          ? [[`articles/${id.slice(-2)}/${id}.json`, `${canonicalJson(read.value.article)}${at}\n`] as const]
          : [],
      );
      commit(clones[at] ?? "", new Map(files));
    }
    for (const at of [0, 1, 0]) gits += await gitSync(clones[at] ?? "", `${at}`);
    await write(a, one, "lo", "headline", `ນ້ຳຂອງລົດ ${round}`);
    alone += await costOf(() => sync(a));
    await sync(b);
  }
  const idle = await costOf(async () => {
    for (let run = 0; run < IDLE_RUNS; run += 1) await sync(a);
  });
  for (const { library } of [a, b]) await library.close();
  return {
    copy: { ours: copied, gits: carried },
    /** The same beside a clone that links the hub's files in place of carrying them. */
    linked: { ours: copied, gits: cloned },
    change: { ours: ours / ROUNDS, gits: gits / ROUNDS },
    /** Of a run with nothing to do, and of one with one change. */
    idle: idle / IDLE_RUNS,
    alone: alone / ROUNDS,
  };
}
