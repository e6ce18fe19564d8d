/** Several stories of the list at once, in Lao; a desk and a window for all. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, callsOf, onDisk, runCommand } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  await ask(desk, "host.remember", { language: "lo" });
  await desk.page.reload();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const list = () => desk.page.getByRole("listbox", { name: "ລາຍການຂ່າວ" });
const pane = () => desk.page.getByRole("navigation", { name: "ຄັງຂ່າວ" });
const options = () => list().getByRole("option");
const bar = () => desk.page.getByRole("region", { name: "ຂ່າວທີ່ເລືອກ" });
const chosen = (count: number) => bar().getByText(`ເລືອກແລ້ວ ${count} ຂ່າວ`).waitFor();
const chosenIds = () =>
  list()
    .getByRole("option", { selected: true })
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-story") ?? ""));
const told = (words: string | RegExp) => desk.page.getByRole("alert").filter({ hasText: words });
const menuItem = (name: string) => desk.page.getByRole("menuitem", { name, exact: true });
const undo = (words: string) => told(words).getByRole("button", { name: "ກັບຄືນ" });

/** The list shows what the desk has: what a test before changed puts it into another order a moment later. */
const settled = () =>
  expect
    .poll(async () => {
      const { items } = await ask(desk, "articles.list", {});
      const shown = await options().evaluateAll((all) => all.map((one) => one.getAttribute("data-story")));
      return shown.length > 0 && shown.every((id, at) => id === items[at]?.id);
    })
    .toBe(true);

/** So many stories of a kind; the window is away meanwhile, as it would read its list anew for each. */
async function write(kind: string, count: number): Promise<void> {
  const { page } = desk;
  await page.goto("about:blank");
  for (let number = 1; number <= count; number += 1)
    await ask(desk, "articles.create", { lo: { headline: `${kind} ປະຈຳວັນທີ ${number}` } });
  await page.goto(desk.url);
  await options().first().waitFor();
}

beforeEach(async () => {
  // No search, no filter, nothing chosen.
  await desk.page.reload();
  await options().first().waitFor();
  await list().evaluate((element) => element.scrollTo(0, 0));
  await settled();
  await list().focus();
  await desk.page.keyboard.press("Home");
  await desk.page.keyboard.press("Escape");
  await bar().waitFor({ state: "hidden" });
});

