/** Each small field over or beside the text keeps its keys to itself, and the focus goes back to where it was. */
import type { Editor } from "@tiptap/core";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, drawn, onDisk, openId, openStory, PNG, selectionIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  const paragraph = (id: string, text: string) => ({
    type: "paragraph",
    attrs: { id, row: `row-${id.slice(-1)}` },
    content: [{ type: "text", text }],
  });
  const lo = [paragraph("lo-a", "ນ້ຳຂອງ ຢູ່ປາກເຊ ຂຶ້ນສູງ."), paragraph("lo-b", "ຊາວບ້ານ ຍ້າຍເຮືອ.")];
  const en = [paragraph("en-a", "The Mekong at Pakse rises."), paragraph("en-b", "Villagers moved their boats.")];
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ນ້ຳຂອງ ຂຶ້ນ", body: { type: "doc", content: lo } },
    en: { headline: "The Mekong rises", body: { type: "doc", content: en } },
  });
  await openStory(desk.page, /The Mekong|ນ້ຳຂອງ/);
});
afterAll(() => desk?.close());

const english = () => desk.page.getByRole("textbox", { name: "English body" });
const field = (name: string) => desk.page.getByRole("textbox", { name, exact: true });
const hasFocus = (of: Locator) =>
  of.evaluateAll((found) => found.some((element) => element === document.activeElement));
const focusName = () =>
  desk.page.evaluate(() => document.activeElement?.getAttribute("data-field") ?? document.activeElement?.className);

/** All of the story's text, as the page has it. */
const text = () =>
  desk.page.evaluate(() => {
    const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
    const ofBodies = ["lo", "en"].map((lang) => texts(`[data-field="body.${lang}"] > *`));
    return [...ofBodies, texts("[data-field^='headline.'], [data-field^='lead.']")];
  });

/** A word of the English text selected, and a letter typed there before, which the browser's undo would find. */
async function inText(): Promise<void> {
  const { page } = desk;
  await english().locator("p", { hasText: "Villagers" }).click();
  await drawn(page);
  await page.keyboard.press("End");
  await page.keyboard.type("!");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await expect.poll(async () => (await selectionIn(english())).selected).toMatch(/boats/);
}

async function paste(into: Locator, words: string): Promise<void> {
  await into.evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", given);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, words);
}

interface Case {
  readonly name: string;
  readonly open: (page: Page) => Promise<Locator>;
  /** What has the focus after Escape: the text's field, or something else by its class. */
  readonly back: RegExp;
  /** Several lines may be typed. */
  readonly lines?: boolean;
  /** The focus goes round in it by Tab. */
  readonly trapped?: boolean;
  /** A text that its field can hold; letters where nothing else is said. */
  readonly typed?: string;
}

const figureField = (name: string) => async () => {
  const figure = english().locator("figure").getByRole("textbox", { name });
  await figure.click();
  return figure;
};
const detail = (name: string) => async (page: Page) => {
  const inDetails = page.locator(".details").getByLabel(name, { exact: true });
  await inDetails.click();
  return inDetails;
};

const CASES: readonly Case[] = [
  {
    name: "the link's address",
    open: async (page) => {
      await page.getByRole("button", { name: "Link", exact: true }).click();
      return field("Address of the link");
    },
    back: /^body\.en$/,
    trapped: true,
  },
  { name: "a picture's description", open: figureField("Description"), back: /^body\.en$/ },
  { name: "a picture's credit", open: figureField("Credit"), back: /^body\.en$/ },
  { name: "the place", open: detail("Place (Lao)"), back: /^body\.en$/ },
  { name: "the dateline", open: detail("Dateline (English)"), back: /^body\.en$/ },
  { name: "the address", open: detail("Address"), back: /^body\.en$/, typed: "boats" },
  {
    name: "the category",
    open: async (page) => {
      const category = page.locator(".details").getByRole("combobox", { name: "Category" });
      await category.click();
      return category;
    },
    back: /^body\.en$/,
  },
  { name: "the photo's caption", open: detail("Caption (English)"), back: /^body\.en$/ },
  { name: "the photo's credit", open: detail("Credit (Lao)"), back: /^body\.en$/ },
  {
    name: "the words to find",
    open: async (page) => {
      await page.keyboard.press("Control+f");
      return field("Find in both languages");
    },
    back: /^body\.en$/,
    typed: "zz",
  },
  {
    name: "the words to put in their place",
    open: async (page) => {
      await page.keyboard.press("Control+h");
      await field("Find in both languages").fill("zz");
      await field("Replace with").click();
      return field("Replace with");
    },
    back: /^body\.en$/,
  },
  {
    name: "a note",
    open: async (page) => {
      await page.locator(".gutter-cell[data-row='row-b']").click();
      const note = page.locator(".row-panel").getByRole("textbox");
      await note.click();
      return note;
    },
    back: /gutter-cell/,
    lines: true,
  },
  {
    name: "the search",
    open: async (page) => {
      const search = page.locator("[data-field='search']");
      await search.fill("");
      return search;
    },
    back: /^(body\.en|search)$/,
    typed: "Mekong",
  },
];

