/** Lao that isn't typed as it is stored stands on the page as it is stored, once it is left, however that is. */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, emptyBody, onDisk, openId, openStory, PNG, selectionIn, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  await ask(desk, "articles.create", {
    details: { source: "en" },
    en: {
      headline: "The Mekong rises",
      lead: "Boats were moved ashore.",
      body: {
        type: "doc",
        content: ["a", "b", "c"].map((id) => ({
          type: "paragraph",
          attrs: { id: `block-${id}`, row: `row-${id}` },
          content: [{ type: "text", text: `Paragraph ${id} of the story.` }],
        })),
      },
    },
  });
  await openStory(desk.page, /The Mekong rises/);
});
afterAll(() => desk?.close());

/** ນ້ຳ with its marks in another order, ແຂງ with two ເ, ທີ່ with two tones. */
const TYPED = "ນໍ້າ ເເຂງ ທີ່່";
const STORED = "ນ້ຳ ແຂງ ທີ່";

const lao = () => desk.page.getByRole("textbox", { name: "Lao body" });
const field = (name: string) => desk.page.getByRole("textbox", { name, exact: true });
const LEAVING: readonly (readonly [how: string, leave: (page: RunningDesk["page"]) => Promise<unknown>])[] = [
  ["by Enter", (page) => page.keyboard.press("Enter")],
  ["by Control-Enter", (page) => page.keyboard.press("Control+Enter")],
  ["by a click in the other column", () => field("English body").locator("p").last().click()],
  ["by a click in a headline", () => field("English headline").click()],
  ["by a click in the search", (page) => page.locator("[data-field='search']").click()],
  [
    "by the arrow keys",
    async (page) => {
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowDown");
    },
  ],
  [
    "after an autosave",
    async (page) => {
      await saved(page);
      await page.keyboard.press("Enter");
    },
  ],
  ["for another window", () => desk.page.evaluate(() => (document.activeElement as HTMLElement).blur())],
];

/** The mending is no step of undo: one takes back what was typed. */
async function undoneInOne(place: Locator, how: string): Promise<void> {
  const { keyboard } = desk.page;
  await place.click();
  // A confirmation is one, and comes first.
  if (how.includes("Control-Enter")) {
    await keyboard.press("Control+z");
    await place.click();
  }
  await keyboard.press("Control+z");
  await expect.poll(() => place.textContent()).not.toContain(how);
}

test.each(LEAVING)("a paragraph that is left %s", async (how, leave) => {
  const { page } = desk;
  await emptyBody(lao());
  await page.keyboard.insertText(`${TYPED} ${how}`);
  await expect.poll(() => lao().locator("p").first().textContent()).toBe(`${TYPED} ${how}`);
  await leave(page);
  await expect.poll(() => lao().locator("p").first().textContent()).toBe(`${STORED} ${how}`);
  await saved(page);
  const { versions } = await onDisk(desk.library, await openId(page));
  expect(JSON.stringify(versions.lo?.body)).toContain(STORED);
  await undoneInOne(lao().locator("p").first(), how);
});

const FIELD_LEAVING: typeof LEAVING = [
  ["by Enter", (page) => page.keyboard.press("Enter")],
  ["by Control-Enter", (page) => page.keyboard.press("Control+Enter")],
  ["by a click in the other column", () => field("English body").locator("p").last().click()],
  ["by Tab", (page) => page.keyboard.press("Tab")],
  [
    "after an autosave",
    async (page) => {
      await saved(page);
      await page.keyboard.press("Tab");
    },
  ],
  ["for another window", () => desk.page.evaluate(() => (document.activeElement as HTMLElement).blur())],
];

test.each(
  someOf(
    FIELD_LEAVING.flatMap(([how, leave], at) =>
      (at % 2 === 0 ? ["Lao headline", "Lao lead"] : ["Lao lead", "Lao headline"]).map((name) => ({
        name,
        how,
        leave,
      })),
    ),
    2,
  ),
)("a $name that is left $how", async ({ name, how, leave }) => {
  const { page } = desk;
  await field(name).fill("");
  await page.keyboard.insertText(`${TYPED} ${how}`);
  await expect.poll(() => wordsIn(field(name))).toBe(`${TYPED} ${how}`);
  await leave(page);
  await expect.poll(() => wordsIn(field(name))).toBe(`${STORED} ${how}`);
  await saved(page);
  await undoneInOne(field(name), how);
});

