/** Kills desks in the middle of their saving, opens what they leave, and looks for what was promised. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { access, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "vite";
import { verifyLibrary } from "../../electron/library/care/verify.ts";
import { fingerprint, readArticleFile } from "../../electron/library/files/article-file.ts";
import { articleIds } from "../../electron/library/files/article-paths.ts";
import { libraryFilePath } from "../../electron/library/files/ground.ts";
import { openChangeLog } from "../../electron/library/files/log/change-log.ts";
import { openLibrary } from "../../electron/library/library.ts";
import { randomOf } from "../random.ts";
import { turnOf } from "./story-of-turn.ts";

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** Told after each kill. */
  readonly told?: (kill: number, acknowledged: number) => void;
}

export interface CrashReport {
  readonly kills: number;
  readonly acknowledged: number;
  readonly revisions: number;
  /** What was promised and isn't so; empty where all is well. */
  readonly broken: readonly string[];
}

/** A library grows with each kill; a new one is begun after this many, and the old one is looked at file by file. */
const KILLS_A_LIBRARY = 100;
/** Desks that load while one saves. */
const WARM = 2;
/** A desk is killed after so many acknowledgements at most, and so many milliseconds later at most. */
const MOST_SAVES = 24;
const LONGEST = 25;

/** The saving desk as one file: it loads in a fraction of the time. */
async function bundleSaver(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    root: import.meta.dirname,
    build: { ssr: path.join(import.meta.dirname, "saver.ts"), outDir: folder, emptyOutDir: true, target: "node24" },
    ssr: { noExternal: true, external: ["sharp"] },
  });
  const [name = ""] = (await readdir(folder)).filter((file) => /^saver\.m?js$/.test(file));
  return path.join(folder, name);
}

interface Saver {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly closed: Promise<unknown>;
}