test("by the keyboard alone: three in a row and one more get a category, and one key takes it back", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", {});
  const wanted = [0, 1, 2, 4].map((at) => items[at]?.id ?? "");
  const before = await Promise.all(wanted.map(async (id) => (await onDisk(desk.library, id)).details.category));
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await chosen(3);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+Space");
  await chosen(4);
  expect(new Set(await chosenIds())).toEqual(new Set(wanted));
  await expect.poll(() => list().getAttribute("aria-multiselectable")).toBe("true");
  // Publishing begins with what would go out of these and no other; Escape leaves all as it was.
  await bar().getByRole("button", { name: "ເຜີຍແຜ່…" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await list().focus();

  await page.keyboard.press("Shift+F10");
  await page.locator(".chosen-tools button:focus").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("[role=menuitem]:focus").waitFor();
  await page.keyboard.press("End");
  await page.locator("[role=menuitem]:focus").filter({ hasText: "ບໍ່ມີໝວດ" }).waitFor();
  await page.keyboard.press("Enter");
  const said = "ໝວດຂອງ 4 ຂ່າວ ແມ່ນ “ບໍ່ມີໝວດ” ແລ້ວ.";
  await undo(said).waitFor();
  for (const id of wanted) expect((await onDisk(desk.library, id)).details.category).toBeNull();
  // They stay chosen for what comes next, wherever the list has them now.
  await chosen(4);
  await undo(said).focus();
  await page.keyboard.press("Enter");
  await told("4 ຂ່າວ ກັບເປັນຄືເກົ່າແລ້ວ.").waitFor();
  expect(await Promise.all(wanted.map(async (id) => (await onDisk(desk.library, id)).details.category))).toEqual(
    before,
  );
});

test("by the mouse: a stage that cannot be set for one is told with its reason, the others have it, and unsaved words are kept", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", {});
  const out = items.findIndex((one) => one.out.lo);
  allowComplaints(REFUSED);
  const others = items.flatMap((one, at) =>
    one.has.lo && !one.out.lo && !["review", "withdrawn"].includes(one.stages.lo) ? [at] : [],
  );
  const [first, second] = [others[0] ?? 0, others[1] ?? 0];
  const id = (at: number) => items[at]?.id ?? "";
  const option = (at: number) => list().locator(`[data-story="${id(at)}"]`);
  await option(first).click();
  const headline = page.locator("[data-field='headline.lo']");
  await headline.waitFor();
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("songphasa-story"))).toBe(id(first));
  for (const at of [first, second, out]) await option(at).click({ modifiers: ["Control"] });
  await chosen(3);
  await headline.click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ຂ່າວດ່ວນ");
  await bar().getByRole("button", { name: "ປ່ຽນຂັ້ນຕອນ" }).click();
  await page.getByRole("menuitem", { name: "ລາວ: ລໍຖ້າກວດ" }).click();
  const outcome = page.getByRole("dialog", { name: "ບໍ່ສຳເລັດທຸກຂ່າວ" });
  await outcome.getByText("ຂັ້ນຕອນພາສາລາວຂອງ 2 ຂ່າວ ແມ່ນ “ລໍຖ້າກວດ” ແລ້ວ.").waitFor();
  await expect
    .poll(() => outcome.getByRole("listitem").allInnerTexts())
    .toEqual([expect.stringContaining(items[out]?.headline[items[out]?.source ?? "lo"] ?? "…")]);
  await expect.poll(() => outcome.getByRole("listitem").textContent()).toContain("ຖອນ");
  const open = await onDisk(desk.library, id(first));
  expect([open.release.lo.stage, open.versions.lo?.headline.endsWith(" ຂ່າວດ່ວນ")]).toEqual(["review", true]);
  expect((await onDisk(desk.library, id(out))).release.lo.stage).toBe("published");
  await outcome.getByRole("button", { name: "ກັບຄືນ 2 ຂ່າວ" }).click();
  await told("2 ຂ່າວ ກັບເປັນຄືເກົ່າແລ້ວ.").waitFor();
  const stages = await Promise.all(
    [first, second].map(async (at) => (await onDisk(desk.library, id(at))).release.lo.stage),
  );
  expect(stages).toEqual([items[first]?.stages.lo, items[second]?.stages.lo]);
});

test("Ctrl A chooses all of a list of which only the beginning was drawn, and Delete puts them into the trash together", async () => {
  const { page } = desk;
  await write("ລາຄາຄຳ", 120);
  const search = page.getByRole("searchbox");
  await search.fill("ລາຄາຄຳ");
  await page
    .getByRole("status")
    .filter({ hasText: /^120 ຂ່າວ$/ })
    .waitFor();
  await list().focus();
  await page.keyboard.press("Control+KeyA");
  await chosen(120);
  await page.keyboard.press("Escape");
  await bar().waitFor({ state: "hidden" });
  // From the first one to the last, which nobody has seen.
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await chosen(120);
  await page.keyboard.press("Delete");
  const said = "120 ຂ່າວ ຢູ່ໃນຖັງຂີ້ເຫຍື້ອແລ້ວ.";
  await undo(said).waitFor({ timeout: 60_000 });
  expect((await ask(desk, "articles.list", { text: "ລາຄາຄຳ", trashed: true })).total).toBe(120);
  await bar().waitFor({ state: "hidden" });
  await undo(said).click();
  await told("120 ຂ່າວ ກັບເປັນຄືເກົ່າແລ້ວ.").waitFor({ timeout: 60_000 });
  expect((await ask(desk, "articles.list", { text: "ລາຄາຄຳ" })).total).toBe(120);
  await search.fill("");
});

test("a tag is added to those that lack it and taken from those that have it", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", {});
  const { settings } = await ask(desk, "settings.read", {});
  const tag = settings.tags[0];
  const ids = items.slice(0, 3).map(({ id }) => id);
  const having = async () => {
    const stories = await Promise.all(ids.map((id) => onDisk(desk.library, id)));
    return stories.filter(({ details }) => details.tags.includes(tag?.key ?? "")).length;
  };
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await chosen(3);
  const tool = bar().getByRole("button", { name: "ເພີ່ມ ຫຼື ເອົາປ້າຍກຳກັບອອກ" });
  for (const [field, words, left] of [
    ["ເພີ່ມປ້າຍກຳກັບ", "ມີປ້າຍກຳກັບ", 3],
    ["ເອົາປ້າຍກຳກັບອອກ", "ບໍ່ມີປ້າຍກຳກັບ", 0],
  ] as const) {
    await tool.click();
    await page.getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: tag?.lo ?? "", exact: true }).click();
    await told(`3 ຂ່າວ ${words} “${tag?.lo}” ແລ້ວ.`).waitFor();
    expect(await having()).toBe(left);
  }
});

