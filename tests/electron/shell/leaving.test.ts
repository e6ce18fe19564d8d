import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { onlyWindow, preventable, type Shell, startShell, tidyUp } from "./stand-in.ts";

let shell: Shell;
beforeEach(async () => {
  shell = await startShell();
});
afterEach(() => {
  vi.useRealTimers();
  tidyUp();
});

/** How often the window was asked to save everything. */
const flushes = (): number =>
  onlyWindow(shell).webContents.sent.filter(([channel, payload]) => channel === "desk:command" && payload === "flush")
    .length;
/** Somebody quits; true where that was held back. */
function quitHeldBack(): boolean {
  const event = preventable();
  shell.app.emit("before-quit", event);
  return event.prevented;
}
const leaving = () => vi.waitFor(() => expect(shell.app.quit).toHaveBeenCalled(), 20_000);

describe("quitting", () => {
  it("is held back until the window has saved and the desk is closed, then passes", async () => {
    expect(quitHeldBack()).toBe(true);
    expect(flushes()).toBe(1);
    expect(shell.close).not.toHaveBeenCalled();
    shell.answerFlush(true);
    await leaving();
    expect(shell.close).toHaveBeenCalledOnce();
    expect(quitHeldBack()).toBe(false);
  });

  it("a second quit waits for the same flush and never kills it", async () => {
    for (let press = 0; press < 3; press++) expect(quitHeldBack()).toBe(true);
    expect(flushes()).toBe(1);
    expect(shell.app.quit).not.toHaveBeenCalled();
    shell.answerFlush(true);
    await leaving();
    expect(shell.close).toHaveBeenCalledOnce();
  });

  it("closing the window is the same way out", async () => {
    const close = preventable();
    onlyWindow(shell).emit("close", close);
    expect(close.prevented).toBe(true);
    expect(flushes()).toBe(1);
    shell.answerFlush(true);
    await leaving();
    const again = preventable();
    onlyWindow(shell).emit("close", again);
    expect(again.prevented).toBe(false);
  });

  it("waits three seconds for a silent window, not longer", async () => {
    vi.useFakeTimers();
    quitHeldBack();
    await vi.advanceTimersByTimeAsync(2900);
    expect(shell.close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(shell.close).toHaveBeenCalledOnce();
    expect(shell.app.quit).toHaveBeenCalledOnce();
    expect(shell.logged.join("")).toContain("did not save in time");
  });

  it("does not ask a dead window", async () => {
    onlyWindow(shell).webContents.crashed = true;
    quitHeldBack();
    await leaving();
    expect(flushes()).toBe(0);
  });

  it("stops waiting for a window that dies while it saves, and does not load it again", async () => {
    quitHeldBack();
    onlyWindow(shell).webContents.emit("render-process-gone", {}, { reason: "crashed", exitCode: 5 });
    await leaving();
    expect(shell.close).toHaveBeenCalledOnce();
    expect(onlyWindow(shell).webContents.reload).not.toHaveBeenCalled();
  });

  it("with text that can't be saved asks first; staying stays, and a later quit starts anew", async () => {
    quitHeldBack();
    shell.answerFlush(false);
    await vi.waitFor(() => expect(shell.dialog.showMessageBox).toHaveBeenCalledOnce(), 20_000);
    expect(shell.dialog.showMessageBox.mock.calls[0]?.[1]).toMatchObject({
      message: "The last changes are not saved.",
      buttons: ["Stay", "Quit Anyway"],
      cancelId: 0,
    });
    await vi.waitFor(() => {
      quitHeldBack();
      expect(flushes()).toBe(2);
    }, 20_000);
    expect(shell.app.quit).not.toHaveBeenCalled();
    expect(shell.close).not.toHaveBeenCalled();
    shell.dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    shell.answerFlush(false);
    await leaving();
    expect(shell.close).toHaveBeenCalledOnce();
  });

  it("only our own page's word counts as flushed", async () => {
    vi.useFakeTimers();
    quitHeldBack();
    const { mainFrame } = onlyWindow(shell).webContents;
    shell.answerFlush(true, { url: "about:srcdoc", parent: mainFrame, detached: false, frameTreeNodeId: 2 });
    shell.answerFlush(true, null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(shell.close).not.toHaveBeenCalled();
    shell.answerFlush(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(shell.close).toHaveBeenCalledOnce();
  });

  it("a desk that can't close does not lock the user in", async () => {
    shell.close.mockRejectedValueOnce(new Error("the disk is gone"));
    quitHeldBack();
    shell.answerFlush(true);
    await leaving();
    expect(shell.logged.join("")).toContain("the disk is gone");
  });
});

describe("when the system ends the session", () => {
  it("Windows waits for the flush, and nothing is asked", async () => {
    const query = preventable();
    onlyWindow(shell).emit("query-session-end", query);
    expect(query.prevented).toBe(true);
    expect(flushes()).toBe(1);
    shell.answerFlush(false);
    await leaving();
    expect(shell.dialog.showMessageBox).not.toHaveBeenCalled();
    const again = preventable();
    onlyWindow(shell).emit("query-session-end", again);
    expect(again.prevented).toBe(false);
  });

  it("at its very end Windows still has the window flushed, and nothing is held back", () => {
    onlyWindow(shell).emit("session-end", preventable());
    expect(flushes()).toBe(1);
    expect(quitHeldBack()).toBe(false);
  });

  it("waking is told to the desk, and keeps nobody from leaving", async () => {
    shell.powerMonitor.emit("suspend");
    expect(shell.woke).not.toHaveBeenCalled();
    shell.powerMonitor.emit("resume");
    expect(shell.woke).toHaveBeenCalledOnce();
    expect(quitHeldBack()).toBe(true);
    shell.answerFlush(true);
    await leaving();
  });

  it("a shutdown on macOS and Linux is never held back, but flushed", async () => {
    shell.powerMonitor.emit("shutdown");
    expect(flushes()).toBe(1);
    expect(quitHeldBack()).toBe(false);
    expect(flushes()).toBe(1);
    shell.answerFlush(true);
    await vi.waitFor(() => expect(shell.close).toHaveBeenCalledOnce(), 20_000);
  });
});

describe("a signal", () => {
  it.each(["SIGTERM", "SIGINT", "SIGHUP"])("%s saves, asks nobody, and leaves", async (name) => {
    shell.signal(name);
    expect(flushes()).toBe(1);
    // A terminal and npm send two for one Ctrl-C.
    shell.signal(name);
    shell.answerFlush(false);
    await leaving();
    expect(flushes()).toBe(1);
    expect(shell.dialog.showMessageBox).not.toHaveBeenCalled();
    expect(shell.close).toHaveBeenCalledOnce();
    expect(shell.kill).not.toHaveBeenCalled();
  });

  it("ends the app in less than five seconds where window and desk hang", async () => {
    vi.useFakeTimers();
    shell.close.mockReturnValue(new Promise(() => undefined));
    shell.signal("SIGTERM");
    await vi.advanceTimersByTimeAsync(4900);
    expect(shell.kill).toHaveBeenCalledWith(process.pid, "SIGTERM");
  });

  it("ends it too where a question was open already", async () => {
    vi.useFakeTimers();
    shell.dialog.showMessageBox.mockReturnValue(new Promise(() => undefined));
    quitHeldBack();
    shell.answerFlush(false);
    shell.signal("SIGTERM");
    await vi.advanceTimersByTimeAsync(4900);
    expect(shell.kill).toHaveBeenCalledWith(process.pid, "SIGTERM");
  });
});

it("a thread that hangs doesn't keep an app without a window running", async () => {
  const stuck = vi.spyOn(process, "getActiveResourcesInfo").mockReturnValue(["FSReqPromise", "Timeout"]);
  quitHeldBack();
  shell.answerFlush(true);
  await vi.waitFor(() => expect(shell.kill).toHaveBeenCalledWith(process.pid, "SIGTERM"), 20_000);
  expect(shell.close).toHaveBeenCalledOnce();
  expect(stuck).toHaveBeenCalled();
});

describe("a page that dies or hangs", () => {
  const die = (reason: string) =>
    onlyWindow(shell).webContents.emit("render-process-gone", {}, { reason, exitCode: 139 });

  it("is loaded again three times in five minutes, then the user is asked", async () => {
    const { webContents } = onlyWindow(shell);
    for (const reason of ["crashed", "oom", "killed"]) die(reason);
    expect(webContents.reload).toHaveBeenCalledTimes(3);
    shell.dialog.showMessageBox.mockResolvedValueOnce({ response: 1 });
    die("crashed");
    await leaving();
    expect(webContents.reload).toHaveBeenCalledTimes(3);
    expect(shell.logged.join("")).toContain("oom (139)");
  });

  it("has its reloads back after five minutes", () => {
    vi.useFakeTimers();
    for (let death = 0; death < 3; death++) die("crashed");
    vi.advanceTimersByTime(5 * 60_000 + 1);
    die("crashed");
    expect(onlyWindow(shell).webContents.reload).toHaveBeenCalledTimes(4);
    expect(shell.dialog.showMessageBox).not.toHaveBeenCalled();
  });

  it("that ended as it should is no crash", () => {
    die("clean-exit");
    expect(onlyWindow(shell).webContents.reload).not.toHaveBeenCalled();
  });

  it("that hangs is ended only if the user says so", async () => {
    const window = onlyWindow(shell);
    window.emit("unresponsive");
    window.emit("unresponsive");
    expect(shell.dialog.showMessageBox).toHaveBeenCalledOnce();
    expect(window.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled();
    shell.dialog.showMessageBox.mockResolvedValue({ response: 1 });
    await vi.waitFor(() => {
      window.emit("unresponsive");
      expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
    }, 20_000);
  });

  it("that answers again takes the question away", () => {
    const window = onlyWindow(shell);
    window.emit("unresponsive");
    const [[, options] = []] = shell.dialog.showMessageBox.mock.calls;
    const { signal } = options as { signal: AbortSignal };
    expect(signal.aborted).toBe(false);
    window.emit("responsive");
    expect(signal.aborted).toBe(true);
  });
});
