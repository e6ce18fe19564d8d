import { expect, test } from "vitest";
import { defaultSettings, personName, Settings } from "../../shared/settings.ts";

const read = (people: readonly unknown[]) => Settings.parse({ ...defaultSettings(), people }).people;

test("whoever of the people has no key gets one of their name, the same on every desk, and no two have one", () => {
  const people = [
    { lo: "ນາງ ຄຳຫລ້າ ໄຊຍະວົງ", en: "" },
    { lo: "ນ້ອຍ", en: "Noy  Phommachan" },
    { lo: "ອີກຄົນ", en: "Noy Phommachan" },
    { key: "noy-phommachan", lo: "ຄົນທຳອິດ", en: "First", desk: "Pakse" },
    { key: "?", lo: "", en: "—" },
  ];
  const keys = ["ນາງ-ຄຳຫລ້າ-ໄຊຍະວົງ", "noy-phommachan-2", "noy-phommachan-3", "noy-phommachan", "person"];
  const named = read(people);
  expect(named.map(({ key }) => key)).toEqual(keys);
  expect(named[3]).toEqual({ key: "noy-phommachan", lo: "ຄົນທຳອິດ", en: "First", desk: "Pakse" });
  // Read again, and with another name, they are who they were.
  expect(read(named)).toEqual(named);
  expect(read(named.map((one) => ({ ...one, en: "Somebody" }))).map(({ key }) => key)).toEqual(keys);
  expect(personName(named, "noy-phommachan-2", "lo")).toBe("ນ້ອຍ");
  expect(personName(named, "gone", "lo")).toBe("gone");
});
