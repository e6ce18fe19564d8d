import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { articleFile } from "./steps.ts";
import { storedRows, unpairedStory, untranslatedStory } from "./unpaired-story.ts";

/** Plain text through a real paste event at the caret. */
const paste = (body: Locator, text: string) =>
  body.evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", words);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

const rowsOf = (page: Page, lang: "lo" | "en") =>
  page
    .locator(`[data-field="body.${lang}"] > [data-row]`)
    .evaluateAll((all) => all.map((one) => ({ row: one.getAttribute("data-row"), text: one.textContent ?? "" })));

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
});
beforeEach(() => desk.renew());
afterAll(() => desk?.close());

/** The story in the list, where one of its languages stood under the same headline a moment ago. */
const optionOf = (id: string) => desk.page.locator(`[role=option][data-story="${id}"]`);

test("two imported pages are paired from a proposal that a person corrects, kept, and undone", async () => {
  const { page } = desk;
  const id = await unpairedStory(desk);
  const before = await storedRows(desk, id);
  expect(new Set([...before.lo, ...before.en]).size).toBe(before.lo.length + before.en.length);
  await optionOf(id).click();
  await page.getByRole("textbox", { name: "English body" }).waitFor();

  const dialog = page.getByRole("dialog", { name: "Pair the paragraphs" });
  await page.keyboard.press("Control+Alt+p");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await storedRows(desk, id)).toEqual(before);
  await page.keyboard.press("Control+Alt+p");

  const lines = dialog.getByRole("list", { name: "Proposed pairs" }).getByRole("listitem");
  const counts = dialog.getByRole("status");
  await expect.poll(() => counts.textContent()).toBe("7 pairs, 0 alone");
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.slice(0, 12));
  await expect.poll(focused).toBe("ລາວ ແລະ ກຳປູ");
  // By keys: unlink the second line, take that back, join the third with the fourth.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("u");
  await expect.poll(() => counts.textContent()).toBe("6 pairs, 2 alone");
  await page.keyboard.press("Control+z");
  await expect.poll(() => counts.textContent()).toBe("7 pairs, 0 alone");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect.poll(focused).toBe("An official ");
  await page.keyboard.press("j");
  await expect.poll(() => counts.textContent()).toBe("6 pairs, 0 alone");
  await expect
    .poll(() =>
      lines
        .nth(2)
        .getByRole("button", { name: /^(An official|Both sides)/ })
        .count(),
    )
    .toBe(2);
  // Of the pair that is corrected both sides are read whole.
  const cuts = () =>
    lines
      .nth(2)
      .locator(".pair-block > span")
      .evaluateAll((texts) => texts.map((text) => getComputedStyle(text).webkitLineClamp));
  await expect.poll(() => cuts()).toEqual(["none", "none", "none", "none"]);
  // By mouse: the last line's Lao goes up to the line above.
  await lines.last().getByRole("button").first().click();
  await dialog.getByRole("button", { name: "Move up" }).click();
  await expect.poll(() => counts.textContent()).toBe("5 pairs, 1 alone");
  await dialog.getByRole("button", { name: "Pair", exact: true }).click();
  await dialog.waitFor({ state: "detached" });

  await expect.poll(() => page.getByText("Nothing is paired yet.").count()).toBe(0);
  const level = await page.evaluate(() => {
    const tops = (lang: string) =>
      new Map(
        [...document.querySelectorAll<HTMLElement>(`[data-field="body.${lang}"] > [data-row]`)]
          .reverse()
          .map((block) => [block.dataset.row, block.getBoundingClientRect().top] as const),
      );
    const [lo, en] = [tops("lo"), tops("en")];
    return [...en].flatMap(([row, top]) => (lo.has(row) ? [Math.abs(top - (lo.get(row) ?? 0))] : []));
  });
  expect(level.length).toBe(5);
  expect(Math.max(...level)).toBeLessThanOrEqual(1);
  await expect.poll(() => page.locator(".gutter-cell[data-state=missing]").count()).toBe(1);

  await saved(page);
  const after = await storedRows(desk, id);
  const numbered = (rows: readonly string[]) => rows.map((row) => [...new Set(after.en)].indexOf(row));
  // The third row holds two paragraphs on both sides; the last English one has lost its partner.
  expect(numbered(after.en)).toEqual([0, 1, 2, 2, 3, 4, 5]);
  expect(numbered(after.lo)).toEqual([0, 1, 2, 2, 3, 4, 4]);

  for (const name of ["Lao body", "English body"]) {
    await page.getByRole("textbox", { name }).locator("p").first().click();
    await page.keyboard.press("Control+z");
  }
  await page.getByText("Nothing is paired yet.").waitFor();
  await saved(page);
  await expect.poll(async () => storedRows(desk, id)).toEqual(before);
});

