/** Replaces this app by a newer one: which kind it is, and its installer opened once the desk is closed. */
import { existsSync, readFileSync } from "node:fs";
import { chmod, copyFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { app, type BrowserWindow, dialog, shell } from "electron";
import { UPDATE_KEY } from "../disk/program-places.ts";
import { type Target, updateKeyOf } from "../updates/update-description.ts";
import type { UpdatePorts } from "../updates/updates.ts";
import type { MenuWords } from "./menu-words.ts";

/** What Debian's tools keep of a package that they installed. */
const DEBIANS = "/var/lib/dpkg/info/songphasa.list";

function targetHere(): Target | null {
  const { arch } = process;
  if (process.platform === "win32") return { system: "win", arch, kinds: ["exe"] };
  if (process.platform === "darwin") return { system: "mac", arch, kinds: ["dmg", "zip"] };
  if (process.platform !== "linux") return null;
  const kind = process.env.APPIMAGE ? "AppImage" : existsSync(DEBIANS) ? "deb" : "rpm";
  return { system: "linux", arch, kinds: [kind] };
}

export interface UpdateShell {
  readonly window: () => BrowserWindow | null;
  readonly words: () => MenuWords;
  /** Leaves as by quitting; `openInstaller` follows. */
  readonly leaveFor: (installer: string) => void;
}

/** Undefined where the app was not installed; `no-key` where it came without a key to check an update by. */
export function updatePorts({ window, words, leaveFor }: UpdateShell): UpdatePorts | "no-key" | undefined {
  const target = targetHere();
  if (!app.isPackaged || !target) return undefined;
  const key = existsSync(UPDATE_KEY) ? updateKeyOf(readFileSync(UPDATE_KEY, "utf8")) : null;
  if (!key) return "no-key";
  return {
    key,
    target,
    leaveFor,
    async chooseFile() {
      const options: Electron.OpenDialogOptions = {
        title: words().chooseUpdate,
        message: words().chooseUpdate,
        buttonLabel: words().choose,
        properties: ["openFile"],
        filters: [{ name: "Songphasa", extensions: [...target.kinds, "json"] }],
      };
      const parent = window();
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
  };
}

/** The new file stands in the old one's place whole, or not at all. */
async function replaceAppImage(installer: string, place: string): Promise<void> {
  const aside = `${place}.new`;
  try {
    await copyFile(installer, aside);
    await chmod(aside, 0o755);
    await rename(aside, place);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  app.relaunch({ execPath: place, args: [] });
}

/** Opens what was checked and kept: everything is written by now, and the library given back. */
export async function openInstaller(installer: string, words: MenuWords, log: (error: unknown) => void): Promise<void> {
  const kind = path.extname(installer);
  // What is dragged into a folder by hand is shown in its own.
  if (kind === ".dmg" || kind === ".zip") {
    shell.showItemInFolder(installer);
    return;
  }
  let problem = "";
  if (kind === ".AppImage" && process.env.APPIMAGE)
    problem = await replaceAppImage(installer, process.env.APPIMAGE).then(() => "", String);
  // An empty answer is the shell's word for "done".
  else problem = await shell.openPath(installer);
  if (problem === "") return;
  log(new Error(`The installer was not opened: ${problem}`));
  shell.showItemInFolder(installer);
  dialog.showErrorBox(words.notInstalled, `${words.notInstalledDetail}\n\n${installer}`);
}
