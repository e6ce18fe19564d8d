/** The list and its search from the index. What every page needs of every story is two numbers in memory. */

import type { Lang } from "../../../../shared/article/article.ts";
import type { Counts, ListRequest, Summary } from "../../../../shared/contract.ts";
import { hasWords, type Question, questionsOf } from "../index-query.ts";
import { type IndexFile, textOfBytes } from "../index-schema.ts";
import { foundByNames, type Named } from "../words/index-named.ts";
import {
  type Keep,
  type Near,
  nearAsTyped,
  nearIn,
  nearWithoutTones,
  type Typed,
  typedAsOne,
  typedMatch,
} from "../words/index-near.ts";
import { LISTED_CUT, namedCut, searchTerms } from "../words/index-terms.ts";
import { namedWords } from "../words/index-words.ts";
import { createKnownTexts, SEARCH_LIMITS } from "../words/known-texts.ts";
import { implies, type Match, type Phrase, writtenMatch } from "../words/match.ts";
import { type Finder, finderOf, foundIn } from "../words/snippet.ts";
import { collator } from "./collator.ts";
import { mineOf } from "./index-board.ts";
import { countsOfFlags, flagsFilter, type Others } from "./list-flags.ts";
import { utcOf } from "./utc.ts";

type Sort = NonNullable<ListRequest["sort"]>;

/** Rows in a sort's order. Stories that have no place among the headlines yet come last. */
const ORDERS: Readonly<Record<Exclude<Sort, "relevance" | "category">, string>> = {
  updated: "updated DESC, id DESC",
  created: "created DESC, id DESC",
  published: "published DESC, id DESC",
  headline: "place IS NULL, place, id DESC",
};

/** A page that ends within so many stories is the beginning of a list. */
const BEGINNING = 500;
/** Words that were typed without their tones may be other words, which fewer stories than this have together by chance. */
const BY_CHANCE = 20;
/** A list that has one story in so many, or more, has its beginning near. */
const ONE_IN = 4;

/** Tests of a story by the time now. */
const TIMED = { held: "goes_last > ?", due: "goes_first <= ?" } as const;

/** Where fewer than one story in so many is wanted, they are put in order themselves; else all are looked through. */
const LOOKED_AT = 10;

/** How many stories have the same flags and category. */
interface Group {
  readonly flags: number;
  readonly category: string;
  readonly stories: number;
}

interface Searched {
  /** In ascending order. */
  readonly rows: readonly number[];
  readonly question: Question;
  readonly near: Near | null;
  /** What the desk's names find beside; its rows are among the others. */
  readonly named: Named | null;
}

/** Without what the names find. */
type Listed = Omit<Searched, "named">;

/** No question found anything. */
const NOTHING: Match = { any: [] };

/** Whether a question asks what was asked already: that all of it stands in one piece. */
const isSame = (near: Match | null, { match, isBroad }: Question): boolean =>
  !isBroad && near !== null && writtenMatch(match) === writtenMatch({ all: [near] });

/** Whether what says one of these says what a question asks as well. */
const isWithin = (phrases: readonly Phrase[], { wanted, isBroad }: Question): boolean =>
  !isBroad && phrases.every((phrase) => wanted.every((any) => any.some((one) => implies(phrase, one))));

/** What is to be marked as said in one piece; what is looked for without tones marks what has them, too. */
const patternOf = ({ near, named }: Searched): RegExp | null => (near ?? named?.near)?.pattern ?? null;

export interface IndexLists {
  /** The `ListAnswer` as JSON: most of it is kept so, and passes to another thread the quicker. */
  list(request: ListRequest): string;
  /** Told after each change, so that what was remembered of the whole is read again. */
  forget(): void;
  /** What is typed is cut with these names of the desk from now on. */
  rename(names: readonly string[]): void;
}

/** Two lists of rows as one; all in ascending order, none twice. */
function joined(some: readonly number[], others: readonly number[]): number[] {
  const all: number[] = [];
  let at = 0;
  for (const row of some) {
    for (let other = others[at] ?? row; other < row; other = others[at] ?? row) {
      all.push(other);
      at += 1;
    }
    if (others[at] === row) at += 1;
    all.push(row);
  }
  return all.concat(others.slice(at));
}

const numbers = (json: unknown): number[] => JSON.parse(String(json ?? "[]")) as number[];

