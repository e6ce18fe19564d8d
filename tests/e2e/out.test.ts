/** What is out: what says that it changed since, what leads to its withdrawal, and what goes out again. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, openStory, runCommand, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let ids: { readonly trains: string; readonly solar: string; readonly farmers: string };
const idOf = async (text: string) => (await ask(desk, "articles.list", { text })).items[0]?.id ?? "";

beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
  ids = {
    trains: await idOf("Cold-chain trains"),
    solar: await idOf("Solar power"),
    farmers: await idOf("Nam Bak farmers"),
  };
  // Out are the trains in both languages, the sun and the farmers in English alone.
  const out = [
    { id: ids.trains, lang: "lo" as const },
    ...Object.values(ids).map((id) => ({ id, lang: "en" as const })),
  ];
  for (const { id, lang } of out) await ask(desk, "articles.release", { id, lang, stage: "ready" });
  await ask(desk, "publish.site", { articles: out });
});
// A refusal is no fault: the browser says it in its own words.
beforeEach(() => allowComplaints(REFUSED));
afterAll(() => desk?.close());

const CHANGED = "Changed since it went out";
const head = (side: "lo" | "en") => desk.page.locator(`.column-head.side-${side}`);
const lead = (language: string) => desk.page.getByRole("textbox", { name: `${language} lead` });
const offer = (name: string) => desk.page.getByRole("dialog", { name });
const release = async (id: string) => (await onDisk(desk.library, id)).release;
/** A story's page of the site, by its language and a word of its address; empty where there is none. */
async function pageOf(lang: string, slug: string): Promise<string> {
  const site = path.join(desk.home, "site");
  const names = (await readdir(site, { recursive: true })).map((name) => name.replaceAll(path.sep, "/"));
  const page = names.find(
    (name) => name.startsWith(`${lang}/2`) && name.includes(slug) && name.endsWith("/index.html"),
  );
  return page === undefined ? "" : readFile(path.join(site, page), "utf8");
}

test("a change of what is out is told in the head, the list and the filter, and not once it is undone", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  await expect.poll(() => head("en").getByText(CHANGED).count()).toBe(0);
  const before = await wordsIn(lead("English"));
  await lead("English").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Prices rose.");
  await head("en").getByText(CHANGED).waitFor();
  await expect.poll(() => head("lo").getByText(CHANGED).count()).toBe(0);
  await page.getByRole("option", { name: new RegExp(`Cold-chain trains.*${CHANGED}`) }).waitFor();
  // Who looks sees which language it is, and who points at it is told.
  await page
    .getByTitle(new RegExp(`^English: .*${CHANGED}`))
    .and(page.locator("[data-changed]"))
    .waitFor();
  await page.getByRole("button", { name: `${CHANGED} 1` }).click();
  await expect.poll(() => page.getByRole("option").count()).toBe(1);
  await page.getByRole("button", { name: /^All/ }).click();
  // In Lao the same words stand in the same places.
  await page.getByText("ລາວ", { exact: true }).first().click();
  await head("en").getByText("ແກ້ໄຂຫຼັງເຜີຍແຜ່").waitFor();
  await page.getByRole("option", { name: /Cold-chain trains.*ແກ້ໄຂຫຼັງເຜີຍແຜ່/ }).waitFor();
  await page.getByRole("button", { name: "ແກ້ໄຂຫຼັງເຜີຍແຜ່ 1" }).waitFor();
  await page.getByText("EN", { exact: true }).first().click();
  await lead("English").click();
  while ((await wordsIn(lead("English"))) !== before) await page.keyboard.press("Control+z");
  await head("en").getByText(CHANGED).waitFor({ state: "hidden" });
  await page.getByRole("button", { name: CHANGED }).waitFor({ state: "hidden" });
  await expect.poll(() => page.getByRole("option", { name: new RegExp(CHANGED) }).count()).toBe(0);
});

test("a change by another program, and its taking back, are followed", async () => {
  const { revs, article } = await ask(desk, "articles.open", { id: ids.trains });
  const before = article.versions.lo?.lead ?? "";
  const changed = await ask(desk, "articles.save", {
    id: ids.trains,
    base: { lo: revs.lo },
    lo: { lead: `${before} ລາຄາຂຶ້ນ.` },
  });
  await head("lo").getByText(CHANGED).waitFor();
  await ask(desk, "articles.save", { id: ids.trains, base: { lo: changed.revs.lo }, lo: { lead: before } });
  await head("lo").getByText(CHANGED).waitFor({ state: "hidden" });
});

test("an earlier stage of what is out leads to its withdrawal, by the keyboard as well, and Cancel leaves all as it was", async () => {
  const { page } = desk;
  await openStory(page, /Solar power/);
  const stage = page.getByRole("button", { name: "Stage of the English version: Published" });
  await stage.focus();
  await page.keyboard.press("Enter");
  await page.getByText("Only after a withdrawal").waitFor();
  await page.getByRole("menuitem", { name: "Review" }).press("Enter");
  await offer("English is out")
    .getByText(/^English has been out since .+; it leaves the site by withdrawal alone\.$/)
    .waitFor();
  await page.keyboard.press("Escape");
  await offer("English is out").waitFor({ state: "hidden" });
  await stage.waitFor();
  await expect.poll(() => stage.evaluate((button) => button === document.activeElement)).toBe(true);
  expect((await release(ids.solar)).en.stage).toBe("published");
});

