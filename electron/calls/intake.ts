/** What comes into the library from files and from pasted text. */
import { LIMITS } from "../../shared/contract.ts";
import { refuse } from "../../shared/errors.ts";
import { type ImportSource, runImport } from "./intake/run-import.ts";
import type { Needs, Room } from "./room.ts";

export const intakeCalls = ({ library, writer, progress }: Pick<Needs, "library" | "writer" | "progress">) =>
  ({
    "import.run": async ({ files, text, pair }) => {
      if (text !== undefined && Buffer.byteLength(text) > LIMITS.text)
        return refuse("file-too-large", { name: "–", limit: "10 MiB" });
      if (pair !== undefined) {
        const partner = await library().open(pair);
        if (!partner.ok) return partner;
      }
      const sources: ImportSource[] = (files ?? []).map((file) => ({
        name: file.name,
        bytes: Buffer.from(file.data, "base64"),
      }));
      if (text !== undefined) sources.push({ text });
      return runImport(library(), sources, pair, writer("import"), progress("import"));
    },
  }) satisfies Room;
