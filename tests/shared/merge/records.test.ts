import { expect, test } from "vitest";
import { mergeRecords, type RecordSide } from "../../../shared/merge/records.ts";
import { defaultSettings, Settings } from "../../../shared/settings.ts";

const side = (value: Settings, by: string): RecordSide => ({
  value,
  revision: by,
  by,
  desk: by,
  at: "2026-11-24T02:00:00Z",
});
const base = { ...defaultSettings(), tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong" }] };

test("two desks' settings merge by key: a tag from here, a category's word from there, a newer version's field too", () => {
  const here: Settings = { ...base, tags: [...base.tags, { key: "asean", lo: "ອາຊຽນ", en: "ASEAN" }], later: { x: 1 } };
  const there: Settings = {
    ...base,
    tags: [...base.tags, { key: "flood", lo: "ນ້ຳຖ້ວມ", en: "Floods" }],
    categories: base.categories
      .map((one) => (one.key === "sport" ? { ...one, en: "Sports" } : one))
      .filter(({ key }) => key !== "health"),
  };
  const { value, cards } = mergeRecords(base, side(here, "ໃຕ້"), side(there, "ເໜືອ"));
  const settings = Settings.parse(value);
  expect(settings.tags.map(({ key }) => key).sort()).toEqual(["asean", "flood", "mekong"]);
  expect(settings.categories).toEqual(there.categories);
  expect(settings.later).toEqual({ x: 1 });
  expect(cards).toEqual([]);
  expect(mergeRecords(base, side(there, "ເໜືອ"), side(here, "ໃຕ້")).value).toEqual(value);
});

test("what both changed is one of the two everywhere, and told", () => {
  const named = (name: string) => ({ ...base, name });
  const [one, two] = [side(named("ຫ້ອງຂ່າວ ໃຕ້"), "ໃຕ້"), side(named("ຫ້ອງຂ່າວ ເໜືອ"), "ເໜືອ")];
  const merged = mergeRecords(base, one, two);
  expect(merged).toEqual(mergeRecords(base, two, one));
  expect(merged.cards.map(({ part, kind }) => [part, kind])).toEqual([["name", "value"]]);
  expect(merged.cards[0]?.sides.map(({ value }) => value).sort()).toEqual(["ຫ້ອງຂ່າວ ເໜືອ", "ຫ້ອງຂ່າວ ໃຕ້"].sort());
});

test("a term that one desk took out and the other put right stays, and is told", () => {
  const out = { ...base, tags: [] };
  const right = { ...base, tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong River" }] };
  const { value, cards } = mergeRecords(base, side(out, "ໃຕ້"), side(right, "ເໜືອ"));
  expect(value.tags).toEqual(right.tags);
  expect(cards.map(({ kind }) => kind)).toEqual(["deleted"]);
});
