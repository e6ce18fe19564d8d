/** What the system hands the desk to open: by a double click, by "Open with", or after the program's name. */
import { z } from "zod";
import { Empty, ErrorValue } from "./parts.ts";

/** The ending of a package, stories as a file, with its dot. */
export const PACKAGE_ENDING = ".songphasa";

export const Handed = z.discriminatedUnion("kind", [
  /** A library's folder; `isHere`: it is the one that is open. */
  z.object({ kind: z.literal("library"), path: z.string(), isHere: z.boolean() }),
  /** A package, which `package.take` takes under its token. */
  z.object({ kind: z.literal("package"), name: z.string(), token: z.string() }),
  /** Nothing that the desk opens. */
  z.object({ kind: z.literal("refused"), error: ErrorValue }),
]);
export type Handed = z.infer<typeof Handed>;

export const openingContract = {
  /** What was handed over since it was asked last, in order; `host.handed` says when there is something. */
  "host.takeHanded": { request: Empty, answer: z.object({ handed: z.array(Handed) }) },
} as const;
