import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { allFiles, ask, onDisk, openId, openStory, runCommand } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const list = () => desk.page.getByRole("listbox", { name: "Stories" });
const options = () => list().getByRole("option");
const search = () => desk.page.getByRole("searchbox", { name: "Search all stories" });
const shown = (count: number) =>
  desk.page
    .getByRole("status")
    .filter({ hasText: new RegExp(`^${count} stor`) })
    .waitFor();

const choose = async (field: string, option: string | RegExp) => {
  const { page } = desk;
  await page.getByRole("navigation", { name: "Library" }).getByRole("combobox", { name: field }).click();
  await page.getByRole("option", { name: option, exact: true }).click();
};
const first = async (): Promise<string> => (await options().first().textContent()) ?? "";

beforeEach(async () => {
  await search().fill("");
  await desk.page.getByRole("button", { name: /^All/ }).click();
  await shown(13);
});

test("the search finds as one types, in English without its case and in Lao whatever the order of the marks", async () => {
  await search().fill("cold-CHAIN");
  await shown(1);
  await expect.poll(() => first()).toContain("Cold-chain trains carry more Lao fruit to Kunming");
  // Four ways to type the same word; the tone before the vowel, after it, and with the vowel in two pieces.
  for (const water of ["ນ້ຳບາກ", "ນໍ້າບາກ", "ນ້ໍາບາກ", "ນຳ້ບາກ"]) {
    await search().fill(water);
    await expect
      .poll(async () => (await options().allInnerTexts()).map((text) => text.includes("Nam Bak farmers")))
      .toEqual([true]);
  }
  await search().fill("no story says this");
  await desk.page.getByText("Nothing found").waitFor();
  await desk.page.getByRole("button", { name: "Clear the search" }).click();
  await shown(13);
});

test("filters by what is owed, by stage and by category narrow the list, together too", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: /^Out in one language/ }).click();
  await shown(2);
  for (const text of await options().allInnerTexts()) expect(text).toContain("English to come");
  await choose("Category", "Politics");
  await shown(1);
  await expect.poll(() => first()).toContain("Bolikhamxay");
  await page.getByRole("button", { name: /^All/ }).click();
  // The same choice once more takes it back.
  await choose("Category", "Politics");
  await shown(13);
  await choose("Stage", /^Published/);
  const { total } = await ask(desk, "articles.list", { stage: "published" });
  await shown(total);
  await choose("Stage", /^Published/);
});

test("each stage of the format can be asked for", async () => {
  const { page } = desk;
  await page.getByRole("combobox", { name: "Stage" }).click();
  const names = async () => {
    const options = await page.getByRole("option", { name: /\(\d+\)$/ }).allInnerTexts();
    return options.map((name) => name.replace(/ \(\d+\)/, ""));
  };
  await expect.poll(names).toEqual(["Draft", "Translating", "Review", "Ready", "Published", "Withdrawn"]);
  await page.keyboard.press("Escape");
});

test("the list is sorted as one chooses", async () => {
  await choose("Sort", "Headline");
  const { items } = await ask(desk, "articles.list", { sort: "headline" });
  await expect.poll(async () => (await first()).includes(items[0]?.headline.en || "…")).toBe(true);
  await choose("Sort", "Last changed");
});

const filters = async () => (await ask(desk, "host.state", {})).filters.map(({ name }) => name);
const keptFilters = (name = "Kept filters") => desk.page.getByRole("button", { name, exact: true });

