/**
 * Starts the packaged app where the project's folder isn't: what drives it (Node, Playwright, the stand-in for Electron)
 * is copied out, and the project is hidden from it, by an empty disk that lies over it in a mount namespace of its own,
 * else by Node, which refuses every place in it.
 */
import { spawnSync } from "node:child_process";
import { chmod, copyFile, cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { findBrowser } from "../../browser.ts";
import { ROOT } from "../start/started.ts";
import { newFolder } from "./packaged.ts";

const DRIVER = ["program.mjs", "refuse-project.mjs", "note-requests.mjs", "electron.ts", "contents.ts", "worlds.ts"];
const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** The words that give what follows a namespace of its own; null where this machine gives none. */
function namespace(): readonly string[] | null {
  const ways = [["--mount"], ["--user", "--map-root-user", "--mount"]];
  const [way] = ways.filter((words) => spawnSync("unshare", [...words, "true"]).status === 0);
  return way ? ["unshare", ...way] : null;
}

/** A program that runs the app in an unpacked `app.asar` as Electron would; the app's arguments are its own. */
export async function programFarFromProject(archive: string): Promise<string> {
  const folder = await newFolder();
  const whole = path.join(folder, "tests", "electron", "whole");
  await mkdir(whole, { recursive: true });
  for (const name of DRIVER)
    await copyFile(path.join(ROOT, "tests", "electron", "whole", name), path.join(whole, name));
  // The browser that was found here: another one is not looked for.
  const browser = JSON.stringify(await findBrowser());
  await writeFile(path.join(folder, "tests", "browser.ts"), `export const findBrowser = async () => (${browser});\n`);
  await cp(path.join(ROOT, "node_modules", "playwright-core"), path.join(folder, "node_modules", "playwright-core"), {
    recursive: true,
  });
  await writeFile(path.join(folder, "package.json"), '{ "type": "module" }\n');
  const node = path.join(folder, "node");
  await copyFile(process.execPath, node);

  const words = ["--import", path.join(whole, "note-requests.mjs"), path.join(whole, "program.mjs"), archive]
    .map(quoted)
    .join(" ");
  const way = namespace();
  let start: string;
  if (way) {
    const inside = `mount -t tmpfs -o ro none ${quoted(ROOT)} && exec ${quoted(node)} ${words} "$@"`;
    start = `exec ${way.join(" ")} sh -c ${quoted(inside)} songphasa "$@"`;
  } else {
    process.stdout.write("No mount namespace is to be had here: Node itself refuses every place in the project.\n");
    start = `exec ${quoted(node)} --import ${quoted(path.join(whole, "refuse-project.mjs"))} ${words} "$@"`;
  }
  const program = path.join(folder, "songphasa");
  // Node's cache of what it compiled is the project's, and so may be the folder that it is started in.
  const before = `unset NODE_COMPILE_CACHE\nSTAND_IN_WITHOUT=${quoted(ROOT)}\nexport STAND_IN_WITHOUT\ncd ${quoted(folder)}\n`;
  await writeFile(program, `#!/bin/sh\n${before}${start}\n`);
  await chmod(program, 0o755);
  return program;
}
