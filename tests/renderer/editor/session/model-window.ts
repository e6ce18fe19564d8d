/**
 * A window with a story open in it, at a model desk, where one types, others write and somebody leaves;
 * it knows each word that was written, and finds the one that is lost.
 */
import { expect, vi } from "vitest";
import { createStorySession } from "../../../../renderer/editor/session/story-session.ts";
import { Article, emptyDetails, emptyVersion, type Lang, type Version } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { createModelDesk, TAKEN, UNSAVABLE } from "./model-desk.ts";

export const PLACES = ["lo.lead", "en.lead", "lo.body", "en.body", "details", "note"] as const;
type Place = (typeof PLACES)[number];

const bodyOf = (text: string): Version["body"] => ({
  type: "doc",
  content: [
    { type: "paragraph", attrs: { id: "a", row: "a" }, ...(text ? { content: [{ type: "text", text }] } : {}) },
  ],
});
const textOf = (body: Version["body"] | undefined): string =>
  (body?.content ?? []).flatMap((block) => (block.content ?? []).map(({ text }) => text ?? "")).join("");

/** Every text of the story begins with a word that anybody writes over; what is written besides comes behind it. */
const overwritten = (text: string, word: string): string => `${word} ${text.slice(text.indexOf(" ") + 1)}`;
const firstWord = (text: string): string => text.slice(0, Math.max(0, text.indexOf(" ")));

const version = (lang: Lang, headline: string): Version => ({
  ...emptyVersion(lang, "2026-11-28T02:00:00Z"),
  headline,
  lead: "100 ",
  body: bodyOf("100 "),
});
/** The story as it begins; the English is written beside it, or not begun. */
const storyOf = (begun: boolean): Article =>
  Article.parse({
    format: 1,
    id: "01M7MAQDPGSZ3NA00QHSJAYN3C",
    createdAt: "2026-11-28T02:00:00Z",
    updatedAt: "2026-11-28T02:00:00Z",
    trashedAt: null,
    details: emptyDetails("lo"),
    release: { lo: { stage: "draft", publishedAt: null }, en: { stage: "draft", publishedAt: null } },
    versions: {
      lo: { ...version("lo", "ນ້ຳຂອງຂຶ້ນ"), updatedAt: "2026-11-28T02:00:00Z" },
      en: begun ? { ...version("en", "Mekong rises"), updatedAt: "2026-11-28T02:00:00Z" } : null,
    },
    rows: {},
    notes: {},
    conflicts: [],
  });

const noteId = (n: number) => `01JH${String(n).padStart(22, "0")}`;
const note = (text: string) => ({ row: "lead", by: "ນາງ ຄຳຫລ້າ", at: "2026-11-28T03:00:00Z", text, resolvedAt: null });

const langOf = (place: Place): Lang => (place.startsWith("lo") ? "lo" : "en");

function placeText({ versions, details }: Article, place: Place): string {
  if (place === "details") return details.place.en;
  const known = versions[langOf(place)];
  return place.endsWith("lead") ? (known?.lead ?? "") : textOf(known?.body);
}

/** Another program's change of what stands there. */
function written(article: Article, place: Place, change: (text: string) => string, n: number): Article {
  if (place === "note") return { ...article, notes: { ...article.notes, [noteId(n)]: note(change("")) } };
  const text = change(placeText(article, place));
  if (place === "details") {
    const { details } = article;
    return { ...article, details: { ...details, place: { ...details.place, en: text } } };
  }
  const lang = langOf(place);
  const before = article.versions[lang] ?? version(lang, "");
  const after = place.endsWith("lead") ? { ...before, lead: text } : { ...before, body: bodyOf(text) };
  return { ...article, versions: { ...article.versions, [lang]: after } };
}

interface Word {
  readonly word: string;
  readonly place: Place;
  readonly mine: boolean;
}

