/** Earlier versions of a story, the trash, what was found amiss, and backups, as a user meets them. */
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, onDisk, openId, openStory, runCommand, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let page: Page;
beforeAll(async () => {
  desk = await startDesk();
  page = desk.page;
  page.setDefaultTimeout(30_000);
  await ask(desk, "host.remember", { by: "ທ້າວ ສົມພອນ" });
});
afterAll(() => desk?.close());

const versions = () => page.getByRole("listbox", { name: "Versions, newest first" });
const compare = () => page.getByRole("dialog", { name: "Compare versions" });
const headline = () => page.getByRole("textbox", { name: "English headline" });
const FIRST = "Cold-chain trains carry more Lao fruit to Kunming";

test("a story nothing was kept of yet shows how it stands now, and says when a version will be kept", async () => {
  await openStory(page, /Cold-chain trains/);
  await runCommand(page, "History of this story");
  await versions()
    .getByRole("option", { name: /^\d\d:\d\d Now/ })
    .waitFor();
  await page.getByRole("complementary", { name: "History" }).getByText("A version is kept at each pause").waitFor();
  await versions().getByRole("option").click();
  await expect.poll(() => page.getByRole("button", { name: /Compare|Restore/ }).count()).toBe(0);
});

test("versions come by day as they are kept, with when, why and who, those that went out marked", async () => {
  await page.getByRole("button", { name: "Stage of the English version" }).click();
  await page.getByRole("menuitem", { name: "Review" }).click();
  await versions()
    .getByRole("option", { name: /^\d\d:\d\d Change of stage ທ້າວ ສົມພອນ$/ })
    .waitFor();
  await versions().getByRole("group", { name: "Today" }).waitFor();
  await headline().fill("Cold-chain trains double Lao exports");
  await saved(page);
  await runCommand(page, "Confirm all rows");
  await versions()
    .getByRole("option", { name: /All confirmed/ })
    .waitFor();
  await ask(desk, "articles.release", { id: await openId(page), lang: "en", stage: "published" });
  await versions()
    .getByRole("option", { name: /Published/ })
    .waitFor();
  await expect.poll(() => versions().getByRole("option").count()).toBe(4);
  await versions()
    .getByRole("option")
    .first()
    .filter({ hasText: /Now.*ທ້າວ ສົມພອນ/ })
    .waitFor();
});

test("one version is compared with the text now: what changed in words, the rest folded away", async () => {
  await page.getByRole("tab", { name: "Details" }).click();
  await page.getByRole("textbox", { name: "Place (English)" }).fill("Boten");
  await saved(page);
  await page.getByRole("tab", { name: "History" }).click();
  await versions().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await expect
    .poll(() =>
      versions()
        .getByRole("option", { name: /Change of stage/ })
        .getAttribute("aria-selected"),
    )
    .toBe("true");
  await page.keyboard.press("Enter");
  await expect.poll(() => compare().locator("del").allTextContents()).toContain("fruit to Kunming");
  await compare().getByText("double", { exact: true }).waitFor();
  const place = compare().locator("dd").filter({ hasText: "Boten" });
  await place.waitFor();
  await compare()
    .getByText(/unchanged parts/)
    .first()
    .waitFor();
  await expect.poll(() => compare().getByText("More packing houses").isVisible()).toBe(false);
  await compare()
    .getByText(/unchanged parts/)
    .last()
    .click();
  await expect.poll(() => compare().getByText("More packing houses").isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await compare().waitFor({ state: "hidden" });
});

test("the story now is chosen beside a version as any other, and is nothing to restore", async () => {
  await versions().getByRole("option", { name: / Now/ }).click();
  await page.getByText("Choose an earlier version too").waitFor();
  await versions()
    .getByRole("option", { name: /Change of stage/ })
    .click({ modifiers: ["ControlOrMeta"] });
  await expect.poll(() => page.getByRole("button", { name: "Restore this version…" }).count()).toBe(0);
  await page.getByRole("button", { name: "Compare with now" }).click();
  await compare().locator("ins").filter({ hasText: "The text now" }).waitFor();
  // Escape closes what lies on top, and that alone.
  await compare().getByRole("button", { name: "Restore this version…" }).click();
  const question = page.getByRole("dialog", { name: "Restore this version?" });
  await question.waitFor();
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "hidden" });
  await expect.poll(() => compare().isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  await compare().waitFor({ state: "hidden" });
});

