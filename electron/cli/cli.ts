/** The command line: the same desk without a window. Standard output holds the answer alone. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { Lang, Stage } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import { LANGS, STAGES } from "../../shared/article/stages.ts";
import {
  type Answer,
  type CallName,
  type Desk,
  LIMITS,
  NO_NAME,
  type PublishAnswer,
  type Request,
  type Skipped,
} from "../../shared/contract.ts";
import { type DeskError, deskError, type Result } from "../../shared/errors.ts";
import { type PublishOptions, publishBundle, publishSite } from "../calls/publishing.ts";
import { CannotOpen, type OpenedDesk, openDesk } from "../desk/desk.ts";
import { endOnSignals } from "../desk/ending.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { userFolder } from "../desk/user-folder.ts";
import { diskError } from "../disk/disk-error.ts";
import { backUp } from "../library/backup/backup.ts";
import { restoreBackup } from "../library/backup/restore-backup.ts";
import { type Finding, repairLibrary, verifyLibrary } from "../library/care/verify.ts";
import { lockedOut } from "../library/files/lock.ts";
import { type Library, openLibrary } from "../library/library.ts";
import { buildFonts } from "../start/build-fonts.ts";

/** A refusal on its way to the exit code. */
class Refused extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

interface Shared {
  readonly library: string;
  readonly json?: boolean;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}

const ask = async <C extends CallName>(desk: Desk, name: C, request: Request<C>): Promise<Answer<C>> =>
  must(await desk.call(name, request));

/**
 * Opens the library for one command and closes it, whatever comes; a signal too gives it back. Where `make` isn't given, one that isn't there
 * is refused: what reads an empty one in its place would say that there are no stories.
 */
async function withDesk<T>(
  options: Shared,
  work: (opened: OpenedDesk) => Promise<T>,
  { make = false } = {},
): Promise<T> {
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  const opened = await openDesk({ ports, home: userFolder(), library: path.resolve(options.library), existing: !make });
  const ending = endOnSignals(opened.close, null);
  try {
    return await work(opened);
  } finally {
    // Once a signal has come, what the command says of a library that closes under it is no answer.
    if (ending.begun()) await new Promise<never>(() => undefined);
    await opened.close();
    ending.off();
  }
}

async function fileSource(file: string) {
  try {
    const { size } = await stat(file);
    if (size > LIMITS.text)
      throw new Refused(deskError("file-too-large", { name: path.basename(file), limit: "10 MiB" }));
    return { name: path.basename(file), data: (await readFile(file)).toString("base64") };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const refused = diskError(error, file);
    throw new Refused(refused.reason === "disk-gone" ? deskError("file-missing", { name: file }) : refused);
  }
}

async function importFiles(
  files: readonly string[],
  options: Shared & { pair?: string; stage?: Stage },
): Promise<void> {
  const work = async ({ desk }: OpenedDesk): Promise<void> => {
    const answer: Answer<"import.run"> = { imported: [], refused: [] };
    for (const file of files) {
      try {
        const source = await fileSource(file);
        const one = await ask(desk, "import.run", { files: [source], ...(options.pair ? { pair: options.pair } : {}) });
        answer.imported.push(...one.imported);
        answer.refused.push(...one.refused);
      } catch (error) {
        if (!(error instanceof Refused) || files.length === 1) throw error;
        answer.refused.push({ name: path.basename(file), error: { ...error.error } });
      }
    }
    const [first] = answer.refused;
    // Nothing came in: that is a refusal, and its first reason is the answer.
    if (first && answer.imported.length === 0) throw new Refused(first.error as DeskError);
    // A stage that can't be set is told beside what came in.
    if (options.stage)
      for (const { id, lang } of answer.imported) {
        const released = await desk.call("articles.release", { id, lang, stage: options.stage });
        if (!released.ok) answer.refused.push({ name: id, error: { ...released.error } });
      }
    if (options.json) print(JSON.stringify(answer));
    else {
      for (const { id, lang, warnings, dropped } of answer.imported) {
        print(`${id}  ${lang}`);
        for (const warning of warnings) print(`  ! ${warning.code}: ${warning.text}`);
        for (const line of dropped) print(`  - ${line}`);
      }
    }
    for (const { name, error } of answer.refused) process.stderr.write(`${name}: ${error.message}\n`);
    if (answer.refused.length > 0) process.exitCode = 1;
  };
  await withDesk(options, work, { make: true });
}

