/**
 * A stand-in for the `electron` module: it records what the shell sets and lets a test play what the
 * system, Chromium or a page would do. Nothing here decides anything.
 */
import { generateKeyPairSync } from "node:crypto";
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import type { Desk, DeskEvent } from "../../../shared/contract.ts";
import { type DeskError, deskError, done, type Result } from "../../../shared/errors.ts";

export interface Frame {
  url: string;
  parent: Frame | null;
  detached: boolean;
  frameTreeNodeId: number;
}

export const mainFrame = (url = "app://songphasa/"): Frame => ({
  url,
  parent: null,
  detached: false,
  frameTreeNodeId: 1,
});

/** An event that can be prevented, as Electron's are. */
export interface Preventable {
  prevented: boolean;
  preventDefault(): void;
}
export function preventable<T extends object>(fields: T = {} as T): Preventable & T {
  const event = {
    prevented: false,
    preventDefault() {
      event.prevented = true;
    },
    ...fields,
  };
  return event;
}

export class StandInContents extends EventEmitter {
  mainFrame: Frame = mainFrame();
  readonly sent: [string, unknown][] = [];
  crashed = false;
  windowOpen: ((details: { url: string }) => { action: string }) | undefined;
  reload = vi.fn();
  forcefullyCrashRenderer = vi.fn();
  isCrashed(): boolean {
    return this.crashed;
  }
  send(channel: string, payload: unknown): void {
    this.sent.push([channel, payload]);
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
}

type Handler = (...args: unknown[]) => unknown;
interface SessionRules {
  beforeRequest?: (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void;
  headersReceived?: Handler;
  permissionRequest?: (
    contents: unknown,
    permission: string,
    callback: (granted: boolean) => void,
    details: { requestingUrl: string },
  ) => void;
  permissionCheck?: (contents: unknown, permission: string, origin: string) => boolean;
  device?: () => boolean;
  spelling?: boolean;
  dictionaries?: string;
  spellingLanguages?: string[];
}

export class StandInSession extends EventEmitter {
  readonly rules: SessionRules = {};
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<SessionRules["beforeRequest"]>) => {
      this.rules.beforeRequest = listener;
    },
    onHeadersReceived: (_filter: unknown, listener: Handler) => {
      this.rules.headersReceived = listener;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<SessionRules["permissionRequest"]>): void {
    this.rules.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<SessionRules["permissionCheck"]>): void {
    this.rules.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.rules.device = handler;
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.rules.spelling = on;
  }
  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this.rules.dictionaries = url;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    this.rules.spellingLanguages = languages;
  }
}

export interface Options {
  readonly packaged?: boolean;
  readonly devUrl?: string;
  readonly firstInstance?: boolean;
  /** What Chromium was started with. */
  readonly switches?: readonly string[];
  readonly home?: string;
  /** The desk can't be opened: its library can't be, or there is a bug. */
  readonly broken?: "library" | "bug";
  /** What the page is answered with at first; null where nothing answers. */
  readonly status?: number | null;
  /** It came with a key to check updates by. */
  readonly updates?: boolean;
  /** What the system started the app with, behind its program. */
  readonly args?: readonly string[];
  /** There is a starter that waits for news. */
  readonly started?: boolean;
}

export interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

// What a shell that was told to end does some seconds later must not end the run: its test is over by then.
const kill = process.kill.bind(process);
process.kill = (pid, signal) => pid === process.pid || kill(pid, signal);

const homes = new Set<string>();
/** A folder of its own for a user's data, until the test is over. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "songphasa-shell-"));
  homes.add(home);
  return home;
}

/** After each test. */
export function tidyUp(): void {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
  homes.clear();
}