test("a story that can only be read offers no pairing, and says why when it is asked for", async () => {
  const { page } = desk;
  const id = await unpairedStory(desk);
  const file = articleFile(desk.library, id);
  const article = JSON.parse(await readFile(file, "utf8"));
  article.versions.en.body.content[0].type = "chart";
  await putFile(file, JSON.stringify(article));
  await page.reload();
  await optionOf(id).click();
  await page.getByText(/holds something that this version doesn’t know/).waitFor();
  await expect.poll(() => page.getByText("Nothing is paired yet.").count()).toBe(0);
  await page.keyboard.press("Control+Alt+p");
  await page.getByText("This story can be read here, not changed.").waitFor();
  await expect.poll(() => page.getByRole("dialog", { name: "Pair the paragraphs" }).count()).toBe(0);
});

test("where every line is sure, the banner pairs with one click and its message takes that back while the story is open", async () => {
  const { page } = desk;
  const id = await unpairedStory(desk);
  await untranslatedStory(desk, 2);
  const before = await storedRows(desk, id);
  await optionOf(id).click();
  await page.getByRole("button", { name: "Pair the paragraphs", exact: true }).click();
  await page.getByText("7 pairs made, all of them sure.").waitFor();
  await expect.poll(() => page.getByText("Nothing is paired yet.").count()).toBe(0);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await saved(page);
  const after = await storedRows(desk, id);
  expect(after.lo).toEqual(after.en);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByText("Nothing is paired yet.").waitFor();
  await saved(page);
  await expect.poll(() => storedRows(desk, id)).toEqual(before);

  await page.getByRole("button", { name: "Pair the paragraphs", exact: true }).click();
  // Under the pointer it stays until something takes it away.
  await page.getByText("7 pairs made, all of them sure.").hover();
  await page.getByRole("option", { name: /Mahaxay/ }).dispatchEvent("click");
  await page.getByRole("textbox", { name: "English body" }).getByText("bridge over the Xebangfay").waitFor();
  await expect.poll(() => page.getByText("7 pairs made, all of them sure.").count()).toBe(0);
});

test("a translation pasted at the first of as many gaps fills them in order, as one undo", async () => {
  const { page } = desk;
  const { lao } = await untranslatedStory(desk, 6);
  await page.getByRole("option", { name: /Mahaxay/ }).click();
  const body = page.getByRole("textbox", { name: "Lao body" });
  await body.locator("p").first().click();
  await paste(body, lao.join("\n\n"));
  const rows = async () => (await rowsOf(page, "en")).map(({ row }) => row);
  await expect.poll(() => rowsOf(page, "lo")).toEqual((await rows()).map((row, at) => ({ row, text: lao[at] })));
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await rowsOf(page, "lo")).map(({ text }) => text)).toEqual([""]);

  // The first two by themselves: fewer than wait, so the pairing is proposed over them; taken, they stand where they belong.
  await paste(body, lao.slice(0, 2).join("\n\n"));
  const dialog = page.getByRole("dialog", { name: "Pair the paragraphs" });
  await dialog.getByRole("button", { name: "Pair", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  const [first, second, third] = await rows();
  await expect.poll(async () => (await rowsOf(page, "lo")).map(({ row }) => row)).toEqual([first, second]);
  // The rest at the gap where the caret is.
  await page.locator(`.gap-cell[data-row="${third}"]`).click();
  await paste(body, lao.slice(2).join("\n\n"));
  await expect.poll(() => rowsOf(page, "lo")).toEqual((await rows()).map((row, at) => ({ row, text: lao[at] })));
});

test("where the counts differ the pairing is proposed over what was pasted; cancelled, the text stays as one step", async () => {
  const { page } = desk;
  const { lao } = await untranslatedStory(desk, 6);
  await page.getByRole("option", { name: /Mahaxay/ }).click();
  const body = page.getByRole("textbox", { name: "Lao body" });
  await body.locator("p").first().click();
  const five = [...lao.slice(0, 2), `${lao[2]} ${lao[3]}`, ...lao.slice(4)];
  await paste(body, five.join("\n\n"));
  const dialog = page.getByRole("dialog", { name: "Pair the paragraphs" });
  await expect.poll(() => dialog.getByRole("status").textContent()).toContain("5 pairs, 0 alone");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  expect((await rowsOf(page, "lo")).map(({ text }) => text)).toEqual(five);
  await body.locator("p").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await rowsOf(page, "lo")).map(({ text }) => text)).toEqual([""]);
});
