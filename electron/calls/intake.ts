/** What comes into the library from files and from pasted text. */
import { setImmediate as breathe } from "node:timers/promises";
import { LIMITS } from "../../shared/contract.ts";
import { done, refuse } from "../../shared/errors.ts";
import { decodedBytes } from "./decoded-bytes.ts";
import type { Intake, Wanted } from "./intake/intake.ts";
import type { ImportSource } from "./intake/intake-messages.ts";
import { runImport } from "./intake/run-import.ts";
import type { Needs, Room } from "./room.ts";

export interface IntakeNeeds extends Pick<Needs, "library" | "writer" | "progress"> {
  readonly intake: Intake;
}

export const intakeCalls = ({ library, writer, progress, intake }: IntakeNeeds) =>
  ({
    "import.run": async ({ files, text, pair, ...how }) => {
      if (text !== undefined && Buffer.byteLength(text) > LIMITS.text)
        return refuse("file-too-large", { name: "–", limit: "10 MiB" });
      if (pair !== undefined) {
        const partner = await library().open(pair);
        if (!partner.ok) return partner;
      }
      await breathe();
      const sources: ImportSource[] = [];
      for (const { name, data } of files ?? []) {
        const bytes = decodedBytes(data);
        if (!bytes.ok) return bytes;
        sources.push({ name, bytes: bytes.value });
        await breathe();
      }
      if (text !== undefined) sources.push({ text });
      return runImport(intake, library(), sources, { ...how, pair }, writer("import"), progress("import"));
    },
    "import.read": async ({ name, data, ...how }) => {
      await breathe();
      const bytes = decodedBytes(data);
      if (!bytes.ok) return bytes;
      await breathe();
      const read = await intake.read(library(), { name, bytes: bytes.value }, how);
      if (!read.ok) return read;
      const { token, stories } = read.value;
      const offered = await intake.offer(library(), stories);
      if (offered.ok) return done({ token, stories: offered.value });
      await intake.forget([token]);
      return offered;
    },
    "import.take": async ({ pair, ...one }) => {
      const wanted: Wanted[] = [one];
      if (typeof pair === "number") wanted.push({ token: one.token, story: pair });
      else if (typeof pair === "object") wanted.push(pair);
      const into = typeof pair === "string" ? pair : undefined;
      return intake.take(library(), wanted, into, writer("import"));
    },
    "import.forget": async ({ tokens }) => {
      await intake.forget(tokens);
      return done({});
    },
    "import.cancel": async () => {
      await intake.cancel();
      return done({});
    },
  }) satisfies Room;
