/**
 * A stand-in for the `electron` module in a process of its own. What the shell needs of it is here, and
 * behaves as Electron's documentation says; the windows' pages are real. A test speaks to it by a port.
 */
import { EventEmitter } from "node:events";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSocket } from "node:net";
import { type BrowserContext, chromium } from "playwright-core";
import { findBrowser } from "../../browser.ts";
import { WebContents, type World } from "./contents.ts";

type Fn = (...args: never[]) => unknown;
const windows = new Set<BrowserWindow>();
const paths: Record<string, string> = {};
let context: BrowserContext | undefined;
let beforeRequest: ((details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void) | undefined;
let serve: World["serve"] = async () => new Response(null, { status: 500 });
const handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();

function preventable() {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}

const fail = (error: unknown): void => {
  process.stderr.write(`The stand-in failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(70);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = createSocket().listen(0, "127.0.0.1", () => {
      const address = socket.address();
      socket.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
    socket.on("error", reject);
  });
let debugPort = 0;

async function openChromium(): Promise<BrowserContext> {
  const found = await findBrowser();
  if (!found) throw new Error("No browser was found.");
  debugPort = await freePort();
  return chromium.launchPersistentContext(paths.sessionData ?? "", {
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env } as Record<string, string>,
    args: ["--no-sandbox", "--disable-dev-shm-usage", `--remote-debugging-port=${debugPort}`, ...found.args],
    viewport: { width: 1440, height: 900 },
    // The shell's own handlers end this process.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** As Chromium says it to whoever asked for its port. */
async function tellPort(): Promise<void> {
  if (!process.argv.some((word) => word.startsWith("--remote-debugging-port="))) return;
  const about = await fetch(`http://127.0.0.1:${debugPort}/json/version`);
  const { webSocketDebuggerUrl } = (await about.json()) as { webSocketDebuggerUrl: string };
  process.stderr.write(`\nDevTools listening on ${webSocketDebuggerUrl}\n`);
}

let leaving = false;
async function leave(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await context?.close();
  process.exit(code);
}

export const app = Object.assign(new EventEmitter(), {
  name: process.env.STAND_IN_APP_NAME ?? "",
  isPackaged: process.env.STAND_IN_PACKAGED === "1",
  getPath: (name: string) => paths[name] ?? "",
  setPath: (name: string, place: string) => {
    mkdirSync(place, { recursive: true });
    paths[name] = place;
  },
  requestSingleInstanceLock: () => true,
  enableSandbox: () => undefined,
  commandLine: { appendSwitch: () => undefined, hasSwitch: (name: string) => process.argv.includes(`--${name}`) },
  whenReady: async () => {
    await begun;
    context = await openChromium();
    await tellPort();
    app.emit("session-created", session.defaultSession);
  },
  quit() {
    const event = preventable();
    app.emit("before-quit", event);
    if (event.defaultPrevented) return;
    for (const window of windows) window.close();
    if (windows.size > 0) return;
    app.emit("will-quit", preventable());
    app.emit("quit", {}, 0);
    leave(0).catch(fail);
  },
  exit: (code: number) => void leave(code).catch(fail),
});
let start = (): void => undefined;
const begun = new Promise<void>((resolve) => {
  start = resolve;
});
/** The app's own module has run; now the app is ready. */
export const begin = (): void => start();

const world: World = {
  async newPage() {
    const [blank] = context?.pages() ?? [];
    // Chromium comes up with an empty page, which is the first window's.
    if (blank && blank.url() === "about:blank") return blank;
    const page = await context?.newPage();
    if (!page) throw new Error("Chromium is gone.");
    return page;
  },
  serve: (request) => serve(request),
  isCancelled(url) {
    let cancelled = false;
    beforeRequest?.({ url }, ({ cancel }) => {
      cancelled = cancel;
    });
    return cancelled;
  },
  invoke: async (event, channel, args) => {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`Nothing answers ${channel}.`);
    // What crosses between processes is a copy.
    return structuredClone(await handler(event, ...args));
  },
  send: (event, channel, args) => void ipcMain.emit(channel, event, ...args),
};

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  #destroyed = false;
  constructor(settings: { readonly webPreferences: { readonly preload: string } }) {
    super();
    this.webContents = new WebContents(world, settings.webPreferences.preload);
    this.webContents.on("stand-in-error", fail);
    this.webContents.once("did-navigate", () => this.emit("ready-to-show"));
    windows.add(this);
    app.emit("web-contents-created", {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    try {
      await this.webContents.load(url);
    } catch (error) {
      this.webContents.emit("did-fail-load", {}, -2, String(error), url, true);
      throw error;
    }
  }
  close(): void {
    const event = preventable();
    this.emit("close", event);
    if (event.defaultPrevented) return;
    this.#destroyed = true;
    windows.delete(this);
    void this.webContents.close().catch(() => undefined);
    this.emit("closed");
    if (windows.size === 0) app.emit("window-all-closed");
  }
  isDestroyed = () => this.#destroyed;
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 40, y: 30, width: 1300, height: 820 });
  maximize = () => undefined;
  show = () => undefined;
  focus = () => undefined;
  restore = () => undefined;
}

