/** Two write one story at the same time, by the editor's own steps: a window at a desk where another window saves, too. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Caret } from "../../../../renderer/editor/session/states/merged.ts";
import { createStorySession } from "../../../../renderer/editor/session/story-session.ts";
import type { Article, Body, Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { blocksOf, idOfBlock, mapWords } from "../../../../shared/blocks/body.ts";
import { canonicalText } from "../../../../shared/text/lao.ts";
import { randomOf } from "../../../random.ts";
import { EDITS, type EditKind, edited, uniqueWords, wordOf } from "../../../shared/merge/desk-edits.ts";
import { problemOf, storyOf } from "../../../shared/merge/newsroom.ts";
import { createModelDesk } from "./model-desk.ts";

beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterAll(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));
const bodyOf = (article: Article, lang: Lang): Body => article.versions[lang]?.body ?? { type: "doc", content: [] };

/** Each of its steps throws where a law is broken. */
function openTogether(number: number, seed: number) {
  vi.clearAllTimers();
  const random = randomOf(seed);
  let words = 0;
  const word = (lang: Lang) => {
    words += 1;
    return wordOf(lang, words);
  };
  /** Written by either and deleted by neither. */
  const alive = new Set<string>();
  const model = createModelDesk(storyOf(number), () => undefined);
  const session = createStorySession(model.desk, model.opened(), false);
  const first = model.article();
  const bodies = { lo: bodyOf(first, "lo"), en: bodyOf(first, "en") };
  let caret: Caret | null = null;
  const blockAt = (body: Body, at: Caret | null) =>
    at && "block" in at ? blocksOf(body).find((one) => idOfBlock(one) === at.block) : undefined;
  for (const lang of LANGS)
    session.lend(lang, {
      read: () => bodies[lang],
      replace(body) {
        if (caret?.lang === lang && blockAt(bodies[lang], caret))
          expect(blockAt(body, caret), "the caret's block changed under it").toEqual(blockAt(bodies[lang], caret));
        bodies[lang] = body;
      },
      isBlank: () => blocksOf(bodies[lang]).length === 0,
      caret: () => (caret?.lang === lang && blockAt(bodies[lang], caret) ? caret : null),
    });
  const edit = (body: Body, lang: Lang, kind: EditKind): Body => {
    const before = new Set(uniqueWords(JSON.stringify(body)));
    const after = edited(body, lang, kind, { random, word });
    const now = new Set(uniqueWords(JSON.stringify(after)));
    for (const one of before) if (!now.has(one)) alive.delete(one);
    for (const one of now) if (!before.has(one)) alive.add(one);
    return after;
  };
  return {
    session,
    model,
    mine(lang: Lang, kind: EditKind) {
      bodies[lang] = edit(bodies[lang], lang, kind);
      session.bodyChanged(lang);
    },
    theirs(lang: Lang, kind: EditKind) {
      model.change((article) => {
        const version = article.versions[lang];
        const body = edit(bodyOf(article, lang), lang, kind);
        return version ? { ...article, versions: { ...article.versions, [lang]: { ...version, body } } } : article;
      });
    },
    caretTo(lang: Lang | null, at: number) {
      const blocks = lang ? blocksOf(bodies[lang]) : [];
      const block = blocks[at % Math.max(1, blocks.length)];
      caret = lang && block ? { lang, block: idOfBlock(block) } : null;
      session.caretMoved();
    },
    tell() {
      const event = model.news.shift();
      if (event) session.follow(event);
    },
    /** Written and nowhere. */
    lost() {
      const { versions, conflicts } = model.article();
      const there = new Set(uniqueWords(JSON.stringify([versions, conflicts, bodies, session.view.get().cards])));
      return [...alive].filter((one) => !there.has(one));
    },
    // The desk stores Lao in its canonical form, which the stories here aren't in from the beginning.
    stored: () => LANGS.map((lang) => mapWords(bodyOf(model.article(), lang), canonicalText)),
    shown: () => LANGS.map((lang) => mapWords(bodies[lang], canonicalText)),
  };
}
type Together = ReturnType<typeof openTogether>;

const lang = fc.constantFrom(...LANGS);
const kind = fc.constantFrom<EditKind>("write", "write", "write", ...EDITS);
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ who: fc.constant("mine"), lang, kind }) },
    { weight: 5, arbitrary: fc.record({ who: fc.constant("theirs"), lang, kind }) },
    { weight: 4, arbitrary: fc.record({ who: fc.constant("caret"), lang: fc.option(lang), at: fc.nat(20) }) },
    { weight: 5, arbitrary: fc.record({ who: fc.constant("tell") }) },
    { weight: 9, arbitrary: fc.record({ who: fc.constant("answer"), at: fc.nat(3) }) },
    { weight: 4, arbitrary: fc.record({ who: fc.constant("time"), ms: fc.constantFrom(100, 600, 6000) }) },
  ),
  { minLength: 5, maxLength: 60, size: "max" },
);

function take(at: Together, step: Record<string, unknown>): void {
  const { calls } = at.model;
  const given = step as { lang: Lang; kind: EditKind; at: number; ms: number };
  if (step.who === "mine") at.mine(given.lang, given.kind);
  else if (step.who === "theirs") at.theirs(given.lang, given.kind);
  else if (step.who === "caret") at.caretTo(given.lang, given.at);
  else if (step.who === "tell") at.tell();
  else if (step.who === "answer") calls[given.at % calls.length]?.answer(null);
  else vi.advanceTimersByTime(given.ms);
}

test("whatever two do to a story's blocks at once, no word is lost, the caret's block waits, and both end with one text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.nat(), steps, async (number, seed, all) => {
      const at = openTogether(number, seed);
      for (const one of all) {
        take(at, one);
        await turn();
        expect(at.lost()).toEqual([]);
      }
      at.caretTo(null, 0);
      for (let round = 0; round < 200; round += 1) {
        while (at.model.news.length > 0) at.tell();
        at.model.calls[0]?.answer(null);
        await turn();
        if (at.model.calls.length > 0 || at.model.news.length > 0) continue;
        if (vi.getTimerCount() > 0) vi.advanceTimersByTime(60_000);
        else break;
      }
      expect(at.lost()).toEqual([]);
      expect(at.session.status.get().kind).toBe("saved");
      expect(at.shown()).toEqual(at.stored());
      expect(problemOf(at.model.article())).toBeNull();
    }),
    { numRuns: 150 },
  );
});
