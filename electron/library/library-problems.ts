/** What the open library found amiss, and what a person does about it. */
import path from "node:path";
import type { Problem } from "../../shared/contract.ts";
import { type DeskError, deskError, done, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { readArticleText } from "./files/article-file.ts";
import { articlePath, readShelves, shelfOf } from "./files/article-paths.ts";
import type { ClockDoubt } from "./files/log/clock.ts";
import { dismissProblem, problemsIn, readCopy } from "./files/quarantine.ts";
import type { Library, LibraryParts } from "./kinds.ts";

/** `clock`: what speaks against the machine's clock, while something does. */
export function problemsOfLibrary(
  parts: LibraryParts,
  clock: () => ClockDoubt | null,
): Pick<Library, "problems" | "dismiss" | "copy"> {
  const { folder, catalogue, placing, ladder, readOnly, asked, locked } = parts;
  return {
    async problems() {
      const found = (kind: Problem["kind"], file: string, id: string | null, { message }: DeskError): Problem => ({
        kind,
        file,
        id,
        at: null,
        detail: message,
        restored: false,
      });
      const standing = (kind: Problem["kind"], id: string, error: DeskError): Problem =>
        found(kind, path.relative(folder, articlePath(folder, id)).split(path.sep).join("/"), id, error);
      const doubt = clock();
      const doubted: Problem[] = doubt
        ? [
            {
              kind: "clock",
              file: "clock",
              id: null,
              at: instantNow(() => doubt.against),
              detail: `the clock stands ${doubt.kind}`,
              restored: false,
            },
          ]
        : [];
      const isNewer = ({ reason }: DeskError) => reason === "article-newer";
      const unreadable = [...(await catalogue.unreadable())];
      const newer = await catalogue.newer();
      const shelves = [...(await readShelves(folder)).unreadable];
      // A shelf is told by its stories, where one is known.
      const unnamed = shelves.filter(([shelf]) => !unreadable.some(([id]) => shelfOf(id) === shelf));
      // What is no damage comes last.
      return [
        ...doubted,
        ...(await problemsIn(folder)),
        ...unnamed.map(([shelf, error]) => found("unreadable", `articles/${shelf}`, null, error)),
        ...unreadable.flatMap(([id, error]) => (isNewer(error) ? [] : [standing("unreadable", id, error)])),
        ...unreadable.flatMap(([id, error]) => (isNewer(error) ? [standing("newer-unshown", id, error)] : [])),
        ...newer.map((id) => standing("newer", id, deskError("article-newer"))),
      ];
    },
    dismiss: (problem) =>
      asked(async () => {
        if (readOnly) return locked();
        return (await dismissProblem(folder, problem, instantNow(), placing))
          ? done(null)
          : refuse("no-problem", { file: problem });
      }),
    copy: (problem) =>
      asked(async () => {
        if (readOnly) return locked();
        const copy = await readCopy(folder, problem);
        if (!copy) return refuse("no-problem", { file: problem });
        const read = readArticleText(copy.text, copy.id, ladder);
        if (read.kind !== "article") return refuse("article-unreadable", { detail: problem });
        if (read.readOnly) return refuse(read.readOnly);
        return done({
          article: read.article,
          settle: () =>
            asked(async () => {
              await dismissProblem(folder, problem, instantNow(), placing);
              return done(null);
            }),
        });
      }),
  };
}