test("a date ahead leads there too, and the field has its date again", async () => {
  const { page } = desk;
  const date = page.getByRole("button", { name: /^Date on the English page: / });
  const before = await date.textContent();
  await date.click();
  await page.getByRole("button", { name: "Date on the English page", exact: true }).click();
  await page.getByRole("button", { name: "Next month" }).click();
  await page
    .getByRole("button", { name: /^15 \w+ \d{4}$/ })
    .first()
    .click();
  await offer("English is out").getByRole("button", { name: "Cancel" }).click();
  await offer("English is out").waitFor({ state: "hidden" });
  await expect.poll(() => date.textContent()).toBe(before);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Date on the English page", exact: true }).waitFor({ state: "hidden" });
});

test("an embargo on what is out isn't kept, text typed beside it is, and the withdrawal that is offered says when the page goes", async () => {
  const { page } = desk;
  const field = page.getByRole("button", { name: /Embargo until/ });
  const choose = async () => {
    await field.click();
    await page.getByRole("button", { name: "Next month" }).click();
    await page
      .getByRole("button", { name: /^9 \w+ \d{4}$/ })
      .first()
      .click();
  };
  await lead("Lao").fill("ແສງຕາເວັນສ່ອງຫ້ອງຮຽນພາກຄ່ຳ ໃນ 12 ບ້ານ.");
  await choose();
  await offer("English is out").getByRole("button", { name: "Cancel" }).click();
  await offer("English is out").waitFor({ state: "hidden" });
  await expect.poll(() => field.evaluate((button) => button === document.activeElement)).toBe(true);
  await expect.poll(() => field.textContent()).toBe("DD/MM/YYYY HH:mm");
  await saved(page);
  const kept = await onDisk(desk.library, ids.solar);
  expect(kept.details.embargoUntil).toBeNull();
  expect(kept.versions.lo?.lead).toBe("ແສງຕາເວັນສ່ອງຫ້ອງຮຽນພາກຄ່ຳ ໃນ 12 ບ້ານ.");

  await choose();
  const question = offer("English is out");
  await question.getByRole("textbox", { name: /^Reason for readers, in English/ }).fill("The villages were misnamed.");
  await question.getByRole("textbox", { name: /^Reason for readers, in Lao/ }).fill("ຊື່ບ້ານບໍ່ຖືກຕ້ອງ.");
  await question.getByRole("button", { name: "Withdraw English" }).click();
  await page.getByText("English is withdrawn. Its page says so from the next publication on.").waitFor();
  await page.getByRole("button", { name: "Stage of the English version: Withdrawn" }).waitFor();
  expect((await release(ids.solar)).en).toMatchObject({
    stage: "withdrawn",
    withdrawn: { reason: { lo: "ຊື່ບ້ານບໍ່ຖືກຕ້ອງ.", en: "The villages were misnamed." } },
  });
  expect(await pageOf("en", "solar-power")).not.toBe("");
  // What isn't out can be held.
  await choose();
  await saved(page);
  expect((await onDisk(desk.library, ids.solar)).details.embargoUntil).not.toBeNull();
  await expect.poll(() => page.getByRole("dialog", { name: "English is out" }).count()).toBe(0);
  await page.keyboard.press("Escape");
});

test("where both languages are out, one question withdraws both", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  await openStory(page, /Cold-chain trains/);
  await page.getByRole("button", { name: /^ຫ້າມເຜີຍແຜ່ກ່ອນ/ }).click();
  await page.getByRole("button", { name: "ເດືອນຕໍ່ໄປ" }).click();
  await page.locator(".mantine-DateTimePicker-day:not([data-outside])").nth(8).click();
  const both = offer("ທັງສອງພາສາເຜີຍແຜ່ຢູ່");
  await both.getByText(/^ສະບັບພາສາລາວເຜີຍແຜ່ຕັ້ງແຕ່ .+ດ້ວຍການຖອນຄືນເທົ່ານັ້ນ\.$/).waitFor();
  await both.getByRole("button", { name: "ຖອນທັງສອງພາສາຄືນ" }).waitFor();
  await both.getByRole("button", { name: "ຍົກເລີກ" }).click();
  await both.waitFor({ state: "hidden" });
  await ask(desk, "host.remember", { language: "en" });
  await page.reload();
});

