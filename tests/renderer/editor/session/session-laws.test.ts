/** Whatever comes between what, no word is lost: a session at a desk that refuses, is slow, goes away and is shared. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createStorySession } from "../../../../renderer/editor/session/story-session.ts";
import { Article, emptyDetails, emptyVersion, type Lang, type Version } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { Opened } from "../../../../shared/contract.ts";
import type { DeskError } from "../../../../shared/errors.ts";
import { chooseRows, differencesOf, SIDES } from "../../../../shared/merge/choose-rows.ts";
import { createModelDesk, type Fault, TAKEN, UNSAVABLE } from "./model-desk.ts";

beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterAll(() => void vi.useRealTimers());

const PLACES = ["lo.lead", "en.lead", "lo.body", "en.body", "details", "note"] as const;
type Place = (typeof PLACES)[number];

const bodyOf = (text: string): Version["body"] => ({
  type: "doc",
  content: [
    { type: "paragraph", attrs: { id: "a", row: "a" }, ...(text ? { content: [{ type: "text", text }] } : {}) },
  ],
});
const textOf = (body: Version["body"] | undefined): string => body?.content?.[0]?.content?.[0]?.text ?? "";

const version = (lang: Lang, headline: string): Version => ({ ...emptyVersion(lang, ""), headline, body: bodyOf("") });
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

/** A window with a story open in it, at a desk of its own; each step may find that a law is broken. */
function window({ begun, libraryReadOnly = false }: { begun: boolean; libraryReadOnly?: boolean }) {
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
type Window = ReturnType<typeof window>;

const FAULTS: readonly Fault[] = [
  "lost",
  "disk-full",
  "disk-gone",
  "library-locked",
  "bug",
  "bad-token",
  "body-too-large",
];
const fault = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(...FAULTS));
const place = fc.constantFrom(...PLACES);
const which = fc.nat({ max: 5 });
type Act = (at: Window) => void;
const act = <T>(name: string, from: fc.Arbitrary<T>, how: (given: T) => Act) =>
  from.map((given) => ({ name: `${name} ${JSON.stringify(given) ?? ""}`, run: how(given) }));

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: act("type", place, (where) => (at) => at.type(where)) },
    { weight: 4, arbitrary: act("another writes", place, (where) => (at) => at.others(where)) },
    { weight: 6, arbitrary: act("the desk tells", fc.constant(null), () => (at) => at.tell()) },
    {
      weight: 4,
      arbitrary: act(
        "the desk does",
        fc.tuple(which, fault),
        ([n, why]) =>
          ({ model: { calls } }) =>
            calls[n % calls.length]?.carryOut(why),
      ),
    },
    {
      weight: 10,
      arbitrary: act(
        "the desk answers",
        fc.tuple(which, fault),
        ([n, why]) =>
          ({ model: { calls } }) =>
            calls[n % calls.length]?.answer(why),
      ),
    },
    {
      weight: 4,
      arbitrary: act("time passes", fc.constantFrom(100, 600, 6000), (ms) => () => vi.advanceTimersByTime(ms)),
    },
    { weight: 3, arbitrary: act("save", fc.constant(null), () => (at) => at.save()) },
    { weight: 2, arbitrary: act("caret", fc.constantFrom(...LANGS, null), (lang) => (at) => at.caretTo(lang)) },
    {
      weight: 6,
      arbitrary: act(
        "side",
        fc.tuple(fc.constantFrom("mine", "theirs", "both"), fc.nat({ max: 255 })),
        ([side, mix]) =>
          (at) =>
            at.takeSide(side, mix),
      ),
    },
    {
      weight: 2,
      arbitrary: act(
        "spoil",
        fc.constantFrom("sign-off", "address", "embargo", "mend"),
        (how) => (at) => at.spoil(how),
      ),
    },
    {
      weight: 1,
      arbitrary: act(
        "publish",
        fc.constantFrom(...LANGS),
        (lang) =>
          ({ model }) =>
            model.publish(lang),
      ),
    },
    {
      weight: 1,
      arbitrary: act(
        "gone",
        fc.boolean(),
        (gone) =>
          ({ model }) =>
            model.setGone(gone),
      ),
    },
    { weight: 1, arbitrary: act("leave", fc.boolean(), (giveUp) => (at) => at.leave(giveUp)) },
  ),
  { minLength: 10, maxLength: 90, size: "max" },
);

