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
  // Out and changed since: a mark stands beside the stage.
  const out = (await ask(desk, "articles.list", { text: "New health centre" })).items[0];
  const changed = out?.id ?? "";
  const langs = (["lo", "en"] as const).map((lang) => ({ id: changed, lang }));
  await ask(desk, "publish.site", { articles: langs });
  const { revs } = await ask(desk, "articles.open", { id: changed });
  await ask(desk, "articles.save", {
    id: changed,
    base: { details: revs.details },
    details: { place: { lo: "ວຽງທອງ", en: "Viengthong" } },
  });
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
  ["en", /New health centre/],
  ["lo", /New health centre/],
] as const)("the stage above a column is whole in any window, in %s, of %s", async (language, headline) => {
  const { page } = desk;
  await ask(desk, "host.remember", { language });
  await page.setViewportSize({ width: 1900, height: 800 });
  await page.reload();
  await openStory(page, headline);
  // Beside a mark it may be there and unseen.
  await page.locator(".column-head .length").first().waitFor({ state: "attached" });
  expect(await windowsWithACutStage(page)).toEqual([]);
});

test("the mark beside the stage says its words where they fit whole, and its shape everywhere", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "en" });
  await page.reload();
  await openStory(page, /New health centre/);
  const mark = page.locator(".column-head.side-en").getByTitle("Changed since it went out");
  const seen = async (width: number) => {
    await page.setViewportSize({ width, height: 800 });
    return mark.evaluate((element) => {
      const bounds = element.getBoundingClientRect();
      const isIn = (part: Element | null) => {
        const { left, top, right, bottom } = part?.getBoundingClientRect() ?? new DOMRect(-1, -1);
        return (
          left >= bounds.left - 1 && top >= bounds.top - 1 && right <= bounds.right + 1 && bottom <= bounds.bottom + 1
        );
      };
      return { shape: isIn(element.firstElementChild), words: isIn(element.lastElementChild) };
    });
  };
  expect(await seen(1900)).toEqual({ shape: true, words: true });
  expect(await seen(1280)).toEqual({ shape: true, words: false });
  expect(await seen(880)).toEqual({ shape: true, words: false });
});
