/** The benches by name, each a file of its own. */
export interface BenchOptions {
  /** Library sizes, where a bench has any. */
  readonly sizes: readonly number[] | null;
  readonly print: (line: string) => void;
}

/** Prints a table and answers whether its figures hold. */
export type Bench = (options: BenchOptions) => Promise<boolean>;

export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  diff: async () => (await import("./diff.ts")).diff,
  pairing: async () => (await import("./pairing.ts")).pairing,
  typing: async () => (await import("./typing.ts")).typing,
  publish: async () => (await import("./publish.ts")).benchPublish,
  library: async () => (await import("./library.ts")).benchLibrary,
};