export const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: (event: unknown, ...args: unknown[]) => unknown) => handlers.set(channel, handler),
  removeHandler: (channel: string) => handlers.delete(channel),
});
ipcMain.on("stand-in:close", () => {
  for (const window of windows) window.close();
});
export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (_scheme: string, handler: World["serve"]) => {
    serve = handler;
  },
};
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    webRequest: {
      onBeforeRequest: (listener: typeof beforeRequest) => {
        beforeRequest = listener;
      },
      onHeadersReceived: () => undefined,
    },
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    setSpellCheckerDictionaryDownloadURL: () => undefined,
    setSpellCheckerLanguages: () => undefined,
  }),
};
export const powerMonitor = new EventEmitter();
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] };
/** The system opens something, or shows it in its folder: noted where a test finds it after the app has ended. */
const noted = (deed: string, place: string): string => {
  if (process.env.STAND_IN_OPENED) appendFileSync(process.env.STAND_IN_OPENED, `${deed} ${place}\n`);
  return "";
};
export const shell = {
  openExternal: async () => undefined,
  openPath: async (place: string) => noted("openPath", place),
  showItemInFolder: (place: string) => void noted("showItemInFolder", place),
};
/** What is chosen in the next dialog for a file or a folder; nothing where it is empty. */
let choice = "";
/** A keychain that keeps nothing from anybody. */
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => "gnome_libsecret",
  encryptString: (text: string) => Buffer.from(text).reverse(),
  decryptString: (sealed: Buffer) => Buffer.from(sealed).reverse().toString(),
};
/** What the user was asked, in order; a box is answered by its first button. */
const boxes: string[] = [];
export const dialog = {
  showOpenDialog: async () => ({ canceled: choice === "", filePaths: choice === "" ? [] : [choice] }),
  showMessageBox: async (...args: { readonly message?: string }[]) => {
    boxes.push(args.at(-1)?.message ?? "");
    return { response: 0 };
  },
  showErrorBox: (title: string, text: string) => void boxes.push(`${title} ${text}`),
};

interface MenuItem {
  readonly id?: string;
  readonly label?: string;
  readonly click?: Fn;
  readonly submenu?: readonly MenuItem[];
}
let menu: readonly MenuItem[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]) => template,
  setApplicationMenu: (template: readonly MenuItem[]) => {
    menu = template;
  },
};
const flat = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);

/** What a user, or the system, does to the app; by name. */
const deeds: Readonly<Record<string, (what: string) => unknown>> = {
  menu: (id) => {
    const item = flat(menu).find((one) => one.id === id);
    if (!item?.click) throw new Error(`The menu has no ${id}.`);
    item.click();
    return item.label ?? "";
  },
  close: () => [...windows].forEach((window) => void window.close()),
  crash: () => [...windows].forEach((window) => void window.webContents.forcefullyCrashRenderer()),
  quit: () => app.quit(),
  boxes: () => boxes,
  choose: (what) => {
    choice = what;
  },
  /** The app is started once more with a path, which its second instance hands over. */
  secondInstance: (open) => void app.emit("second-instance", {}, [], "/", { open: [open] }),
  /** The Finder opens a path with the app. */
  openFile: (open) => void app.emit("open-file", preventable(), open),
};

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}

const control = createServer((request, response) => {
  void bodyOf(request).then(
    (what) => {
      try {
        const done = deeds[(request.url ?? "").slice(1)]?.(what);
        response.end(JSON.stringify(done ?? null));
      } catch (error) {
        response.writeHead(500).end(String(error));
      }
    },
    () => response.destroy(),
  );
});
control.listen(0, "127.0.0.1", () => control.unref());
app.on("web-contents-created", () => {
  const address = control.address();
  const place = process.env.STAND_IN_PLACE;
  if (!place || typeof address !== "object" || !address) return;
  writeFileSync(`${place}.new`, JSON.stringify({ control: address.port, debug: debugPort }));
  renameSync(`${place}.new`, place);
});
