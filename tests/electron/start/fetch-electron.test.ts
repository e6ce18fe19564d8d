import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ELECTRON_PACKAGE,
  electronArch,
  electronPlatform,
  findElectron,
} from "../../../electron/start/electron-binary.ts";
import { fetchElectron } from "../../../electron/start/fetch-electron.ts";
import { drawProgress, progressLine } from "../../../electron/start/progress-line.ts";
import { newFolder, ROOT, startDesk, tidyUp } from "./started.ts";

const VERSION = "45.4.1";
/** Large enough that it comes in many pieces. */
const noise = new Uint8Array(600_000).map((_, at) => (at * 2_654_435_761) >>> 13);
const PROGRAM = Buffer.from(
  zipSync(
    { version: strToU8(VERSION), electron: [strToU8("#!/bin/sh\n"), { os: 3, attrs: 0o755 << 16 }], noise },
    { level: 0 },
  ),
);
const NAME = `electron-v${VERSION}-${electronPlatform()}-${electronArch()}.zip`;

type Answer = (request: IncomingMessage, response: ServerResponse, from: number) => void;
let server: Server;
let answers: Answer[] = [];
/** What was asked for, with the byte from which on. */
let asked: string[] = [];
let packageFolder = "";
let keepIn = "";

/** Sends from a byte on, as a server that knows ranges does; up to `until`, where the line falls silent. */
const send =
  ({ until, slow = false }: { until?: number; slow?: boolean } = {}): Answer =>
  (_request, response, from) => {
    const { length } = PROGRAM;
    response.writeHead(from > 0 ? 206 : 200, {
      "Content-Length": length - from,
      ...(from > 0 ? { "Content-Range": `bytes ${from}-${length - 1}/${length}` } : {}),
    });
    const end = until ?? length;
    if (!slow) {
      response.write(PROGRAM.subarray(from, end));
      if (end === length) response.end();
      return;
    }
    let at = from;
    const step = () => {
      if (at >= end) return response.end();
      const next = Math.min(end, at + 60_000);
      response.write(PROGRAM.subarray(at, next));
      at = next;
      return setTimeout(step, 100);
    };
    step();
  };

beforeEach(async () => {
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    asked.push(`${request.url} ${from}`);
    (answers.shift() ?? send())(request, response, from);
  });
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    }),
  );
  const folder = await newFolder();
  keepIn = path.join(folder, "kept");
  // Electron's own package and what it needs, beside checksums for a program of our own.
  packageFolder = path.join(folder, "electron");
  await mkdir(packageFolder);
  for (const name of ["package.json", "install.js"])
    await cp(path.join(ELECTRON_PACKAGE, name), path.join(packageFolder, name));
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  await giveChecksum(PROGRAM);
  vi.stubEnv("electron_config_cache", path.join(folder, "cache"));
  vi.stubEnv("ELECTRON_MIRROR", `http://127.0.0.1:${port}/mirror/`);
  vi.stubEnv("ELECTRON_OVERRIDE_DIST_PATH", undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
  await tidyUp();
});

const giveChecksum = (bytes: Uint8Array): Promise<void> =>
  writeFile(
    path.join(packageFolder, "checksums.json"),
    JSON.stringify({ [NAME]: createHash("sha256").update(bytes).digest("hex") }),
  );
const fetchIt = (options: { silence?: number; signal?: AbortSignal; onProgress?: (got: number) => void } = {}) =>
  fetchElectron({
    packageFolder,
    keepIn,
    silence: options.silence ?? 10_000,
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => undefined),
  });
const THERE = { binary: expect.stringMatching(/electron[\\/]dist[\\/]electron$/) };
const ADDRESS = `/mirror/v${VERSION}/${NAME}`;
/** How many bytes are kept for the next start. */
const kept = async (): Promise<number[]> => {
  const names = (await readdir(keepIn)).filter((name) => name.endsWith(".part"));
  return Promise.all(names.map(async (name) => (await readFile(path.join(keepIn, name))).length));
};

