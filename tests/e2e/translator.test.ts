import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { ask } from "./ask.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { articleFile, drawn as nextFrame, putOffIsDone, selectionIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.renew());
afterAll(() => desk?.close());

/** An English story of thirteen rows without any Lao. */
const UNTRANSLATED = /Mekong hydrologists/;
/** A story whose rows are confirmed but for three that are stale. */
const PAIRED = /Cold-chain trains/;

/** The text is there, and the states of its rows, which come a moment later. */
async function drawn(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "English body" }).waitFor();
  await page.locator(".gutter-cell.mark").first().waitFor();
}

async function open(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("option", { name }).click();
  await drawn(page);
}

const blocks = (page: Page, lang: "lo" | "en") =>
  page
    .locator(`[data-field="body.${lang}"] > [data-row]`)
    .evaluateAll((all) => all.map((one) => ({ row: one.getAttribute("data-row"), text: one.textContent ?? "" })));
const states = (page: Page) =>
  page
    .locator(".gutter-cell[data-body]")
    .evaluateAll((all) => all.map((one) => [one.getAttribute("data-row"), one.getAttribute("data-state")]));
const stateOf = async (page: Page, row: string | null | undefined) =>
  (await states(page)).find(([one]) => one === row)?.[1];
/** Saved, and its rows looked at anew, which is put off until the typing pauses. A text that is left is saved sooner. */
async function settled(page: Page): Promise<void> {
  await saved(page);
  await putOffIsDone(page, 200);
}

async function storedStory(library: string, headline: string) {
  const names = (await readdir(path.join(library, "articles"), { recursive: true })).filter((one) =>
    one.endsWith(".json"),
  );
  for (const name of names) {
    const article = JSON.parse(await readFile(path.join(library, "articles", name), "utf8"));
    if (article.versions.en?.headline.startsWith(headline)) return article;
  }
  throw new Error(`No story “${headline}”`);
}

test("three rows are translated and confirmed; the source changes in two; both are stale with the right words, until they are confirmed again", async () => {
  const { page } = desk;
  await open(page, UNTRANSLATED);
  const english = await blocks(page, "en");
  await page.getByRole("textbox", { name: "Lao body" }).click();
  for (const text of [
    "ນັກອຸທົກກະສາດຈາກ ກຳປູເຈຍ, ລາວ, ໄທ ແລະ ຫວຽດນາມ ໄດ້ພົບປະກັນຢູ່ນະຄອນຫລວງວຽງຈັນ.",
    "ເຄື່ອງວັດລະດັບນ້ຳ 51 ແຫ່ງ ຢູ່ລາວ ລາຍງານທຸກ 15 ນາທີ.",
    "ກອງປະຊຸມໄດ້ພິຈາລະນາ ສາມວິທີ ເພື່ອຫຼຸດເວລານັ້ນ.",
  ]) {
    await page.keyboard.insertText(text);
    await page.keyboard.press("Control+Enter");
  }
  await saved(page);
  const rows = english.slice(0, 3).map((block) => block.row);
  for (const row of rows) await expect.poll(() => stateOf(page, row)).toBe("confirmed");
  const lao = await blocks(page, "lo");
  expect(lao.slice(0, 3).map((block) => block.row)).toEqual(rows);

  const body = page.getByRole("textbox", { name: "English body" });
  for (const index of [0, 1]) {
    await body
      .locator("> [data-row]")
      .nth(index)
      .click({ position: { x: 30, y: 12 } });
    await page.keyboard.press("Home");
    await page.keyboard.insertText("Senior ");
  }
  await saved(page);
  await expect.poll(() => Promise.all(rows.map((row) => stateOf(page, row)))).toEqual(["stale", "stale", "confirmed"]);
  await page.locator(`.gutter-cell[data-row="${rows[0]}"]`).click();
  const panel = page.getByRole("region", { name: /^Row 1/ });
  await expect.poll(() => panel.locator("ins").allTextContents()).toEqual(["Senior "]);
  await expect.poll(() => panel.locator("del").count()).toBe(0);
  await panel.getByRole("button", { name: /Still right/ }).click();
  // One goes on to the next, whose panel is open; its mark folds it, and is what the keys mean then.
  const second = page.locator(`.gutter-cell[data-row="${rows[1]}"]`);
  await page.getByRole("region", { name: /^Row 2/ }).waitFor();
  await second.click();
  await page.locator(".row-panel").waitFor({ state: "detached" });
  await page.keyboard.press("Control+Enter");
  await saved(page);
  await expect.poll(() => stateOf(page, rows[0])).toBe("confirmed");
  await expect.poll(() => stateOf(page, rows[1])).toBe("confirmed");
  await saved(page);

  await page.reload();
  await drawn(page);
  await saved(page);
  await expect
    .poll(() => Promise.all(rows.map((row) => stateOf(page, row))))
    .toEqual(["confirmed", "confirmed", "confirmed"]);
  const article = await storedStory(desk.library, "Mekong hydrologists");
  expect(article.rows[rows[0] ?? ""].en).toMatch(/^Senior Hydrologists/);
});

