/** What another desk wrote arrives while an input method composes, or while the caret stands in a block. */
import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Node } from "../../shared/article/article.ts";
import { blocksOf } from "../../shared/blocks/body.ts";
import { blockText } from "../../shared/rows/rows.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, selectionIn, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let page: Page;
let devtools: CDPSession;
let id = "";
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  page = desk.page;
  page.setDefaultTimeout(15_000);
  devtools = await page.context().newCDPSession(page);
});
afterAll(() => desk?.close());

const paragraph = (name: string, text: string): Node => ({
  type: "paragraph",
  attrs: { id: name, row: name },
  content: [{ type: "text", text }],
});
/** Long enough to be scrolled. */
const LINES = Array.from({ length: 40 }, (_, at) => paragraph(`p${at}`, `ນ້ຳຂອງຂຶ້ນສູງເປັນມື້ທີ ${at}.`));
const HERE = "p30";
let turn = 0;
beforeEach(async () => {
  turn += 1;
  const headline = `ນ້ຳຂອງຂຶ້ນສູງ ຄັ້ງທີ ${turn}`;
  const made = await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline, lead: "ແມ່ນ້ຳຂອງ", body: { type: "doc", content: LINES } },
  });
  id = made.article.id;
  await page.getByRole("option", { name: headline }).click();
  await body().getByText("ມື້ທີ 39.").waitFor();
});

const body = () => page.locator("[data-field='body.lo']");
const block = (row: string) => body().locator(`[data-row="${row}"]`);
const text = (row: string) => block(row).evaluate((element) => element.textContent ?? "");
const compose = (words: string) =>
  devtools.send("Input.imeSetComposition", { text: words, selectionStart: words.length, selectionEnd: words.length });
const top = (row: string) => block(row).evaluate((element) => element.getBoundingClientRect().top);

/** Another desk changes the story: `change` of its blocks. */
async function elsewhere(change: (blocks: readonly Node[]) => readonly Node[]): Promise<void> {
  const { revs, article } = await ask(desk, "articles.open", { id });
  const { lo } = article.versions;
  if (!lo) throw new Error("no Lao");
  await ask(desk, "articles.save", {
    id,
    base: { lo: revs.lo },
    lo: { body: { ...lo.body, content: [...change(blocksOf(lo.body))] } },
  });
}
const changed = (row: string, words: string) => (blocks: readonly Node[]) =>
  blocks.map((one) => (one.attrs?.row === row ? paragraph(row, words) : one));

/** The caret at the end of the block in the middle, which is in sight. */
async function caretHere(): Promise<void> {
  await block(HERE).scrollIntoViewIfNeeded();
  await block(HERE).click();
  await page.keyboard.press("End");
}

test("what arrives elsewhere while one composes leaves the composition whole, the caret and what is in sight", async () => {
  allowComplaints(REFUSED);
  await caretHere();
  const before = await text(HERE);
  await compose("ຝົ");
  await compose("ຝົນ");
  const place = await top(HERE);
  await elsewhere((blocks) => [
    paragraph("n1", "ຂ່າວໃໝ່ແຖວທີໜຶ່ງ."),
    paragraph("n2", "ຂ່າວໃໝ່ແຖວທີສອງ."),
    ...changed("p29", "ແຖວກ່ອນໜ້າປ່ຽນແລ້ວ.")(blocks),
  ]);
  await body().getByText("ແຖວກ່ອນໜ້າປ່ຽນແລ້ວ.").waitFor();
  await compose("ຝົນຕົ");
  await compose("ຝົນຕົກ");
  await devtools.send("Input.insertText", { text: "ຝົນຕົກ" });
  await expect.poll(() => text(HERE)).toBe(`${before}ຝົນຕົກ`);
  await expect.poll(() => selectionIn(body())).toMatchObject({ before: expect.stringMatching(/ຝົນຕົກ$/), behind: "" });
  await expect.poll(async () => Math.abs((await top(HERE)) - place)).toBeLessThan(2);
  await saved(page);
  await expect
    .poll(async () => blocksOf((await onDisk(desk.library, id)).versions.lo?.body ?? { type: "doc" }).map(blockText))
    .toEqual([
      "ຂ່າວໃໝ່ແຖວທີໜຶ່ງ.",
      "ຂ່າວໃໝ່ແຖວທີສອງ.",
      ...LINES.map((line) => {
        if (line.attrs?.row === "p29") return "ແຖວກ່ອນໜ້າປ່ຽນແລ້ວ.";
        return line.attrs?.row === HERE ? `${before}ຝົນຕົກ` : blockText(line);
      }),
    ]);
  // Undo is of one's own words alone.
  await page.keyboard.press("Control+z");
  await expect.poll(() => text(HERE)).toBe(before);
  expect(await text("p29")).toBe("ແຖວກ່ອນໜ້າປ່ຽນແລ້ວ.");
  expect(await text("n1")).toBe("ຂ່າວໃໝ່ແຖວທີໜຶ່ງ.");
});

