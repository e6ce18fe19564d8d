/** The open library as other desks share it: stories taken as they have them, and the revisions that go with them. */
import { done } from "../../shared/errors.ts";
import { purgeStory } from "./care/trash.ts";
import { keptRev } from "./history/kept-text.ts";
import type { Door, Library, LibraryParts } from "./kinds.ts";

type OfSharing = "take" | "received" | "purge" | "revisionFile" | "takeRevision";

export function sharingOfLibrary(parts: LibraryParts, door: Door): Pick<Library, OfSharing> {
  const { asked, locked, history, readOnly, turns, ground } = parts;
  return {
    take: (id, writer, make) => asked(() => door.take(id, writer, make)),
    received: (id, text) =>
      asked(async () => {
        const kept = (await history.list(id)).find(({ why }) => why === "received");
        return done(kept !== undefined && keptRev(text, kept.parents) === kept.rev);
      }),
    purge: (id, writer) =>
      asked(async () => (readOnly ? locked() : done(await turns.inTurn(id, () => purgeStory(parts, id, writer.by))))),
    revisionFile: (id, rev) => asked(async () => done(await history.file(id, rev))),
    takeRevision: (id, bytes) =>
      asked(async () => {
        if (readOnly) return locked();
        ground.hold();
        return done(await turns.inTurn(id, () => history.take(id, bytes)));
      }),
  };
}
