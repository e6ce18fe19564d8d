/**
 * Revisions that pages are made from: `revisions/<id>/<rev>`, as history keeps them, with name and desk of who made
 * them. One never changes: its name is its hash.
 */
import { takenName } from "../../library/history/kept-file.ts";
import { fail, SyncError } from "../sync-error.ts";
import type { SharedKind } from "./kind.ts";

const PATH = /^revisions\/([0-7][0-9A-HJKMNP-TV-Z]{25})\/([0-9a-f]{32})$/;

export const revisionPath = (id: string, rev: string): string => `revisions/${id}/${rev}`;

export const revisions: SharedKind = {
  owns: (path) => PATH.test(path),
  async read(library, path) {
    const [, id = "", rev = ""] = PATH.exec(path) ?? [];
    const file = await library.revisionFile(id, rev);
    if (!file.ok) throw new SyncError(file.error);
    return file.value?.bytes ?? null;
  },
  // The same name, and so the same text.
  merge: ({ other }) => other,
  files(path, came) {
    const [, id = "", rev = ""] = PATH.exec(path) ?? [];
    const name = takenName(came, rev);
    if (name === null) return fail("shared-unreadable", { detail: path });
    const folder = `history/${id}`;
    return [
      { name: `${folder}/${name}`, bytes: came },
      { name: `${folder}/${rev}.pin`, bytes: new Uint8Array() },
    ];
  },
  async take(library, { path, came }) {
    const [, id = "", rev = ""] = PATH.exec(path) ?? [];
    if (came === null) return;
    if (takenName(came, rev) === null) fail("shared-unreadable", { detail: path });
    const taken = await library.takeRevision(id, came);
    if (!taken.ok) throw new SyncError(taken.error);
    if (!taken.value) fail("shared-unreadable", { detail: path });
  },
};
