/** What two desks wrote in two ways stands at its row and in Details, and is settled there by keys and mouse. */

import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { settledOf } from "../../shared/article/card.ts";
import { blocksOf } from "../../shared/blocks/body.ts";
import { blockText } from "../../shared/rows/rows.ts";
import { violations } from "./axe.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, walkTo } from "./steps.ts";
import { inTwoWays, paragraph, written } from "./two-ways.ts";

let desk: RunningDesk;
let page: Page;
let id = "";
let turn = 0;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  page = desk.page;
  page.setDefaultTimeout(15_000);
});
afterAll(() => desk?.close());

const LO = ["ລະດັບນ້ຳຂອງຂຶ້ນ ສອງແມັດ ໃນວັນຈັນ.", "ປະຊາຊົນແຄມນ້ຳ ຖືກແນະນຳໃຫ້ຍ້າຍ."] as const;
const EN = ["The river rose by two metres on Monday.", "Families near the bank were told to move."] as const;
const bodyOf = (texts: readonly string[]) => ({
  type: "doc",
  content: texts.map((text, at) => paragraph(`r${at}`, text)),
});

beforeEach(async () => {
  turn += 1;
  const headline = `Mekong rises, report ${turn}`;
  const made = await ask(desk, "articles.create", {
    details: { source: "lo", category: "politics" },
    lo: { headline: `ນ້ຳຂອງຂຶ້ນ ${turn}`, lead: "ນ້ຳຂອງຂຶ້ນສູງກວ່າລະດັບເຕືອນໄພ.", body: bodyOf(LO) },
    en: { headline, lead: "The Mekong is above its warning level.", body: bodyOf(EN) },
  });
  id = made.article.id;
  await ask(desk, "host.remember", { language: "en", by: "ນ້ອຍ" });
});

const open = async () => {
  const option = page.locator(`[role=option][data-story="${id}"]`);
  await option.click();
  await page.locator("[data-field='body.en']").getByText("Families near").waitFor();
};
const price = (to: string) => (text: string) => text.replace("two metres on Monday", to);
const metres = () =>
  inTwoWays(
    desk,
    id,
    (article) => written(article, "en", price("three metres on Monday")),
    (article) => written(article, "en", price("five metres on Monday")),
  );
const card = () => page.locator(".row-panel [data-card]");
const texts = async (lang: "lo" | "en" = "en") => {
  const { versions } = await onDisk(desk.library, id);
  return blocksOf(versions[lang]?.body ?? { type: "doc" }).map(blockText);
};
const openCards = async () => (await onDisk(desk.library, id)).conflicts.length;
const body = () => page.getByRole("textbox", { name: "English body" });