async function list(options: Shared): Promise<void> {
  await withDesk(options, async ({ desk, library }) => {
    // A window shows what is known so far; here the answer is the last word.
    await library().complete();
    const answer = await ask(desk, "articles.list", { limit: 1000 });
    for (let offset = answer.items.length; offset < answer.total; offset += 1000) {
      const page = await ask(desk, "articles.list", { offset, limit: 1000 });
      if (page.items.length === 0) break;
      answer.items.push(...page.items);
    }
    if (options.json) print(JSON.stringify(answer));
    else
      for (const item of answer.items)
        print(
          `${item.id}  lo ${item.stages.lo.padEnd(11)}  en ${item.stages.en.padEnd(11)}  ${item.headline[item.source]}`,
        );
  });
}

async function show(id: string, options: Shared): Promise<void> {
  await withDesk(options, async ({ desk }) => {
    const { article } = await ask(desk, "articles.open", { id });
    print(JSON.stringify(article, null, options.json ? undefined : 2));
  });
}

async function stage(id: string, wanted: Stage, options: Shared & { lang?: Lang }): Promise<void> {
  await withDesk(options, async ({ desk }) => {
    const { article, changed } = await ask(desk, "articles.open", { id });
    const langs = options.lang ? [options.lang] : LANGS.filter((lang) => article.versions[lang] !== null);
    // Of both languages or of none.
    const takesBack = (lang: Lang) => isOut(article.release[lang]) && wanted !== article.release[lang].stage;
    if (wanted !== "published" && wanted !== "withdrawn" && langs.some(takesBack))
      throw new Refused(deskError("is-out"));
    let answer: Answer<"articles.release"> = { release: article.release, changed };
    for (const lang of langs) answer = await ask(desk, "articles.release", { id, lang, stage: wanted });
    if (options.json) print(JSON.stringify(answer));
    else for (const lang of LANGS) print(`${lang}  ${answer.release[lang].stage}`);
  });
}

async function verify(options: Shared & { repair?: boolean }): Promise<void> {
  const folder = path.resolve(options.library);
  const found = must(await verifyLibrary(folder));
  let after = found;
  if (options.repair && found.findings.length > 0) {
    const library = must(await openLibrary(folder));
    try {
      const problem = await repairLibrary(library, found.findings);
      if (problem) throw new Refused(problem);
    } finally {
      await library.close();
    }
    after = must(await verifyLibrary(folder));
  }
  const keyOf = ({ what, file, id }: Finding) => `${what} ${file} ${id}`;
  const left = new Set(after.findings.map(keyOf));
  const findings = found.findings.map((one) => ({ ...one, mended: !left.has(keyOf(one)) }));
  if (options.json) print(JSON.stringify({ ok: left.size === 0, ...after, findings }));
  else {
    print(`${after.articles} stories, ${after.revisions} revisions, ${after.images} images: ${left.size} problems`);
    for (const { what, file, detail, mended } of findings)
      print(`  ${mended ? "mended" : "!"} ${what} ${file}: ${detail}`);
  }
  if (left.size > 0) process.exitCode = 1;
}

async function backup(options: Shared & { out: string }): Promise<void> {
  await withDesk(options, async (opened) => {
    const answer = must(await backUp(opened.library().folder, path.resolve(options.out)));
    if (options.json) print(JSON.stringify(answer));
    else {
      print(`${answer.files} files, ${answer.size} bytes: ${answer.file}`);
      for (const name of answer.left) print(`  left out: ${name}`);
    }
    if (answer.lacks) process.exitCode = 1;
  });
}

async function restore(file: string, options: Shared): Promise<void> {
  const folder = path.resolve(options.library);
  const restored = must(await restoreBackup(path.resolve(file), folder));
  const answer = { path: folder, files: restored.files.size, at: restored.at };
  print(options.json ? JSON.stringify(answer) : `${answer.files} files of ${answer.at}: ${answer.path}`);
}

/** What the window says of the same codes. */
const STAYED: Readonly<Record<Skipped["code"], string>> = {
  stage: "not ready",
  trashed: "in the trash",
  embargo: "under embargo",
  future: "dated ahead",
  "no-version": "no such version",
  "no-headline": "no headline",
  "no-image": "a photo is missing or damaged",
  "slug-clash": "another story has its address",
  "read-only": "can't be changed by this version",
  unreadable: "its file can't be read",
};

type Publisher = (opened: OpenedDesk, out: string, options: PublishOptions) => Promise<Result<PublishAnswer>>;

/** Languages of stories that were named, each as `ID` or `ID:lang`; without a language those that the story has. */
interface Only {
  readonly id: string;
  readonly lang: Lang | null;
}

function onlyOf(given: string, before: readonly Only[] = []): Only[] {
  const [id = "", lang, ...more] = given.split(":");
  const parsed = Lang.optional().safeParse(lang);
  if (id === "" || more.length > 0 || !parsed.success) throw new InvalidArgumentError("give ID, ID:lo or ID:en.");
  return [...before, { id, lang: parsed.data ?? null }];
}