/** Whatever the limits, the answers are the same. */
export function createLists(index: IndexFile, names: readonly string[], limits = SEARCH_LIMITS): IndexLists {
  let words = namedWords(names);
  const texts = createKnownTexts(index, limits);
  const searched = { index, texts };
  /** By row: the flags, -1 where there is no story, and the number of its category. */
  let flags: Int32Array | null = null;
  let categories = new Int32Array(0);
  let categoryNumbers = new Map<string, number>();
  let tally: { readonly groups: readonly Group[]; readonly counts: Omit<Counts, Others> } | null = null;
  let version: unknown;
  /** By row: its place among all, the newest first. */
  let places: Int32Array | null = null;
  const orders = new Map<Sort, Int32Array>();

  const forget = () => {
    flags = null;
    tally = null;
    places = null;
    orders.clear();
    texts.forget();
  };

  /** Another process may have changed the index too. */
  const notice = () => {
    const now = index.statement("PRAGMA data_version").get()?.data_version;
    if (now !== version) forget();
    version = now;
  };

  const tallied = () => {
    if (tally) return tally;
    const groups = index
      .statement("SELECT flags, category, count(*) AS stories FROM stories GROUP BY flags, category")
      .all()
      .map((one) => ({ flags: Number(one.flags), category: String(one.category), stories: Number(one.stories) }));
    tally = {
      groups,
      counts: countsOfFlags(
        groups.map((group) => [group.flags, group.stories]),
        { held: 0, due: 0, mine: 0, mineDue: 0 },
      ),
    };
    return tally;
  };

  const load = (): Int32Array => {
    if (flags) return flags;
    const last = Number(index.statement("SELECT max(row) AS last FROM stories").get()?.last ?? 0);
    const loaded = new Int32Array(last + 1).fill(-1);
    categories = new Int32Array(last + 1);
    categoryNumbers = new Map();
    const read = index.statement("SELECT row, flags, category FROM stories");
    read.setReturnArrays(true);
    for (const [row, one, category] of read.iterate() as Iterable<unknown> as Iterable<[number, number, string]>) {
      loaded[row] = one;
      let number = categoryNumbers.get(category);
      if (number === undefined) {
        number = categoryNumbers.size;
        categoryNumbers.set(category, number);
      }
      categories[row] = number;
    }
    flags = loaded;
    return loaded;
  };

  const byCategory = (): number[] => {
    const keys = [...categoryNumbers.keys()].sort((a, b) => collator.compare(a || "\uffff", b || "\uffff"));
    const place = new Map(keys.map((key, at) => [categoryNumbers.get(key), at]));
    const shelves: number[][] = keys.map(() => []);
    for (const row of numbers(
      index.statement("SELECT json_group_array(row) AS rows FROM (SELECT row FROM stories ORDER BY id DESC)").get()
        ?.rows,
    ))
      shelves[place.get(categories[row] ?? 0) ?? 0]?.push(row);
    return shelves.flat();
  };

  const orderOf = (sort: Exclude<Sort, "relevance">): Int32Array => {
    const before = orders.get(sort);
    if (before) return before;
    const rows =
      sort === "category"
        ? byCategory()
        : numbers(
            index
              .statement(`SELECT json_group_array(row) AS rows FROM (SELECT row FROM stories ORDER BY ${ORDERS[sort]})`)
              .get()?.rows,
          );
    const order = Int32Array.from(rows);
    orders.set(sort, order);
    return order;
  };

  /** The rows that a search finds by the list's cut, in ascending order, and the question that found them. */
  const searchListed = (
    text: string,
    typed: Typed | null,
    terms: ReturnType<typeof searchTerms>,
    keep: Keep,
  ): Listed => {
    const match = typed && typedMatch(terms(0), typed, false);
    let near: Near | null = null;
    let isFirst = true;
    for (const question of questionsOf(terms, text)) {
      const rows = texts.rows(question.isBroad ? "heads" : "bodies", question.match).filter(keep);
      if (typed && match && isFirst) {
        // Those that say it in one piece are among the others, but where it was parted in more ways.
        const some = isSame(match, question)
          ? rows
          : texts.areFew(rows) && isWithin(match.any, question)
            ? texts.among(rows, match, "all")
            : texts.rows("bodies", match).filter(keep);
        near = nearIn(some, match, typed);
      }
      if (typed && isFirst) {
        if (rows.length === 0) near ??= nearAsTyped(searched, terms(0), typed, true, keep);
        if (rows.length < BY_CHANCE) near ??= nearWithoutTones(searched, () => terms(2), typed, keep);
      }
      isFirst = false;
      if (rows.length === 0) {
        if (near) break;
        continue;
      }
      return { rows: near ? joined(rows, near.rows) : rows, question, near };
    }
    return { rows: near?.rows ?? [], question: { match: NOTHING, wanted: [], isBroad: false }, near };
  };

  /** The same with what the desk's names find; null where nothing was asked. */
  const search = (text: string, keep: Keep): Searched | null => {
    if (!hasWords(text)) return null;
    texts.begin();
    const terms = searchTerms(index, LISTED_CUT, text);
    const typed = typedAsOne(text);
    const found = searchListed(text, typed, terms, keep);
    if (!words) return { ...found, named: null };
    const asked = { text, typed, listed: terms(0), named: searchTerms(index, namedCut(words), text), keep };
    const named = foundByNames(searched, asked, found, found.rows.length < BY_CHANCE);
    if (!named) return { ...found, named };
    const [first = [], ...others] = found.question.wanted;
    const question = { ...found.question, wanted: [[...first, ...named.wanted], ...others] };
    return { rows: joined(found.rows, named.rows), question, near: found.near, named };
  };

  /** The newest of some rows, so many, the newest first. */
  const newestOf = (some: readonly number[], many: number): number[] => {
    const newest = orderOf("created");
    if (some.length * LOOKED_AT < newest.length) {
      if (!places) {
        places = new Int32Array(flags?.length ?? 0);
        for (const [place, row] of newest.entries()) places[row] = place;
      }
      const placed = places;
      return [...some].sort((a, b) => (placed[a] ?? 0) - (placed[b] ?? 0)).slice(0, many);
    }
    const wanted = new Uint8Array((some.at(-1) ?? 0) + 1);
    for (const row of some) wanted[row] = 1;
    const found: number[] = [];
    for (const row of newest) {
      if (found.length >= many) break;
      if (wanted[row] === 1) found.push(row);
    }
    return found;
  };

  /** So many of what was found, the best first: headline above lead above body, and in each the newest. */
  const best = ({ rows, question, near, named }: Searched, many: number): number[] => {
    const ranked: number[] = [];
    if (rows.length === 0) return ranked;
    const left = new Uint8Array((rows.at(-1) ?? 0) + 1);
    for (const row of rows) left[row] = 1;
    const take = (some: readonly number[]) => {
      for (const row of newestOf(
        some.filter((one) => left[one] === 1),
        many - ranked.length,
      )) {
        left[row] = 0;
        ranked.push(row);
      }
    };
    const inHeads = (match: Match, part: "headline" | "heads") =>
      texts.areFew(rows)
        ? texts.among(rows, match, part)
        : texts.rows("heads", match, part === "headline" ? "headline : " : "");
    const isWhole = isSame(near?.match ?? null, question);
    const inOnePiece = joined(near?.rows ?? [], named?.near?.rows ?? []);
    const byName = named?.near?.match ?? null;
    const inTurn: readonly (readonly [Match | null, Match | null])[] = isWhole
      ? [[question.match, byName]]
      : [
          [near?.match ?? null, byName],
          [question.match === NOTHING ? null : question.match, null],
        ];
    for (const [turn, [match, also]] of inTurn.entries()) {
      take(joined(match ? inHeads(match, "headline") : [], also ? texts.rows("named", also, "headline : ") : []));
      if (ranked.length < many)
        take(joined(match ? inHeads(match, "heads") : [], also ? texts.rows("named", also, "{headline lead} : ") : []));
      if (turn === 0) take(inOnePiece);
    }
    take(rows);
    return ranked;
  };

  const stored = (rows: readonly number[]) =>
    index
      .statement(
        "SELECT row, CAST(summary AS BLOB) AS summary FROM json_each(?) AS wanted CROSS JOIN stories ON row = wanted.value",
      )
      .all(JSON.stringify(rows));

  /** As JSON, each. */
  const summariesOf = (rows: readonly number[]): string[] => stored(rows).map(({ summary }) => textOfBytes(summary));

  /** The same with what was found in each. */
  const foundOf = (rows: readonly number[], finder: Finder): string[] =>
    stored(rows).map(({ row, summary: bytes }) => {
      const summary = JSON.parse(textOfBytes(bytes)) as Summary;
      const textOf = (lang: Lang): string =>
        textOfBytes(
          index.statement(`SELECT CAST(${lang} AS BLOB) AS text FROM texts WHERE row = ?`).get(Number(row))?.text,
        );
      return JSON.stringify({ ...summary, found: foundIn(summary, textOf, finder) } satisfies Summary);
    });

  /** How many stories wait for a time that lies ahead, and for one that has come. */
  const timed = (): Pick<Counts, "held" | "due"> => {
    const now = new Date().toISOString();
    const count = (test: string) =>
      Number(index.statement(`SELECT count(*) AS stories FROM stories WHERE ${test}`).get(now)?.stories);
    return { held: count(TIMED.held), due: count(TIMED.due) };
  };

  const answerOf = (total: number, items: readonly string[], { me }: ListRequest): string =>
    `{"total":${total},"counts":${JSON.stringify({ ...tallied().counts, ...timed(), ...(me && mineOf(index, me.person, utcOf(me.due) ?? "")) })},"items":[${items.join(",")}]}`;

  /** The rows that a tag, a person, an assignment, days and a time ask for; null where none of them is asked for. */
  const narrowed = ({ tag, person, assigned, lang, from, to, needs }: ListRequest): ReadonlySet<number> | null => {
    const tests: string[] = [];
    const values: string[] = [];
    for (const [name, value] of [
      ["tags", tag],
      ["people", person],
    ] as const) {
      if (value === undefined) continue;
      // Most stories are passed over without reading their JSON.
      tests.push(`instr(summary, ?) > 0 AND EXISTS (SELECT 1 FROM json_each(summary, '$.${name}') WHERE value = ?)`);
      values.push(JSON.stringify(value), value);
    }
    if (assigned !== undefined) {
      tests.push(`row IN (SELECT row FROM work WHERE person = ?${lang === undefined ? "" : " AND lang = ?"})`);
      values.push(assigned, ...(lang === undefined ? [] : [lang]));
    }
    for (const [order, value] of [
      [">=", utcOf(from)],
      ["<=", utcOf(to)],
    ] as const) {
      if (value === undefined) continue;
      tests.push(`CASE published WHEN '' THEN updated ELSE published END ${order} ?`);
      values.push(value);
    }
    if (needs === "held" || needs === "due") {
      tests.push(TIMED[needs]);
      values.push(new Date().toISOString());
    }
    if (tests.length === 0) return null;
    const sql = `SELECT json_group_array(row) AS rows FROM stories WHERE ${tests.join(" AND ")}`;
    return new Set(numbers(index.statement(sql).get(...values)?.rows));
  };

  /**
   * The beginning of a list that most stories are in, without a look at every story: what the window
   * asks for first, and again whenever a story is saved. Null where it isn't such a list.
   */
  const beginning = (request: ListRequest): string | null => {
    const { category, offset = 0, limit = 100, text = "", sort = "updated" } = request;
    if (sort === "relevance" || sort === "category" || offset + limit > BEGINNING || hasWords(text)) return null;
    const wanted = flagsFilter(request);
    const keeps = (one: Pick<Group, "flags" | "category">): boolean =>
      wanted(one.flags) && (category === undefined || one.category === category);
    let [total, all] = [0, 0];
    const { groups } = tallied();
    for (const group of groups) {
      all += group.stories;
      if (keeps(group)) total += group.stories;
    }
    if (total * ONE_IN < all) return null;
    const rows: number[] = [];
    const read = index.statement(`SELECT row, flags, category FROM stories ORDER BY ${ORDERS[sort]}`);
    for (const { row, flags: one, category: shelf } of read.iterate()) {
      if (keeps({ flags: Number(one), category: String(shelf) })) rows.push(Number(row));
      if (rows.length === offset + limit) break;
    }
    return answerOf(total, summariesOf(rows.slice(offset)), request);
  };

  const listNow = (request: ListRequest): string => {
    notice();
    const some = narrowed(request);
    const begun = flags || some ? null : beginning(request);
    if (begun) return begun;
    const all = load();
    const { category, offset = 0, limit = 100, text = "" } = request;
    const wanted = flagsFilter(request);
    const number = category === undefined ? -1 : (categoryNumbers.get(category) ?? -2);
    const keep = (row: number): boolean => {
      const one = all[row] ?? -1;
      return one >= 0 && wanted(one) && (number === -1 || categories[row] === number) && (some?.has(row) ?? true);
    };
    const found = search(text, keep);
    const sort = request.sort ?? (found ? "relevance" : "updated");
    let rows: readonly number[] | Int32Array;
    if (!found) rows = orderOf(sort === "relevance" ? "updated" : sort).filter(keep);
    else if (sort === "relevance") rows = best(found, offset + limit);
    else {
      const among = new Uint8Array(all.length);
      for (const row of found.rows) among[row] = 1;
      rows = orderOf(sort).filter((row) => among[row] === 1);
    }
    const shown = Array.from(rows.slice(offset, offset + limit));
    return answerOf(
      found?.rows.length ?? rows.length,
      found ? foundOf(shown, finderOf(found.question, patternOf(found))) : summariesOf(shown),
      request,
    );
  };

  return {
    forget,
    rename(now) {
      words = namedWords(now);
    },
    list: (request) => listNow(request),
  };
}