test("of a long list a range is asked for once: what is chosen from there on, key by key, is known", async () => {
  const { page } = desk;
  // So many that of the list's own pages, its beginning and its end, some between are never read.
  await write("ອັດຕາແລກປ່ຽນ", 170);
  await page.getByRole("searchbox").fill("ອັດຕາແລກປ່ຽນ");
  await expect
    .poll(async () => (await options().allInnerTexts()).every((text) => text.includes("ອັດຕາແລກປ່ຽນ")))
    .toBe(true);
  await pane().getByText("170 ຂ່າວ").waitFor();
  await list().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await chosen(170);
  const asked = callsOf(page, "articles.list");
  for (let key = 1; key <= 3; key += 1) {
    await page.keyboard.press("Shift+ArrowUp");
    await chosen(170 - key);
  }
  // The pages of the list itself are read as they come into view, and what is due and held is looked at meanwhile.
  const lists = () => asked.map((request) => JSON.parse(request)).filter(({ needs }) => needs === undefined);
  const ranges = () => lists().filter(({ limit }) => limit > 50);
  expect(ranges()).toEqual([]);
  // What somebody changed meanwhile may stand elsewhere: that is asked for anew.
  const { items } = await ask(desk, "articles.list", { text: "ອັດຕາແລກປ່ຽນ", limit: 1 });
  const { revs } = await ask(desk, "articles.open", { id: items[0]?.id ?? "" });
  const before = lists().length;
  await ask(desk, "articles.save", {
    id: items[0]?.id ?? "",
    base: { lo: revs.lo },
    lo: { headline: "ອັດຕາແລກປ່ຽນ ສະບັບແກ້" },
  });
  // The window has heard of it: it reads its list anew.
  await expect.poll(() => lists().length).toBeGreaterThan(before);
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(() => ranges().length).toBeGreaterThan(0);
  await chosen(166);
});

test("a filter is kept under a name by the keyboard, asks before it replaces one, and opens again in a window that was read anew", async () => {
  const { page } = desk;
  const { settings } = await ask(desk, "settings.read", {});
  const politics = settings.categories.find(({ key }) => key === "politics");
  const search = page.getByRole("searchbox");
  const shown = (total: number) =>
    page
      .getByRole("status")
      .filter({ hasText: new RegExp(`^${total} ຂ່າວ$`) })
      .waitFor();
  const { total } = await ask(desk, "articles.list", { category: "politics" });
  await pane().getByRole("combobox", { name: "ໝວດ" }).click();
  await page.getByRole("option", { name: politics?.lo ?? "", exact: true }).click();
  await shown(total);
  const kept = page.locator("[data-field='kept-filters']");
  const keep = async (name: string) => {
    await kept.focus();
    await page.keyboard.press("Enter");
    await page.locator("[role=menuitem]:focus, [role=menuitemradio]:focus").waitFor();
    while (!(await menuItem("ເກັບຕົວກັ່ນຕອງນີ້ໄວ້…").evaluate((one) => one === document.activeElement)))
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("textbox", { name: "ຊື່" }).waitFor();
    await page.locator("[role=dialog] input:focus").waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(name);
    await page.keyboard.press("Enter");
  };
  await keep("ການເມືອງ ຕອນເຊົ້າ");
  await told("ເກັບຕົວກັ່ນຕອງ “ການເມືອງ ຕອນເຊົ້າ” ໄວ້ແລ້ວ.").waitFor();
  await search.fill("ສະພາ");
  await keep("ການເມືອງ ຕອນເຊົ້າ");
  await page.getByText("ມີ “ການເມືອງ ຕອນເຊົ້າ” ຢູ່ແລ້ວ. ຈະແທນທີ່ບໍ?").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  await page.reload();
  await options().first().waitFor();
  await kept.click();
  await page.getByRole("menuitemradio", { name: "ການເມືອງ ຕອນເຊົ້າ" }).click();
  await shown(total);
  await expect.poll(() => search.inputValue()).toBe("");
  await page.getByRole("button", { name: "ຕົວກັ່ນຕອງທີ່ເກັບໄວ້: ກຳລັງໃຊ້ “ການເມືອງ ຕອນເຊົ້າ”" }).click();
  await menuItem("ປ່ຽນຊື່ ຫຼື ລຶບ…").click();
  const dialog = page.getByRole("dialog", { name: "ຕົວກັ່ນຕອງທີ່ເກັບໄວ້" });
  await dialog.getByRole("textbox").fill("ການເມືອງ");
  await dialog.getByRole("button", { name: "ປ່ຽນຊື່" }).click();
  await dialog.getByRole("textbox", { name: "ຊື່ຂອງຕົວກັ່ນຕອງ “ການເມືອງ”" }).waitFor();
  const names = async () => (await ask(desk, "host.state", {})).filters.map(({ name }) => name);
  await expect.poll(names).toEqual(["ການເມືອງ"]);
  await dialog.getByRole("button", { name: "ລຶບຕົວກັ່ນຕອງ “ການເມືອງ”" }).click();
  await dialog.getByText("ຍັງບໍ່ໄດ້ເກັບຕົວກັ່ນຕອງໃດໄວ້").waitFor();
  await undo("ລຶບຕົວກັ່ນຕອງ “ການເມືອງ” ແລ້ວ.").click();
  await dialog.getByRole("textbox", { name: "ຊື່ຂອງຕົວກັ່ນຕອງ “ການເມືອງ”" }).waitFor();
  await page.keyboard.press("Escape");
});

