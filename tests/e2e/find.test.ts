import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Editor } from "@tiptap/core";
import axe from "axe-core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.renew());
afterAll(() => desk?.close());

const COLD_CHAIN = /Cold-chain trains/;

async function openColdChain(page: Page) {
  await page.getByRole("option", { name: COLD_CHAIN }).click();
  const [lao, english] = [
    page.getByRole("textbox", { name: "Lao body" }),
    page.getByRole("textbox", { name: "English body" }),
  ];
  await english.waitFor();
  return { lao, english, bar: page.getByRole("search", { name: "Find and replace in this story" }) };
}

/** Selects the first place in a body where one text node holds these words. */
async function select(body: Locator, words: string) {
  await body.focus();
  await body.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.textContent ?? "").indexOf(wanted);
      if (at === -1) continue;
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`No text holds ${wanted}`);
  }, words);
  // The editor takes a selection over when the browser tells of it.
  await expect.poll(() => body.evaluate(() => getSelection()?.toString())).toBe(words);
}

const find = async (page: Page, words: string) => {
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find in both languages" }).fill(words);
};
const marks = (body: Locator) => body.locator(".find-hit").allTextContents();

test("words are found in both columns, split by bold or spelt otherwise, and counted by side", async () => {
  const { page } = desk;
  const { lao, english, bar } = await openColdChain(page);
  await select(english, "South");
  await page.keyboard.press("Control+b");

  // What is selected is what is looked for.
  await page.keyboard.press("Control+f");
  await expect.poll(() => bar.getByRole("textbox", { name: "Find in both languages" }).inputValue()).toBe("South");

  await find(page, "vientiane south");
  await bar.getByText("0 Lao, 2 English").waitFor();
  await expect.poll(async () => (await marks(english)).join("")).toBe("Vientiane SouthVientiane South");
  // Asked for again in the bar, the words stay, whatever is selected in the text.
  await page.keyboard.press("Control+f");
  await expect
    .poll(() => bar.getByRole("textbox", { name: "Find in both languages" }).inputValue())
    .toBe("vientiane south");
  await bar.getByRole("button", { name: "Match case" }).click();
  await bar.getByText("Nothing found").waitFor();
  await bar.getByRole("button", { name: "Match case" }).click();

  await find(page, "2026");
  await bar.getByText(/^\d of 4 · 2 Lao, 2 English$/).waitFor();

  // ນ້ຳຂອງ stands in the story; it is asked for in the other order of its marks.
  await find(page, "ນໍ້າຂອງ");
  await bar.getByText("1 of 1 · 1 Lao, 0 English").waitFor();
  await expect.poll(() => marks(lao)).toEqual(["ນ້ຳຂອງ"]);

  await find(page, "ລາ");
  await expect.poll(async () => (await marks(lao)).length).toBeGreaterThan(1);
  await bar.getByRole("button", { name: "Whole words" }).click();
  await bar.getByText("Nothing found").waitFor();
  await find(page, "ລົດໄຟ");
  await expect.poll(async () => (await marks(lao)).length).toBeGreaterThan(1);
});

test("Enter goes down the page and round, Shift-Enter back; only a hit out of view is scrolled to; Escape leaves the caret there", async () => {
  const { page } = desk;
  await page.setViewportSize({ width: 1280, height: 620 });
  const { english, bar } = await openColdChain(page);
  const scroller = page.locator(".scroller");
  const scrolled = () => scroller.evaluate((element) => element.scrollTop);
  const currentIsSeen = () =>
    page.evaluate(() => {
      const hit = document.querySelector(".find-current")?.getBoundingClientRect();
      const seen = document.querySelector(".scroller")?.getBoundingClientRect();
      return hit !== undefined && seen !== undefined && hit.top >= seen.top + 30 && hit.bottom <= seen.bottom;
    });
  await page.getByRole("textbox", { name: "English headline" }).focus();
  await find(page, "Kunming");
  await bar.getByText("1 of 3").waitFor();
  await expect.poll(() => scrolled()).toBe(0);
  await expect.poll(() => page.locator(".cell.headline .find-current").textContent()).toBe("Kunming");
  await page.keyboard.press("Enter");
  await bar.getByText("2 of 3").waitFor();
  await expect.poll(() => currentIsSeen()).toBe(true);
  await page.keyboard.press("Enter");
  await bar.getByText("3 of 3").waitFor();
  await expect.poll(() => currentIsSeen()).toBe(true);
  await expect.poll(() => scrolled()).toBeGreaterThan(100);
  const before = await scrolled();
  await page.keyboard.press("Enter");
  await bar.getByText("1 of 3").waitFor();
  await expect.poll(() => currentIsSeen()).toBe(true);
  await page.keyboard.press("Shift+Enter");
  await bar.getByText("3 of 3").waitFor();
  await expect.poll(() => currentIsSeen()).toBe(true);
  expect(before).toBeGreaterThan(0);

  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".find-hit, .find-current").count()).toBe(0);
  await expect.poll(() => english.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.insertText("Boten");
  await expect.poll(() => english.textContent()).toContain("from Vientiane South Station to Boten.");
});

