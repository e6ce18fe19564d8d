/** Who has which story open at other desks: real hubs, a clock that the test sets. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { openHub } from "../../../electron/sync/hub.ts";
import { syncSchedule, WAITS } from "../../../electron/sync/in-step/schedule.ts";
import { readWord } from "../../../electron/sync/presence/desk-word.ts";
import { keepPresence, type Presence } from "../../../electron/sync/presence/presence.ts";
import type { Sign, Signs } from "../../../electron/sync/remote.ts";
import { syncNow } from "../../../electron/sync/share.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { must, storyWithText } from "../library/stories.ts";
import { type SharingDesk, sharedNewsroom } from "./desks.ts";
import { setClock } from "./set-clock.ts";

const newsroom = sharedNewsroom();
const STORY = "01JB8Z3M4N5P6Q7R8S9TAVBWCX";
const OTHER = "01JB8Z3M4N5P6Q7R8S9TAVBWCY";
const HOUR = 60 * 60_000;

function presenceOf({ sharer }: Pick<SharingDesk, "sharer">, clock = setClock()) {
  const seen = { toSay: 0, changed: 0 };
  const presence = keepPresence({
    clock,
    sharer: () => ({ ...sharer, person: "khamla", deskName: "ຫ້ອງການ ປາກເຊ" }),
    toSay() {
      seen.toSay += 1;
    },
    changed() {
      seen.changed += 1;
    },
  });
  return { presence, clock, seen };
}
const run = async ({ library, sharer }: SharingDesk, presence: Presence) =>
  must(await syncNow(library, sharer, undefined, { presence }));
const at = (branch: string) =>
  execFileSync("git", [
    "-C",
    newsroom.hub(),
    "for-each-ref",
    "--format=%(objectname) %(refname)",
    `refs/heads/${branch}`,
  ])
    .toString()
    .trim();
const objects = () => execFileSync("git", ["-C", newsroom.hub(), "count-objects"]).toString();

test("a story that is opened at one desk is told at the other with its person, and closing it takes that back", async () => {
  const [vientiane, pakse] = [await newsroom.desk("vientiane"), await newsroom.desk("pakse")];
  const [here, there] = [presenceOf(vientiane), presenceOf(pakse)];
  here.presence.opened("w1", STORY);
  expect(here.seen.toSay).toBe(1);
  await run(vientiane, here.presence);
  await run(pakse, there.presence);
  expect(there.presence.elsewhere()).toEqual([
    {
      story: STORY,
      desk: vientiane.sharer.desk,
      deskName: "ຫ້ອງການ ປາກເຊ",
      by: vientiane.sharer.by,
      person: "khamla",
      heard: "2026-11-29T02:00:00Z",
    },
  ]);
  expect(there.seen.changed).toBe(1);
  // A desk isn't told of itself.
  expect(here.presence.elsewhere()).toEqual([]);
  here.presence.opened("w1", null);
  await run(vientiane, here.presence);
  await run(pakse, there.presence);
  expect(there.presence.elsewhere()).toEqual([]);
  expect(there.seen.changed).toBe(2);
});

test("two windows of a desk are one word, and a window that fell silent has nothing open", async () => {
  const desk = await newsroom.desk("vientiane");
  const { presence, clock, seen } = presenceOf(desk);
  presence.opened("w1", STORY);
  presence.opened("w2", OTHER);
  presence.opened("w1", STORY);
  expect(seen.toSay).toBe(2);
  await run(desk, presence);
  const said = execFileSync("git", ["-C", newsroom.hub(), "log", "-1", "--format=%B", `here/${desk.sharer.desk}`]);
  expect(readWord(said.toString())?.stories).toEqual([STORY, OTHER]);
  for (let minute = 0; minute < 6; minute += 1) {
    clock.pass(60_000);
    presence.opened("w1", STORY);
  }
  expect(seen.toSay).toBe(3);
  await run(desk, presence);
  const now = execFileSync("git", ["-C", newsroom.hub(), "log", "-1", "--format=%B", `here/${desk.sharer.desk}`]);
  expect(readWord(now.toString())?.stories).toEqual([STORY]);
  presence.close();
});

test("idle, nothing is written: not here, not at the hub, however long a story stays open", async () => {
  const desk = await newsroom.desk("vientiane");
  const { presence, clock } = presenceOf(desk);
  // Nothing was ever open: the desk says no word at all.
  await run(desk, presence);
  expect(at("here")).toBe("");
  presence.opened("w1", STORY);
  await run(desk, presence);
  const before = [at("here"), at("desk"), at("main"), objects()];
  for (let turn = 0; turn < 30; turn += 1) {
    clock.pass(60_000);
    presence.opened("w1", STORY);
    await run(desk, presence);
  }
  expect([at("here"), at("desk"), at("main"), objects()]).toEqual(before);
  expect(presence.isInStep(new Map([[desk.sharer.desk, at("here").split(" ")[0] ?? ""]]))).toBe(true);
  // What is sent says that the desk lives: once in ten minutes at most.
  await desk.headline((await create(desk)).id, "lo", "ນ້ຳຂອງຂຶ້ນສູງ");
  await run(desk, presence);
  const after = at("here");
  expect(after).not.toBe(before[0]);
  await desk.headline((await create(desk)).id, "lo", "ນ້ຳຂອງລົງແລ້ວ");
  await run(desk, presence);
  expect(at("here")).toBe(after);
  presence.close();
});

const create = async (desk: SharingDesk) =>
  must(await desk.library.create(storyWithText("ລະດັບນ້ຳຂອງ"), { origin: "editor", by: desk.sharer.by })).article;

test("a desk that isn't heard of for an hour has nothing open, and is there again when it works", async () => {
  const [vientiane, pakse] = [await newsroom.desk("vientiane"), await newsroom.desk("pakse")];
  const clock = setClock();
  const [here, there] = [presenceOf(vientiane, clock), presenceOf(pakse, clock)];
  here.presence.opened("w1", STORY);
  await run(vientiane, here.presence);
  await run(pakse, there.presence);
  clock.pass(HOUR - 60_000);
  await run(pakse, there.presence);
  expect(there.presence.elsewhere()).toHaveLength(1);
  // By itself, without a run.
  clock.pass(2 * 60_000);
  expect(there.presence.elsewhere()).toEqual([]);
  expect(there.seen.changed).toBe(2);
  here.presence.opened("w1", STORY);
  await vientiane.headline((await create(vientiane)).id, "lo", "ນ້ຳຂອງຂຶ້ນສູງ");
  await run(vientiane, here.presence);
  await run(pakse, there.presence);
  expect(there.presence.elsewhere()).toHaveLength(1);
});

/** A hub of words alone, as a test sets them. */
function wordsAt(words: Map<string, Sign>): Signs {
  return {
    hear: async (known) =>
      new Map(
        [...words].map(([desk, { mark, word }]) => [desk, { mark, word: known.get(desk) === mark ? null : word }]),
      ),
    say: async (word) => {
      words.set("01JDESKHERE", { mark: `said ${word}`, word });
      return `said ${word}`;
    },
  };
}
const word = (time: string, stories = [STORY]) =>
  canonicalJson({ format: 1, at: time, by: "ທ້າວ ບຸນມີ", person: null, deskName: "ປາກເຊ", stories });