test("the caret stands where it stood, though the words before it were mended", async () => {
  const { page } = desk;
  await emptyBody(lao());
  await page.keyboard.insertText(`${TYPED} ປາກເຊ`);
  for (let left = 0; left < 3; left += 1) await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect.poll(() => lao().locator("p").first().textContent()).toBe(`${STORED} ປາກເຊ`);
  // What the mending moved in the page is told a moment later: nobody is back in the text before that.
  await page.evaluate(() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(told))));
  await lao().focus();
  await expect.poll(() => page.evaluate(() => getSelection()?.focusOffset)).toBeGreaterThan(5);
  await page.keyboard.type("|");
  await expect.poll(() => lao().locator("p").first().textContent()).toMatch(/^ນ້ຳ ແຂງ ທີ່ ປາ.?\|/);
  await field("Lao lead").fill("");
  await page.keyboard.insertText(`${TYPED} ປາກເຊ`);
  for (let left = 0; left < 3; left += 1) await page.keyboard.press("ArrowLeft");
  const behind = async (of: Locator) => (await selectionIn(of)).behind;
  const rest = await behind(field("Lao lead"));
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await expect.poll(() => wordsIn(field("Lao lead"))).toBe(`${STORED} ປາກເຊ`);
  await expect.poll(() => behind(field("Lao lead"))).toBe(rest);
});

test("nothing is mended while text is composed, and all of it once that ends", async () => {
  const { page } = desk;
  await emptyBody(lao());
  const devtools = await page.context().newCDPSession(page);
  const compose = async () => {
    for (const text of ["ນ", "ນໍ", "ນໍ້", "ນໍ້າ"])
      await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  };
  /** The window loses the focus in the middle of it, as to a list of words to choose from. */
  const loseFocus = (of: Locator) =>
    of.evaluate((dom) => {
      for (const name of ["blur", "focusout"])
        dom.dispatchEvent(new FocusEvent(name, { bubbles: name === "focusout" }));
    });
  const words = () => lao().locator("p").first().textContent();
  await compose();
  await expect.poll(words).toBe("ນໍ້າ");
  await loseFocus(lao());
  expect(await words()).toBe("ນໍ້າ");
  await devtools.send("Input.insertText", { text: "ນໍ້າ" });
  await expect.poll(words).toBe("ນໍ້າ");
  await page.keyboard.press("Enter");
  await expect.poll(words).toBe("ນ້ຳ");

  const lead = field("Lao lead");
  await lead.fill("");
  await lead.click();
  await compose();
  await expect.poll(() => wordsIn(lead)).toBe("ນໍ້າ");
  await loseFocus(lead);
  expect(await wordsIn(lead)).toBe("ນໍ້າ");
  await devtools.send("Input.insertText", { text: "ນໍ້າ" });
  await field("Lao headline").click();
  await expect.poll(() => wordsIn(lead)).toBe("ນ້ຳ");
});

test("the words beside a picture", async () => {
  const { page } = desk;
  await field("English body").locator("p").last().click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles({ name: "pakse.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") });
  const figure = field("English body").locator("figure");
  await figure.waitFor();
  const settles = async (of: Locator, leave: () => Promise<unknown>) => {
    await of.click();
    await page.keyboard.insertText(TYPED);
    await expect.poll(() => of.inputValue()).toBe(TYPED);
    await leave();
    await expect.poll(() => of.inputValue()).toBe(STORED);
  };
  await settles(figure.getByRole("textbox", { name: "Description" }), () => page.keyboard.press("Tab"));
  await settles(figure.getByRole("textbox", { name: "Credit" }), () => field("English headline").click());
  await figure.locator("figcaption").click();
  await page.keyboard.insertText(TYPED);
  await field("English headline").click();
  await expect.poll(() => figure.locator("figcaption").textContent()).toBe(STORED);

  await saved(page);
});

test("the small fields: in the details, a note", async () => {
  const { page } = desk;
  const settles = async (of: Locator, leave: () => Promise<unknown>) => {
    await of.click();
    await page.keyboard.insertText(TYPED);
    await expect.poll(() => of.inputValue()).toBe(TYPED);
    await leave();
    await expect.poll(() => of.inputValue()).toBe(STORED);
    // It is no step of undo here either.
    await of.click();
    await page.keyboard.press("Control+z");
    await expect.poll(() => of.inputValue()).toBe("");
    await page.keyboard.press("Control+y");
    await expect.poll(() => of.inputValue()).toBe(STORED);
  };
  await settles(field("Place (Lao)"), () => page.keyboard.press("Tab"));
  await page.locator(".details").getByLabel("Dateline (Lao)").fill("");
  await settles(field("Dateline (Lao)"), () => field("English lead").click());
  await page.getByRole("button", { name: "Add a byline" }).click();
  const byline = page.getByRole("combobox", { name: "Byline in Lao 1" });
  await settles(byline, () => page.keyboard.press("Tab"));
  await page.locator(".gutter-cell[data-row='row-a']").click();
  const note = page.locator(".row-panel").getByRole("textbox");
  await settles(note, () => page.keyboard.press("Tab"));
  await page.keyboard.press("Escape");
  await saved(page);
});
