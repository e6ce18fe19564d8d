import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { commandLine } from "../../../electron/shell/command-line.ts";
import { MENU_WORDS } from "../../../electron/shell/menu-words.ts";
import { placeOnDisplays } from "../../../electron/shell/window-place.ts";
import { en } from "../../../renderer/locale/en.ts";
import { MENU_ITEMS } from "../../../shared/menu.ts";
import { defaultSettings } from "../../../shared/settings.ts";
import { type MenuItem, newHome, onlyWindow, preventable, type Shell, startShell, tidyUp } from "./stand-in.ts";

afterEach(tidyUp);

describe("starting", () => {
  it("keeps the user's data where it is told, and Chromium's apart in it", async () => {
    const { app, home, openDesk } = await startShell();
    expect(app.paths).toMatchObject({ userData: home, sessionData: join(home, "window") });
    expect(openDesk.mock.calls[0]?.[0]).toMatchObject({ ports: { host: "electron" } });
  });

  it("a second instance leaves at once, without opening the library", async () => {
    const second = await startShell({ firstInstance: false });
    expect(second.app.quit).toHaveBeenCalledOnce();
    expect(second.openDesk).not.toHaveBeenCalled();
    expect(second.windows).toEqual([]);
  });

  it("the first instance comes forward when a second is started", async () => {
    const first = await startShell();
    const window = onlyWindow(first);
    window.minimized = true;
    first.app.emit("second-instance", {}, [], "/");
    expect(window.restore).toHaveBeenCalledOnce();
    expect(window.focus).toHaveBeenCalledOnce();
  });

  it("a desk that can't be opened is told in a box, and the app ends", async () => {
    for (const broken of ["library", "bug"] as const) {
      const shell = await startShell({ broken });
      expect(shell.app.exit).toHaveBeenCalledWith(1);
      expect(shell.dialog.showErrorBox).toHaveBeenCalledOnce();
      expect(shell.logged.join("")).not.toBe("");
      expect(shell.windows).toEqual([]);
    }
  });

  it("the window and the system have the app's picture", async () => {
    const { icon } = onlyWindow(await startShell()).settings;
    expect(readFileSync(String(icon)).subarray(1, 4).toString()).toBe("PNG");
  });
});

describe("what the system wants opened", () => {
  const library = (): string => {
    const folder = newHome();
    writeFileSync(join(folder, "library.json"), "{}");
    return folder;
  };

  it("is given to the desk, at a start and while it runs", async () => {
    const shell = await startShell({
      args: ["--enable-logging", "/ຂ່າວ/ນ້ຳຂອງ.songphasa", "file:///tmp/a%20b.songphasa"],
    });
    expect(shell.handed).toEqual(["/ຂ່າວ/ນ້ຳຂອງ.songphasa", "/tmp/a b.songphasa"]);
    expect(shell.openDesk.mock.calls[0]?.[0]).toMatchObject({ library: undefined });
    shell.app.emit("second-instance", {}, [], "/", { open: ["/ຂ່າວ/ກາເຟ.songphasa"] });
    const event = preventable();
    shell.app.emit("open-file", event, "/Users/desk/ຄັງຂ່າວ");
    expect(event.prevented).toBe(true);
    expect(shell.handed.slice(2)).toEqual(["/ຂ່າວ/ກາເຟ.songphasa", "/Users/desk/ຄັງຂ່າວ"]);
    expect(onlyWindow(shell).focus).toHaveBeenCalledTimes(2);
  });

  it("is no option of Chromium's, and not the app's own folder", async () => {
    const shell = await startShell({ packaged: false, args: ["--library", "/desk", "--inspect=0"] });
    expect(shell.handed).toEqual([]);
    expect(shell.openDesk.mock.calls[0]?.[0]).toMatchObject({ library: "/desk" });
  });

  it("is opened at once where it is a library, and is the one used last from then on", async () => {
    const folder = library();
    const shell = await startShell({ args: [folder] });
    expect(shell.openDesk.mock.calls[0]?.[0]).toMatchObject({ library: folder, existing: true, chosen: true });
    expect(shell.handed).toEqual([]);
  });

  it("stands behind a library that is named", async () => {
    const folder = library();
    const shell = await startShell({ args: ["--library", "/desk", folder] });
    expect(shell.openDesk.mock.calls[0]?.[0]).toMatchObject({ library: "/desk" });
    expect(shell.handed).toEqual([folder]);
  });

  it("goes from a second instance to the first, as whole paths", async () => {
    const second = await startShell({ firstInstance: false, args: ["ນ້ຳຂອງ.songphasa"] });
    expect(second.app.told).toEqual([{ open: [join(process.cwd(), "ນ້ຳຂອງ.songphasa")] }]);
    expect(second.openDesk).not.toHaveBeenCalled();
  });

  it.each([
    undefined,
    null,
    "/ຂ່າວ",
    { open: "/ຂ່າວ" },
    { open: [7] },
    { open: [""] },
    { open: Array.from({ length: 21 }, (_, at) => `/${at}`) },
  ])("is nothing where another instance says something else: %j", async (data) => {
    const shell = await startShell();
    shell.app.emit("second-instance", {}, [], "/", data);
    expect(shell.handed).toEqual([]);
    expect(onlyWindow(shell).focus).toHaveBeenCalledOnce();
  });
});