test("a shelf that is higher than the window begins with its row's text, which is not pushed out of sight", async () => {
  await page.setViewportSize({ width: 1280, height: 480 });
  try {
    await open();
    await metres();
    await page.locator(".gutter-cell[data-row=r0]:has(.row-mark-cards)").click();
    await card().waitFor();
    const heights = await page
      .locator(".row-panel")
      .evaluate((panel) => [panel.clientHeight, panel.closest(".scroller")?.clientHeight ?? 0]);
    expect(heights[0]).toBeGreaterThan(heights[1] ?? 0);
    const above = () =>
      page.locator(".body-en [data-row=r0]").evaluate((text) => {
        const around = text.closest(".scroller")?.getBoundingClientRect();
        return text.getBoundingClientRect().top - (around?.top ?? 0);
      });
    await expect.poll(above).toBeGreaterThanOrEqual(0);
    await expect.poll(above).toBeLessThan(60);
    await page.keyboard.press("Escape");
    await page.locator(".row-panel").waitFor({ state: "detached" });
  } finally {
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

test("a card comes while the story is open, is reached, read and settled by keys, and one undo brings it back", async () => {
  await open();
  await metres();
  await page.getByRole("status").filter({ hasText: "Row 1 was written in two ways." }).waitFor({ state: "attached" });
  const mark = page.locator(".gutter-cell[data-row=r0]");
  await expect.poll(() => mark.getAttribute("aria-label")).toContain("Written in two ways");
  await page.locator("[data-field='headline.en']").click();
  // The headline's row and the lead's wait for their confirmation and come first.
  await walkTo(card());
  await card().getByText("ນາງ ຄຳຫຼ້າ").waitFor();
  await card().getByText("Somsak").waitFor();
  await expect.poll(() => card().locator("mark").allTextContents()).toEqual(expect.arrayContaining(["three", "five"]));
  expect(await violations(desk)).toEqual([]);
  const first = (await card().locator(".card-words").first().textContent()) ?? "";
  const second = first.includes("five") ? "three" : "five";
  await page.keyboard.press("Alt+2");
  await card().waitFor({ state: "detached" });
  await saved(page);
  await expect.poll(() => texts()).toEqual([`The river rose by ${second} metres on Monday.`, EN[1]]);
  const now = await onDisk(desk.library, id);
  expect([now.conflicts, settledOf(now)]).toEqual([[], [expect.any(String)]]);
  // What wasn't taken is in the story's history.
  const { revisions } = await ask(desk, "history.list", { id });
  const kept = await Promise.all(revisions.map(({ rev }) => ask(desk, "history.read", { id, rev })));
  expect(JSON.stringify(kept.map(({ article }) => article.conflicts))).toContain("five metres");
  await body().getByText("The river rose").click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => openCards()).toBe(1);
  await saved(page);
  expect(settledOf(await onDisk(desk.library, id))).toEqual([]);
  await page.keyboard.press("Control+y");
  await expect.poll(() => openCards()).toBe(0);
  await expect.poll(() => texts()).toEqual([`The river rose by ${second} metres on Monday.`, EN[1]]);
});

test("words that were written there since stay with the side that is taken; where they can't, it is asked", async () => {
  await metres();
  await open();
  await body().getByText("The river rose").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" It is still rising.");
  await saved(page);
  await page.keyboard.press("Alt+1");
  await expect.poll(() => openCards()).toBe(0);
  await expect
    .poll(async () => (await texts())[0])
    .toMatch(/^The river rose by (three|five) metres on Monday\. It is still rising\.$/);

  await page.locator("[data-field='headline.en']").click();
  await metresAgain();
  await body().getByText("The river rose").waitFor();
  await expect.poll(() => openCards()).toBe(1);
  await page.locator(".gutter-cell[data-row=r0].noted").click();
  await card().waitFor();
  const text = await body().locator("[data-row=r0]").textContent();
  const shown = /(seven|nine)/.exec(text ?? "")?.[0] ?? "";
  await body().getByText("The river rose").click();
  await body()
    .getByText(shown)
    .dblclick({ position: { x: 5, y: 5 } });
  await replaceWord(shown, "eleven");
  await saved(page);
  const other = (await card().locator(".card-words").first().textContent())?.includes(shown) ? 2 : 1;
  await page.keyboard.press(`Alt+${other}`);
  await card().getByRole("alert").getByText("What was written here since would go").waitFor();
  expect(await openCards()).toBe(1);
  expect((await texts())[0]).toContain("eleven");
  await card().getByRole("button", { name: "Take it all the same" }).click();
  await expect.poll(() => openCards()).toBe(0);
  await expect.poll(async () => (await texts())[0]).not.toContain("eleven");
  const { revisions } = await ask(desk, "history.list", { id });
  const kept = await Promise.all(revisions.map(({ rev }) => ask(desk, "history.read", { id, rev })));
  expect(JSON.stringify(kept.map(({ article }) => article.versions.en))).toContain("eleven");
});
const metresAgain = () =>
  inTwoWays(
    desk,
    id,
    (article) => written(article, "en", (text) => text.replace(/(three|five) metres/, "seven metres")),
    (article) => written(article, "en", (text) => text.replace(/(three|five) metres/, "nine metres")),
  );
/** The caret goes behind a word of the first paragraph, which is deleted and written anew. */
async function replaceWord(word: string, by: string): Promise<void> {
  await page.keyboard.press("Home");
  for (let steps = "The river rose by ".length; steps > 0; steps -= 1) await page.keyboard.press("ArrowRight");
  for (let letters = word.length; letters > 0; letters -= 1) await page.keyboard.press("Delete");
  await page.keyboard.insertText(by);
}

test("ໃນໜ້າຈໍລາວ: ແຖວທີ່ມີສອງແບບ ເອົາທັງສອງ ຫຼື ຂຽນເອງດ້ວຍແປ້ນພິມ", async () => {
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  await inTwoWays(
    desk,
    id,
    (article) => written(article, "lo", (text) => text.replace("ສອງແມັດ", "ສາມແມັດ")),
    (article) => written(article, "lo", (text) => text.replace("ສອງແມັດ", "ຫ້າແມັດ")),
  );
  await open();
  await page.locator(".gutter-cell[data-row=r0]").focus();
  await page.keyboard.press("Enter");
  await card().getByText("ບ່ອນນີ້ຂຽນມາສອງແບບ").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-card]") !== null)).toBe(true);
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press("Alt+3");
  await expect.poll(() => openCards()).toBe(0);
  await expect.poll(async () => (await texts("lo")).length).toBe(3);
  const both = (await texts("lo")).join("\n");
  for (const words of ["ສາມແມັດ", "ຫ້າແມັດ"]) expect(both).toContain(words);
  await page.getByRole("button", { name: "ກັບຄືນ", exact: true }).last().click();
  await expect.poll(() => openCards()).toBe(1);
  await expect.poll(async () => (await texts("lo")).length).toBe(2);

  await page.locator("[data-field='body.lo']").getByText("ລະດັບນ້ຳຂອງ").click();
  await page.keyboard.press("Alt+4");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-field") ?? null))
    .toBe("body.lo");
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ນ້ຳຍັງຂຶ້ນຢູ່.");
  await page.keyboard.press("Alt+4");
  await expect.poll(() => openCards()).toBe(0);
  await expect.poll(async () => (await texts("lo"))[0]).toMatch(/(ສາມ|ຫ້າ)ແມັດ ໃນວັນຈັນ\. ນ້ຳຍັງຂຶ້ນຢູ່\.$/);
});

