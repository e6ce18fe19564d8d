import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { heavyRuns, someOf } from "../random.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, drawn, holdBack, openStory } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  await openStory(desk.page, /Cold-chain trains/);
});
afterAll(() => desk?.close());

/** Where each block stands, in pixels from the top of the columns. */
const places = (page: Page) =>
  page.evaluate(() => {
    const top = document.querySelector(".columns")?.getBoundingClientRect().top ?? 0;
    const shown = [...document.querySelectorAll<HTMLElement>(".ProseMirror > [data-row], .gutter-cell")].filter(
      (one) => one.getClientRects().length > 0,
    );
    return shown.map((block) => {
      const box = block.getBoundingClientRect();
      const text = document.createRange();
      text.selectNodeContents(block);
      return {
        row: block.dataset.row ?? "",
        column: block.parentElement?.dataset.field ?? "gutter",
        top: Math.round((box.top - top) * 10) / 10,
        bottom: Math.round((box.bottom - top) * 10) / 10,
        textBottom: block.textContent ? text.getBoundingClientRect().bottom - top : 0,
      };
    });
  });

/** The rows that aren't level, and the blocks whose text stands in the next one. */
async function faults(page: Page): Promise<readonly string[]> {
  const all = await places(page);
  const found: string[] = [];
  for (const column of ["body.lo", "body.en"]) {
    const blocks = all.filter((one) => one.column === column);
    for (const [index, block] of blocks.entries()) {
      const mark = all.find((one) => one.column === "gutter" && one.row === block.row);
      if (mark && Math.abs(mark.top - block.top) > 1) found.push(`${column} ${index} is not level`);
      const below = blocks[index + 1];
      if (below && below.top < block.bottom - 0.5) found.push(`${column} ${index} lies over the next`);
      if (block.textBottom > block.bottom) found.push(`${column} ${index} runs out of its row`);
    }
  }
  return found;
}

/** The typing has rested: it is saved, and the block that was typed in stands in its grid again. */
async function rested(page: Page): Promise<void> {
  await saved(page);
  const isLifted = () =>
    page
      .locator(".ProseMirror > [data-row]")
      .evaluateAll((blocks) => blocks.some((block) => getComputedStyle(block).position === "absolute"));
  await expect.poll(isLifted).toBe(false);
  await drawn(page);
}

/** How far the block that moved most has moved, in pixels. */
const moved = (from: Awaited<ReturnType<typeof places>>, to: typeof from): number =>
  Math.max(
    ...from.map((one, at) => Math.abs(one.top - (to[at]?.top ?? 0)) + Math.abs(one.bottom - (to[at]?.bottom ?? 0))),
  );

/** Puts the caret at the end of a column's third block. */
async function caretIn(lang: "lo" | "en"): Promise<void> {
  const block = desk.page.locator(`[data-field="body.${lang}"] > p`).nth(2);
  await block.click();
  await desk.page.keyboard.press("End");
}

test.each(someOf(["lo", "en"] as const, 2))(
  "lines that come and go in the %s column keep every row level, and nothing moves when the typing rests",
  async (lang) => {
    const { page } = desk;
    await caretIn(lang);
    expect(await faults(page)).toEqual([]);
    const before = await places(page);
    const words = (lang === "lo" ? "ລົດໄຟສາຍ ລາວ-ຈີນ ຂົນສົ່ງໝາກໄມ້ " : "Trains carry fruit to the north ").repeat(
      heavyRuns(1),
    );
    for (const letter of words) {
      await page.keyboard.type(letter);
      await drawn(page);
      expect(await faults(page)).toEqual([]);
    }
    const typed = await places(page);
    await rested(page);
    expect(moved(typed, await places(page))).toBeLessThan(0.5);
    for (const _ of words) {
      await page.keyboard.press("Backspace");
      await drawn(page);
    }
    expect(await faults(page)).toEqual([]);
    const deleted = await places(page);
    await rested(page);
    expect(moved(deleted, await places(page))).toBeLessThan(0.5);
    expect(moved(before, deleted)).toBeLessThan(0.5);
  },
);