test("two versions are compared with each other, the older first", async () => {
  await versions()
    .getByRole("option", { name: /Published/ })
    .click();
  await versions()
    .getByRole("option", { name: /Change of stage/ })
    .click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("button", { name: "Compare the two" }).click();
  await compare().locator("ins").filter({ hasText: "Published" }).waitFor();
  await compare().locator("del").filter({ hasText: "Change of stage" }).waitFor();
  await expect.poll(() => compare().getByRole("button", { name: "Restore this version…" }).count()).toBe(0);
  await compare().getByRole("button", { name: "Close" }).last().click();
  await compare().waitFor({ state: "hidden" });
});

test("a version is restored as a new one, the open editors follow, and what stood there is kept", async () => {
  const id = await openId(page);
  await headline().fill("Cold-chain trains treble Lao exports");
  await versions()
    .getByRole("option", { name: /Change of stage/ })
    .click();
  await page.getByRole("button", { name: "Restore this version…" }).click();
  const question = page.getByRole("dialog", { name: "Restore this version?" });
  await question.getByRole("button", { name: "Restore" }).click();
  await page.getByText(/stands again/).waitFor();
  await expect.poll(() => wordsIn(headline())).toBe(FIRST);
  const stored = await onDisk(desk.library, id);
  expect(stored.versions.en?.headline).toBe(FIRST);
  expect(stored.release.en.stage).toBe("published");
  await versions()
    .getByRole("option", { name: /Restored from history/ })
    .waitFor();
  const { revisions } = await ask(desk, "history.list", { id });
  const kept = await Promise.all(revisions.map(({ rev }) => ask(desk, "history.read", { id, rev })));
  expect(kept.map(({ article }) => article.versions.en?.headline)).toContain("Cold-chain trains treble Lao exports");
  // No conflict comes of it.
  await headline().fill("Cold-chain trains carry fruit");
  await saved(page);
  expect((await onDisk(desk.library, id)).versions.en?.headline).toBe("Cold-chain trains carry fruit");
});

test("a version that is damaged on the disk stands in the list as one that can't be read, with nothing to do with it", async () => {
  const id = await openId(page);
  const folder = path.join(desk.library, "history", id);
  const file = (await readdir(folder)).find((name) => name.includes("_confirm_")) ?? "";
  const bytes = await readFile(path.join(folder, file));
  await putFile(path.join(folder, file), bytes.subarray(0, bytes.length - 40));
  await headline().fill("Cold-chain trains carry fruit to Kunming");
  await saved(page);
  await versions()
    .getByRole("option", { name: /All confirmed Can’t be read$/ })
    .click();
  await page.getByText("there is nothing to compare or restore").waitFor();
  await expect.poll(() => page.getByRole("button", { name: /Compare|Restore/ }).count()).toBe(0);
  await page.keyboard.press("Enter");
  await versions()
    .getByRole("option", { name: /Change of stage/ })
    .click({ modifiers: ["ControlOrMeta"] });
  await page.getByText("there is nothing to compare or restore").waitFor();
  await expect.poll(() => compare().count()).toBe(0);
});

test("an unreadable file and a copy beside a story are told calmly; the copy becomes a story", async () => {
  allowComplaints(REFUSED);
  const { items } = await ask(desk, "articles.list", {});
  const copied = items.find((one) => one.headline.en.startsWith("Solar power"));
  const torn = items.find((one) => one.headline.en.startsWith("Camera traps"));
  const file = articleFile(desk.library, copied?.id ?? "");
  await putFile(
    file.replace(".json", " (conflicted copy).json"),
    (await readFile(file, "utf8")).replaceAll(copied?.headline.en ?? "", "Solar power, as the laptop had it"),
  );
  await page.getByText("Another program put a copy beside 1 story.").waitFor();
  await putFile(articleFile(desk.library, torn?.id ?? ""), "{ torn");
  await page.getByText("2 files of the library need a look.").waitFor();
  await page.getByRole("button", { name: "Show…" }).click();
  const found = page.getByRole("dialog", { name: "What was found in the library" });
  await found.getByText(/no earlier version of the story is kept/).waitFor();
  await found.getByText(path.join(desk.library, "quarantine", torn?.id ?? "")).waitFor();
  await found.getByRole("button", { name: "I have seen it" }).click();
  await found.getByText(/no earlier version of the story is kept/).waitFor({ state: "hidden" });
  await found.getByText("(conflicted copy).json").waitFor();
  await found.getByRole("button", { name: "Take it over as a story" }).click();
  await found.waitFor({ state: "hidden" });
  await expect.poll(() => wordsIn(headline())).toBe("Solar power, as the laptop had it");
  await page.getByText(/need a look|beside 1 story/).waitFor({ state: "hidden" });
  expect((await onDisk(desk.library, copied?.id ?? "")).versions.en?.headline).toBe(copied?.headline.en);
});

