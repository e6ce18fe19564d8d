/** What the browser host can do for the desk: take a typed path, and ask the system for its file manager. */
import { openFolder } from "./open-browser.ts";
import type { HostPorts } from "./ports.ts";

export const browserPorts: HostPorts = {
  host: "browser",
  chooseFolder: async (_purpose, typed) => typed ?? null,
  showFolder: openFolder,
};
