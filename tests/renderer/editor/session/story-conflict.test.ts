/** A conflict and the ways out of it, on a real desk; what fails is one of its calls. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenedDesk, openDesk } from "../../../../electron/desk/desk.ts";
import { createStorySession, type StorySession } from "../../../../renderer/editor/session/story-session.ts";
import type { CallName, Desk } from "../../../../shared/contract.ts";
import { type Result, refuse } from "../../../../shared/errors.ts";
import { chooseRows } from "../../../../shared/merge/choose-rows.ts";

let room = "";
let opened: OpenedDesk;
let session: StorySession;
let id = "";
/** Refuses a call of the window, or lets something happen just before it. */
let before: (name: CallName) => Promise<Result<never> | undefined> = async () => undefined;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const another = async (lead: string) => {
  const { revs } = must(await opened.desk.call("articles.open", { id }));
  must(await opened.desk.call("articles.save", { id, base: { en: revs.en }, en: { lead } }));
};
const stored = async () => must(await opened.desk.call("articles.open", { id })).article.versions.en?.lead;
const keptLeads = async () => {
  const { revisions } = must(await opened.desk.call("history.list", { id }));
  const read = revisions.map(({ rev }) => opened.desk.call("history.read", { id, rev }));
  return (await Promise.all(read)).map((one) => must(one).article.versions.en?.lead);
};
const theirs = () => {
  const status = session.status.get();
  if (status.kind !== "conflict") throw new Error(`No conflict, but ${status.kind}`);
  return status.theirs.article;
};
const settle = (side: "mine" | "theirs") =>
  session.settleWith(chooseRows(session.text(theirs()), theirs(), { "en.lead": side }));

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-conflict-"));
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: path.join(room, "library") });
  before = async () => undefined;
  const window: Desk = {
    call: async (name, request) => (await before(name)) ?? opened.desk.call(name, request),
    subscribe: opened.desk.subscribe,
  };
  const made = must(
    await opened.desk.call("articles.create", { en: { headline: "Mekong rises", lead: "It rose on Monday." } }),
  );
  id = made.article.id;
  session = createStorySession(window, made, false);
  await another("It rose by two metres.");
  session.editField("en", "lead", "It rose by three metres.");
  expect(await session.flush()).toBe(false);
});
afterEach(async () => {
  session.close();
  await opened.close();
  await rm(room, { recursive: true, force: true });
});

test("where the merged text can't be saved, the conflict stays, mine is kept already, and the next try settles it", async () => {
  before = async (name) => (name === "articles.save" ? refuse("disk-full") : undefined);
  expect((await settle("mine"))?.reason).toBe("disk-full");
  expect(session.status.get().kind).toBe("conflict");
  expect(session.hasUnsaved()).toBe(true);
  expect(session.text().versions.en?.lead).toBe("It rose by three metres.");
  expect(await stored()).toBe("It rose by two metres.");
  expect(await keptLeads()).toContain("It rose by three metres.");
  before = async () => undefined;
  expect(await settle("mine")).toBeNull();
  expect(session.status.get().kind).toBe("saved");
  expect(await stored()).toBe("It rose by three metres.");
  expect(await keptLeads()).toContain("It rose by two metres.");
});

test("where mine can't be kept, nothing is written and the story isn't left for theirs", async () => {
  before = async (name) => (name === "history.keep" ? refuse("disk-full") : undefined);
  expect((await settle("theirs"))?.reason).toBe("disk-full");
  expect((await session.takeTheirs())?.reason).toBe("disk-full");
  expect(session.status.get().kind).toBe("conflict");
  expect(session.view.get().fields.en.lead).toBe("It rose by three metres.");
  expect(await stored()).toBe("It rose by two metres.");
});

test("where they write on in between, nothing of it is overwritten, and the choice is made against it", async () => {
  before = async (name) => {
    if (name !== "articles.save") return undefined;
    before = async () => undefined;
    await another("It is falling.");
    return undefined;
  };
  expect((await settle("mine"))?.reason).toBe("part-changed");
  expect(theirs().versions.en?.lead).toBe("It is falling.");
  expect(await stored()).toBe("It is falling.");
  expect(await settle("mine")).toBeNull();
  expect(await stored()).toBe("It rose by three metres.");
  expect(await keptLeads()).toContain("It is falling.");
});

test("what is typed while mine is being kept is kept as well", async () => {
  before = async (name) => {
    if (name !== "history.keep") return undefined;
    before = async () => undefined;
    session.editField("en", "lead", "It rose by three metres, officials said.");
    return undefined;
  };
  expect(await session.takeTheirs()).toBeNull();
  expect(session.view.get().fields.en.lead).toBe("It rose by two metres.");
  expect(await keptLeads()).toContain("It rose by three metres, officials said.");
});

test("an embargo of mine on what is out meanwhile goes back to theirs, and the conflict is settled all the same", async () => {
  session.editDetails({ embargoUntil: "2031-01-05T08:00:00+07:00" });
  must(await opened.desk.call("articles.release", { id, lang: "en", stage: "published" }));
  // The publication fixed the address.
  expect((await settle("mine"))?.reason).toBe("part-changed");
  expect(await settle("mine")).toBeNull();
  expect(session.status.get().kind).toBe("saved");
  expect(session.view.get().details.embargoUntil).toBeNull();
  expect(session.refused.get()?.error.reason).toBe("is-out");
  expect(await stored()).toBe("It rose by three metres.");
});
