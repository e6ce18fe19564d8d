/**
 * The system's git, run with a fixed environment, a time limit and a size limit. Nothing of the user's or the hub's own
 * settings is followed: no hooks, no helpers, no aliases, no other transports than those named.
 */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { devNull } from "node:os";
import path from "node:path";
import { replaceFile } from "../../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";

/** Milliseconds without a word after which a run is given up. */
export const SILENT = 120_000;
/** Bytes of an answer that is taken as one. */
const ANSWER_LIMIT = 64 * 1024 * 1024;
/** Bytes of complaints that are kept. */
const COMPLAINT_LIMIT = 16 * 1024;

export interface Ran {
  readonly code: number;
  readonly out: Buffer;
  /** What it complained of, in English. */
  readonly complaint: string;
}

export interface RunOptions {
  /** What it reads; each piece as it is ready. */
  readonly input?: Iterable<Uint8Array | string>;
  /** For this run alone. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly limit?: number;
}

export interface Git {
  /** The repository, which the library's folder is no part of. */
  readonly folder: string;
  /** Never throws for what git says; throws where there is no git, or it fell silent. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** Starts one that answers line by line until it is ended. */
  talk(args: readonly string[], listener: Listener): Talk;
}

/** A run that goes on: what it is told, and what it says. */
export interface Talk {
  say(text: string): void;
  /** Nothing more is asked; resolves once it is gone. */
  end(): Promise<void>;
  /** Ends it at once, whatever it does, for that reason. */
  stop(why: Error): void;
}

export interface Listener {
  readonly signal?: AbortSignal | undefined;
  heard(bytes: Buffer): void;
  /** Told once, when it is gone: why, or null where it ended as it was asked to. */
  over(why: unknown): void;
}

export class NoGit extends Error {}
export class GitSilent extends Error {}
export class GitTooMuch extends Error {}
/** It ended before it was asked to; the message is what it complained of. */
export class GitGone extends Error {}

/**
 * What a tree may hold and nobody here follows: files are never checked out, and read by plain names alone. One such
 * entry must not keep out all that came beside it.
 */
const UNFOLLOWED_NAMES = [
  ...["hasDot", "hasDotdot", "hasDotgit", "fullPathname", "emptyName", "zeroPaddedFilemode", "symlinkPointsToGitDir"],
  ...["gitmodulesBlob", "gitmodulesLarge", "gitmodulesMissing", "gitmodulesName", "gitmodulesParse", "gitmodulesPath"],
  ...["gitmodulesSymlink", "gitmodulesUpdate", "gitmodulesUrl", "gitattributesSymlink", "gitignoreSymlink"],
  ...["gitattributesBlob", "gitattributesLarge", "gitattributesLineLength", "gitattributesMissing", "mailmapSymlink"],
];

/** Settings that hold for each run, whatever another file says: no hook, nothing in the background, no foreign transport. */
const CONFIG = `[core]
	hooksPath = ${devNull}
	fsmonitor = false
	symlinks = false
	protectHFS = true
	protectNTFS = true
	askPass =
[credential]
	helper =
[protocol]
	allow = never
[protocol "file"]
	allow = always
[protocol "https"]
	allow = always
[protocol "ssh"]
	allow = always
[gc]
	auto = 0
[maintenance]
	auto = false
[fetch]
	fsckObjects = true
	recurseSubmodules = false
	writeCommitGraph = false
[fetch "fsck"]
${UNFOLLOWED_NAMES.map((name) => `\t${name} = ignore`).join("\n")}
[push]
	recurseSubmodules = no
[safe]
	directory = *
[init]
	defaultBranch = main
[http]
	followRedirects = false
`;

const ENVIRONMENT: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_FLUSH: "0",
  LC_ALL: "C",
  LANGUAGE: "C",
  GIT_AUTHOR_EMAIL: "desk@songphasa.invalid",
  GIT_COMMITTER_EMAIL: "desk@songphasa.invalid",
};