test("a detail of two desks stands in Details and is taken by mouse; the finding leads there", async () => {
  await inTwoWays(
    desk,
    id,
    (article) => ({ ...article, details: { ...article.details, place: { lo: "ວຽງຈັນ", en: "Vientiane" } } }),
    (article) => ({ ...article, details: { ...article.details, place: { lo: "ປາກເຊ", en: "Pakse" } } }),
  );
  await page.reload();
  await open();
  await page.getByRole("tab", { name: /^Checks/ }).click();
  await page
    .getByRole("button", { name: /Two desks changed the same place/ })
    .first()
    .click();
  const cards = page.getByRole("region", { name: "Written in two ways" });
  await cards.getByText("Pakse").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-card]") !== null)).toBe(true);
  expect(await violations(desk)).toEqual([]);
  const count = await cards.locator("[data-card]").count();
  expect(count).toBe(2);
  for (let left = count; left > 0; left -= 1) {
    const one = cards.locator("[data-card]").first();
    const isPakse = /ປາກເຊ|Pakse/;
    await one
      .locator(".card-side")
      .filter({ has: page.locator(".card-words", { hasText: isPakse }) })
      .getByRole("button")
      .click();
    await expect.poll(() => openCards()).toBe(left - 1);
  }
  expect((await onDisk(desk.library, id)).details.place).toEqual({ lo: "ປາກເຊ", en: "Pakse" });
  await cards.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect.poll(() => openCards()).toBe(1);
});