test("by the mouse: a filter is kept, shown again, given another name, deleted and brought back", async () => {
  const { page } = desk;
  const { settings } = await ask(desk, "settings.read", {});
  const culture = settings.categories.find(({ key }) => key === "culture")?.lo ?? "";
  const { total } = await ask(desk, "articles.list", { category: "culture" });
  const category = pane().getByRole("combobox", { name: "ໝວດ" });
  const kept = (name: string) => page.getByRole("button", { name, exact: true });
  const names = async () => (await ask(desk, "host.state", {})).filters.map(({ name }) => name);
  const before = await names();
  await category.click();
  await page.getByRole("option", { name: culture, exact: true }).click();
  await expect.poll(() => options().count()).toBe(total);
  await kept("ຕົວກັ່ນຕອງທີ່ເກັບໄວ້").click();
  await menuItem("ເກັບຕົວກັ່ນຕອງນີ້ໄວ້…").click();
  const form = page.getByRole("dialog", { name: "ເກັບຕົວກັ່ນຕອງນີ້ໄວ້" });
  await form.getByRole("textbox", { name: "ຊື່" }).fill("ວັດທະນະທຳ ທ້າຍອາທິດ");
  await form.getByRole("button", { name: "ເກັບໄວ້", exact: true }).click();
  await form.waitFor({ state: "hidden" });
  await expect.poll(names).toEqual([...before, "ວັດທະນະທຳ ທ້າຍອາທິດ"]);

  // The same choice once more takes it back.
  await category.click();
  await page.getByRole("option", { name: culture, exact: true }).click();
  await expect.poll(() => category.inputValue()).toBe("");
  await kept("ຕົວກັ່ນຕອງທີ່ເກັບໄວ້").click();
  await page.getByRole("menuitemradio", { name: "ວັດທະນະທຳ ທ້າຍອາທິດ" }).click();
  await expect.poll(() => category.inputValue()).toBe(culture);
  await expect.poll(() => options().count()).toBe(total);
  await kept("ຕົວກັ່ນຕອງທີ່ເກັບໄວ້: ກຳລັງໃຊ້ “ວັດທະນະທຳ ທ້າຍອາທິດ”").click();
  await menuItem("ປ່ຽນຊື່ ຫຼື ລຶບ…").click();
  const dialog = page.getByRole("dialog", { name: "ຕົວກັ່ນຕອງທີ່ເກັບໄວ້" });
  const line = (name: string) =>
    dialog
      .getByRole("listitem")
      .filter({ has: page.getByRole("textbox", { name: `ຊື່ຂອງຕົວກັ່ນຕອງ “${name}”`, exact: true }) });
  await line("ວັດທະນະທຳ ທ້າຍອາທິດ").getByRole("textbox").fill("ວັດທະນະທຳ");
  await line("ວັດທະນະທຳ ທ້າຍອາທິດ").getByRole("button", { name: "ປ່ຽນຊື່" }).click();
  await line("ວັດທະນະທຳ").waitFor();
  await dialog.getByRole("button", { name: "ລຶບຕົວກັ່ນຕອງ “ວັດທະນະທຳ”" }).click();
  await line("ວັດທະນະທຳ").waitFor({ state: "hidden" });
  await expect.poll(names).toEqual(before);
  await undo("ລຶບຕົວກັ່ນຕອງ “ວັດທະນະທຳ” ແລ້ວ.").click();
  await line("ວັດທະນະທຳ").waitFor();
  await expect.poll(names).toEqual([...before, "ວັດທະນະທຳ"]);
  await dialog.getByRole("button", { name: "ປິດ", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
});

test("a kept filter whose category is gone still opens, shows what it asks for, and can be taken back", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { filters: { keep: { name: "ກິລາເກົ່າ", category: "sport-of-old" } } });
  await page.reload();
  await options().first().waitFor();
  await page.locator("[data-field='kept-filters']").click();
  await page.getByRole("menuitemradio", { name: "ກິລາເກົ່າ" }).click();
  await page.getByText("ບໍ່ພົບຂ່າວ").waitFor();
  const category = pane().getByRole("combobox", { name: "ໝວດ" });
  await expect.poll(() => category.inputValue()).toBe("sport-of-old");
  await category.click();
  await page.getByRole("option", { name: "sport-of-old" }).click();
  await options().first().waitFor();
});

