import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Editor } from "@tiptap/core";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { drop, openStory, PNG, putOffIsDone, selectionIn, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

/** An English story of thirteen rows without any Lao. */
const UNTRANSLATED = /Mekong hydrologists/;
/** A story whose rows are confirmed but for three that are stale. */
const PAIRED = /Cold-chain trains/;

/** A Lao story with its English. */
const TRANSLATED = /Bolikhamxay People’s Council/;

const body = (lang: "Lao" | "English") => desk.page.getByRole("textbox", { name: `${lang} body` });
const blocks = (of: Locator) =>
  of.locator("> [data-row]").evaluateAll((all) =>
    all.map((one) => ({
      type: one.tagName,
      id: one.getAttribute("data-id"),
      row: one.getAttribute("data-row"),
      text: one.textContent ?? "",
    })),
  );
const stateOf = (row: string | null | undefined) =>
  desk.page.locator(`.gutter-cell[data-row="${row}"]`).getAttribute("data-state");

async function stored(headline: string) {
  const folder = path.join(desk.library, "articles");
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".json")) continue;
    const article = JSON.parse(await readFile(path.join(folder, name), "utf8"));
    if (article.versions.en?.headline.startsWith(headline)) return article;
  }
  throw new Error(`No story “${headline}”`);
}

test("a headline's undo takes back what was typed in one go, through an autosave, with the caret; redo brings it again", async () => {
  const { page } = desk;
  await openStory(page, PAIRED);
  const headline = page.getByRole("textbox", { name: "English headline" });
  const lead = page.getByRole("textbox", { name: "English lead" });
  const before = await wordsIn(headline);
  const leadBefore = await wordsIn(lead);
  await headline.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" this year");
  await saved(page);
  await lead.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("Again ");
  await headline.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("More ");
  await saved(page);

  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(`${before} this year`);
  await expect.poll(async () => (await selectionIn(headline)).before).toBe("");
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(before);
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(before);
  await expect.poll(() => wordsIn(lead)).toBe(`Again ${leadBefore}`);
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+Shift+z");
  await expect.poll(() => wordsIn(headline)).toBe(`More ${before} this year`);

  // The toolbar's undo is for the line that has the caret, and another field's undo for that field alone.
  await page.getByRole("toolbar").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => wordsIn(headline)).toBe(`${before} this year`);
  await page
    .getByRole("searchbox", { name: "Search stories" })
    .or(page.locator("[data-field='search']"))
    .first()
    .click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(`${before} this year`);
  await headline.click();
  await page.keyboard.press("Control+z");
  await lead.click();
  await page.keyboard.press("Control+z");
  await expect.poll(async () => [await wordsIn(headline), await wordsIn(lead)]).toEqual([before, leadBefore]);
  await saved(page);
});

test("what another window wrote in a headline is not taken back by undo here", async () => {
  const { page } = desk;
  const other = await desk.openWindow();
  await openStory(other, PAIRED);
  const headline = page.getByRole("textbox", { name: "English headline" });
  const before = await wordsIn(headline);
  await headline.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" this year");
  await saved(page);
  const elsewhere = other.getByRole("textbox", { name: "English headline" });
  await expect.poll(() => wordsIn(elsewhere)).toBe(`${before} this year`);
  await body("English").click();
  await elsewhere.click();
  await other.keyboard.press("Control+Home");
  await other.keyboard.insertText("Boten: ");
  await expect.poll(() => wordsIn(headline)).toBe(`Boten: ${before} this year`);
  await headline.click();
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(`Boten: ${before}`);
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(headline)).toBe(`Boten: ${before}`);
  await saved(page);
  await other.close();
});

test("a composition in a lead arrives once and is one step of its undo", async () => {
  const { page } = desk;
  const lead = page.getByRole("textbox", { name: "Lao lead" });
  const before = await wordsIn(lead);
  await lead.click();
  await page.keyboard.press("Control+End");
  const devtools = await page.context().newCDPSession(page);
  for (const text of ["ລົ", "ລົດ", "ລົດໄ", "ລົດໄຟ"])
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  await devtools.send("Input.insertText", { text: "ລົດໄຟ" });
  await expect.poll(() => wordsIn(lead)).toBe(`${before}ລົດໄຟ`);
  await page.keyboard.press("Control+z");
  await expect.poll(() => wordsIn(lead)).toBe(before);
  await saved(page);
});