test("stories of a newer Songphasa are told once, can be read, and are no damage", async () => {
  const { items } = await ask(desk, "articles.list", { limit: 1000 });
  const newer = items.find((one) => one.headline.en.startsWith("Savannakhet"));
  const file = articleFile(desk.library, newer?.id ?? "");
  const bytes = (await readFile(file, "utf8")).replace('"format": 1', '"format": 2');
  await putFile(file, bytes);
  await page.getByText("A newer Songphasa wrote 1 story").waitFor();
  await page.getByRole("button", { name: "Show…" }).click();
  const found = page.getByRole("dialog", { name: "What was found in the library" });
  await found.getByText("Nothing needs mending").waitFor();
  await found.getByRole("button", { name: "Open the story" }).click();
  await expect.poll(() => wordsIn(headline())).toBe(newer?.headline.en);
  await page.getByRole("button", { name: "I have seen it" }).click();
  await page.getByText("A newer Songphasa wrote 1 story").waitFor({ state: "hidden" });
  expect(await readFile(file, "utf8")).toBe(bytes);
});

test("a story in the trash is read, not changed or published, until it is restored", async () => {
  const { items } = await ask(desk, "articles.list", { limit: 1000 });
  const { id = "", headline } = items.findLast((one) => one.headline.en !== "") ?? {};
  await ask(desk, "articles.trash", { id });
  await page.getByRole("button", { name: /^Trash/ }).click();
  await page.getByRole("option", { name: headline?.en }).click();
  await page.getByText("restore it to go on working").waitFor();
  const body = page.getByRole("textbox", { name: "English body" });
  await expect.poll(() => body.getAttribute("contenteditable")).toBe("false");
  await expect.poll(() => page.getByRole("button", { name: "Publish…" }).isDisabled()).toBe(true);
  await page.keyboard.press("Control+Shift+Enter");
  await page.getByText("This story can be read here, not changed.").waitFor();
  await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Publish");
  await page.getByText("Publish site…").waitFor();
  // It is named there with why it can't be done now.
  const publishing = page.getByRole("button", { name: /^Publish this story/ });
  await publishing.filter({ hasText: "This story can be read here, not changed." }).waitFor();
  await page.keyboard.press("Escape");
  // Another window restores it: it is open for writing here, and stays so if that window trashes it again.
  await ask(desk, "articles.restore", { id });
  await page.getByText("restore it to go on working").waitFor({ state: "hidden" });
  await expect.poll(() => body.getAttribute("contenteditable")).toBe("true");
  await ask(desk, "articles.trash", { id });
  await page.getByText("Another window has put this story into the trash").waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  await page.getByText("A story in the trash isn’t published.").waitFor();
  await body.locator("p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Still kept.");
  await page.locator("[data-save=saved]").waitFor();
  expect(JSON.stringify(await onDisk(desk.library, id))).toContain("Still kept.");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByText("Another window has put").waitFor({ state: "hidden" });
  expect((await onDisk(desk.library, id)).trashedAt).toBeNull();
  await page.getByRole("button", { name: /^All/ }).click();
});