// The stand-in's program has its Unix name.
describe.skipIf(process.platform !== "linux")("Electron's program", () => {
  it("comes from the mirror that Electron's own package would ask, is checked, unpacked and found", async () => {
    expect(findElectron(packageFolder)).toBeNull();
    const seen: number[] = [];
    expect(await fetchIt({ onProgress: (got) => seen.push(got) })).toEqual(THERE);
    expect(asked).toEqual([`${ADDRESS} 0`]);
    expect(seen.at(-1)).toBe(PROGRAM.length);
    expect(findElectron(packageFolder)).toBe(path.join(packageFolder, "dist", "electron"));
    expect(await readdir(keepIn)).toEqual([]);
  });

  it("is taken from the cache where it lies, with nothing asked", async () => {
    await fetchIt();
    await writeFile(path.join(packageFolder, "dist", "version"), "44.0.0");
    expect(findElectron(packageFolder)).toBeNull();
    expect(await fetchIt()).toEqual(THERE);
    expect(asked).toHaveLength(1);
  });

  it("comes over a slow line, however much longer that takes than a silence may last", async () => {
    answers = [send({ slow: true })];
    expect(await fetchIt({ silence: 900 })).toEqual(THERE);
    expect(asked).toHaveLength(1);
  });

  it("goes on where a line was cut, again and again", async () => {
    const cuts = [100_000, 250_000, 400_000];
    answers = cuts.map((until) => send({ until }));
    // The line is cut once the bytes before the cut have come.
    const onProgress = (got: number) => {
      if (!cuts.includes(got) || cuts.indexOf(got) !== asked.length - 1) return;
      server.closeAllConnections();
    };
    expect(await fetchIt({ onProgress })).toEqual(THERE);
    expect(asked).toEqual([0, ...cuts].map((from) => `${ADDRESS} ${from}`));
  });

  it("is given up after a silence, and the next start goes on from there", async () => {
    answers = [send({ until: 300_000 })];
    expect(await fetchIt({ silence: 600 })).toMatchObject({ binary: null, why: "silent" });
    expect(await kept()).toEqual([300_000]);
    expect(await fetchIt()).toEqual(THERE);
    expect(asked.at(-1)).toBe(`${ADDRESS} 300000`);
  });

  it("is given up where nobody answers", async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await fetchIt({ silence: 600 })).toMatchObject({ binary: null, why: "silent" });
  });

  it("stops at once where the user says so, and keeps what came", async () => {
    answers = [send({ until: 300_000 })];
    const stop = new AbortController();
    const onProgress = (got: number) => {
      if (got >= 300_000) stop.abort();
    };
    expect(await fetchIt({ signal: stop.signal, onProgress })).toMatchObject({ binary: null, why: "stopped" });
    expect(await kept()).toEqual([300_000]);
    expect(await fetchIt()).toEqual(THERE);
  });

  it("begins anew where the server knows no ranges", async () => {
    answers = [send({ until: 300_000 }), (request, response) => send()(request, response, 0)];
    await fetchIt({ silence: 600 });
    expect(await fetchIt()).toEqual(THERE);
    expect(asked).toHaveLength(2);
  });

  it("with a wrong checksum is thrown away, and asked for once more only if its beginning was kept from before", async () => {
    await giveChecksum(strToU8("something else"));
    expect(await fetchIt()).toMatchObject({ binary: null, why: "wrong" });
    expect(asked).toHaveLength(1);
    expect(await readdir(keepIn)).toEqual([]);
    expect(findElectron(packageFolder)).toBeNull();
    await giveChecksum(PROGRAM);
    answers = [send({ until: 300_000 })];
    await fetchIt({ silence: 600 });
    const [name = ""] = (await readdir(keepIn)).filter((one) => one.endsWith(".part"));
    await writeFile(path.join(keepIn, name), Buffer.alloc(200_000, 7));
    expect(await fetchIt()).toEqual(THERE);
    expect(asked.slice(-2)).toEqual([`${ADDRESS} 200000`, `${ADDRESS} 0`]);
  });

  it("begins anew where more is kept than the file has", async () => {
    answers = [send({ until: 300_000 })];
    await fetchIt({ silence: 600 });
    const [name = ""] = (await readdir(keepIn)).filter((one) => one.endsWith(".part"));
    await writeFile(path.join(keepIn, name), Buffer.alloc(PROGRAM.length + 5, 7));
    answers = [
      (_request, response) => {
        response.writeHead(416, { "Content-Range": `bytes */${PROGRAM.length}` }).end();
      },
    ];
    expect(await fetchIt()).toEqual(THERE);
  });

  it("is not asked for again where the server says that it has none", async () => {
    answers = [(_request, response) => void response.writeHead(404).end("no such file")];
    expect(await fetchIt()).toEqual({ binary: null, why: "refused", detail: "404" });
    expect(asked).toHaveLength(1);
  });

  it("is fetched by one start at a time; a start that died leaves the place", async () => {
    await mkdir(keepIn, { recursive: true });
    await writeFile(path.join(keepIn, "fetching"), String(process.pid));
    expect(await fetchIt()).toMatchObject({ binary: null, why: "busy" });
    await writeFile(path.join(keepIn, "fetching"), "999999999");
    expect(await fetchIt()).toEqual(THERE);
  });
});