describe("what the starter is told", () => {
  it("is every step until the window can be seen", async () => {
    const shell = await startShell({ started: true });
    expect(shell.news()).toEqual(["awake", "opened"]);
    onlyWindow(shell).emit("ready-to-show");
    expect(shell.news()).toEqual(["awake", "opened", "ready"]);
  });

  it("is that another desk comes forward, in a second instance", async () => {
    const second = await startShell({ started: true, firstInstance: false });
    expect(second.news()).toEqual(["elsewhere"]);
  });

  it("is that the user was told, where the library can't be opened", async () => {
    const shell = await startShell({ started: true, broken: "library" });
    expect(shell.news()).toEqual(["awake", "refused"]);
    expect(shell.dialog.showErrorBox).toHaveBeenCalledOnce();
  });

  it("is nothing where the shell has a bug: no box holds the browser up", async () => {
    const shell = await startShell({ started: true, broken: "bug" });
    expect(shell.news()).toEqual(["awake"]);
    expect(shell.dialog.showErrorBox).not.toHaveBeenCalled();
    expect(shell.app.exit).toHaveBeenCalledWith(1);
  });
});

describe("a page that can't be loaded", () => {
  const asked = (shell: Shell) => shell.dialog.showMessageBox.mock.calls.map(([, options]) => options);
  const fail = (shell: Shell, code: number, isMainFrame = true) =>
    onlyWindow(shell).webContents.emit("did-fail-load", {}, code, "ERR_FAILED", "app://songphasa/", isMainFrame);

  it("is told in a window that is there, and tried again until it loads", async () => {
    const shell = await startShell({ started: true, status: null });
    const window = onlyWindow(shell);
    shell.dialog.showMessageBox.mockResolvedValue({ response: 0 });
    fail(shell, -2);
    expect(window.show).toHaveBeenCalledOnce();
    expect(shell.news().at(-1)).toBe("ready");
    expect(asked(shell)).toEqual([
      expect.objectContaining({
        message: "The window's page could not be loaded.",
        buttons: ["Try Again", MENU_WORDS.en.quit],
      }),
    ]);
    await vi.waitFor(() => expect(window.loaded).toHaveLength(2), 20_000);
    fail(shell, -2);
    await vi.waitFor(() => expect(window.loaded).toHaveLength(3), 20_000);
    expect(window.show).toHaveBeenCalledOnce();
  });

  it("is told too where the answer is no page", async () => {
    const shell = await startShell({ status: 404 });
    await vi.waitFor(() => expect(onlyWindow(shell).loaded).toHaveLength(2), 20_000);
    expect(asked(shell)).toHaveLength(1);
    expect(onlyWindow(shell).show).toHaveBeenCalledOnce();
  });

  it("is no failure where a load replaced another, or a frame inside failed", async () => {
    const shell = await startShell();
    fail(shell, -3);
    fail(shell, -2, false);
    expect(asked(shell)).toEqual([]);
  });

  it("is left without waiting for a page that isn't there", async () => {
    const shell = await startShell({ status: null });
    shell.dialog.showMessageBox.mockResolvedValue({ response: 1 });
    fail(shell, -2);
    await vi.waitFor(() => expect(shell.app.quit).toHaveBeenCalledOnce(), 20_000);
    shell.app.emit("before-quit", preventable());
    await vi.waitFor(() => expect(shell.app.quit).toHaveBeenCalledTimes(2), 20_000);
    expect(onlyWindow(shell).webContents.sent).toEqual([]);
  });
});