test("a story that another window deletes for good can be kept as a new one, with all that was written", async () => {
  allowComplaints(REFUSED);
  const { items } = await ask(desk, "articles.list", { limit: 1000 });
  const { id = "", headline } = items.find((one) => one.headline.en.startsWith("Cold-chain")) ?? {};
  await page.getByRole("option", { name: headline?.en }).click();
  const body = page.getByRole("textbox", { name: "English body" });
  await body.locator("p").last().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Written before");
  await page.locator("[data-save=saved]").waitFor();
  const before = await onDisk(desk.library, id);
  await ask(desk, "articles.trash", { id });
  await ask(desk, "trash.empty", {});
  await page.getByText("This story was deleted for good in another window").waitFor();
  await page.keyboard.type(" and after.");
  await page.getByRole("button", { name: "Keep as a new story" }).click();
  await page.getByText("This story was deleted for good").waitFor({ state: "hidden" });
  await page.locator("[data-save=saved]").waitFor();
  const kept = await onDisk(desk.library, await openId(page));
  expect(kept.id).not.toBe(id);
  expect(JSON.stringify(kept.versions.en)).toContain("Written before and after.");
  expect(kept.versions.lo?.body).toEqual(before.versions.lo?.body);
  expect([kept.rows, kept.notes, kept.details]).toEqual([before.rows, before.notes, before.details]);
});

test("a story in the trash can be restored, and emptying asks with the number and removes the rest", async () => {
  const { items } = await ask(desk, "articles.list", { limit: 1000 });
  const before = (await ask(desk, "articles.list", { trashed: true })).total;
  const [kept, gone] = items.filter((one) => one.headline.en !== "").slice(-2);
  for (const one of [kept, gone]) await ask(desk, "articles.trash", { id: one?.id ?? "" });
  await page.getByRole("button", { name: /^Trash/ }).click();
  await page.getByRole("option", { name: kept?.headline.en }).click();
  await page.getByRole("button", { name: `Actions for`, exact: false }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await page.getByRole("option", { name: kept?.headline.en }).waitFor({ state: "hidden" });
  await page.getByRole("option", { name: gone?.headline.en }).click();
  await page.getByText("This story is in the trash.").waitFor();
  await page.getByRole("button", { name: "Empty the trash…" }).click();
  const question = page.getByRole("dialog", { name: "Empty the trash?" });
  await question.getByText(new RegExp(`^${before + 1} (story|stories) `)).waitFor();
  await question.getByRole("button", { name: "Empty the trash" }).click();
  await page.getByText("The trash is empty").waitFor();
  await page.getByText("Choose a story").waitFor();
  await expect(onDisk(desk.library, gone?.id ?? "")).rejects.toThrow();
  expect((await onDisk(desk.library, kept?.id ?? "")).trashedAt).toBeNull();
  await page.getByRole("button", { name: /^All/ }).click();
});

test("backups go to the folder that was chosen, now and each day, and a folder that went away is told", async () => {
  allowComplaints(REFUSED);
  const folder = path.join(desk.home, "backups");
  await mkdir(folder);
  await page.keyboard.press("Control+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("tab", { name: "Backup" }).click();
  await settings.getByPlaceholder("Choose a folder to begin.").waitFor();
  await expect.poll(() => settings.getByRole("button", { name: "Back up now" }).isDisabled()).toBe(true);
  const field = settings.getByRole("textbox", { name: "Folder for backups" });
  await field.fill(path.join(desk.library, "backups"));
  await settings.getByRole("button", { name: "Use this folder" }).click();
  await settings.getByText("A backup can’t stand inside the library.").waitFor();
  await field.fill(folder);
  await settings.getByRole("button", { name: "Use this folder" }).click();
  await settings.getByRole("button", { name: "Back up now" }).click();
  await settings.getByText("The backup is taken and was checked.").waitFor();
  const [file] = await readdir(folder);
  await settings.getByText(`In ${path.join(folder, file ?? "")}`).waitFor();
  await settings.getByText(/songphasa -- restore ".*\.tar\.gz" --library FOLDER/).waitFor();
  await copyFile(path.join(folder, file ?? ""), path.join(desk.home, "moved.tar.gz"));
  await rm(folder, { recursive: true });
  await settings.getByRole("button", { name: "Back up now" }).click();
  await settings.getByRole("alert").filter({ hasText: "Is the disk plugged in?" }).waitFor();
  await settings.getByRole("switch", { name: "A backup each day" }).click();
  await expect.poll(async () => (await ask(desk, "backup.state", {})).folder).toBeNull();
  await expect.poll(() => field.inputValue()).toBe(folder);
  await settings.getByRole("switch", { name: "A backup each day" }).click();
  await expect.poll(async () => (await ask(desk, "backup.state", {})).folder).toBe(folder);
  await page.keyboard.press("Escape");
});
