import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HostPorts } from "../../../electron/hosts/ports.ts";
import { MENU_WORDS } from "../../../electron/shell/menu-words.ts";
import type { UpdatePorts } from "../../../electron/updates/updates.ts";
import { type MenuItem, newHome, onlyWindow, preventable, type Shell, startShell, tidyUp } from "./stand-in.ts";

afterEach(tidyUp);

function portsOf(shell: Shell): UpdatePorts | undefined {
  const [options] = shell.openDesk.mock.calls[0] ?? [];
  const { updates } = (options as { ports: HostPorts }).ports;
  return typeof updates === "object" ? updates : undefined;
}
const flat = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);
const offered = (shell: Shell): readonly (string | undefined)[] => flat(shell.menus.at(-1) ?? []).map(({ id }) => id);

/** The desk has kept an installer and wants it opened; the way out as the system plays it. */
async function leaveFor(shell: Shell, file: string, saved = true): Promise<void> {
  const ports = portsOf(shell);
  if (!ports) throw new Error("There are no updates.");
  shell.app.quit.mockImplementation(() => {
    const event = preventable();
    shell.app.emit("before-quit", event);
  });
  ports.leaveFor(file);
  expect(onlyWindow(shell).webContents.sent.at(-1)).toEqual(["desk:command", "flush"]);
  // Nothing is opened before everything is written and the library given back.
  expect(shell.shell.openPath).not.toHaveBeenCalled();
  expect(shell.shell.showItemInFolder).not.toHaveBeenCalled();
  shell.answerFlush(saved);
}

describe("an update", () => {
  it("is offered where the app was installed and can check one, and nowhere else", async () => {
    const installed = await startShell({ updates: true });
    expect(portsOf(installed)).toBeDefined();
    expect(offered(installed)).toContain("updates");
    const sources = await startShell({ updates: true, packaged: false });
    expect(portsOf(sources)).toBeUndefined();
    expect(offered(sources)).not.toContain("updates");
    expect(offered(sources)).toContain("whatsNew");
  });

  it("is told as one that can't be checked where the app was installed without a key", async () => {
    const shell = await startShell({ packaged: true });
    const [options] = shell.openDesk.mock.calls[0] ?? [];
    expect((options as { ports: HostPorts }).ports.updates).toBe("no-key");
    expect(offered(shell)).toContain("updates");
  });

  it("asks for a file by the system's dialog", async () => {
    const shell = await startShell({ updates: true });
    expect(await portsOf(shell)?.chooseFile()).toBeNull();
    shell.dialog.showOpenDialog.mockResolvedValue({ canceled: false, filePaths: ["/media/ຢູເອັສບີ/Songphasa.deb"] });
    expect(await portsOf(shell)?.chooseFile()).toBe("/media/ຢູເອັສບີ/Songphasa.deb");
  });

  it.each(["Songphasa-0.2.0-linux-amd64.deb", "Songphasa-0.2.0-windows-x64.exe"])(
    "is opened by the system once everything is written and the library given back: %s",
    async (name) => {
      const shell = await startShell({ updates: true });
      await leaveFor(shell, join(shell.home, name));
      await vi.waitFor(() => expect(shell.shell.openPath).toHaveBeenCalledWith(join(shell.home, name)), 20_000);
      expect(shell.close.mock.invocationCallOrder[0]).toBeLessThan(
        shell.shell.openPath.mock.invocationCallOrder[0] ?? 0,
      );
      await vi.waitFor(() => expect(shell.app.quit).toHaveBeenCalledTimes(2), 20_000);
      expect(shell.dialog.showErrorBox).not.toHaveBeenCalled();
    },
  );

  it.each(["Songphasa-0.2.0-mac-universal.dmg", "Songphasa-0.2.0-mac-universal.zip"])(
    "is shown in its folder where it is moved by hand: %s",
    async (name) => {
      const shell = await startShell({ updates: true });
      await leaveFor(shell, join(shell.home, name));
      await vi.waitFor(() => expect(shell.shell.showItemInFolder).toHaveBeenCalledWith(join(shell.home, name)), 20_000);
      expect(shell.shell.openPath).not.toHaveBeenCalled();
    },
  );

  it("is shown in its folder, with words, where the system has nothing to open it by", async () => {
    const shell = await startShell({ updates: true });
    shell.shell.openPath.mockResolvedValue("No application");
    const file = join(shell.home, "Songphasa-0.2.0-linux-x86_64.rpm");
    await leaveFor(shell, file);
    await vi.waitFor(() => expect(shell.dialog.showErrorBox).toHaveBeenCalledOnce(), 20_000);
    expect(shell.dialog.showErrorBox.mock.calls[0]).toEqual([
      MENU_WORDS.en.notInstalled,
      expect.stringContaining(file),
    ]);
    expect(shell.shell.showItemInFolder).toHaveBeenCalledWith(file);
  });

  it("takes the place of an AppImage, which is started anew", async () => {
    const home = newHome();
    const [old, file] = [join(home, "apps", "Songphasa.AppImage"), join(home, "Songphasa-0.2.0-linux-x86_64.AppImage")];
    mkdirSync(join(home, "apps"));
    writeFileSync(old, "old", { mode: 0o755 });
    writeFileSync(file, "new", { mode: 0o600 });
    vi.stubEnv("APPIMAGE", old);
    const shell = await startShell({ updates: true });
    await leaveFor(shell, file);
    await vi.waitFor(() => expect(shell.app.relaunch).toHaveBeenCalledWith({ execPath: old, args: [] }), 20_000);
    expect(readFileSync(old, "utf8")).toBe("new");
    if (process.platform !== "win32") expect(statSync(old).mode & 0o777).toBe(0o755);
  });

  it("is not begun where something could not be saved: whoever stays keeps the window, whoever quits is told", async () => {
    const shell = await startShell({ updates: true });
    shell.dialog.showMessageBox.mockResolvedValue({ response: 0 });
    await leaveFor(shell, join(shell.home, "Songphasa.deb"), false);
    await vi.waitFor(() => expect(shell.dialog.showMessageBox).toHaveBeenCalledOnce(), 20_000);
    expect(shell.close).not.toHaveBeenCalled();
    // A later quitting is one like any other.
    shell.app.emit("before-quit", preventable());
    shell.answerFlush(true);
    await vi.waitFor(() => expect(shell.close).toHaveBeenCalledOnce(), 20_000);
    await vi.waitFor(() => expect(shell.app.quit).toHaveBeenCalledTimes(2), 20_000);
    expect(shell.shell.openPath).not.toHaveBeenCalled();

    const other = await startShell({ updates: true });
    other.dialog.showMessageBox.mockResolvedValue({ response: 1 });
    await leaveFor(other, join(other.home, "Songphasa.deb"), false);
    await vi.waitFor(() => expect(other.dialog.showErrorBox).toHaveBeenCalledOnce(), 20_000);
    expect(other.dialog.showErrorBox.mock.calls[0]?.[0]).toBe(MENU_WORDS.en.updateLeft);
    expect(other.shell.openPath).not.toHaveBeenCalled();
  });

  it("is not begun where the library could not be given back", async () => {
    const shell = await startShell({ updates: true });
    shell.close.mockRejectedValue(new Error("the disk is gone"));
    await leaveFor(shell, join(shell.home, "Songphasa.deb"));
    await vi.waitFor(() => expect(shell.dialog.showErrorBox).toHaveBeenCalledOnce(), 20_000);
    expect(shell.shell.openPath).not.toHaveBeenCalled();
  });
});
