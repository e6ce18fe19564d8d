/** A Word file dropped on the window: its words, its lists and its picture, in the editor and on the page. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { blocksOf } from "../../shared/blocks/body.ts";
import { plain } from "../plain-page.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { allFiles, ask, drop, onDisk, openId } from "./steps.ts";

const FILE = await readFile(path.join(import.meta.dirname, "..", "fixtures", "word", "libreoffice.docx"));
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

test("a Word file goes in by drop with its picture and comes out on a page", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await page.getByText("Begin one, or drop a page anywhere").first().waitFor();
  await drop(page.locator("footer"), [
    { name: "ຂົວ.docx", type: TYPE, base64: FILE.toString("base64") },
    {
      name: "ຂ່າວເກົ່າ.doc",
      type: "application/msword",
      base64: Buffer.from("\xd0\xcf\x11\xe0", "latin1").toString("base64"),
    },
  ]);
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog.getByText("ຂ່າວເກົ່າ.doc is a Word file of before 2007.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: /^Import 1 / }).click();
  await dialog.getByRole("button", { name: /^Open/ }).click();
  const body = page.getByRole("textbox", { name: "Lao body" });
  const picture = body.locator("figure img");
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
  await expect.poll(() => body.locator("ol[type=A]").getAttribute("start")).toBe("3");

  const id = await openId(page);
  const article = await onDisk(desk.library, id);
  const image = blocksOf(article.versions.lo?.body ?? { type: "doc" }).find(({ type }) => type === "figure")
    ?.content?.[0];
  expect(image?.attrs?.asset).toMatch(/^[0-9a-f]{64}\.png$/);
  expect((await allFiles(desk.library)).size).toBe(1);
  const { html } = await ask(desk, "publish.preview", { id, lang: "lo" });
  expect(html).toContain("<figure>");
  expect(plain(html)).toContain("CO₂ 10⁶ m");
});
