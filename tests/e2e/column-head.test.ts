/** The line above each column: what it says at which width. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory } from "./steps.ts";

/** A window low enough to be drawn soon, and high enough for both of its lines. */
const HEIGHT = 600;
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

/**
 * The widths of a column, of 240 or more, in which a stage is cut: in three windows, and in the widest of them at every
 * width of the columns. The line above them is laid out by its own width alone.
 */
async function widthsWithACutStage(page: Page): Promise<readonly number[]> {
  const found: number[] = [];
  for (const width of [860, 1280, 1900]) {
    await page.setViewportSize({ width, height: HEIGHT });
    const cut = await page.locator(".column-heads").evaluate((line, all) => {
      const widths: number[] = [];
      const look = () => {
        for (const head of line.querySelectorAll(".column-head")) {
          const stage = head.querySelector(".stage");
          const own = head.clientWidth - 44;
          if (own >= 240 && stage !== null && stage.scrollWidth > stage.clientWidth) widths.push(own);
        }
      };
      look();
      const { style } = line as HTMLElement;
      const { clientWidth } = line;
      for (let narrow = 600; all && narrow < clientWidth; narrow += 6) {
        style.maxWidth = `${narrow}px`;
        look();
      }
      style.maxWidth = "";
      return widths;
    }, width === 1900);
    found.push(...cut);
  }
  return found;
}

/** The interface in this language; a new one needs the window read anew. */
async function inLanguage(language: "en" | "lo"): Promise<void> {
  if ((await desk.page.locator("html").getAttribute("lang")) === language) return;
  await ask(desk, "host.remember", { language });
  await desk.page.reload();
  await desk.page.locator(`html[lang=${language}]`).waitFor();
}

test.each(
  someOf(
    [
      ["lo", /Champassak coffee/],
      ["lo", /Cold-chain trains/],
      ["lo", /New health centre/],
      ["en", /Champassak coffee/],
      ["en", /Cold-chain trains/],
      ["en", /Solar power/],
      ["en", /New health centre/],
    ] as const,
    2,
  ),
)("the stage above a column is whole at any width, in %s, of %s", async (language, headline) => {
  const { page } = desk;
  await inLanguage(language);
  await page.setViewportSize({ width: 1900, height: HEIGHT });
  await openStory(page, headline);
  // Beside a mark it may be there and unseen.
  await page.locator(".column-head .length").first().waitFor({ state: "attached" });
  expect(await widthsWithACutStage(page)).toEqual([]);
});

test("the mark beside the stage says its words where they fit whole, and its shape everywhere", async () => {
  const { page } = desk;
  await inLanguage("en");
  await page.setViewportSize({ width: 1900, height: HEIGHT });
  await openStory(page, /New health centre/);
  const mark = page.locator(".column-head.side-en").getByTitle("Changed since it went out");
  const seen = async (width: number) => {
    await page.setViewportSize({ width, height: HEIGHT });
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

test("the button of a page's date is named by the date that it shows, and by all of it where it shows none", async () => {
  const { page } = desk;
  await inLanguage("en");
  await page.setViewportSize({ width: 1900, height: HEIGHT });
  await openStory(page, /New health centre/);
  const date = page.locator(".column-head.side-en .page-date");
  const forms = new Set<string>();
  for (const width of [1900, 1280, 1000, 860]) {
    await page.setViewportSize({ width, height: HEIGHT });
    const { shown, full } = await date.evaluate((button) => {
      const parts = [...button.querySelectorAll<HTMLElement>(".full, .brief")];
      const seen = parts.find((part) => part.getBoundingClientRect().width > 1);
      return { shown: seen?.textContent ?? "", full: parts[0]?.textContent ?? "" };
    });
    forms.add(shown === full ? "full" : shown === "" ? "none" : "brief");
    const name = `Date on the English page: ${shown || full}`;
    await page.getByRole("button", { name, exact: true }).waitFor();
  }
  expect([...forms].sort()).toEqual(["brief", "full", "none"]);
});