describe("the window's place", () => {
  it("is kept when the window closes and taken at the next start", async () => {
    const first = await startShell();
    onlyWindow(first).emit("close", preventable());
    expect(JSON.parse(readFileSync(join(first.home, "window.json"), "utf8"))).toEqual({
      x: 40,
      y: 30,
      width: 1300,
      height: 820,
      maximized: false,
    });
    const second = await startShell({ home: first.home });
    expect(onlyWindow(second).settings).toMatchObject({ x: 40, y: 30, width: 1300, height: 820 });
  });

  it.each(['{"x":1', '{"x":"1"}', "null", ""])("a broken file is as none: %j", async (text) => {
    const home = newHome();
    writeFileSync(join(home, "window.json"), text);
    const { settings } = onlyWindow(await startShell({ home }));
    expect(settings).toMatchObject({ width: 1440, height: 900 });
    expect(settings).not.toHaveProperty("x");
  });

  it("comes back onto a display that is there", () => {
    const laptop = { x: 0, y: 0, width: 1366, height: 728 };
    const beside = { x: 1366, y: 0, width: 1920, height: 1040 };
    const kept = { x: 1500, y: 50, width: 1440, height: 900, maximized: false };
    expect(placeOnDisplays(kept, [laptop, beside])).toEqual(kept);
    // The second display is unplugged: a size that fits, and no spot.
    expect(placeOnDisplays(kept, [laptop])).toEqual({ width: 1366, height: 728, maximized: false });
    // Half over the edge: pulled in whole.
    const pulledIn = { x: 0, y: 0, width: 1366, height: 728, maximized: false };
    expect(placeOnDisplays({ ...kept, x: -900, y: -100 }, [laptop])).toEqual(pulledIn);
    expect(placeOnDisplays(null, [])).toEqual({ width: 1440, height: 900, maximized: false });
  });
});

