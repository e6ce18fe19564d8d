import path from "node:path";
import { afterEach, test } from "vitest";
import { newFolder, program, startDesk, tidyUp } from "../start/started.ts";
import { endShells, runningShell } from "./running.ts";
import { liveADay, type StartShell } from "./scenario.ts";

afterEach(async () => {
  await endShells();
  await tidyUp();
});

/** `npm start`, where a program that stands in for Electron's runs the built shell with Chromium's pages as windows. */
const start: StartShell = async ({ home, library }) => {
  const place = path.join(await newFolder(), "place");
  const standIn = path.join(import.meta.dirname, "program.mjs");
  const started = startDesk(["--library", library], {
    SONGPHASA_HOME: home,
    STAND_IN_PLACE: place,
    DISPLAY: ":7",
    ELECTRON_OVERRIDE_DIST_PATH: await program(
      "electron",
      `process.argv.splice(1, 1, process.argv[0]); process.argv[1] = ${JSON.stringify(standIn)}; import(${JSON.stringify(standIn)});`,
    ),
  });
  return runningShell(started, place);
};

// A script stands in for a program, which Windows can't run.
test.skipIf(process.platform === "win32")(
  "npm start, the shell, its preload script and the page work as one, from the first word to the last",
  () => liveADay(start),
  180_000,
);
