/** News as desks type it: who signs, who wrote, and figures that are the story's own. */
import { expect, test } from "vitest";
import { codes, imported, paragraphs } from "./newsroom.ts";

const HEADLINE = "ລາວ-ຍີ່ປຸ່ນ ລົງນາມສັນຍາ";
const FIRST = "ລັດຖະບານລາວ ແລະ ລັດຖະບານຍີ່ປຸ່ນ ໄດ້ລົງນາມສັນຍາການຊ່ວຍເຫຼືອລ້າ ມູນຄ່າ 12 ຕື້ກີບ ທີ່ນະຄອນຫຼວງວຽງຈັນ.";
const SECOND = "ພິທີລົງນາມໄດ້ຈັດຂຶ້ນໂດຍມີລັດຖະມົນຕີກະຊວງການຕ່າງປະເທດ ແລະ ເອກອັກຄະລັດຖະທູດຍີ່ປຸ່ນເຂົ້າຮ່ວມ.";
const story = (...lines: readonly string[]) => imported([HEADLINE, ...lines].join("\n\n"));

test("a sign-off that names its writer, or has lines drawn beside it, is no paragraph, dateline or lead", () => {
  for (const end of ["ຂປລ. ສົມສັກ", "(ຂປລ: ຄຳພອນ ພົມມະຈັນ)", "KPL: Noy", "-- KPL --"]) {
    const { version } = story("04/11/2026 09:10", `ຂປລ ${FIRST}`, SECOND, end);
    expect([version.lead, version.dateline, version.signOff]).toEqual([FIRST, "", end]);
  }
  const untagged = story("04/11/2026 09:10", FIRST, SECOND, "ຂປລ. ສົມສັກ");
  expect([untagged.version.lead, untagged.version.signOff]).toEqual(["", "ຂປລ. ສົມສັກ"]);
  expect(paragraphs(untagged)).toEqual([FIRST, SECOND]);
});

test("a lead that begins with the tag and a name's length of words stays a lead", () => {
  expect(story("04/11/2026 09:10", "ຂປລ. ຝົນຕົກໜັກຢູ່ພາກເໜືອ", SECOND).version.lead).toBe("ຝົນຕົກໜັກຢູ່ພາກເໜືອ");
});

test("figures alone on their lines at a story's end are the story's", () => {
  const fuel = imported("ລາຄານ້ຳມັນ\n\n04/11/2026\n\nແອັດຊັງ 21.450 ກີບ/ລິດ\n\n1.500.000\n\n2026");
  expect(paragraphs(fuel)).toEqual(["ແອັດຊັງ 21.450 ກີບ/ລິດ", "1.500.000", "2026"]);
  expect(fuel.dropped).toEqual([]);
  expect(fuel.publishedAt).toBe("2026-11-04T00:00:00+07:00");
});

test("a date and a byline under a headline are none of its text, nor is who wrote it and took its pictures", () => {
  const dated = imported(`${HEADLINE}\nວັນອັງຄານ, 4 ພະຈິກ 2026\nໂດຍ: ສົມສັກ ພົງຂາວ\n\n${FIRST}\n\n${SECOND}`);
  expect(dated.publishedAt).toBe("2026-11-04T00:00:00+07:00");
  expect(dated.details?.bylines?.map(({ lo }) => lo)).toEqual(["ສົມສັກ ພົງຂາວ"]);
  expect(paragraphs(dated)).toEqual([FIRST, SECOND]);
  const signed = story(FIRST, SECOND, "ຂ່າວ-ພາບ: ສົມສັກ");
  expect(paragraphs(signed)).toEqual([FIRST, SECOND]);
  expect(codes(signed)).not.toContain("not-a-page");
});

test("KPL before a lead that the body says again without it is its tag", () => {
  const rain = "Heavy rain is expected in the north of the country from Wednesday to Friday, the department said.";
  const { version } = imported(
    `Heavy rain expected\n\n04/11/2026 09:10\n\nKPL ${rain}\n\n(KPL) ${rain}\n\nPeople should be careful.`,
  );
  expect([version.leadTag, version.lead, version.dateline]).toEqual(["KPL", rain, "(KPL)"]);
});