test("replace all changes both columns, headline and lead; one undo in each brings it back, and so does the bar's", async () => {
  const { page } = desk;
  const { lao, english, bar } = await openColdChain(page);
  const fields = [
    page.getByRole("textbox", { name: "Lao lead" }),
    page.getByRole("textbox", { name: "English lead" }),
  ] as const;
  const texts = async () => [
    (await lao.textContent()) ?? "",
    (await english.textContent()) ?? "",
    await wordsIn(fields[0]),
    await wordsIn(fields[1]),
  ];
  const before = await texts();
  const ids = () =>
    page
      .locator(".ProseMirror > [data-id]")
      .evaluateAll((blocks) => blocks.map((block) => block.getAttribute("data-id")));
  const idsBefore = await ids();
  await lao.locator("p").first().click();
  await page.keyboard.press("Control+h");
  await bar.getByRole("textbox", { name: "Find in both languages" }).fill("2026");
  await bar.getByRole("textbox", { name: "Replace with" }).fill("2027");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await bar.getByText("Replaced: 2 Lao, 2 English.").waitFor();
  const after = before.map((text) => text.replaceAll("2026", "2027"));
  await expect.poll(() => texts()).toEqual(after);
  await expect.poll(() => ids()).toEqual(idsBefore);
  await saved(page);

  await bar.getByRole("button", { name: "Undo" }).click();
  await bar.getByText("All is as it was.").waitFor();
  await expect.poll(() => texts()).toEqual(before);

  // In the bar itself the key does the same.
  await bar.getByRole("button", { name: "Replace all" }).click();
  await expect.poll(texts).toEqual(after);
  await bar.getByRole("textbox", { name: "Replace with" }).press("Control+z");
  await expect.poll(texts).toEqual(before);

  await bar.getByRole("button", { name: "Replace all" }).click();
  await expect.poll(texts).toEqual(after);
  await page.keyboard.press("Escape");
  await lao.locator("p").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await texts())[0]).toBe(before[0]);
  await expect.poll(async () => (await texts())[1]).toBe(after[1]);
  await english.locator("p").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await texts()).slice(0, 2)).toEqual(before.slice(0, 2));
  await saved(page);
});

test("a headline's words are replaced one by one, and the field's own undo brings them back", async () => {
  const { page } = desk;
  const { bar } = await openColdChain(page);
  const headline = page.getByRole("textbox", { name: "English headline" });
  await headline.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("Control+h");
  await bar.getByRole("textbox", { name: "Find in both languages" }).fill("fruit to kunming");
  await bar.getByText("1 of 2").waitFor();
  const replacement = bar.getByRole("textbox", { name: "Replace with" });
  await replacement.fill("bananas to Yunnan");
  await replacement.press("Enter");
  await expect.poll(() => wordsIn(headline)).toBe("Cold-chain trains carry more Lao bananas to Yunnan");
  await bar.getByText("1 of 1").waitFor();
  await saved(page);
  await expect.poll(() => replacement.evaluate((element) => element === document.activeElement)).toBe(true);
  const stored = await readFile(await articleFile(desk.library), "utf8");
  expect(JSON.parse(stored).versions.en.headline).toBe("Cold-chain trains carry more Lao bananas to Yunnan");
  await headline.click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe("Cold-chain trains carry more Lao fruit to Kunming");

  // What the bar itself took back is not done again by the field's undo.
  await page.keyboard.press("Control+h");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await expect.poll(() => wordsIn(headline)).toBe("Cold-chain trains carry more Lao bananas to Yunnan");
  await bar.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => wordsIn(headline)).toBe("Cold-chain trains carry more Lao fruit to Kunming");
  await headline.click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe("Cold-chain trains carry more Lao fruit to Kunming");

  // The bar goes with the story; in the next one it looks for the same words when it is asked for.
  await saved(page);
  await page.getByRole("option", { name: /Mekong hydrologists/ }).click();
  await expect.poll(() => wordsIn(headline)).toContain("Mekong hydrologists");
  await expect.poll(() => bar.count()).toBe(0);
  await page.keyboard.press("Control+f");
  await expect
    .poll(() => bar.getByRole("textbox", { name: "Find in both languages" }).inputValue())
    .toBe("fruit to Kunming");
  await bar.getByText("Nothing found").waitFor();
});