test("undoing a source edit makes the row confirmed again, and punctuation alone is said to be minor", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const first = page.getByRole("textbox", { name: "English body" }).locator("> [data-row]").first();
  const row = await first.getAttribute("data-row");
  await expect.poll(() => stateOf(page, row)).toBe("confirmed");
  await first.click({ position: { x: 30, y: 12 } });
  await page.keyboard.press("End");
  await page.keyboard.insertText(" daily");
  await saved(page);
  await expect.poll(() => stateOf(page, row)).toBe("stale");
  await page.keyboard.press("Control+z");
  await saved(page);
  await expect.poll(() => stateOf(page, row)).toBe("confirmed");
  await page.keyboard.insertText(",");
  await saved(page);
  await page.locator(`.gutter-cell[data-row="${row}"]`).click();
  await page.getByText("Only punctuation or spaces changed.").waitFor();
  await page.keyboard.press("Control+Enter");
  await saved(page);
  await expect.poll(() => stateOf(page, row)).toBe("confirmed");

  // A low window holds the row's panel whole, however much there is to read in it.
  await page.setViewportSize({ width: 900, height: 600 });
  const stale = page.locator(".gutter-cell[data-state=stale]").first();
  const text = page.locator(`[data-field="body.en"] > [data-row="${await stale.getAttribute("data-row")}"]`);
  await text.click();
  await page.keyboard.insertText(" Another ten wagons were ordered from Kunming this month.".repeat(9));
  await saved(page);
  // Confirming the row before went on to this one, and its panel has stayed open: the mark folds it, then opens it anew.
  const panel = page.locator(".row-panel");
  await stale.click();
  await panel.waitFor({ state: "detached" });
  await stale.click();
  const add = async (words: string) => {
    await panel.getByRole("textbox").fill(words);
    await panel.getByRole("button", { name: "Add", exact: true }).click();
    await panel.getByText(words).waitFor();
    await nextFrame(page);
  };
  const boxOf = async (one: Locator) => {
    const { y = 0, height = 0 } = (await one.boundingBox()) ?? {};
    return { top: y, bottom: y + height };
  };
  /** The panel stands whole in what is scrolled, and of its notes the one that was just written. */
  const whole = async (words: string) => {
    const [inside, around] = await Promise.all([boxOf(panel), boxOf(page.locator(".scroller"))]);
    const button = await boxOf(panel.getByRole("button", { name: /^Still right/ }));
    const [list, note] = await Promise.all([boxOf(panel.locator(".notes")), boxOf(panel.getByText(words))]);
    return {
      panel: inside.top >= around.top && inside.bottom <= around.bottom,
      button: button.bottom < inside.bottom,
      note: note.top >= list.top - 1 && note.bottom <= list.bottom + 1,
    };
  };
  const expectWhole = (words: string) =>
    expect.poll(() => whole(words)).toEqual({ panel: true, button: true, note: true });
  for (const words of ["Ask the company for the number of wagons.", "ຖາມບໍລິສັດກ່ອນ.", "Which month?"]) {
    await add(words);
    await expectWhole(words);
  }
  // The note's field has kept the caret, so that Escape closes the panel.
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  // One at the lower edge goes up as it grows by a note.
  const mark = page.locator(".gutter-cell[data-state=stale]").nth(1);
  await mark.evaluate((cell) => cell.scrollIntoView({ block: "end" }));
  await mark.click();
  await panel.waitFor();
  await add("Who said so?");
  await expectWhole("Who said so?");
});

