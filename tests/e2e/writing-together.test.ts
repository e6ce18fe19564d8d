/** Two people write one story at once: it is one story by rows and words, and nothing of either is lost. */
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { blocksOf } from "../../shared/blocks/body.ts";
import { deskError } from "../../shared/errors.ts";
import { blockText } from "../../shared/rows/rows.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, holdBack, onDisk, selectionIn, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let page: Page;
let id = "";
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  page = desk.page;
  page.setDefaultTimeout(30_000);
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
    en: { headline, lead: "The Mekong is above its warning level.", body: BODY },
  });
  id = made.article.id;
  await page.getByRole("option", { name: headline }).click();
  await page.getByRole("textbox", { name: "English body" }).getByText("Rain is expected").waitFor();
});

const lead = () => page.getByRole("textbox", { name: "English lead" });
const BODY_TEXTS = BODY.content.map(({ content }) => content[0]?.text);
const texts = async () => {
  const { versions } = await onDisk(desk.library, id);
  return blocksOf(versions.en?.body ?? { type: "doc" }).map(blockText);
};
/** The stories that history holds. */
const keptStories = async () => {
  const { revisions } = await ask(desk, "history.list", { id });
  const read = await Promise.all(revisions.map(({ rev }) => ask(desk, "history.read", { id, rev })));
  return read.map(({ article }) => article);
};

