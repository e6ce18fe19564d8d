import path from "node:path";
import { z } from "zod";
import { STAGES } from "../../../shared/article/stages.ts";
import {
  type Answer,
  type Desk,
  type IncomingStory,
  LIMITS,
  PACKAGE_ENDING,
  type Request,
} from "../../../shared/contract.ts";
import { type DeskError, done, type Result } from "../../../shared/errors.ts";
import { unsaidFields } from "../../../shared/intake/doubts.ts";
import { nameGroups } from "../../../shared/intake/name-groups.ts";
import { nameStem } from "../../../shared/intake/pairs.ts";
import type { OpenedDesk } from "../../desk/desk.ts";
import { command, flag, oneOf, onLibrary, text } from "../command.ts";
import { type FileToImport, fileSource, filesToImport } from "../files-to-import.ts";
import { print } from "../print.ts";
import { Refused } from "../refused.ts";
import { withDesk } from "../with-desk.ts";

type ImportAnswer = Answer<"import.take">;
type PackageAnswer = Answer<"package.take">;
type How = Pick<Request<"import.read">, "whole" | "oldFont">;

interface ReadFile {
  readonly name: string;
  readonly token: string;
  readonly stories: readonly IncomingStory[];
}

async function read(desk: Desk, file: FileToImport, how: How): Promise<Result<ReadFile>> {
  const source = await fileSource(file.path);
  if (!source.ok) return source;
  const answer = await desk.call("import.read", { ...source.value, ...how });
  return answer.ok ? done({ name: source.value.name, ...answer.value }) : answer;
}

/** What is taken together: one story, or two in two languages. */
function takings(files: readonly ReadFile[], pair: string | undefined): Request<"import.take">[] {
  const [first, second] = files;
  if (first && second && first.stories.length === 1 && second.stories.length === 1) {
    // Their names were asked for: what they say of the language holds.
    const one = ({ name, token, stories }: ReadFile) => ({
      token,
      story: 0,
      lang: nameStem(name).lang ?? stories[0]?.lang,
    });
    return [{ ...one(first), pair: one(second) }];
  }
  return files.flatMap(({ token, stories }) =>
    stories.flatMap(({ pair: partner }, story): Request<"import.take">[] => {
      const other = typeof partner?.with === "number" ? partner.with : undefined;
      if (pair !== undefined) return [{ token, story, pair }];
      if (other === undefined || stories[other]?.pair?.with !== story) return [{ token, story }];
      return other < story ? [] : [{ token, story, pair: other }];
    }),
  );
}

/** Fields that were a guess are named among the warnings, where none speaks of them yet. */
function withDoubts(answer: ImportAnswer, files: readonly ReadFile[], taken: Request<"import.take">): ImportAnswer {
  const stories = files.flatMap(({ token, stories: all }) => all.map((story, at) => ({ token, at, story })));
  const { pair } = taken;
  const named = [
    { token: taken.token, story: taken.story },
    ...(typeof pair === "number" ? [{ token: taken.token, story: pair }] : typeof pair === "object" ? [pair] : []),
  ];
  const doubts = named.map(({ token, story }) => {
    const one = stories.find((other) => other.token === token && other.at === story)?.story;
    return one ? unsaidFields(one).map((field) => ({ code: "field-unsure" as const, text: field })) : [];
  });
  const imported = answer.imported.map((one, at) => ({ ...one, warnings: [...one.warnings, ...(doubts[at] ?? [])] }));
  return { ...answer, imported };
}

const isPackage = (file: string): boolean => file.toLowerCase().endsWith(PACKAGE_ENDING);

/** The desk reads the file itself: it may be far larger than a request. */
async function takeFile({ desk, offer }: OpenedDesk, file: string): Promise<Result<PackageAnswer>> {
  const place = path.resolve(file);
  const name = path.basename(file).slice(-LIMITS.fileName);
  const token = offer(place);
  return desk.call("package.take", { token, name });
}

export const importCommand = command({
  name: "import",
  usage: "<files...>",
  about: "read files, or all in a folder, into stories; a package (.songphasa) merges with what is here",
  takes: z.array(z.string()),
  options: {
    ...onLibrary,
    pair: text("--pair <id>", "as the other version of this story"),
    pairBy: oneOf("--pair-by <what>", "name.lo.* and name.en.* are one story", ["name"]),
    oldFont: flag("--old-font", "text in the 7-bit Lao font is converted"),
    whole: flag("--whole", "all of a web page, not its main text alone"),
    stage: oneOf("--stage <stage>", "stage to set", STAGES),
  },
  async run(named, given, wrong) {
    const { pair, pairBy, stage, json, whole, oldFont } = given;
    if (pair !== undefined && pairBy !== undefined) wrong("--pair and --pair-by can't be given together");
    const files = await filesToImport(named);
    await withDesk(
      given,
      async (opened) => {
        const { desk } = opened;
        const answer: ImportAnswer = { imported: [], refused: [] };
        const refuse = (name: string, error: DeskError) => answer.refused.push({ name, error: { ...error } });
        if (pair !== undefined) {
          const partner = await desk.call("articles.open", { id: pair });
          if (!partner.ok) throw new Refused(partner.error);
        }
        const packages: PackageAnswer[] = [];
        for (const file of files.filter(({ path: one }) => isPackage(one))) {
          const taken = await takeFile(opened, file.path);
          if (!taken.ok) {
            refuse(path.basename(file.path), taken.error);
            continue;
          }
          packages.push(taken.value);
          for (const one of taken.value.refused) refuse(one.id, one.error as DeskError);
        }
        const others = files.filter(({ path: one }) => !isPackage(one));
        for (const group of pairBy ? nameGroups(others) : others.map((file) => [file])) {
          const found: ReadFile[] = [];
          for (const file of group) {
            const one = await read(desk, file, { ...(whole ? { whole } : {}), ...(oldFont ? { oldFont } : {}) });
            if (one.ok) found.push(one.value);
            else refuse(path.basename(file.path), one.error);
          }
          for (const taking of takings(found, pair)) {
            const taken = await desk.call("import.take", taking);
            if (!taken.ok) {
              refuse(found.map(({ name }) => name).join(", "), taken.error);
              continue;
            }
            const told = withDoubts(taken.value, found, taking);
            answer.imported.push(...told.imported);
            answer.refused.push(...told.refused);
          }
          await desk.call("import.forget", { tokens: found.map(({ token }) => token) });
        }
        const [first] = answer.refused;
        // Nothing came in: that is a refusal, and its first reason is the answer.
        if (first && answer.imported.length === 0 && packages.length === 0) throw new Refused(first.error as DeskError);
        // A stage that can't be set is told beside what came in.
        if (stage)
          for (const { id, lang } of answer.imported) {
            const released = await desk.call("articles.release", { id, lang, stage });
            if (!released.ok) refuse(id, released.error);
          }
        if (json) print(JSON.stringify(packages.length === 0 ? answer : { ...answer, packages }));
        else {
          for (const { by, at, stories } of packages) {
            print(`from ${by}, ${at}`);
            for (const { id, how, cards } of stories) print(`${id}  ${how}${cards > 0 ? `, ${cards} to settle` : ""}`);
          }
          for (const { id, lang, warnings, dropped } of answer.imported) {
            print(`${id}  ${lang}`);
            for (const warning of warnings) print(`  ! ${warning.code}: ${warning.text}`);
            for (const line of dropped) print(`  - ${line}`);
          }
        }
        for (const { name, error } of answer.refused) process.stderr.write(`${name}: ${error.message}\n`);
        if (answer.refused.length > 0) process.exitCode = 1;
      },
      { make: true },
    );
  },
});