test.each(
  ["End", "a click"].flatMap((moved) =>
    (["button", "field", "change"] as const).map((meanwhile) => [moved, meanwhile] as const),
  ),
)(
  "the caret that %s moved is where it was put, whatever comes before the browser tells of it: a %s",
  async (moved, meanwhile) => {
    const { page } = desk;
    await inText();
    // All in one task, as on a busy machine: the browser tells of the caret in a later one.
    await english().evaluate(
      (dom, [how, what]) => {
        const { view } = (dom as unknown as { editor: Editor }).editor;
        const bubbling = { bubbles: true, cancelable: true };
        const press =
          how === "End"
            ? new KeyboardEvent("keydown", { key: "End", ...bubbling })
            : new MouseEvent("mousedown", bubbling);
        dom.querySelector("p:last-of-type")?.dispatchEvent(press);
        getSelection()?.collapseToEnd();
        // A change as another window's, drawn where the caret isn't.
        if (what === "change") view.dispatch(view.state.tr.insertText("Today: ", 1).setMeta("addToHistory", false));
        else {
          const place = what === "button" ? "[role=toolbar] button" : "[data-field='headline.en']";
          document.querySelector<HTMLElement>(place)?.focus();
        }
      },
      [moved, meanwhile] as const,
    );
    await drawn(page);
    await expect.poll(() => selectionIn(english())).toMatchObject({ selected: "", behind: "" });
    await expect.poll(() => english().evaluate(() => getSelection()?.isCollapsed)).toBe(true);
  },
);

test("what a menu's own command selected is what Delete removes, however soon", async () => {
  const { page } = desk;
  await inText();
  await english().evaluate((dom) => {
    const villagers = [...dom.querySelectorAll("p")].find((one) => one.textContent?.includes("Villagers"));
    if (villagers) getSelection()?.selectAllChildren(villagers);
    dom.dispatchEvent(new KeyboardEvent("keydown", { key: "Delete", bubbles: true, cancelable: true }));
  });
  await expect.poll(() => english().locator("p", { hasText: "Villagers" }).count()).toBe(0);
  await page.keyboard.press("Control+z");
  await english().locator("p", { hasText: "Villagers" }).waitFor();
});

test("a picture and a photo, so that their fields are there", async () => {
  const { page } = desk;
  await english().locator("p").first().click();
  const file = { name: "pakse.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") };
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles(file);
  await english().locator("figure").waitFor();
  await page.locator(".details input[type=file]").setInputFiles(file);
  await field("Caption (English)").waitFor();
});

test.each(someOf(CASES, 2))(
  "$name keeps its keys to itself",
  async ({ open, back, lines = false, trapped = false, typed = "abc" }) => {
    const { page } = desk;
    await inText();
    const before = await text();
    const small = await open(page);
    await expect.poll(() => hasFocus(small)).toBe(true);
    const empty = await small.inputValue();

    // Undo and redo are its own, and end where its own steps do.
    await page.keyboard.insertText(typed);
    await expect.poll(() => small.inputValue()).not.toBe(empty);
    const written = await small.inputValue();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Control+z");
    await expect.poll(() => small.inputValue()).toBe(empty);
    await expect.poll(() => text()).toEqual(before);
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Control+y");
    await expect.poll(() => small.inputValue()).toBe(written);

    // Enter breaks no line but in a note, and Tab leaves.
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Tab");
    await expect.poll(() => hasFocus(small)).toBe(trapped);
    await expect.poll(() => text()).toEqual(before);
    // The panel of a note closes behind one.
    if ((await small.count()) === 0) await open(page);
    else await page.keyboard.press("Shift+Tab");
    await expect.poll(() => hasFocus(small)).toBe(true);
    await paste(small, "ນ\u200Bໍ້າ");
    await expect.poll(() => text()).toEqual(before);
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("Control+z");
    await page.keyboard.press("Enter");
    await expect.poll(() => text()).toEqual(before);
    if (!lines && (await hasFocus(small))) await expect.poll(() => small.inputValue()).not.toMatch(/[\n ]$/);

    // An open list closes first.
    if (await hasFocus(small)) {
      await page.keyboard.press("Escape");
      if ((await hasFocus(small)) && !back.test(String(await focusName()))) await page.keyboard.press("Escape");
    }
    await expect.poll(focusName).toMatch(back);
    await expect.poll(() => text()).toEqual(before);
    await saved(page);
  },
);

