/** The desk's contract over IPC: one channel for calls, one for events, one for commands to the window. */
import {
  type BrowserWindow,
  dialog,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  type OpenDialogOptions,
  shell,
} from "electron";
import { type CallName, calls, type Desk, isCallName, type Purpose } from "../../shared/contract.ts";
import { deskError, type Result, refuse } from "../../shared/errors.ts";
import type { MenuWords } from "../shell/menu-words.ts";
import { keychain } from "../shell/vault.ts";
import { CHANNELS } from "./channels.ts";
import type { HostPorts } from "./ports.ts";

export interface AnswerWindowOptions {
  readonly desk: Desk;
  /** The one window; null while there is none. */
  readonly window: () => BrowserWindow | null;
  readonly isOwnPage: (url: string) => boolean;
  /** The window answered a flush. */
  readonly onFlushed: (saved: boolean) => void;
  readonly log: (error: unknown) => void;
}

/**
 * True for our page in our window's main frame. A frame is null after it navigated or crashed; a frame
 * inside the page (the preview of a story) is not our page, whatever its address.
 */
function isOurFrame(
  { sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent,
  window: BrowserWindow | null,
  isOwnPage: (url: string) => boolean,
): boolean {
  if (!window || window.isDestroyed() || sender !== window.webContents) return false;
  if (!senderFrame || senderFrame.detached || senderFrame.parent !== null) return false;
  return senderFrame.frameTreeNodeId === sender.mainFrame.frameTreeNodeId && isOwnPage(senderFrame.url);
}

/** What is wrong with a request, for the log and a program; null where its schema holds. */
function complaint(name: CallName, request: unknown): string | null {
  const checked = calls[name].request.safeParse(request);
  if (checked.success) return null;
  const [issue] = checked.error.issues;
  return issue ? `${issue.path.join(".") || name}: ${issue.message}` : name;
}

/** Answers the window's calls and passes the desk's events on; the answer takes both back. */
export function answerWindow({ desk, window, isOwnPage, onFlushed, log }: AnswerWindowOptions): () => void {
  const answer = async (event: IpcMainInvokeEvent, name: unknown, request: unknown): Promise<Result<unknown>> => {
    if (!isOurFrame(event, window(), isOwnPage)) return refuse("foreign-caller");
    if (typeof name !== "string" || !isCallName(name)) return refuse("unknown-call");
    const detail = complaint(name, request);
    if (detail !== null) return refuse("bad-request", { detail });
    try {
      return await desk.call(name, request as never);
    } catch (error) {
      log(error);
      return { ok: false, error: deskError("bug") };
    }
  };
  const flushed = (event: IpcMainEvent, saved: unknown): void => {
    if (isOurFrame(event, window(), isOwnPage)) onFlushed(saved !== false);
  };
  ipcMain.handle(CHANNELS.call, answer);
  ipcMain.on(CHANNELS.flushed, flushed);
  const unsubscribe = desk.subscribe((event) => send(window(), CHANNELS.event, event));
  return () => {
    ipcMain.removeHandler(CHANNELS.call);
    ipcMain.off(CHANNELS.flushed, flushed);
    unsubscribe();
  };
}

function send(window: BrowserWindow | null, channel: string, payload: unknown): boolean {
  if (!window || window.isDestroyed() || window.webContents.isCrashed()) return false;
  window.webContents.send(channel, payload);
  return true;
}

/** Tells the window to run a command by its id; false where no window is alive to hear it. */
export const sendCommand = (window: BrowserWindow | null, command: string): boolean =>
  send(window, CHANNELS.command, command);

const TITLES: Readonly<Record<Purpose | "hub", keyof MenuWords>> = {
  site: "chooseSite",
  bundle: "chooseBundle",
  package: "choosePackage",
  library: "chooseLibrary",
  backup: "chooseBackup",
  hub: "chooseHub",
};

/** What the shell can do for the desk: the system's folder dialog and its file manager. */
export function electronPorts(
  window: () => BrowserWindow | null,
  words: () => MenuWords,
  updates: HostPorts["updates"],
): HostPorts {
  return {
    host: "electron",
    updates,
    async chooseFolder(purpose) {
      const options: OpenDialogOptions = {
        title: words()[TITLES[purpose]],
        message: words()[TITLES[purpose]],
        buttonLabel: words().choose,
        properties: ["openDirectory", "createDirectory"],
      };
      const parent = window();
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    // An empty answer is the shell's word for "done".
    showFolder: async (path) => (await shell.openPath(path)) === "",
    vault: keychain,
  };
}
