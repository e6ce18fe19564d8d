import { expect, test } from "vitest";
import { cardsOfRecord, mergeRecords, type RecordSide } from "../../../shared/merge/records.ts";
import { standingSide, takeRecordSide } from "../../../shared/merge/settle-record.ts";
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
  const value = mergeRecords(base, side(here, "ໃຕ້"), side(there, "ເໜືອ"));
  const settings = Settings.parse(value);
  expect(settings.tags.map(({ key }) => key).sort()).toEqual(["asean", "flood", "mekong"]);
  expect(settings.categories).toEqual(there.categories);
  expect(settings.later).toEqual({ x: 1 });
  expect(cardsOfRecord(value)).toEqual([]);
  expect(mergeRecords(base, side(there, "ເໜືອ"), side(here, "ໃຕ້"))).toEqual(value);
});

test("what both changed is one of the two everywhere, and told", () => {
  const named = (name: string) => ({ ...base, name });
  const [one, two] = [side(named("ຫ້ອງຂ່າວ ໃຕ້"), "ໃຕ້"), side(named("ຫ້ອງຂ່າວ ເໜືອ"), "ເໜືອ")];
  const merged = mergeRecords(base, one, two);
  expect(merged).toEqual(mergeRecords(base, two, one));
  const cards = cardsOfRecord(merged);
  expect(cards.map(({ part, kind }) => [part, kind])).toEqual([["name", "value"]]);
  expect(cards[0]?.sides.map(({ value }) => value).sort()).toEqual(["ຫ້ອງຂ່າວ ເໜືອ", "ຫ້ອງຂ່າວ ໃຕ້"].sort());
});

test("a term that one desk took out and the other put right stays, and is told", () => {
  const out = { ...base, tags: [] };
  const right = { ...base, tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong River" }] };
  const value = mergeRecords(base, side(out, "ໃຕ້"), side(right, "ເໜືອ"));
  expect(value.tags).toEqual(right.tags);
  expect(cardsOfRecord(value).map(({ kind }) => kind)).toEqual(["deleted"]);
});

test("whoever settles it puts either side in its place, in a list by its key too, and it never comes back", () => {
  const named = (name: string, en: string) => ({
    ...base,
    name,
    tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en }],
  });
  const [one, two] = [side(named("ຫ້ອງຂ່າວ ໃຕ້", "Mekong River"), "ໃຕ້"), side(named("ຫ້ອງຂ່າວ ເໜືອ", "The Mekong"), "ເໜືອ")];
  let value = mergeRecords(base, one, two);
  const before = value;
  for (const card of cardsOfRecord(value)) {
    const other = 1 - standingSide(value, card);
    const chosen = card.sides[other]?.value;
    value = takeRecordSide(value, card.id, other) ?? {};
    expect(JSON.stringify(value)).toContain(JSON.stringify(chosen));
  }
  expect(cardsOfRecord(value)).toEqual([]);
  expect(Settings.parse(value).tags).toHaveLength(1);
  // A desk that hasn't heard of it yet brings the same card along.
  const again = mergeRecords(before, side(Settings.parse(value), "ໃຕ້"), side(Settings.parse(before), "ເໜືອ"));
  expect(cardsOfRecord(again)).toEqual([]);
  expect(again.name).toBe(value.name);
  // A third desk says something else: that is a conflict of its own.
  const third = mergeRecords(
    before,
    side(Settings.parse(value), "ໃຕ້"),
    side(Settings.parse({ ...before, name: "ຫ້ອງຂ່າວ ກາງ" }), "ກາງ"),
  );
  expect(cardsOfRecord(third).length).toBeLessThan(2);
});

test("a term that was taken out and changed can be taken out after all", () => {
  const out = { ...base, tags: [] };
  const right = { ...base, tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong River" }] };
  const value = mergeRecords(base, side(out, "ໃຕ້"), side(right, "ເໜືອ"));
  const [card] = cardsOfRecord(value);
  if (!card) throw new Error("no card");
  const gone = card.sides.findIndex((one) => one.value === null);
  expect(standingSide(value, card)).toBe(1 - gone);
  expect(takeRecordSide(value, card.id, gone)?.tags).toEqual([]);
});
