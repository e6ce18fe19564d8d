/** The palette's commands, found by what people call them. */
import { describe, expect, test } from "vitest";
import { en } from "../../../renderer/locale/en.ts";
import { lo } from "../../../renderer/locale/lo.ts";
import type { Command } from "../../../renderer/shell/commands.ts";
import { findCommands, findNamed } from "../../../renderer/shell/palette/find-commands.ts";
import { MENU_ITEMS } from "../../../shared/menu.ts";

const COMMANDS: readonly Command[] = [...MENU_ITEMS.keys()].map((id) => ({ id, run: () => undefined }));

describe.each(["en", "lo"] as const)("with the window in %s", (language) => {
  const find = (typed: string) => findCommands(COMMANDS, typed, language);
  const found = (typed: string): readonly string[] => find(typed).commands.map(({ id }) => id);

  test.each([
    ["dark", "lookDark"],
    ["night", "lookDark"],
    ["backup", "backup"],
    ["Back Up", "backup"],
    ["zip", "bundle"],
    ["export", "bundle"],
    ["print", "preview"],
    ["help", "shortcuts"],
    ["delete", "trash"],
    ["metadata", "toggleDetails"],
    ["photo", "details"],
    ["caption", "details"],
    ["author", "details"],
    ["withdraw", "publish"],
    ["dark mode", "lookDark"],
    ["translate", "nextRow"],
    ["excel", "import"],
    ["whatsapp", "copyLao"],
    ["recover", "backup"],
    ["deleted", "search"],
    ["signing key", "bundle"],
    ["spelling", "checks"],
    ["schedule", "publishDue"],
    ["how to publish", "publishSite"],
    ["confirm the row", "confirmRow"],
    ["quit", "closeStory"],
    ["table", "insertTable"],
    ["bold", "textBold"],
    ["heading", "heading2"],
    ["quote", "quote"],
    ["numbered list", "orderedList"],
    ["ຕາຕະລາງ", "insertTable"],
    ["ຕົວໜາ", "textBold"],
    ["ຫົວຂໍ້", "heading2"],
    ["ຄຳເວົ້າ", "quote"],
    ["ຮູບພາບ", "details"],
    ["ຜູ້ຂຽນ", "details"],
    ["ປ້າຍກຳກັບ", "details"],
    ["ຖອນຄືນ", "publish"],
    ["ຕັ້ງເວລາ", "publishDue"],
    ["ແປພາສາ", "nextRow"],
    ["ວັອດແອັບ", "copyLao"],
    ["ພິມ", "print"],
    ["ລິງ", "link"],
    ["ແກ້ໄຂ", "replace"],
    ["ຖັງຂີ້ເຫຍື້ອ", "trash"],
    ["ດາວໂຫຼດ", "bundle"],
    ["ມືດ", "lookDark"],
    ["ສຳຮອງ", "backup"],
    ["ຊ່ວຍເຫລືອ", "shortcuts"],
    ["ສົ່ງອອກ", "publishSite"],
    ["ລຶບ", "trash"],
    // The tone typed behind its vowel, and a vowel in its two pieces.
    ["ສໍາຮອງ", "backup"],
  ])("%s finds %s", (typed, id) => {
    expect(found(typed)).toContain(id);
  });

  test("a command's own name comes before what has it for another word", () => {
    for (const { id } of COMMANDS) {
      const name = (language === "lo" ? lo : en).commands[id as "save"];
      const { commands, isMeant } = find(name);
      expect(commands[0]?.id).toBe(id);
      expect(isMeant).toBe(true);
    }
  });

  test("nothing typed leaves them all as they come, and two letters don't find parts of words", () => {
    expect(found("  ")).toEqual(COMMANDS.map(({ id }) => id));
    expect(found("ip")).not.toContain("bundle");
    expect(found("no command says this")).toEqual([]);
  });
});

test("what people gave a name to is found by it, the name itself first, and a part of it too", () => {
  const all = [{ name: "ນ້ຳຖ້ວມ" }, { name: "ລາຄານ້ຳມັນ" }, { name: "Morning politics" }, { name: "Politics" }];
  const names = (typed: string) => findNamed(all, typed).named.map(({ name }) => name);
  expect(names("ນໍ້າຖ້ວມ")).toEqual(["ນ້ຳຖ້ວມ"]);
  expect(names("ນ້ຳ")).toEqual(["ນ້ຳຖ້ວມ", "ລາຄານ້ຳມັນ"]);
  expect(names("POLITICS")).toEqual(["Politics", "Morning politics"]);
  expect(names("")).toEqual(all.map(({ name }) => name));
  expect(names("sport")).toEqual([]);
  expect([findNamed(all, "politics").isMeant, findNamed(all, "polit").isMeant]).toEqual([true, false]);
});

test("other words belong to a command that there is, and none is empty", () => {
  for (const words of [en.commandWords, lo.commandWords])
    for (const [id, text] of Object.entries(words)) {
      expect(Object.keys(en.commands)).toContain(id);
      for (const word of text.split(",")) expect(word.trim()).not.toBe("");
    }
  for (const id of MENU_ITEMS.keys()) expect(Object.keys(en.commandWords)).toContain(id);
});
