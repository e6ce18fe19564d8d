/**
 * The desk's names in the index. What they cut otherwise in a story is kept beside the cut by the list, so a change of
 * names touches that alone: no story is read again, for the index has their texts.
 */
import { slices } from "../../disk/sliced-work.ts";
import { type IndexFile, textOfBytes } from "./index-schema.ts";
import type { IndexStories } from "./index-stories.ts";
import { namedInTexts } from "./words/cut-story.ts";
import { namedWords, ownTermOf } from "./words/index-words.ts";
import { createWordCutter } from "./words/word-cutter.ts";

/** Milliseconds of work between two looks at what is asked. */
const SLICE_MS = 15;
/** Stories whose texts are read at once. */
const TOGETHER = 20;

/** Names as `meta` keeps them; each is letters of Lao alone. */
export const namesKey = (names: readonly string[]): string => names.join(" ");

/** Before stories are cut with these names: where others may be in the index, it no longer says which it has. */
export function expectNames(index: IndexFile, names: readonly string[]): void {
  if (index.names() === namesKey(names)) return;
  const isEmpty = index.statement("SELECT 1 FROM stories LIMIT 1").get() === undefined;
  index.setNames(isEmpty ? namesKey(names) : null);
}

/**
 * Cuts all texts with the names of `stories`, a little at a time, and puts in what differs. Ends early when `stopped`;
 * then, as after a crash, the index doesn't say what names it has. Whether anything changed. Throws what the database
 * throws. Only where no transaction is open.
 */
export async function cutWithNames(index: IndexFile, stories: IndexStories, stopped: () => boolean): Promise<boolean> {
  const give = slices(SLICE_MS);
  const names = stories.names();
  const words = namedWords(names);
  const own = new Set<string>();
  const cutter =
    words &&
    createWordCutter(
      () => undefined,
      words,
      (word) => own.add(word),
    );
  let anyChanged = false;
  const written = (work: () => void) => {
    index.db.exec("BEGIN IMMEDIATE");
    try {
      work();
      index.db.exec("COMMIT");
    } catch (error) {
      if (index.db.isOpen && index.db.isTransaction) index.db.exec("ROLLBACK");
      throw error;
    }
  };
  index.setNames(null);
  const read = index.statement(`SELECT row, CAST(lo AS BLOB) AS lo, CAST(en AS BLOB) AS en, headline, lead, rest
    FROM texts LEFT JOIN named ON named.rowid = row WHERE row > ? ORDER BY row LIMIT ${TOGETHER}`);
  for (let after = 0; ; ) {
    const some = read.all(after);
    if (some.length === 0) break;
    after = Number(some.at(-1)?.row);
    const different = some.flatMap(({ row, lo, en, headline, lead, rest }) => {
      const named = cutter
        ? namedInTexts(cutter, [textOfBytes(lo), textOfBytes(en)])
        : { headline: "", lead: "", rest: "" };
      const isSame = named.headline === (headline ?? "") && named.lead === (lead ?? "") && named.rest === (rest ?? "");
      return isSame ? [] : [{ row: Number(row), named }];
    });
    if (own.size > 0) stories.meet(Array.from(own, ownTermOf));
    own.clear();
    if (different.length > 0)
      written(() => {
        for (const { row, named } of different) stories.putNamed(row, named);
        stories.putTerms();
      });
    anyChanged ||= different.length > 0;
    await give();
    if (stopped()) return anyChanged;
  }
  written(() => {
    stories.pruneNamed();
    index.setNames(namesKey(names));
  });
  return anyChanged;
}
