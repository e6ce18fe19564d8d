/**
 * Looks through an open story on both sides for what the find bar asks, as long as the bar is open:
 * keeps the list of hits a moment behind the typing, goes from one to the next, and replaces.
 */
import { TextSelection } from "@tiptap/pm/state";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { findIn, findQuery, foldForFinding, type Query } from "../../../shared/text/find.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { layout } from "../../base/layout-state.ts";
import { SIDE } from "../columns/column-tracks.ts";
import { fieldOnPage } from "../fields/text-fields.ts";
import type { OpenStory } from "../session/story.ts";
import { changeFindBar, type Found, findBar, found, NOTHING_FOUND, type Spot, type StoryHit } from "./find-state.ts";
import { currentIn, hitsBelow, markCurrent, markSearch, type Search, searchFor } from "./hit-marks.ts";
import { type Replaced, replaceHits } from "./replacing.ts";
import { showBodyHit, showField } from "./show-hit.ts";

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
  const { session, editors, pairing } = story;
  let query: Query | null = null;
  let search: Search | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The track that a place of a body stands in. */
  const orderOf = (lang: Lang, position: number): number => {
    const { doc } = editors[lang].state;
    const block = doc.maybeChild(doc.resolve(Math.min(position, doc.content.size)).index(0));
    return pairing.tracks.get()[SIDE[lang]].get(String(block?.attrs.id))?.start ?? Number.MAX_SAFE_INTEGER;
  };

  const collect = (): StoryHit[] => {
    const hits: StoryHit[] = [];
    if (!query || !search) return hits;
    for (const lang of LANGS) {
      for (const where of ["headline", "lead"] as const) {
        const text = foldForFinding(session.view.get().fields[lang][where], query.folding);
        for (const hit of findIn(text, query)) hits.push({ ...hit, lang, where, order: FIELD_ORDER[where] });
      }
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
    if (hit?.where !== "body") return hit ?? null;
    const now = currentIn(editors[hit.lang]);
    return now && { lang: hit.lang, where: "body", from: now.from };
  };

  const show = (next: Found) => {
    const hit = next.hits[next.current];
    for (const lang of LANGS) markCurrent(editors[lang], hit?.where === "body" && hit.lang === lang ? hit : null);
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
    if (hit.where === "body") showBodyHit(editors[hit.lang].view, hit);
    else showField(fieldOnPage({ lang: hit.lang, field: hit.where }));
  };

  let asked = "";
  const ask = () => {
    const { words, matchCase, wholeWord, origin } = findBar.get();
    const asking = JSON.stringify([words, matchCase, wholeWord]);
    if (asking === asked) return;
    asked = asking;
    query = findQuery(words, { matchCase, wholeWord });
    search = query && searchFor(query);
    for (const lang of LANGS) markSearch(editors[lang], search);
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
      for (const lang of LANGS) editors[lang].on("transaction", changed);
      const leave = [
        findBar.subscribe(ask),
        session.view.subscribe(touch),
        layout.subscribe(refresh),
        pairing.tracks.subscribe(touch),
      ];
      asked = "";
      ask();
      return () => {
        clearTimeout(timer);
        timer = undefined;
        for (const stop of leave) stop();
        for (const lang of LANGS) {
          editors[lang].off("transaction", changed);
          markSearch(editors[lang], null);
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
      if (!hit) {
        const { origin } = findBar.get();
        if (origin && origin.where !== "body")
          fieldOnPage({ lang: origin.lang, field: origin.where })?.focus({ preventScroll: true });
        else editors[origin?.lang ?? story.focused.get()].commands.focus(null, { scrollIntoView: false });
        return;
      }
      if (hit.where !== "body") {
        const field = fieldOnPage({ lang: hit.lang, field: hit.where });
        field?.focus({ preventScroll: true });
        field?.setSelectionRange(hit.from, hit.to);
        return;
      }
      const editor = editors[hit.lang];
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, hit.from, hit.to)));
      editor.commands.focus(null, { scrollIntoView: false });
    },
  };
}