test("a filter is kept, shown again, renamed and deleted by the keyboard alone", async () => {
  const { page } = desk;
  const { keyboard } = page;
  const walkTo = async (role: "menuitem" | "menuitemradio", name: string) => {
    const line = page.getByRole(role, { name, exact: true });
    await page.locator("[role^=menuitem]:focus").waitFor();
    while (!(await line.evaluate((element) => element === document.activeElement))) await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
  };
  await search().focus();
  await keyboard.insertText("Mekong");
  await options().locator("mark").first().waitFor();
  const found = await options().count();
  expect(found).toBeLessThan(13);
  await keptFilters().press("Enter");
  await walkTo("menuitem", "Keep this filter…");
  await page.locator("[role=dialog] input:focus").waitFor();
  await keyboard.press("Control+a");
  await keyboard.insertText("The river");
  await keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "The filter “The river” is kept." }).waitFor();
  await expect.poll(filters).toEqual(["The river"]);

  await search().press("Control+a");
  await keyboard.press("Delete");
  await shown(13);
  await keptFilters().press("Enter");
  await walkTo("menuitemradio", "The river");
  await expect.poll(() => search().inputValue()).toBe("Mekong");
  await shown(found);
  await keptFilters("Kept filters: “The river” is shown").press("Enter");
  await walkTo("menuitem", "Rename or delete…");
  await page.locator("[role=dialog] input:focus").waitFor();
  await keyboard.press("Control+a");
  await keyboard.insertText("Mekong");
  await keyboard.press("Enter");
  await expect.poll(filters).toEqual(["Mekong"]);
  await page.getByRole("button", { name: "Delete the filter “Mekong”" }).press("Enter");
  await page.getByText("No filter is kept yet").waitFor();
  await expect.poll(filters).toEqual([]);
  await keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("a filter is kept, shown again, renamed, deleted and brought back by the mouse alone", async () => {
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const nameOf = (name: string) => dialog.getByRole("textbox", { name: `Name of the filter “${name}”`, exact: true });
  await choose("Stage", /^Ready/);
  const { total } = await ask(desk, "articles.list", { stage: "ready" });
  await shown(total);
  await keptFilters().click();
  await page.getByRole("menuitem", { name: "Keep this filter…" }).click();
  await dialog.getByRole("textbox", { name: "Name" }).fill("For the evening");
  await dialog.getByRole("button", { name: "Keep", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await choose("Stage", /^Ready/);
  await shown(13);
  await keptFilters().click();
  await page.getByRole("menuitemradio", { name: "For the evening" }).click();
  await shown(total);
  await keptFilters("Kept filters: “For the evening” is shown").click();
  await page.getByRole("menuitem", { name: "Rename or delete…" }).click();
  await nameOf("For the evening").fill("Evening");
  await dialog.getByRole("button", { name: "Rename" }).click();
  await nameOf("Evening").waitFor();
  await dialog.getByRole("button", { name: "Delete the filter “Evening”" }).click();
  await dialog.getByText("No filter is kept yet").waitFor();
  await page
    .getByRole("alert")
    .filter({ hasText: "The filter “Evening” is deleted." })
    .getByRole("button", { name: "Undo" })
    .click();
  await nameOf("Evening").waitFor();
  await expect.poll(filters).toEqual(["Evening"]);
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await choose("Stage", /^Ready/);
  await shown(13);
});

test("by the keyboard alone: search, walk, open, duplicate, trash, restore", async () => {
  const { page } = desk;
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("Control+Shift+L");
  await page.keyboard.type("trains");
  await shown(1);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "English headline" }).waitFor();
  const opened = await openId(page);
  expect((await onDisk(desk.library, opened)).versions.en?.headline).toContain("Cold-chain trains");

  await page.keyboard.press("Control+k");
  // Typed on at once: nothing of it may land in the story.
  await page.keyboard.type("Duplicate");
  await page.keyboard.press("Enter");
  await expect.poll(() => openId(page)).not.toBe(opened);
  const copy = await openId(page);
  expect((await onDisk(desk.library, copy)).versions).toEqual((await onDisk(desk.library, opened)).versions);

  // The newest stands first: one step down from the search field.
  await page.keyboard.press("Control+Shift+L");
  await shown(2);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Delete");
  await shown(1);
  await expect.poll(async () => (await onDisk(desk.library, copy)).trashedAt).not.toBeNull();
  expect((await onDisk(desk.library, opened)).trashedAt).toBeNull();

  await page.getByRole("button", { name: /^Trash/ }).focus();
  await page.keyboard.press("Enter");
  // One story is shown as before; in the trash it is the other one.
  await list().locator(`[data-story="${copy}"]`).waitFor();
  // The actions stand behind the list.
  await list().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("[role=menuitem]:focus").waitFor();
  await page.keyboard.press("End");
  await page.locator("[role=menuitem]:focus").filter({ hasText: "Restore" }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await onDisk(desk.library, copy)).trashedAt).toBeNull();
  await ask(desk, "articles.trash", { id: copy });
});

test("a story put into the trash leaves the focus in the list, and is back with one click", async () => {
  const { page } = desk;
  // What was said of an earlier story is gone first.
  await page.getByText("The story is in the trash.").waitFor({ state: "hidden", timeout: 20_000 });
  await openStory(page, /Cold-chain trains/);
  const id = await openId(page);
  await page.getByRole("textbox", { name: "English body" }).locator("p").first().click();
  await runCommand(page, "trash");
  await page.getByText("The story is in the trash.").waitFor();
  expect((await onDisk(desk.library, id)).trashedAt).not.toBeNull();
  await expect.poll(() => list().evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByRole("textbox", { name: "English headline" }).waitFor();
  await expect.poll(() => openId(page)).toBe(id);
  await expect.poll(async () => (await onDisk(desk.library, id)).trashedAt).toBeNull();
});

test("a long headline takes two lines and says all its words when it is pointed at; a saved story that moves up stays in view", async () => {
  const { page } = desk;
  const story = options().filter({ hasText: "Cold-chain trains" });
  const headline = story.getByTitle("Cold-chain trains carry more Lao fruit to Kunming");
  // The font may come a moment later.
  const lines = () =>
    headline.evaluate((element) =>
      Math.round(element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight)),
    );
  await expect.poll(lines).toBe(2);
  await expect.poll(() => story.getByTitle(/ຕູ້ຄວາມເຢັນທາງລົດໄຟ/).count()).toBe(1);
  await expect.poll(() => story.getByTitle(/^Economy · /).count()).toBe(1);

  await list().hover();
  await page.mouse.wheel(0, 5000);
  const last = options().filter({ hasText: "Vat Chan boat races" });
  await last.click();
  const lead = page.getByRole("textbox", { name: "English lead" });
  await lead.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" More rain came.");
  await page.locator("[data-save=saved]").waitFor();
  const inView = () =>
    last.evaluate((element) => {
      const [item, view] = [element, element.closest("[role=listbox]")].map((one) => one?.getBoundingClientRect());
      return item !== undefined && view !== undefined && item.top >= view.top && item.bottom <= view.bottom;
    });
  await expect.poll(first).toContain("Vat Chan boat races");
  await expect.poll(inView).toBe(true);
  await page.keyboard.press("Control+z");
  await page.locator("[data-save=saved]").waitFor();
});

