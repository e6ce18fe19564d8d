/** Calls about what the library keeps: history, trash, problems. */

import type { z } from "zod";
import type { Answer, CallName, calls } from "../../shared/contract.ts";
import { done, type Result } from "../../shared/errors.ts";
import type { Library, Writer } from "../library/library.ts";
import { freshArticle } from "./intake.ts";

type Kept =
  | "history.list"
  | "history.read"
  | "history.restore"
  | "history.keep"
  | "trash.empty"
  | "library.problems"
  | "problems.dismiss"
  | "problems.takeCopy"
  | "clock.trust";
/** What answers each of some calls; the request was checked against its schema. */
export type Handlers<Names extends CallName> = {
  [C in Names]: (request: z.output<(typeof calls)[C]["request"]>) => Promise<Result<Answer<C>>>;
};

/**
 * `library` and `writer` are asked at each call, as the desk may have gone to another library; `told`
 * hears what every window should look at again; `changedBy` says who changed a story last, where that
 * is known.
 */
export function keepingCalls(
  library: () => Library,
  writer: () => Writer,
  told: (event: "library.changed" | "library.problems") => void,
  changedBy: (id: string) => string | null,
): Handlers<Kept> {
  return {
    "history.list": async ({ id }) => {
      const listed = await library().history(id);
      return listed.ok ? done({ revisions: [...listed.value], by: changedBy(id) }) : listed;
    },
    "history.read": async ({ id, rev }) => {
      const read = await library().revision(id, rev);
      return read.ok ? done({ article: read.value }) : read;
    },
    "history.restore": ({ id, rev }) => library().restore(id, rev, writer()),
    "history.keep": async ({ id, ...parts }) => {
      const kept = await library().keepAside(id, parts, writer());
      return kept.ok ? done({ rev: kept.value }) : kept;
    },
    "trash.empty": async () => {
      const emptied = await library().emptyTrash(writer());
      told("library.changed");
      return emptied;
    },
    "library.problems": async () => done({ problems: [...(await library().problems())] }),
    "problems.dismiss": async ({ file }) => {
      const dismissed = await library().dismiss(file);
      told("library.problems");
      return dismissed.ok ? done({}) : dismissed;
    },
    "clock.trust": async () => {
      await library().trustClock();
      told("library.problems");
      return done({});
    },
    "problems.takeCopy": async ({ file }) => {
      const copy = await library().copy(file);
      if (!copy.ok) return copy;
      const made = await library().create(copyOf(copy.value.article), writer());
      // A copy that can't be moved away is a story by now, and is told among the problems as before.
      if (made.ok) await copy.value.settle();
      told("library.problems");
      return made;
    },
  };
}

/** A story with the same texts, under an id of its own and not yet out. */
export function copyOf(article: Answer<"articles.open">["article"]): typeof article {
  const fresh = freshArticle(article.details.source, article.versions);
  return {
    ...article,
    ...fresh,
    rows: article.rows,
    notes: {},
    details: { ...article.details, slug: null },
  };
}
