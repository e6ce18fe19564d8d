import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Intake, openIntake } from "../../../electron/calls/intake/intake.ts";
import { runImport } from "../../../electron/calls/intake/run-import.ts";
import { realDisk } from "../../../electron/disk/durable-file.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import type { Lang } from "../../../shared/article/article.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import { blockText } from "../../../shared/rows/rows.ts";

const FIXTURES = path.join(import.meta.dirname, "../..", "fixtures");
const writer = { origin: "import", by: "Desk" } as const;
let folder = "";
let library: Library;
let intake: Intake;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-pair-"));
  const opened = await openLibrary(path.join(folder, "library"));
  if (!opened.ok) throw new Error(opened.error.message);
  library = opened.value;
  intake = openIntake(path.join(folder, "cache"));
});
afterEach(async () => {
  await intake.close();
  await library.close();
  await rm(folder, { recursive: true, force: true });
});

async function taken(text: string, pair?: string): Promise<string> {
  const answer = await runImport(intake, library, [{ text }], { pair }, writer, () => undefined);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.value.refused).toEqual([]);
  return answer.value.imported[0]?.id ?? "";
}

async function blocks(id: string, lang: Lang) {
  const opened = await library.open(id);
  if (!opened.ok) throw new Error(opened.error.message);
  const { body } = opened.value.article.versions[lang] ?? { body: { type: "doc" } };
  return blocksOf(body).map((block) => ({ row: rowOfBlock(block), text: blockText(block) }));
}

const page = (name: string): Promise<string> => readFile(path.join(FIXTURES, name), "utf8");

/** Lines of text as the agency's pages separate them. */
const text = (...lines: string[]): string => lines.join("\n\n");

const HEADLINE = { lo: "ລົດໄຟແຊ່ເຢັນຂົນສົ່ງໝາກໄມ້ໄປຄຸນໝິງ", en: "Cold-chain train takes fruit to Kunming" };
const LAO = [
  "ຂະບວນລົດໄຟຂົນສົ່ງສິນຄ້າແຊ່ເຢັນ ອອກເດີນທາງຈາກນະຄອນຫຼວງວຽງຈັນ ໃນວັນທີ 12 ພະຈິກ 2026 ໄປຍັງຄຸນໝິງ ປະເທດຈີນ.",
  "ລົດໄຟບັນທຸກໝາກໄມ້ 480 ໂຕນ ຈາກ 3 ແຂວງພາກໃຕ້ ໂດຍໃຊ້ເວລາ 26 ຊົ່ວໂມງ.",
  "ຄ່າຂົນສົ່ງຫຼຸດລົງ 15% ທຽບໃສ່ການຂົນສົ່ງທາງລົດໃຫຍ່ ຕາມການລາຍງານຂອງບໍລິສັດ Laos-China Railway.",
];
const ENGLISH = [
  "A refrigerated freight train left Vientiane Capital on 12 November 2026 for Kunming in China.",
  "It carried 480 tonnes of fruit from 3 southern provinces and took 26 hours.",
  "Freight now costs 15 per cent less than by road, according to the Laos-China Railway company.",
];

test("the agency's Lao page beside its English one: each paragraph takes its partner's row", async () => {
  const id = await taken(await page("kpl-article-en.txt"));
  const before = await blocks(id, "en");
  await taken(await page("kpl-article-lo.txt"), id);
  const [lo, en] = [await blocks(id, "lo"), await blocks(id, "en")];
  expect(en).toEqual(before);
  expect(lo.map((block) => block.row)).toEqual(en.map((block) => block.row));
});

test("a paragraph that the translation lacks stays alone, and those around it are paired", async () => {
  const id = await taken(text(HEADLINE.en, ...ENGLISH));
  await taken(text(HEADLINE.lo, LAO[0] ?? "", LAO[2] ?? ""), id);
  const [lo, en] = [await blocks(id, "lo"), await blocks(id, "en")];
  expect(lo.map((block) => block.row)).toEqual([en[0]?.row, en[2]?.row]);
});

test("one paragraph that says what two say shares a row with both", async () => {
  const id = await taken(text(HEADLINE.en, ...ENGLISH));
  await taken(text(HEADLINE.lo, LAO[0] ?? "", `${LAO[1]} ${LAO[2]}`), id);
  const [lo, en] = [await blocks(id, "lo"), await blocks(id, "en")];
  expect(lo[0]?.row).toBe(en[0]?.row);
  expect(en.slice(1).map((block) => block.row)).toEqual([lo[1]?.row, lo[1]?.row]);
});

test("what says nothing of the same is paired with nothing, and every row is its block's own", async () => {
  const id = await taken(text(HEADLINE.en, `${ENGLISH.join(" ")} ${ENGLISH.join(" ")}`));
  await taken(text(HEADLINE.lo, "ຝົນຕົກ.", "ແດດອອກ."), id);
  const rows = [...(await blocks(id, "lo")), ...(await blocks(id, "en"))].map((block) => block.row);
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows).not.toContain("");
});

describe("a category that a page brings", () => {
  const newCategory = async (name: string) => (await page("kpl-article-en.txt")).replaceAll("Politics", name);

  test("is added beside what somebody changes in the settings at the same moment", async () => {
    const stop = library.subscribe(() => {
      stop();
      const { settings, rev } = library.settings();
      void library.saveSettings(rev, { ...settings, name: "ໂຕະຂ່າວ" });
    });
    const sources = [{ text: await newCategory("Mekong Affairs") }, { text: await newCategory("Space") }];
    const answer = await runImport(intake, library, sources, {}, writer, () => undefined);
    expect(answer).toMatchObject({ ok: true, value: { imported: [{ lang: "en" }, { lang: "en" }], refused: [] } });
    const { settings } = library.settings();
    expect(settings.name).toBe("ໂຕະຂ່າວ");
    expect(settings.categories.map(({ en }) => en)).toEqual(expect.arrayContaining(["Mekong Affairs", "Space"]));
  });

  test("and can't be added leaves what came in on the list, and is told beside it", async () => {
    await library.close();
    const disk = {
      ...realDisk,
      rename: (async (from, to) => {
        if (String(to).endsWith("library.json")) throw Object.assign(new Error("full"), { code: "ENOSPC" });
        await realDisk.rename(from, to);
      }) as typeof realDisk.rename,
    };
    const reopened = await openLibrary(path.join(folder, "library"), { disk });
    if (!reopened.ok) throw new Error(reopened.error.message);
    library = reopened.value;
    const files = ["a.txt", "b.txt"].map(async (name, at) => ({
      name,
      bytes: Buffer.from(await newCategory(`Mekong Affairs ${at}`)),
    }));
    const answer = await runImport(intake, library, await Promise.all(files), {}, writer, () => undefined);
    if (!answer.ok) throw new Error(answer.error.message);
    expect(answer.value.imported.map(({ id }) => id).sort()).toEqual([...(await library.ids())]);
    expect(answer.value.refused.map(({ name, error }) => [name, error.reason])).toEqual([
      ["a.txt", "disk-full"],
      ["b.txt", "disk-full"],
    ]);
  });
});
