import type { Editor } from "@tiptap/core";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, emptyBody, openStory, selectionIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ນ້ຳຂອງ ຂຶ້ນ" },
    en: { headline: "The Mekong rises" },
  });
  await openStory(desk.page, /ນ້ຳຂອງ|The Mekong/);
});
afterAll(() => desk?.close());

/** The caret in one empty paragraph, as a story begins: at once, where nothing is held of how it came to that. */
const begun = (of: Locator) =>
  of.evaluate((element) => {
    const { editor } = element as unknown as { editor: Editor };
    // The command enters it a frame later only, when the first key may have gone elsewhere.
    editor.view.focus();
    editor.chain().clearContent(true).focus("start").run();
  });

const html = (of: Locator) =>
  of.locator("> *").evaluateAll((all) =>
    all.map((one) => {
      const copy = one.cloneNode(true) as Element;
      for (const part of [copy, ...copy.querySelectorAll("*")])
        for (const name of part.getAttributeNames()) if (name !== "start") part.removeAttribute(name);
      for (const filler of copy.querySelectorAll("br, img")) filler.remove();
      return copy.outerHTML;
    }),
  );

const RULES: readonly (readonly [typed: string, made: string])[] = [
  ["## ", "<h2></h2>"],
  ["### ", "<h3></h3>"],
  ["#### ", "<h4></h4>"],
  ["> ", "<blockquote><p></p></blockquote>"],
  ["- ", "<ul><li><p></p></li></ul>"],
  ["* ", "<ul><li><p></p></li></ul>"],
  ["+ ", "<ul><li><p></p></li></ul>"],
  ["1. ", "<ol><li><p></p></li></ol>"],
  ["14. ", '<ol start="14"><li><p></p></li></ol>'],
  ["99. ", '<ol start="99"><li><p></p></li></ol>'],
  ["**ນ້ຳ**", "<p><strong>ນ້ຳ</strong></p>"],
  ["__x__", "<p><strong>x</strong></p>"],
  ["ຂອງ *x*", "<p>ຂອງ <em>x</em></p>"],
  ["_x_", "<p><em>x</em></p>"],
  ["---", "<hr>"],
  ["___ ", "<hr>"],
  ["*** ", "<hr>"],
];
/** Each in one of the columns, in the next run in the other; the long run has all in both. */
const inLao = someOf(RULES, 2);
const inEnglish = inLao.length === RULES.length ? RULES : RULES.filter((rule) => !inLao.includes(rule));
const escaped = (text: string) => text.replaceAll(">", "&gt;");

describe.each(["Lao", "English"] as const)("in the %s column", (lang) => {
  const body = () => desk.page.getByRole("textbox", { name: `${lang} body` });

  test.each(lang === "Lao" ? inLao : inEnglish)(
    "%j becomes what it stands for, and one undo or one Backspace right after gives back what was typed",
    async (typed, made) => {
      const { page } = desk;
      for (const key of ["Control+z", "Backspace"]) {
        await begun(body());
        await page.keyboard.type(typed);
        await expect.poll(async () => (await html(body()))[0]).toBe(made);
        await page.keyboard.press(key);
        await expect.poll(() => html(body()), { message: key }).toEqual([`<p>${escaped(typed)}</p>`]);
        // The caret is behind what was typed, and going on there makes nothing of it any more.
        await expect.poll(() => selectionIn(body())).toMatchObject({ before: typed, behind: "" });
        await page.keyboard.type("N");
        await expect.poll(() => html(body()), { message: key }).toEqual([`<p>${escaped(typed)}N</p>`]);
      }
    },
  );

  test("redo makes it again, what is typed in it is a step of its own, and Backspace later is for a letter", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("14. ");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+y");
    await expect.poll(() => html(body())).toEqual(['<ol start="14"><li><p></p></li></ol>']);
    await page.keyboard.type("ab");
    await page.keyboard.press("Backspace");
    await expect.poll(() => html(body())).toEqual(['<ol start="14"><li><p>a</p></li></ol>']);
    await emptyBody(body());
    await page.keyboard.type("- ");
    await page.keyboard.insertText("ab");
    await page.keyboard.press("Control+z");
    await expect.poll(() => html(body())).toEqual(["<ul><li><p></p></li></ul>"]);
    await page.keyboard.press("Control+z");
    await expect.poll(() => html(body())).toEqual(["<p>- </p>"]);
  });

  test("a year or a quantity makes no list, nor does Enter behind a number", async () => {
    const { page } = desk;
    for (const typed of ["2025. ", "100. "]) {
      await emptyBody(body());
      await page.keyboard.type(`${typed}ນ້ຳ`);
      await expect.poll(() => html(body())).toEqual([`<p>${typed}ນ້ຳ</p>`]);
    }
    await emptyBody(body());
    await page.keyboard.type("14.");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await html(body()))[0]).toBe("<p>14.</p>");
  });

  test("the number of a paragraph that is there comes back with its text, its id and its row", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("November 2025");
    const block = () =>
      body()
        .locator("> *")
        .first()
        .evaluate((one) => [one.getAttribute("data-id"), one.getAttribute("data-row")]);
    const before = await block();
    await page.keyboard.press("Home");
    await page.keyboard.type("14. ");
    await expect.poll(() => html(body())).toEqual(['<ol start="14"><li><p>November 2025</p></li></ol>']);
    await page.keyboard.press("Backspace");
    await expect.poll(() => html(body())).toEqual(["<p>14. November 2025</p>"]);
    await expect.poll(() => block()).toEqual(before);
  });
});