/** What the system itself needs to start a program and to reach the network. */
const PASSED = ["PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "SSH_AUTH_SOCK"];

/**
 * Git for one repository. `home`: a folder of ours beside it, where the settings above stand, and which stands for the
 * user's home. `more`: what this hub needs (credentials, keys); never in a command line, as every user can read those.
 */
export async function openGit(folder: string, home: string, more: Readonly<Record<string, string>> = {}): Promise<Git> {
  mkdirSync(home, { recursive: true, mode: PRIVATE_FOLDER });
  const config = path.join(home, "gitconfig");
  const known = await readFile(config, "utf8").catch(() => null);
  if (known !== CONFIG) await replaceFile(config, CONFIG, { mode: PRIVATE_FILE });
  const passed = PASSED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const base = {
    ...Object.fromEntries(passed),
    ...ENVIRONMENT,
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_GLOBAL: config,
    GIT_CEILING_DIRECTORIES: path.dirname(folder),
    ...more,
  };
  const started = (args: readonly string[], signal: AbortSignal | undefined, env: Readonly<Record<string, string>>) =>
    spawn("git", ["--git-dir", folder, ...args], {
      cwd: home,
      env: { ...base, ...env },
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
      ...(signal && { signal }),
    });
  return {
    folder,
    talk: (args, listener) => talkWith(started(args, listener.signal, {}), listener),
    run(args, { input = [], env = {}, signal, limit = ANSWER_LIMIT } = {}) {
      return new Promise((resolve, reject) => {
        const child = started(args, signal, env);
        const out: Buffer[] = [];
        let [size, complaint] = [0, ""];
        let failed: Error | null = null;
        const stop = (error: Error) => {
          failed ??= error;
          child.kill("SIGKILL");
        };
        let silence: NodeJS.Timeout | undefined;
        const heard = () => {
          clearTimeout(silence);
          silence = setTimeout(() => stop(new GitSilent("git fell silent")), SILENT);
        };
        heard();
        child.stdout.on("data", (bytes: Buffer) => {
          heard();
          size += bytes.length;
          if (size > limit) stop(new GitTooMuch("git said too much"));
          else out.push(bytes);
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          heard();
          complaint = (complaint + text).slice(-COMPLAINT_LIMIT);
        });
        child.on("error", (error) => {
          clearTimeout(silence);
          reject(whyNot(error));
        });
        child.on("close", (code) => {
          clearTimeout(silence);
          if (failed) reject(failed);
          else resolve({ code: code ?? 1, out: Buffer.concat(out), complaint });
        });
        // One that ends before it has read all says why by its code.
        child.stdin.on("error", () => undefined);
        void feed(child.stdin, input, heard);
      });
    },
  };
}

const whyNot = (error: Error): Error =>
  "code" in error && error.code === "ENOENT" ? new NoGit("there is no git") : error;

function talkWith(child: ChildProcessWithoutNullStreams, { heard, over }: Listener): Talk {
  let [complaint, isEnding]: [string, boolean] = ["", false];
  let failed: Error | null = null;
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const close = (error: Error | null): void => {
      if (isOver) return;
      isOver = true;
      over(error);
      resolve();
    };
    child.on("error", (error) => {
      failed ??= whyNot(error);
      // One that never started says nothing more.
      if (child.pid === undefined) close(failed);
    });
    child.on("close", () => close(failed ?? (isEnding ? null : new GitGone(complaint))));
  });
  child.stdout.on("data", heard);
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_LIMIT);
  });
  // One that is gone says why by its end.
  child.stdin.on("error", () => undefined);
  return {
    say: (text) => void child.stdin.write(text),
    end() {
      isEnding = true;
      child.stdin.end();
      return ended;
    },
    stop(why) {
      failed ??= why;
      child.kill("SIGKILL");
    },
  };
}

/** Bytes that are written at once: each write by itself costs more than its few bytes. */
const TOGETHER = 64 * 1024;

function* inFew(input: Iterable<Uint8Array | string>): Generator<Uint8Array> {
  let [waiting, size]: [Uint8Array[], number] = [[], 0];
  for (const piece of input) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    waiting.push(bytes);
    size += bytes.length;
    if (size < TOGETHER) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** Until it takes more, or never will. */
function drained(stdin: NodeJS.WritableStream): Promise<void> {
  const ends = ["drain", "close", "error"] as const;
  return new Promise((resolve) => {
    const over = () => {
      for (const end of ends) stdin.off(end, over);
      resolve();
    };
    for (const end of ends) stdin.on(end, over);
  });
}

/** Writes as fast as it is read. */
async function feed(
  stdin: NodeJS.WritableStream,
  input: Iterable<Uint8Array | string>,
  heard: () => void,
): Promise<void> {
  for (const bytes of inFew(input)) {
    if (!stdin.writable) return;
    heard();
    if (!stdin.write(bytes)) await drained(stdin);
  }
  stdin.end();
}
