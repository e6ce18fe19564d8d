/** What the site and the bundle have in common: where they may go, and what is told of them. */
import path from "node:path";
import { isOut } from "../../shared/article/out.ts";
import { type LeftOut, NO_NAME, type PublishAnswer, type PublishPlan, type Skipped } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import type { OpenedDesk } from "../desk/desk.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { lockedOut } from "../library/files/lock.ts";
import type { Library, Writer } from "../library/library.ts";
import type { AskedPictures } from "../sync/asked-pictures.ts";
import { CHECK_WORDS } from "./check-words.ts";
import type { OnLibrary } from "./command.ts";
import { print } from "./print.ts";
import { must, Refused } from "./refused.ts";
import { withDesk } from "./with-desk.ts";

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
  check: "a check stops it",
};

async function printStayed(library: Library, skipped: readonly Skipped[]): Promise<void> {
  for (const { id, lang, code, check } of skipped) {
    const read = await library.read(id);
    const isThere = read.ok && read.value.article.trashedAt === null && isOut(read.value.article.release[lang]);
    print(
      `  stayed ${isThere ? "as it is" : "at home"}: ${id} ${lang} (${check ?? code}: ${check ? CHECK_WORDS[check] : STAYED[code]})`,
    );
  }
}

/** What the window says of the same codes. */
const LEFT_OUT: Readonly<Record<LeftOut["what"], string>> = {
  canonical: "the pages' own addresses in their heads",
  languages: "the addresses of each language for search engines",
  sharing: "title and picture for those who share a page",
  addresses: "whole addresses in data and on paper",
  feeds: "feeds",
  sitemaps: "sitemaps and robots.txt",
  newsrooms: "data for other newsrooms (ninjs)",
  logo: "the logo",
};
const WHY: Readonly<Record<LeftOut["why"], string>> = {
  "no-address": "without the site's address (--base-url, or in the settings), left out",
  "no-picture": "can't be read, left out",
};

/** A line for each reason, with all that is left out for it. */
function printLeftOut(leftOut: readonly LeftOut[]): void {
  for (const [why, parts] of Map.groupBy(leftOut, (one) => one.why))
    print(`  ${WHY[why]}: ${parts.map(({ what }) => LEFT_OUT[what]).join("; ")}`);
}

type Asking<Told> = (
  library: Library,
  out: string,
  writer: Writer,
  cut: AbortSignal,
  pictures: AskedPictures,
) => Promise<Result<Told>>;

/** Asks with a place that is fit for it; a library that is open elsewhere can be read. */
async function fitting<Told>(
  given: OnLibrary & { readonly out: string },
  purpose: "site" | "bundle",
  isRead: boolean,
  ask: Asking<Told>,
  tell: (answer: Told, library: Library) => Promise<void>,
): Promise<void> {
  const out = path.resolve(given.out);
  const work = async (opened: OpenedDesk, cut: AbortSignal) => {
    const library = opened.library();
    if (library.readOnly && !isRead) throw new Refused(lockedOut(library));
    const problem = await misplaced(out, purpose, library.folder);
    if (problem) throw new Refused(problem);
    const answer = must(await ask(library, out, { origin: "editor", by: NO_NAME }, cut, opened.pictures()));
    if (given.json) print(JSON.stringify(answer));
    else await tell(answer, library);
  };
  await withDesk(given, work, { gives: true });
}

/** Publishes to a place that is fit for it, and prints what came of it. */
export const publication = (
  given: OnLibrary & { readonly out: string },
  purpose: "site" | "bundle",
  publish: Asking<PublishAnswer>,
): Promise<void> =>
  fitting(given, purpose, false, publish, async (answer, library) => {
    print(`${answer.written} written, ${answer.removed} removed: ${answer.path}`);
    for (const name of answer.foreign ?? []) print(`  left as its owner has it: ${name}`);
    await printStayed(library, answer.skipped);
    for (const { id, reason } of answer.unreadable) print(`  can't be read: ${id} (${reason})`);
    printLeftOut(answer.leftOut);
  });

/** Prints what a publication of the site would do. */
export const publicationPlan = (
  given: OnLibrary & { readonly out: string },
  plan: Asking<PublishPlan>,
): Promise<void> =>
  fitting(given, "site", true, plan, async (answer, library) => {
    const { moved, removed, stays, unchanged } = answer;
    print(
      `${answer.new.length} new, ${answer.changed.length} changed, ${moved.length} moved, ${removed.length} removed, ${unchanged} unchanged`,
    );
    for (const { id, lang, address } of answer.new) print(`  new: ${id} ${lang} ${address}`);
    for (const { id, lang, address } of answer.changed) print(`  changed: ${id} ${lang} ${address}`);
    for (const { id, lang, from, address } of moved) print(`  moved: ${id} ${lang} ${from} to ${address}`);
    for (const { id, lang, address } of removed) print(`  removed: ${id} ${lang} ${address}`);
    await printStayed(library, stays);
  });
