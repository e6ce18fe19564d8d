/** Help and parsing, as the table of commands has them. */
import { Command } from "commander";
import type { CliCommand } from "./command.ts";

/**
 * Runs the command that the arguments name. Throws commander's `CommanderError` where help was asked for or the
 * usage is wrong, which it has told by then.
 */
export async function runProgram(commands: readonly CliCommand[], args: readonly string[]): Promise<void> {
  const root = new Command("songphasa").description("The desk without a window.").exitOverride().showHelpAfterError();
  for (const { name, usage, about, options, run } of commands) {
    const one = new Command(name).copyInheritedSettings(root).description(about);
    if (usage !== "") one.arguments(usage);
    for (const { option } of Object.values(options)) one.addOption(option);
    one.action(() => run(one.args, one.opts(), (sentence) => one.error(`error: ${sentence}`, { exitCode: 2 })));
    root.addCommand(one);
  }
  // A name of two words is one argument to commander.
  const [first, second, ...rest] = args;
  const both = `${first} ${second}`;
  const named = commands.some(({ name }) => name === both) ? [both, ...rest] : [...args];
  await root.parseAsync(named, { from: "user" });
}
