/** The one window, and everything that it, its page and its session are not allowed. */
import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  type Session,
  screen,
  shell,
  type WebContents,
} from "electron";
import { isSafeLink } from "../../shared/text/links.ts";
import { NO_DICTIONARIES, type OwnPages } from "../hosts/own-pages.ts";
import { contentSecurityPolicy } from "../hosts/security-headers.ts";
import { placeOnDisplays, readWindowPlace, SMALLEST, writeWindowPlace } from "./window-place.ts";

export type Log = (error: unknown) => void;

export interface DeskWindowOptions {
  readonly preload: string;
  /** A picture file. */
  readonly icon: string;
  readonly pages: OwnPages;
  /** Where the window's place is kept. */
  readonly placeFile: string;
  /** Our page is in the window. */
  readonly onLoaded: () => void;
  /** The window is there to be seen. */
  readonly onShown: () => void;
  /** The page could not be loaded; the window is there, and empty. `load` tries again. */
  readonly onNotLoaded: (load: () => void) => void;
  readonly log: Log;
}

/** The only thing that a page may do without asking: put text on the clipboard. */
const GRANTED = "clipboard-sanitized-write";

/** Opens a link outside, in the system's browser, if it is one that a story may hold. */
function openOutside(url: string, log: Log): void {
  if (!isSafeLink(url)) {
    log(new Error("A link of a scheme that is not opened was refused."));
    return;
  }
  shell.openExternal(url).catch(log);
}

/** Shuts a session in: no request leaves, no permission is given, nothing is downloaded, no dictionary is fetched. */
export function guardSession(session: Session, pages: OwnPages): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !pages.mayRequest(details.url) }));
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(permission === GRANTED && pages.isOwnPage(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && pages.isOwnPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerDictionaryDownloadURL(NO_DICTIONARIES);
  // macOS has its own speller, whose languages are not ours to set.
  if (process.platform !== "darwin") session.setSpellCheckerLanguages([]);
  if (pages.devOrigin) giveDevPolicy(session, pages.devOrigin);
}

/** A dev server sends no policy of its own; hot reload needs an inline script and a socket beyond ours. */
function giveDevPolicy(session: Session, devOrigin: string): void {
  const policy = contentSecurityPolicy({
    "script-src": ["'unsafe-inline'"],
    "connect-src": [devOrigin.replace(/^http/, "ws")],
  });
  session.webRequest.onHeadersReceived({ urls: [`${devOrigin}/*`] }, ({ responseHeaders }, callback) =>
    callback({ responseHeaders: { ...responseHeaders, "Content-Security-Policy": [policy] } }),
  );
}

/** Keeps any page where it is: it goes nowhere, opens nothing and holds no other page's content. */
export function guardContents(contents: WebContents, pages: OwnPages, log: Log): void {
  contents.on("will-navigate", (event) => {
    if (event.url === pages.start) return; // a reload of the desk itself
    event.preventDefault();
    openOutside(event.url, log);
  });
  contents.on("will-frame-navigate", (event) => {
    // The main frame is judged above; the preview's frame is filled from the page and goes nowhere from there.
    if (!event.isMainFrame && event.url !== "about:srcdoc") event.preventDefault();
  });
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url, log);
    return { action: "deny" };
  });
  contents.on("preload-error", (_event, path, error) => {
    log(new Error(`The preload script ${path} failed.`, { cause: error }));
  });
}

const SETTINGS = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  spellcheck: false,
  // A file dropped beside the editors must not become the page.
  navigateOnDragDrop: false,
} satisfies BrowserWindowConstructorOptions["webPreferences"];

/** A load that another one replaced, which is no failure. */
const ABORTED = -3;

/** Opens the window where it stood last and loads the desk's page; it shows once there is something to see. */
export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const { preload, icon, pages, placeFile, log } = options;
  const { maximized, ...place } = placeOnDisplays(
    readWindowPlace(placeFile),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: app.name,
    icon,
    show: false,
    webPreferences: { ...SETTINGS, preload },
  });
  if (maximized) window.maximize();
  let shown = false;
  const show = () => {
    if (shown) return;
    shown = true;
    window.show();
    options.onShown();
  };
  window.once("ready-to-show", show);
  const load = () => void window.loadURL(pages.start).catch(log);
  const { webContents } = window;
  // "did-fail-load" tells of the line; an answer that is no page (a build that is gone) loads as any other.
  webContents.on("did-fail-load", (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === ABORTED) return;
    log(new Error(`The page did not load: ${description} (${code}).`));
    show();
    options.onNotLoaded(load);
  });
  webContents.on("did-navigate", (_event, _url, status) => {
    if (status < 400) {
      options.onLoaded();
      return;
    }
    log(new Error(`The page did not load: status ${status}.`));
    show();
    options.onNotLoaded(load);
  });
  window.on("close", () => {
    try {
      writeWindowPlace(placeFile, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      log(error); // a place that can't be kept must not keep the window open
    }
  });
  load();
  return window;
}
