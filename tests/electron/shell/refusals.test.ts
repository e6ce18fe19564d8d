import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { appSchemeHandler } from "../../../electron/hosts/app-scheme.ts";
import { contentSecurityPolicy } from "../../../electron/hosts/security-headers.ts";
import {
  newHome,
  onlyWindow,
  preventable,
  type Shell,
  StandInContents,
  StandInSession,
  startShell,
  tidyUp,
} from "./stand-in.ts";

let shell: Shell;
beforeEach(async () => {
  shell = await startShell();
});
afterEach(tidyUp);

const DEV = "http://localhost:5173";

describe("the window", () => {
  it("is sandboxed, isolated, without Node, with web security, without a spell checker", () => {
    const { webPreferences } = onlyWindow(shell).settings;
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
    // Nothing else is switched on: no experiment of Chromium's, no module of an older Electron.
    expect(Object.entries(webPreferences).filter(([, value]) => value === true)).toEqual([
      ["sandbox", true],
      ["contextIsolation", true],
      ["webSecurity", true],
    ]);
    expect(webPreferences).not.toHaveProperty("enableBlinkFeatures");
    expect(String(webPreferences.preload)).toMatch(/preload[\\/]preload\.cjs$/);
    expect(shell.app.sandboxed).toBe(true);
  });

  it("loads our own scheme, and shows once there is something to see", () => {
    const window = onlyWindow(shell);
    expect(window.loaded).toEqual(["app://songphasa/"]);
    expect(window.settings.show).toBe(false);
    expect(window.show).not.toHaveBeenCalled();
    window.emit("ready-to-show");
    expect(window.show).toHaveBeenCalledOnce();
  });

  it("loads a dev server only where the app is not packaged", async () => {
    expect(onlyWindow(await startShell({ packaged: true, devUrl: DEV })).loaded).toEqual(["app://songphasa/"]);
    expect(onlyWindow(await startShell({ packaged: false, devUrl: DEV })).loaded).toEqual([`${DEV}/`]);
    expect(onlyWindow(await startShell({ packaged: false })).loaded).toEqual(["app://songphasa/"]);
  });

  it("logs a preload script that failed, with the reason", () => {
    onlyWindow(shell).webContents.emit("preload-error", {}, "preload.cjs", new Error("no such module"));
    expect(shell.logged.join("")).toMatch(/preload\.cjs failed[\s\S]*no such module/);
  });
});

describe("where a page may go", () => {
  it("nowhere: a navigation is prevented, and a safe link opens outside", () => {
    for (const url of [
      "https://kpl.gov.la/en/",
      "file:///etc/passwd",
      "app://songphasa/other",
      "javascript:alert(1)",
    ]) {
      const event = preventable({ url });
      onlyWindow(shell).webContents.emit("will-navigate", event);
      expect(event.prevented).toBe(true);
    }
    expect(shell.shell.openExternal.mock.calls).toEqual([["https://kpl.gov.la/en/"]]);
  });

  it("back to itself, by a reload", () => {
    const event = preventable({ url: "app://songphasa/" });
    onlyWindow(shell).webContents.emit("will-navigate", event);
    expect(event.prevented).toBe(false);
  });

  it("a frame inside it holds what the page gave it, and goes nowhere", () => {
    const { webContents } = onlyWindow(shell);
    for (const url of ["https://kpl.gov.la/", "app://songphasa/", "data:text/html,x"]) {
      const event = preventable({ url, isMainFrame: false });
      webContents.emit("will-frame-navigate", event);
      expect(event.prevented).toBe(true);
    }
    const srcdoc = preventable({ url: "about:srcdoc", isMainFrame: false });
    webContents.emit("will-frame-navigate", srcdoc);
    expect(srcdoc.prevented).toBe(false);
    expect(shell.shell.openExternal).not.toHaveBeenCalled();
  });

  it.each(["will-redirect", "will-attach-webview"])("%s is prevented", (name) => {
    const event = preventable({ url: "https://kpl.gov.la/" });
    onlyWindow(shell).webContents.emit(name, event);
    expect(event.prevented).toBe(true);
  });

  it("no new window ever; only safe links open outside", () => {
    const open = onlyWindow(shell).webContents.windowOpen;
    const safe = ["https://kpl.gov.la/", "http://example.la/", "mailto:desk@kpl.gov.la", "tel:+85621215402"];
    const unsafe = [
      "javascript:alert(1)",
      " javascript:alert(1)",
      "file:///etc/passwd",
      "smb://server/share",
      "ms-msdt:/id",
      "app://songphasa/",
      "data:text/html,x",
      "about:blank",
      "",
    ];
    for (const url of [...safe, ...unsafe]) expect(open?.({ url })).toEqual({ action: "deny" });
    expect(shell.shell.openExternal.mock.calls.map(([url]) => url)).toEqual(safe);
  });

  it("the same holds for any contents that come to be later", () => {
    const contents = new StandInContents();
    shell.app.emit("web-contents-created", {}, contents);
    expect(contents.windowOpen?.({ url: "https://kpl.gov.la/" })).toEqual({ action: "deny" });
    const event = preventable({ url: "https://kpl.gov.la/" });
    contents.emit("will-navigate", event);
    expect(event.prevented).toBe(true);
    const attached = preventable();
    contents.emit("will-attach-webview", attached, {}, { src: "https://kpl.gov.la/" });
    expect(attached.prevented).toBe(true);
  });
});

