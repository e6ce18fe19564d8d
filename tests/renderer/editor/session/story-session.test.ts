/** A session on a real desk, beside another window that works on the same story. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenedDesk, openDesk } from "../../../../electron/desk/desk.ts";
import { createStorySession, type StorySession } from "../../../../renderer/editor/session/story-session.ts";
import { FIELDS } from "../../../../renderer/editor/session/story-view.ts";
import { type CallName, type Desk, SaveRequest } from "../../../../shared/contract.ts";
import type { Result } from "../../../../shared/errors.ts";
import { besideIn } from "../../../../shared/rows/beside.ts";

let room = "";
let opened: OpenedDesk;
let session: StorySession;
let id = "";
let calls: CallName[] = [];
/** Happens once, just before the next save of this window. */
let beforeSave: (() => Promise<void>) | null = null;
/** Happens once, when the story was read again and this window isn't told yet. */
let afterOpen: (() => void) | null = null;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const stored = async () => must(await opened.desk.call("articles.open", { id })).article.versions;
const another = async (part: "lo" | "en", change: NonNullable<SaveRequest["lo"]>) => {
  const { revs } = must(await opened.desk.call("articles.open", { id }));
  must(await opened.desk.call("articles.save", { id, base: { [part]: revs[part] }, [part]: change }));
};

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-session-"));
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: path.join(room, "library") });
  calls = [];
  beforeSave = null;
  afterOpen = null;
  const window: Desk = {
    call: async (name, request) => {
      calls.push(name);
      const first = name === "articles.save" ? beforeSave : null;
      if (first) beforeSave = null;
      await first?.();
      const answer = await opened.desk.call(name, request);
      const next = name === "articles.open" ? afterOpen : null;
      if (next) afterOpen = null;
      next?.();
      return answer;
    },
    subscribe: opened.desk.subscribe,
  };
  const made = must(
    await opened.desk.call("articles.create", {
      lo: { headline: "ນ້ຳຂອງຂຶ້ນ", lead: "ລະດັບນ້ຳຂຶ້ນ ໃນວັນຈັນ." },
      en: { headline: "Mekong rises", lead: "It rose on Monday." },
    }),
  );
  id = made.article.id;
  // What the desk tells of its look at the files is past.
  await opened.library().complete();
  session = createStorySession(window, made, false);
  opened.desk.subscribe((event) => session.follow(event));
});
afterEach(async () => {
  session.close();
  await opened.close();
  await rm(room, { recursive: true, force: true });
});

test("a part that another window saves while this one saves another is shown here, and not overwritten", async () => {
  beforeSave = () => another("lo", { headline: "ນ້ຳຂອງຂຶ້ນສູງ" });
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(true);
  await expect.poll(() => session.view.get().fields.lo.headline).toBe("ນ້ຳຂອງຂຶ້ນສູງ");
  session.editField("lo", "lead", "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ.");
  expect(await session.flush()).toBe(true);
  expect(await stored()).toMatchObject({
    lo: { headline: "ນ້ຳຂອງຂຶ້ນສູງ", lead: "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ." },
    en: { headline: "Mekong rises", lead: "It rose by three metres." },
  });
});

test("typed before it is shown here, such a part is saved in one with it", async () => {
  beforeSave = () => another("lo", { headline: "ນ້ຳຂອງຂຶ້ນສູງ" });
  session.editField("en", "lead", "It rose by three metres.");
  const saving = session.flush();
  session.editField("lo", "lead", "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ.");
  await saving;
  expect(await session.flush()).toBe(true);
  expect((await stored()).lo).toMatchObject({ headline: "ນ້ຳຂອງຂຶ້ນສູງ", lead: "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ." });
  expect(session.view.get().fields.lo).toMatchObject({ headline: "ນ້ຳຂອງຂຶ້ນສູງ", lead: "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ." });
  expect(session.view.get().cards).toEqual([]);
});