test("all selected and deleted, two lines written and all undone: the text is as it was, with its ids and rows", async () => {
  const { page } = desk;
  await openStory(page, TRANSLATED);
  const english = body("English");
  const before = await blocks(english);
  await english.locator("p").first().click();
  await expect.poll(async () => (await selectionIn(english)).selected).toBe("");
  await page.keyboard.press("Control+a");
  await expect.poll(async () => (await selectionIn(english)).selected).toContain(before.at(-1)?.text);
  await page.keyboard.press("Delete");
  await page.keyboard.type("x");
  await page.keyboard.press("Enter");
  await page.keyboard.type("y");
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(english)).toEqual(before);
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press("Control+y");
  await expect.poll(async () => (await blocks(english)).map((block) => block.text)).toEqual(["x", "y"]);
  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press("Control+z");
  await expect.poll(() => blocks(english)).toEqual(before);
  await saved(page);
});

test("undo right after a confirmation takes the confirmation back, not the words; redo confirms again", async () => {
  const { page } = desk;
  await openStory(page, UNTRANSLATED);
  const [first, second] = await blocks(body("English"));
  await page.locator(".gap-cell, [data-gap]").first().click();
  await body("Lao").click();
  await page.keyboard.insertText("ນັກອຸທົກກະສາດຈາກ ສີ່ປະເທດ ໄດ້ພົບປະກັນຢູ່ນະຄອນຫລວງວຽງຈັນ.");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => stateOf(first?.row)).toBe("confirmed");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stateOf(first?.row)).toBe("draft");
  await expect
    .poll(async () => (await blocks(body("Lao"))).map((block) => block.text))
    .toContain("ນັກອຸທົກກະສາດຈາກ ສີ່ປະເທດ ໄດ້ພົບປະກັນຢູ່ນະຄອນຫລວງວຽງຈັນ.");
  await page.keyboard.press("Control+y");
  await expect.poll(() => stateOf(first?.row)).toBe("confirmed");
  await saved(page);
  expect(Object.keys((await stored("Mekong hydrologists")).rows)).toContain(first?.row);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect.poll(() => stateOf(first?.row)).toBe("missing");
  await expect.poll(async () => (await blocks(body("Lao"))).map((block) => block.text).join("")).toBe("");
  await saved(page);
  expect(Object.keys((await stored("Mekong hydrologists")).rows)).not.toContain(first?.row);
  await expect.poll(() => stateOf(second?.row)).toBe("missing");
});

test("a divider or an image put into the block of a gap fills the gap, in its row", async () => {
  const { page } = desk;
  await openStory(page, UNTRANSLATED);
  const english = await blocks(body("English"));
  const lao = body("Lao");
  const rowOf = async (type: string) =>
    (await blocks(lao)).filter((block) => block.type === type).map(({ row }) => row);
  const enter = async (row: string | null | undefined) => {
    await page.locator(`.gap-cell[data-row="${row}"]`).click();
    await expect.poll(async () => (await blocks(lao)).map((block) => block.row)).toContain(row);
    await expect.poll(() => selectionIn(lao)).toMatchObject({ selected: "", before: "", behind: "" });
  };
  await enter(english[3]?.row);
  await page.getByRole("toolbar").getByRole("button", { name: "Divider" }).click();
  await expect.poll(() => rowOf("HR")).toEqual([english[3]?.row]);
  // The caret went on to the next gap.
  await page.keyboard.type("z");
  await expect.poll(async () => (await blocks(lao)).find((block) => block.row === english[4]?.row)?.text).toBe("z");

  // Three hyphens are a divider too.
  await enter(english[1]?.row);
  await page.keyboard.type("---");
  await expect.poll(() => rowOf("HR")).toEqual([english[1]?.row, english[3]?.row]);

  const chosen = { name: "pakse.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") };
  await enter(english[5]?.row);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("toolbar").getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles(chosen);
  await expect.poll(() => rowOf("FIGURE")).toEqual([english[5]?.row]);

  for (const [kind, row] of [
    ["paste", english[6]?.row],
    ["drop", english[8]?.row],
  ] as const) {
    await enter(row);
    const count = (await rowOf("FIGURE")).length;
    await lao.evaluate(
      (element, { data, how }) => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], "pakse.png", { type: "image/png" }));
        const box = (element.querySelector(".is-empty") ?? element).getBoundingClientRect();
        const at = { clientX: box.left + 12, clientY: box.top + box.height / 2 };
        element.dispatchEvent(
          how === "paste"
            ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
            : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true, ...at }),
        );
      },
      { data: PNG, how: kind },
    );
    await expect.poll(async () => (await rowOf("FIGURE")).length).toBe(count + 1);
    await expect.poll(() => rowOf("FIGURE")).toContain(row);
  }

  // Dropped on a gap that nobody has been in.
  const gaps = page.locator(".gap-cell.side-lo");
  const untouched = await gaps.first().getAttribute("data-row");
  await drop(page.locator(`.gap-cell[data-row="${untouched}"]`), [
    { name: "pakse.png", type: "image/png", base64: PNG },
  ]);
  await expect.poll(() => rowOf("FIGURE")).toContain(untouched);
  await expect.poll(async () => (await blocks(lao)).filter(({ row }) => row === untouched)).toHaveLength(1);

  // Chosen for a gap that is left again before the picture is stored.
  const left = await gaps.first().getAttribute("data-row");
  await enter(left);
  let store = () => {};
  const stored = new Promise<void>((resolve) => {
    store = resolve;
  });
  await page.route("**/api/assets.add", async (route) => {
    await stored;
    await route.continue();
  });
  const slow = page.waitForEvent("filechooser");
  await page.getByRole("toolbar").getByRole("button", { name: "Image", exact: true }).click();
  await (await slow).setFiles(chosen);
  await page.getByRole("textbox", { name: "English headline" }).click();
  await page.locator(`.gap-cell[data-row="${left}"]`).waitFor();
  store();
  await expect.poll(() => rowOf("FIGURE")).toContain(left);
  await page.unroute("**/api/assets.add");
  await saved(page);
});

