/** The Electron shell: wires the desk, its window, the menu and the way out. No rule of the desk is here. */
import { join } from "node:path";
import { app, type BrowserWindow, dialog, powerMonitor, protocol, type Session, session } from "electron";
import type { Lang } from "../shared/article/article.ts";
import type { Desk } from "../shared/contract.ts";
import { respelt, type Spelling, spellingOf } from "../shared/text/spelling.ts";
import { CannotOpen, openDesk } from "./desk/desk.ts";
import { dieOf, ENDING_LIMIT, ENDING_SIGNALS, isStuck } from "./desk/ending.ts";
import { isLibraryFolder } from "./desk/handed-over.ts";
import { userFolder } from "./desk/user-folder.ts";
import { ICON, PRELOAD, RENDERER_FOLDER, startedIn } from "./disk/program-places.ts";
import { appSchemeHandler } from "./hosts/app-scheme.ts";
import { FLUSH } from "./hosts/channels.ts";
import { answerWindow, electronPorts, sendCommand } from "./hosts/electron.ts";
import { APP_SCHEME, ownPages } from "./hosts/own-pages.ts";
import { asker } from "./shell/ask.ts";
import { commandLine } from "./shell/command-line.ts";
import { type HandedPaths, pathsFrom, readArguments } from "./shell/handed-paths.ts";
import { openInstaller, updatePorts } from "./shell/install-update.ts";
import { keepAlive } from "./shell/keep-alive.ts";
import { setMenu } from "./shell/menu.ts";
import { MENU_WORDS, type MenuWords } from "./shell/menu-words.ts";
import { createQuit, type Quit } from "./shell/quit.ts";
import { guardContents, guardSession, openDeskWindow } from "./shell/window.ts";
import { refuseUnsandboxed, runCommands } from "./shell/without-window.ts";
import { NEWS_FILE, tellStarter } from "./start/shell-news.ts";

const log = (error: unknown): void => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error && error.cause !== undefined ? `\n  because: ${String(error.cause)}` : "";
  process.stderr.write(`${text}${cause}\n`);
};

let window: BrowserWindow | null = null;
let language: Lang = "lo";
/** The house spelling of the library that the window has. */
let spelling: Spelling = spellingOf({});
/** Whether the window holds our page: one that didn't load has nothing to save. */
let hasPage = false;
const theWindow = (): BrowserWindow | null => window;
const words = (): MenuWords => respelt(MENU_WORDS[language], spelling);
const ask = asker(theWindow, words);
const pages = ownPages({ packaged: app.isPackaged, devUrl: process.env.ELECTRON_RENDERER_URL });

/** What this instance was started with. Without a package of its own, the app's folder stands there too. */
const given = readArguments(process.argv.slice(app.isPackaged ? 1 : 2), startedIn());
/** Takes what the system wants opened; until the desk is open it waits. */
const early: string[] = [];
let handOver: (path: string) => void = (path) => void early.push(path);

/** The installer that follows once everything is written. */
let installer: string | null = null;
const updates = updatePorts({
  window: theWindow,
  words,
  leaveFor(file) {
    installer = file;
    app.quit();
  },
});

let asking = false;

const guarded = new WeakSet<Session>();
function guard(one: Session): void {
  if (guarded.has(one)) return;
  guarded.add(one);
  guardSession(one, pages);
}

function showMenu(): void {
  setMenu({
    words: words(),
    send: (command) => sendCommand(window, command),
    mac: process.platform === "darwin",
    packaged: app.isPackaged,
    mayUpdate: updates !== undefined,
  });
}

function bringForward(): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The menu speaks the language that the window was last told to speak, spelt as its newsroom spells. */
function followWords(desk: Desk): Desk {
  return {
    subscribe: (listener) => desk.subscribe(listener),
    async call(name, request) {
      const answer = await desk.call(name, request);
      const before = `${language} ${spelling}`;
      if (answer.ok && (name === "host.remember" || name === "host.state") && "language" in answer.value)
        language = answer.value.language;
      if (answer.ok && (name === "settings.read" || name === "settings.save") && "settings" in answer.value)
        spelling = spellingOf(answer.value.settings);
      if (`${language} ${spelling}` !== before) showMenu();
      return answer;
    },
  };
}

/** A page that can't be loaded is told in a window that is there, and may be tried again. */
function onNotLoaded(load: () => void): void {
  hasPage = false;
  if (asking) return;
  asking = true;
  ask("notLoaded", "notLoadedDetail", ["tryAgain", "quit"])
    .then((button) => {
      asking = false;
      if (button === 0) load();
      else app.quit();
    })
    .catch(log);
}

function openWindow(quit: Quit): BrowserWindow {
  const opened = openDeskWindow({
    preload: PRELOAD,
    icon: ICON,
    pages,
    placeFile: join(app.getPath("userData"), "window.json"),
    onLoaded: () => {
      hasPage = true;
    },
    onShown: () => tellStarter("ready"),
    onNotLoaded,
    log,
  });
  keepAlive(quit, opened, ask, log);
  opened.on("close", (event) => {
    // Closing the one window is leaving: it stays until everything in it is written.
    if (!quit.request()) event.preventDefault();
  });
  // Windows ends a session without "before-quit"; it may be held up for as long as the flush takes.
  opened.on("query-session-end", (event) => {
    if (!quit.request(true)) event.preventDefault();
  });
  opened.on("session-end", () => quit.systemEnds());
  opened.on("closed", () => {
    quit.windowGone();
    window = null;
  });
  return opened;
}