test("a gap is filled by a click and by Alt-Down; left empty, it is a gap again", async () => {
  const { page } = desk;
  await open(page, UNTRANSLATED);
  const english = await blocks(page, "en");
  await page.getByText("Not yet translated into Lao").nth(1).click();
  await page.keyboard.insertText("ລະດັບນ້ຳ");
  await expect.poll(() => blocks(page, "lo")).toEqual([{ row: english[2]?.row, text: "ລະດັບນ້ຳ" }]);
  await page.keyboard.press("Alt+ArrowDown");
  await expect
    .poll(async () => (await blocks(page, "lo")).map((block) => block.row))
    .toEqual([english[2]?.row, english[3]?.row]);
  await page.keyboard.press("Alt+ArrowDown");
  await expect
    .poll(async () => (await blocks(page, "lo")).map((block) => block.row))
    .toEqual([english[2]?.row, english[4]?.row]);
  await page.getByRole("textbox", { name: "Lao lead" }).click();
  await expect.poll(async () => (await blocks(page, "lo")).map((block) => block.row)).toEqual([english[2]?.row]);
  // At the end of a row whose next one is a gap, Enter goes on there.
  await page.getByRole("textbox", { name: "Lao body" }).locator("p").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("ຂໍ້ຄວາມ");
  await expect
    .poll(async () => (await blocks(page, "lo")).map((block) => block.row))
    .toEqual([english[2]?.row, english[3]?.row]);
});

test("the first click arrives, on a row's dot and on another gap, though the caret stands in an untouched gap", async () => {
  const { page } = desk;
  await open(page, UNTRANSLATED);
  const english = await blocks(page, "en");
  await page.getByRole("textbox", { name: "Lao body" }).click();
  await page.keyboard.insertText("ນັກອຸທົກກະສາດແມ່ນ້ຳຂອງ");
  const gap = (at: number) => page.locator(`.gap-cell[data-row="${english[at]?.row}"]`);
  const inLao = (at: number) => page.locator(`[data-field="body.lo"] > [data-row="${english[at]?.row}"]`);
  for (const at of [1, 4]) {
    await gap(at).click();
    await inLao(at).waitFor();
    // Its own dot, then one below, which moves where the block goes.
    for (const dot of [at, at + 2]) {
      await page.locator(`.gutter-cell[data-row="${english[dot]?.row}"]`).click();
      await page.locator(`.row-panel-place[data-row="${english[dot]?.row}"]`).waitFor();
      await page.keyboard.press("Escape");
      if (dot === at) await gap(at).click();
    }
    await gap(at).waitFor();
  }
  await gap(2).click();
  await inLao(2).waitFor();
  await gap(6).click();
  await inLao(6).waitFor();
  await gap(2).waitFor();
});

