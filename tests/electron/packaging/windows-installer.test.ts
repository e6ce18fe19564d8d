import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { newFolder, packaged, tidyUp } from "./packaged.ts";
import { standInNsis } from "./stand-in-nsis.ts";

const folders = (process.env.PATH ?? "").split(path.delimiter);
const hasNsis = process.platform === "linux" && folders.some((folder) => existsSync(path.join(folder, "makensis")));
if (!hasNsis)
  process.stdout.write("The installer for Windows isn't made: this machine has no makensis (Debian: nsis).\n");

describe.runIf(hasNsis)("the installer for Windows", () => {
  let made: readonly string[] = [];
  /** What NSIS said while it made the installer, and the uninstaller before it, a line a deed. */
  let said: readonly string[] = [];
  beforeAll(async () => {
    const folder = await newFolder();
    const log = path.join(folder, "said.txt");
    for (const [name, place] of Object.entries(await standInNsis(folder, log))) vi.stubEnv(name, place);
    made = (await packaged("win", { kinds: ["nsis"] })).made;
    said = (await readFile(log, "utf8")).split("\n");
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await tidyUp();
  });

  /** What is written into the registry's Software, the last word of each key. */
  const written = (): ReadonlyMap<string, string> => {
    const keys = new Map<string, string>();
    for (const line of said) {
      const [, key, value] = /^WriteReg\w+: SHELL_CONTEXT\\Software\\([^=]*)=(.*)$/.exec(line) ?? [];
      if (key !== undefined && value !== undefined) keys.set(key, value);
    }
    return keys;
  };
  const lines = (wanted: RegExp) => said.filter((line) => wanted.test(line));

  it("is made of electron-builder's scripts and ours by NSIS, to which a warning is an error", async () => {
    const [installer = ""] = made.filter((file) => file.endsWith(".exe"));
    expect(path.basename(installer)).toBe("Songphasa-0.1.0-windows-x64.exe");
    expect((await readFile(installer)).subarray(0, 2).toString()).toBe("MZ");
    expect(lines(/^warning/i)).toEqual([]);
  });

  it("opens .songphasa files with Songphasa, under a picture of their own", () => {
    const keys = written();
    expect(keys.get("Classes\\.songphasa\\")).toBe("Songphasa.Story");
    expect(keys.has("Classes\\.songphasa\\OpenWithProgids\\Songphasa.Story")).toBe(true);
    expect(keys.get("Classes\\Songphasa.Story\\")).toBe("Songphasa story · ຂ່າວຂອງ Songphasa");
    expect(keys.get("Classes\\Songphasa.Story\\DefaultIcon\\")).toBe("$INSTDIR\\resources\\story.ico");
    expect(keys.get("Classes\\Songphasa.Story\\shell\\")).toBe("open");
    expect(keys.get("Classes\\Songphasa.Story\\shell\\open\\")).toBe("Open in Songphasa · ເປີດໃນ Songphasa");
    // A user's folder may have a space in its name.
    expect(keys.get("Classes\\Songphasa.Story\\shell\\open\\command\\")).toBe('"$appExe" "%1"');
    expect(lines(/^File: "story\.ico"->"\$INSTDIR\\resources\\story\.ico"/)).toHaveLength(1);
  });

  it("puts Songphasa into the menu of a folder", () => {
    const keys = written();
    expect(keys.get("Classes\\Directory\\shell\\Songphasa\\")).toBe("Open in Songphasa · ເປີດໃນ Songphasa");
    expect(keys.get("Classes\\Directory\\shell\\Songphasa\\command\\")).toBe('"$appExe" "%1"');
  });

  it("has its name and what it is for in both languages, and no address that is nobody's", () => {
    const about = [...written()].filter(([key]) => key.includes("\\Uninstall\\"));
    const value = (name: string) => about.find(([key]) => key.endsWith(`\\${name}`))?.[1];
    expect(value("DisplayName")).toMatch(/^Songphasa · ສອງພາສາ 0\.1\.0/);
    expect(value("Comments")).toMatch(/^Write news in Lao and English.* · ຂຽນຂ່າວພາສາລາວ/);
    expect(value("Publisher")).toBe("The Songphasa authors");
    expect(about.filter(([, words]) => /https?:/.test(words))).toEqual([]);
    expect(lines(/^CreateShortcut: "\$newStartMenuLink".*comment=Write news in Lao and English/)).toHaveLength(1);
    expect(lines(/^StrCpy \$newStartMenuLink "\$SMPROGRAMS\\Songphasa · ສອງພາສາ\.lnk"/)).not.toEqual([]);
  });

  it("is for the user who installs it, and takes all of it out again", async () => {
    // Windows asks for no administrator.
    const [installer = ""] = made.filter((file) => file.endsWith(".exe"));
    expect((await readFile(installer, "latin1")).match(/<requestedExecutionLevel [^>]*/)?.[0]).toContain('"asInvoker"');
    for (const key of ["Songphasa.Story", "Directory\\shell\\Songphasa"])
      expect(said).toContain(`DeleteRegKey: SHELL_CONTEXT\\Software\\Classes\\${key}`);
    const asked = "DeleteRegValue: SHELL_CONTEXT\\Software\\Classes\\.songphasa\\OpenWithProgids\\Songphasa.Story";
    expect(said).toContain(asked);
  });
});
