/** Lines of a column as paragraphs: what joins them, and what never does. */
import { expect, test } from "vitest";
import { textBlocks } from "../../../../shared/text/incoming/text-blocks.ts";
import { outline } from "../../outline.ts";

const lines = (text: string): string[] => textBlocks(text).blocks.flatMap(outline);

test("a page's number between the lines of a column goes into no sentence", () => {
  const before =
    "The Government of the Lao PDR has approved the agreement on the\nprotection of the Mekong river and its many tributaries,";
  const after =
    "the Ministry said on Wednesday after a meeting in the capital of\nthe country with partners from the region.";
  for (const number of ["12", "- 12 -", "໑໒"])
    expect(lines(`${before}\n${number}\n${after}`)).toEqual([
      `paragraph ${before.replace("\n", " ")}`,
      `paragraph ${number}`,
      `paragraph ${after.replace("\n", " ")}`,
    ]);
});

test("an address that a line cut goes on without a space; one that is whole, and a slash between words, do not", () => {
  const column = (end: string) =>
    `The whole text of the agreement can be read by all at ${end}\nstory-of-rain and in the paper of the Ministry which is out on\nWednesday in all of the provinces of the country.`;
  const [first = ""] = lines(column("https://kpl.gov.la/2026/"));
  expect(first).toContain("at https://kpl.gov.la/2026/story-of-rain and");
  expect(lines(column("https://kpl.gov.la"))[0]).toContain("at https://kpl.gov.la story-of-rain and");
  expect(lines(column("its own cost and/"))[0]).toContain("and/ story-of-rain");
});

test("a letter's wrapped lines are one paragraph, its greeting and its names lines of their own", () => {
  const letter =
    "Dear Editor,\n\nThe Ministry of Health said on Tuesday that a new hospital of 120 beds\nwould be opened in Luang Namtha in the first week of December, with the\nhelp of the people of Japan.\n\nRegards,\nSomsack\nTel: 020 5555 1234";
  expect(lines(letter)).toEqual([
    "paragraph Dear Editor,",
    "paragraph The Ministry of Health said on Tuesday that a new hospital of 120 beds would be opened in Luang Namtha in the first week of December, with the help of the people of Japan.",
    "paragraph Regards,",
    "paragraph Somsack",
    "paragraph Tel: 020 5555 1234",
  ]);
});

test("verses of one length stay lines, and might be joined", () => {
  const verses = "ດວງຈຳປາ ເວລາຊົມນ້ອງ\nນຶກເຫັນພັນຊ່ອງ ມອງເຫັນຫົວໃຈ\nເຮົານຶກຂຶ້ນໄດ້ ໃນກິ່ນເຈົ້າຫອມ\nເຫັນສວນດອກໄມ້ ບິດາປູກໄວ້";
  expect(lines(verses)).toEqual(verses.split("\n").map((line) => `paragraph ${line}`));
  expect(textBlocks(verses).isClose).toBe(true);
});

test("the lines of an item that stand under its words are of the item", () => {
  const items =
    "1. The Ministry of Health said on Tuesday that a new hospital of 120\n   beds would be opened in Luang Namtha in December.\n2. The Ministry of Education said that a school for three hundred\n   children would follow it.";
  expect(lines(items)).toEqual([
    'orderedList{"start":1}',
    "  listItem",
    "    paragraph The Ministry of Health said on Tuesday that a new hospital of 120 beds would be opened in Luang Namtha in December.",
    "  listItem",
    "    paragraph The Ministry of Education said that a school for three hundred children would follow it.",
  ]);
  expect(lines("- ຝົນ\n  ຕົກໜັກ\n- ທາງຂາດ ຢູ່ເມືອງຫ້ວຍຊາຍ ແຂວງບໍ່ແກ້ວ")).toContain("paragraph ຕົກໜັກ");
});

test("a telephone's number, an address of the web and one of mail are lines of their own, and prove no column", () => {
  const contact = ["ໂທ: 020 5555 1234", "https://kpl.gov.la/detail.aspx?id=1", "info@kpl.gov.la"];
  expect(textBlocks(contact.join("\n"))).toMatchObject({
    isClose: false,
    blocks: contact.map((text) => ({ type: "paragraph", content: [{ text }] })),
  });
});

test("a paragraph of a column that begins deeper than its other lines is one", () => {
  const text =
    "   The first paragraph of the story goes on for some\nlines and ends here with a full stop.\n   The second paragraph begins deeper as well, and it\ngoes on until here.";
  expect(textBlocks(text).blocks.map(({ content }) => content?.[0]?.text)).toEqual([
    "The first paragraph of the story goes on for some lines and ends here with a full stop.",
    "The second paragraph begins deeper as well, and it goes on until here.",
  ]);
});

test("a soft hyphen at a line's end makes a cut word whole, and behind a space nothing", () => {
  expect(lines("ກະຊວງສຶກສາທິ\u00ad\nການ")).toEqual(["paragraph ກະຊວງສຶກສາທິການ"]);
  expect(lines("ກະຊວງສຶກສາທິການ \u00ad\nແລະ ກິລາ")).toEqual(["paragraph ກະຊວງສຶກສາທິການ", "paragraph ແລະ ກິລາ"]);
});

test("a line said twice is two lines, and figures alone on theirs prove no column", () => {
  expect(lines("ຂົວໃໝ່ເປີດນຳໃຊ້ຢູ່ທ່າແຂກ\nຂົວໃໝ່ເປີດນຳໃຊ້ຢູ່ທ່າແຂກ\nຂົວຍາວ 90 ແມັດ ເປີດແລ້ວ.")).toEqual([
    "paragraph ຂົວໃໝ່ເປີດນຳໃຊ້ຢູ່ທ່າແຂກ",
    "paragraph ຂົວໃໝ່ເປີດນຳໃຊ້ຢູ່ທ່າແຂກ",
    "paragraph ຂົວຍາວ 90 ແມັດ ເປີດແລ້ວ.",
  ]);
  const head = ["ລາວຊະນະໄທ", "04/11/2026 21:00", "ອ່ານແລ້ວ: 1.204", "ທີມຊາດລາວ ຊະນະ ທີມໄທ 2-1.", "ປະຕູໄດ້ຈາກ ບຸນຄົງ."];
  expect(lines(head.join("\n"))).toEqual(head.map((line) => `paragraph ${line}`));
});
