/** The palette's commands, found by what people call them. */
import { describe, expect, test } from "vitest";
import { en } from "../../../renderer/locale/en.ts";
import { lo } from "../../../renderer/locale/lo.ts";
import type { Command } from "../../../renderer/shell/commands.ts";
import { findCommands } from "../../../renderer/shell/find-commands.ts";
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

test("other words belong to a command that there is, and none is empty", () => {
  for (const words of [en.commandWords, lo.commandWords])
    for (const [id, text] of Object.entries(words)) {
      expect(Object.keys(en.commands)).toContain(id);
      for (const word of text.split(",")) expect(word.trim()).not.toBe("");
    }
  for (const id of MENU_ITEMS.keys()) expect(Object.keys(en.commandWords)).toContain(id);
});