test("a long Lao category is never cut beside its marks, at each size of the window and of the text", async () => {
  const { page } = desk;
  const long = "ອຸດສາຫະກຳ, ການຄ້າ ແລະ ການລົງທຶນຕ່າງປະເທດ";
  const { settings, rev } = await ask(desk, "settings.read", {});
  const categories = [...settings.categories, { key: "trade", lo: long, en: "Trade" }];
  await ask(desk, "settings.save", { base: rev, settings: { ...settings, categories } });
  const { items } = await ask(desk, "articles.list", {});
  const free = items.find((one) => !one.out.lo && !one.out.en && one.readOnly === null);
  const id = free?.id ?? "";
  const { revs } = await ask(desk, "articles.open", { id });
  const note = { row: "story", at: "2026-11-28T03:00:00Z", by: "ນ້ອຍ", text: "ຖາມແຫຼ່ງຂ່າວ", resolvedAt: null };
  await ask(desk, "articles.save", {
    id,
    base: { details: revs.details },
    details: { category: "trade", embargoUntil: "2099-12-05T06:00:00+07:00" },
    notes: { "01JDQ000000000000000000000": note },
  });
  const meta = list().locator(`[data-story="${id}"] .meta`);
  const category = meta.getByText(long);
  await category.waitFor();
  await meta.locator(".mark-notes").waitFor();
  const sizes = ["small", "usual", "large"] as const;
  for (const { textSize, width } of someOf(
    [1024, 1280].flatMap((wide) => sizes.map((one) => ({ textSize: one, width: wide }))),
    2,
  )) {
    await ask(desk, "host.remember", { textSize });
    await page.setViewportSize({ width, height: 800 });
    await page.reload();
    // A narrow window begins without the list.
    await page.locator("[data-field='body.lo']").waitFor();
    if (!(await pane().isVisible())) await page.keyboard.press("Control+Alt+b");
    await category.waitFor();
    await page.evaluate(() => document.fonts.ready);
    const cut = () =>
      meta.evaluate((line) =>
        [line, ...line.querySelectorAll(".words, .when, .marks")].some(
          (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline",
        ),
      );
    await expect.poll(cut).toBe(false);
    // In full, within its card, and under no mark.
    const boxes = await meta.evaluate((line) => {
      const box = (one: Element | null) => one?.getBoundingClientRect().toJSON() as DOMRect;
      return {
        card: box(line.closest(".story-item")),
        words: box(line.querySelector(".words")),
        marks: box(line.querySelector(".marks")),
      };
    });
    expect(boxes.words.right).toBeLessThanOrEqual(boxes.card.right);
    expect(boxes.words.bottom).toBeLessThanOrEqual(boxes.card.bottom);
    expect(boxes.marks.top >= boxes.words.bottom - 1 || boxes.marks.left >= boxes.words.right).toBe(true);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test("a story becomes a template by the keyboard, and each day's story is made of it with its date", async () => {
  const { page } = desk;
  const { article } = await ask(desk, "articles.create", {
    details: { source: "lo", category: "politics" },
    lo: {
      headline: "ພະຍາກອນອາກາດ",
      body: {
        type: "doc",
        content: [
          { type: "paragraph", content: [{ type: "text", text: "ມື້ນີ້ ຝົນຕົກທາງພາກໃຕ້." }] },
          { type: "paragraph", content: [{ type: "text", text: "ຂໍ້ມູນຈາກກົມອຸຕຸນິຍົມ." }] },
        ],
      },
    },
  });
  await list().locator(`[data-story="${article.id}"]`).click();
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("songphasa-story"))).toBe(article.id);
  await runCommand(page, "ໃຊ້ເປັນແມ່ແບບ");
  const form = page.getByRole("dialog", { name: "ແມ່ແບບ", exact: true });
  await form.getByRole("textbox", { name: "ຊື່ຂອງແມ່ແບບ" }).waitFor();
  await page.locator("[role=dialog] input:focus").waitFor();
  await page.keyboard.insertText("ອາກາດປະຈຳວັນ");
  await page.keyboard.press("Tab");
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ວັນທີ {ວັນທີ}");
  const rain = form.getByRole("checkbox", { name: "ມື້ນີ້ ຝົນຕົກທາງພາກໃຕ້." });
  await rain.focus();
  await page.keyboard.press("Space");
  expect([await rain.isChecked(), await form.getByRole("checkbox", { name: "ຂໍ້ມູນຈາກກົມອຸຕຸນິຍົມ." }).isChecked()]).toEqual([
    false,
    true,
  ]);
  await form.getByRole("textbox", { name: "ຊື່ຂອງແມ່ແບບ" }).focus();
  await page.keyboard.press("Enter");
  await told("ບັນທຶກແມ່ແບບ “ອາກາດປະຈຳວັນ” ແລ້ວ.").waitFor();

  await runCommand(page, "ຂ່າວໃໝ່ຈາກແມ່ແບບ");
  const dialog = page.getByRole("dialog", { name: "ຂ່າວໃໝ່ຈາກແມ່ແບບ" });
  await dialog.getByRole("button", { name: "ຂ່າວໃໝ່ຈາກ “ອາກາດປະຈຳວັນ”" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("songphasa-story"))).not.toBe(article.id);
  const id = await page.evaluate(() => sessionStorage.getItem("songphasa-story") ?? "");
  const made = await onDisk(desk.library, id);
  expect(made.versions.lo?.headline).toMatch(/^ພະຍາກອນອາກາດ ວັນທີ \d{1,2} [\u0e80-\u0eff]+ 20\d\d$/);
  expect(JSON.stringify(made.versions.lo?.body)).toContain("ຂໍ້ມູນຈາກກົມອຸຕຸນິຍົມ.");
  expect(JSON.stringify(made.versions.lo?.body)).not.toContain("ຝົນຕົກ");
  expect(made.details.category).toBe("politics");
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-field"))).toBe("headline.lo");
});

test("templates by the mouse: from a story's actions, one of the same name is asked about, changed, deleted and brought back; a damaged one is told", async () => {
  const { page } = desk;
  await options().nth(1).click({ button: "right" });
  await menuItem("ໃຊ້ເປັນແມ່ແບບ…").click();
  const form = page.getByRole("dialog", { name: "ແມ່ແບບ", exact: true });
  await form.getByRole("textbox", { name: "ຊື່ຂອງແມ່ແບບ" }).fill("ອາກາດປະຈຳວັນ");
  await form.getByRole("button", { name: "ບັນທຶກແມ່ແບບ" }).click();
  await form.getByText("ມີ “ອາກາດປະຈຳວັນ” ຢູ່ແລ້ວ. ຈະແທນທີ່ບໍ?").waitFor();
  await form.getByRole("textbox", { name: "ຊື່ຂອງແມ່ແບບ" }).fill("ລາຄາຄຳ");
  await form.getByRole("button", { name: "ບັນທຶກແມ່ແບບ" }).click();
  await told("ບັນທຶກແມ່ແບບ “ລາຄາຄຳ” ແລ້ວ.").waitFor();
  await writeFile(path.join(desk.library, "templates", "01JDQ00000000000000000000B.json"), "{");
  await page.getByRole("button", { name: "ຂ່າວໃໝ່", exact: true }).click();
  await menuItem("ຂ່າວໃໝ່ຈາກແມ່ແບບ…").click();
  const dialog = page.getByRole("dialog", { name: "ຂ່າວໃໝ່ຈາກແມ່ແບບ" });
  await dialog.getByText("ອ່ານ templates/01JDQ00000000000000000000B.json ບໍ່ໄດ້").waitFor();
  await dialog.getByRole("button", { name: "ລຶບແມ່ແບບ “ອາກາດປະຈຳວັນ”" }).click();
  const names = async () => (await ask(desk, "templates.list", {})).templates.map(({ template }) => template.name);
  await undo("ລຶບແມ່ແບບ “ອາກາດປະຈຳວັນ” ແລ້ວ.").waitFor();
  expect(await names()).toEqual(["ລາຄາຄຳ"]);
  await undo("ລຶບແມ່ແບບ “ອາກາດປະຈຳວັນ” ແລ້ວ.").click();
  await dialog.getByRole("button", { name: "ແກ້ໄຂແມ່ແບບ “ອາກາດປະຈຳວັນ”" }).click();
  await form.getByRole("textbox", { name: "ຊື່ຂອງແມ່ແບບ" }).fill("ອາກາດ");
  await form.getByRole("button", { name: "ບັນທຶກແມ່ແບບ" }).click();
  await told("ບັນທຶກແມ່ແບບ “ອາກາດ” ແລ້ວ.").waitFor();
  expect(await names()).toEqual(["ລາຄາຄຳ", "ອາກາດ"]);
});

test("the palette shows a kept filter and begins a story of a template by their names, and looks in the guide for the rest", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { filters: { keep: { name: "ຂ່າວກິລາຂອງຂ້ອຍ", category: "sport" } } });
  const { templates } = await ask(desk, "templates.list", {});
  if (!templates.some(({ template }) => template.name === "ລາຄາຄຳ")) throw new Error("The template is gone.");
  await page.reload();
  await options().first().waitFor();
  await runCommand(page, "ຂ່າວກິລາຂອງຂ້ອຍ", "ສະແດງ “ຂ່າວກິລາຂອງຂ້ອຍ”");
  const sport = (await ask(desk, "articles.list", { category: "sport" })).total;
  await expect.poll(() => options().count()).toBe(sport);
  await page.locator(".stories:focus").waitFor();

  const before = await page.evaluate(() => sessionStorage.getItem("songphasa-story"));
  await runCommand(page, "ລາຄາຄຳ", "ຂ່າວໃໝ່ຈາກ “ລາຄາຄຳ”");
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem("songphasa-story"))).not.toBe(before);
  await page.locator("[data-field='headline.lo']:focus").waitFor();

  await runCommand(page, "ສີ່ຫຼ່ຽມ", "ຊອກຫາ “ສີ່ຫຼ່ຽມ” ໃນຄູ່ມື");
  const guide = page.getByRole("complementary", { name: "ຄູ່ມື" });
  await expect.poll(() => guide.getByRole("textbox").or(guide.getByRole("searchbox")).inputValue()).toBe("ສີ່ຫຼ່ຽມ");
  await guide.getByRole("button", { name: "ປິດຄູ່ມື" }).click();
  await guide.waitFor({ state: "hidden" });
});

test("without a story the palette still says what it could do with one", async () => {
  const { page } = desk;
  await page.evaluate(() => sessionStorage.removeItem("songphasa-story"));
  await page.reload();
  await options().first().waitFor();
  await page.keyboard.press("Control+k");
  await page.locator("input.mantine-Spotlight-search:focus").waitFor();
  await page.keyboard.insertText("ພິມຂ່າວຕາມທີ່ເຫັນ");
  const print = page.getByRole("dialog").getByRole("button", { name: /^ພິມຂ່າວຕາມທີ່ເຫັນ/ });
  await print.getByText("ໃຫ້ເປີດຂ່າວກ່ອນ").waitFor();
  await print.click();
  await told("ໃຫ້ເປີດຂ່າວກ່ອນ").waitFor();
});