/** The window and another program change the same language at once. */
async function disagree(): Promise<void> {
  const { revs } = await ask(desk, "articles.open", { id });
  // What was typed here is on its way while another program saves.
  const letGo = await holdBack([page], "articles.save");
  await lead().fill("The Mekong passed its danger level.");
  await page.getByRole("textbox", { name: "English body" }).locator("[data-row=b]").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" Schools are closed.");
  await ask(desk, "articles.save", {
    id,
    base: { en: revs.en, details: revs.details },
    en: {
      lead: "The Mekong fell below its flood line.",
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
  await page.getByRole("textbox", { name: "English body" }).getByText("The army helps.").waitFor();
  await page.unroute("**/api/articles.save");
}

test("what two wrote at once is one story by rows; where both wrote one line, mine stands and a card has theirs", async () => {
  allowComplaints(REFUSED);
  await disagree();
  await saved(page);
  await expect.poll(() => wordsIn(lead())).toBe("The Mekong passed its danger level.");
  await expect
    .poll(() => texts())
    .toEqual([
      "The river rose by two metres on Monday.",
      "Families near the bank were told to move. Schools are closed.",
      "Rain is expected until Sunday.",
      "The army helps.",
    ]);
  const now = await onDisk(desk.library, id);
  expect(now.details.tags).toEqual(["mekong", "flood"]);
  expect(now.versions.en?.lead).toBe("The Mekong passed its danger level.");
  await page.locator(".gutter-cell[data-row=lead]").click();
  const card = page.locator(".row-panel [data-card]");
  await card.getByText("The Mekong passed its danger level").first().waitFor();
  const theirs = card.locator(".card-side").filter({ has: page.locator(".card-words", { hasText: "flood line" }) });
  await theirs.getByRole("button", { name: "Take this" }).click();
  await saved(page);
  await expect.poll(() => wordsIn(lead())).toBe("The Mekong fell below its flood line.");
  await expect.poll(async () => (await onDisk(desk.library, id)).conflicts).toEqual([]);
  expect(JSON.stringify(await keptStories())).toContain("The Mekong passed its danger level.");
});

test("two windows type in one story, each in a block of its own: nothing is lost, and no caret moves", async () => {
  allowComplaints(REFUSED);
  const other = await desk.openWindow();
  other.setDefaultTimeout(30_000);
  const bodyIn = (where: Page) => where.getByRole("textbox", { name: "English body" });
  await other.locator(`[role=option][data-story="${id}"]`).click();
  await bodyIn(other).getByText("Rain is expected").waitFor();
  await bodyIn(page).locator("[data-row=a]").click();
  await page.keyboard.press("End");
  await bodyIn(other).locator("[data-row=c]").click();
  await other.keyboard.press("End");
  for (const letter of " It rose again on Tuesday.") {
    await page.keyboard.type(letter);
    await other.keyboard.type(letter === " " ? " " : letter.toUpperCase());
  }
  const [first, third] = ["two metres on Monday. It rose again on Tuesday.", "until Friday. IT ROSE AGAIN ON TUESDAY."];
  for (const where of [page, other]) {
    await bodyIn(where).getByText(first).waitFor();
    await bodyIn(where).getByText(third).waitFor();
  }
  await expect
    .poll(() => texts())
    .toEqual([expect.stringContaining(first), BODY_TEXTS[1], expect.stringContaining(third)]);
  expect(await selectionIn(bodyIn(page))).toMatchObject({ before: expect.stringMatching(/Tuesday\.$/), behind: "" });
  expect(await selectionIn(bodyIn(other))).toMatchObject({ before: expect.stringMatching(/TUESDAY\.$/), behind: "" });
  // One's own steps alone are taken back, however many: letters that come slowly are several.
  const own = bodyIn(page).locator("[data-row=a]");
  while ((await own.textContent())?.includes("Tuesday")) await page.keyboard.press("Control+z");
  await expect.poll(() => bodyIn(page).locator("[data-row=c]").textContent()).toContain("TUESDAY");
  await other.close();
});

test("two windows type in one paragraph: what comes waits until the caret has left it, and both words stay", async () => {
  allowComplaints(REFUSED);
  const other = await desk.openWindow();
  other.setDefaultTimeout(30_000);
  const bodyIn = (where: Page) => where.getByRole("textbox", { name: "English body" });
  await other.locator(`[role=option][data-story="${id}"]`).click();
  await bodyIn(other).getByText("Rain is expected").waitFor();
  await bodyIn(page).locator("[data-row=b]").click();
  await page.keyboard.press("End");
  await bodyIn(other).locator("[data-row=b]").click();
  await other.keyboard.press("Home");
  await other.keyboard.insertText("On Monday, ");
  await expect.poll(async () => (await texts())[1]).toContain("On Monday, ");
  await page.keyboard.insertText(" Schools are closed.");
  await expect
    .poll(async () => (await texts())[1])
    .toBe("On Monday, Families near the bank were told to move. Schools are closed.");
  await expect.poll(() => bodyIn(page).locator("[data-row=b]").textContent()).not.toContain("On Monday");
  await bodyIn(page).locator("[data-row=a]").click();
  await bodyIn(page).getByText("On Monday, Families near the bank were told to move. Schools are closed.").waitFor();
  await bodyIn(other).locator("[data-row=a]").click();
  await bodyIn(other).getByText("On Monday, Families near the bank were told to move. Schools are closed.").waitFor();
  expect((await onDisk(desk.library, id)).conflicts).toEqual([]);
  await other.close();
});

test("who changed a row elsewhere is shown beside it for a moment", async () => {
  const { revs } = await ask(desk, "articles.open", { id });
  await ask(desk, "host.remember", { by: "ນາງ ຄຳຫຼ້າ" });
  await ask(desk, "articles.save", {
    id,
    base: { en: revs.en },
    en: { body: { type: "doc", content: [...BODY.content.slice(0, 2), paragraph("c", "Rain is over.")] } },
  });
  // All in one look: it is there for a moment alone.
  await page.waitForFunction(() => {
    const arrivals = [...document.querySelectorAll("[data-arrival]")];
    const told = [...document.querySelectorAll("[role=status]")].map((one) => one.textContent);
    return (
      arrivals.length === 1 &&
      arrivals[0]?.matches("[data-arrival=c]") &&
      arrivals[0].textContent?.includes("ນາງ ຄຳຫຼ້າ") &&
      told.some((words) => words?.includes("ນາງ ຄຳຫຼ້າ changed 1 row."))
    );
  });
  await page.locator("[data-arrival]").waitFor({ state: "detached" });
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
  const question = page.getByRole("dialog", { name: "The last changes aren’t saved" });
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

test("who stays with text that can't be saved has made nothing: no new story, no copy of another one", async () => {
  allowComplaints(REFUSED);
  const other = await ask(desk, "articles.create", { details: { source: "en" }, en: { headline: "Paksan market" } });
  await page.route("**/api/articles.save", (route) =>
    route.fulfill({ status: 507, json: { ok: false, error: deskError("disk-full") } }),
  );
  await lead().fill("The Mekong passed its danger level.");
  await page.locator("[data-save=failed]").waitFor();
  const count = async () => (await ask(desk, "articles.list", {})).total;
  const before = await count();
  const question = page.getByRole("dialog", { name: "The last changes aren’t saved" });
  const makings = [
    async () => {
      await page.getByRole("button", { name: "New story", exact: true }).click();
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
    await expect.poll(() => wordsIn(lead())).toBe("The Mekong passed its danger level.");
  }
  // Whoever goes all the same is asked once, and has the new story.
  await makings[0]?.();
  await question.getByRole("button", { name: "Leave" }).click();
  await page.locator('[data-field="body.en"]:has(> p:only-child > br:only-child)').waitFor();
  expect(await count()).toBe(before + 1);
  await question.waitFor({ state: "hidden" });
  await page.unroute("**/api/articles.save");
  await ask(desk, "articles.trash", { id: other.article.id });
});
