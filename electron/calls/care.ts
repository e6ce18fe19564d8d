/** What a person looks after in the library: the trash, what it finds amiss, the clock that is doubted. */
import { done } from "../../shared/errors.ts";
import { copyOf } from "./fresh-article.ts";
import type { Needs, Room } from "./room.ts";

export const careCalls = ({ library, writer, tell }: Pick<Needs, "library" | "writer" | "tell">) =>
  ({
    "trash.empty": async () => {
      const emptied = await library().emptyTrash(writer("editor"));
      tell({ event: "library.changed" });
      return emptied;
    },
    "library.problems": async () => done({ problems: [...(await library().problems())] }),
    "problems.dismiss": async ({ file }) => {
      const dismissed = await library().dismiss(file);
      tell({ event: "library.problems" });
      return dismissed.ok ? done({}) : dismissed;
    },
    "problems.takeCopy": async ({ file }) => {
      const copy = await library().copy(file);
      if (!copy.ok) return copy;
      const made = await library().create(copyOf(copy.value.article), writer("editor"));
      // A copy that can't be moved away is a story by now, and is told among the problems as before.
      if (made.ok) await copy.value.settle();
      tell({ event: "library.problems" });
      return made;
    },
    "clock.trust": async () => {
      await library().trustClock();
      tell({ event: "library.problems" });
      return done({});
    },
  }) satisfies Room;
