/**
 * The ways out of a conflict. Whichever is taken, both texts are in the story's history afterwards;
 * where a step fails, the conflict stays and so does the text in the window.
 */
import type { Article, Version } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Desk, Opened, SaveRequest } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import type { StoryText } from "../../../shared/merge/choose-rows.ts";
import type { SaveStatus } from "./story-view.ts";
import { type Unsaved, withEntries } from "./unsaved.ts";

export type Conflict = Extract<SaveStatus, { kind: "conflict" }>;

/** What the session lends for settling. */
interface ConflictParts {
  readonly desk: Desk;
  readonly id: string;
  /** The conflict, while there is one. */
  conflict(): Conflict | null;
  stay(conflict: Conflict): void;
  /** What this window would write, as a whole: parts that it didn't change are theirs. */
  mine(theirs: Article): StoryText;
  /** Grows with each change in this window. */
  edits(): number;
  readonly unsaved: Pick<Unsaved, "has" | "rows" | "notes">;
  /** The desk refused the embargo that was chosen, as the language is out; the story keeps the one it has. */
  refused(error: DeskError): void;
  /** Nothing is unsaved any more; the story as given is what the window shows. */
  settled(story: Opened): void;
}

export interface Settling {
  takeTheirs(): Promise<DeskError | null>;
  /** Saves a text that was made of both on top of theirs. */
  settleWith(merged: StoryText): Promise<DeskError | null>;
}

const withoutDate = ({ updatedAt: _derived, ...rest }: Version) => rest;

export function settleConflict(parts: ConflictParts): Settling {
  const { desk, id, conflict } = parts;

  /** This window's text goes to history as it is, and again where somebody typed on meanwhile. */
  const keepMine = async (theirs: Article): Promise<DeskError | null> => {
    for (;;) {
      const edits = parts.edits();
      const mine = parts.mine(theirs);
      const { unsaved } = parts;
      const kept = await desk.call("history.keep", {
        id,
        ...(unsaved.has("details") ? { details: mine.details } : {}),
        ...Object.fromEntries(
          LANGS.flatMap((lang) => {
            const version = mine.versions[lang];
            return unsaved.has(lang) && version ? [[lang, withoutDate(version)]] : [];
          }),
        ),
      });
      if (!kept.ok) return kept.error;
      if (edits === parts.edits()) return null;
    }
  };

  /** This window's text as a story of its own, where the list shows it. */
  const setMineAside = async (theirs: Article): Promise<DeskError | null> => {
    const { details, versions } = parts.mine(theirs);
    const copy = await desk.call("articles.create", {
      details: { ...details, slug: null },
      ...(versions.lo ? { lo: withoutDate(versions.lo) } : {}),
      ...(versions.en ? { en: withoutDate(versions.en) } : {}),
    });
    return copy.ok ? null : copy.error;
  };

  return {
    async takeTheirs() {
      const now = conflict();
      if (!now) return null;
      const problem = (await keepMine(now.theirs.article)) ?? (await setMineAside(now.theirs.article));
      if (problem) return problem;
      // They may have written on meanwhile.
      parts.settled(conflict()?.theirs ?? now.theirs);
      return null;
    },
    async settleWith(merged) {
      const now = conflict();
      if (!now) return null;
      const { article, revs } = now.theirs;
      const problem = await keepMine(article);
      if (problem) return problem;
      const [rows, notes] = [parts.unsaved.rows(), parts.unsaved.notes()];
      const save: SaveRequest = {
        id,
        base: { details: revs.details },
        details: merged.details,
        rows,
        notes,
        why: "conflict",
      };
      for (const lang of LANGS) {
        const version = merged.versions[lang];
        if (!version) continue;
        save.base[lang] = revs[lang];
        save[lang] = withoutDate(version);
      }
      let answer = await desk.call("articles.save", save);
      if (!answer.ok && answer.error.reason === "is-out") {
        parts.refused(answer.error);
        save.details = { ...merged.details, embargoUntil: article.details.embargoUntil };
        answer = await desk.call("articles.save", save);
      }
      if (!answer.ok) {
        // Written on once more: the choice is made again, against what stands there now.
        const theirs = answer.error.code === "conflict" ? await desk.call("articles.open", { id }) : null;
        if (theirs?.ok) parts.stay({ ...now, error: answer.error, theirs: theirs.value });
        return answer.error;
      }
      const { revs: after, updatedAt, changed } = answer.value;
      parts.settled({
        revs: after,
        changed,
        article: {
          ...article,
          details: { ...merged.details, ...save.details },
          versions: { ...article.versions, ...merged.versions },
          rows: withEntries(article.rows, rows),
          notes: withEntries(article.notes, notes),
          updatedAt,
        },
      });
      return null;
    },
  };
}
