/** Stories for laws of merging: one that both sides came from, and what each did to it, in every part of it. */
import fc from "fast-check";
import type { Article, Body } from "../../../shared/article/article.ts";
import { STAGES } from "../../../shared/article/stages.ts";
import type { MergeSide } from "../../../shared/merge/merge.ts";
import { randomOf } from "../../random.ts";
import { goodBody } from "../blocks/any-body.ts";
import { EDITS, edited, wordOf } from "./desk-edits.ts";
import { idOf, storyOf } from "./newsroom.ts";

export const sideOf = (article: Article, name: string): MergeSide => ({
  article,
  revision: `revision-${name}`,
  by: name,
  desk: `desk-${name}`,
  at: "2026-11-24T03:00:00Z",
});

const instant = fc.constantFrom("2026-11-24T09:00:00+07:00", "2026-11-24T01:00:00Z", "2026-11-25T01:00:00Z");
const words = fc.constantFrom("ວຽງຈັນ", "ປາກເຊ", "Vientiane", "Pakse", "");
const pair = fc.record({ lo: words, en: words });

/** What somebody did to the parts of a story that are no text. */
const recordChange: fc.Arbitrary<(article: Article) => Article> = fc.oneof(
  fc
    .record(
      {
        category: fc.constantFrom("politics", "economy", null),
        tags: fc.subarray(["mekong", "asean", "flood", "trade"], { minLength: 0 }),
        place: pair,
        slug: fc.constantFrom("mekong-rises", "river-rises", null),
        bylines: fc.uniqueArray(pair, { maxLength: 3, selector: ({ lo, en }) => `${lo} ${en}` }),
        embargoUntil: fc.option(instant),
        later: fc
          .anything({ maxDepth: 2, withNullPrototype: false })
          .map((value) => JSON.parse(JSON.stringify({ value }))),
      },
      { requiredKeys: [] },
    )
    .map((changed) => (article: Article) => ({ ...article, details: { ...article.details, ...changed } })),
  fc
    .tuple(
      fc.constantFrom("lo", "en"),
      fc.record(
        {
          stage: fc.constantFrom(...STAGES),
          publishedAt: fc.option(instant),
          out: fc.option(fc.record({ rev: fc.constantFrom("r1", "r2", "r3"), shown: fc.constant("s"), at: instant })),
          corrections: fc.array(fc.record({ at: instant, text: pair }), { maxLength: 2 }),
          withdrawn: fc.option(fc.record({ at: instant, reason: pair })),
          assigned: fc.option(
            fc.record(
              { person: fc.constantFrom("noy", "kham"), due: fc.option(instant), after: instant },
              { requiredKeys: ["person", "due"] },
            ),
          ),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([lang, changed]) => (article: Article) => ({
      ...article,
      release: { ...article.release, [lang]: { ...article.release[lang === "lo" ? "lo" : "en"], ...changed } },
    })),
  fc
    .dictionary(
      fc.constantFrom("row-0", "row-1", "headline"),
      fc.record({ lo: words, en: words, at: instant, by: words }),
    )
    .map((rows) => (article: Article) => ({ ...article, rows })),
  fc
    .uniqueArray(
      fc.record({ number: fc.nat(2), text: words, resolvedAt: fc.option(instant), at: instant, by: words }),
      { selector: ({ number }) => number },
    )
    .map((notes) => (article: Article) => ({
      ...article,
      notes: Object.fromEntries(notes.map(({ number, ...note }) => [idOf(900 + number), { row: "story", ...note }])),
    })),
  fc.option(instant).map((trashedAt) => (article: Article) => ({ ...article, trashedAt })),
  fc.tuple(fc.constantFrom("headline", "lead", "signOff"), words).map(([line, text]) => (article: Article) => ({
    ...article,
    versions: { ...article.versions, en: article.versions.en && { ...article.versions.en, [line]: text } },
  })),
  fc.constantFrom("lo", "en").map((lang) => (article: Article) => ({
    ...article,
    versions: { ...article.versions, [lang]: null },
  })),
);

let written = 0;
/** What somebody did to a body by hand, some edits of it. */
const bodyChange: fc.Arbitrary<(article: Article) => Article> = fc
  .tuple(
    fc.constantFrom<("lo" | "en")[]>("lo", "en"),
    fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.nat()), { maxLength: 6 }),
  )
  .map(([lang, edits]) => (article: Article) => {
    const version = article.versions[lang];
    if (!version) return article;
    let { body } = version;
    for (const [kind, seed] of edits) {
      const word = () => {
        written += 1;
        return wordOf(lang, written);
      };
      body = edited(body, lang, kind, { random: randomOf(seed), word });
    }
    return { ...article, versions: { ...article.versions, [lang]: { ...version, body } } };
  });

const withBody = (article: Article, body: Body): Article => ({
  ...article,
  versions: { ...article.versions, en: article.versions.en && { ...article.versions.en, body } },
});

/** A story with a body that holds everything the format has, in place of what it had. */
const strangeBody = goodBody.map((body) => (article: Article) => withBody(article, body));

const change = fc.oneof({ arbitrary: bodyChange, weight: 4 }, recordChange, strangeBody);

const after = (article: Article, changes: readonly ((article: Article) => Article)[]): Article =>
  changes.reduce((changed, one) => one(changed), article);

/** A base, and so many stories that each came from it. */
export const storiesFrom = (
  count: number,
): fc.Arbitrary<{ readonly base: Article; readonly stories: readonly Article[] }> =>
  fc
    .tuple(
      fc.nat(19),
      fc.array(change, { maxLength: 2 }),
      fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: count, maxLength: count }),
    )
    .map(([number, before, changes]) => {
      const base = after(storyOf(number), before);
      return { base, stories: changes.map((some) => after(base, some)) };
    });