describe("npm start without Electron's program", () => {
  // The project's own package must hold none, or there is nothing to fetch.
  it.skipIf(findElectron() !== null || process.platform !== "linux")(
    "fetches with a bar; Ctrl-C opens the browser at once and keeps what came, once more sent by npm or not",
    async () => {
      answers = [send({ until: 300_000 })];
      const home = await newFolder();
      const env = { SONGPHASA_HOME: home, DISPLAY: ":7", CI: undefined };
      const started = startDesk(["--no-open"], env);
      try {
        await started.says("Ctrl-C: open in the browser now");
        await vi.waitFor(async () => {
          const [name = ""] = (await readdir(path.join(home, "cache", "electron"))).filter((one) =>
            one.endsWith(".part"),
          );
          expect((await readFile(path.join(home, "cache", "electron", name))).length).toBe(300_000);
        }, 20_000);
        started.child.kill("SIGINT");
        started.child.kill("SIGINT");
        const said = await started.says("Songphasa is open at");
        expect(said).toContain("What was fetched of Electron's program is kept for the next start.");
      } finally {
        started.child.kill("SIGKILL");
        await started.ended;
      }
    },
  );

  it.skipIf(findElectron() !== null)("fetches nothing where CI is set", async () => {
    const started = startDesk(["--no-open"], { SONGPHASA_HOME: await newFolder(), DISPLAY: ":7", CI: "1" });
    await started.says("Songphasa is open at");
    started.child.kill("SIGINT");
    await started.ended;
    expect(asked).toEqual([]);
  });
});

describe("the bar", () => {
  it("says how far it is and how not to wait", () => {
    expect(progressLine(57_000_000, 114_000_000)).toBe(
      "Electron's program: ████████████░░░░░░░░░░░░ 50 %, 57 of 114 MB · Ctrl-C: open in the browser now",
    );
    expect(progressLine(0, 114_000_000)).toContain("░░░░░░░░░░░░░░░░░░░░░░░░ 0 %");
    expect(progressLine(9, 9)).toContain("████████████████████████ 100 %");
    expect(progressLine(57_000_000, null)).toBe("Electron's program: 57 MB · Ctrl-C: open in the browser now");
  });

  it("draws over one line of a terminal, and writes a few lines into a log", () => {
    const written: string[] = [];
    const write = (text: string) => written.push(text);
    const terminal = drawProgress({ isTTY: true, write });
    terminal.show(1, 4);
    terminal.show(4, 4);
    terminal.end();
    expect(written.join("")).toMatch(/^\r[^\n]* 25 %[^\n]*\r[^\n]* 100 %[^\n]*\n$/);
    written.length = 0;
    const log = drawProgress({ write });
    for (let got = 0; got <= 400; got += 1) log.show(got, 400);
    log.end();
    expect(written.map((line) => / (\d+) %/.exec(line)?.[1])).toEqual(["0", "25", "50", "75", "100"]);
  });
});