test("where both wrote in one place, what was written here stands and a card holds what the other wrote", async () => {
  beforeSave = () => another("lo", { lead: "ລະດັບນ້ຳຂຶ້ນ ໃນວັນອັງຄານ." });
  session.editField("lo", "lead", "ລະດັບນ້ຳຂຶ້ນ ໃນວັນພຸດ.");
  expect(await session.flush()).toBe(true);
  expect((await stored()).lo?.lead).toBe("ລະດັບນ້ຳຂຶ້ນ ໃນວັນພຸດ.");
  const [card, ...others] = session.view.get().cards;
  expect([card?.part, others]).toEqual(["lo/lead", []]);
  expect(card?.sides.map(({ value }) => value).sort()).toEqual(["ລະດັບນ້ຳຂຶ້ນ ໃນວັນພຸດ.", "ລະດັບນ້ຳຂຶ້ນ ໃນວັນອັງຄານ."].sort());
  const { article } = must(await opened.desk.call("articles.open", { id }));
  expect(article.conflicts).toEqual([card]);
  // Typed on there it stays one card.
  session.editField("lo", "lead", "ລະດັບນ້ຳຂຶ້ນ ໃນວັນພຸດ ຕອນແລງ.");
  expect(await session.flush()).toBe(true);
  expect(must(await opened.desk.call("articles.open", { id })).article.conflicts).toHaveLength(1);
});

test("where both put words in at one place both stand, and the row is marked for a look until its words are others", async () => {
  const places = async () => besideIn(must(await opened.desk.call("articles.open", { id })).article);
  const start = "ລະດັບນ້ຳຂຶ້ນ ໃນວັນຈັນ.";
  beforeSave = () => another("lo", { lead: `${start} ໂຮງຮຽນປິດ.` });
  // As it comes from the keys: its tone mark stands before its vowel.
  session.editField("lo", "lead", `${start} ນ້ໍາຖ້ວມ.`);
  expect(await session.flush()).toBe(true);
  const lead = (await stored()).lo?.lead ?? "";
  for (const words of ["ໂຮງຮຽນປິດ.", "ນ້ຳຖ້ວມ."]) expect(lead).toContain(words);
  expect(await places()).toEqual([{ lang: "lo", where: "lead", text: lead }]);
  expect(session.view.get().cards).toEqual([]);
  // Other words are no look at it.
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(true);
  expect(await places()).toHaveLength(1);
  session.editField("lo", "lead", `${lead} ຍ້າຍອອກແລ້ວ.`);
  expect(await session.flush()).toBe(true);
  expect(await places()).toEqual([]);
});

test("a save of one's own is not read again; what another does in the same moment is", async () => {
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(true);
  await opened.desk.call("articles.list", {});
  expect(calls).toEqual(["articles.save"]);
  const { article } = must(await opened.desk.call("articles.open", { id }));
  const note = { row: "lead", by: "Noy", at: article.updatedAt, text: "ກວດຕົວເລກ", resolvedAt: null };
  must(await opened.desk.call("articles.save", { id, base: {}, notes: { "01JH0000000000000000000000": note } }));
  await expect.poll(() => Object.keys(session.view.get().notes)).toHaveLength(1);
});

test("what another does while this window begins to save is followed, where it is no text too", async () => {
  const { article } = must(await opened.desk.call("articles.open", { id }));
  const note = { row: "lead", by: "Noy", at: article.updatedAt, text: "ກວດຕົວເລກ", resolvedAt: null };
  // The desk tells of the note, the window asks for the story, and saves before it is answered.
  afterOpen = () => {
    session.editField("en", "lead", "It rose by three metres.");
    void session.flush();
  };
  must(await opened.desk.call("articles.save", { id, base: {}, notes: { "01JH0000000000000000000000": note } }));
  await expect.poll(() => calls).toContain("articles.save");
  await expect.poll(() => Object.keys(session.view.get().notes)).toHaveLength(1);
  expect(session.view.get().fields.en.lead).toBe("It rose by three metres.");
});

