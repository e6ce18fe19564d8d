/** The moment of publishing by the keyboard and in Lao: findings, times that come, what is due, and the red star. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, openId, openStory } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const hasFocus = (place: string) => desk.page.locator(place).evaluate((one) => one.contains(document.activeElement));
/** Seconds from now, as people's instants are kept. */
const inSeconds = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;

test("a finding in the dialog leads to its place by the keyboard, and one may stand with a reason, in Lao too", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "lo" });
  await page.reload();
  const { article } = await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ນ້ຳຂອງຂຶ້ນສູງ ຢູ່ແຂວງບໍລິຄຳໄຊ" },
    en: { headline: "" },
  });
  await page.locator(`[data-story="${article.id}"]`).click();
  await expect.poll(() => openId(page)).toBe(article.id);
  await page.locator("[data-field='headline.lo']").click();
  await page.keyboard.press("Control+Shift+Enter");
  const dialog = page.getByRole("dialog", { name: "ເຜີຍແຜ່ຂ່າວນີ້" });
  const english = dialog.getByRole("region", { name: "ອັງກິດ" });
  await english.getByText("ຍັງບໍ່ໄປ · ຕ້ອງແກ້ 2 ຢ່າງ").waitFor();
  await dialog.getByText("ຍັງບໍ່ມີພາສາໃດຈະເຜີຍແຜ່.").waitFor();
  const reasonOf = dialog.getByRole("region", { name: "ກ່ຽວກັບທັງສອງພາສາ" });
  await reasonOf.getByRole("button", { name: "ປະໄວ້ແບບນີ້…" }).press("Enter");
  await page.keyboard.insertText("ຂ່າວດ່ວນ, ໝວດຈະຕາມມາ");
  await page.keyboard.press("Enter");
  await reasonOf.getByText(/ໃຫ້ປະໄວ້: ຂ່າວດ່ວນ/).waitFor();
  await english.getByRole("button", { name: "ບໍ່ມີຫົວຂໍ້." }).press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(() => hasFocus("[data-field='headline.en']")).toBe(true);
  await ask(desk, "host.remember", { language: "en" });
  await page.reload();
});

test("a red star stands at the field that a check asks for, says which, and goes with it", async () => {
  const { page } = desk;
  const headline = page.locator("[data-field='headline.en']");
  await headline.waitFor();
  const star = page.locator(".headline.side-en .finding-star");
  await expect.poll(() => star.getAttribute("title")).toBe("There is no headline.");
  const described = () =>
    headline.evaluate((one) => document.getElementById(one.getAttribute("aria-describedby") ?? "")?.textContent);
  await expect.poll(described).toBe("There is no headline.");
  // Accepted before, the category asks for nothing; without that it does.
  const category = page.locator("[data-detail=category] input");
  const words = async () => {
    const ids = (await category.getAttribute("aria-describedby")) ?? "";
    return page.locator(`[id="${ids.split(" ")[0]}"]`).textContent();
  };
  await category.waitFor();
  expect(await page.locator("[data-detail=category] .finding-star").count()).toBe(0);
  const { findings } = await ask(desk, "checks.run", { id: await openId(page) });
  const key = findings.find(({ check }) => check === "category")?.key ?? "";
  await ask(desk, "articles.save", { id: await openId(page), base: {}, accepted: { [key]: null } });
  await page.locator("[data-detail=category] .finding-star").waitFor();
  await expect.poll(words).toBe("No category is chosen.");
  await headline.fill("Mekong rises in Bolikhamxay");
  await star.waitFor({ state: "detached" });
  await expect.poll(() => headline.getAttribute("aria-describedby")).toBeNull();
});

