/** What a bench is given, and what it answers. */
export interface BenchOptions {
  /** Library sizes, where a bench has any. */
  readonly sizes: readonly number[] | null;
  readonly print: (line: string) => void;
}

/** Prints a table and answers whether its figures hold. */
export type Bench = (options: BenchOptions) => Promise<boolean>;
