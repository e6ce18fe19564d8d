/**
 * Looks through an open story on both sides for what the find bar asks, as long as the bar is open:
 * keeps the list of hits a moment behind the typing, goes from one to the next, and replaces.
 */
import { TextSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { findQuery } from "../../../shared/text/find.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { deskWords } from "../../../shared/text/names/desk-words.ts";
import type { Segmenter } from "../../../shared/text/words.ts";
import { settingsState } from "../../base/desk-state.ts";
import { layout } from "../../base/layout-state.ts";
import { SIDE } from "../columns/drawing/column-tracks.ts";
import { TEXT_FIELDS } from "../fields/text-fields.ts";
import type { OpenStory } from "../session/story.ts";
import {
  changeFindBar,
  type Found,
  findBar,
  found,
  NOTHING_FOUND,
  type Spot,
  type StoryHit,
  WHERE,
} from "./find-state.ts";
import { currentIn, hitsBelow, markCurrent, markSearch, type Search, searchFor } from "./hit-marks.ts";
import { type Replaced, replaceHits } from "./replacing.ts";
import { showHit } from "./show-hit.ts";

export interface Finder {
  /** Begins to look; the answer ends it and takes every mark away. */
  start(): () => void;
  /** Goes to the next hit, or the one before, round the ends. */
  step(by: 1 | -1): void;
  /** Replaces the current hit and goes to the next; with none current it only goes there. */
  replaceCurrent(): Replaced | null;
  replaceAll(): Replaced;
  /** Puts the caret at the current hit, or where it was. */
  focusHit(): void;
}

const PAUSE_MS = 150;
const FIELD_ORDER = { headline: -2, lead: -1 } as const;

const compare = (a: { order: number } & Spot, b: { order: number } & Spot): number =>
  a.order - b.order || LANGS.indexOf(a.lang) - LANGS.indexOf(b.lang) || a.from - b.from;

const isAt = (hit: Spot, spot: Spot | null | undefined): boolean =>
  hit.lang === spot?.lang && hit.where === spot.where && hit.from === spot.from;

export function createFinder(story: OpenStory): Finder {
  const { editors, fields, pairing } = story;
  let search: Search | null = null;
  const editorAt = ({ lang, where }: Pick<Spot, "lang" | "where">): Editor =>
    where === "body" ? editors[lang] : fields[lang][where];
  const everywhere = LANGS.flatMap((lang) =>
    WHERE.map((where) => ({ lang, where, editor: editorAt({ lang, where }) })),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The track that a place of a body stands in. */
  const orderOf = (lang: Lang, position: number): number => {
    const { doc } = editors[lang].state;
    const block = doc.maybeChild(doc.resolve(Math.min(position, doc.content.size)).index(0));
    return pairing.tracks.get()[SIDE[lang]].get(String(block?.attrs.id))?.start ?? Number.MAX_SAFE_INTEGER;
  };

  const collect = (): StoryHit[] => {
    const hits: StoryHit[] = [];
    if (!search) return hits;
    for (const lang of LANGS) {
      for (const where of TEXT_FIELDS)
        for (const hit of hitsBelow(fields[lang][where].state.doc, -1, search))
          hits.push({ ...hit, lang, where, order: FIELD_ORDER[where] });
      const places = pairing.tracks.get()[SIDE[lang]];
      let order = 0;
      const looking = search;
      editors[lang].state.doc.forEach((block, position) => {
        order = places.get(String(block.attrs.id))?.start ?? order;
        for (const hit of hitsBelow(block, position, looking)) hits.push({ ...hit, lang, where: "body", order });
      });
    }
    return hits.sort(compare);
  };

  /** The current hit where it stands by now. */
  const currentSpot = (): Spot | null => {
    const { hits, current } = found.get();
    const hit = hits[current];
    const now = hit && currentIn(editorAt(hit));
    return now ? { lang: hit.lang, where: hit.where, from: now.from } : null;
  };

  const show = (next: Found) => {
    const hit = next.hits[next.current];
    for (const { lang, where, editor } of everywhere)
      markCurrent(editor, hit?.where === where && hit.lang === lang ? hit : null);
    found.set(next);
  };

  const listed = (): Omit<Found, "current"> => {
    const all = collect();
    const { hidden } = layout.get();
    const counts = { lo: 0, en: 0 };
    for (const { lang } of all) counts[lang] += 1;
    return { hits: all.filter((hit) => hit.lang !== hidden), counts, hidden };
  };

  /** Lists again; the current hit stays the one that it is. */
  const refresh = () => {
    clearTimeout(timer);
    timer = undefined;
    const spot = currentSpot();
    const list = listed();
    show({ ...list, current: list.hits.findIndex((hit) => isAt(hit, spot)) });
  };
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  };
  const fresh = () => {
    if (timer !== undefined) refresh();
  };

  /** Index of the first hit at or behind a place; 0 where all stand before it, -1 without any. */
  const firstFrom = (hits: readonly StoryHit[], spot: Spot | null): number => {
    if (!spot) return hits.length > 0 ? 0 : -1;
    const order = spot.where === "body" ? orderOf(spot.lang, spot.from) : FIELD_ORDER[spot.where];
    const index = hits.findIndex((hit) => compare(hit, { ...spot, order }) >= 0);
    return index === -1 && hits.length > 0 ? 0 : index;
  };

  const goTo = (list: Omit<Found, "current">, index: number, moveOrigin: boolean) => {
    show({ ...list, current: index });
    const hit = list.hits[index];
    if (!hit) return;
    if (moveOrigin) changeFindBar({ origin: { lang: hit.lang, where: hit.where, from: hit.from } });
    showHit(editorAt(hit).view, hit);
  };

  let asked = "";
  let askedWith: Segmenter | null = null;
  const ask = () => {
    const { words, matchCase, wholeWord, origin } = findBar.get();
    const asking = JSON.stringify([words, matchCase, wholeWord]);
    const segmenter = deskWords(settingsState.get().settings);
    if (asking === asked && segmenter === askedWith) return;
    asked = asking;
    askedWith = segmenter;
    const query = findQuery(words, { matchCase, wholeWord }, segmenter);
    search = query && searchFor(query);
    for (const { editor } of everywhere) markSearch(editor, search);
    const list = listed();
    goTo(list, firstFrom(list.hits, origin), false);
  };

  const step = (by: 1 | -1) => {
    fresh();
    const { current, ...list } = found.get();
    const count = list.hits.length;
    if (count === 0) return;
    const next = firstFrom(list.hits, findBar.get().origin);
    if (current === -1) goTo(list, by === 1 ? next : (next - 1 + count) % count, true);
    else goTo(list, (current + by + count) % count, true);
  };

  return {
    step,
    start() {
      const changed = ({ transaction }: { transaction: { docChanged: boolean } }) => {
        if (transaction.docChanged) touch();
      };
      for (const { editor } of everywhere) editor.on("transaction", changed);
      const leave = [
        findBar.subscribe(ask),
        settingsState.subscribe(ask),
        layout.subscribe(refresh),
        pairing.tracks.subscribe(touch),
      ];
      asked = "";
      ask();
      return () => {
        clearTimeout(timer);
        timer = undefined;
        for (const stop of leave) stop();
        for (const { editor } of everywhere) {
          editor.off("transaction", changed);
          markSearch(editor, null);
        }
        found.set(NOTHING_FOUND);
      };
    },
    replaceCurrent() {
      fresh();
      const hit = found.get().hits[found.get().current];
      if (!hit) {
        step(1);
        return null;
      }
      const replacement = canonicalText(findBar.get().replacement);
      const replaced = replaceHits(story, [hit], replacement);
      const list = listed();
      // Goes on behind what was put in, which may itself hold the words.
      const behind = replaced.locked[hit.lang] > 0 ? hit.to : hit.from + replacement.length;
      goTo(list, firstFrom(list.hits, { ...hit, from: behind }), true);
      return replaced;
    },
    replaceAll() {
      fresh();
      const replaced = replaceHits(story, found.get().hits, canonicalText(findBar.get().replacement));
      refresh();
      return replaced;
    },
    focusHit() {
      fresh();
      const hit = found.get().hits[found.get().current];
      const spot = hit ?? findBar.get().origin ?? { lang: story.focused.get(), where: "body" };
      const editor = editorAt(spot);
      if (hit)
        editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, hit.from, hit.to)));
      editor.view.focus();
    },
  };
}