test("Enter in the link's box sets the link on the words that were selected, and they stay selected", async () => {
  const { page } = desk;
  for (const how of ["typed", "pasted"]) {
    await inText();
    const before = await text();
    await page.getByRole("button", { name: "Link", exact: true }).click();
    const address = field("Address of the link");
    await expect.poll(() => hasFocus(address)).toBe(true);
    if (how === "typed") await page.keyboard.insertText("kpl.gov.la/boats");
    else await page.keyboard.insertText("https://https://kpl.gov.la/pasted");
    await page.keyboard.press("Enter");
    await address.waitFor({ state: "hidden" });
    await expect.poll(() => text()).toEqual(before);
    const link = english().locator("a").first();
    await expect
      .poll(() => link.getAttribute("href"))
      .toBe(`https://kpl.gov.la/${how === "typed" ? "boats" : "pasted"}`);
    await expect.poll(focusName).toBe("body.en");
    await expect.poll(async () => (await selectionIn(english())).selected).toMatch(/boats/);
    // From the button as well.
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await page.getByRole("button", { name: "Remove link" }).press("Enter");
    await expect.poll(() => english().locator("a").count()).toBe(0);
    await expect.poll(() => text()).toEqual(before);
    await expect.poll(focusName).toBe("body.en");
  }
  // What is no link is not set, and nothing happens to the text.
  const before = await text();
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await expect.poll(() => hasFocus(field("Address of the link"))).toBe(true);
  await page.keyboard.insertText("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await page.getByText("Only web, mail and telephone links can be set.").waitFor();
  await expect.poll(() => text()).toEqual(before);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect.poll(focusName).toBe("body.en");
  await expect.poll(() => text()).toEqual(before);
  await saved(page);
});

test("the table's tools by keyboard", async () => {
  const { page } = desk;
  await english().locator("p").last().click();
  await page.keyboard.press("End");
  const tools = page.getByRole("button", { name: "Table", exact: true });
  const run = async (name: string) => {
    await tools.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name }).focus();
    await page.keyboard.press("Enter");
  };
  await run("Insert a table");
  await expect.poll(() => english().locator("tr").count()).toBe(3);
  await run("Add row below");
  await expect.poll(() => english().locator("tr").count()).toBe(4);
  await expect.poll(() => english().locator("td p, th p").count()).toBe(12);
  await run("Delete table");
  await expect.poll(() => english().locator("table").count()).toBe(0);
});

test("what was just added has the caret", async () => {
  const { page } = desk;
  await inText();
  await page.getByRole("button", { name: "Add a byline" }).press("Enter");
  const byline = page.getByRole("combobox", { name: "Byline in Lao 1" });
  await expect.poll(() => hasFocus(byline)).toBe(true);
  const before = await text();
  await page.keyboard.insertText("ບຸນທັນ");
  for (let presses = 0; presses < 2; presses += 1) await page.keyboard.press("Control+z");
  await expect.poll(() => byline.inputValue()).toBe("");
  await page.keyboard.press("Control+y");
  await expect.poll(() => byline.inputValue()).toBe("ບຸນທັນ");
  await page.keyboard.press("Enter");
  await expect.poll(() => text()).toEqual(before);
  await page.getByRole("button", { name: "Add a byline" }).press("Enter");
  await expect.poll(() => hasFocus(page.getByRole("combobox", { name: "Byline in Lao 2" }))).toBe(true);
  await page.getByRole("button", { name: "Add one from elsewhere" }).press("Enter");
  await expect.poll(() => hasFocus(field("Title (Lao)"))).toBe(true);
  await saved(page);
  expect((await onDisk(desk.library, await openId(page))).details.bylines[0]).toEqual({ lo: "ບຸນທັນ", en: "" });
  await page.keyboard.press("Control+Comma");
  await page.getByRole("tab", { name: "This library" }).click();
  await page.getByRole("button", { name: "Add: People" }).press("Enter");
  await expect.poll(() => hasFocus(field("Person 1: Lao"))).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Settings" }).waitFor({ state: "detached" });
});

test("Control-Enter in a field beside the text confirms no row; who confirms is asked, and Enter there goes back to the text", async () => {
  const { page } = desk;
  const mark = page.locator(".gutter-cell[data-row='row-b']");
  await inText();
  const state = await mark.getAttribute("data-state");
  await field("Place (Lao)").click();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => mark.getAttribute("data-state")).toBe(state);
  await inText();
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => mark.getAttribute("data-state")).toBe("confirmed");
  const name = page.locator("#your-name");
  await name.click();
  const before = await text();
  await page.keyboard.insertText("ບຸນທັນ");
  await page.keyboard.press("Enter");
  await name.waitFor({ state: "detached" });
  await expect.poll(focusName).toMatch(/^(body|lead|headline)\./);
  await expect.poll(() => text()).toEqual(before);
});
