/** `npm start`: builds what is stale, then opens the desk in Electron, else in the browser. */
import path from "node:path";
import { parseArgs } from "node:util";
import { dieOf, ENDING_SIGNALS } from "../desk/ending.ts";
import { PROGRAM_FOLDER } from "../disk/program-places.ts";
import { buildApp } from "./build-app.ts";
import { findElectron } from "./electron-binary.ts";
import { getElectron } from "./get-electron.ts";
import { hasDisplay, noWindowSentence } from "./no-window.ts";
import { runElectron } from "./run-electron.ts";
import { serveInBrowser } from "./serve-in-browser.ts";

const HELP = `npm start -- [options]

  --library DIR     open this library (else the one used last; the first time, a sample)
  --host HOST       "electron" (and nothing else) or "browser"; else Electron where it runs
  --port N          port of the browser host (else a free one)
  --no-open         don't open the browser
  --json            print one line {"url","token","library"} when the desk is ready
  --help            these words
`;

/** How long Electron may give no sign of life before its window is there, in milliseconds. */
const SILENCE = 20_000;

interface StartOptions {
  readonly library?: string | undefined;
  readonly host?: "electron" | "browser" | undefined;
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

function wrongUse(sentence: string): never {
  process.stderr.write(`${sentence}\n\n${HELP}`);
  process.exit(2);
}

function readOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        library: { type: "string" },
        host: { type: "string" },
        port: { type: "string", default: "0" },
        "no-open": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) wrongUse("--port wants a number from 0 to 65535.");
    const { host } = values;
    if (host !== undefined && host !== "electron" && host !== "browser")
      wrongUse('--host wants "electron" or "browser".');
    const library = values.library === undefined ? undefined : path.resolve(values.library);
    return { library, host, port, open: !values["no-open"] && !values.json, json: values.json };
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

type Say = (words: string) => void;

/** Runs the desk in Electron; the answer is the exit code, or null where the browser has to do. */
async function inElectron(options: StartOptions, say: Say): Promise<number | null> {
  const insist = options.host === "electron";
  if (!insist && !hasDisplay()) {
    say(noWindowSentence({ why: "no-display" }, insist));
    return null;
  }
  const binary = findElectron() ?? (await getElectron(say));
  if (!binary) {
    if (insist) say("Electron's program isn't here. Start with \"--host browser\" instead.");
    return insist ? 1 : null;
  }
  const library = options.library === undefined ? [] : ["--library", options.library];
  const end = await runElectron({
    binary,
    // The folder, not the file in it: so Electron knows the app's name and version.
    args: [PROGRAM_FOLDER, ...library],
    silence: insist ? null : SILENCE,
  });
  if (end.came) {
    if (end.crashed) say(`Songphasa's window ended (${end.crashed}); what was saved is safe, start it again.`);
    return end.code;
  }
  if ("stopped" in end) {
    const signal = ENDING_SIGNALS.find((one) => one === end.stopped);
    if (signal) dieOf(signal);
    return 1;
  }
  say(noWindowSentence(end.problem, insist));
  return insist ? end.code : null;
}

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const say = (words: string) => void process.stderr.write(`${words}\n`);
  await buildApp(say);
  const wantsWindow = options.host === "electron" || (options.host === undefined && !options.json);
  const code = wantsWindow ? await inElectron(options, say) : null;
  if (code !== null) process.exit(code);
  await serveInBrowser(options);
}
