import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory, selectionIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(10_000);
  await ask(desk, "articles.create", { details: { source: "lo" }, lo: { headline: "ນ້ຳຂອງ" } });
  await openStory(desk.page, "ນ້ຳຂອງ");
});
afterAll(() => desk?.close());

const body = () => desk.page.getByRole("textbox", { name: "Lao body" });
const text = async () => (await body().textContent()) ?? "";
const begin = async (words: string) => {
  await body().click();
  await desk.page.keyboard.press("Control+a");
  await desk.page.keyboard.press("Delete");
  await desk.page.keyboard.insertText(words);
  expect(await text()).toBe(words);
};

test("Backspace takes one mark of a Lao cluster at a time", async () => {
  await begin("ນ້ຳ");
  for (const left of ["ນ້", "ນ", ""]) {
    await desk.page.keyboard.press("Backspace");
    expect(await text()).toBe(left);
  }
});

test("Backspace inside a word takes one mark and leaves what follows", async () => {
  await begin("ທີ່ນີ້");
  await desk.page.keyboard.press("ArrowLeft");
  for (const left of ["ທີນີ້", "ທນີ້", "ນີ້"]) {
    await desk.page.keyboard.press("Backspace");
    expect(await text()).toBe(left);
  }
});

test("Delete takes a whole cluster", async () => {
  await begin("ນ້ຳທີ່ກ");
  await desk.page.keyboard.press("Home");
  for (const left of ["ທີ່ກ", "ກ", ""]) {
    await desk.page.keyboard.press("Delete");
    expect(await text()).toBe(left);
  }
});

test("the arrow keys go from cluster to cluster, in the headline as in the body", async () => {
  await begin("ນ້ຳທີ່ກ");
  const { page } = desk;
  await page.keyboard.press("Home");
  for (const place of [3, 6, 7]) {
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => getSelection()?.focusOffset)).toBe(place);
  }
  for (const place of [6, 3, 0]) {
    await page.keyboard.press("ArrowLeft");
    expect(await page.evaluate(() => getSelection()?.focusOffset)).toBe(place);
  }
  const headline = page.getByRole("textbox", { name: "Lao headline" });
  await headline.fill("ນ້ຳທີ່ກ");
  await headline.click();
  await headline.press("Home");
  for (const place of [3, 6, 7]) {
    await headline.press("ArrowRight");
    await expect.poll(async () => (await selectionIn(headline)).before.length).toBe(place);
  }
});

test("emphasis is weight in Lao and italics in English, in a Lao window too", async () => {
  const { page } = desk;
  const emphasis = async (name: string) => {
    await page.getByRole("textbox", { name }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("KPL");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+i");
    const em = page.getByRole("textbox", { name }).locator("em");
    await em.waitFor();
    return em;
  };
  const [lao, english] = [await emphasis("Lao body"), await emphasis("English body")];
  await page.evaluate(() => {
    document.documentElement.lang = "lo";
  });
  const style = (element: Element) => {
    const { fontStyle, fontWeight } = getComputedStyle(element);
    return [fontStyle, fontWeight];
  };
  expect(await lao.evaluate(style)).toEqual(["normal", "700"]);
  expect(await english.evaluate(style)).toEqual(["italic", "400"]);
});