test("the row of a gap is lit as soon as the caret is in it, and undoing what was typed there brings the gap back", async () => {
  const { page } = desk;
  await open(page, UNTRANSLATED);
  const english = await blocks(page, "en");
  await page.getByRole("textbox", { name: "Lao lead" }).click();
  await page.locator(`.gap-cell[data-row="${english[2]?.row}"]`).click();
  const mark = page.locator(`.gutter-cell[data-row="${english[2]?.row}"]`);
  await expect.poll(() => mark.getAttribute("class")).toContain("lit");
  await page.keyboard.insertText("ລະດັບນ້ຳ");
  await page.locator(`.gap-cell[data-row="${english[4]?.row}"]`).click();
  await page.keyboard.press("Control+z");
  await page.getByRole("textbox", { name: "English body" }).locator("> [data-row]").first().click();
  await expect.poll(async () => (await blocks(page, "lo")).filter((block) => block.text !== "")).toEqual([]);
  await expect.poll(() => page.getByText("Not yet translated into Lao").count()).toBe(7);
  await saved(page);
  expect((await storedStory(desk.library, "Mekong hydrologists")).versions.lo?.body.content.length ?? 1).toBe(1);
});

test("the way to the next row goes on at the top, and a row's panel goes when one leaves it", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const rows = (await blocks(page, "en")).map((block) => block.row);
  const english = page.getByRole("textbox", { name: "English body" }).locator("> [data-row]");
  await english.first().click({ position: { x: 30, y: 12 } });
  await page.keyboard.press("End");
  await page.keyboard.insertText(" daily");
  await saved(page);
  await expect.poll(() => stateOf(page, rows[0])).toBe("stale");
  await english.last().click({ position: { x: 30, y: 12 } });
  const lit = page.locator(".gutter-cell.lit");
  await expect.poll(() => lit.getAttribute("data-row")).toBe(rows.at(-1));
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => lit.getAttribute("data-row")).toBe(rows[0]);

  const mark = page.locator(`.gutter-cell[data-row="${rows[0]}"]`);
  const panel = page.getByRole("region", { name: /^Row 1/ });
  await panel.getByRole("button", { name: /Still right/ }).waitFor();
  await nextFrame(page);
  const below = await panel.boundingBox();
  const row = await english.first().boundingBox();
  expect(Math.round((below?.y ?? 0) - (row?.y ?? 0) - (row?.height ?? 0))).toBeGreaterThanOrEqual(0);
  await english.last().click({ position: { x: 30, y: 12 } });
  await panel.waitFor({ state: "detached" });

  await mark.click();
  await panel.waitFor();
  await page.keyboard.press("Control+Alt+2");
  await panel.waitFor({ state: "detached" });
  await page.keyboard.press("Control+Alt+2");
  await english.first().click({ position: { x: 30, y: 12 } });
  await page.keyboard.press("Control+z");
  await saved(page);
  await expect.poll(() => stateOf(page, rows[0])).toBe("confirmed");
});

test("a row that two desks wrote differently can't be confirmed until one text is chosen", async () => {
  const { page } = desk;
  const stored = await storedStory(desk.library, "Cold-chain");
  const block = stored.versions.en.body.content[0];
  const side = (text: string) => ({
    value: [{ ...block, content: [{ type: "text", text }] }],
    ...{ revision: "r1", by: "ນາງ ຄຳ", desk: "south", at: "2026-11-24T02:00:00Z" },
  });
  const card = { id: "card-1", part: `en/block/${block.attrs.id}`, kind: "words", base: [block] };
  const torn = { ...stored, conflicts: [{ ...card, sides: [side("Trains run daily."), side("Trains run weekly.")] }] };
  await putFile(articleFile(desk.library, stored.id), JSON.stringify(torn));

  await open(page, PAIRED);
  const { row } = block.attrs;
  const lao = page.getByRole("textbox", { name: "Lao body" }).locator(`> [data-row="${row}"]`);
  await lao.first().click({ position: { x: 30, y: 12 } });
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ມື້ນີ້");
  await settled(page);
  const before = await stateOf(page, row);
  expect(before).not.toBe("confirmed");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Two desks wrote this row differently").waitFor();
  await settled(page);
  expect(await stateOf(page, row)).toBe(before);
  expect((await storedStory(desk.library, "Cold-chain")).rows[row]).toEqual(stored.rows[row]);
});