test("what arrives in the very block that is composed waits until it is left; both words are in it then, once each", async () => {
  allowComplaints(REFUSED);
  await caretHere();
  const before = await text(HERE);
  await compose("ຝົນ");
  await elsewhere((blocks) => changed("p31", "ແຖວຕໍ່ໄປປ່ຽນແລ້ວ.")(changed(HERE, `ມື້ນີ້ ${before}`)(blocks)));
  await body().getByText("ແຖວຕໍ່ໄປປ່ຽນແລ້ວ.").waitFor();
  await compose("ຝົນຕົກ");
  expect(await text(HERE)).toBe(`${before}ຝົນຕົກ`);
  await devtools.send("Input.insertText", { text: "ຝົນຕົກ" });
  await expect.poll(() => text(HERE)).toBe(`${before}ຝົນຕົກ`);
  await saved(page);
  expect(await text(HERE)).toBe(`${before}ຝົນຕົກ`);
  await block("p31").click();
  await expect.poll(() => text(HERE)).toBe(`ມື້ນີ້ ${before}ຝົນຕົກ`);
  await saved(page);
  expect((await onDisk(desk.library, id)).conflicts).toEqual([]);
});

test("a block that is composed and was taken out or cut in two elsewhere stays until it is left, and no word goes", async () => {
  allowComplaints(REFUSED);
  await caretHere();
  const before = await text(HERE);
  await compose("ຝົນ");
  await elsewhere((blocks) =>
    changed(
      "p31",
      "ແຖວຕໍ່ໄປປ່ຽນແລ້ວ.",
    )(
      blocks.flatMap((one) =>
        one.attrs?.row === HERE ? [paragraph(HERE, before.slice(0, 8)), paragraph("cut", before.slice(8))] : [one],
      ),
    ),
  );
  await compose("ຝົນຕົກ");
  await devtools.send("Input.insertText", { text: "ຝົນຕົກ" });
  await expect.poll(() => text(HERE)).toBe(`${before}ຝົນຕົກ`);
  await block("p10").click();
  await expect.poll(() => text(HERE)).toBe(before.slice(0, 8));
  await expect.poll(() => text("cut")).toBe(`${before.slice(8)}ຝົນຕົກ`);
  expect(await text("p31")).toBe("ແຖວຕໍ່ໄປປ່ຽນແລ້ວ.");
  await saved(page);
});

test("a line that is composed takes what was written in it elsewhere once it is left", async () => {
  allowComplaints(REFUSED);
  const lead = page.getByRole("textbox", { name: "Lao lead" });
  await lead.click();
  await page.keyboard.press("End");
  await compose("ຂຶ້ນ");
  const { revs } = await ask(desk, "articles.open", { id });
  await ask(desk, "articles.save", { id, base: { lo: revs.lo }, lo: { lead: "ມື້ນີ້ ແມ່ນ້ຳຂອງ", signOff: "ຂປລ." } });
  await compose("ຂຶ້ນສູງ");
  await devtools.send("Input.insertText", { text: "ຂຶ້ນສູງ" });
  await expect.poll(() => wordsIn(lead)).toBe("ແມ່ນ້ຳຂອງຂຶ້ນສູງ");
  await saved(page);
  await block("p0").click();
  await expect.poll(() => wordsIn(lead)).toBe("ມື້ນີ້ ແມ່ນ້ຳຂອງຂຶ້ນສູງ");
  await saved(page);
});
