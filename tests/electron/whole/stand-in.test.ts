import { afterEach, test } from "vitest";
import { tidyUp } from "../start/started.ts";
import { endShells } from "./running.ts";
import { liveADay } from "./scenario.ts";
import { startStandIn } from "./stand-in-desk.ts";

afterEach(async () => {
  await endShells();
  await tidyUp();
});

// A script stands in for a program, which Windows can't run.
test.skipIf(process.platform === "win32")(
  "npm start, the shell, its preload script and the page work as one, from the first word to the last",
  () => liveADay(({ home, library }) => startStandIn(home, ["--library", library])),
  180_000,
);
