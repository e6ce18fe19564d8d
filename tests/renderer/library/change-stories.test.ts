import fc from "fast-check";
import { expect, test } from "vitest";
import { changeEach, type StoryChange, undoing } from "../../../renderer/library/several/change-stories.ts";
import type { Summary } from "../../../shared/contract.ts";
import { done, refuse } from "../../../shared/errors.ts";

const story = (id: string): Summary => ({
  id,
  headline: { lo: "ນ້ຳຂອງຂຶ້ນສູງ", en: "The Mekong rises" },
  source: "lo",
  stages: { lo: "draft", en: "draft" },
  out: { lo: false, en: false },
  changed: { lo: false, en: false },
  has: { lo: true, en: true },
  category: null,
  tags: [],
  people: [],
  assigned: { lo: null, en: null },
  embargoUntil: null,
  goesAt: { lo: null, en: null },
  conflicts: 0,
  photo: false,
  updatedAt: "2026-11-29T03:00:00Z",
  trashedAt: null,
  rows: { total: 0, confirmed: 0, stale: 0, missing: 0 },
  notes: 0,
  readOnly: null,
});

/** A desk of categories: some stories can't be changed. */
const desk = (ids: readonly string[], locked: ReadonlySet<string>) => {
  const categories = new Map(ids.map((id) => [id, "society"]));
  const toSport: StoryChange = {
    async run({ id }) {
      if (locked.has(id)) return refuse("article-newer");
      const before = categories.get(id) ?? "";
      if (before === "sport") return done(null);
      categories.set(id, "sport");
      return done(async () => {
        if (categories.get(id) !== "sport") return refuse("part-changed");
        categories.set(id, before);
        return done(null);
      });
    },
  };
  return { categories, toSport };
};

const follow = { progress: () => undefined, isCancelled: () => false };

test("each story went or stayed with its reason, and the way back brings exactly those back that nobody changed since", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        fc.record({ id: fc.nat({ max: 40 }), kind: fc.constantFrom("free", "locked", "already", "changed") }),
        {
          selector: ({ id }) => id,
          maxLength: 20,
        },
      ),
      async (given) => {
        const named = given.map(({ id, kind }) => ({ id: `story ${id}`, kind }));
        const of = (kind: string) => named.filter((one) => one.kind === kind).map(({ id }) => id);
        const { categories, toSport } = desk(
          named.map(({ id }) => id),
          new Set(of("locked")),
        );
        for (const id of of("already")) categories.set(id, "sport");
        const outcome = await changeEach(
          named.map(({ id }) => story(id)),
          toSport,
          follow,
        );
        expect(outcome.stayed.map(({ story: { id }, error }) => [id, error])).toEqual(
          of("locked").map((id) => [id, refuse("article-newer").error]),
        );
        expect(outcome.went.length + outcome.stayed.length).toBe(named.length);
        for (const id of of("changed")) categories.set(id, "politics");
        const back = undoing(outcome);
        const undone = await changeEach(back.stories, back.change, follow);
        expect(undone.stayed.map(({ story: { id } }) => id)).toEqual(of("changed"));
        const after = (id: string) => categories.get(id);
        expect(of("free").map(after)).toEqual(of("free").map(() => "society"));
        expect(of("already").map(after)).toEqual(of("already").map(() => "sport"));
        expect(of("changed").map(after)).toEqual(of("changed").map(() => "politics"));
      },
    ),
  );
});

test("what is cancelled between two stories leaves the rest as they were, and says so of each", async () => {
  const ids = ["a", "b", "c"];
  const { categories, toSport } = desk(ids, new Set());
  let asked = 0;
  const outcome = await changeEach(ids.map(story), toSport, {
    progress: (count) => {
      asked = count;
    },
    isCancelled: () => asked === 1,
  });
  expect(outcome.went.map(({ story: { id } }) => id)).toEqual(["a"]);
  expect(outcome.stayed.map(({ story: { id }, error }) => [id, error])).toEqual([
    ["b", "cancelled"],
    ["c", "cancelled"],
  ]);
  expect([...categories.values()]).toEqual(["sport", "society", "society"]);
});
