import { expect, test } from "vitest";
import { Publication } from "../../../shared/article/publication.ts";

const ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const CHANGE = { id: ID, lang: "lo", kind: "moved", rev: "a", from: "lo/2024/12/khua/", to: "lo/2024/12/khua-mai/" };
const record = (changes: unknown) => ({
  id: ID,
  sequence: 1,
  parents: [],
  at: "2024-12-06T14:15:00+07:00",
  desk: "ຂປລ",
  state: "done",
  changes,
});

test("a record of a publication is read with what a newer desk wrote beside it", () => {
  const told = record([CHANGE, { id: ID, lang: "en", kind: "new", later: ["ຂົວ"] }]);
  expect(Publication.parse(told)).toEqual(told);
});

test("a record of which one change says something else than it must is none", () => {
  const wrong: readonly unknown[] = [
    null,
    "ຂົວ",
    [],
    { ...CHANGE, id: "../khua" },
    { ...CHANGE, id: undefined },
    { ...CHANGE, lang: "fr" },
    { ...CHANGE, kind: "stolen" },
    { ...CHANGE, kind: null },
    { ...CHANGE, rev: 1 },
    { ...CHANGE, from: null },
    { ...CHANGE, to: ["lo"] },
  ];
  for (const one of wrong)
    expect(Publication.safeParse(record([CHANGE, one])).success, JSON.stringify(one)).toBe(false);
  expect(Publication.safeParse(record({ 0: CHANGE })).success).toBe(false);
});
