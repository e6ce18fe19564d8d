/** The line above each column: what it says at which width. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory } from "./steps.ts";

let desk: RunningDesk;

beforeAll(async () => {
  desk = await startDesk();
  const { items } = await ask(desk, "articles.list", { text: "Champassak coffee" });
  const id = items[0]?.id ?? "";
  const publishedAt = "2026-09-28T02:30:00Z";
  await ask(desk, "articles.release", { id, lang: "lo", stage: "withdrawn", publishedAt });
  // “English” is longer, and so is the source's head.
  for (const [text, date] of [
    ["Cold-chain trains", publishedAt],
    ["Solar power", null],
  ] as const) {
    const english = (await ask(desk, "articles.list", { text })).items[0];
    expect(english?.source).toBe("en");
    await ask(desk, "articles.release", { id: english?.id ?? "", lang: "en", stage: "translating", publishedAt: date });
  }
});
afterAll(() => desk.close());

/** Of the windows from the smallest to a wide one, those in which a stage is cut in a column of 240 or more. */
async function windowsWithACutStage(page: Page): Promise<readonly number[]> {
  const found: number[] = [];
  for (let width = 860; width <= 1900; width += 20) {
    await page.setViewportSize({ width, height: 800 });
    const isCut = await page.locator(".column-head").evaluateAll((heads) =>
      heads.some((head) => {
        const stage = head.querySelector(".stage");
        return head.clientWidth - 44 >= 240 && stage !== null && stage.scrollWidth > stage.clientWidth;
      }),
    );
    if (isCut) found.push(width);
  }
  return found;
}

test.each([
  ["en", /Champassak coffee/],
  ["lo", /Champassak coffee/],
  ["en", /Cold-chain trains/],
  ["en", /Solar power/],
  ["lo", /Cold-chain trains/],
] as const)("the stage above a column is whole in any window, in %s, of %s", async (language, headline) => {
  const { page } = desk;
  await ask(desk, "host.remember", { language });
  await page.setViewportSize({ width: 1900, height: 800 });
  await page.reload();
  await openStory(page, headline);
  await page.locator(".column-head .length").first().waitFor();
  expect(await windowsWithACutStage(page)).toEqual([]);
});
