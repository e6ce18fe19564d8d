/** `npm run bench -- NAME…`: measures, prints a table each, and ends with 1 where a figure doesn't hold. */
import { parseArgs } from "node:util";
import { BENCHES } from "./benches.ts";
import { machine } from "./machine.ts";

const HELP = `npm run bench -- [NAME…] [--sizes 100,1000]

Benches: ${Object.keys(BENCHES).join(", ")} (all where none is named)
`;

export async function runBenches(args: readonly string[]): Promise<number> {
  let names: string[];
  let sizes: number[] | null = null;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { sizes: { type: "string" }, help: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
    const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
    if (unknown !== undefined) throw new Error(`There is no bench “${unknown}”.`);
    if (values.sizes !== undefined) {
      sizes = values.sizes.split(",").map(Number);
      if (sizes.some((size) => !Number.isInteger(size) || size < 10)) throw new Error("--sizes wants numbers from 10.");
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    return 2;
  }
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  print(machine());
  let good = true;
  for (const name of names) {
    const bench = await BENCHES[name]?.();
    print(`\n${name}`);
    if (bench && !(await bench({ sizes, print }))) good = false;
  }
  print(good ? "\nAll figures hold." : "\nSome figures don't hold.");
  return good ? 0 : 1;
}