test("in the middle of typing a narrower window, a larger page, a hidden column and an undo leave the rows level", async () => {
  const { page } = desk;
  const type = async () => {
    await page.keyboard.type("Rice and fruit. ");
    await drawn(page);
  };
  await caretIn("en");
  await type();
  await page.setViewportSize({ width: 1100, height: 800 });
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  await type();
  await page.evaluate(() => {
    document.documentElement.style.zoom = "1.25";
  });
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  await type();
  expect(await faults(page)).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.zoom = "";
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await type();
  await page.getByRole("button", { name: "Hide the Lao column" }).click();
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  await caretIn("en");
  await type();
  await page.getByRole("button", { name: "Show the Lao column" }).click();
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  await caretIn("en");
  await type();
  await page.keyboard.press("Control+z");
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  await saved(page);
});

test("a split and a join in the middle of typing leave the rows level", async () => {
  const { page } = desk;
  await caretIn("lo");
  for (const keys of ["ໝາກໄມ້ ", "Enter", "ລາວ ", "Home", "Backspace", "ສົ່ງອອກ "]) {
    if (/^[A-Z]/.test(keys)) await page.keyboard.press(keys);
    else await page.keyboard.type(keys);
    await drawn(page);
    expect(await faults(page)).toEqual([]);
  }
});

test("what grows above in the middle of typing moves the block that is typed in with its row", async () => {
  const { page } = desk;
  await caretIn("lo");
  await saved(page);
  const { items } = await ask(desk, "articles.list", { text: "Cold-chain" });
  const { article, revs } = await ask(desk, "articles.open", { id: items[0]?.id ?? "" });
  const { en } = article.versions;
  const [above, ...rest] = en?.body.content ?? [];
  if (!en || !above) throw new Error("The story has no English.");
  const more = { type: "text", text: " Trains carry fruit to the north.".repeat(20) };
  const longer = { ...above, content: [...(above.content ?? []), more] };
  const height = () =>
    page
      .locator("[data-field='body.en'] > p")
      .first()
      .evaluate((block) => block.getBoundingClientRect().height);
  const before = await height();
  const isLifted = () =>
    page
      .locator("[data-field='body.lo'] > p")
      .nth(2)
      .evaluate((block) => getComputedStyle(block).position === "absolute");
  /** A busy machine takes its time between two letters. */
  const typeUntilLifted = async () => {
    for (let turn = 0; turn < 3 || !(await isLifted()); turn += 1) {
      expect(turn).toBeLessThan(100);
      await page.keyboard.type("ລ");
      await drawn(page);
    }
  };
  await typeUntilLifted();
  const body = { ...en.body, content: [longer, ...rest] };
  await ask(desk, "articles.save", { id: article.id, base: { en: revs.en }, en: { body } });
  for (let turn = 0; (await height()) < before + 50; turn += 1) {
    expect(turn).toBeLessThan(100);
    await page.keyboard.type("ລ");
    await drawn(page);
  }
  expect(await faults(page)).toEqual([]);
  await typeUntilLifted();
  expect(await faults(page)).toEqual([]);
  await saved(page);
});

test("a picture that comes late moves both sides of the rows below it", async () => {
  const { page } = desk;
  const letGo = await holdBack([page], "assets.read");
  await openStory(page, /wax castles/);
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  const before = await places(page);
  letGo();
  await page
    .locator("[data-field='body.lo'] figure img[src^='blob:']")
    .evaluate((image) => (image as HTMLImageElement).decode());
  await drawn(page);
  expect(await faults(page)).toEqual([]);
  expect(moved(before, await places(page))).toBeGreaterThan(20);
  await page.unroute("**/api/assets.read");
});
