/** NFC in time that grows with the text and no faster. */

/** As many marks on one letter as nobody types; up to here a runtime sorts them at once. */
const LONG_RUN = /\p{M}{64,}/gu;

/** Marks of the lowest class but overlays and of the highest: what changes places with one of them has a class itself. */
const [LOWEST, HIGHEST] = ["\u0334", "\u0345"];

const changesPlaces = (before: string, after: string): boolean => {
  const together = before + after;
  return together.normalize("NFD") !== before.normalize("NFD") + after.normalize("NFD");
};

/** Whether a mark is sorted among others; one that is not stays where it is, and others on their side of it. */
const isSorted = (mark: string): boolean => changesPlaces(HIGHEST, mark) || changesPlaces(mark, LOWEST);

/** Each of these marks that is sorted, with how many of the others go before it. */
function ranksOf(marks: ReadonlySet<string>): ReadonlyMap<string, number> {
  const sorted = [...marks].filter(isSorted);
  return new Map(sorted.map((mark) => [mark, sorted.filter((other) => changesPlaces(mark, other)).length]));
}

/**
 * A run of marks in the order that the Unicode Standard gives them (D109), the same that `normalize` sorts them
 * into: a runtime's sort takes time by the square of the run.
 */
function inOrder(run: string): string {
  const whole = new Map([...new Set(run)].map((mark) => [mark, mark.normalize("NFD")]));
  const ranks = ranksOf(new Set([...whole.values()].flatMap((parts) => [...parts])));
  const isWhole = [...whole].every(([mark, parts]) => mark === parts);
  if (ranks.size === 0 && isWhole) return run;
  let ordered = "";
  let stretch: { readonly mark: string; readonly rank: number }[] = [];
  let isOrdered = true;
  const flush = (): void => {
    if (!isOrdered) stretch.sort((one, other) => one.rank - other.rank);
    for (const { mark } of stretch) ordered += mark;
    stretch = [];
    isOrdered = true;
  };
  for (const mark of isWhole ? run : Array.from(run, (one) => whole.get(one) ?? one).join("")) {
    const rank = ranks.get(mark);
    if (rank === undefined) {
      flush();
      ordered += mark;
    } else {
      isOrdered &&= rank >= (stretch.at(-1)?.rank ?? rank);
      stretch.push({ mark, rank });
    }
  }
  flush();
  return ordered;
}

/**
 * What a text that is no NFC has: a letter of another script than Latin and Lao, or a Lao mark before one that goes
 * before it. None of the letters left out here comes apart, and none of them together (UAX #15, DerivedNormalizationProps).
 */
const MAY_CHANGE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a range begins with them
  /[^\u0000-\u02FF\u0E80-\u0EFF\u200B-\u2027\u2030-\u203A]|[\u0EC8-\u0ECB][\u0EB8-\u0EBA]|[\u0EB8\u0EB9]\u0EBA/;

/** The text in NFC, as `normalize` makes it. */
export const composed = (text: string): string =>
  MAY_CHANGE.test(text) ? text.replace(LONG_RUN, inOrder).normalize("NFC") : text;