async function chosenOf(library: Library, only: readonly Only[]): Promise<{ id: string; lang: Lang }[]> {
  const chosen = [];
  for (const { id, lang } of only) {
    const read = await library.read(id);
    if (!read.ok && read.error.reason === "no-article") throw new Refused(read.error);
    const langs = read.ok ? LANGS.filter((one) => read.value.article.versions[one]) : LANGS;
    for (const one of lang === null ? langs : [lang]) chosen.push({ id, lang: one });
  }
  return chosen;
}

async function publish(
  options: Shared & {
    out: string;
    baseUrl?: string | undefined;
    keepStages?: boolean | undefined;
    only?: readonly Only[] | undefined;
    changed?: boolean | undefined;
    remove?: boolean | undefined;
  },
  purpose: "site" | "bundle",
  publisher: Publisher,
): Promise<void> {
  const { baseUrl, keepStages, only, changed, remove } = options;
  await buildFonts();
  await withDesk(options, async (opened) => {
    const library = opened.library();
    if (library.readOnly) throw new Refused(lockedOut(library));
    const problem = await misplaced(path.resolve(options.out), purpose, library.folder);
    if (problem) throw new Refused(problem);
    const chosen = only && (await chosenOf(library, only));
    const answer = must(
      await publisher(opened, path.resolve(options.out), { baseUrl, keepStages, chosen, changed, remove }),
    );
    if (options.json) print(JSON.stringify(answer));
    else {
      print(`${answer.written} written, ${answer.removed} removed: ${answer.path}`);
      for (const { id, lang, code } of answer.skipped) {
        const read = await library.read(id);
        const isThere = read.ok && read.value.article.trashedAt === null && isOut(read.value.article.release[lang]);
        print(`  stayed ${isThere ? "as it is" : "at home"}: ${id} ${lang} (${code}: ${STAYED[code]})`);
      }
    }
  });
}

const byCli = { origin: "editor" as const, by: NO_NAME };

function program(): Command {
  const root = new Command("songphasa").description("The desk without a window.").exitOverride().showHelpAfterError();
  const command = (name: string, description: string) =>
    root
      .command(name)
      .description(description)
      .requiredOption("--library <dir>", "the library's folder; import and restore make one where there is none")
      .option("--json", "the bare answer as JSON");
  const stages = () => new Option("--stage <stage>", "stage to set").choices(STAGES);
  command("import <files...>", "read pages or texts into stories")
    .option("--pair <id>", "as the other version of this story")
    .addOption(stages())
    .action((files, options) => importFiles(files, options));
  command("list", "list the stories").action((options) => list(options));
  command("show <id>", "print a story").action((id, options) => show(id, options));
  command("stage <id> <stage>", `set a stage: ${STAGES.join(", ")}`)
    .addOption(new Option("--lang <lang>", "of this language only").choices(LANGS))
    .action((id, wanted, options, self: Command) => {
      const parsed = Stage.safeParse(wanted);
      if (!parsed.success) self.error(`error: “${wanted}” is no stage; choose ${STAGES.join(", ")}`, { exitCode: 2 });
      else return stage(id, parsed.data, { ...options, lang: Lang.optional().parse(options.lang) });
    });
  command("publish", "write the site")
    .requiredOption("--out <dir>", "the site's folder")
    .option("--base-url <url>", "where the site will stand")
    .option("--keep-stages", "write pages as if published, and change no story")
    .option(
      "--only <id:lang...>",
      "only these go out with their present text; an id alone means both languages",
      onlyOf,
    )
    .option("--changed", "what changed since it went out goes out too")
    .option("--remove", "also where many stories would go off the site that nobody withdrew")
    .action((options) =>
      publish(options, "site", (opened, out, how) => publishSite(opened.library(), out, byCli, how)),
    );
  command("bundle", "write the site as one zip file")
    .requiredOption("--out <file>", "the zip file")
    .option("--base-url <url>", "where the site will stand")
    .option("--keep-stages", "make pages as if published, and change no story")
    .action((options) =>
      publish(options, "bundle", (opened, out, how) => publishBundle(opened.library(), out, byCli, how)),
    );
  command("verify", "look at every file of the library")
    .option("--repair", "mend what can be mended")
    .action((options) => verify(options));
  command("backup", "write the whole library as one file")
    .requiredOption("--out <file>", "the backup, a .tar.gz")
    .action((options) => backup(options));
  command("restore <file>", "make a library from a backup, in an empty folder").action((file, options) =>
    restore(file, options),
  );
  return root;
}

export async function run(args: readonly string[]): Promise<void> {
  // A reader that closes early, such as `head`, is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  try {
    await program().parseAsync([...args], { from: "user" });
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