describe("the menu", () => {
  const flat = (menu: readonly MenuItem[] = []): MenuItem[] => menu.flatMap((item) => [item, ...flat(item.submenu)]);
  const itemsOf = (shell: Shell): MenuItem[] => flat(shell.menus.at(-1)).filter((item) => item.label || item.role);

  it("says everything in Lao and in English", () => {
    expect(Object.keys(MENU_WORDS.lo).sort()).toEqual(Object.keys(MENU_WORDS.en).sort());
    for (const words of Object.values(MENU_WORDS))
      for (const word of Object.values(words)) expect(word.trim()).not.toBe("");
    // The other language is named in that language; everything else in Lao is Lao.
    const { switchLanguage: _other, ...lao } = MENU_WORDS.lo;
    for (const word of Object.values(lao)) expect(word).toMatch(/[\u0e80-\u0eff]/);
  });

  it("sends our own commands to the window, undo and redo among them", async () => {
    const shell = await startShell({ updates: true });
    const menu = itemsOf(shell);
    const commands = menu.filter((item) => item.click);
    for (const command of commands) command.click?.();
    expect(onlyWindow(shell).webContents.sent).toEqual(commands.map(({ id }) => ["desk:command", id]));
    const ids = commands.map(({ id }) => id);
    for (const id of ["undo", "redo", "newEnglish", "newLao", "openLibrary", "showLibrary", "preview", "publish"])
      expect(ids).toContain(id);
    expect(ids).toContain("search");
    // The same as in the window's own menu, and the window knows each of them by the same id.
    expect(ids.toSorted()).toEqual([...MENU_ITEMS.keys()].toSorted());
    for (const id of ids) expect(Object.keys(en.commands)).toContain(id);
    for (const role of ["undo", "redo"]) expect(menu.map((item) => item.role)).not.toContain(role);
    expect(menu.find(({ id }) => id === "undo")?.accelerator).toBe("CmdOrCtrl+Z");
  });

  it("has every item named, no key twice, and leaves Ctrl+N, T and W alone", async () => {
    const menu = itemsOf(await startShell());
    for (const item of menu) expect(item.label).toBeTruthy();
    const keys = menu.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).not.toMatch(/^(CmdOrCtrl|Ctrl|Cmd)\+[NTW]$/);
  });

  it("has no developer tools in a packaged app", async () => {
    const roles = (shell: Shell) => itemsOf(shell).map(({ role }) => role);
    expect(roles(await startShell({ packaged: true }))).not.toContain("toggleDevTools");
    expect(roles(await startShell({ packaged: false }))).toContain("toggleDevTools");
  });

  it("changes its language with the window, and only then", async () => {
    const shell = await startShell();
    const label = () => itemsOf(shell).find(({ id }) => id === "openLibrary")?.label;
    expect(label()).toBe("Open Another Library…");
    await shell.invoke("host.remember", { language: "lo" });
    expect(label()).toBe("ເປີດຄັງຂ່າວອື່ນ…");
    const shown = shell.menus.length;
    await shell.invoke("host.remember", { theme: "dark" });
    expect(shell.menus.length).toBe(shown);
  });

  it("spells as the newsroom does, once its settings say so, and asks in the same spelling", async () => {
    const shell = await startShell();
    const label = () => itemsOf(shell).find(({ id }) => id === "lockSource")?.label;
    await shell.invoke("host.remember", { language: "lo" });
    expect(label()).toBe("ລັອກ ຫຼື ປົດລັອກຝັ່ງຕົ້ນສະບັບ");
    const settings = { ...defaultSettings(), spelling: "ຫລ" };
    await shell.invoke("settings.save", { base: "1", settings });
    expect(label()).toBe("ລັອກ ຫລື ປົດລັອກຝັ່ງຕົ້ນສະບັບ");
    for (const item of itemsOf(shell)) expect(item.label).not.toContain("ຫຼ");
    await shell.invoke("settings.save", { base: "2", settings: { ...settings, spelling: "ຫຼ" } });
    expect(label()).toBe("ລັອກ ຫຼື ປົດລັອກຝັ່ງຕົ້ນສະບັບ");
  });
});

describe("the command line inside the app", () => {
  it("is asked for by --cli, before what Chromium may read", () => {
    expect(commandLine(["songphasa", "--library", "/srv/desk"])).toBeNull();
    expect(commandLine(["songphasa", "--", "--cli"])).toBeNull();
    expect(commandLine(["songphasa", "--ozone-platform=headless", "--cli", "--", "list", "--json"])).toEqual([
      "list",
      "--json",
    ]);
    expect(commandLine(["electron", ".", "--cli", "list"])).toEqual(["list"]);
    expect(commandLine(["songphasa", "--cli", "--", "show", "--", "--cli"])).toEqual(["show", "--", "--cli"]);
  });
});

describe("without Chromium's sandbox", () => {
  it("no window comes: a box says what is missing, and the app ends", async () => {
    const shell = await startShell({ switches: ["no-sandbox"] });
    expect(shell.windows).toEqual([]);
    expect(shell.openDesk).not.toHaveBeenCalled();
    expect(shell.dialog.showErrorBox).toHaveBeenCalledExactlyOnceWith(
      MENU_WORDS.lo.notStarted,
      MENU_WORDS.lo.noSandbox,
    );
    expect(shell.app.exit).toHaveBeenCalledExactlyOnceWith(1);
  });
});
