/** F1: the guide beside the work. */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const guide = (name = "Guide") => desk.page.getByRole("complementary", { name, exact: true });
const heading = (name = "Guide") => guide(name).getByRole("heading", { level: 3 });

test("its words and pictures are read only once it is asked for; F1 opens the page that fits, Escape closes it and the focus is back", async () => {
  const { page } = desk;
  const read: string[] = [];
  page.on("request", (request) => read.push(request.url()));
  await page.reload();
  await openStory(page, /Cold-chain trains/);
  const before = read.length;
  expect(read.filter((url) => /webp|guide/.test(url))).toEqual([]);
  const body = page.getByRole("textbox", { name: "English body" });
  await body.click();
  await page.keyboard.press("F1");
  await expect.poll(() => heading().textContent()).toBe("Confirming, and what “stale” means");
  expect(read.length).toBeGreaterThan(before);
  // The strict policy lets the picture through.
  await expect
    .poll(() =>
      guide()
        .locator("img")
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(200);
  await page.keyboard.press("Escape");
  await guide().waitFor({ state: "hidden" });
  await expect.poll(() => body.evaluate((one) => one === document.activeElement)).toBe(true);
});

test("one writes on beside it, and goes through its pages by keys", async () => {
  const { page } = desk;
  const body = page.getByRole("textbox", { name: "English body" });
  await page.keyboard.press("F1");
  await heading().waitFor();
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Written beside the guide.");
  await expect.poll(() => body.textContent()).toContain("Written beside the guide.");
  // From the text, F1 goes into the guide again.
  await page.keyboard.press("F1");
  await expect.poll(() => guide().evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => heading().textContent()).toBe("Importing and pasting");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => heading().textContent()).toBe("Pairing paragraphs");
  const find = guide().getByRole("searchbox", { name: "Find in the guide" });
  await find.focus();
  await page.keyboard.type("withdraw");
  await guide().getByRole("status").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => heading().textContent()).toBe("Publish, correct, withdraw");
  await page.keyboard.press("F1");
  await guide().waitFor({ state: "hidden" });
});

test("by mouse, in Lao: from the menu to all pages, one of them, its picture large and small, and closed", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  await page.locator("[data-field=menu]").click();
  await page.getByRole("menuitem", { name: /^ຄູ່ມື/ }).click();
  await guide("ຄູ່ມື").waitFor();
  await expect.poll(() => guide("ຄູ່ມື").locator(".guide-link").count()).toBe(10);
  await guide("ຄູ່ມື").getByRole("searchbox").fill("ສໍາຮອງ");
  await guide("ຄູ່ມື")
    .getByRole("button", { name: /^ສຳຮອງຂໍ້ມູນ/ })
    .click();
  await expect.poll(() => heading("ຄູ່ມື").textContent()).toContain("ຄອມພິວເຕີໃໝ່");
  const picture = guide("ຄູ່ມື").locator(".guide-picture");
  await picture.click();
  await expect.poll(() => picture.getAttribute("data-large")).toBe("true");
  await page.keyboard.press("Escape");
  await expect.poll(() => picture.getAttribute("data-large")).toBe("false");
  await guide("ຄູ່ມື").getByRole("button", { name: "ປິດຄູ່ມື" }).click();
  await guide("ຄູ່ມື").waitFor({ state: "hidden" });
});

test("beside a dialog it opens what the dialog is about, and its Escape leaves the dialog open", async () => {
  const { page } = desk;
  await page.keyboard.press("Control+Alt+i");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const holdsFocus = (place: Locator) => place.evaluate((one) => one.contains(document.activeElement));
  await expect.poll(() => holdsFocus(dialog)).toBe(true);
  await page.keyboard.press("F1");
  await expect.poll(() => heading("ຄູ່ມື").textContent()).toBe("ນຳເຂົ້າ ແລະ ວາງ");
  await expect.poll(() => holdsFocus(guide("ຄູ່ມື"))).toBe(true);
  await page.keyboard.press("Escape");
  await guide("ຄູ່ມື").waitFor({ state: "hidden" });
  await expect.poll(() => dialog.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});
