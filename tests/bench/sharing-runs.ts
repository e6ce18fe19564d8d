/** Desks that share a library through a hub in a folder, measured beside git for the same pushes and fetches. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openLibrary, type Library } from "../../electron/library/library.ts";
import { beginSharing, joinSharing, makeHub, type Sharer, syncNow } from "../../electron/sync/share.ts";
import { shareFolder } from "../../electron/sync/share-state.ts";
import type { Article, Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { done, type Result } from "../../shared/errors.ts";
import { randomOf } from "../random.ts";
import { edited, type EditKind, wordOf } from "../shared/merge/desk-edits.ts";
import { grow } from "./library-runs.ts";
import { storyMaker } from "./articles.ts";
import { storyOf } from "../shared/merge/newsroom.ts";

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

/** Seconds of processor time of this process and of the children that it waited for. */
function processorTime(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  // utime, stime, cutime, cstime in hundredths (proc(5), fields 14 to 17).
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / 100;
}

export async function costOf(work: () => Promise<unknown> | unknown): Promise<number> {
  const from = processorTime();
  await work();
  return processorTime() - from;
}

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "gc.auto=0", "-c", "user.name=desk", "-c", "user.email=desk@songphasa.invalid", "-C", folder, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 1 << 30,
  });

interface BenchDesk {
  readonly name: string;
  readonly library: Library;
  readonly sharer: Sharer;
}

const sharerOf = (room: string, name: string): Sharer => ({
  home: path.join(room, `${name}-home`),
  desk: `01JDESK${name.toUpperCase()}`,
  by: name,
});

async function openDesk(room: string, name: string): Promise<BenchDesk> {
  const sharer = sharerOf(room, name);
  return { name, sharer, library: must(await openLibrary(path.join(room, name), { desk: sharer.desk })) };
}

const sync = async ({ library, sharer }: BenchDesk) => must(await syncNow(library, sharer));

/** A clone with a desk's stories as files, for git's own way. */
const filesOf = async ({ library }: BenchDesk): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  for (const id of await library.ids()) files.set(`articles/${id.slice(-2)}/${id}.json`, canonicalJson(must(await library.read(id)).article));
  return files;
};

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Git's own pushes and fetches of desks that changed files: the commits between them aren't counted. */
async function gitsOwn(room: string, before: ReadonlyMap<string, string>, desks: readonly ReadonlyMap<string, string>[], rounds: number): Promise<number> {
  const hub = path.join(room, "git-hub");
  const seed = path.join(room, "git-seed");
  execFileSync("git", ["init", "-q", "--bare", "-b", "main", hub]);
  execFileSync("git", ["clone", "-q", hub, seed], { stdio: "ignore" });
  git(seed, "checkout", "-q", "-B", "main");
  writeFiles(seed, before);
  git(seed, "add", "-A");
  git(seed, "commit", "-q", "-m", "all");
  git(seed, "push", "-q", "origin", "main");
  const clones: string[] = [];
  for (const [at, files] of desks.entries()) {
    const clone = path.join(room, `git-${at}`);
    execFileSync("git", ["clone", "-q", hub, clone], { stdio: "ignore" });
    writeFiles(clone, files);
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "--allow-empty", "-m", "offline");
    clones.push(clone);
  }
  let cost = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const [at, clone] of clones.entries()) {
      cost += await costOf(() => git(clone, "push", "-q", "origin", `+HEAD:refs/heads/desk/${at}`));
      cost += await costOf(() => git(clone, "fetch", "-q", "origin", "main"));
      if (git(clone, "merge-base", "HEAD", "FETCH_HEAD").trim() === git(clone, "rev-parse", "FETCH_HEAD").trim()) {
        // Nothing is new there.
      } else git(clone, "merge", "-q", "-X", "ours", "-m", "merge", "FETCH_HEAD");
      cost += await costOf(() => git(clone, "push", "-q", "origin", "HEAD:main"));
    }
  return cost;
}

export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly gits: number;
}