/** All that an answer leads to has come about. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** From here on the desk tells, does and answers everything, until nothing is left to do. */
async function rest(at: Window): Promise<void> {
  at.caretTo(null);
  at.model.recover();
  for (let round = 0; round < 200; round += 1) {
    while (at.model.news.length > 0) at.tell();
    at.model.calls[0]?.answer(null);
    await turn();
    at.check();
    if (at.model.calls.length > 0 || at.model.news.length > 0) continue;
    if (at.session.status.get().kind === "conflict" && !at.isLeft()) at.takeSide("theirs", 0);
    else if (vi.getTimerCount() > 0) vi.advanceTimersByTime(60_000);
    else break;
  }
  expect(at.model.calls).toEqual([]);
  expect(at.allTold()).toBe(true);
}

test("whatever comes between what, no word is lost or overwritten unseen, and all is saved once the desk is well", async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.boolean(), steps, async (begun, isDeleted, all) => {
      const at = window({ begun });
      const { model, session } = at;
      for (const one of all) {
        one.run(at);
        await turn();
        at.check();
      }
      model.setGone(isDeleted);
      await rest(at);
      if (at.isLeft()) return;
      if (isDeleted) {
        expect(session.status.get()).toMatchObject({ kind: "failed", error: { reason: "no-article" } });
        model.setGone(false);
        await rest(at);
      }
      // What the desk refuses for its content is unsaved and said to be, and holds up nothing else.
      const { fields, details } = session.view.get();
      if (fields.lo.signOff === UNSAVABLE || details.slug === TAKEN) {
        expect(session.status.get().kind).toBe("failed");
        expect([session.hasUnsaved(), session.isRefused()]).toEqual([true, true]);
        for (const { word, place, mine } of at.words)
          if (mine && (place === "details" || place.startsWith("en"))) expect(model.isKept(word)).toBe(true);
        at.spoil("mend");
        await rest(at);
      }
      expect(session.status.get().kind).toBe("saved");
      expect([session.hasUnsaved(), session.isRefused()]).toEqual([false, false]);
      expect(at.shown()).toBe(at.stored());
    }),
    { numRuns: 500 },
  );
});

test("where it is read only nothing is sent to the desk, whatever happens", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const at = window({ begun: true, libraryReadOnly: true });
      for (const one of all) {
        one.run(at);
        await turn();
        expect(at.session.hasUnsaved()).toBe(false);
      }
      expect(at.model.made.filter((name) => name !== "articles.open")).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("a save that a full disk refuses is said to be so and tried again until it is taken, and whoever asks meanwhile hears no", async () => {
  const at = window({ begun: true });
  const { model, session } = at;
  at.type("lo.lead");
  for (const wait of [500, 2_000, 5_000, 15_000]) {
    vi.advanceTimersByTime(wait - 1);
    expect(model.calls).toEqual([]);
    vi.advanceTimersByTime(1);
    model.calls[0]?.answer("disk-full");
    await turn();
    expect(session.status.get()).toMatchObject({ kind: "failed", error: { reason: "disk-full" } });
  }
  const saved = session.flush();
  expect(session.isRefused()).toBe(true);
  // Asked once more while that one is under way: it has an answer of its own.
  const savedToo = session.flush();
  for (let turns = 0; turns < 2; turns += 1) {
    model.calls[0]?.answer("disk-full");
    await turn();
  }
  expect([await saved, await savedToo, session.hasUnsaved()]).toEqual([false, false, true]);
  await rest(at);
  expect([session.status.get().kind, at.shown()]).toEqual(["saved", at.stored()]);
});

test("what was read before a save, and comes after it, is read again", async () => {
  const at = window({ begun: true });
  const { calls, made } = at.model;
  at.others("note");
  at.tell();
  at.type("lo.body");
  at.save();
  const [read, save] = calls;
  read?.carryOut(null);
  save?.carryOut(null);
  at.tell();
  save?.answer(null);
  await turn();
  const before = at.shown();
  read?.answer(null);
  await turn();
  expect(at.shown()).toBe(before);
  await rest(at);
  expect([made, at.shown()]).toEqual([["articles.open", "articles.save", "articles.open"], at.stored()]);
});

test("what another writes where the caret stands waits until the caret has left it", async () => {
  const at = window({ begun: true });
  at.others("lo.body");
  const before = at.shown();
  at.caretTo("lo");
  at.tell();
  at.model.calls[0]?.answer(null);
  await turn();
  expect([at.shown(), at.model.calls]).toEqual([before, []]);
  await rest(at);
  expect(at.shown()).toBe(at.stored());
});
