/** The command line: the same desk without a window. Standard output holds the answer alone. */
import { CommanderError } from "commander";
import { CannotOpen } from "../desk/desk.ts";
import { COMMANDS } from "./commands.ts";
import { print } from "./print.ts";
import { runProgram } from "./program.ts";
import { Refused } from "./refused.ts";

export async function run(args: readonly string[]): Promise<void> {
  // A reader that closes early, such as `head`, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  try {
    await runProgram(COMMANDS, args);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    if (!(error instanceof Refused || error instanceof CannotOpen)) throw error;
    if (args.includes("--json")) print(JSON.stringify({ ok: false, error: error.error }));
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
