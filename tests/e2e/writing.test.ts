import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, newStory, openId, selectionIn } from "./steps.ts";

const SAMPLE = path.join(import.meta.dirname, "..", "..", "resources", "sample", "assets");
let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
});
beforeEach(async () => {
  if (desk.page.url() === "about:blank") await desk.page.goto(desk.url);
  await newStory(desk.page, "English first");
  await desk.page.getByRole("textbox", { name: "English headline" }).fill("Boats at Pakse");
});
afterAll(() => desk?.close());

/** The newest story as it stands on the disk. */
async function storedStory() {
  const names = (await readdir(path.join(desk.library, "articles"), { recursive: true })).filter((name) =>
    name.endsWith(".json"),
  );
  const file = names.sort((a, b) => path.basename(a).localeCompare(path.basename(b))).at(-1) ?? "";
  return JSON.parse(await readFile(path.join(desk.library, "articles", file), "utf8"));
}
const caret = () => expect.poll(() => selectionIn(desk.page.getByRole("textbox", { name: "English body" })));
const typesOf = (body: { content: { type: string }[] }) => body.content.map((block) => block.type);
async function aPicture(): Promise<Buffer> {
  const names = await readdir(SAMPLE, { recursive: true });
  return readFile(path.join(SAMPLE, names.find((name) => name.endsWith(".jpg")) ?? ""));
}

test("the tools make headings, marks, lists, quotes, links, tables and dividers on the column that has the focus", async () => {
  const { page } = desk;
  const tool = (name: string) => page.getByRole("toolbar").getByRole("button", { name, exact: true });
  const style = async (name: string) => {
    await page.getByRole("button", { name: /^Paragraph style/ }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
  };
  await page.getByRole("textbox", { name: "English body" }).click();
  for (const level of [2, 3, 4]) {
    await style(`Heading ${level}`);
    await page.keyboard.insertText(`Level ${level}`);
    await page.keyboard.press("Enter");
  }
  await style("Text");
  await tool("Bold").click();
  await page.keyboard.insertText("Bold");
  await tool("Bold").click();
  await tool("Italic").click();
  await page.keyboard.insertText("italic");
  await tool("Italic").click();
  await page.keyboard.press("Enter");
  await tool("Bulleted list").click();
  await page.keyboard.insertText("rice");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await tool("Numbered list").click();
  await page.keyboard.insertText("first");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await tool("Quote").click();
  await page.keyboard.insertText("said the governor");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("The site");
  await caret().toMatchObject({ selected: "", before: "The site" });
  await page.keyboard.press("Shift+Home");
  await caret().toMatchObject({ selected: "The site" });
  await tool("Link").click();
  const address = page.getByRole("textbox", { name: "Address of the link" });
  await address.fill("javascript:alert(1)");
  await page.getByText("Only web, mail and telephone links can be set.").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Set link" }).isDisabled()).toBe(true);
  await address.fill("https://kpl.gov.la/");
  await page.getByRole("button", { name: "Set link" }).click();
  await address.waitFor({ state: "hidden" });
  await page.getByRole("textbox", { name: "English body" }).getByRole("link", { name: "The site" }).waitFor();
  await caret().toMatchObject({ selected: "The site" });
  await page.keyboard.press("End");
  await caret().toMatchObject({ selected: "", before: "The site" });
  await page.keyboard.press("Enter");
  await caret().toMatchObject({ in: "paragraph", before: "", behind: "" });
  await tool("Divider").click();
  await tool("Table").click();
  await page.getByRole("menuitem", { name: "Insert a table" }).click();
  await page.keyboard.insertText("Level");
  await saved(page);
  const { content } = (await storedStory()).versions.en.body;
  expect(typesOf({ content }).filter((type, at, all) => type !== "paragraph" || all[at - 1] !== "paragraph")).toEqual([
    "heading",
    "heading",
    "heading",
    "paragraph",
    "bulletList",
    "orderedList",
    "blockquote",
    "paragraph",
    "horizontalRule",
    "table",
  ]);
  expect(JSON.stringify(content)).toContain('"marks":[{"type":"bold"}]');
  expect(JSON.stringify(content)).toContain('"href":"https://kpl.gov.la/"');
  await page.keyboard.press("Control+a");
  await tool("Clear formatting").click();
  await tool("Undo").click();
  await saved(page);
  expect(typesOf((await storedStory()).versions.en.body)).toContain("table");
});

test("a picture is stored once by its content, stands in a row of both languages with words of its own in each", async () => {
  const { page } = desk;
  const picture = await aPicture();
  await page.getByRole("textbox", { name: "English body" }).click();
  await page.keyboard.insertText("Boats were moved ashore.");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles({ name: "pakse.jpg", mimeType: "image/jpeg", buffer: picture });
  const english = page.getByRole("textbox", { name: "English body" });
  await english.locator("figure img[src^='blob:']").waitFor();
  await english.getByRole("textbox", { name: "Description" }).fill("Boats on the bank");
  await english.getByRole("textbox", { name: "Credit" }).fill("KPL");
  await english.locator("figcaption").click();
  await page.keyboard.insertText("Boats at Pakse on Monday");

  const row = await english.locator("figure").getAttribute("data-row");
  await page.locator(`.gap-cell[data-row="${row}"]`).click();
  const lao = page.getByRole("textbox", { name: "Lao body" });
  await lao.locator("figure img[src^='blob:']").waitFor();
  await page.keyboard.insertText("ເຮືອຢູ່ເມືອງປາກເຊ ໃນວັນຈັນ");
  await lao.getByRole("textbox", { name: "Description" }).fill("ເຮືອຢູ່ແຄມຝັ່ງ");
  await lao.locator("figcaption").click();
  await saved(page);

  const { versions } = await storedStory();
  const figure = (lang: "lo" | "en") =>
    versions[lang].body.content.find((block: { type: string }) => block.type === "figure");
  expect(figure("lo").attrs.row).toBe(figure("en").attrs.row);
  expect(figure("en").content[0].attrs).toMatchObject({ alt: "Boats on the bank", credit: "KPL" });
  expect(figure("lo").content[0].attrs.alt).toBe("ເຮືອຢູ່ແຄມຝັ່ງ");
  expect(figure("lo").content[1].content[0].text).toBe("ເຮືອຢູ່ເມືອງປາກເຊ ໃນວັນຈັນ");
  expect(figure("lo").content[0].attrs.asset).toBe(figure("en").content[0].attrs.asset);

  // The same picture under another name, dropped: no second file.
  await english.evaluate((element, data) => {
    const transfer = new DataTransfer();
    transfer.items.add(
      new File([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))], "again.jpg", { type: "image/jpeg" }),
    );
    const box = element.getBoundingClientRect();
    const place = { clientX: box.left + 40, clientY: box.top + 10 };
    element.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer, ...place }));
  }, picture.toString("base64"));
  await expect.poll(() => english.locator("figure").count()).toBe(2);
  const files = (await readdir(path.join(desk.library, "assets"), { recursive: true })).filter((name) =>
    name.includes("."),
  );
  expect(files.length).toBe(1);
});

