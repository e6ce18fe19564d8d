/** `npm start`: builds what is stale, then opens the desk in Electron, else in the browser. */
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildApp, MAIN_FILE, RENDERER_FOLDER } from "./build-app.ts";
import { CannotOpen, type OpenedDesk, openDesk } from "./desk.ts";
import { downloadElectron, findElectron } from "./electron-binary.ts";
import { serveDesk } from "./hosts/browser.ts";
import { browserPorts } from "./hosts/browser-ports.ts";
import { openBrowser } from "./hosts/open-browser.ts";
import { userFolder } from "./user-folder.ts";

const HELP = `npm start -- [options]

  --library DIR     open this library (else the one used last; the first time, a sample)
  --host HOST       "electron" or "browser"
  --port N          port of the browser host (else a free one)
  --no-open         don't open the browser
  --json            print one line {"url","token","library"} when the desk is ready
  --help            these words
`;

const DOWNLOAD_MS = 20_000;

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

async function electronFor(options: StartOptions, say: (words: string) => void): Promise<string | null> {
  if (options.host === "browser" || (options.json && !options.host)) return null;
  const found = findElectron();
  if (found || process.env.CI) return found;
  say(`Electron's program isn't here yet; trying to fetch it, ${DOWNLOAD_MS / 1000} seconds at most…`);
  const fetched = await downloadElectron(DOWNLOAD_MS);
  if (!fetched) say("It can't be had now. The desk opens in the browser instead.");
  return fetched;
}

function runElectron(binary: string, options: StartOptions): Promise<number> {
  const library = options.library === undefined ? [] : ["--library", options.library];
  return new Promise((resolve, reject) => {
    const child = spawn(binary, [MAIN_FILE, ...library], { stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function serve(options: StartOptions): Promise<void> {
  let opened: OpenedDesk;
  try {
    opened = await openDesk({ ports: browserPorts, home: userFolder(), library: options.library });
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  const served = await serveDesk({ desk: opened.desk, rendererFolder: RENDERER_FOLDER, port: options.port }).catch(
    async (error: unknown) => {
      await opened.close();
      if (error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")) {
        process.stderr.write(
          `Port ${options.port} can't be had: another program uses it. Choose another with --port.\n`,
        );
        process.exit(1);
      }
      throw error;
    },
  );
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    // Calls under way finish first, so that what was typed is on the disk.
    await served.close();
    await opened.close();
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  process.on("SIGHUP", () => void stop());
  const { folder } = opened.library();
  if (options.json)
    process.stdout.write(`${JSON.stringify({ url: served.url, token: served.token, library: folder })}\n`);
  else process.stdout.write(`Songphasa is open at\n  ${served.url}\nLibrary: ${folder}\nCtrl-C stops it.\n`);
  if (options.open) await openBrowser(served.url);
}

export async function run(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const say = (words: string) => void process.stderr.write(`${words}\n`);
  await buildApp(say);
  const binary = await electronFor(options, say);
  if (binary) process.exit(await runElectron(binary, options));
  if (options.host === "electron") {
    process.stderr.write("Electron's program isn't here. Start with \"--host browser\" instead.\n");
    process.exit(1);
  }
  await serve(options);
}