describe("what a session may do", () => {
  const cancelled = (one: Shell, url: string): boolean | undefined => {
    let answer: boolean | undefined;
    one.defaultSession.rules.beforeRequest?.({ url }, ({ cancel }) => {
      answer = cancel;
    });
    return answer;
  };

  it.each(["app://songphasa/", "app://songphasa/assets/index.js", "blob:app://songphasa/1", "data:,"])(
    "our own files and what the page already holds may be requested: %s",
    (url) => {
      expect(cancelled(shell, url)).toBe(false);
    },
  );

  it.each([
    "https://kpl.gov.la/",
    "http://127.0.0.1:8080/",
    "http://localhost:5173/",
    "ws://localhost:5173/",
    "wss://kpl.gov.la/",
    "file:///etc/passwd",
    "ftp://kpl.gov.la/",
    "app://other/",
    "devtools://devtools/bundled/inspector.html",
    "chrome-extension://abc/x.js",
    "https://redirector.gvt1.com/edgedl/chrome/dict/en-us-10-1.bdic",
    "nonsense",
  ])("any other request is cancelled: %s", (url) => {
    expect(cancelled(shell, url)).toBe(true);
  });

  it("the dev server and the developer tools are let in only where the app is not packaged", async () => {
    for (const packaged of [true, false]) {
      const one = await startShell({ packaged, devUrl: DEV });
      for (const url of [`${DEV}/main.tsx`, "ws://localhost:5173/", "devtools://devtools/x"])
        expect(cancelled(one, url)).toBe(packaged);
      expect(cancelled(one, "https://kpl.gov.la/")).toBe(true);
      expect(one.defaultSession.rules.headersReceived === undefined).toBe(packaged);
    }
  });

  it("no name is looked up", () => {
    expect(shell.app.switches).toContainEqual(["host-resolver-rules", "MAP * ~NOTFOUND"]);
  });

  it.each([
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "local-fonts",
    "fileSystem",
    "openExternal",
    "display-capture",
    "usb",
    "unknown",
  ])("no permission is given, asked for or checked: %s", (permission) => {
    const { rules } = shell.defaultSession;
    const answer = vi.fn();
    rules.permissionRequest?.({}, permission, answer, { requestingUrl: "app://songphasa/" });
    expect(answer.mock.calls).toEqual([[false]]);
    expect(rules.permissionCheck?.({}, permission, "app://songphasa/")).toBe(false);
  });

  it("text may be put on the clipboard, from our page alone", () => {
    const { rules } = shell.defaultSession;
    const answer = vi.fn();
    rules.permissionRequest?.({}, "clipboard-sanitized-write", answer, { requestingUrl: "app://songphasa/" });
    rules.permissionRequest?.({}, "clipboard-sanitized-write", answer, { requestingUrl: "https://kpl.gov.la/" });
    expect(answer.mock.calls).toEqual([[true], [false]]);
    expect(rules.permissionCheck?.({}, "clipboard-sanitized-write", "app://songphasa/")).toBe(true);
    expect(rules.permissionCheck?.({}, "clipboard-sanitized-write", "https://kpl.gov.la")).toBe(false);
  });

  it("no device is given and nothing is downloaded", () => {
    expect(shell.defaultSession.rules.device?.()).toBe(false);
    const event = preventable();
    shell.defaultSession.emit("will-download", event);
    expect(event.prevented).toBe(true);
  });

  it("no spelling is checked, and there is nowhere to fetch a dictionary from", () => {
    const { rules } = shell.defaultSession;
    expect(rules.spelling).toBe(false);
    expect(rules.dictionaries).toMatch(/^app:\/\/songphasa\//);
    expect(rules.spellingLanguages).toEqual(process.platform === "darwin" ? undefined : []);
  });

  it("all of it holds for a session made later", () => {
    const later = new StandInSession();
    shell.app.emit("session-created", later);
    expect(Object.keys(later.rules).sort()).toEqual(Object.keys(shell.defaultSession.rules).sort());
    expect(later.rules.spelling).toBe(false);
    expect(later.listenerCount("will-download")).toBe(1);
  });
});

describe("the app:// scheme", () => {
  it("is a standard, secure scheme that bypasses no policy", () => {
    expect(shell.schemes).toEqual([
      {
        scheme: "app",
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ]);
    expect(shell.served.has("app")).toBe(true);
  });

  it("serves the built renderer under the strict policy, and nothing beside it", async () => {
    const base = newHome();
    mkdirSync(join(base, "renderer"));
    writeFileSync(join(base, "renderer", "index.html"), "<title>ສອງພາສາ</title>");
    writeFileSync(join(base, "secret.txt"), "before it is out");
    const answer = appSchemeHandler(join(base, "renderer"));
    const page = await answer(new Request("app://songphasa/"));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("ສອງພາສາ");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toBe(contentSecurityPolicy());
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    for (const url of [
      "app://songphasa/../secret.txt",
      "app://songphasa/%2e%2e/secret.txt",
      "app://songphasa/..%2fsecret.txt",
      "app://songphasa/..%5csecret.txt",
      "app://songphasa/index.html%00",
      "app://other/index.html",
      "app://songphasa.evil.example/index.html",
      "https://songphasa/index.html",
    ]) {
      // A forged address as it stands: a Request would tidy it up.
      const refused = await answer({ method: "GET", url } as Request);
      expect(refused.status).toBe(404);
      expect(await refused.text()).not.toContain("before it is out");
      expect(refused.headers.get("content-security-policy")).toBe(contentSecurityPolicy());
    }
    expect((await answer(new Request("app://songphasa/", { method: "POST" }))).status).toBe(405);
  });
});