test("the words beside a picture: Ctrl-Enter confirms its row, and a change from elsewhere waits until they are left", async () => {
  const { page } = desk;
  const english = page.getByRole("textbox", { name: "English body" });
  const lao = page.getByRole("textbox", { name: "Lao body" });
  await english.click();
  await page.keyboard.insertText("Boats were moved ashore.");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  const picture = { name: "pakse.jpg", mimeType: "image/jpeg", buffer: await aPicture() };
  await (await chooser).setFiles(picture);
  await english.locator("figure img[src^='blob:']").waitFor();
  await english.locator("figcaption").click();
  await page.keyboard.insertText("Boats at Pakse on Monday");
  const row = await english.locator("figure").getAttribute("data-row");
  await page.locator(`.gap-cell[data-row="${row}"]`).click();
  await lao.locator("figure img[src^='blob:']").waitFor();
  await page.keyboard.insertText("ເຮືອຢູ່ເມືອງປາກເຊ ໃນວັນຈັນ");
  await saved(page);

  const mark = page.locator(`.gutter-cell[data-row="${row}"]`);
  await expect.poll(() => mark.getAttribute("data-state")).toBe("draft");
  const description = lao.getByRole("textbox", { name: "Description" });
  await description.fill("ເຮືອ");
  await description.press("Control+Enter");
  await expect.poll(() => mark.getAttribute("data-state")).toBe("confirmed");
  await saved(page);

  await description.click();
  const { article, revs } = await ask(desk, "articles.open", { id: await openId(page) });
  const theirs = JSON.parse(JSON.stringify(article.versions.lo?.body).replace('"ເຮືອ"', '"ເຮືອທີ່ແຄມຝັ່ງ"'));
  await ask(desk, "articles.save", { id: article.id, base: { lo: revs.lo }, lo: { body: theirs, lead: "ນ້ຳຂອງ ຂຶ້ນ" } });
  // What the desk told later has come.
  await ask(desk, "articles.create", { en: { headline: "Night ferry returns" } });
  await page.getByRole("option", { name: /Night ferry returns/ }).waitFor();
  await expect.poll(() => description.inputValue()).toBe("ເຮືອ");
  await expect.poll(() => description.evaluate((input) => document.activeElement === input)).toBe(true);
  await page.getByRole("textbox", { name: "English headline" }).click();
  await expect.poll(() => description.inputValue()).toBe("ເຮືອທີ່ແຄມຝັ່ງ");
});

