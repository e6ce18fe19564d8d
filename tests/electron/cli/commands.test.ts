/** The table of commands: help, parsing and types follow from one entry. */
import { CommanderError } from "commander";
import { expect, expectTypeOf, test, vi } from "vitest";
import { z } from "zod";
import { command, flag, needed, oneOf, siteUrl, text } from "../../../electron/cli/command.ts";
import { COMMANDS } from "../../../electron/cli/commands.ts";
import { counted } from "../../../electron/cli/counted.ts";
import { runProgram } from "../../../electron/cli/program.ts";
import { LANGS } from "../../../shared/article/stages.ts";

const ran: unknown[] = [];
const bundle = command({
  name: "bundle",
  usage: "",
  about: "write a bundle",
  takes: z.tuple([]),
  options: {
    out: needed("--out <file>", "the zip file"),
    baseUrl: siteUrl("--base-url <url>", "where the site stands"),
  },
  run: async (args, given) => void ran.push(["bundle", args, given]),
});
const verify = command({
  name: "bundle verify",
  usage: "<file> [more...]",
  about: "look at a bundle",
  takes: z.tuple([z.string()], z.string()),
  options: {
    keyFile: text("--key-file <file>", "the key"),
    lang: oneOf("--lang <lang>", "of this language only", LANGS),
    strict: flag("--strict", "whatever is amiss"),
  },
  async run([file, ...more], given, wrong) {
    expectTypeOf(given.lang).toEqualTypeOf<"lo" | "en" | undefined>();
    if (file === "wrong") wrong("no such bundle");
    ran.push(["bundle verify", [file, ...more], given]);
  },
});

/** What a run printed, on both streams, and what it threw. */
async function runs(...args: string[]): Promise<{ told: string; exitCode: number | null }> {
  const told: string[] = [];
  const write = (chunk: unknown) => told.push(String(chunk)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write").mockImplementation(write));
  try {
    await runProgram([bundle, verify], args);
    return { told: told.join(""), exitCode: null };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { told: told.join(""), exitCode: error.exitCode };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test("a command runs with the arguments and options that it declares", async () => {
  await runs("bundle", "--out", "kpl.zip", "--base-url", "https://kpl.gov.la/news");
  await runs("bundle", "--out", "kpl.zip", "--base-url", "");
  await runs("bundle", "verify", "kpl.zip", "--key-file", "desk.pem", "--lang", "lo", "--strict", "older.zip");
  await runs("bundle", "verify", "--", "--out");
  expect(ran).toEqual([
    ["bundle", [], { out: "kpl.zip", baseUrl: "https://kpl.gov.la/news" }],
    ["bundle", [], { out: "kpl.zip", baseUrl: "" }],
    ["bundle verify", ["kpl.zip", "older.zip"], { keyFile: "desk.pem", lang: "lo", strict: true }],
    ["bundle verify", ["--out"], {}],
  ]);
});

test("help has each command with what it takes", async () => {
  expect((await runs("--help")).told).toMatch(/bundle verify \[options\] <file> \[more\.\.\.\]\s+look at a bundle/);
  const { told, exitCode } = await runs("bundle", "verify", "--help");
  expect(told).toMatch(/^Usage: songphasa bundle verify \[options\] <file> \[more\.\.\.\]\n/);
  expect(told).toMatch(/--key-file <file>\s+the key/);
  expect(exitCode).toBe(0);
});

test.each([
  [["bundle"], "required option '--out <file>' not specified", 1],
  [["bundle", "--out", "a.zip", "b"], "too many arguments", 1],
  [["bundle", "--out", "a.zip", "--base-url", "kpl.gov.la"], "give the whole address", 1],
  [["bundle", "--out", "a.zip", "--base-url", "ftp://kpl.gov.la/"], "give the whole address", 1],
  [["bundle", "verify"], "missing required argument 'file'", 1],
  [["bundle", "verify", "a.zip", "--lang", "fr"], "Allowed choices are lo, en.", 1],
  [["bundle", "verify", "wrong"], "error: no such bundle\n\nUsage: songphasa bundle verify", 2],
  [["apply"], "unknown command 'apply'", 1],
])("wrong usage is told with the help: %j", async (args, sentence, code) => {
  const { told, exitCode } = await runs(...args);
  expect(told).toContain(sentence);
  expect(told).toContain("Usage: songphasa");
  expect(exitCode).toBe(code);
});

test('one is told as one: a single story isn\'t "1 stories"', () => {
  expect([counted(1, "story", "stories"), counted(0, "picture"), counted(27, "file")]).toEqual([
    "1 story",
    "0 pictures",
    "27 files",
  ]);
});

test("every command of the table stands once, its options under the names that parsing gives them", () => {
  const names = COMMANDS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { options } of COMMANDS)
    for (const [key, { option }] of Object.entries(options)) expect(option.attributeName()).toBe(key);
});