/** The library that the app was started to open, by the system; one that is named counts first. */
async function handedLibrary(): Promise<string | undefined> {
  if (given.library !== undefined) return undefined;
  // What can't be read is told once the window is there.
  for (const [at, path] of early.entries())
    if (await isLibraryFolder(path).catch(() => false)) return early.splice(at, 1)[0];
  return undefined;
}

/**
 * A signal asks nobody and is over in time. Electron's own handlers are replaced here, once they stand:
 * they hear one signal alone, and a terminal and npm send two for one Ctrl-C.
 */
function endInTime(quit: Quit): void {
  for (const signal of ENDING_SIGNALS)
    process.on(signal, () => {
      quit.request(true);
      setTimeout(() => dieOf(signal), ENDING_LIMIT);
    });
}

/** Everything is closed. A thread that is stuck would keep an app without a window running, and the next start out. */
async function leave(clean: boolean): Promise<void> {
  if (installer && clean) await openInstaller(installer, words(), log);
  else if (installer) dialog.showErrorBox(words().updateLeft, words().updateLeftDetail);
  if (await isStuck()) {
    tellStarter("left");
    dieOf("SIGTERM");
  } else app.quit();
}

async function start(): Promise<void> {
  tellStarter("awake");
  // A packaged app has its icon from its bundle.
  if (!app.isPackaged) app.dock?.setIcon(ICON);
  protocol.handle(APP_SCHEME, appSchemeHandler(RENDERER_FOLDER));
  guard(session.defaultSession);
  early.push(...given.open);
  const handed = await handedLibrary();
  const opened = await openDesk({
    ports: electronPorts(theWindow, words, updates),
    home: app.getPath("userData"),
    library: given.library ?? handed,
    ...(handed === undefined ? {} : { existing: true, chosen: true }),
  });
  handOver = opened.handOver;
  for (const path of early.splice(0)) handOver(path);
  tellStarter("opened");
  const desk = followWords(opened.desk);
  const quit = createQuit({
    askWindow: () => hasPage && sendCommand(window, FLUSH),
    confirmLoss: async () => (await ask("notSaved", "notSavedDetail", ["stay", "quitAnyway"])) === 1,
    closeDesk: opened.close,
    leave: (clean) => void leave(clean).catch(log),
    stayed: () => {
      installer = null;
    },
    log,
  });
  answerWindow({ desk, window: theWindow, isOwnPage: pages.isOwnPage, onFlushed: quit.windowFlushed, log });
  app.on("before-quit", (event) => {
    if (!quit.request()) event.preventDefault();
  });
  // The system won't wait, and a quit that is held back would stop the whole shutdown on macOS.
  powerMonitor.on("shutdown", quit.systemEnds);
  powerMonitor.on("resume", opened.woke);
  endInTime(quit);
  app.on("window-all-closed", () => app.quit());
  app.on("child-process-gone", (_event, { type, reason }) => {
    if (reason !== "clean-exit") log(new Error(`A process of the shell is gone: ${type}, ${reason}.`));
  });
  // The first answer also sets the menu's language.
  await desk.call("host.state", {});
  showMenu();
  window = openWindow(quit);
}

// The same folder as without a window; what Chromium keeps for itself stands apart in it.
app.setPath("userData", userFolder());
app.setPath("sessionData", join(app.getPath("userData"), "window"));

const commands = commandLine(process.argv);
if (commands)
  runCommands(commands).catch((error: unknown) => {
    log(error);
    app.exit(1);
  });
else if (app.commandLine.hasSwitch("no-sandbox")) refuseUnsandboxed(words()).catch(log);
else if (app.requestSingleInstanceLock({ open: [...given.open] } satisfies HandedPaths)) {
  app.enableSandbox();
  // No name is ever looked up: a second wall behind the request filter.
  if (!pages.devOrigin) app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
  app.on("session-created", guard);
  app.on("web-contents-created", (_event, contents) => guardContents(contents, pages, log));
  app.on("second-instance", (_event, _argv, _folder, data) => {
    for (const path of pathsFrom(data)) handOver(path);
    bringForward();
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    handOver(path);
    bringForward();
  });
  app.on("activate", bringForward);
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log(error);
      const refused = error instanceof CannotOpen;
      if (refused) tellStarter("refused");
      // Whoever started it opens the desk in the browser, unless the library is at fault.
      if (refused || !process.env[NEWS_FILE])
        dialog.showErrorBox(words().notStarted, error instanceof Error ? error.message : String(error));
      app.exit(1);
    });
} else {
  // The first instance comes forward in its "second-instance".
  tellStarter("elsewhere");
  app.quit();
}
