/** What somebody new does first: a bilingual story with a photo from an empty library to the site, and how the desk leads there. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, PNG } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
});
beforeEach(() => desk.renew());
afterAll(() => desk?.close());

const photo = { name: "ນາເຂົ້າ.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") };
const focused = () =>
  desk.page.evaluate(() => document.activeElement?.closest("[data-detail]")?.getAttribute("data-detail"));

test("an empty library shows how a story is made, and who is asked for a name reads what the desk tells above it, by mouse", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "How a story is made" }).click();
  await page.getByRole("complementary", { name: "Guide" }).waitFor();
  await page.getByRole("button", { name: "Close the guide" }).click();
  await page.getByRole("button", { name: "Write English first" }).click();
  await page.locator("[data-field='headline.en']:focus").waitFor();
  await page.keyboard.insertText("Rice prices fall");
  await page.locator("[data-field='headline.lo']").click();
  await page.keyboard.insertText("ລາຄາເຂົ້າຫຼຸດລົງ");
  await page.keyboard.press("Control+Enter");
  const told = page.getByRole("alert").filter({ hasText: "No other row" });
  await told.waitFor();
  const question = page.locator(".asks-name");
  await question.waitFor();
  const bottom = async () => {
    const box = await told.boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  const top = (await question.boundingBox())?.y ?? 0;
  await expect.poll(async () => (await bottom()) <= top).toBe(true);
});

test("a first story goes out in both languages with its photo, by keys alone, in Lao", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "lo", by: "ນາງ ພອນທິບ" });
  await page.reload();
  await page.getByRole("button", { name: "ຂຽນພາສາລາວກ່ອນ" }).press("Enter");
  await page.locator("[data-field='headline.lo']:focus").waitFor();
  const { keyboard } = page;
  for (const line of ["ລາຄາເຂົ້າຢູ່ສະຫວັນນະເຂດຫຼຸດລົງ", "ຊາວນາຂາຍໄດ້ກິໂລລະ 4.500 ກີບ."]) {
    await keyboard.insertText(line);
    await keyboard.press("Enter");
  }
  await keyboard.insertText("ລາຄາເຂົ້າເປືອກຫຼຸດລົງ 8 ສ່ວນຮ້ອຍໃນເດືອນນີ້.");
  // Back up through what waits for its translation, and down again confirming.
  for (const field of ["lead.en", "headline.en"]) {
    await keyboard.press("Alt+ArrowUp");
    await page.locator(`[data-field='${field}']:focus`).waitFor();
  }
  for (const [line, next] of [
    ["Rice prices fall in Savannakhet", "lead.en"],
    ["Farmers get 4,500 kip a kilogram.", "body.en"],
  ] as const) {
    await keyboard.insertText(line);
    await keyboard.press("Control+Enter");
    await page.locator(`[data-field='${next}']:focus`).waitFor();
  }
  await keyboard.insertText("The price of paddy fell by 8 per cent this month.");
  await keyboard.press("Control+Enter");
  await page.getByText("ຢືນຢັນ 3 ຈາກທັງໝົດ 3").waitFor();

  const details = page.getByRole("complementary");
  const category = details.getByRole("combobox", { name: "ໝວດ" });
  await category.focus();
  await keyboard.insertText("ເສ");
  await page.getByRole("option", { name: "ເສດຖະກິດ" }).waitFor();
  await keyboard.insertText("ດ");
  await page.locator("[role=option][data-combobox-selected]").filter({ hasText: "ເສດຖະກິດ" }).waitFor();
  // What was typed names one: Enter takes it.
  await keyboard.press("Enter");
  await expect.poll(() => category.inputValue()).toBe("ເສດຖະກິດ");
  const chooser = page.waitForEvent("filechooser");
  await details.getByRole("button", { name: "ເລືອກ ຫຼື ລາກຮູບມາວາງ" }).press("Enter");
  await (await chooser).setFiles(photo);
  await details.getByRole("button", { name: "ປ່ຽນຮູບ" }).waitFor();
  await saved(page);

  // Nothing goes out yet, and the keyboard is in the dialog all the same.
  await keyboard.press("Control+Shift+Enter");
  const dialog = page.getByRole("dialog", { name: "ເຜີຍແຜ່ຂ່າວນີ້" });
  await dialog.getByText("ຍັງບໍ່ມີພາສາໃດຈະເຜີຍແຜ່.").waitFor();
  await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await keyboard.press("Tab");
  await expect.poll(() => dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  // A finding of the photo's words leads to those words, of its language.
  for (const [region, field, words] of [
    ["ລາວ", "image.alt.lo", "ຊາວນາເກັບກ່ຽວເຂົ້າ"],
    ["ອັງກິດ", "image.alt.en", "Farmers harvest rice"],
  ] as const) {
    await dialog
      .getByRole("region", { name: region, exact: true })
      .getByRole("button", { name: "ຮູບບໍ່ມີຄຳອະທິບາຍສຳລັບຜູ້ອ່ານທີ່ເບິ່ງບໍ່ເຫັນ." })
      .press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(focused).toBe(field);
    await keyboard.insertText(words);
    await saved(page);
    await keyboard.press("Control+Shift+Enter");
    await dialog.waitFor();
  }
  for (const lang of ["ລາວ", "ອັງກິດ"])
    await dialog.getByRole("button", { name: `ໝາຍພາສາ${lang}ວ່າ “ພ້ອມເຜີຍແຜ່”` }).press("Enter");
  await expect.poll(() => dialog.getByRole("button", { name: /^ເຜີຍແຜ່ພາສາລາວ ແລະ ພາສາອັງກິດ/ }).isEnabled()).toBe(true);
  await keyboard.press("Control+Enter");
  await dialog.getByRole("list", { name: "ໜ້າທີ່ເຜີຍແຜ່ແລ້ວ" }).waitFor();
  const { release, details: kept } = await onDisk(desk.library, await openId(page));
  expect([release.lo.stage, release.en.stage]).toEqual(["published", "published"]);
  expect(kept).toMatchObject({
    category: "economy",
    image: { alt: { lo: "ຊາວນາເກັບກ່ຽວເຂົ້າ", en: "Farmers harvest rice" } },
  });

  // What the site went without leads to the field that is missing.
  await dialog.getByRole("button", { name: "ໃສ່ທີ່ຢູ່ເວັບໄຊ…" }).press("Enter");
  const settings = page.getByRole("dialog", { name: "ການຕັ້ງຄ່າ" });
  await settings.getByRole("textbox", { name: "ທີ່ຢູ່ເວັບໄຊ" }).fill("https://kpl.gov.la");
  await keyboard.press("Enter");
  await settings.waitFor({ state: "hidden" });
  expect((await ask(desk, "settings.read", {})).settings.siteUrl).toBe("https://kpl.gov.la");
});
