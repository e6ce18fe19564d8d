/** Two people write one story: whose text stands is asked, and the other one stays in its history. */
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { blocksOf } from "../../shared/blocks/body.ts";
import { blockText } from "../../shared/rows/rows.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, callsOf, holdBack, onDisk, putOffIsDone, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let page: Page;
let id = "";
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  page = desk.page;
  page.setDefaultTimeout(15_000);
});
afterAll(() => desk?.close());

const paragraph = (name: string, text: string) => ({
  type: "paragraph",
  attrs: { id: name, row: name },
  content: [{ type: "text", text }],
});
const BODY = {
  type: "doc",
  content: [
    paragraph("a", "The river rose by two metres on Monday."),
    paragraph("b", "Families near the bank were told to move."),
    paragraph("c", "Rain is expected until Friday."),
  ],
};
let turn = 0;

/** A fresh story, open in the window. */
beforeEach(async () => {
  turn += 1;
  const headline = `Mekong rises in Luang Prabang, report ${turn}`;
  const made = await ask(desk, "articles.create", {
    details: { source: "en", tags: ["mekong"] },
    en: { headline, lead: "The Mekong passed its danger level on Monday.", body: BODY },
  });
  id = made.article.id;
  await page.getByRole("option", { name: headline }).click();
  await page.getByRole("textbox", { name: "English body" }).getByText("Rain is expected").waitFor();
});

const lead = () => page.getByRole("textbox", { name: "English lead" });
const banner = () => page.getByRole("alert").filter({ hasText: "Nothing was overwritten" });
const chooser = () => page.getByRole("dialog", { name: "Choose, row by row" });
const difference = (name: string) => chooser().getByRole("group", { name });
const texts = async () => {
  const { versions } = await onDisk(desk.library, id);
  return blocksOf(versions.en?.body ?? { type: "doc" }).map(blockText);
};
/** The leads that history holds, newest first. */
const keptLeads = async () => {
  const { revisions } = await ask(desk, "history.list", { id });
  const read = await Promise.all(revisions.map(({ rev }) => ask(desk, "history.read", { id, rev })));
  return read.map(({ article }, index) => ({
    why: revisions[index]?.why,
    aside: revisions[index]?.aside,
    lead: article.versions.en?.lead,
  }));
};

/** The leads of the copies that stand beside the story in the library. */
const copiedLeads = async () => {
  const { items } = await ask(desk, "articles.list", {});
  const { headline } = items.find((one) => one.id === id) ?? {};
  const copies = items.filter((one) => one.id !== id && one.headline.en === headline?.en);
  const read = await Promise.all(copies.map((one) => ask(desk, "articles.open", { id: one.id })));
  return read.map(({ article }) => article.versions.en?.lead);
};

/** The window and another desk change the same words at once, each in its way. */
async function disagree(): Promise<void> {
  const { revs } = await ask(desk, "articles.open", { id });
  // What was typed here is on its way while another program saves.
  const letGo = await holdBack([page], "articles.save");
  await lead().fill("The Mekong passed its danger level today.");
  await page.getByRole("textbox", { name: "English body" }).locator("[data-row=b]").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" Schools are closed.");
  await ask(desk, "articles.save", {
    id,
    base: { en: revs.en, details: revs.details },
    en: {
      lead: "The Mekong passed its danger level on Sunday.",
      body: {
        type: "doc",
        content: [
          ...BODY.content.slice(0, 2),
          paragraph("c", "Rain is expected until Sunday."),
          paragraph("d", "The army helps."),
        ],
      },
    },
    details: { tags: ["mekong", "flood"] },
  });
  letGo();
  await banner().waitFor();
  await page.unroute("**/api/articles.save");
}

test("each row is chosen on its own, what only they changed is offered as theirs, and both texts stay in history", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await page.getByRole("button", { name: "Show both…" }).click();
  await expect.poll(() => difference("English · Lead").getByRole("radio", { name: /^Mine/ }).isChecked()).toBe(true);
  await expect.poll(() => difference("English · Row 2").getByRole("radio", { name: /^Mine/ }).isChecked()).toBe(true);
  expect(
    await difference("English · Row 3")
      .getByRole("radio", { name: /^Theirs/ })
      .isChecked(),
  ).toBe(true);
  expect(
    await difference("English · Row 4")
      .getByRole("radio", { name: /^Theirs/ })
      .isChecked(),
  ).toBe(true);
  await expect.poll(() => difference("English · Lead").locator("mark").allTextContents()).toContain("today");
  await difference("English · Lead")
    .getByRole("radio", { name: /^Theirs/ })
    .check();
  await chooser().getByText("1 mine, 3 theirs").waitFor();
  await chooser().getByRole("button", { name: "Use this" }).click();
  await chooser().waitFor({ state: "hidden" });
  await saved(page);
  await expect.poll(() => wordsIn(lead())).toBe("The Mekong passed its danger level on Sunday.");
  await page.getByRole("textbox", { name: "English body" }).getByText("The army helps.").waitFor();
  await expect
    .poll(() => texts())
    .toEqual([
      "The river rose by two metres on Monday.",
      "Families near the bank were told to move. Schools are closed.",
      "Rain is expected until Sunday.",
      "The army helps.",
    ]);
  expect((await onDisk(desk.library, id)).details.tags).toEqual(["mekong", "flood"]);
  const kept = await keptLeads();
  expect(kept[0]).toEqual({ why: "conflict", aside: false, lead: "The Mekong passed its danger level on Sunday." });
  expect(kept).toContainEqual({ why: "conflict", aside: true, lead: "The Mekong passed its danger level today." });
  const { revisions } = await ask(desk, "history.list", { id });
  expect(revisions[0]?.parents).toHaveLength(2);
  // And on it goes: the next save is no conflict.
  await lead().fill("The Mekong is falling, slowly.");
  await saved(page);
  await expect
    .poll(async () => (await onDisk(desk.library, id)).versions.en?.lead)
    .toBe("The Mekong is falling, slowly.");
});

