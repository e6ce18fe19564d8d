import { afterAll, beforeAll, expect, test } from "vitest";
import { typingStory } from "../bench/typing-story.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, drawn, onDisk, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let id: string;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  const story = typingStory(200);
  const { updatedAt: _lo, ...lo } = story.lo;
  const { updatedAt: _en, ...en } = story.en;
  const made = await ask(desk, "articles.create", { details: { source: "en" }, lo, en });
  id = made.article.id;
  await desk.page.reload();
});
afterAll(() => desk?.close());

const last = () => desk.page.locator("[data-field='body.en'] > [data-id]").last();

test("who goes to the end at once is at the end, and what is written there stays there", async () => {
  const { page } = desk;
  await page.getByRole("option").first().click();
  await page.getByRole("textbox", { name: "English body" }).focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("Last.");
  await expect.poll(() => last().textContent()).toMatch(/Last\.$/);

  for (let line = 1; line <= 3; line += 1) {
    await page.keyboard.press("Enter");
    await page.keyboard.type(`New words ${line}`);
  }
  await saved(page);
  const { en } = (await onDisk(desk.library, id)).versions;
  const texts = en?.body.content?.slice(-4).map((block) => JSON.stringify(block).match(/"text":"([^"]*)"/)?.[1]);
  expect(texts?.slice(1)).toEqual(["New words 1", "New words 2", "New words 3"]);
  expect(texts?.[0]).toMatch(/Last\.$/);
});

test("marks are drawn for the rows in view, wherever one goes, and can be walked to from there", async () => {
  const { page } = desk;
  const marks = page.locator("button.gutter-cell[data-body]");
  const rowOf = (block: ReturnType<typeof last>) => block.getAttribute("data-row");
  const first = page.locator("[data-field='body.en'] > [data-id]").first();
  for (const [key, block] of [
    ["Control+End", last()],
    ["Control+Home", first],
  ] as const) {
    await page.getByRole("textbox", { name: "English body" }).focus();
    await page.keyboard.press(key);
    const mark = page.locator(`.gutter-cell[data-row="${await rowOf(block)}"]`);
    await expect.poll(() => mark.isVisible()).toBe(true);
    const other = key === "Control+End" ? first : page.locator("[data-field='body.en'] > [data-id]").nth(190);
    await expect.poll(async () => page.locator(`.gutter-cell[data-row="${await rowOf(other)}"]`).count()).toBe(0);
  }
  expect(await marks.count()).toBeLessThan(150);
  await marks.first().focus();
  for (let row = 0; row < 40; row += 1) {
    await page.keyboard.press("ArrowDown");
    await drawn(page);
  }
  const number = await page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.match(/\d+/)?.[0]);
  expect(Number(number)).toBeGreaterThanOrEqual(40);
});

test("the block that is typed in goes where its column goes, whatever moves it", async () => {
  const { page } = desk;
  await page.setViewportSize({ width: 2500, height: 900 });
  const block = page.locator("[data-field='body.lo'] > [data-id]").nth(3);
  // All in one look: between two the text may move.
  const isLevel = () =>
    page.evaluate(() => {
      const boxes = (lang: string) =>
        [...document.querySelectorAll(`[data-field='body.${lang}'] > [data-id]`)].map((one) =>
          one.getBoundingClientRect(),
        );
      const [lao, english] = [boxes("lo"), boxes("en")];
      const apart = Math.abs((lao[3]?.y ?? 0) - (english[3]?.y ?? 99));
      return apart <= 1 && Math.abs((lao[3]?.x ?? 0) - (lao[2]?.x ?? 99)) <= 1;
    });
  await block.click();
  await page.keyboard.type("ລາວ");
  await page.setViewportSize({ width: 2300, height: 900 });
  await page.keyboard.type("ລາວ");
  await drawn(page);
  expect(await isLevel()).toBe(true);

  const now = await onDisk(desk.library, id);
  const en = now.versions.en;
  if (!en) throw new Error("There is no English.");
  const { updatedAt: _derived, ...rest } = en;
  const { revs } = await ask(desk, "articles.open", { id });
  const headline = `${en.headline} and a good many words more, so that it takes lines that it did not take before`;
  await ask(desk, "articles.save", { id, base: { en: revs.en }, en: { ...rest, headline } });
  const shown = page.getByRole("textbox", { name: "English headline" });
  for (let letter = 0; letter < 20 || (await wordsIn(shown)) !== headline; letter += 1) {
    expect(letter).toBeLessThan(500);
    await page.keyboard.type("ກ");
    await drawn(page);
    expect(await isLevel()).toBe(true);
  }
});