/** Starts main.ts itself on the stand-in and waits until it is up. */
export async function startShell(options: Options = {}) {
  vi.resetModules();
  const home = options.home ?? newHome();
  const windows: StandInWindow[] = [];
  const defaultSession = new StandInSession();
  const app = Object.assign(new EventEmitter(), {
    name: "Songphasa",
    isPackaged: options.packaged ?? true,
    paths: { userData: "/home/desk/.config/songphasa" } as Record<string, string>,
    switches: [] as [string, string?][],
    sandboxed: false,
    getPath: (name: string) => app.paths[name] ?? "",
    setPath: (name: string, path: string) => {
      app.paths[name] = path;
    },
    getVersion: () => "0.1.0",
    /** What a second instance tells the first. */
    told: [] as unknown[],
    requestSingleInstanceLock: (data: unknown) => {
      app.told.push(data);
      return options.firstInstance ?? true;
    },
    enableSandbox: () => {
      app.sandboxed = true;
    },
    commandLine: {
      appendSwitch: (name: string, value?: string) => app.switches.push([name, value]),
      hasSwitch: (name: string) => options.switches?.includes(name) ?? false,
    },
    whenReady: () => {
      app.emit("session-created", defaultSession);
      return Promise.resolve();
    },
    quit: vi.fn(),
    exit: vi.fn(),
    relaunch: vi.fn(),
  });

  class StandInWindow extends EventEmitter {
    readonly webContents = new StandInContents();
    readonly settings: Record<string, unknown> & { webPreferences: Record<string, unknown> };
    readonly loaded: string[] = [];
    destroyed = false;
    minimized = false;
    maximize = vi.fn();
    show = vi.fn();
    focus = vi.fn();
    restore = vi.fn();
    constructor(settings: Record<string, unknown> & { webPreferences: Record<string, unknown> }) {
      super();
      this.settings = settings;
      windows.push(this);
      app.emit("web-contents-created", {}, this.webContents);
    }
    isDestroyed(): boolean {
      return this.destroyed;
    }
    isMinimized(): boolean {
      return this.minimized;
    }
    isMaximized(): boolean {
      return false;
    }
    getNormalBounds() {
      return { x: 40, y: 30, width: 1300, height: 820 };
    }
    loadURL(url: string): Promise<void> {
      this.loaded.push(url);
      const status = this.loaded.length > 1 ? 200 : options.status;
      if (status !== null) this.webContents.emit("did-navigate", {}, url, status ?? 200);
      return Promise.resolve();
    }
  }

  const handlers = new Map<string, Handler>();
  const ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: Handler) => handlers.set(channel, handler),
    removeHandler: (channel: string) => handlers.delete(channel),
  });
  const schemes: { scheme: string; privileges: Record<string, boolean> }[] = [];
  const served = new Map<string, (request: Request) => Promise<Response>>();
  const menus: MenuItem[][] = [];
  const dialog = {
    showOpenDialog: vi.fn(async (..._args: unknown[]) => ({ canceled: true, filePaths: [] as string[] })),
    showMessageBox: vi.fn(async (..._args: unknown[]) => ({ response: 0 })),
    showErrorBox: vi.fn(),
  };
  const shell = {
    openExternal: vi.fn(async (_url: string) => undefined),
    openPath: vi.fn(async (_path: string) => ""),
    showItemInFolder: vi.fn((_path: string) => undefined),
  };
  const powerMonitor = new EventEmitter();
  vi.doMock("electron", () => ({
    app,
    BrowserWindow: StandInWindow,
    ipcMain,
    dialog,
    shell,
    powerMonitor,
    safeStorage: { isEncryptionAvailable: () => false },
    protocol: {
      registerSchemesAsPrivileged: (list: typeof schemes) => schemes.push(...list),
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => served.set(scheme, handler),
    },
    session: { defaultSession },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    Menu: {
      buildFromTemplate: (template: MenuItem[]) => template,
      setApplicationMenu: (template: MenuItem[]) => menus.push(template),
    },
  }));

  const listeners = new Set<(event: DeskEvent) => void>();
  const reached: [string, unknown][] = [];
  let language = "en";
  const call = vi.fn(async (name: string, request: unknown): Promise<Result<unknown>> => {
    reached.push([name, request]);
    if (name === "host.remember") language = (request as { language?: string }).language ?? language;
    if (name.startsWith("host.")) return done({ host: "electron", language });
    if (name === "settings.save") return done({ ...(request as object), rev: "2" });
    return done({ name: "ຫ້ອງຂ່າວຂປລ" });
  });
  const close = vi.fn(async () => undefined);
  const handed: string[] = [];
  const woke = vi.fn();
  const openDesk = vi.fn(async (..._args: unknown[]) => {
    if (options.broken === "library") throw new CannotOpen(deskError("folder-not-ours", { path: "/home/desk" }));
    if (options.broken === "bug") throw new Error("the index is upside down");
    const desk: Desk = {
      call: call as unknown as Desk["call"],
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return { desk, close, woke, handOver: (path: string) => void handed.push(path) };
  });
  class CannotOpen extends Error {
    readonly error: DeskError;
    constructor(error: DeskError) {
      super(error.message);
      this.error = error;
    }
  }
  // The archive's folder has none.
  const key = join(home, "public-key.pem");
  if (options.updates)
    writeFileSync(key, generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }));
  const places = await vi.importActual<object>("../../../electron/disk/program-places.ts");
  vi.doMock("../../../electron/disk/program-places.ts", () => ({ ...places, UPDATE_KEY: key }));
  vi.doMock("../../../electron/desk/desk.ts", () => ({ openDesk, CannotOpen }));

  const logged: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    logged.push(String(text));
    return true;
  });
  // The signals are the test run's own; what the shell would do on one is played.
  const signals = new Map<string, () => void>();
  const listen = process.on.bind(process);
  vi.spyOn(process, "on").mockImplementation((name, listener) => {
    if (!/^SIG/.test(String(name))) return listen(name, listener);
    signals.set(String(name), listener as () => void);
    return process;
  });
  const kill = vi.spyOn(process, "kill").mockImplementation(() => true);
  const news = join(home, "news");
  if (options.started) writeFileSync(news, "");
  vi.stubEnv("SONGPHASA_NEWS", options.started ? news : undefined);
  vi.stubEnv("SONGPHASA_HOME", home);
  vi.stubEnv("ELECTRON_RENDERER_URL", options.devUrl);
  const { argv } = process;
  // Where it isn't packaged, the app's folder stands behind Electron's program.
  process.argv = ["/opt/Songphasa/songphasa", ...(app.isPackaged ? [] : ["."]), ...(options.args ?? [])];
  try {
    await import("../../../electron/main.ts");
  } finally {
    process.argv = argv;
  }
  if (options.firstInstance !== false)
    await vi.waitFor(() => {
      if (windows.length === 0 && app.exit.mock.calls.length === 0) throw new Error("not up yet");
    }, 20_000);

  const [window] = windows;
  /** Calls the desk as a page would. */
  const invoke = (
    name: unknown,
    request: unknown,
    event: Record<string, unknown> = { sender: window?.webContents, senderFrame: window?.webContents.mainFrame },
  ) => handlers.get("desk:call")?.(event, name, request) as Promise<Result<unknown>>;
  return {
    app,
    home,
    windows,
    defaultSession,
    invoke,
    schemes,
    served,
    menus,
    dialog,
    shell,
    powerMonitor,
    reached,
    call,
    close,
    woke,
    openDesk,
    handed,
    logged,
    kill,
    signal: (name: string) => signals.get(name)?.(),
    /** What the starter was told. */
    news: () => readFileSync(news, "utf8").trim().split("\n"),
    emit: (event: DeskEvent) => {
      for (const listener of listeners) listener(event);
    },
    /** The window's answer to a flush. */
    answerFlush: (saved: boolean, senderFrame: Frame | null | undefined = window?.webContents.mainFrame) =>
      ipcMain.emit("desk:flushed", { sender: window?.webContents, senderFrame }, saved),
  };
}
export type Shell = Awaited<ReturnType<typeof startShell>>;

/** The only window of a shell that is up. */
export function onlyWindow(shell: Shell): Shell["windows"][number] {
  const [window] = shell.windows;
  if (!window || shell.windows.length !== 1) throw new Error("There is not exactly one window.");
  return window;
}
