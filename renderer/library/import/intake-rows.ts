/** What comes in, as a table before anything is written: pure functions over its rows. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { ImportAnswer, IncomingStory, Request } from "../../../shared/contract.ts";
import { countDoubts, furtherWarnings, unsureFields } from "../../../shared/intake/doubts.ts";
import { subjectOf } from "../../../shared/intake/draft-text.ts";
import { pairsOf } from "../../../shared/intake/pairs.ts";

export type RefusedError = ImportAnswer["refused"][number]["error"];

/** Another row, by its id, or a story of the library. */
export type Partner = { readonly row: string } | { readonly article: string };

export interface IntakeRow {
  readonly id: string;
  readonly file: File;
  /** "waiting" to be read; "out": it was not read, as somebody cancelled. */
  readonly state: "waiting" | "reading" | "read" | "refused" | "taking" | "taken" | "out";
  /** Why it was refused. */
  readonly error: RefusedError | null;
  readonly token: string;
  /** Its place among the file's stories. */
  readonly place: number;
  readonly story: IncomingStory | null;
  readonly headline: string;
  readonly lang: Lang;
  readonly publishedAt: string | null;
  /** It is to be imported. */
  readonly chosen: boolean;
  readonly whole: boolean;
  /** Text in the old font is converted, and spaces inside Lao words are left out. */
  readonly oldFont: boolean;
  readonly partner: Partner | null;
  /** A partner that isn't sure enough to be taken unasked. */
  readonly maybe: Partner | null;
  /** The story that it became. */
  readonly article: string | null;
}

export const waitingRow = (id: string, file: File): IntakeRow => ({
  ...{ id, file, state: "waiting", error: null, token: "", place: 0, story: null, headline: "", lang: "lo" },
  ...{ publishedAt: null, chosen: true, whole: false, oldFont: false, partner: null, maybe: null, article: null },
});

/** A file's row as the rows of its stories; those that a file itself pairs stay together. */
export function readRows(row: IntakeRow, token: string, stories: readonly IncomingStory[]): IntakeRow[] {
  const idOf = (place: number) => (place === 0 ? row.id : `${row.id}.${place}`);
  return stories.map((story, place): IntakeRow => {
    const { pair } = story;
    const partner = pair && (typeof pair.with === "number" ? { row: idOf(pair.with) } : { article: pair.with });
    return {
      ...row,
      id: idOf(place),
      state: "read",
      ...{ token, place, story, headline: story.draft.headline, lang: story.lang },
      publishedAt: story.draft.publishedAt,
      partner: pair?.sure ? partner : null,
      maybe: pair?.sure ? null : partner,
    };
  });
}

/** Rows by their ids. */
export const rowsById = (rows: readonly IntakeRow[]): ReadonlyMap<string, IntakeRow> =>
  new Map(rows.map((row) => [row.id, row]));

/** Files of one story in two languages are found among all that were read and stand alone in their files. */
export function withPairs(rows: readonly IntakeRow[]): IntakeRow[] {
  const free = rows.filter(({ story, partner }) => story !== null && !(partner && "row" in partner));
  const pairs = pairsOf(free.flatMap(({ file, story }) => (story ? [subjectOf(file.name, story)] : [])));
  const found = new Map<string, { readonly partner: Partner; readonly sure: boolean }>();
  for (const { lo, en, sure } of pairs) {
    const [mine, theirs] = [free[lo], free[en]];
    if (!mine || !theirs) continue;
    found.set(mine.id, { partner: { row: theirs.id }, sure });
    found.set(theirs.id, { partner: { row: mine.id }, sure });
  }
  return rows.map((row) => {
    const pair = found.get(row.id);
    if (!pair) return row;
    return pair.sure ? { ...row, partner: pair.partner, maybe: null } : { ...row, maybe: row.maybe ?? pair.partner };
  });
}

/** The row with another partner, and whoever had either of the two before without one. */
export function paired(rows: readonly IntakeRow[], id: string, partner: Partner | null): IntakeRow[] {
  const other = partner && "row" in partner ? partner.row : null;
  return rows.map((row) => {
    if (row.id === id) return { ...row, partner };
    if (row.id === other) return { ...row, partner: { row: id } };
    const had = row.partner && "row" in row.partner ? row.partner.row : null;
    const parted =
      had === id ||
      (other !== null && had === other) ||
      (partner &&
        "article" in partner &&
        row.partner &&
        "article" in row.partner &&
        row.partner.article === partner.article);
    return parted ? { ...row, partner: null } : row;
  });
}

/** The row in another language; a partner of the same language is none. */
export function inLang(rows: readonly IntakeRow[], id: string, lang: Lang): IntakeRow[] {
  const changed = rows.map((row) => (row.id === id ? { ...row, lang } : row));
  const partner = changed.find((row) => row.id === id)?.partner;
  const other = partner && "row" in partner ? rowsById(changed).get(partner.row) : undefined;
  const isOff = partner && ("article" in partner || other?.lang === lang);
  return isOff ? paired(changed, id, null) : changed;
}

/** Those that may be the same story as a row: of the other language. */
export const partnersFor = (rows: readonly IntakeRow[], row: IntakeRow): readonly IntakeRow[] =>
  rows.filter(({ id, lang, story, state }) => id !== row.id && lang !== row.lang && story !== null && state === "read");

/** What is worth a look: fields that were a guess, warnings, lines left out, a possible partner. */
export function doubtsOf({ story, maybe, partner, whole }: IntakeRow) {
  const fields = story ? unsureFields(story) : [];
  const warnings = story ? furtherWarnings(story) : [];
  const dropped = story?.dropped ?? [];
  const offered = maybe !== null && partner === null;
  // Who took the whole page may want its main text back.
  const isPart = story?.isPart === true || whole;
  return {
    ...{ fields, warnings, dropped, offered, isPart },
    isTold: fields.length + warnings.length > 0,
    count: (story ? countDoubts(story) : 0) + (dropped.length > 0 ? 1 : 0) + (offered ? 1 : 0) + (isPart ? 1 : 0),
  };
}

/** What is taken together, in the table's order: the rows, and the story of the library that they belong to. */
export interface Taking {
  readonly rows: readonly IntakeRow[];
  readonly article: string | null;
}

export function takingsOf(rows: readonly IntakeRow[]): Taking[] {
  const wanted = rows.filter(({ state, chosen }) => state === "read" && chosen);
  const byId = rowsById(wanted);
  const done = new Set<string>();
  return wanted.flatMap((row): Taking[] => {
    if (done.has(row.id)) return [];
    const { partner } = row;
    const other = partner && "row" in partner ? byId.get(partner.row) : undefined;
    done.add(row.id);
    if (other) done.add(other.id);
    const article = partner && "article" in partner ? partner.article : null;
    return [{ rows: other ? [row, other] : [row], article }];
  });
}

const corrected = (row: IntakeRow) => {
  const { token, place, story, headline, lang, publishedAt, whole } = row;
  return {
    ...{ token, story: place },
    ...(headline === story?.draft.headline ? {} : { headline }),
    ...(lang === story?.lang ? {} : { lang }),
    ...(publishedAt === story?.draft.publishedAt ? {} : { publishedAt }),
    ...(whole ? { whole } : {}),
  };
};

export function takeRequest({ rows: [first, second], article }: Taking): Request<"import.take"> {
  if (!first) throw new Error("Nothing is taken.");
  const pair = second ? corrected(second) : (article ?? undefined);
  return { ...corrected(first), ...(pair === undefined ? {} : { pair }) };
}

export const isLang = (value: string): value is Lang => LANGS.some((lang) => lang === value);
