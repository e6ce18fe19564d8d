/** History: a story's kept revisions, shown, restored, and a text set aside. */
import { done } from "../../shared/errors.ts";
import type { Needs, Room } from "./room.ts";

export const historyCalls = ({ library, writer, lastChange }: Pick<Needs, "library" | "writer" | "lastChange">) =>
  ({
    "history.list": async ({ id }) => {
      const listed = await library().history(id);
      return listed.ok ? done({ revisions: [...listed.value], by: lastChange(id)?.by ?? null }) : listed;
    },
    "history.read": async ({ id, rev }) => {
      const read = await library().revision(id, rev);
      return read.ok ? done({ article: read.value }) : read;
    },
    "history.restore": ({ id, rev }) => library().restore(id, rev, writer("editor")),
    "history.keep": async ({ id, ...parts }) => {
      const kept = await library().keepAside(id, parts, writer("editor"));
      return kept.ok ? done({ rev: kept.value }) : kept;
    },
  }) satisfies Room;
