/** The paths that the system starts the app with, to be opened: by its arguments, and from one instance to the other. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";

/** What one instance tells the other; nothing else is taken from it. */
const Handed = z.object({ open: z.array(z.string().min(1).max(32_768)).max(20) });
export type HandedPaths = z.infer<typeof Handed>;

export interface Arguments {
  /** `--library DIR`. */
  readonly library: string | undefined;
  /** What is to be opened, as whole paths. */
  readonly open: readonly string[];
}

/** A desktop may name a file by its address. */
function wholePath(word: string, folder: string): string {
  if (!/^file:\/\//i.test(word)) return path.resolve(folder, word);
  try {
    return fileURLToPath(word);
  } catch {
    return path.resolve(folder, word);
  }
}

/** `args` come after the program (and, where it isn't packaged, the app's folder); what begins with `-` is Chromium's. */
export function readArguments(args: readonly string[], folder: string): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { library: { type: "string" } },
    strict: false,
    allowPositionals: true,
  });
  return {
    library: typeof values.library === "string" ? values.library : undefined,
    open: positionals.filter((word) => word !== "").map((word) => wholePath(word, folder)),
  };
}

/** What another instance handed over; nothing where that isn't understood. */
export const pathsFrom = (data: unknown): readonly string[] => Handed.safeParse(data).data?.open ?? [];