test("the publish dialog says of each language what becomes of it", async () => {
  const { page } = desk;
  await openStory(page, /Solar power/);
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish this story" });
  await dialog
    .getByText(/^The embargo holds it until /)
    .first()
    .waitFor();
  await expect.poll(() => dialog.getByRole("checkbox", { name: "English" }).isDisabled()).toBe(true);
  await page.keyboard.press("Escape");

  await openStory(page, /Cold-chain trains/);
  await lead("English").fill("A freight train with cold wagons now leaves Vientiane every day.");
  await head("en").getByText(CHANGED).waitFor();
  await page.getByRole("button", { name: "Publish…" }).click();
  await dialog.getByText("Is out, unchanged.").waitFor();
  await dialog.getByText("Is out and changed since: goes out again as it stands now.").waitFor();
  const english = dialog.getByRole("checkbox", { name: "English" });
  await expect.poll(() => english.isChecked()).toBe(true);
  await dialog.getByRole("button", { name: "Update English" }).waitFor();
  await english.uncheck();
  await dialog.getByText("Is out and changed since: its page stays as it went out.").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("Publish site lists what changed since it went out, and what is ticked of it goes out again", async () => {
  const { page } = desk;
  const farmers = await ask(desk, "articles.open", { id: ids.farmers });
  const words = {
    trains: "A freight train with cold wagons now leaves",
    farmers: "The terraces of Nam Bak need a third less water.",
  };
  await ask(desk, "articles.save", {
    id: ids.farmers,
    base: { en: farmers.revs.en },
    en: { lead: words.farmers },
  });
  await runCommand(page, "Publish site");
  const dialog = page.getByRole("dialog", { name: "Publish site" });
  const table = dialog.getByRole("table", { name: "What can go out" });
  const trains = table.getByRole("checkbox", { name: /^English: Cold-chain trains/ });
  const water = table.getByRole("checkbox", { name: /^English: ຊາວນານ້ຳບາກ/ });
  await water.waitFor();
  expect([await trains.isChecked(), await water.isChecked()]).toEqual([false, false]);
  // Only what changed is looked at, ticked as a whole and unticked again.
  await dialog.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Changed since", exact: true }).click();
  await expect.poll(() => table.getByRole("row").count()).toBe(3);
  const all = dialog.getByRole("checkbox", { name: "0 of 2 ticked" });
  await all.check();
  await expect.poll(async () => [await trains.isChecked(), await water.isChecked()]).toEqual([true, true]);
  await dialog.getByRole("checkbox", { name: "2 of 2 ticked" }).uncheck();
  await all.waitFor();

  const publish = dialog.getByRole("button", { name: "Publish site" });
  await publish.click();
  await dialog.getByText(/files? written/).waitFor();
  expect(await pageOf("en", "cold-chain")).not.toContain(words.trains);
  expect(await pageOf("en", "nam-bak")).not.toContain(words.farmers);
  // The withdrawn one went with it, and its page says so.
  const gone = await pageOf("en", "solar-power");
  expect(gone).toContain("This story has been withdrawn");
  expect(gone).toContain("The villages were misnamed.");
  expect(gone).not.toContain('class="lead"');

  await dialog.getByRole("button", { name: "Back to the list" }).click();
  await water.check();
  await expect.poll(() => dialog.getByText(/files? written/).count()).toBe(0);
  const note = "The terraces need a third less water, not half.";
  await table.getByRole("textbox", { name: /^Note to readers of the English page/ }).fill(note);
  await dialog.getByRole("region", { name: "What the site will get" }).getByText("1 changed page").waitFor();
  await publish.click();
  await dialog.getByText(/files? written/).waitFor();
  expect(await pageOf("en", "nam-bak")).toContain(words.farmers);
  expect(await pageOf("en", "nam-bak")).toContain(note);
  expect((await release(ids.farmers)).en.corrections).toMatchObject([{ text: { lo: "", en: note } }]);
  expect(await pageOf("en", "cold-chain")).not.toContain(words.trains);
  await dialog.getByRole("button", { name: "Back to the list" }).click();
  await trains.waitFor();
  await expect.poll(() => water.count()).toBe(0);
  await expect.poll(() => trains.isChecked()).toBe(false);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `${CHANGED} 1` }).waitFor();
  await expect.poll(() => openId(page)).toBe(ids.trains);
  await head("en").getByText(CHANGED).waitFor();
});

test("a language that is out and changed can go out again with a note to its readers", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish this story" });
  const note = dialog.getByRole("textbox", { name: /^Note to readers of the English page/ });
  await note.fill("The trains leave every day, not every week.");
  // Lao is out as it stands: there is nothing to be noted.
  expect(await dialog.getByRole("textbox", { name: /^Note to readers of the Lao page/ }).count()).toBe(0);
  await expect.poll(() => dialog.getByRole("button", { name: "Update English" }).isEnabled()).toBe(true);
  await note.press("Control+Enter");
  await dialog.getByText("English is updated in the site’s folder.").waitFor();
  expect((await release(ids.trains)).en.corrections).toMatchObject([
    { text: { lo: "", en: "The trains leave every day, not every week." } },
  ]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  // Withdrawal is asked for, as it can't be taken back from those who read it.
  await page.getByRole("button", { name: "Stage of the English version: Published" }).click();
  await page.getByRole("menuitem", { name: "Withdrawn" }).click();
  await offer("English is out").getByRole("button", { name: "Cancel" }).click();
  await offer("English is out").waitFor({ state: "hidden" });
  expect((await release(ids.trains)).en.stage).toBe("published");
});