test("a desk whose clock is years off is believed for an hour from what is heard of it, and never for ever", async () => {
  for (const wrong of ["2016-11-29T02:00:00Z", "2036-11-29T02:00:00Z"]) {
    const words = new Map<string, Sign>([["01JDESKTHERE", { mark: "1", word: word(wrong) }]]);
    const { presence, clock } = presenceOf({ sharer: { home: "", desk: "01JDESKHERE", by: "ນາງ ຄຳຫຼ້າ" } });
    // Left there, perhaps long ago: nobody can tell.
    await presence.exchange(wordsAt(words), false);
    expect(presence.elsewhere()).toEqual([]);
    clock.pass(60_000);
    words.set("01JDESKTHERE", { mark: "2", word: word(wrong, [STORY, OTHER]) });
    await presence.exchange(wordsAt(words), false);
    expect(presence.elsewhere().map(({ story }) => story)).toEqual([STORY, OTHER]);
    for (let minute = 0; minute < 61; minute += 1) {
      clock.pass(60_000);
      await presence.exchange(wordsAt(words), false);
    }
    expect(presence.elsewhere()).toEqual([]);
    // This desk was without a line for a day: what changed meanwhile may have been long ago.
    clock.pass(24 * HOUR);
    words.set("01JDESKTHERE", { mark: "3", word: word(wrong) });
    await presence.exchange(wordsAt(words), false);
    expect(presence.elsewhere()).toEqual([]);
  }
});

test("this desk's own clock being set back leaves nobody there for years", async () => {
  const words = new Map<string, Sign>([["01JDESKTHERE", { mark: "1", word: word("2026-11-29T02:00:00Z") }]]);
  const { presence, clock } = presenceOf({ sharer: { home: "", desk: "01JDESKHERE", by: "ນາງ ຄຳຫຼ້າ" } });
  await presence.exchange(wordsAt(words), false);
  expect(presence.elsewhere()).toHaveLength(1);
  clock.sleep(-365 * 24 * HOUR);
  await presence.exchange(wordsAt(words), false);
  expect(presence.elsewhere()).toEqual([]);
});

test("what a hub says instead of a word is no word: too long, damaged, of another format, with odd names", async () => {
  const long = canonicalJson({
    ...JSON.parse(word("2026-11-29T02:00:00Z")),
    stories: Array.from({ length: 21 }, () => STORY),
  });
  const odd = canonicalJson({ ...JSON.parse(word("2026-11-29T02:00:00Z")), by: "\u202eຄຳ\u200bຫຼ້າ\n\u0007" });
  const words = new Map<string, Sign>(
    [long, "{", "[]", '{"format":2}', '{"format":1,"stories":["../etc"]}', "", odd].map((text, index) => [
      `01JDESK${index}`,
      { mark: `${index}`, word: text },
    ]),
  );
  words.set("01JDESKX", { mark: "x", word: null });
  const { presence } = presenceOf({ sharer: { home: "", desk: "01JDESKHERE", by: "ນາງ ຄຳຫຼ້າ" } });
  await presence.exchange(wordsAt(words), false);
  expect(presence.elsewhere().map(({ by }) => by)).toEqual(["ຄຳ\u200bຫຼ້າ"]);
});

