import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, drawn, holdBack, openStory, runCommand, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

/** A story with a table and a picture in both languages. */
const COFFEE = /118/;

const isLit = (block: Locator) =>
  block.evaluate((element) => getComputedStyle(element).backgroundColor !== "rgba(0, 0, 0, 0)");
const body = (lang: "Lao" | "English") => desk.page.getByRole("textbox", { name: `${lang} body` });

test("a click on a picture marks its figure, whose row is lit, and Backspace takes the figure and no letter", async () => {
  const { page } = desk;
  await openStory(page, COFFEE);
  const english = body("English");
  await english.locator("> p").first().click();
  const texts = await english.locator("> p").allTextContents();
  const figure = english.locator("figure").first();
  const figures = await english.locator("figure").count();
  await figure.locator("img").click();
  await expect.poll(() => isLit(figure)).toBe(true);
  await expect.poll(() => figure.getAttribute("class")).toContain("ProseMirror-selectednode");
  await page.keyboard.press("Backspace");
  await expect.poll(() => english.locator("figure").count()).toBe(figures - 1);
  await expect.poll(() => english.locator("> p").allTextContents()).toEqual(texts);
  await page.keyboard.press("Control+z");
  await expect.poll(() => english.locator("figure").count()).toBe(figures);
});

test("the row of a table is lit, and what is typed below one stays level", async () => {
  const { page } = desk;
  await openStory(page, COFFEE);
  const lao = body("Lao");
  const table = lao.locator("> .tableWrapper");
  await lao.locator("td, th").first().click();
  await expect.poll(() => isLit(table)).toBe(true);

  const below = lao.locator("> .tableWrapper ~ p").first();
  const next = lao.locator("> .tableWrapper ~ p").nth(1);
  await below.click();
  const before = await next.boundingBox();
  await page.keyboard.type("ລາວ");
  await expect.poll(() => below.textContent()).toContain("ລາວ");
  await drawn(page);
  expect((await next.boundingBox())?.y).toBeCloseTo(before?.y ?? Number.NaN, 0);
  await expect.poll(() => isLit(below)).toBe(true);
  await expect.poll(() => isLit(table)).toBe(false);
});

test("the palette knows a story that was made while it was closed", async () => {
  const { page } = desk;
  const palette = page.getByRole("dialog", { name: "Find a story, or run a command" });
  await page.keyboard.press("Control+k");
  await palette.waitFor();
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  await ask(desk, "articles.create", {
    details: { source: "en" },
    lo: { headline: "ເຮືອຂ້າມຟາກກາງຄືນ" },
    en: { headline: "Night ferry returns to Luang Prabang", lead: "Passengers crossed the gangway at dawn." },
  });
  await page.keyboard.press("Control+k");
  const ferry = palette.getByRole("button", { name: /Night ferry returns/ });
  await ferry.getByText("ເຮືອຂ້າມຟາກກາງຄືນ").waitFor();
  // Found by a word that no headline says: where it says so.
  await page.keyboard.insertText("gangway");
  await ferry.getByText("crossed the gangway").waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("ບໍ່ມີຫຍັງເລີຍ xyz");
  // No story and no command says that; the guide may.
  await palette.getByRole("button", { name: "Look in the guide for “ບໍ່ມີຫຍັງເລີຍ xyz”" }).waitFor();
  await expect.poll(() => palette.getByRole("button").count()).toBe(1);
  await page.keyboard.press("Escape");
});

test("Enter that comes before the stories of the words opens the one that they find, and none that stood there before", async () => {
  const { page } = desk;
  const palette = page.getByRole("dialog", { name: "Find a story, or run a command" });
  await page.keyboard.press("Control+k");
  await palette.getByRole("button", { name: /Night ferry returns/ }).waitFor();
  const letGo = await holdBack([page], "articles.list");
  await page.keyboard.insertText("hydrologists");
  await page.keyboard.press("Enter");
  letGo();
  await palette.waitFor({ state: "detached" });
  const headline = page.getByRole("textbox", { name: "English headline" });
  await expect.poll(() => wordsIn(headline)).toContain("Mekong hydrologists");
  await page.unroute("**/api/articles.list");
});