test("a picture's description and credit share the column's undo, a step for what is typed in one go", async () => {
  const { page } = desk;
  await openStory(page, UNTRANSLATED);
  const lao = body("Lao");
  const figure = lao.locator("figure").first();
  const field = (name: string) => figure.getByRole("textbox", { name });
  const [description, credit] = [field("Description"), field("Credit")];
  const values = async () => [await description.inputValue(), await credit.inputValue()];
  await description.click();
  await page.keyboard.insertText("ເຮືອ");
  // A pause begins a step.
  await putOffIsDone(page, 700);
  await page.keyboard.insertText(" ຢູ່ຝັ່ງ");
  await credit.click();
  await page.keyboard.insertText("KPL");
  const clear = "rgba(0, 0, 0, 0)";
  await expect.poll(() => figure.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(clear);

  await page.keyboard.press("Control+z");
  await expect.poll(values).toEqual(["ເຮືອ ຢູ່ຝັ່ງ", ""]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => description.inputValue()).toBe("ເຮືອ");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await expect.poll(values).toEqual(["ເຮືອ ຢູ່ຝັ່ງ", "KPL"]);
  // The focus stays in the field, for the toolbar's undo too.
  await page.getByRole("toolbar").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => credit.inputValue()).toBe("");
  await expect.poll(() => credit.evaluate((element) => element === document.activeElement)).toBe(true);
  await saved(page);
});

/** As many steps as a history holds at most: the next one has it drop its oldest. */
const fillHistory = (of: Locator) =>
  of.evaluate((element) => {
    const { editor } = element as unknown as { editor: Editor };
    const count = () =>
      (editor.state as unknown as { history$: { done: { eventCount: number } } }).history$.done.eventCount;
    const from = Date.now() - 3_000_000;
    let last = editor.state.doc.content.size - (editor.state.doc.lastChild?.nodeSize ?? 0) + 1;
    for (let step = 0; count() < 1020; step += 1) {
      editor.view.dispatch(editor.state.tr.insertText(String(step % 10), last).setTime(from + step * 1000));
      last += 1;
    }
    return count();
  });

