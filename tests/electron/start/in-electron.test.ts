import { mkdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { hasDisplay, noWindowSentence, whyItDied } from "../../../electron/start/no-window.ts";
import { runElectron } from "../../../electron/start/run-electron.ts";
import { NEWS, newFolder, program, ROOT, type Started, startDesk, tidyUp } from "./started.ts";

let started: Started | undefined;
afterEach(async () => {
  started?.child.kill("SIGKILL");
  await started?.ended;
  started = undefined;
  await tidyUp();
});

/** Starts the desk where this program stands in for Electron's, on a machine with a screen. */
async function startWith(source: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Started> {
  started = startDesk(["--no-open", ...args], {
    SONGPHASA_HOME: await newFolder(),
    ELECTRON_OVERRIDE_DIST_PATH: await program("electron", NEWS + source),
    DISPLAY: ":7",
    ...env,
  });
  return started;
}
const OPEN_IN_BROWSER = /Songphasa is open at\n {2}http:\/\/127\.0\.0\.1:\d+\/#token=/;
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

// A script can't stand in for a program on Windows.
describe.skipIf(process.platform === "win32")("npm start where Electron's program is there", () => {
  it("ends with Electron's exit code once its window was there, and opens no browser", async () => {
    const { code, out } = await (await startWith('tell("awake"); tell("ready"); process.exit(3);')).ended;
    expect({ code, out }).toEqual({ code: 3, out: "" });
  });

  it("starts it with the project's folder and the library, and never without its sandbox", async () => {
    const library = path.join(await newFolder(), "desk");
    const { words } = await (
      await startWith('console.error(JSON.stringify(process.argv.slice(2))); tell("ready");', ["--library", library])
    ).ended;
    expect(JSON.parse(words.trim())).toEqual([ROOT, "--library", library]);
    const { main, productName, version } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8"));
    expect({ main, productName }).toEqual({ main: "out/main/main.js", productName: "Songphasa" });
    expect(version).toBeTruthy();
  });

  it.each([
    ["process.exit(7);", "Electron ended before its window was there (exit code 7), so the desk opens in the browser;"],
    ["process.exit(0);", "Electron ended before its window was there (exit code 0), so the desk opens in the browser;"],
    ['process.kill(process.pid, "SIGSEGV");', "Electron ended before its window was there (SIGSEGV), so the desk"],
    [
      'tell("awake"); tell("opened"); console.error("the window had a bug"); process.exit(1);',
      "Electron ended before its window was there (exit code 1), so the desk opens in the browser;",
    ],
    [
      'console.error("[77:1128/101010.101010:ERROR:zygote_host_impl_linux.cc(101)] Running as root without --no-sandbox is not supported. See crbug."); process.exit(1);',
      "Electron doesn't run as root, so the desk opens in the browser; for a window of its own, start it as an ordinary user.\n",
    ],
    [
      'console.error("[77:FATAL:setuid_sandbox_host.cc(166)] The SUID sandbox helper binary was found, but is not configured correctly."); process.kill(process.pid, "SIGTRAP");',
      "stops the sandbox that Electron needs, so the desk opens in the browser; for a window of its own, allow it once: sudo chown root:root '",
    ],
    [
      'console.error("electron: error while loading shared libraries: libnss3.so: cannot open shared object file"); process.exit(127);',
      "Electron needs libnss3.so, which this system doesn't have, so the desk opens in the browser;",
    ],
  ])("opens the browser where Electron dies before its window: %s", async (source, sentence) => {
    const said = await (await startWith(source)).says(OPEN_IN_BROWSER);
    expect(said).toContain(sentence);
    expect(said.includes("had a bug")).toBe(source.includes("had a bug"));
    // What one sentence says better is not shown in Chromium's words too.
    expect(said).not.toMatch(/zygote_host_impl|setuid_sandbox_host|shared object file/);
    expect(said).not.toMatch(/^ {4}at /m);
  });

  it("opens the browser where the program can't be started", async () => {
    const folder = await program("electron", "");
    await rm(path.join(folder, "electron"));
    await mkdir(path.join(folder, "electron"));
    const said = await (await startWith("", [], { ELECTRON_OVERRIDE_DIST_PATH: folder })).says(OPEN_IN_BROWSER);
    expect(said).toContain("Electron's program can't be started, so the desk opens in the browser;");
  });

  it("opens the browser without trying where there is no screen, and says so", async () => {
    const mark = path.join(await newFolder(), "was-run");
    const source = `writeFileSync(${JSON.stringify(mark)}, ""); tell("ready");`;
    const none = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
    if (process.platform !== "linux") return;
    const said = await (await startWith(source, [], none)).says(OPEN_IN_BROWSER);
    expect(said).toContain("This session has no screen that Electron could open a window on");
    expect(await stat(mark).catch(() => null)).toBeNull();
  });

  it("with --host electron opens no browser, says why and how to have one, and ends with Electron's code", async () => {
    const { code, out, words } = await (
      await startWith("process.exit(7);", ["--host", "electron"], { DISPLAY: undefined, WAYLAND_DISPLAY: undefined })
    ).ended;
    expect(code).toBe(7);
    expect(out).toBe("");
    expect(words).toMatch(/^Electron ended before its window was there \(exit code 7\); .*"--host browser"\.\n$/);
  });

  it("a crash after the window came is told, with exit code 1 and no browser", async () => {
    const { code, out, words } = await (await startWith('tell("ready"); process.kill(process.pid, "SIGSEGV");')).ended;
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(words).toBe("Songphasa's window ended (SIGSEGV); what was saved is safe, start it again.\n");
  });

  it("what Electron prints comes through, on the stream that it chose", async () => {
    const { out, words } = await (
      await startWith('console.error("before"); tell("ready"); console.log("plain"); console.error("after");')
    ).ended;
    expect(out).toBe("plain\n");
    expect(words).toBe("before\nafter\n");
  });

  it.each([
    ["a desk that is open already comes forward", 'tell("elsewhere"); process.exit(0);', 0],
    ["a library that can't be opened was told by the shell", 'tell("awake"); tell("refused"); process.exit(1);', 1],
    [
      "a shell that left with a thread hanging is no crash",
      'tell("ready"); tell("left"); process.kill(process.pid, "SIGTERM");',
      0,
    ],
  ])("no browser follows where %s", async (_what, source, expected) => {
    const { code, out, words } = await (await startWith(source)).ended;
    expect({ code, out, words }).toEqual({ code: expected, out: "", words: "" });
  });

  it("a signal goes on to Electron, before its window and after, and no browser follows", async () => {
    const early = await startWith(
      'process.on("SIGTERM", () => process.exit(0)); tell("awake"); console.log("up"); setInterval(() => {}, 1000);',
    );
    await early.says("up");
    early.child.kill("SIGTERM");
    expect(await early.ended).toMatchObject({ signal: "SIGTERM", out: "up\n" });
    const late = await startWith(
      'process.on("SIGTERM", () => process.exit(0)); tell("ready"); console.log("up"); setInterval(() => {}, 1000);',
    );
    await late.says("up");
    late.child.kill("SIGTERM");
    expect(await late.ended).toMatchObject({ code: 0, out: "up\n" });
  });
});

describe.skipIf(process.platform === "win32")("an Electron that gives no sign", () => {
  const run = async (source: string, silence: number | null) => {
    const mark = path.join(await newFolder(), "pid");
    const folder = await program(
      "electron",
      `${NEWS}writeFileSync(${JSON.stringify(mark)}, String(process.pid));\n${source}`,
    );
    const end = await runElectron({ binary: path.join(folder, "electron"), args: [], silence });
    return { end, pid: Number(await readFile(mark, "utf8")) };
  };

  it.each([
    ["hangs", "setInterval(() => {}, 1000);"],
    ["hangs and doesn't leave", 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);'],
    ["prints for ever", 'setInterval(() => console.error("still here"), 300);'],
    ["stops half-way", 'tell("awake"); setInterval(() => {}, 1000);'],
  ])("is ended before the browser opens, where it %s", async (_what, source) => {
    const { end, pid } = await run(source, 1500);
    expect(end).toEqual({ came: false, problem: { why: "silent" }, code: 1 });
    expect(isAlive(pid)).toBe(false);
  });

  it("is never ended once its window was there, nor where it is insisted on", async () => {
    const later = "setTimeout(() => process.exit(4), 1500);";
    expect((await run(`tell("ready"); ${later}`, 700)).end).toMatchObject({ came: true, code: 4 });
    expect((await run(later, null)).end).toMatchObject({ came: false, problem: { why: "died" }, code: 4 });
  });
});

describe("the sentence", () => {
  it("is one, whatever the reason, and says how a browser is had where none follows", () => {
    const binary = "/home/desk/electron/dist/electron";
    const problems = [
      ...(["no-display", "silent", "root"] as const).map((why) => ({ why })),
      ...(["sandbox", "unstartable"] as const).map((why) => ({ why, binary })),
      { why: "no-library", library: "libgbm.so.1" } as const,
      { why: "died", how: "exit code 5" } as const,
    ];
    for (const problem of problems) {
      expect(noWindowSentence(problem, false)).toMatch(/^[A-Z][^\n]*, so the desk opens in the browser; [^\n]+[^.]\.$/);
      expect(noWindowSentence(problem, true)).toMatch(/^[A-Z][^\n]*; [^\n]+, or start with "--host browser"\.$/);
      expect(noWindowSentence(problem, false)).not.toContain("--no-sandbox");
    }
  });

  it("knows Chromium's words for a screen that is not there", () => {
    for (const words of ["Missing X server or $DISPLAY", "Unable to open X display", "cannot open display: :7"])
      expect(whyItDied(words, "exit code 1", "/e")).toEqual({ why: "no-display" });
    expect(whyItDied("nothing of the kind", "SIGILL", "/e")).toEqual({ why: "died", how: "SIGILL" });
  });

  it("a screen is X's or Wayland's on Linux, and always there elsewhere", () => {
    expect(hasDisplay("linux", {})).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: "" })).toBe(false);
    expect(hasDisplay("linux", { DISPLAY: ":0" })).toBe(true);
    expect(hasDisplay("linux", { WAYLAND_DISPLAY: "wayland-0" })).toBe(true);
    expect(hasDisplay("darwin", {})).toBe(true);
    expect(hasDisplay("win32", {})).toBe(true);
  });
});