test("in Lao, Alt-Down shows what changed in the row's band at a third of the window; a note is written, answered and done", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  await page.getByRole("option", { name: PAIRED }).click();
  const stale = page.locator(".gutter-cell[data-state=stale]");
  await stale.first().waitFor();
  await page.locator("[data-field='headline.en']").click();
  await page.keyboard.press("Alt+ArrowDown");
  const row = await stale.first().getAttribute("data-row");
  const panel = page.locator(".row-panel");
  await panel.locator("ins").first().waitFor();
  await nextFrame(page);
  const top = async (of: string | null | undefined) =>
    (await page.locator(`[data-field="body.lo"] > [data-row="${of}"]`).boundingBox())?.y ?? 0;
  const third = (page.viewportSize()?.height ?? 0) / 3;
  await expect.poll(async () => Math.abs((await top(row)) - third)).toBeLessThan(30);
  // The next row has moved down for it, and the caret has stayed in the text.
  const rows = (await blocks(page, "lo")).map((block) => block.row);
  const below = rows[rows.indexOf(row) + 1];
  const place = await panel.boundingBox();
  expect(await top(below)).toBeGreaterThanOrEqual((place?.y ?? 0) + (place?.height ?? 0) - 1);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-field"))).toBe("body.lo");

  await page.keyboard.press("Alt+n");
  await page.keyboard.type("ຖາມບໍລິສັດກ່ອນ");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const note = panel.locator(".note").filter({ hasText: "ຖາມບໍລິສັດກ່ອນ" });
  await note.getByRole("button", { name: "ຕອບ" }).click();
  await page.keyboard.type("ຖາມແລ້ວ");
  await note.getByRole("button", { name: "ຕອບ" }).click();
  await note.getByText("ຖາມແລ້ວ").waitFor();
  await note.getByRole("button", { name: "ເຮັດແລ້ວ" }).click();
  await saved(page);
  const { notes } = await storedStory(desk.library, "Cold-chain");
  const written = Object.values<{ text: string; resolvedBy?: string; replyTo?: string }>(notes);
  expect(written.find(({ text }) => text === "ຖາມບໍລິສັດກ່ອນ")?.resolvedBy).toBeDefined();
  expect(written.find(({ text }) => text === "ຖາມແລ້ວ")?.replyTo).toBeDefined();

  // Escape folds it from the text as well, in a headline and in either body.
  for (const [of, text] of [
    ["headline", `[data-field="headline.en"]`],
    [row, `[data-field="body.en"] > [data-row="${row}"]`],
    [row, `[data-field="body.lo"] > [data-row="${row}"]`],
  ]) {
    await page.locator(`.gutter-cell[data-row="${of}"]`).click();
    await page.locator(`.row-panel-place[data-row="${of}"]`).waitFor();
    await page.locator(text ?? "").click();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
  }
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => stateOf(page, row)).toBe("confirmed");
  await panel.locator("ins").first().waitFor();
  await ask(desk, "host.remember", { language: "en" });
});

test("a window that is closed with the caret in an empty gap leaves a gap", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const { length } = await blocks(page, "lo");
  // One row of the translation goes, so that there is a gap between others.
  const second = page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").nth(1);
  const row = await second.getAttribute("data-row");
  await second.click({ clickCount: 3 });
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  const gap = page.locator(`.gap-cell[data-row="${row}"]`);
  await gap.click();
  await page.keyboard.insertText("ລະດັບນ້ຳ");
  await saved(page);
  await page.keyboard.press("Control+z");
  await saved(page);
  await page.reload();
  await drawn(page);
  await gap.waitFor();
  await expect.poll(() => blocks(page, "lo")).toHaveLength(length - 1);
});

