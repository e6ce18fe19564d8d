import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { GUIDE_PAGES } from "../../../renderer/base/guide-state.ts";
import { PALETTE_KEY } from "../../../renderer/base/hotkeys.ts";
import { findPages } from "../../../renderer/guide/find-pages.ts";
import { paragraphsOf, piecesOf } from "../../../renderer/guide/page-words.ts";
import { GUIDE } from "../../../renderer/guide/pages.ts";
import { en } from "../../../renderer/locale/en.ts";
import { lo } from "../../../renderer/locale/lo.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { MENU_ITEMS, MENU_KEY } from "../../../shared/menu.ts";
import { canonicalText } from "../../../shared/text/lao.ts";

const termAt = (words: object, key: string): unknown =>
  key
    .split(".")
    .reduce<unknown>((now, part) => (typeof now === "object" && now ? Reflect.get(now, part) : null), words);
const KEYS = new Set([PALETTE_KEY, MENU_KEY, ...[...MENU_ITEMS.values()].flatMap(({ hotkey }) => hotkey ?? [])]);
const terms = (paragraph: string) => piecesOf(paragraph).flatMap((piece) => (piece.kind === "text" ? [] : [piece]));

test("every page is short and says the same in both languages, in the words and by the keys of the window", () => {
  for (const page of GUIDE_PAGES) {
    const [inLao, inEnglish] = [GUIDE.lo[page], GUIDE.en[page]];
    expect(inLao.steps.length, page).toBe(inEnglish.steps.length);
    expect(inLao.notes.length, page).toBe(inEnglish.notes.length);
    for (const [at, paragraph] of paragraphsOf(inEnglish).entries()) {
      const other = paragraphsOf(inLao)[at] ?? "";
      expect(other, other).toBe(canonicalText(other));
      expect(terms(other), `${page} ${at}`).toEqual(terms(paragraph));
      expect(paragraph.length).toBeLessThan(240);
      for (const { kind, name } of terms(paragraph)) {
        if (kind === "key") expect([...KEYS], `${page}: ${name}`).toContain(name);
        else
          for (const words of [en, lo])
            expect(termAt(words, kind === "command" ? `commands.${name}` : name), name).toMatch(/\p{L}/u);
      }
    }
  }
});

test("every page has its picture in both languages, and all of them together are small", () => {
  const folder = path.join(import.meta.dirname, "..", "..", "..", "renderer", "guide", "pictures");
  const wanted = GUIDE_PAGES.flatMap((page) => LANGS.map((lang) => `${page}.${lang}.webp`));
  expect(readdirSync(folder).toSorted()).toEqual(wanted.toSorted());
  const bytes = wanted.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(1_500_000);
});

test("a page is found by the beginning of a word, in Lao without spaces and without tones too, its title first", () => {
  const find = (lang: "lo" | "en", typed: string) =>
    findPages(
      GUIDE_PAGES.map((id) => ({ id, paragraphs: paragraphsOf(GUIDE[lang][id]) })),
      typed,
    ).map(({ id }) => id);
  expect(find("en", "BACKUP")[0]).toBe("backup");
  expect(find("en", "crop photo")).toEqual(["details"]);
  expect(find("en", "ackup")).toEqual([]);
  expect(find("en", "  ")).toEqual([]);
  expect(find("lo", "ສຳຮອງ")[0]).toBe("backup");
  expect(find("lo", "ຈັບຄູ່ຫຍໍ້ໜ້າ")[0]).toBe("pairing");
  expect(find("lo", "ຈັບຄູຫຍໍຫນາ")[0]).toBe("pairing");
  expect(find("lo", "ຫລື")).toEqual(find("lo", "ຫຼື"));
  expect(find("lo", "ຊ້າງເຜືອກ")).toEqual([]);
});
