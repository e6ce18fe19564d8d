/**
 * What electron-builder fetches to make an installer for Windows, as far as Linux has it: this system's NSIS, with
 * libraries of the right names in place of the plugins, and small scripts in place of 7-Zip and Wine.
 */
import { chmod, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/** What electron-builder's scripts call of each plugin that NSIS doesn't bring. */
const PLUGINS: Readonly<Record<string, readonly string[]>> = {
  Nsis7z: ["Extract"],
  SpiderBanner: ["Show"],
  StdUtils: ["ExecShellAsUser", "GetAllParameters", "GetParameter", "GetParentPath", "TestParameter"],
  UAC: ["_"],
  WinShell: ["SetLnkAUMI", "UninstAppUserModelId", "UninstShortcut"],
  nsProcess: ["_CloseProcess", "_FindProcess", "_KillProcess", "_Unload"],
};

/** A library of Windows that does nothing but have functions of these names. */
function library(names: readonly string[]): Buffer {
  const [headers, at] = [0x200, 0x1000];
  const sorted = [...names].sort();
  const bytes = Buffer.alloc(headers + 0x1000);
  bytes.write("MZ", 0, "latin1");
  bytes.writeUInt32LE(0x40, 0x3c);
  bytes.write("PE\0\0", 0x40, "latin1");
  // A 32-bit library of one section.
  bytes.writeUInt16LE(0x14c, 0x44);
  bytes.writeUInt16LE(1, 0x46);
  bytes.writeUInt16LE(0xe0, 0x54);
  bytes.writeUInt16LE(0x2102, 0x56);
  const optional = 0x58;
  bytes.writeUInt16LE(0x10b, optional);
  for (const [value, offset] of [
    [0x10000000, 28],
    [0x1000, 32],
    [0x200, 36],
    [0x2000, 56],
    [headers, 60],
    [16, 92],
    [at, 96],
    [0x1000, 100],
  ] as const)
    bytes.writeUInt32LE(value, optional + offset);
  const section = optional + 0xe0;
  bytes.write(".edata", section, "latin1");
  for (const [value, offset] of [
    [0x1000, 8],
    [at, 12],
    [0x1000, 16],
    [headers, 20],
    [0x40000040, 36],
  ] as const)
    bytes.writeUInt32LE(value, section + offset);
  // Its table of names.
  const functions = 40;
  const pointers = functions + 4 * sorted.length;
  const ordinals = pointers + 4 * sorted.length;
  let words = ordinals + 2 * sorted.length;
  const table = bytes.subarray(headers);
  for (const [value, offset] of [
    [words, 12],
    [1, 16],
    [sorted.length, 20],
    [sorted.length, 24],
    [functions, 28],
    [pointers, 32],
    [ordinals, 36],
  ] as const)
    table.writeUInt32LE(offset < 16 || offset > 24 ? at + value : value, offset);
  words += table.write("plugin.dll\0", words, "latin1");
  for (const [index, name] of sorted.entries()) {
    table.writeUInt32LE(at, functions + 4 * index);
    table.writeUInt32LE(at + words, pointers + 4 * index);
    table.writeUInt16LE(index, ordinals + 2 * index);
    words += table.write(`${name}\0`, words, "latin1");
  }
  return bytes;
}

async function script(file: string, lines: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
}

/** Lays it all down in a folder; the variables by which electron-builder finds it. `log` hears what NSIS writes of its work. */
export async function standInNsis(folder: string, log: string): Promise<Readonly<Record<string, string>>> {
  const at = (...names: readonly string[]) => path.join(folder, ...names);
  await script(
    at("nsis", "linux", "makensis"),
    `unset NSISDIR
makensis -V4 "$@" > "${log}.one"
code=$?
cat "${log}.one" >> "${log}"
cat "${log}.one"
exit $code`,
  );
  await writeFile(at("nsis", "elevate.exe"), "");
  await mkdir(at("resources", "plugins", "x86-unicode"), { recursive: true });
  for (const [name, functions] of Object.entries(PLUGINS))
    await writeFile(at("resources", "plugins", "x86-unicode", `${name}.dll`), library(functions));
  // The app's archive is the word before its contents.
  await script(at("7za"), `for word; do case $word in *.nsis.7z) head -c 4096 /dev/urandom > "$word" ;; esac; done`);
  // The installer would write the uninstaller that it holds.
  await script(
    at("wine", "bin", "wine"),
    `head -c 4096 /dev/urandom > "$(dirname "$1")/$(basename "$1" exe)__uninstaller.exe"`,
  );
  for (const name of ["wine-home", "lib"]) await mkdir(at("wine", name));
  return {
    ELECTRON_BUILDER_NSIS_DIR: at("nsis"),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: at("resources"),
    ELECTRON_BUILDER_7ZIP_PATH: at("7za"),
    ELECTRON_BUILDER_WINE_TOOLSET_DIR: at("wine"),
  };
}
