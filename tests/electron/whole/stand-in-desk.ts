/** `npm start`, where a program that stands in for Electron's runs the built shell with Chromium's pages as windows. */
import path from "node:path";
import { newFolder, program, startDesk } from "../start/started.ts";
import { runningShell, type StandInShell } from "./running.ts";

export async function startStandIn(home: string, args: readonly string[]): Promise<StandInShell> {
  const place = path.join(await newFolder(), "place");
  const standIn = path.join(import.meta.dirname, "program.mjs");
  const started = startDesk(args, {
    SONGPHASA_HOME: home,
    STAND_IN_PLACE: place,
    DISPLAY: ":7",
    ELECTRON_OVERRIDE_DIST_PATH: await program(
      "electron",
      `process.argv.splice(1, 1, process.argv[0]); process.argv[1] = ${JSON.stringify(standIn)}; import(${JSON.stringify(standIn)});`,
    ),
  });
  return runningShell(started, place);
}