test("what changes while a story is being opened is shown once it is open, as after a save of the page before", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", { text: "Cold-chain" });
  const id = items[0]?.id ?? "";
  await page.route(
    "**/api/articles.open",
    async (route) => {
      const old = await route.fetch();
      const { article, revs } = await ask(desk, "articles.open", { id });
      const en = article.versions.en;
      if (!en) throw new Error("There is no English.");
      const { updatedAt: _derived, ...rest } = en;
      await ask(desk, "articles.save", { id, base: { en: revs.en }, en: { ...rest, headline: "Cold trains again" } });
      // The list heard of it, so the window did.
      await page.getByRole("option", { name: /Cold trains again/ }).waitFor();
      await route.fulfill({ response: old });
    },
    { times: 1 },
  );
  await page.getByRole("option", { name: PAIRED }).click();
  await expect
    .poll(() => page.getByRole("textbox", { name: "English headline" }).textContent())
    .toBe("Cold trains again");
});

test("a row moves on both sides in one step, by its handle and by keys, and one undo takes it back", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const before = { lo: await blocks(page, "lo"), en: await blocks(page, "en") };
  const statesBefore = await states(page);
  const handle = page.locator(`.gutter-cell[data-row="${before.en[2]?.row}"]`);
  await handle.hover();
  const from = await page.getByRole("button", { name: /^Move Row 3/ }).boundingBox();
  const to = await page.locator(`.gutter-cell[data-row="${before.en[0]?.row}"]`).boundingBox();
  if (!from || !to) throw new Error("no handle");
  await page.mouse.move(from.x + from.width / 2, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 5, to.y + 20, { steps: 6 });
  await page.mouse.move(to.x + 5, to.y + 3, { steps: 3 });
  await expect.poll(() => page.locator(".drop-line").count()).toBe(1);
  await page.mouse.up();
  const moved = (all: typeof before.en) => [all[2], all[0], all[1], ...all.slice(3)];
  await expect.poll(() => blocks(page, "en")).toEqual(moved(before.en));
  await expect
    .poll(async () => (await blocks(page, "lo")).map((one) => one.row).slice(0, 3))
    .toEqual(
      moved(before.en)
        .slice(0, 3)
        .map((one) => one?.row),
    );
  await saved(page);
  await expect.poll(async () => (await states(page)).sort()).toEqual([...statesBefore].sort());

  await page.getByRole("textbox", { name: "English body" }).locator("> [data-row]").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(page, "en")).toEqual(before.en);
  await expect.poll(() => blocks(page, "lo")).toEqual(before.lo);
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => blocks(page, "en")).toEqual(moved(before.en));
  await expect.poll(async () => (await blocks(page, "lo"))[0]?.row).toBe(before.en[2]?.row);
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").first().click();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(page, "lo")).toEqual(before.lo);
  await expect.poll(() => blocks(page, "en")).toEqual(before.en);
});

test("two rows become one and separate again, and an unlinked translation stands alone; undo brings the confirmation back", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const english = await blocks(page, "en");
  const [first, second] = english.map((block) => block.row);
  const panelOf = async (row: string | null | undefined, action: string) => {
    await page.locator(`.gutter-cell[data-row="${row}"]`).click();
    await page.getByRole("button", { name: "More for this row" }).click();
    await page.getByRole("menuitem", { name: action }).click();
    await saved(page);
  };
  await panelOf(first, "Make one row with the row below");
  await expect
    .poll(async () => (await blocks(page, "lo")).slice(0, 2).map((block) => block.row))
    .toEqual([first, first]);
  await expect
    .poll(async () => (await blocks(page, "en")).slice(0, 2).map((block) => block.row))
    .toEqual([first, first]);
  await panelOf(first, "Make these separate rows");
  const apart = (await blocks(page, "en")).slice(0, 2).map((block) => block.row);
  expect(apart[0]).toBe(first);
  expect(apart[1]).not.toBe(first);
  await expect.poll(async () => (await blocks(page, "lo")).slice(0, 2).map((block) => block.row)).toEqual(apart);
  await page.getByRole("textbox", { name: "English body" }).locator("> [data-row]").first().click();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await saved(page);
  await expect
    .poll(async () => (await blocks(page, "lo")).slice(0, 2).map((block) => block.row))
    .toEqual([first, second]);
  await expect.poll(() => stateOf(page, first)).toBe("confirmed");

  await panelOf(first, "Unlink");
  await expect.poll(() => stateOf(page, first)).toBe("missing");
  const alone = (await blocks(page, "lo"))[0]?.row;
  expect(alone).not.toBe(first);
  await page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").first().click();
  await page.keyboard.press("Control+z");
  await saved(page);
  await expect.poll(() => stateOf(page, first)).toBe("confirmed");
});