/** Each of its steps, and `check` after it, throws where a law is broken. */
export function openWindow({ begun, libraryReadOnly = false }: { begun: boolean; libraryReadOnly?: boolean }) {
  vi.clearAllTimers();
  const words: Word[] = [];
  /** Somebody decided against it: wrote over it, or settled its card. */
  const giveUp = (text: string) => {
    for (const { word } of [...words].filter((one) => text.includes(one.word)))
      words.splice(
        words.findIndex((one) => one.word === word),
        1,
      );
  };
  let made = 0;
  const newWord = (start: string) => {
    made += 1;
    return `${start}${made}.`;
  };
  const model = createModelDesk(storyOf(begun), (before, save) => {
    // What another has written goes from the text only onto a card.
    const cards = JSON.stringify([before.conflicts, save.cards]);
    for (const { word, place, mine } of words) {
      const part = place === "details" ? "details" : langOf(place);
      if (mine || place === "note" || save[part] === undefined || cards.includes(word)) continue;
      const stood = JSON.stringify(part === "details" ? before.details : before.versions[part]).includes(word);
      if (stood && !JSON.stringify(save[part]).includes(word)) throw new Error(`${word} is overwritten unseen`);
    }
  });
  const session = createStorySession(model.desk, model.opened(), libraryReadOnly);
  const bodies = { lo: "100 ", en: begun ? "100 " : "" };
  let caret: Lang | null = null;
  let left: "no" | "saved" | "given-up" = "no";
  let [asked, told] = [0, 0];
  for (const lang of LANGS)
    session.lend(lang, {
      read: () => bodyOf(bodies[lang]),
      replace: (body) => {
        bodies[lang] = textOf(body);
      },
      isBlank: () => bodies[lang] === "",
      caret: () => (caret === lang ? { lang, block: "a" } : null),
    });

  const shown = () => {
    const { fields, details, notes } = session.view.get();
    return JSON.stringify([fields.lo.lead, fields.en.lead, bodies, details.place, notes]);
  };
  /** What the desk has, whoever wrote it, as `shown` has it. */
  const stored = () => {
    const { versions, details, notes } = model.article();
    const there = { lo: textOf(versions.lo?.body), en: textOf(versions.en?.body) };
    return JSON.stringify([versions.lo?.lead ?? "", versions.en?.lead ?? "", there, details.place, notes]);
  };
  const ended = (promise: Promise<boolean>) => {
    asked += 1;
    void promise.then(() => {
      told += 1;
    });
  };
  return {
    session,
    model,
    words,
    /** Whoever asked for a save or took a side has an answer. */
    allTold: () => asked === told,
    type(place: Place, over = false) {
      if (left !== "no") return;
      const word = newWord("ນ້ຳ");
      const change = (text: string) => {
        if (!over) return text + word;
        if (!libraryReadOnly) giveUp(`${firstWord(text)} `);
        return overwritten(text, word);
      };
      const view = session.view.get();
      const lang = langOf(place);
      if (place === "note") session.editNote(noteId(0), note((view.notes[noteId(0)]?.text ?? "") + word));
      else if (place === "details")
        session.editDetails({ place: { ...view.details.place, en: view.details.place.en + word } });
      else if (place.endsWith("lead")) session.editField(lang, "lead", change(view.fields[lang].lead));
      else if (!libraryReadOnly) {
        bodies[lang] = change(bodies[lang]);
        session.bodyChanged(lang);
      } else session.bodyChanged(lang);
      words.push({ word, place, mine: !libraryReadOnly });
    },
    others(place: Place, over = false) {
      const word = newWord("flood");
      model.change((article) =>
        written(
          article,
          place,
          (text) => {
            if (!over || place === "note" || place === "details") return text + word;
            giveUp(`${firstWord(text)} `);
            return overwritten(text, word);
          },
          made,
        ),
      );
      words.push({ word, place, mine: false });
    },
    /** What stands there is right: the other words of a card go to history. */
    settle(which: number) {
      const { cards } = session.view.get();
      const card = cards[which % Math.max(1, cards.length)];
      if (!card || left !== "no" || libraryReadOnly) return;
      giveUp(JSON.stringify(card));
      session.editCards({ [card.id]: null });
    },
    spoil(how: "sign-off" | "address" | "embargo" | "mend") {
      if (left !== "no") return;
      const { details } = session.view.get();
      if (how === "sign-off") session.editField("lo", "signOff", UNSAVABLE);
      else if (how === "address") session.editDetails({ slug: TAKEN });
      else if (how === "embargo") session.editDetails({ embargoUntil: "2031-01-05T08:00:00+07:00" });
      else {
        session.editField("lo", "signOff", "ຂປລ");
        if (details.slug === TAKEN) session.editDetails({ slug: null });
      }
    },
    save: () => ended(session.flush()),
    caretTo(lang: Lang | null) {
      caret = lang;
      session.caretMoved();
    },
    /** As the window does it: what can't be saved is asked about, and may be given up. */
    leave(gives: boolean) {
      if (left !== "no") return;
      ended(
        session.flush().then((saved) => {
          if (left !== "no") return saved;
          if (saved || !session.hasUnsaved()) left = "saved";
          else if (gives) left = "given-up";
          if (left !== "no") session.close();
          if (left === "saved") for (const { word, mine } of words) if (mine) expect(model.isKept(word)).toBe(true);
          return saved;
        }),
      );
    },
    tell() {
      const event = model.news.shift();
      if (event) session.follow(event);
    },
    /** Lost is a word that the desk doesn't have, and the window hasn't either, or doesn't say is unsaved. */
    check() {
      const cards = JSON.stringify(session.view.get().cards);
      const here = shown() + cards;
      const text = JSON.stringify(session.text()) + cards;
      for (const { word, mine, place } of words) {
        if (model.isKept(word)) continue;
        if (!mine) throw new Error(`${word} of another is nowhere any more`);
        if (left === "given-up") continue;
        if (!here.includes(word)) throw new Error(`${word} is lost`);
        if (place !== "note" && !text.includes(word)) throw new Error(`${word} is left out of the text`);
        if (left === "saved" || !session.hasUnsaved()) throw new Error(`${word} is said to be saved`);
        if (session.status.get().kind === "saved") throw new Error(`${word} is shown as saved`);
      }
    },
    isLeft: () => left !== "no",
    shown,
    stored,
  };
}
export type ModelWindow = ReturnType<typeof openWindow>;
