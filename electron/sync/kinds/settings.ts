/** The desk settings, `settings.json`: merged by their keys. */
import { mergeRecords } from "../../../shared/merge/merge-records.ts";
import { Settings } from "../../../shared/settings.ts";
import { SyncError } from "../sync-error.ts";
import { fromBytes, jsonBytes } from "./json-bytes.ts";
import type { SharedKind } from "./kind.ts";

export const SETTINGS_PATH = "settings.json";

const merged = (path: string, base: Buffer | null, ours: Settings, theirs: Buffer): Settings =>
  Settings.parse(
    mergeRecords(base === null ? null : fromBytes(Settings, base, path), ours, fromBytes(Settings, theirs, path)),
  );

export const settings: SharedKind = {
  owns: (path) => path === SETTINGS_PATH,
  read: async (library) => jsonBytes(library.settings().settings),
  merge: ({ path, base, ours, theirs }) => jsonBytes(merged(path, base, fromBytes(Settings, ours, path), theirs)),
  async take(library, { path, base, theirs }) {
    if (theirs === null) return;
    const came = fromBytes(Settings, theirs, path);
    const taken = await library.changeSettings((now) =>
      base !== null && jsonBytes(now).equals(base) ? came : merged(path, base, now, theirs),
    );
    if (!taken.ok) throw new SyncError(taken.error);
  },
};