test("a new story begins in the language that is chosen, with the caret in its headline", async () => {
  const { page } = desk;
  const before = await allFiles(desk.library);
  await page.getByRole("button", { name: "New story", exact: true }).focus();
  await page.keyboard.press("Enter");
  // Its first line has the focus.
  await page.locator("[role=menuitem]:focus").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-field"))).toBe("headline.lo");
  await page.keyboard.insertText("ຂ່າວໃໝ່");
  await page.locator("[data-save=saved]").waitFor();
  const id = await openId(page);
  expect(before.has(id)).toBe(false);
  const article = await onDisk(desk.library, id);
  expect([article.details.source, article.versions.lo?.headline, article.versions.en]).toEqual(["lo", "ຂ່າວໃໝ່", null]);
  await ask(desk, "articles.trash", { id });
});

test("the menu by the keyboard alone: F10 opens it, Enter runs a line of it, Escape gives the focus back to the text", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  const headline = page.getByRole("textbox", { name: "English headline" });
  await headline.click();
  const hasFocus = () => headline.evaluate((field) => field === document.activeElement);
  const chosen = page.locator("[role=menuitem]:focus");
  await page.keyboard.press("F10");
  await chosen.filter({ hasText: "New story, Lao first" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await expect.poll(hasFocus).toBe(true);

  await page.keyboard.press("F10");
  await chosen.waitFor();
  await page.keyboard.press("F10");
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await expect.poll(hasFocus).toBe(true);

  await page.keyboard.press("F10");
  await chosen.waitFor();
  await page.keyboard.press("End");
  await chosen.filter({ hasNotText: "New story" }).waitFor();
  const shortcuts = chosen.filter({ hasText: "Shortcuts" });
  // Each key has moved the mark before the next one.
  while ((await shortcuts.count()) === 0) {
    const at = await chosen.textContent();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => chosen.textContent()).not.toBe(at);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect.poll(hasFocus).toBe(true);
});

test("a story's actions open by Shift F10 for the marked story and by the right button for the one below it", async () => {
  const { page } = desk;
  const actions = (headline: string) => page.getByRole("menu", { name: `Actions for ${headline}` });
  const chosen = page.locator("[role=menuitem]:focus");
  await options().filter({ hasText: "Solar power" }).click({ button: "right" });
  const solar = actions("Solar power lights evening classes in Nonghet");
  await solar.waitFor();
  await chosen.filter({ hasText: "Open" }).waitFor();
  // It stands where it was asked for: over or below the story, and no further from it than the pointer was.
  const isAtStory = async () => {
    const [story, menu] = [await options().filter({ hasText: "Solar power" }).boundingBox(), await solar.boundingBox()];
    if (!menu || !story) return false;
    return menu.y <= story.y + story.height && menu.y + menu.height >= story.y && menu.x < story.x + story.width;
  };
  await expect.poll(isAtStory).toBe(true);
  await page.keyboard.press("Escape");
  await solar.waitFor({ state: "hidden" });
  await expect.poll(() => list().evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Shift+F10");
  await solar.waitFor();
  await expect.poll(isAtStory).toBe(true);
  await page.keyboard.press("Escape");
  await solar.waitFor({ state: "hidden" });
  // Scrolled away, it comes back with them.
  const isInView = async () => {
    const [story, all] = [await options().filter({ hasText: "Solar power" }).boundingBox(), await list().boundingBox()];
    return story && all ? story.y >= all.y && story.y + story.height <= all.y + all.height : null;
  };
  await list().evaluate((element) => element.scrollTo({ top: 0 }));
  if (await isInView()) await list().evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect.poll(isInView).toBe(false);
  await page.keyboard.press("Shift+F10");
  await solar.waitFor();
  await expect.poll(isAtStory).toBe(true);
  await chosen.waitFor();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await onDisk(desk.library, await openId(page))).versions.en?.headline)
    .toContain("Solar power");
});

test("the foot counts the library's stories where a narrow window has its list folded away", async () => {
  const { page } = desk;
  const count = async () =>
    Number(/library of (\d+) stor/.exec((await page.locator("footer").textContent()) ?? "")?.[1]);
  await expect.poll(count).toBe(13);
  await openStory(page, /Solar power/);
  await page.setViewportSize({ width: 1024, height: 768 });
  await search().waitFor({ state: "hidden" });
  const made = await ask(desk, "articles.create", {});
  await expect.poll(count).toBe(14);
  await ask(desk, "articles.trash", { id: made.article.id });
  await expect.poll(count).toBe(13);
  await page.setViewportSize({ width: 1440, height: 900 });
  await search().waitFor();
});
