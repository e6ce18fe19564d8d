/** Several stories of the list at once, in Lao; a desk and a window for all. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  await ask(desk, "host.remember", { language: "lo" });
  await desk.page.reload();
  desk.page.setDefaultTimeout(10_000);
});
afterAll(() => desk?.close());

const list = () => desk.page.getByRole("listbox", { name: "ລາຍການຂ່າວ" });
const options = () => list().getByRole("option");
const bar = () => desk.page.getByRole("region", { name: "ຂ່າວທີ່ເລືອກ" });
const chosen = (count: number) => bar().getByText(`ເລືອກແລ້ວ ${count} ຂ່າວ`).waitFor();
const chosenIds = () =>
  list()
    .getByRole("option", { selected: true })
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-story") ?? ""));
const told = (words: string | RegExp) => desk.page.getByRole("alert").filter({ hasText: words });
const undo = (words: string) => told(words).getByRole("button", { name: "ກັບຄືນ" });

beforeEach(async () => {
  await options().first().waitFor();
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
  expect(await list().getAttribute("aria-multiselectable")).toBe("true");

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
