/** Text of an old Lao font and of a PDF, pasted: shown before and after, and taken or left by one key. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { newStory, paste, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let page: Page;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  page = desk.page;
  await newStory(page, "Lao first");
});
afterAll(() => desk.close());

const body = () => page.getByRole("textbox", { name: "Lao body" });
const headline = () => page.getByRole("textbox", { name: "Lao headline" });
const panel = () => page.getByRole("group", { name: /What was pasted/ });

const OLD = "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u";
const NEW = "ສ້າງຄວາມເຂັ້ມແຂງໃນການພັດທະນາວິຊາຊີ";
/** A body with nothing in it and the caret there. */
async function cleared(place: Locator) {
  await place.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
}

test("what is in an old font is shown before and after; Enter takes it, in one step of undo", async () => {
  await cleared(body());
  await paste(body(), { "text/plain": OLD });
  await panel().waitFor();
  await expect.poll(() => panel().getByRole("definition").allTextContents()).toEqual([OLD, NEW]);
  await page.keyboard.press("Enter");
  await panel().waitFor({ state: "detached" });
  await expect.poll(() => wordsIn(body())).toBe(NEW);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect.poll(() => wordsIn(body())).toBe(OLD);
});

test("of what is so long that it goes in piece by piece, all is offered once all is there", async () => {
  await cleared(body());
  const line = Array.from({ length: 10 }, () => OLD).join(" ");
  await paste(body(), { "text/plain": Array.from({ length: 170 }, () => line).join("\n\n") });
  await panel().waitFor({ timeout: 60_000 });
  const paragraphs = body().locator("> p");
  await expect.poll(() => paragraphs.count()).toBe(170);
  await page.keyboard.press("Enter");
  await panel().waitFor({ state: "detached" });
  for (const one of [paragraphs.first(), paragraphs.nth(90), paragraphs.last()])
    await expect.poll(async () => (await wordsIn(one)).replaceAll(NEW, "").trim()).toBe("");
  await page.keyboard.press("ControlOrMeta+Z");
  for (const one of [paragraphs.first(), paragraphs.last()]) await expect.poll(() => wordsIn(one)).toBe(line);
  await page.keyboard.press("ControlOrMeta+Z");
  await expect.poll(() => wordsIn(body())).toBe("");
});

test("Escape leaves it as it is, and what is typed next closes it too", async () => {
  await cleared(body());
  await paste(body(), { "text/plain": OLD });
  await panel().waitFor();
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
  await expect.poll(() => wordsIn(body())).toBe(OLD);
  await cleared(body());
  await paste(body(), { "text/plain": OLD });
  await panel().waitFor();
  await page.keyboard.type("!");
  await panel().waitFor({ state: "detached" });
  await expect.poll(() => wordsIn(body())).toBe(`${OLD}!`);
});

test("a font's name is enough for a word, and bold words stay bold", async () => {
  await cleared(body());
  await paste(body(), {
    "text/html": `<p style="font-family:'Saysettha Lao'"><b>]k;</b> -k;]k;</p>`,
    "text/plain": "]k; -k;]k;",
  });
  await panel().waitFor();
  await page.keyboard.press("Enter");
  await panel().waitFor({ state: "detached" });
  await expect.poll(() => body().locator("strong").textContent()).toBe("ລາວ");
  await expect.poll(() => wordsIn(body())).toBe("ລາວ ຊາວລາວ");
});

test("a PDF's spaces inside Lao words are left out the same way, by a click", async () => {
  await cleared(body());
  await paste(body(), { "text/plain": "ກະຊວງ ວິທະຍາ ສາດ ແລະ ນ ້ຳຂອງ" });
  await panel().waitFor();
  await panel()
    .getByRole("button", { name: /Leave the spaces out/ })
    .click();
  await expect.poll(() => wordsIn(body())).toBe("ກະຊວງ ວິທະຍາສາດ ແລະ ນ້ຳຂອງ");
});

test("lines that can be put right are not offered to be joined as well", async () => {
  const lines = `ກະຊວງ ວິທະຍາ ສາດ ແລະ ນ ້ຳຂອງ ແຈ້ງວ່າ ຝົນຈະຕົກໜັກ ຢູ່ແຂວງຈຳປາສັກ\nແລະ ແຂວງສາລະວັນ ໃນທ້າຍອາທິດນີ້ ຊາວກະສິກອນຄວນເກັບກ່ຽວເຂົ້າ`;
  const choice = page.getByRole("group", { name: "How the pasted lines are read" });
  await cleared(body());
  await paste(body(), { "text/plain": lines.replace("ວິທະຍາ ສາດ ແລະ ນ ້ຳຂອງ", "ກະສິກຳ ແລະ ປ່າໄມ້") });
  await choice.waitFor();
  await cleared(body());
  await paste(body(), { "text/plain": lines });
  await panel().waitFor();
  expect(await choice.count()).toBe(0);
  await page.keyboard.press("Escape");
  await panel().waitFor({ state: "detached" });
  expect(await choice.count()).toBe(0);
});

test("news in English and in Lao brings no panel", async () => {
  for (const text of ["Laos and Vietnam have signed an agreement on trade.", "ລາວ ແລະ ຫວຽດນາມ ໄດ້ລົງນາມໃນສັນຍາການຄ້າ."]) {
    await cleared(body());
    await paste(body(), { "text/plain": text });
    await expect.poll(() => wordsIn(body())).toBe(text);
    expect(await panel().count()).toBe(0);
  }
});

test("Thai letters among the Lao are told, and stay", async () => {
  await cleared(body());
  await paste(body(), { "text/plain": "ກະຊວງการต่างประเทศ ໄດ້ແຈ້ງ" });
  await page.getByText(/Thai letters stand among the Lao/).waitFor();
  await expect.poll(() => wordsIn(body())).toBe("ກະຊວງการต่างประเทศ ໄດ້ແຈ້ງ");
});

test("a headline takes it as well", async () => {
  await cleared(headline());
  await paste(headline(), { "text/plain": OLD });
  await panel().waitFor();
  await page.keyboard.press("Enter");
  await panel().waitFor({ state: "detached" });
  await expect.poll(() => wordsIn(headline())).toBe(NEW);
});

test("the command converts what is selected, in a body and in a headline, in one step of undo", async () => {
  for (const place of [body(), headline()]) {
    await cleared(place);
    await page.keyboard.insertText("-k;]k; BCEL");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("ControlOrMeta+K");
    const palette = page.getByRole("dialog", { name: "Find a story, or run a command" });
    await page.keyboard.type("old font");
    await palette.getByRole("button", { name: "Convert the selection from an old font" }).click();
    await expect.poll(() => wordsIn(place)).toBe("ຊາວລາວ BCEL");
    await place.focus();
    await page.keyboard.press("ControlOrMeta+Z");
    await expect.poll(() => wordsIn(place)).toBe("-k;]k; BCEL");
  }
});