test("a hostile hub's branches for words cost nothing: long ones, files, names that are no desk's", async () => {
  const [vientiane, pakse] = [await newsroom.desk("vientiane"), await newsroom.desk("pakse")];
  const { presence } = presenceOf(vientiane);
  presence.opened("w1", STORY);
  await run(vientiane, presence);
  const git = (args: readonly string[], input = "") =>
    execFileSync("git", ["-C", newsroom.hub(), "-c", "user.name=x", "-c", "user.email=x@y", ...args], { input })
      .toString()
      .trim();
  const nothing = git(["mktree"]);
  const heavy = git(["commit-tree", nothing], "ຍາວ".repeat(100_000));
  const file = git(["hash-object", "-w", "--stdin"], "no moment");
  git(["update-ref", "refs/heads/here/01JDESKLONG", heavy]);
  git(["update-ref", "refs/heads/here/-x", heavy]);
  git(["update-ref", "refs/heads/here/a/b", heavy]);
  git(["update-ref", "refs/tags/here", file]);
  const there = presenceOf(pakse);
  await run(pakse, there.presence);
  expect(there.presence.elsewhere().map(({ desk }) => desk)).toEqual([vientiane.sharer.desk]);
  // Packed by whoever looks after the hub, they say the same.
  git(["pack-refs", "--all"]);
  const again = presenceOf(pakse);
  await run(pakse, again.presence);
  expect(again.presence.elsewhere().map(({ desk }) => desk)).toEqual([vientiane.sharer.desk]);
});

test("a hub that takes no such word takes the stories all the same, and isn't asked again for the same word", async () => {
  const desk = await newsroom.desk("vientiane");
  const { presence, clock } = presenceOf(desk);
  let tries = 0;
  const remote = await openHub(desk.sharer.home, { address: newsroom.hub() }, desk.sharer);
  const signs: Signs = {
    hear: remote.signs?.hear ?? (async () => new Map()),
    say: async () => {
      tries += 1;
      const { fail } = await import("../../../electron/sync/sync-error.ts");
      return fail("hub-denied", { hub: newsroom.hub() });
    },
  };
  presence.opened("w1", STORY);
  for (let turn = 0; turn < 5; turn += 1) {
    await presence.exchange(signs, true);
    clock.pass(40_000);
  }
  expect(tries).toBe(1);
  clock.pass(10 * 60_000);
  presence.opened("w1", OTHER);
  await presence.exchange(signs, true);
  expect(tries).toBe(2);
  presence.close();
});

test("opening stories one after the other asks the hub at most twice a minute, and a hub that is away not sooner", () => {
  const clock = setClock();
  const start = clock.now();
  const runs: number[] = [];
  const hub = { answers: true };
  const schedule = syncSchedule(clock, 0, () => {
    runs.push((clock.now() - start) / 1000);
    schedule.begins().end(hub.answers);
  });
  clock.pass(1_000);
  schedule.hinted();
  clock.pass(120_000);
  expect(runs.slice(0, 2)).toEqual([0, WAITS.hint / 1000]);
  // One that comes long after the last run goes once it has rested.
  clock.pass(10_000);
  runs.length = 0;
  schedule.hinted();
  clock.pass(60_000);
  const first = runs[0] ?? 0;
  runs.length = 0;
  for (let turn = 0; turn < 150; turn += 1) {
    schedule.hinted();
    clock.pass(4_000);
  }
  const most = Math.max(...runs.map((from) => runs.filter((when) => when >= from && when < from + 60).length));
  expect(first).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(2);
  hub.answers = false;
  clock.pass(3 * HOUR);
  runs.length = 0;
  for (let turn = 0; turn < 100; turn += 1) {
    schedule.hinted();
    clock.pass(6_000);
  }
  expect(runs.length).toBeLessThanOrEqual(1);
});

test("a desk that heard its own word and another's that nothing is open can say so itself", async () => {
  const [vientiane, pakse] = [await newsroom.desk("vientiane"), await newsroom.desk("pakse")];
  const clock = setClock();
  const there = presenceOf(pakse, clock);
  for (let day = 0; day < 3; day += 1) {
    // Each day the desk is opened anew, and knows nothing of what it said.
    const here = presenceOf(vientiane, clock);
    for (const open of [STORY, null]) {
      clock.pass(60_000);
      here.presence.opened("w1", open);
      there.presence.opened("w2", open);
      await run(vientiane, here.presence);
      await run(pakse, there.presence);
      await run(vientiane, here.presence);
      const heard = [here, there].map(({ presence }) => presence.elsewhere().map(({ story }) => story));
      expect(heard).toEqual(open === null ? [[], []] : [[STORY], [STORY]]);
    }
    here.presence.close();
  }
});
