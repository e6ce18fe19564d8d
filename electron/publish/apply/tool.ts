/**
 * `songphasa-bundle.mjs`: a bundle checked, applied and undone where no desk is. `npm run bundle-tool` makes one file of
 * this and of all that it imports, for Node 20 and newer; so nothing here is of a later Node, or another package's but
 * zod's.
 */
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { type DeskError, done, type Result } from "../../../shared/errors.ts";
import { applyBundle, rollBack } from "./apply-bundle.ts";
import { type Checking, readPublicKey, verifyBundle } from "./open-bundle.ts";
import { appliedLines, bundleLines, rolledBackLines } from "./told.ts";

const HELP = `songphasa-bundle: brings a newsroom's bundle into a website's folder.

  node songphasa-bundle.mjs verify FILE.zip [--key FILE]           check it; write nothing
  node songphasa-bundle.mjs apply FILE.zip --to DIR [--key FILE]   bring it into DIR, whole or not at all
  node songphasa-bundle.mjs rollback --to DIR                      undo the last one, once

  --key FILE   a file with the newsroom's public key: what isn't signed by it is refused
  --to DIR     the folder that the web server serves; files of your own in it stay
  --replace    also where the site of another library stands in DIR
  --json       the bare answer as JSON
  --help       these words

Everything in a bundle is checked before the first byte is written. A run that was cut
short is finished, or taken back, by the next. Exit 0 done, 1 refused, 2 wrong use.

ເອົາຊຸດໄຟລ໌ຂອງຫ້ອງຂ່າວ ເຂົ້າໃສ່ໂຟນເດີຂອງເວັບໄຊ:

  verify     ກວດຊຸດໄຟລ໌; ບໍ່ຂຽນຫຍັງ
  apply      ໃຊ້ຊຸດໄຟລ໌ ໂດຍຄົບຖ້ວນ ຫຼື ບໍ່ປ່ຽນຫຍັງເລີຍ
  rollback   ກັບຄືນ ກ່ອນຊຸດຫຼ້າສຸດ, ເທື່ອດຽວ

  --key FILE   ກະແຈສາທາລະນະຂອງຫ້ອງຂ່າວ: ຊຸດທີ່ບໍ່ໄດ້ເຊັນດ້ວຍກະແຈນີ້ ບໍ່ຮັບ
  --to DIR     ໂຟນເດີຂອງເວັບໄຊ; ໄຟລ໌ຂອງທ່ານເອງຢູ່ໃນນັ້ນ ຍັງຢູ່ຄືເກົ່າ
  --replace    ວາງແທນ ເຖິງວ່າເວັບໄຊຢູ່ໃນນັ້ນ ມາຈາກຄັງຂ່າວອື່ນ

ທຸກຢ່າງໃນຊຸດຖືກກວດກ່ອນຂຽນ. ຖ້າຖືກຕັດກາງທາງ ຄັ້ງຕໍ່ໄປຈະເຮັດຕໍ່ ຫຼື ກັບຄືນເອງ.
`;

class WrongUse extends Error {}

interface Given {
  readonly key?: string | undefined;
  readonly to?: string | undefined;
  readonly replace?: boolean | undefined;
}

/** One command: what it answers, and the same in lines. */
type Command = (files: readonly string[], given: Given) => Promise<Result<readonly [answer: object, lines: string[]]>>;

function oneFile(files: readonly string[]): string {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new WrongUse("name one bundle.");
  return file;
}

function folderIn({ to }: Given): string {
  if (to === undefined) throw new WrongUse("name the website's folder: --to DIR.");
  return to;
}

async function checkingOf({ key }: Given): Promise<Result<Checking>> {
  if (key === undefined) return done({});
  const read = await readPublicKey(key);
  return read.ok ? done({ key: read.value }) : read;
}

const toldAs = <Answer extends object>(
  answer: Result<Answer>,
  lines: (answer: Answer) => string[],
): Awaited<ReturnType<Command>> => (answer.ok ? done([answer.value, lines(answer.value)]) : answer);

const COMMANDS: Readonly<Record<string, Command>> = {
  async verify(files, given) {
    const file = oneFile(files);
    const checking = await checkingOf(given);
    return checking.ok ? toldAs(await verifyBundle(file, checking.value), bundleLines) : checking;
  },
  async apply(files, given) {
    const [file, folder] = [oneFile(files), folderIn(given)];
    const checking = await checkingOf(given);
    if (!checking.ok) return checking;
    return toldAs(await applyBundle(file, folder, { ...checking.value, replace: given.replace }), appliedLines);
  },
  async rollback(files, given) {
    if (files.length > 0) throw new WrongUse("rollback undoes the last bundle; it takes none.");
    return toldAs(await rollBack(folderIn(given)), rolledBackLines);
  },
};

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        key: { type: "string" },
        to: { type: "string" },
        replace: { type: "boolean" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function tellRefusal(error: DeskError, json: boolean | undefined): void {
  if (json) process.stdout.write(`${JSON.stringify({ ok: false, error })}\n`);
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  const [name, ...files] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new WrongUse(name === undefined ? "say what to do." : `there is no command “${name}”.`);
  const told = await command(files, values);
  if (!told.ok) return tellRefusal(told.error, values.json);
  const [answer, lines] = told.value;
  process.stdout.write(`${values.json ? JSON.stringify(answer) : lines.join("\n")}\n`);
}

// What is made on the way is soon of no use: a heap that grows for it keeps tens of megabytes from a small server.
setFlagsFromString("--semi-space-growth-factor=1");
try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongUse)) throw error;
  process.stderr.write(`error: ${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}