test("beyond the depth of the history each undo takes back what was done last, and redo does it again: a letter, a confirmation, a moved row, words replaced", async () => {
  const { page } = desk;
  await openStory(page, TRANSLATED);
  const [lao, english] = [body("Lao"), body("English")];
  const texts = async (of: Locator) => (await blocks(of)).map(({ text }) => text);
  const rowsOf = async () => [(await blocks(lao)).map(({ row }) => row), (await blocks(english)).map(({ row }) => row)];
  const undo = () => page.keyboard.press("Control+z");
  const redo = () => page.keyboard.press("Control+y");
  const row = (await blocks(lao))[1]?.row;
  const state = () => stateOf(row);
  const inRow = async () => {
    await lao.locator(`> [data-row="${row}"]`).click();
    await page.keyboard.press("End");
  };

  // A confirmation, and a letter behind it.
  await inRow();
  await page.keyboard.type("ກ");
  expect([await fillHistory(lao), await fillHistory(english)]).toEqual([1020, 1020]);
  await inRow();
  await expect.poll(state).toBe("stale");
  await page.keyboard.press("Control+Enter");
  await expect.poll(state).toBe("confirmed");
  await inRow();
  const confirmed = await texts(lao);
  await page.keyboard.type("ຂ");
  await expect.poll(state).toBe("stale");
  await undo();
  await expect.poll(() => texts(lao)).toEqual(confirmed);
  await expect.poll(state).toBe("confirmed");
  await undo();
  await expect.poll(state).toBe("stale");
  await expect.poll(() => texts(lao)).toEqual(confirmed);
  await redo();
  await expect.poll(state).toBe("confirmed");
  await inRow();
  await redo();
  await expect.poll(state).toBe("stale");
  await undo();
  await expect.poll(state).toBe("confirmed");

  // A row that is moved, and letters behind it on both sides.
  await fillHistory(lao);
  await fillHistory(english);
  const before = await rowsOf();
  await inRow();
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await expect.poll(rowsOf).not.toEqual(before);
  const after = await rowsOf();
  expect(after[0]).not.toEqual(before[0]);
  expect(after[1]).not.toEqual(before[1]);
  await page.keyboard.type("ຄ");
  await undo();
  await expect.poll(() => rowsOf()).toEqual(after);
  await undo();
  await expect.poll(rowsOf).toEqual(before);
  await redo();
  await expect.poll(rowsOf).toEqual(after);
  // Written on the other side since: the row is moved there all the same.
  await undo();
  await expect.poll(rowsOf).toEqual(before);
  await english.locator(`> [data-row="${row}"]`).click();
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await inRow();
  await redo();
  await expect.poll(rowsOf).toEqual(after);
  await undo();
  await expect.poll(rowsOf).toEqual(before);

  // Words replaced in both columns at once.
  await fillHistory(lao);
  await fillHistory(english);
  const [left, right] = [await texts(lao), await texts(english)];
  await page.keyboard.press("Control+h");
  await page.getByRole("textbox", { name: "Find in both languages" }).fill("1");
  await page.getByRole("textbox", { name: "Replace with" }).fill("7");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect.poll(() => texts(lao)).not.toEqual(left);
  const replaced = [await texts(lao), await texts(english)];
  expect(replaced[1]).not.toEqual(right);
  await page.keyboard.press("Escape");
  await inRow();
  await undo();
  await expect.poll(async () => [await texts(lao), await texts(english)]).toEqual([left, replaced[1]]);
  await redo();
  await expect.poll(() => texts(lao)).toEqual(replaced[0]);
  await undo();
  await english.locator(`> [data-row="${row}"]`).click();
  await undo();
  await expect.poll(async () => [await texts(lao), await texts(english)]).toEqual([left, right]);
  await saved(page);
});

test("what had the focus has it again when the palette or a dialog is closed, and the palette's commands work on it", async () => {
  const { page } = desk;
  await openStory(page, PAIRED);
  const lead = page.getByRole("textbox", { name: "English lead" });
  const before = await wordsIn(lead);
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("data-field"));
  await lead.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" So far");
  const palette = page.getByRole("dialog", { name: "Find a story, or run a command" });
  const run = async (command: string) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(command);
    await palette.getByRole("button", { name: command }).first().click();
    await palette.waitFor({ state: "detached" });
  };
  await run("Undo");
  await expect.poll(() => wordsIn(lead)).toBe(before);
  await expect.poll(() => focused()).toBe("lead.en");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect.poll(() => focused()).toBe("lead.en");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await run("Settings");
  await settings.waitFor();
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "detached" });
  await expect.poll(() => focused()).toBe("lead.en");
  // The column that had it is hidden: the other one has it.
  await page.keyboard.press("Control+Alt+Digit2");
  await expect.poll(focused).toBe("lead.lo");
  await page.keyboard.press("Control+Alt+Digit2");
});