function startSaver(program: string, library: string, home: string, begin: number): Saver {
  const child = spawn(process.execPath, [program, library, home, String(begin)], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.on("data", (part: Buffer) => {
    output += part.toString("utf8");
  });
  child.stderr.on("data", (part: Buffer) => {
    errors += part.toString("utf8");
  });
  // A desk that is killed takes no more words.
  child.stdin.on("error", () => undefined);
  const closed = once(child, "close").then(() => {
    if (errors) output += `error ${errors.replaceAll("\n", " ")}\n`;
  });
  return { child, output: () => output, closed };
}

/** What the desks of one library were promised. */
interface Promised {
  /** Each story's newest acknowledged turn. */
  readonly turns: Map<string, number>;
  readonly stories: Set<string>;
  /** Acknowledged changes of stage, each with its revision. */
  readonly stages: Map<string, number>;
}

function note(promised: Promised, output: string): { acknowledged: number; ids: Set<string>; errors: string[] } {
  const ids = new Set<string>();
  const errors: string[] = [];
  let acknowledged = 0;
  // A line that the kill cut short was not said.
  for (const line of output.split("\n").slice(0, -1)) {
    const [word, id = "", turn] = line.split(" ");
    if (word === "error") errors.push(line);
    if (word === "open" || word === "error" || !id) continue;
    ids.add(id);
    acknowledged += 1;
    if (word === "story") promised.stories.add(id);
    if (word === "saved") promised.turns.set(id, Number(turn));
    if (word === "staged") promised.stages.set(id, (promised.stages.get(id) ?? 0) + 1);
  }
  return { acknowledged, ids, errors };
}

/** Opens what a kill left and returns what is not as it was promised, and the cursor for the next time. */
async function look(
  folder: string,
  promised: Promised,
  changed: ReadonlySet<string>,
  cursor: string | null,
): Promise<{ broken: string[]; cursor: string | null }> {
  const broken: string[] = [];
  const { prints } = await openChangeLog(folder, {}).prints();
  // A desk that died before it made the library leaves none to look at, which opens as a new one.
  const isMade = promised.stories.size > 0 || existsSync(libraryFilePath(folder));
  for (const id of isMade ? await articleIds(folder) : []) {
    const read = await readArticleFile(folder, id);
    if (read.kind !== "article") {
      broken.push(`${id} can't be read`);
      continue;
    }
    const turn = read.article.versions.lo && turnOf(read.article.versions.lo);
    if (turn === null) broken.push(`${id} is a mixture of two saves`);
    else if (turn < (promised.turns.get(id) ?? 0))
      broken.push(`${id} stands at ${turn}, ${promised.turns.get(id)} was acknowledged`);
    if (!prints.get(id)?.includes(fingerprint(read.text))) broken.push(`the log doesn't know what stands in ${id}`);
  }
  const opened = await openLibrary(folder);
  if (!opened.ok) return { broken: [...broken, `the library doesn't open: ${opened.error.message}`], cursor };
  const library = opened.value;
  if (library.readOnly) broken.push("the lock of the killed desk stands");
  if ((await readdir(path.join(folder, ".tmp")).catch(() => [])).length > 0) broken.push("half-written files are left");
  const standing = new Set(await library.ids());
  for (const id of promised.stories) if (!standing.has(id)) broken.push(`${id} is gone`);
  const since = await library.changesSince(cursor);
  const named = new Set(since.changes.map((change) => change.id));
  if (since.all && cursor !== null) broken.push("the log lost its place");
  for (const id of changed) if (!named.has(id)) broken.push(`the log doesn't say that ${id} changed`);
  for (const [id, stages] of promised.stages) {
    const kept = await library.history(id);
    const found = kept.ok ? kept.value.filter(({ why }) => why === "stage").length : 0;
    if (found < stages) broken.push(`${id} has ${found} revisions of ${stages} changes of stage`);
  }
  if ((await library.problems()).length > 0) broken.push("something went to quarantine");
  await library.close();
  if (
    await access(path.join(folder, ".lock")).then(
      () => true,
      () => false,
    )
  )
    broken.push("a lock is left after closing");
  return { broken, cursor: since.cursor };
}

/** Kills that many desks at random moments. Stops at the first library that is not as it was promised. */
export async function killAndLook({ kills, seed, told }: CrashOptions): Promise<CrashReport> {
  const random = randomOf(seed);
  const room = await mkdtemp(path.join(tmpdir(), "songphasa-crash-"));
  // Inside the project, where the image library is found.
  const bundle = path.join(import.meta.dirname, "..", "..", "out", `crash-${process.pid}`);
  const broken: string[] = [];
  let acknowledged = 0;
  let revisions = 0;
  const warm: Saver[] = [];
  try {
    const program = await bundleSaver(bundle);
    let folder = "";
    let promised: Promised = { turns: new Map(), stories: new Set(), stages: new Map() };
    let cursor: string | null = null;
    const finish = async () => {
      if (folder === "") return;
      const verified = await verifyLibrary(folder);
      if (!verified.ok) broken.push(verified.error.message);
      else {
        revisions += verified.value.revisions;
        for (const { file, detail } of verified.value.findings) broken.push(`${file}: ${detail}`);
      }
      await rm(folder, { recursive: true, force: true });
    };
    const folderOf = (kill: number) => path.join(room, String(Math.floor(kill / KILLS_A_LIBRARY)));
    for (let kill = 0, started = 0; kill < kills && broken.length === 0; kill += 1) {
      for (; started < kills && started <= kill + WARM; started += 1)
        warm.push(startSaver(program, folderOf(started), path.join(room, "home"), started * 10_000 + 1));
      const saver = warm.shift();
      if (!saver) break;
      if (folder !== folderOf(kill)) {
        await finish();
        folder = folderOf(kill);
        promised = { turns: new Map(), stories: new Set(), stages: new Map() };
        cursor = null;
      }
      saver.child.stdin?.write("go\n");
      // One in ten dies while it opens, and so does a library's first; the others between two acknowledgements.
      if (kill % KILLS_A_LIBRARY > 0 && random() > 0.1) {
        const saves = 1 + Math.floor(random() * MOST_SAVES);
        while (saver.child.exitCode === null && saver.output().split("saved").length <= saves) await wait(1);
      }
      await wait(random() * LONGEST);
      saver.child.kill("SIGKILL");
      await saver.closed;
      const said = note(promised, saver.output());
      acknowledged += said.acknowledged;
      broken.push(...said.errors);
      const seen = await look(folder, promised, said.ids, cursor);
      broken.push(...seen.broken.map((what) => `after kill ${kill + 1} (seed ${seed}): ${what}`));
      cursor = seen.cursor;
      told?.(kill + 1, acknowledged);
    }
    await finish();
    return { kills, acknowledged, revisions, broken };
  } finally {
    for (const { child, closed } of warm) {
      child.kill("SIGKILL");
      await closed;
    }
    await rm(room, { recursive: true, force: true });
    await rm(bundle, { recursive: true, force: true });
  }
}