test("the menu below the list is for the story that is open, also after a reload", async () => {
  const { page } = desk;
  await openStory(page, COFFEE);
  await page.reload();
  await page.locator("[data-field='body.lo']").waitFor();
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(COFFEE);
  await openStory(page, /Mekong hydrologists/);
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(/Mekong hydrologists/);
  // A search marks what it finds, until its words are gone.
  const search = page.locator("[data-field='search']");
  await search.fill("coffee");
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(COFFEE);
  await search.fill("");
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(/Mekong hydrologists/);
  // Fewer stories, and it is among them, if not the first.
  const list = page.getByRole("listbox", { name: "Stories" });
  await page.getByRole("button", { name: /^Needs translation/ }).click();
  await expect.poll(() => list.getByRole("option").count()).toBeLessThan(8);
  await expect.poll(() => list.getByRole("option").first().textContent()).not.toMatch(/Mekong hydrologists/);
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(/Mekong hydrologists/);
});

test("who stays with a story that could not be saved has it marked in the list too", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await page.getByRole("button", { name: /^All/ }).click();
  await openStory(page, COFFEE);
  await page.route("**/api/articles.save", (route) =>
    route.fulfill({ status: 409, json: { ok: false, error: { code: "disk", reason: "disk-full", message: "" } } }),
  );
  await page.getByRole("textbox", { name: "English lead" }).fill("The harvest is late.");
  await page.getByText("The disk is full.").first().waitFor();
  await page.getByRole("option", { name: /Mekong hydrologists/ }).click();
  await page.getByRole("button", { name: "Stay" }).click();
  await expect.poll(() => page.locator(".story-menu").textContent()).toMatch(COFFEE);
  await page.unroute("**/api/articles.save");
  await page.getByRole("button", { name: "Try now" }).click();
  await page.locator("[data-save=saved]").waitFor();
});

test("what the toolbar does to the text is found in the palette, and done where the caret was", async () => {
  const { page } = desk;
  await openStory(page, COFFEE);
  const block = body("Lao").locator("> p[data-id]").first();
  const row = await block.getAttribute("data-row");
  const now = body("Lao").locator(`> [data-row="${row}"]`);
  await block.click();
  await runCommand(page, "heading", "Heading 2");
  await expect.poll(() => now.evaluate((one) => one.tagName)).toBe("H2");
  await runCommand(page, "ຄຳອ້າງອີງ", "Quote");
  await expect.poll(() => now.evaluate((one) => one.tagName)).toBe("BLOCKQUOTE");
  await page.getByRole("button", { name: "Lock the source" }).click();
  const source = page.locator(".column-head", { hasText: "source" });
  const isLao = (await source.getAttribute("class"))?.includes("side-lo");
  await body(isLao ? "Lao" : "English")
    .locator("> p[data-id]")
    .first()
    .click();
  await runCommand(page, "bold", "Bold");
  await page.getByText("The source side is locked.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Lock the source" }).click();
});

test("the band of a row has no hole where a version that isn't begun waits", async () => {
  const { page } = desk;
  const made = await ask(desk, "articles.create", {
    details: { source: "en" },
    en: {
      headline: "Ferry returns",
      body: {
        type: "doc",
        content: ["one", "two"].map((row) => ({
          type: "paragraph",
          attrs: { id: `ferry-${row}`, row },
          content: [{ type: "text", text: `Paragraph ${row}.` }],
        })),
      },
    },
  });
  await page.locator(`[data-story="${made.article.id}"]`).click();
  await page.locator('.gutter-cell[data-row="one"]').click();
  await page.locator('.row-panel-place[data-row="one"]').waitFor();
  const edges = (selector: string) =>
    page.locator(selector).evaluate((one) => {
      const { left, right, top } = one.getBoundingClientRect();
      return [left, right, top].map(Math.round);
    });
  const [left, right, top] = await edges("[data-field='body.lo'] > [data-gap]");
  const [gutterLeft, , gutterTop] = await edges('.gutter-cell[data-row="one"]');
  const [bandLeft] = await edges('.row-panel-place[data-row="one"]');
  expect([left, right, top]).toEqual([bandLeft, gutterLeft, gutterTop]);
});
