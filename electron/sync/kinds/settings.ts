/** The desk settings, `settings.json`: merged by their keys. */
import { Settings } from "../../../shared/settings.ts";
import { SyncError } from "../sync-error.ts";
import { fromBytes, jsonBytes, mergedByKey } from "./json-bytes.ts";
import type { SharedKind } from "./kind.ts";

export const SETTINGS_PATH = "settings.json";

const settingsOf = (bytes: Buffer): Settings => fromBytes(Settings, bytes, SETTINGS_PATH);

export const settings: SharedKind = {
  owns: (path) => path === SETTINGS_PATH,
  read: async (library) => jsonBytes(library.settings().settings),
  merge: ({ base, own, other, ...authors }) =>
    jsonBytes(mergedByKey(Settings, base && settingsOf(base), settingsOf(own), settingsOf(other), authors)),
  // They stand in `library.json`.
  files: () => [],
  async take(library, { base, came, ...authors }) {
    if (came === null) return;
    const theirs = settingsOf(came);
    const told = base && settingsOf(base);
    const taken = await library.changeSettings((now) =>
      base !== null && jsonBytes(now).equals(base) ? theirs : mergedByKey(Settings, told, now, theirs, authors),
    );
    if (!taken.ok) throw new SyncError(taken.error);
  },
};
