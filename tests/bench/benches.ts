/** The benches by name, each a file of its own. */
import type { Bench } from "./bench.ts";

export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  diff: async () => (await import("./diff.ts")).diff,
  pairing: async () => (await import("./pairing.ts")).pairing,
  typing: async () => (await import("./typing.ts")).typing,
  publish: async () => (await import("./publish.ts")).benchPublish,
  bundle: async () => (await import("./bundle.ts")).benchBundle,
  search: async () => (await import("./search.ts")).search,
  library: async () => (await import("./library.ts")).benchLibrary,
  newsroom: async () => (await import("./newsroom.ts")).benchNewsroom,
  intake: async () => (await import("./intake.ts")).intake,
};
