/** Whatever comes between what, no word is lost: a session at a desk that refuses, is slow, goes away and is shared. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isGone } from "../../../../renderer/editor/session/story-view.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { type Fault, TAKEN, UNSAVABLE } from "./model-desk.ts";
import { type ModelWindow, openWindow, PLACES } from "./model-window.ts";

beforeAll(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterAll(() => void vi.useRealTimers());

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
type Act = (at: ModelWindow) => void;
const act = <T>(name: string, from: fc.Arbitrary<T>, how: (given: T) => Act) =>
  from.map((given) => ({ name: `${name} ${JSON.stringify(given) ?? ""}`, run: how(given) }));

const steps = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: act(
        "type",
        fc.tuple(place, fc.boolean()),
        ([where, over]) =>
          (at) =>
            at.type(where, over),
      ),
    },
    {
      weight: 4,
      arbitrary: act(
        "another writes",
        fc.tuple(place, fc.boolean()),
        ([where, over]) =>
          (at) =>
            at.others(where, over),
      ),
    },
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
    { weight: 1, arbitrary: act("settle", which, (n) => (at) => at.settle(n)) },
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
async function rest(at: ModelWindow): Promise<void> {
  at.caretTo(null);
  at.model.recover();
  for (let round = 0; round < 200; round += 1) {
    while (at.model.news.length > 0) at.tell();
    at.model.calls[0]?.answer(null);
    await turn();
    at.check();
    if (at.model.calls.length > 0 || at.model.news.length > 0) continue;
    // A story that is gone is looked for as long as its window is open.
    if (at.model.isGone() && isGone(at.session.status.get())) break;
    if (vi.getTimerCount() > 0) vi.advanceTimersByTime(60_000);
    else break;
  }
  expect(at.model.calls).toEqual([]);
  expect(at.allTold()).toBe(true);
}

test("whatever comes between what, no word is lost or overwritten unseen, and all is saved once the desk is well", async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.boolean(), steps, async (begun, isDeleted, all) => {
      const at = openWindow({ begun });
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
        // The desk needn't have noticed that its file was away.
        model.setGone(false, false);
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
      const at = openWindow({ begun: true, libraryReadOnly: true });
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
  const at = openWindow({ begun: true });
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
  const at = openWindow({ begun: true });
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
  const at = openWindow({ begun: true });
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