test("what is no picture, or too large, is refused in a clear sentence, by its content and not by its name", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await page.getByRole("textbox", { name: "English body" }).click();
  const choose = async (name: string, bytes: Buffer) => {
    const file = path.join(desk.home, name);
    await writeFile(file, bytes);
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Image", exact: true }).click();
    await (await chooser).setFiles(file);
  };
  await choose("letter.jpg", Buffer.from("Dear editor, this is no picture."));
  await page.getByText("letter.jpg is not a JPEG, PNG, WebP, GIF or AVIF image.").waitFor();
  await choose("large.jpg", Buffer.alloc(26 * 1024 * 1024, 1));
  await page.getByText("large.jpg is larger than 25 MiB.").waitFor();
  await expect.poll(() => page.locator("figure").count()).toBe(0);
});

test("Enter in a caption goes on below the figure, and Backspace in an empty caption marks the figure", async () => {
  const { page } = desk;
  await page.getByRole("textbox", { name: "English body" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Image", exact: true }).click();
  await (await chooser).setFiles({ name: "pakse.jpg", mimeType: "image/jpeg", buffer: await aPicture() });
  const english = page.getByRole("textbox", { name: "English body" });
  await english.locator("figure img[src^='blob:']").evaluate((image) => (image as HTMLImageElement).decode());
  await english.locator("figcaption").click();
  await caret().toMatchObject({ in: "figcaption" });
  await page.keyboard.press("Backspace");
  await expect.poll(() => english.locator("figure.ProseMirror-selectednode").count()).toBe(1);
  await english.locator("figcaption").click();
  await page.keyboard.insertText("Boats");
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("Rain will go on.");
  await saved(page);
  const { content } = (await storedStory()).versions.en.body;
  expect(typesOf({ content })).toContain("figure");
  expect(content.at(-1).content[0].text).toBe("Rain will go on.");
});

test.each(someOf([8_000, 26_000, 55_000], 3))(
  "a story of %i letters in Lao, three bytes each, is saved",
  async (letters) => {
    const { page } = desk;
    const sentence = "ຄະນະກຳມະການ ໄດ້ເປີດກອງປະຊຸມ ຢູ່ນະຄອນຫລວງວຽງຈັນ ";
    const text = sentence
      .repeat(Math.ceil(letters / sentence.length))
      .slice(0, letters)
      .trimEnd();
    await page.getByRole("textbox", { name: "Lao body" }).click();
    await page.keyboard.insertText(text);
    await saved(page);
    await page.keyboard.insertText("ວ");
    await saved(page);
    const { versions } = await storedStory();
    expect(versions.lo.body.content[0].content[0].text).toBe(`${text}ວ`);
  },
);

test("a page that is left at once keeps what was typed last: a short story by itself, a long one by asking first", async () => {
  const { page } = desk;
  const body = page.getByRole("textbox", { name: "Lao body" });
  const isHeld = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await body.click();
  await page.keyboard.insertText("ນະຄອນຫລວງວຽງຈັນ ".repeat(800));
  await saved(page);
  expect(await isHeld()).toBe(false);
  await page.keyboard.insertText("ໃນວັນທີ ");
  expect(await isHeld()).toBe(true);
  await saved(page);
  expect(await isHeld()).toBe(false);

  await body.fill("ນ້ຳຂອງ");
  await saved(page);
  await page.keyboard.insertText("ສຸດທ້າຍ");
  await page.goto("about:blank");
  const text = async () => (await storedStory()).versions.lo.body.content[0].content[0].text;
  await expect.poll(text).toBe("ນ້ຳຂອງສຸດທ້າຍ");
});

test("a page is not left without asking while new text waits for an answer to the text before it", async () => {
  const { page } = desk;
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.getByRole("textbox", { name: "Lao body" }).click();
  await saved(page);
  await page.route("**/api/articles.save", async (route) => {
    await held;
    await route.continue();
  });
  const isHeld = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  const sent = page.waitForRequest("**/api/articles.save");
  await page.keyboard.insertText("ນ້ຳຂອງ");
  await sent;
  expect(await isHeld()).toBe(false);
  await page.keyboard.insertText("ຂຶ້ນສູງ");
  expect(await isHeld()).toBe(true);
  letGo();
  await saved(page);
  expect(await isHeld()).toBe(false);
});