test("marks follow the typing, a composition arrives once, and a hidden column is passed over and named", async () => {
  const { page } = desk;
  const { lao, english, bar } = await openColdChain(page);
  await find(page, "ລົດໄຟ");
  await bar.getByText(/6 Lao, 0 English/).waitFor();
  await english.locator("p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ລົດໄຟ");
  await bar.getByText(/6 Lao, 1 English/).waitFor();
  await expect.poll(() => marks(english)).toEqual(["ລົດໄຟ"]);

  const devtools = await page.context().newCDPSession(page);
  await lao.locator("p").last().click();
  await page.keyboard.press("End");
  for (const text of ["ລົ", "ລົດ", "ລົດໄ", "ລົດໄຟ"])
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools.send("Input.insertText", { text: "ລົດໄຟ" });
  await bar.getByText(/7 Lao, 1 English/).waitFor();
  await expect.poll(async () => (await lao.locator("p").last().textContent())?.endsWith("2021.ລົດໄຟ")).toBe(true);

  await page.getByRole("button", { name: "Hide the Lao column" }).click();
  await bar.getByText("Lao is hidden and passed over.").waitFor();
  await bar.getByText("1 of 1 · 7 Lao, 1 English").or(bar.getByText("7 Lao, 1 English")).first().waitFor();
  await page.keyboard.press("Control+h");
  await bar.getByRole("textbox", { name: "Replace with" }).fill("ຂະບວນລົດ");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await bar.getByText("Replaced: 0 Lao, 1 English.").waitFor();
});

test("a column that can't be written to is left as it is, and the bar says so; axe finds nothing on it", async () => {
  const { page } = desk;
  const { lao, bar } = await openColdChain(page);
  // As a lock does it: the editor and its column's fields refuse changes.
  await page.evaluate(() => {
    for (const field of document.querySelectorAll("[data-field$='.lo']"))
      (field as HTMLElement & { editor: Editor }).editor.setEditable(false);
  });
  const before = await lao.textContent();
  const lead = await wordsIn(page.getByRole("textbox", { name: "Lao lead" }));
  await page.keyboard.press("Control+h");
  await bar.getByRole("textbox", { name: "Find in both languages" }).fill("2026");
  await bar.getByRole("textbox", { name: "Replace with" }).fill("2027");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await bar.getByText("Replaced: 0 Lao, 2 English. Lao is locked: 2 left.").waitFor();
  await expect.poll(() => lao.textContent()).toBe(before);
  await expect.poll(() => wordsIn(page.getByRole("textbox", { name: "Lao lead" }))).toBe(lead);

  await page.evaluate(axe.source);
  const violations = await page.evaluate(
    "axe.run(document.querySelector('.find-bar'), { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id }) => id))",
  );
  expect(violations).toEqual([]);
});

async function articleFile(library: string): Promise<string> {
  const folder = path.join(library, "articles");
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith(".json") && (await readFile(path.join(folder, name), "utf8")).includes("Refrigerated wagons"))
      return path.join(folder, name);
  throw new Error("The story is not in the library");
}

test("in a story that is open for reading words are found and nothing can be replaced; the bar speaks Lao", async () => {
  const { page } = desk;
  const file = await articleFile(desk.library);
  const article = JSON.parse(await readFile(file, "utf8"));
  article.versions.en.body.content.push({ type: "timeline", attrs: { id: "t1", row: "t1" } });
  await putFile(file, JSON.stringify(article));
  const { bar } = await openColdChain(page);
  await page.getByText("It can be read here, not changed").waitFor();
  await page.keyboard.press("Control+h");
  await bar.getByRole("textbox", { name: "Find in both languages" }).fill("Kunming");
  await bar.getByText("0 Lao, 3 English").waitFor();
  await bar.getByText("The story is open for reading; nothing can be replaced.").waitFor();
  await expect.poll(() => bar.getByRole("button", { name: "Replace", exact: true }).isDisabled()).toBe(true);
  await expect.poll(() => bar.getByRole("button", { name: "Replace all" }).isDisabled()).toBe(true);

  await page.getByText("ລາວ", { exact: true }).first().click();
  const inLao = page.getByRole("search", { name: "ຊອກຫາ ແລະ ແທນທີ່ໃນຂ່າວນີ້" });
  await inLao.getByRole("textbox", { name: "ຊອກຫາໃນທັງສອງພາສາ" }).waitFor();
  await inLao.getByText("ລາວ 0, ອັງກິດ 3").waitFor();
  for (const name of ["ແຍກຕົວພິມໃຫຍ່ ແລະ ນ້ອຍ", "ສະເພາະຄຳເຕັມ", "ບ່ອນກ່ອນໜ້າ", "ບ່ອນຕໍ່ໄປ", "ແທນທີ່ທັງໝົດ", "ປິດການຊອກຫາ"])
    await expect.poll(() => inLao.getByRole("button", { name }).count()).toBe(1);
});
