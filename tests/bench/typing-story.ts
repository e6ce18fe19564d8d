/**
 * A long story as a desk has it in work, the same each time: in both languages, every row paired, most of them confirmed
 * and some out of date, and with notes of which most are open: the checks find all of that.
 */
import type { Note, RowRecord, Version } from "../../shared/article/article.ts";
import { emptyVersion } from "../../shared/article/article.ts";

const LAO = [
  "ຄະນະກຳມະທິການແມ່ນ້ຳຂອງ ໄດ້ເປີດກອງປະຊຸມປະຈຳປີ ຢູ່ນະຄອນຫລວງວຽງຈັນ ໂດຍມີຜູ້ຕາງໜ້າຈາກສີ່ປະເທດເຂົ້າຮ່ວມ.",
  "ທ່ານຫົວໜ້າກົມກ່າວວ່າ ລະດັບນ້ຳຢູ່ເມືອງປາກເຊ ເພີ່ມຂຶ້ນສອງແມັດ ພາຍໃນສາມມື້ ແລະ ຊາວບ້ານໄດ້ຍ້າຍເຮືອຂຶ້ນຝັ່ງແລ້ວ.",
  "ໂຄງການດັ່ງກ່າວ ມີມູນຄ່າ 1.250 ລ້ານກີບ ແລະ ຈະສຳເລັດໃນທ້າຍປີໜ້າ ຕາມແຜນທີ່ໄດ້ກຳນົດໄວ້.",
  "ນັກຮຽນກວ່າ 400 ຄົນ ຈະໄດ້ຮຽນຢູ່ໂຮງຮຽນແຫ່ງໃໝ່ ເຊິ່ງມີຫ້ອງທົດລອງ, ຫໍສະໝຸດ ແລະ ເດີ່ນກິລາ.",
];
const ENGLISH = [
  "The Mekong River Commission opened its yearly meeting in Vientiane Capital with delegates from four countries.",
  "The director said the water at Pakse had risen by two metres in three days, and villagers had moved their boats ashore.",
  "The project costs 1,250 million kip and is to be finished at the end of next year, as planned.",
  "More than 400 pupils will study at the new school, which has a laboratory, a library and a sports ground.",
];

export interface TypingStory {
  readonly lo: Version;
  readonly en: Version;
  readonly rows: Readonly<Record<string, RowRecord>>;
  readonly notes: Readonly<Record<string, Note>>;
}

/** One row of so many has a note, and one note of so many is done. */
const NOTED = 6;
const DONE = 4;

export function typingStory(rows: number): TypingStory {
  const at = "2026-11-24T03:00:00Z";
  const textOf = (pool: readonly string[], row: number) =>
    [pool[row % pool.length], pool[(row + 1 + (row % 3)) % pool.length]].join(" ");
  const version = (lang: "lo" | "en", pool: readonly string[]): Version => ({
    ...emptyVersion(lang, at),
    headline: pool[0]?.slice(0, 60) ?? "",
    lead: pool[1] ?? "",
    body: {
      type: "doc",
      content: Array.from({ length: rows }, (_, row) => ({
        type: "paragraph",
        attrs: { id: `${lang}-block-${row}`, row: `row-${row}` },
        content: [{ type: "text", text: textOf(pool, row) }],
      })),
    },
  });
  const records = Array.from({ length: rows }, (_, row) => [
    `row-${row}`,
    { lo: textOf(LAO, row), en: textOf(ENGLISH, row + (row % 7 === 0 ? 1 : 0)), at, by: "ນ້ອຍ ແສງດາລາ" },
  ]);
  const notes = Array.from({ length: Math.ceil(rows / NOTED) }, (_, index): [string, Note] => {
    const isDone = index % DONE === 0;
    return [
      `01M7${String(index).padStart(22, "0")}`,
      {
        row: `row-${index * NOTED}`,
        at,
        by: "ນ້ອຍ ແສງດາລາ",
        text: "ຖາມກົມອຸຕຸນິຍົມກ່ອນ",
        resolvedAt: isDone ? at : null,
        ...(isDone && { resolvedBy: "ຄຳຫລ້າ ຈັນທະລາ" }),
      },
    ];
  });
  return {
    lo: version("lo", LAO),
    en: version("en", ENGLISH),
    rows: Object.fromEntries(records),
    notes: Object.fromEntries(notes),
  };
}