test("a paragraph cut in two keeps its row with both halves; joined again, nothing has changed", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  await settled(page);
  const before = await states(page);
  for (const lang of ["English", "Lao"]) {
    const body = page.getByRole("textbox", { name: `${lang} body` });
    await body
      .locator("> [data-row]")
      .first()
      .click({ position: { x: 30, y: 12 } });
    await page.keyboard.press("Home");
    for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await selectionIn(body)).before.length).toBeGreaterThan(5);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(await states(page)).toEqual(before);
    await page.keyboard.press("Backspace");
    await settled(page);
    expect(await states(page)).toEqual(before);
  }
  // Two rows joined on one side alone: both sides show what that changed, and the desk says so.
  await page
    .getByRole("textbox", { name: "English body" })
    .locator("> [data-row]")
    .nth(1)
    .click({ position: { x: 30, y: 12 } });
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await page.getByText("Two rows became one.").waitFor();
  await settled(page);
  await expect.poll(async () => (await states(page)).slice(0, 2).map(([, state]) => state)).toEqual(["stale", "draft"]);
});

test("a pair in another order stays paired, is marked, and goes beside its partner", async () => {
  const { page, url, token } = desk;
  const body = (...texts: readonly (readonly [string, string])[]) => ({
    type: "doc",
    content: texts.map(([row, text]) => ({
      type: "paragraph",
      attrs: { id: row, row },
      content: [{ type: "text", text }],
    })),
  });
  const made = await fetch(new URL("/api/articles.create", url), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({
      details: { source: "en" },
      en: {
        headline: "Boats at Pakse",
        body: body(["a", "The river rose."], ["b", "Boats were moved."], ["c", "Rain will go on."]),
      },
      lo: { headline: "ເຮືອຢູ່ປາກເຊ", body: body(["c", "ຝົນຈະຕົກຕໍ່ໄປ."], ["a", "ນ້ຳຂຶ້ນ."], ["b", "ເຮືອຖືກຍ້າຍ."]) },
    }),
  });
  expect(made.status).toBe(200);
  await open(page, /Boats at Pakse/);
  await expect.poll(async () => Object.fromEntries(await states(page))).toEqual({ a: "draft", b: "draft", c: "draft" });
  await page.getByRole("button", { name: /Other order/ }).click();
  await page.getByRole("button", { name: "Move beside its partner" }).click();
  await expect.poll(async () => (await blocks(page, "lo")).map((block) => block.row)).toEqual(["a", "b", "c"]);
  await expect.poll(() => page.getByRole("button", { name: /Other order/ }).count()).toBe(0);
  await page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").first().click();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await blocks(page, "lo")).map((block) => block.row)).toEqual(["c", "a", "b"]);
});

