/** Ways of the desk that are written with, in Lao, each by the hand that no other test has: the row's band, notes, links, paper and messages, the palette. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, emptyBody, onDisk, openId } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
  await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});
afterAll(() => desk?.close());

beforeEach(async () => {
  await desk.renew();
  await ask(desk, "host.remember", { language: "lo", by: "ນາງ ພອນທິບ" });
  await desk.page.reload();
  await desk.page.getByRole("option", { name: /ຕູ້ຄວາມເຢັນ/ }).click();
  await desk.page.locator("[data-field='body.lo']").waitFor();
});

const body = (lang: "lo" | "en") => desk.page.locator(`[data-field='body.${lang}']`);

test("by the mouse: a dot unfolds what changed in its row, a note is written there, answered and done in the list, and found by its filter", async () => {
  const { page } = desk;
  const id = await openId(page);
  const stale = page.locator(".gutter-cell[data-state=stale]").first();
  await stale.click();
  const row = await stale.getAttribute("data-row");
  const band = page.locator(`.row-panel-place[data-row="${row}"]`);
  await band.getByText("ສິ່ງທີ່ປ່ຽນໃນຕົ້ນສະບັບ").waitFor();
  await band.locator("ins, del").first().waitFor();
  await band.getByPlaceholder("ໝາຍເຫດເຖິງກອງບັນນາທິການ ຫຼື ຜູ້ແປ").fill("ຖາມບໍລິສັດລົດໄຟ");
  await band.getByRole("button", { name: "ເພີ່ມ" }).click();
  await band.getByText("ຖາມບໍລິສັດລົດໄຟ").waitFor();
  await band
    .getByRole("button", { name: /^ຍັງຖືກຕ້ອງ|^ຢືນຢັນ/ })
    .first()
    .click();
  await expect.poll(() => page.locator(`.gutter-cell[data-row="${row}"]`).getAttribute("data-state")).toBe("confirmed");
  await saved(page);

  // Among the library's filters, and in the list of the story.
  const filter = page.getByRole("group", { name: "ກັ່ນຕອງຕາມຂັ້ນຕອນ" }).getByRole("button", { name: /^ມີໝາຍເຫດ \d/ });
  await filter.click();
  await page.locator(`[data-story="${id}"]`).waitFor();
  const details = page.getByRole("complementary");
  await details.getByRole("tab", { name: /^ໝາຍເຫດ/ }).click();
  const note = details.locator(".note").filter({ hasText: "ຖາມບໍລິສັດລົດໄຟ" }).first();
  await note.getByRole("button", { name: "ຕອບ" }).click();
  await page.keyboard.insertText("ຖາມແລ້ວ");
  await note.getByRole("button", { name: "ຕອບ" }).click();
  await note.getByText("ຖາມແລ້ວ").waitFor();
  await note.getByRole("button", { name: "ເຮັດແລ້ວ" }).click();
  await saved(page);
  const written = Object.values((await onDisk(desk.library, id)).notes);
  expect(written.find(({ text }) => text === "ຖາມບໍລິສັດລົດໄຟ")).toMatchObject({ row, resolvedBy: "ນາງ ພອນທິບ" });
});

test("a link is set on chosen Lao words by Ctrl Shift K, another by the toolbar, and one that is typed behind Lao comes by itself", async () => {
  const { page } = desk;
  const { keyboard } = page;
  const hrefs = () =>
    body("lo")
      .locator("a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await emptyBody(body("lo"));
  await keyboard.insertText("ອ່ານຢູ່ ສູນຂໍ້ມູນ");
  for (let letter = 0; letter < "ສູນຂໍ້ມູນ".length; letter += 1) await keyboard.press("Shift+ArrowLeft");
  await keyboard.press("Control+Shift+k");
  const field = page.getByRole("textbox", { name: "ທີ່ຢູ່ຂອງລິ້ງ" });
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  await keyboard.insertText("laotradeportal.gov.la");
  await keyboard.press("Enter");
  await expect.poll(hrefs).toEqual(["https://laotradeportal.gov.la"]);

  await keyboard.press("End");
  await keyboard.press("Enter");
  await keyboard.type("ເບິ່ງ www.kpl.gov.la ");
  await expect.poll(hrefs).toEqual(["https://laotradeportal.gov.la", "https://www.kpl.gov.la"]);
  await keyboard.press("Enter");
  await keyboard.insertText("ທະນາຄານ");
  await body("lo").locator("p").last().dblclick();
  await page.getByRole("toolbar", { name: "ເຄື່ອງມືຈັດຂໍ້ຄວາມ" }).getByRole("button", { name: "ລິ້ງ", exact: true }).click();
  await field.fill("https://www.bol.gov.la");
  await page.getByRole("button", { name: "ໃສ່ລິ້ງ", exact: true }).click();
  await expect.poll(async () => (await hrefs()).at(-1)).toBe("https://www.bol.gov.la");
  await saved(page);
});

test("by the mouse: from the menu a story is printed and copied as text, and the palette runs what its other words find", async () => {
  const { page } = desk;
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      document.body.dataset.printed = document.querySelector(".print-sheet tr")?.textContent ?? "";
      dispatchEvent(new Event("afterprint"));
    };
  });
  await page.locator("[data-field=menu]").click();
  await page.getByRole("menuitem", { name: "ຂ່າວ", exact: true }).click();
  await page.getByRole("menuitem", { name: "ພິມຂ່າວຕາມທີ່ເຫັນ…" }).click();
  await expect.poll(() => page.locator("body").getAttribute("data-printed")).toContain("ລາວ");

  await page.getByRole("button", { name: /^ຊອກຫາຂ່າວ ຫຼື ສັ່ງຄຳສັ່ງ/ }).click();
  await page.keyboard.insertText("ສົ່ງຕໍ່");
  await page.getByText("ສຳເນົາພາສາລາວເປັນຂໍ້ຄວາມ ເພື່ອສົ່ງຕໍ່").click();
  await page.getByText("ສຳເນົາພາສາລາວເປັນຂໍ້ຄວາມແລ້ວ.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("ຕູ້ຄວາມເຢັນ");

  for (const [words, opens] of [
    ["ຊ່ວຍເຫຼືອ", "ຄູ່ມື"],
    ["help", "ຄູ່ມື"],
  ] as const) {
    await page.getByRole("button", { name: /^ຊອກຫາຂ່າວ ຫຼື ສັ່ງຄຳສັ່ງ/ }).click();
    await page.keyboard.insertText(words);
    await page.locator(".mantine-Spotlight-action").filter({ hasText: opens }).first().click();
    const guide = page.getByRole("complementary", { name: "ຄູ່ມື" });
    await guide.waitFor();
    await page.keyboard.press("Escape");
    await guide.waitFor({ state: "hidden" });
  }
});