test("an address that another story has leads to that story, in the trash or not", async () => {
  const { page } = desk;
  const mine = await openId(page);
  const { article: other } = await ask(desk, "articles.create", {
    details: { source: "en", slug: "mekong-rises" },
    en: { headline: "Mekong rises above its warning level" },
  });
  // The desk refuses an address that is taken; another program may have written it all the same.
  await page.locator("[data-save=saved]").waitFor();
  const file = articleFile(desk.library, mine);
  const story = JSON.parse(await readFile(file, "utf8"));
  await putFile(file, JSON.stringify({ ...story, details: { ...story.details, slug: "mekong-rises" } }));
  await page.locator("[data-detail=slug] .finding-star").waitFor();
  await page.keyboard.press("Control+Shift+Enter");
  const dialog = page.getByRole("dialog", { name: "Publish this story" });
  const both = dialog.getByRole("region", { name: "About both languages" });
  await both.getByText("Another story has the address “mekong-rises”.").waitFor();
  await both.getByRole("button", { name: "Open the other story", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(() => openId(page)).toBe(other.id);
});

test("what is ready and waits for its time says so in the head and the list; once it has come it is due, and one key publishes it", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  const id = await openId(page);
  await ask(desk, "articles.release", { id, lang: "en", publishedAt: inSeconds(3600) });
  const stage = page.getByRole("button", { name: /^Stage of the English version: Ready, Out on .*\d\d:\d\d$/ });
  await stage.waitFor();
  await page.getByRole("option", { name: /Cold-chain trains.*Out on .*\d\d:\d\d/ }).waitFor();
  await page.getByRole("button", { name: "Held 2" }).click();
  await expect.poll(() => page.getByRole("listbox", { name: "Stories" }).getByRole("option").count()).toBe(2);
  // The time comes: nothing is published, and it is said until somebody does.
  await ask(desk, "articles.release", { id, lang: "en", publishedAt: inSeconds(3) });
  const notice = page.getByRole("status").filter({ hasText: "Due since" });
  await notice.getByText("English, “Cold-chain trains carry more Lao fruit to Kunming”").waitFor();
  await stage.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Due 1" }).click();
  await expect.poll(() => page.getByRole("listbox", { name: "Stories" }).getByRole("option").count()).toBe(1);
  await page.getByRole("button", { name: /^All/ }).click();
  expect((await ask(desk, "articles.open", { id })).article.release.en.stage).toBe("ready");
  // Put away it is gone for now, and said again at the next start.
  await notice.getByRole("button", { name: "Put this notice away" }).click();
  await notice.waitFor({ state: "hidden" });
  await page.reload();
  await notice.getByRole("button", { name: "Look first…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish site" });
  await dialog.getByRole("checkbox", { name: /^English: Cold-chain trains/ }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Alt+u");
  await page.getByText("1 page is in the site’s folder.").waitFor({ timeout: 60_000 });
  await notice.waitFor({ state: "hidden" });
  expect((await ask(desk, "articles.open", { id })).article.release.en.stage).toBe("published");
});

test("by the mouse: the notice of what is due is put away, and one click on it publishes", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", { stage: "ready" });
  const story = items.find(({ stages, headline }) => stages.en === "ready" && headline.en !== "");
  const id = story?.id ?? "";
  await ask(desk, "articles.release", { id, lang: "en", publishedAt: inSeconds(3) });
  const notice = page.getByRole("status").filter({ hasText: "Due since" });
  await notice.getByText(`“${story?.headline.en}”`).waitFor({ timeout: 60_000 });
  expect((await ask(desk, "articles.open", { id })).article.release.en.stage).toBe("ready");
  await notice.getByRole("button", { name: "Put this notice away" }).click();
  await notice.waitFor({ state: "hidden" });
  await page.reload();
  await notice.getByRole("button", { name: "Publish now" }).click();
  await page.getByText("1 page is in the site’s folder.").waitFor({ timeout: 60_000 });
  await notice.waitFor({ state: "hidden" });
  expect((await ask(desk, "articles.open", { id })).article.release.en.stage).toBe("published");
});

test("the picker marks today, and tomorrow at six is one choice", async () => {
  const { page } = desk;
  await openStory(page, /Camera traps/);
  await page.getByRole("button", { name: /^Date on the Lao page: / }).click();
  await page.getByRole("button", { name: "Date on the Lao page", exact: true }).click();
  await expect.poll(() => page.locator("[aria-current=date]").count()).toBe(1);
  await page.getByRole("button", { name: "Tomorrow 06:00" }).press("Enter");
  const id = await openId(page);
  await expect
    .poll(async () => (await ask(desk, "articles.open", { id })).article.release.lo.publishedAt)
    .toMatch(/T06:00:00\+07:00$/);
  await page.keyboard.press("Escape");
});

test("a new story is quiet until something is written, and can't be withdrawn, which is said", async () => {
  const { page } = desk;
  allowComplaints(REFUSED);
  await page.keyboard.press("Control+Alt+e");
  const headline = page.locator("[data-field='headline.en']");
  await expect.poll(() => headline.textContent()).toBe("");
  const pane = (name: string) => page.getByRole("tab", { name });
  await pane("Checks").click();
  await page.getByText("Nothing is written yet.", { exact: false }).waitFor();
  const alarms = page.locator(".finding-star, .gutter-cell.noted, .side-count");
  expect(await alarms.count()).toBe(0);
  const stage = page.getByRole("button", { name: "Stage of the English version: Draft" });
  await stage.click();
  await page.getByRole("menuitem", { name: "Withdrawn" }).click();
  await page.getByText("English was never published, so there is nothing to withdraw.").waitFor();
  await stage.waitFor();
  await headline.fill("The river rose by two metres");
  await page.locator(".lead.side-en .finding-star").waitFor();
  await page.getByText("Nothing is written yet.", { exact: false }).waitFor({ state: "detached" });
});
