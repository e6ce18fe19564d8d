/** The desk settings, which stand in the library. */
import { done, refuse } from "../../shared/errors.ts";
import { isTimeZone } from "../../shared/text/dates.ts";
import type { Needs, Room } from "./room.ts";

export const settingsCalls = ({ library, tell }: Pick<Needs, "library" | "tell">) =>
  ({
    "settings.read": async () => done(library().settings()),
    "settings.save": async ({ base, settings }) => {
      if (!isTimeZone(settings.timeZone)) return refuse("bad-request", { detail: "unknown time zone" });
      const saved = await library().saveSettings(base, settings);
      if (saved.ok) tell({ event: "library.changed" });
      return saved;
    },
  }) satisfies Room;