test("keep mine saves mine, and theirs is set aside as a copy and stays in history", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await saved(page);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong passed its danger level today.");
  const kept = await keptLeads();
  expect(kept[0]?.lead).toBe("The Mekong passed its danger level today.");
  expect(kept.map((one) => one.lead)).toContain("The Mekong passed its danger level on Sunday.");
  expect(await copiedLeads()).toEqual(["The Mekong passed its danger level on Sunday."]);
});

test("take theirs shows theirs, and mine is set aside as a copy and stays in history", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await saved(page);
  await expect.poll(() => wordsIn(lead())).toBe("The Mekong passed its danger level on Sunday.");
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong passed its danger level on Sunday.");
  expect(await keptLeads()).toContainEqual({
    why: "conflict",
    aside: true,
    lead: "The Mekong passed its danger level today.",
  });
  expect(await copiedLeads()).toEqual(["The Mekong passed its danger level today."]);
});

test("while it is open nothing is saved, and what they write on is what mine is compared with", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await page.getByRole("button", { name: "Show both…" }).click();
  await difference("English · Lead").waitFor();
  const saves = callsOf(page, "articles.save");
  const { revs } = await ask(desk, "articles.open", { id });
  await ask(desk, "articles.save", { id, base: { en: revs.en }, en: { lead: "The Mekong stands still." } });
  await difference("English · Lead").getByText("stands").waitFor();
  await putOffIsDone(page, 900);
  expect(saves).toEqual([]);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong stands still.");
  await chooser().getByRole("button", { name: "All mine" }).click();
  await chooser().getByRole("button", { name: "Use this" }).click();
  await saved(page);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong passed its danger level today.");
  expect((await keptLeads()).map((one) => one.lead)).toContain("The Mekong stands still.");
});

test("where the choice can't be written, the conflict stays with both texts, and says why", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await page.getByRole("button", { name: "Show both…" }).click();
  await difference("English · Lead").waitFor();
  const folder = path.join(desk.library, "history", id);
  // Where the story's history would stand, there is something else.
  await writeFile(folder, "no folder");
  await chooser().getByRole("button", { name: "Use this" }).click();
  await chooser().getByRole("alert").filter({ hasText: "Nothing was changed." }).waitFor();
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong passed its danger level on Sunday.");
  await rename(folder, `${folder}-file`);
  await chooser().getByRole("button", { name: "Use this" }).click();
  await chooser().waitFor({ state: "hidden" });
  await saved(page);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("The Mekong passed its danger level today.");
});

test("a story whose text can't be saved is not left without asking, and the next good moment saves it", async () => {
  allowComplaints(REFUSED);
  await ask(desk, "articles.create", { details: { source: "en" }, en: { headline: "Another story" } });
  const shelf = path.dirname(articleFile(desk.library, id));
  await lead().fill("The Mekong is above its warning level.");
  await saved(page);
  await rename(shelf, `${shelf}-away`);
  await writeFile(shelf, "no folder");
  await lead().fill("Typed while the disk was away.");
  await page.locator("[data-save=failed]").waitFor();
  await expect.poll(() => page.locator("[data-save=failed]").textContent()).toMatch(/^Not saved\. /);
  await page.getByRole("button", { name: "Try now" }).waitFor();
  await page.getByRole("option", { name: /Another story/ }).click();
  const question = page.getByRole("dialog", { name: "The last changes aren't saved" });
  await question.getByRole("button", { name: "Stay" }).click();
  await question.waitFor({ state: "hidden" });
  await expect.poll(() => wordsIn(lead())).toBe("Typed while the disk was away.");
  // Closing the window asks as well: the browser shows its own question where this is held back.
  const isHeld = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  expect(await isHeld()).toBe(true);
  await rename(shelf, `${shelf}-file`);
  await rename(`${shelf}-away`, shelf);
  // Unless the desk tries by itself just now.
  await page
    .getByRole("button", { name: "Try now" })
    .click({ timeout: 3_000 })
    .catch(() => undefined);
  await saved(page);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("Typed while the disk was away.");
  expect(await isHeld()).toBe(false);
});

test("who stays with an open conflict has made nothing: no new story, no copy of another one", async () => {
  allowComplaints(REFUSED);
  const other = await ask(desk, "articles.create", { details: { source: "en" }, en: { headline: "Paksan market" } });
  await disagree();
  const count = async () => (await ask(desk, "articles.list", {})).total;
  const before = await count();
  const question = page.getByRole("dialog", { name: "The last changes aren't saved" });
  const makings = [
    async () => {
      await page.getByRole("button", { name: "New story" }).click();
      await page.getByRole("menuitem", { name: "English first" }).click();
    },
    async () => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("Duplicate");
      await page.getByRole("button", { name: "Duplicate story" }).click();
    },
  ];
  for (const make of makings) {
    await make();
    await question.getByRole("button", { name: "Stay" }).click();
    await question.waitFor({ state: "hidden" });
    expect(await count()).toBe(before);
    await expect.poll(() => wordsIn(lead())).toBe("The Mekong passed its danger level today.");
  }
  // Whoever goes all the same is asked once, and has the new story.
  await makings[0]?.();
  await question.getByRole("button", { name: "Leave" }).click();
  await page.locator('[data-field="body.en"]:has(> p:only-child > br:only-child)').waitFor();
  expect(await count()).toBe(before + 1);
  await question.waitFor({ state: "hidden" });
  await ask(desk, "articles.trash", { id: other.article.id });
});
