/** The keyboard has a place to go on from after each action. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openId, openStory, putOffIsDone } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const hasFocus = (page: Page) => page.evaluate(() => document.activeElement !== document.body);

test("a search that is cleared, a story that is restored, a version that is put back leave the focus in the window", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  const id = await openId(page);
  await page.getByRole("searchbox").fill("fruit");
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect.poll(() => hasFocus(page)).toBe(true);

  await ask(desk, "articles.trash", { id });
  await page.getByRole("main").getByRole("button", { name: "Restore" }).click();
  await expect.poll(() => page.getByText(/in the trash/).count()).toBe(0);
  await expect.poll(() => hasFocus(page)).toBe(true);

  await ask(desk, "articles.release", { id, lang: "lo", stage: "translating" });
  await page.getByRole("textbox", { name: "English lead" }).fill("Wagons carried more fruit than ever.");
  await page.locator("[data-save=saved]").waitFor();
  await ask(desk, "articles.release", { id, lang: "en", stage: "review" });
  await page.getByRole("tab", { name: "History" }).click();
  await page.locator(".revision").nth(2).click();
  await page.getByRole("button", { name: "Compare with now" }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => hasFocus(page)).toBe(true);
});

test("who clicks beside a field leaves it", async () => {
  const { page } = desk;
  await page.getByRole("searchbox").click();
  await page.locator(".library-found").getByRole("status").click();
  await putOffIsDone(page, 1500);
  expect(await hasFocus(page)).toBe(false);
});

test("each menu opens with the focus on its first line that can be chosen", async () => {
  const { page } = desk;
  const opensOnFirstLine = async (button: Locator) => {
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menu").waitFor();
    await expect
      .poll(() =>
        page.evaluate(() => {
          const first = document.querySelector("[role=menu] [role=menuitem]:not(:disabled)");
          return first !== null && first === document.activeElement;
        }),
      )
      .toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "hidden" });
  };
  await openStory(page, /Cold-chain trains/);
  await opensOnFirstLine(page.getByRole("button", { name: "New story", exact: true }));
  await opensOnFirstLine(page.locator(".side-lo .stage"));
  // What is chosen already stands first, and can't be chosen.
  await ask(desk, "articles.release", { id: await openId(page), lang: "en", stage: "draft" });
  await page.locator(".side-en .stage[data-stage=draft]").waitFor();
  await opensOnFirstLine(page.locator(".side-en .stage"));
  await opensOnFirstLine(page.getByRole("button", { name: /^Paragraph style/ }));
  await opensOnFirstLine(page.getByRole("button", { name: "Table" }));
  await page.locator(".gutter-cell:not([data-row=headline]):not([data-row=lead])").first().click();
  await opensOnFirstLine(page.getByRole("button", { name: "More for this row" }));
});

test("Enter in a headline or lead goes on below at once: however quick the next letter, it stands there", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  for (const [from, to] of [
    ["headline.lo", "lead.lo"],
    ["lead.lo", "body.lo"],
    ["lead.en", "body.en"],
  ]) {
    const field = page.locator(`[data-field='${from}']`);
    await field.click();
    const next = await field.evaluate((element) => {
      const pressed = { key: "Enter", code: "Enter", keyCode: 13, bubbles: true, cancelable: true };
      element.dispatchEvent(new KeyboardEvent("keydown", pressed));
      return document.activeElement?.getAttribute("data-field");
    });
    expect(next).toBe(to);
  }
});

test("a dialog has the keys in the moment in which it is there", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  await page.getByRole("textbox", { name: "English headline" }).click();
  // No timer has rung and no frame was drawn between the key and the look.
  const hasKeys = await page.evaluate(async () => {
    const keys = { key: ",", code: "Comma", ctrlKey: true, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", keys));
    for (let turn = 0; turn < 20; turn += 1) await null;
    return document.activeElement?.closest("[role=dialog]") !== null;
  });
  expect(hasKeys).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-field"))).toBe("headline.en");
});
