/** Runs the shell in Electron until it ends, and knows whether its window ever came. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ENDING_SIGNALS } from "../desk/ending.ts";
import { type NoWindow, whyItDied } from "./no-window.ts";
import { NEWS_FILE, readNews, type ShellNews } from "./shell-news.ts";

export interface RunElectronOptions {
  readonly binary: string;
  /** The app's folder first, then what the shell is told. */
  readonly args: readonly string[];
  /** How long Electron may give no sign before its window is there, in milliseconds; null waits for ever. */
  readonly silence: number | null;
}

export type ElectronEnd =
  /** It had its window, or told the user why not, and ended with this exit code. */
  | { readonly came: true; readonly code: number; readonly crashed: string | null }
  /** It was told to end before its window was there. */
  | { readonly came: false; readonly stopped: NodeJS.Signals }
  | { readonly came: false; readonly problem: NoWindow; readonly code: number };

/** How often the shell's news is read, in milliseconds. */
const LOOK = 100;
/** How long Electron may take to end before it is ended, in milliseconds: on a signal to us; after its silence. */
const LEAVING = 4500;
const GIVING_UP = 2000;
/** How long the last printed words may lag behind the end, in milliseconds. */
const LAST_WORDS = 500;
/** So much of what Electron printed is kept to read the reason from, in characters. */
const KEPT = 16_384;

/** After these nobody waits for a window any more. */
const isLast = (news: ShellNews): boolean => news === "ready" || news === "elsewhere" || news === "refused";

const exitOf = (child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> =>
  new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));

async function inTime(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const late = new AbortController();
  const inside = await Promise.race([
    work.then(() => true),
    wait(milliseconds, false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  return inside;
}

export async function runElectron({ binary, args, silence }: RunElectronOptions): Promise<ElectronEnd> {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-"));
  const file = path.join(folder, "news");
  await writeFile(file, "", { mode: 0o600 });
  const child = spawn(binary, args, {
    stdio: ["inherit", "inherit", "pipe"],
    env: { ...process.env, [NEWS_FILE]: file },
  });
  // What Electron prints waits until it is known whether a sentence of ours says it better.
  let printed = "";
  let passing = false;
  child.stderr.on("data", (part: Buffer) => {
    if (passing) process.stderr.write(part);
    else printed = (printed + part.toString("utf8")).slice(-KEPT);
  });
  const pass = () => {
    if (!passing) process.stderr.write(printed);
    passing = true;
  };
  let stopped: NodeJS.Signals | undefined;
  const forward = ENDING_SIGNALS.map((signal) => {
    const heard = () => {
      stopped ??= signal;
      child.kill(signal);
      setTimeout(() => child.kill("SIGKILL"), LEAVING).unref();
    };
    process.on(signal, heard);
    return () => process.off(signal, heard);
  });
  const unstartable = new Promise<Error>((resolve) => child.once("error", resolve));
  const exit = exitOf(child);
  const closed = new Promise((resolve) => child.once("close", resolve));
  const ended = Promise.race([exit, unstartable]);

  /** Resolves once Electron has been silent for too long, and never after its window came. */
  const silent = async (): Promise<"silent"> => {
    for (let heard = 0, since = performance.now(); ; await wait(LOOK, undefined, { ref: false })) {
      const news = readNews(file);
      if (news.some(isLast)) break;
      if (news.length > heard) since = performance.now();
      heard = news.length;
      if (heard > 0) pass();
      if (silence !== null && !stopped && performance.now() - since >= silence) return "silent";
    }
    pass();
    return new Promise(() => undefined);
  };

  try {
    const first = await Promise.race([ended, silent()]);
    if (first === "silent") {
      pass();
      child.kill("SIGTERM");
      if (!(await inTime(exit, GIVING_UP))) child.kill("SIGKILL");
      // Two desks must not meet at one library: the other host opens it when this one is gone.
      await exit;
      return { came: false, problem: { why: "silent" }, code: 1 };
    }
    if (first instanceof Error) return { came: false, problem: { why: "unstartable", binary }, code: 1 };
    const { code, signal } = first;
    await inTime(closed, LAST_WORDS);
    const news = readNews(file);
    if (news.some(isLast)) {
      pass();
      const left = news.includes("left");
      return { came: true, code: left ? 0 : (code ?? 1), crashed: stopped || left ? null : signal };
    }
    if (stopped) return { came: false, stopped };
    const problem = whyItDied(printed, signal ?? `exit code ${code}`, binary);
    if (problem.why === "died") pass();
    return { came: false, problem, code: code || 1 };
  } finally {
    for (const off of forward) off();
    await rm(folder, { recursive: true, force: true });
  }
}
