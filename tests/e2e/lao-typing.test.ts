import { afterAll, beforeAll, expect, test } from "vitest";
import { countWords } from "../../shared/text/words.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory, putOffIsDone, selectionIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
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
  await expect.poll(() => text()).toBe(words);
};

test("Backspace takes one mark of a Lao cluster at a time", async () => {
  await begin("ນ້ຳ");
  for (const left of ["ນ້", "ນ", ""]) {
    await desk.page.keyboard.press("Backspace");
    await expect.poll(() => text()).toBe(left);
  }
});

test("Backspace inside a word takes one mark and leaves what follows", async () => {
  await begin("ທີ່ນີ້");
  await desk.page.keyboard.press("ArrowLeft");
  for (const left of ["ທີນີ້", "ທນີ້", "ນີ້"]) {
    await desk.page.keyboard.press("Backspace");
    await expect.poll(() => text()).toBe(left);
  }
});

test("Delete takes a whole cluster", async () => {
  await begin("ນ້ຳທີ່ກ");
  await desk.page.keyboard.press("Home");
  for (const left of ["ທີ່ກ", "ກ", ""]) {
    await desk.page.keyboard.press("Delete");
    await expect.poll(() => text()).toBe(left);
  }
});

test("the arrow keys go from cluster to cluster, in the headline as in the body", async () => {
  await begin("ນ້ຳທີ່ກ");
  const { page } = desk;
  await page.keyboard.press("Home");
  for (const place of [3, 6, 7]) {
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.evaluate(() => getSelection()?.focusOffset)).toBe(place);
  }
  for (const place of [6, 3, 0]) {
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.evaluate(() => getSelection()?.focusOffset)).toBe(place);
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

const LAO = /[\u0E80-\u0EFF]/;
/** Double clicks at several places of a word; each takes what is `taken`. */
async function doubleClick(word: string, taken = word): Promise<void> {
  const { page } = desk;
  const box = await body()
    .locator("p")
    .first()
    .evaluate((paragraph, wanted) => {
      const text = paragraph.firstChild as Text;
      const range = document.createRange();
      range.setStart(text, text.data.indexOf(wanted));
      range.setEnd(text, text.data.indexOf(wanted) + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }, word);
  // Near both ends and in the middle it is the same word, also where it is selected already.
  for (const part of LAO.test(word) ? [0.1, 0.5, 0.92] : [0.5]) {
    await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
    for (const clickCount of [1, 2]) {
      await page.mouse.down({ clickCount });
      await page.mouse.up({ clickCount });
      // As far apart as a hand's clicks are; the editor settles the first one meanwhile.
      await putOffIsDone(page, 60);
    }
    await expect.poll(async () => (await selectionIn(body())).selected).toBe(taken);
  }
}

test("a double click takes a word of Lao as the desk counts it, and Latin as ever", async () => {
  await begin("ເຈົ້າໜ້າທີ່ແຈ້ງເຕືອນປະຊາຊົນ near Pakse");
  for (const word of ["ແຈ້ງ", "ປະຊາຊົນ", "ເຈົ້າໜ້າທີ່", "near"]) await doubleClick(word);
});

test("a name that the desk takes up is one word from then on, for a double click, the count and whole words", async () => {
  const { page } = desk;
  await begin("ທ່ານບຸນທັນກ່າວວ່າ");
  const headline = await page.getByRole("textbox", { name: "Lao headline" }).textContent();
  const counted = async () =>
    Number((await page.locator(".column-head").allTextContents()).join().match(/(\d+) words/)?.[1]);
  const before = countWords(headline ?? "") + 5;
  await expect.poll(counted).toBe(before);
  await doubleClick("ທັນ");
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find in both languages" }).fill("ບຸນ");
  await page.getByRole("button", { name: "Whole words" }).click();
  await page.getByText("1 of 1 · 1 Lao, 0 English").waitFor();
  const { settings, rev } = await ask(desk, "settings.read", {});
  await ask(desk, "settings.save", { base: rev, settings: { ...settings, people: [{ lo: "ບຸນທັນ ພອນໄຊ", en: "" }] } });
  await page.getByText("Nothing found").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(counted).toBe(before - 1);
  await doubleClick("ທັນ", "ບຸນທັນ");
});
