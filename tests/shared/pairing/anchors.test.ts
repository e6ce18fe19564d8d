import { expect, test } from "vitest";
import { type Anchor, readText, withNames } from "../../../shared/pairing/anchors.ts";
import { englishBones, laoBones } from "../../../shared/pairing/names-alike.ts";

function shared(lo: string, en: string): Anchor[] {
  const steps = withNames([readText(lo)], [readText(en)]);
  for (;;) {
    const step = steps.next();
    if (!step.done) continue;
    const [left, right] = [step.value.lo[0], step.value.en[0]];
    return [...(left ?? [])].filter((anchor) => right?.has(anchor)).sort();
  }
}

test.each([
  ["ມູນຄ່າ 1.250.000 ກີບ", "worth 1,250,000 kip", "number 1250000"],
  ["ປູກເຂົ້າໄດ້ ໕.໐໐໐ ເຮັກຕາ", "on 5,000 hectares", "number 5000"],
  ["ເຕີບໂຕ 4,8 ສ່ວນຮ້ອຍ", "grew 4.8 per cent", "number 4.8"],
  ["ໃນວັນທີ 09.01.2024", "on 9 January 2024", "number 9"],
  ["ຄັ້ງທີ 12", "the 12th Congress", "number 12"],
  ["ຄັ້ງທີ 12", "the twelfth Congress", "number 12"],
  ["ພະນັກງານ 36 ຄົນ", "thirty-six of the staff", "number 36"],
  ["ໂຮງຮຽນ 312 ແຫ່ງ", "Three hundred and twelve schools", "number 312"],
  ["ແບ່ງເປັນສາມກຸ່ມ", "in 3 groups", "number 3"],
  ["ມູນຄ່າ 1,5 ລ້ານໂດລາ", "worth $1,500,000", "number 1500000"],
  ["ງົບປະມານ 2,4 ຕື້ກີບ", "2,400 million kip", "number 2400000000"],
  ["ເວລາ 20:15 ໂມງ", "at 8:15 p.m.", "number 20"],
  ["ບໍລິສັດ (Lao Airlines)", "Lao Airlines announced", "latin airlines"],
  ["ໂລກລະບາດ COVID-19 ຄັ້ງ​ນີ້", "the Covid-19 outbreak", "latin covid-19"],
  ["ທ່ານ ຄາລອສ ເມນໂດຊາ ກ່າວ", "said Carlos Mendoza", "sound mendoza"],
  ["ທີ່ເມືອງຊັນເດີແລນ", "in Sunderland", "sound sunderland"],
  ["ຂອງ ພັນທະໄຊ ແສງສະຫວັດ", "by Phanthaxay Sengsavath", "sound sengsavath"],
] satisfies [string, string, Anchor][])("“%s” and “%s” share an anchor", (lo, en, anchor) => {
  expect(shared(lo, en)).toContain(anchor);
});

test("a date in digits and one in words name the same month, whichever language", () => {
  expect(shared("ວັນທີ 9 ມັງກອນ 2024", "on 9 January 2024")).toContain("known 1");
  expect(shared("ໃນວັນທີ 09/01/2024", "on 9 January 2024")).toContain("known 1");
});

test.each([
  ["ນາຍົກລັດຖະມົນຕີ ໄດ້ຢ້ຽມຢາມໂຮງໝໍ", "The Prime Minister visited the hospital", 3],
  ["ຕໍາຫຼວດຈັບກຸມຜູ້ຕ້ອງສົງໄສ ຢູ່ແຂວງຫລວງພະບາງ", "Police arrested a suspect in Luang Prabang", 4],
  ["ການເລືອກຕັ້ງປະທານາທິບໍດີຂອງຝຣັ່ງ", "the French presidential elections", 3],
])("“%s” and “%s” share the lexicon's words, however they are spelled", (lo, en, least) => {
  expect(shared(lo, en).filter((anchor) => /^(known|word) /.test(anchor)).length).toBeGreaterThanOrEqual(least);
});

test("a part of another word, a modal verb and a number in a word are no anchors", () => {
  expect(shared("ນີ້ແມ່ນລາຄາ", "the mother of five")).toEqual([]);
  expect(shared("ໃນເດືອນພຶດສະພາ", "it may rain")).toEqual([]);
  expect(shared("ປີ 2024", "an article of 1,024 words")).toEqual([]);
});

test("a name has the bones of its consonants in either script", () => {
  expect([...englishBones("Sunderland")]).toContain(laoBones("ຊັນເດີແລນ"));
  expect([...englishBones("Phomvihane")]).toContain(laoBones("ພົມວິຫານ"));
  expect([...englishBones("Carter")]).toContain(laoBones("ຄາເຕີ"));
});
