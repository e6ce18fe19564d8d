/** Opens the desk and serves it to a browser until a signal ends it. */

import { CannotOpen, type OpenedDesk, openDesk } from "../desk/desk.ts";
import { endOnSignals } from "../desk/ending.ts";
import { userFolder } from "../desk/user-folder.ts";
import { RENDERER_FOLDER } from "../disk/program-places.ts";
import { serveDesk } from "../hosts/browser.ts";
import { browserPorts } from "../hosts/browser-ports.ts";
import { type Handover, openBrowser } from "../hosts/open-browser.ts";
import type { HostPorts } from "../hosts/ports.ts";

export interface ServeInBrowserOptions {
  readonly library?: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether the default browser is opened. */
  readonly open: boolean;
  /** One line of JSON in place of words. */
  readonly json: boolean;
  /** Else the browser host's own. */
  readonly ports?: HostPorts;
}

function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

export async function serveInBrowser(options: ServeInBrowserOptions): Promise<void> {
  let opened: OpenedDesk;
  try {
    opened = await openDesk({ ports: options.ports ?? browserPorts, home: userFolder(), library: options.library });
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    refuse(error.message);
  }
  const served = await serveDesk({ desk: opened.desk, rendererFolder: RENDERER_FOLDER, port: options.port }).catch(
    async (error: unknown) => {
      await opened.close();
      if (error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES"))
        refuse(`Port ${options.port} can't be had: another program uses it. Choose another with --port.`);
      throw error;
    },
  );
  let handover: Handover | undefined;
  endOnSignals(async () => {
    await handover?.end();
    // Calls under way finish first, so that what was typed is on the disk; none waits for a line.
    await Promise.allSettled([opened.hush(), served.close()]);
    await opened.close();
  }, 0);
  const { folder } = opened.library();
  if (options.json)
    process.stdout.write(`${JSON.stringify({ url: served.url, token: served.token, library: folder })}\n`);
  else process.stdout.write(`Songphasa is open at\n  ${served.url}\nLibrary: ${folder}\nCtrl-C stops it.\n`);
  if (options.open) handover = await openBrowser(served.url);
}