/** 20 desks come back after days offline. */
export async function deskReturn(room: string, desks: number, articles: number, edits: number): Promise<Row> {
  const first = await openDesk(room, "d0");
  for (let number = 0; number < articles; number += 1)
    must(await first.library.create(storyOf(number), { origin: "import", by: "" }));
  must(await makeHub(path.join(room, "hub"), first.sharer.home));
  must(await beginSharing(first.library, { address: path.join(room, "hub") }, first.sharer));
  const all = [first];
  for (let at = 1; at < desks; at += 1) {
    const name = `d${at}`;
    must(await joinSharing(path.join(room, name), { address: path.join(room, "hub") }, sharerOf(room, name)));
    const desk = await openDesk(room, name);
    await sync(desk);
    all.push(desk);
  }
  const before = await filesOf(first);
  const random = randomOf(24);
  let number = 0;
  const word = (lang: Lang) => wordOf(lang, (number += 1) % 1_000_000);
  for (let at = 0; at < desks; at += 1) {
    const desk = all[at];
    if (!desk) continue;
    const changed = new Map<string, Article>();
    const ids = [...(await desk.library.ids())];
    for (let edit = 0; edit < edits / desks; edit += 1) {
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
    for (const [id, article] of changed) must(await desk.library.change(id, { origin: "editor", by: desk.name }, () => done(article)));
  }
  const offline = await Promise.all(all.map(filesOf));
  let ours = 0;
  for (let round = 0; round < 2; round += 1) for (const desk of all) ours += await costOf(() => sync(desk));
  const texts = new Set((await Promise.all(all.map(filesOf))).map((files) => JSON.stringify([...files])));
  if (texts.size !== 1) throw new Error(`${texts.size} desks differ`);
  for (const { library } of all) await library.close();
  const gits = await gitsOwn(room, before, offline, 2);
  return { what: `${desks} desks back after ${edits} edits`, ours, gits };
}

/** A large library, one change each way. */
export async function oneChange(room: string, articles: number): Promise<{ readonly rows: Row[]; readonly idle: number }> {
  await grow({ library: path.join(room, "a"), aside: path.join(room, "aside"), home: room } as never, 0, articles, storyMaker());
  const a = await openDesk(room, "a");
  await a.library.complete();
  must(await makeHub(path.join(room, "hub"), a.sharer.home));
  const begun = await costOf(async () => must(await beginSharing(a.library, { address: path.join(room, "hub") }, a.sharer)));
  const sharer = sharerOf(room, "b");
  let b: BenchDesk | null = null;
  const copy = await costOf(async () => {
    must(await joinSharing(path.join(room, "b"), { address: path.join(room, "hub") }, sharer));
    b = await openDesk(room, "b");
    await sync(b);
  });
  const cloned = await costOf(() => execFileSync("git", ["clone", "-q", path.join(room, "hub"), path.join(room, "clone")], { stdio: "ignore" }));
  const desk = b as unknown as BenchDesk;
  const [one = "", two = "", both = ""] = await a.library.ids();
  const headline = async ({ library, name }: BenchDesk, id: string, text: string) => {
    const { revs } = must(await library.open(id));
    must(await library.save({ id, base: { lo: revs.lo }, lo: { headline: text } }, { origin: "editor", by: name }));
  };
  const lead = async ({ library, name }: BenchDesk, id: string, text: string) => {
    const { revs } = must(await library.open(id));
    must(await library.save({ id, base: { en: revs.en }, en: { lead: text } }, { origin: "editor", by: name }));
  };
  let ours = 0;
  let gits = 0;
  let single = 0;
  let idle = 0;
  const ROUNDS = 5;
  const clones = [path.join(room, "clone"), path.join(room, "clone-b")];
  execFileSync("git", ["clone", "-q", path.join(room, "hub"), clones[1] ?? ""], { stdio: "ignore" });
  // A hub of git's own.
  execFileSync("git", ["clone", "-q", "--bare", path.join(room, "hub"), path.join(room, "git-hub")], { stdio: "ignore" });
  for (const clone of clones) git(clone, "remote", "set-url", "origin", path.join(room, "git-hub"));
  for (let round = 0; round < ROUNDS; round += 1) {
    await headline(a, one, `ຂ່າວ ${round}`);
    await headline(a, both, `ຂ່າວດຽວກັນ ${round}`);
    await headline(desk, two, `ຂ່າວອື່ນ ${round}`);
    await lead(desk, both, `The same story ${round}`);
    ours += await costOf(() => sync(a));
    ours += await costOf(() => sync(desk));
    ours += await costOf(() => sync(a));
    await headline(a, one, `ຂ່າວ ${round} ອີກ`);
    single += await costOf(() => sync(a));
    await sync(desk);
    idle += await costOf(() => sync(a));
    for (const [at, clone] of clones.entries()) {
      const names = git(clone, "ls-files", "articles").split("\n").slice(0, 3);
      for (const [index, name] of names.entries()) if (index === at || index === 2) {
        const file = path.join(clone, name);
        const text = readFileSync(file, "utf8");
        writeFileSync(file, at === 0 ? text.replace(/"headline": ".*"/, `"headline": "x ${round}"`) : `${text}${" ".repeat(round + 1)}`);
        git(clone, "add", name);
      }
      git(clone, "commit", "-q", "-m", "one");
    }
    for (const [at, clone] of [...clones, clones[0] ?? ""].entries()) {
      if (at < 2) gits += await costOf(() => git(clone, "push", "-q", "origin", `+HEAD:refs/heads/desk/${at}`));
      gits += await costOf(() => git(clone, "fetch", "-q", "origin", "main"));
      if (at > 0) git(clone, "merge", "-q", "-X", "ours", "-m", "merge", "FETCH_HEAD");
      if (at < 2) gits += await costOf(() => git(clone, "push", "-q", "origin", "HEAD:main"));
    }
    git(clones[1] ?? "", "fetch", "-q", "origin", "main");
    git(clones[1] ?? "", "merge", "-q", "FETCH_HEAD");
  }
  // What an idle run writes.
  const state = shareFolder(a.sharer.home, a.library.id);
  const print = () => readdirSync(state, { recursive: true, encoding: "utf8" }).sort().map((name) => `${name} ${statSync(path.join(state, name)).mtimeMs}`).join("\n");
  await sync(a);
  const was = print();
  await sync(a);
  const wrote = was !== print();
  await a.library.close();
  await desk.library.close();
  return {
    rows: [
      { what: `${articles} stories, one change each way and a merge`, ours: ours / ROUNDS, gits: gits / ROUNDS },
      { what: `nothing to do${wrote ? " (WROTE)" : ""}, beside one change`, ours: idle / ROUNDS, gits: single / ROUNDS },
      { what: `first copy of ${articles}, beside a clone`, ours: copy, gits: cloned },
    ],
    idle: begun,
  };
}
