/**
 * A window with a story open in it, at a model desk, where one types, others write and somebody leaves;
 * it knows each word that was written, and finds the one that is lost.
 */
import { expect, vi } from "vitest";
import { createStorySession } from "../../../../renderer/editor/session/story-session.ts";
import { Article, emptyDetails, emptyVersion, type Lang, type Version } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Opened } from "../../../../shared/contract.ts";
import type { DeskError } from "../../../../shared/errors.ts";
import { chooseRows, differencesOf, SIDES } from "../../../../shared/merge/choose-rows.ts";
import { createModelDesk, TAKEN, UNSAVABLE } from "./model-desk.ts";

export const PLACES = ["lo.lead", "en.lead", "lo.body", "en.body", "details", "note"] as const;
type Place = (typeof PLACES)[number];

const bodyOf = (text: string): Version["body"] => ({
  type: "doc",
  content: [
    { type: "paragraph", attrs: { id: "a", row: "a" }, ...(text ? { content: [{ type: "text", text }] } : {}) },
  ],
});
const textOf = (body: Version["body"] | undefined): string => body?.content?.[0]?.content?.[0]?.text ?? "";

const version = (lang: Lang, headline: string): Version => ({
  ...emptyVersion(lang, "2026-11-28T02:00:00Z"),
  headline,
  body: bodyOf(""),
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

/** Another program's change: a word at the end of what stands there. */
function written(article: Article, place: Place, word: string, n: number): Article {
  if (place === "note") return { ...article, notes: { ...article.notes, [noteId(n)]: note(word) } };
  if (place === "details") {
    const { details } = article;
    return { ...article, details: { ...details, place: { ...details.place, en: details.place.en + word } } };
  }
  const lang = place.startsWith("lo") ? "lo" : "en";
  const before = article.versions[lang] ?? version(lang, "");
  const after = place.endsWith("lead")
    ? { ...before, lead: before.lead + word }
    : { ...before, body: bodyOf(textOf(before.body) + word) };
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
  /** Words of others that somebody here saw in a conflict, when a side was taken. */
  const seen = new Set<string>();
  const model = createModelDesk(storyOf(begun), (before, save) => {
    // What another has written goes from the story only where somebody saw it and took a side.
    for (const { word, place, mine } of words) {
      const part = place === "details" ? "details" : place.startsWith("lo") ? "lo" : "en";
      if (mine || place === "note" || save[part] === undefined || seen.has(word)) continue;
      const stood = JSON.stringify(part === "details" ? before.details : before.versions[part]).includes(word);
      if (stood && !JSON.stringify(save[part]).includes(word)) throw new Error(`${word} is overwritten unseen`);
    }
  });
  const session = createStorySession(model.desk, model.opened(), libraryReadOnly);
  const bodies = { lo: "", en: "" };
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
      holdsCaret: (theirs) => caret === lang && textOf(theirs?.body) !== bodies[lang],
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
  const ended = (promise: Promise<boolean | DeskError | null>) => {
    asked += 1;
    void promise.then(() => {
      told += 1;
    });
  };
  const look = (theirs: Opened) => {
    const text = JSON.stringify(theirs.article);
    for (const { word, mine } of words) if (!mine && text.includes(word)) seen.add(word);
  };

  return {
    session,
    model,
    words,
    /** Whoever asked for a save or took a side has an answer. */
    allTold: () => asked === told,
    type(place: Place) {
      if (left !== "no") return;
      const word = `ນ້ຳ${words.length}.`;
      words.push({ word, place, mine: !libraryReadOnly });
      const view = session.view.get();
      const lang = place.startsWith("lo") ? "lo" : "en";
      if (place === "note") session.editNote(noteId(0), note((view.notes[noteId(0)]?.text ?? "") + word));
      else if (place === "details")
        session.editDetails({ place: { ...view.details.place, en: view.details.place.en + word } });
      else if (place.endsWith("lead")) session.editField(lang, "lead", view.fields[lang].lead + word);
      else if (!libraryReadOnly) {
        bodies[lang] += word;
        session.bodyChanged(lang);
      } else session.bodyChanged(lang);
    },
    others(place: Place) {
      const word = `flood${words.length}.`;
      words.push({ word, place, mine: false });
      model.change((article) => written(article, place, word, words.length));
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
    takeSide(side: "mine" | "theirs" | "both", mix: number) {
      const status = session.status.get();
      if (status.kind !== "conflict" || left !== "no") return;
      look(status.theirs);
      if (side === "mine") ended(session.keepMine());
      else if (side === "theirs") ended(session.takeTheirs());
      else {
        const theirs = status.theirs.article;
        const mine = session.text(theirs);
        const choices = differencesOf(mine, theirs).map(({ key }, at) => [key, SIDES[(mix >> (at % 8)) & 1] ?? "mine"]);
        ended(session.settleWith(chooseRows(mine, theirs, Object.fromEntries(choices))));
      }
    },
    /** As the window does it: what can't be saved is asked about, and may be given up. */
    leave(giveUp: boolean) {
      if (left !== "no") return;
      ended(
        session.flush().then((saved) => {
          if (left !== "no") return saved;
          if (saved || !session.hasUnsaved()) left = "saved";
          else if (giveUp) left = "given-up";
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
      const here = shown();
      const text = JSON.stringify(session.text());
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