test("undo remembers the caret, goes by editor and survives an autosave", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const lao = page.getByRole("textbox", { name: "Lao body" });
  const english = page.getByRole("textbox", { name: "English body" });
  const before = { lo: await blocks(page, "lo"), en: await blocks(page, "en") };
  await lao
    .locator("> [data-row]")
    .first()
    .click({ position: { x: 30, y: 12 } });
  await page.keyboard.insertText("ລາວ ");
  await saved(page);
  await english
    .locator("> [data-row]")
    .nth(1)
    .click({ position: { x: 30, y: 12 } });
  await page.keyboard.insertText("Laos ");
  await saved(page);
  await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(page, "en")).toEqual(before.en);
  await expect.poll(async () => (await blocks(page, "lo"))[0]?.text).not.toBe(before.lo[0]?.text);
  await lao.locator("> [data-row]").nth(2).click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(page, "lo")).toEqual(before.lo);
  const caretRow = () =>
    page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest("[data-row]")?.getAttribute("data-row"));
  await expect.poll(caretRow).toBe(before.lo[0]?.row);
});

test("the text under the caret doesn't jump when a row above grows on the other side", async () => {
  const { page } = desk;
  const other = await desk.openWindow();
  for (const window of [page, other]) await open(window, PAIRED);
  const last = page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  const height = async () => (await last.boundingBox())?.y ?? 0;
  const before = await height();
  await other.getByRole("textbox", { name: "English body" }).locator("> [data-row]").first().click();
  await other.keyboard.insertText(" The trains also carried rice, coffee and rubber.".repeat(8));
  await saved(other);
  await page.getByText("The trains also carried rice").waitFor({ state: "attached" });
  await expect.poll(async () => (await states(page))[0]?.[1]).toBe("stale");
  await nextFrame(page);
  expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(1);
});

test("a locked source can't be written, and the swap makes the other language the source", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  await page.getByRole("button", { name: "Lock the source" }).click();
  const body = page.getByRole("textbox", { name: "English body" });
  await expect.poll(() => body.getAttribute("contenteditable")).toBe("false");
  await expect
    .poll(() => page.getByRole("textbox", { name: "English headline" }).getAttribute("contenteditable"))
    .toBe("false");
  await expect.poll(() => page.getByRole("textbox", { name: "Lao body" }).getAttribute("contenteditable")).toBe("true");
  await page.getByRole("button", { name: "Make this the source" }).click();
  // The lock was meant for the side that was the source.
  for (const lang of ["English", "Lao"])
    await expect
      .poll(() => page.getByRole("textbox", { name: `${lang} body` }).getAttribute("contenteditable"))
      .toBe("true");
  await saved(page);
  expect((await storedStory(desk.library, "Cold-chain")).details.source).toBe("lo");
});

test("rows stay level after typing, zooming and hiding a column", async () => {
  const { page } = desk;
  await open(page, PAIRED);
  const worst = () =>
    page.evaluate(async () => {
      // As it is painted.
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
      const tops = (lang: string) => {
        const first = new Map<string, number>();
        for (const block of document.querySelectorAll<HTMLElement>(`[data-field="body.${lang}"] > [data-row]`))
          if (!first.has(block.dataset.row ?? ""))
            first.set(block.dataset.row ?? "", block.getBoundingClientRect().top);
        return first;
      };
      const [lo, en] = [tops("lo"), tops("en")];
      return Math.max(...[...lo].flatMap(([row, top]) => (en.has(row) ? [Math.abs(top - (en.get(row) ?? 0))] : [])));
    });
  expect(await worst()).toBeLessThanOrEqual(1);
  await page.getByRole("textbox", { name: "Lao body" }).locator("> [data-row]").nth(1).click();
  await page.keyboard.insertText("ຄະນະກຳມະການ ".repeat(40));
  expect(await worst()).toBeLessThanOrEqual(1);
  await page.setViewportSize({ width: 1280, height: 720 });
  expect(await worst()).toBeLessThanOrEqual(1);
  await page.evaluate(() => {
    document.body.style.zoom = "1.1";
  });
  expect(await worst()).toBeLessThanOrEqual(1);
  await page.getByRole("button", { name: "Hide the English column" }).click();
  await page.getByRole("button", { name: "Show the English column" }).click();
  expect(await worst()).toBeLessThanOrEqual(1);
});