test("who types without a rest is saved meanwhile", async () => {
  let letters = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  for (; letters < 100 && !calls.includes("articles.save"); letters += 1) {
    session.editField("en", "lead", `It rose by ${letters} centimetres.`);
    vi.advanceTimersByTime(100);
  }
  vi.useRealTimers();
  expect(letters).toBeLessThan(100);
  await session.flush();
  expect((await stored()).en?.lead).toBe(`It rose by ${letters - 1} centimetres.`);
});

const AHEAD = "2031-01-05T08:00:00+07:00";

test("an embargo on what is out goes back, is told, and holds up nothing else of the save", async () => {
  must(await opened.desk.call("articles.release", { id, lang: "en", stage: "published" }));
  await expect.poll(() => session.view.get().release.en.stage).toBe("published");
  session.editDetails({ embargoUntil: AHEAD });
  session.editDetails({ place: { lo: "ປາກເຊ", en: "Pakse" } });
  session.editField("lo", "lead", "ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ.");
  expect(await session.flush()).toBe(true);
  expect(session.status.get().kind).toBe("saved");
  expect(session.refused.get()).toMatchObject({ turn: 1, error: { reason: "is-out" } });
  expect(session.view.get().details).toMatchObject({ embargoUntil: null, place: { en: "Pakse" } });
  const { article } = must(await opened.desk.call("articles.open", { id }));
  expect(article.details).toMatchObject({ embargoUntil: null, place: { lo: "ປາກເຊ", en: "Pakse" } });
  expect(article.versions.lo?.lead).toBe("ລະດັບນ້ຳຂຶ້ນ ສາມແມັດ.");
  // Alone it is refused as well, and nothing is left to be saved.
  session.editDetails({ embargoUntil: AHEAD });
  expect(await session.flush()).toBe(true);
  expect([session.hasUnsaved(), session.status.get().kind, session.refused.get()?.turn]).toEqual([false, "saved", 2]);
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(true);
  expect((await stored()).en?.lead).toBe("It rose by three metres.");
});

test("an address that is taken stays as it was typed, unsaved, and the other details are saved", async () => {
  must(await opened.desk.call("articles.create", { details: { slug: "mekong" }, en: { headline: "The Mekong" } }));
  session.editDetails({ slug: "mekong", category: "economy" });
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(false);
  expect(session.status.get()).toMatchObject({ kind: "failed", error: { reason: "slug-taken" } });
  expect(session.view.get().details.slug).toBe("mekong");
  expect([session.hasUnsaved(), session.isRefused()]).toEqual([true, true]);
  const { article } = must(await opened.desk.call("articles.open", { id }));
  expect(article.details).toMatchObject({ slug: null, category: "economy" });
  expect(article.versions.en?.lead).toBe("It rose by three metres.");
  session.editDetails({ place: { lo: "ປາກເຊ", en: "Pakse" } });
  expect(await session.flush()).toBe(false);
  expect(must(await opened.desk.call("articles.open", { id })).article.details.place.en).toBe("Pakse");
  session.editDetails({ slug: "mekong-rises" });
  expect(await session.flush()).toBe(true);
  expect(session.status.get().kind).toBe("saved");
  expect(must(await opened.desk.call("articles.open", { id })).article.details.slug).toBe("mekong-rises");
});

test("a line stays one, whatever its field was given, so that the contract takes it", async () => {
  for (const field of FIELDS) session.editField("en", field, "(KPL)\u2028Vientiane\u2029Times\r\nlater");
  expect(await session.flush()).toBe(true);
  const { en } = await stored();
  expect(calls).toContain("articles.save");
  for (const field of FIELDS) expect(en?.[field]).toBe("(KPL) Vientiane Times later");
  expect(en && SaveRequest.safeParse({ id, base: {}, en }).error).toBeUndefined();
});
