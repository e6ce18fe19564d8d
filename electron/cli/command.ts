/** What a command is: one entry of the table that help and parsing follow. */
import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { Settings } from "../../shared/settings.ts";

/** An option, and what it comes to: the key that it stands under is commander's (`--base-url` is `baseUrl`). */
export interface CliOption<Value = unknown> {
  readonly option: Option;
  readonly value: z.ZodType<Value>;
}

type Given<Options extends Readonly<Record<string, CliOption>>> = {
  readonly [Name in keyof Options]: z.output<Options[Name]["value"]>;
};

/** Must be given. */
export const needed = (flags: string, about: string): CliOption<string> => ({
  option: new Option(flags, about).makeOptionMandatory(),
  value: z.string(),
});

export const text = (flags: string, about: string): CliOption<string | undefined> => ({
  option: new Option(flags, about),
  value: z.string().optional(),
});

function siteUrlOf(given: string): string {
  if (Settings.shape.siteUrl.safeParse(given).success) return given;
  throw new InvalidArgumentError("give the whole address, with https:// or http:// before it.");
}

/** Where a site stands; empty for nowhere yet. What is no such address would leave feeds and sitemaps out unasked. */
export const siteUrl = (flags: string, about: string): CliOption<string | undefined> => ({
  option: new Option(flags, about).argParser(siteUrlOf),
  value: z.string().optional(),
});

export const flag = (flags: string, about: string): CliOption<boolean | undefined> => ({
  option: new Option(flags, about),
  value: z.boolean().optional(),
});

export const oneOf = <const Choice extends string>(
  flags: string,
  about: string,
  choices: readonly Choice[],
): CliOption<Choice | undefined> => ({
  option: new Option(flags, about).choices(choices),
  value: z.enum(choices).optional(),
});

/** What every command takes that works on a library. */
export const onLibrary = {
  library: needed("--library <dir>", "the library's folder; import and restore make one where there is none"),
  json: flag("--json", "the bare answer as JSON"),
} as const;
export type OnLibrary = Given<typeof onLibrary>;

/** Ends with the sentence, the command's help and exit code 2. */
export type Wrong = (sentence: string) => never;

export interface CliCommand {
  /** One word, or two (`bundle verify`). */
  readonly name: string;
  /** Its arguments as help shows them and parsing takes them: `<id> <stage>`; empty where it takes none. */
  readonly usage: string;
  readonly about: string;
  readonly options: Readonly<Record<string, CliOption>>;
  /** `given` is by the options' keys. */
  run(args: readonly string[], given: unknown, wrong: Wrong): Promise<void>;
}

export interface CommandParts<Args, Options extends CliCommand["options"]>
  extends Pick<CliCommand, "name" | "usage" | "about"> {
  /** What `usage` comes to. */
  readonly takes: z.ZodType<Args>;
  readonly options: Options;
  run(args: Args, given: Given<Options>, wrong: Wrong): Promise<void>;
}

/** A command for the table: what it is run with has the types that it declares. */
export function command<Args, Options extends CliCommand["options"]>(parts: CommandParts<Args, Options>): CliCommand {
  const { name, usage, about, takes, options, run } = parts;
  const values = z.object(Object.fromEntries(Object.entries(options).map(([key, { value }]) => [key, value])));
  return {
    name,
    usage,
    about,
    options,
    // Each value has passed the schema of its option.
    run: async (args, given, wrong) => run(takes.parse(args), values.parse(given) as Given<Options>, wrong),
  };
}
