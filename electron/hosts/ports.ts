/** What the desk asks of the host that it runs in: the few things that only the host can do. */
import type { Purpose } from "../../shared/contract.ts";
import type { Vault } from "../sync/share-state.ts";
import type { UpdatePorts } from "../updates/updates.ts";

export interface HostPorts {
  readonly host: "electron" | "browser";
  /**
   * The folder that the user chose for a purpose, or null where nothing was chosen. Electron asks with
   * a dialog and ignores what was typed; the browser host can only take what was typed. Nothing is
   * checked here: the desk does that, whichever host it came from.
   */
  chooseFolder(purpose: Purpose | "hub", typed: string | undefined): Promise<string | null>;
  /** Shows a folder in the system's file manager, or a page in its browser; false where that can't be done. */
  showFolder(path: string): Promise<boolean>;
  /** Where the app was installed: how it is replaced by a newer one, or that it has no key to check one by. */
  readonly updates?: UpdatePorts | "no-key" | undefined;
  /** The system's keychain, where the host reaches one. */
  readonly vault?: Vault;
}
