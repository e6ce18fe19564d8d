/** What the site and the bundle have in common: where they may go, and what is told of them. */
import path from "node:path";
import { isOut } from "../../shared/article/out.ts";
import { NO_NAME, type PublishAnswer, type Skipped } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { lockedOut } from "../library/files/lock.ts";
import type { Library, Writer } from "../library/library.ts";
import { buildFonts } from "../start/build-fonts.ts";
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
};

/** Publishes to a place that is fit for it, and prints what came of it. */
export async function publication(
  given: OnLibrary & { readonly out: string },
  purpose: "site" | "bundle",
  publish: (library: Library, out: string, writer: Writer) => Promise<Result<PublishAnswer>>,
): Promise<void> {
  const out = path.resolve(given.out);
  await buildFonts();
  await withDesk(given, async (opened) => {
    const library = opened.library();
    if (library.readOnly) throw new Refused(lockedOut(library));
    const problem = await misplaced(out, purpose, library.folder);
    if (problem) throw new Refused(problem);
    const answer = must(await publish(library, out, { origin: "editor", by: NO_NAME }));
    if (given.json) print(JSON.stringify(answer));
    else {
      print(`${answer.written} written, ${answer.removed} removed: ${answer.path}`);
      for (const { path: changed, kept } of answer.byHand ?? [])
        print(`  changed by hand and written anew: ${changed} (a copy: ${path.join(answer.path, kept)})`);
      for (const { id, lang, code } of answer.skipped) {
        const read = await library.read(id);
        const isThere = read.ok && read.value.article.trashedAt === null && isOut(read.value.article.release[lang]);
        print(`  stayed ${isThere ? "as it is" : "at home"}: ${id} ${lang} (${code}: ${STAYED[code]})`);
      }
    }
  });
}
