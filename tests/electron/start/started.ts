/** `npm start` as a real process, and programs that stand in for Electron's. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.join(import.meta.dirname, "..", "..", "..");
const START = path.join(ROOT, "electron", "start", "start.mjs");

export interface Started {
  readonly child: ChildProcess;
  /** The first line of standard output. */
  readonly line: Promise<string>;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; words: string }>;
  /** Resolves when standard output or standard error holds this. */
  says(words: string | RegExp): Promise<string>;
}

/** Starts a program; `env` is added, and what is undefined in it is taken away. */
export function startProgram(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  cwd: string = ROOT,
): Started {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
  let out = "";
  let words = "";
  const waiting = new Set<() => void>();
  const heard = () => {
    for (const look of waiting) look();
  };
  child.stdout.on("data", (part) => {
    out += part;
    heard();
  });
  child.stderr.on("data", (part) => {
    words += part;
    heard();
  });
  const ended: Started["ended"] = new Promise((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, out, words })),
  );
  const says = (wanted: string | RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const said = out + words;
        if (typeof wanted === "string" ? said.includes(wanted) : wanted.test(said)) resolve(said);
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`Ended without saying ${wanted}: ${words}`)));
    });
  const line = says(/^[^\n]*\n/).then(() => out.slice(0, out.indexOf("\n")));
  line.catch(() => undefined);
  return { child, line, ended, says };
}

/** Starts a file of ours under this Node. */
export const startFile = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started =>
  startProgram(process.execPath, [file, ...args], env);

export const startDesk = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Started => startFile(START, args, env);

/** A folder of its own, until `tidyUp`. */
const folders = new Set<string>();
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-start-"));
  folders.add(folder);
  return folder;
}
export async function tidyUp(): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  folders.clear();
}

/** An executable file of this name, run by this Node; answers its folder. */
export async function program(name: string, source: string): Promise<string> {
  const folder = path.join(await newFolder(), "bin");
  await mkdir(folder);
  const file = path.join(folder, name);
  await writeFile(
    file,
    `#!${process.execPath}\nconst { appendFileSync, writeFileSync, readFileSync, statSync } = require("node:fs");\n${source}\n`,
  );
  await chmod(file, 0o755);
  return folder;
}

/** What a stand-in for Electron says to its starter. */
export const NEWS = `const tell = (news) => appendFileSync(process.env.SONGPHASA_NEWS, news + "\\n");\n`;
