/** The pictures of the app and of its site: each shows a desk that has just begun with the sample library. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { z } from "zod";
import { type Article, Version } from "../../shared/article/article.ts";
import { blocksOf } from "../../shared/blocks/body.ts";
import { HostState } from "../../shared/contract.ts";
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import { ask, drop, openId, openStory, paste, putOffIsDone } from "../e2e/steps.ts";
import { inTwoWays, written } from "../e2e/two-ways.ts";
import { sharedDesk } from "./shared-desk.ts";

export async function sharingSettings(desk: RunningDesk): Promise<void> {
  await sharedDesk(desk);
  await desk.page.keyboard.press("Control+Comma");
  await desk.page.getByRole("tab", { name: /^(Sharing|ການແບ່ງປັນ)$/ }).click();
  await desk.page.getByRole("button", { name: /^(Stop sharing|ຢຸດແບ່ງປັນ)$/ }).waitFor();
}

export async function sharingList(desk: RunningDesk): Promise<void> {
  await sharedDesk(desk);
  await desk.page.locator(".sharing-status").click();
  await desk.page.locator(".sharing-lines").first().waitFor();
}

export interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly language: "lo" | "en";
  readonly theme: "light" | "dark";
  /** From the open library to what is shown. */
  show(desk: RunningDesk): Promise<unknown>;
}

const usual = { width: 1440, height: 900, language: "en", theme: "light" } as const;
const cold = ({ page }: RunningDesk) => openStory(page, /Cold-chain trains|ລົດໄຟ/);
/** The details, which a small window has folded away. */
export async function openDetails({ page }: RunningDesk): Promise<void> {
  const toggle = page.locator(".story-bar button[aria-pressed]").last();
  if ((await toggle.getAttribute("aria-pressed")) === "false") await toggle.click();
}

/** A version to compare with: the text as it was before a correction, which is saved with its stage. */
export async function corrected(desk: RunningDesk): Promise<void> {
  await cold(desk);
  const { page } = desk;
  await page.locator("[data-field='headline.en']").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" by night");
  await page.locator("[data-save=saved]").waitFor();
  await ask(desk, "articles.release", { id: await openId(page), lang: "en", stage: "review" });
  await openDetails(desk);
  await page.getByRole("tab", { name: /^(History|ປະຫວັດ)/ }).click();
  await page
    .getByRole("option", { name: /Pause of work|ພັກການຂຽນ/ })
    .first()
    .click();
}

const fixture = (name: string): string => readFileSync(path.join(import.meta.dirname, "..", "fixtures", name), "utf8");
const text = (name: string, words: string) => ({ name, type: "text/plain", text: words });
/** A day's mail: two pairs, a page of the web, an old font, a picture by mistake. */
const MAIL = [
  text("KPL 4733.txt", fixture("kpl-article-en.txt")),
  text("ຂ່າວ ກຳປູເຈຍ.txt", fixture("kpl-article-lo.txt")),
  text("mekong.lo.txt", "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ທີ່ຫຼວງພະບາງ ຂຶ້ນ 40 ຊັງຕີແມັດ ໃນວັນທີ 12 ພະຈິກ 2026."),
  text("mekong.en.txt", "Mekong rises\nThe Mekong rose 40 centimetres at Luang Prabang on 12 November 2026."),
  { name: "rice.html", type: "text/html", text: fixture("pages/paper-en.html") },
  { name: "ຂົວ.html", type: "text/html", text: fixture("pages/agency-lo.html") },
  text("p4.txt", "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u"),
  { name: "old.doc", type: "application/msword", base64: "0M8R4KGxGuEAAAAAAAAAAA==" },
];

export async function mail({ page }: RunningDesk): Promise<void> {
  await drop(page.locator("footer"), MAIL);
  await page.locator(".intake-doubts, [role=dialog] [role=table]").first().waitFor();
  await page
    .locator("[role=dialog] [role=status]")
    .filter({ hasText: /Nothing is written|ຍັງບໍ່/ })
    .waitFor();
}

/** The board of a desk that knows whose work is what. */
export async function board(desk: RunningDesk): Promise<void> {
  const { settings } = await ask(desk, "settings.read", {});
  const { items } = await ask(desk, "articles.list", {});
  const works = items.filter(({ out }) => !out.en);
  const dues = ["2026-11-24T17:00:00+07:00", null, "2099-12-01T09:00:00+07:00"];
  for (const [at, due] of dues.entries()) {
    const [story, person] = [works[at], settings.people[at]];
    if (story && person)
      await ask(desk, "articles.release", { id: story.id, lang: "en", assigned: { person: person.key, due } });
  }
  await desk.page.keyboard.press("Control+Alt+KeyK");
  await desk.page.locator(".board-card").first().waitFor();
  await desk.page.locator(".board .task-late").first().waitFor();
}

/** A new story with the caret in one of its bodies. */
export async function emptyStory({ page }: RunningDesk, lang: "lo" | "en") {
  await page.getByRole("button", { name: /^(New story|ຂ່າວໃໝ່)/ }).click();
  await page
    .getByRole("menuitem")
    .nth(lang === "lo" ? 0 : 1)
    .click();
  const body = page.locator(`[data-field="body.${lang}"]`);
  await body.click();
  return body;
}

/** A folder as a user's machine has it stands in place of the temporary one. */
async function withSiteFolder(page: Page, folder: string): Promise<void> {
  await page.route("**/api/host.state", async (route) => {
    const response = await route.fetch();
    const { ok, value } = Answer.parse(await response.json());
    await route.fulfill({ response, json: { ok, value: { ...value, folders: { ...value.folders, site: folder } } } });
  });
  await page.reload();
  await page.getByRole("listbox").first().waitFor();
}
const Answer = z.object({ ok: z.literal(true), value: HostState });

/** A page of the published sample site, as readers get it; `theme` is their machine's. */
const sitePage = (name: string, theme: Picture["theme"]) => async (desk: RunningDesk) => {
  const { path: site } = await ask(desk, "publish.site", {});
  await desk.page.emulateMedia({ colorScheme: theme });
  await desk.page.goto(pathToFileURL(path.join(site, name)).href);
};
const BOATS = "2026/10/vat-chan-boat-races-bring-27-crews-to-the-mekong/index.html";
const site = (name: string, page: string, width: number, theme: Picture["theme"] = "light"): Picture => ({
  ...usual,
  name: `site-${name}`,
  width,
  height: width < 600 ? 844 : 900,
  theme,
  show: sitePage(page, theme),
});

/** A sentence and the category of a story, as two desks left them. */
export async function twoDesks(desk: RunningDesk): Promise<void> {
  await cold(desk);
  const id = await openId(desk.page);
  const change = (lo: string, en: string, category: string) => (article: Article) => {
    const words = written(
      written(article, "lo", (text) => inFirstParagraph(text, lo)),
      "en",
      (text) => inFirstParagraph(text, en),
    );
    return { ...words, details: { ...words.details, category } };
  };
  await inTwoWays(
    desk,
    id,
    change("ຕາມການລາຍງານ ຂອງ ຫຼປສ ລາວ-ຈີນ", "according to the railway company", "culture"),
    change("ຕາມ ຂປລ ລາຍງານ", "officials told KPL on Monday", "politics"),
  );
  await desk.page.locator(".row-mark-cards").first().waitFor();
}

/** The last words of a version's first paragraph written anew. */
function inFirstParagraph(version: string, words: string): string {
  const read = Version.parse(JSON.parse(version));
  const [first, ...rest] = blocksOf(read.body);
  const text = first?.content?.[0]?.text;
  if (!first || text === undefined) return version;
  const kept = text.slice(0, Math.max(0, text.lastIndexOf(" ", text.length - 30)));
  const body = {
    ...read.body,
    content: [{ ...first, content: [{ type: "text", text: `${kept} ${words}.` }] }, ...rest],
  };
  return JSON.stringify({ ...read, body });
}

/** The shelf of the first row that was written in two ways. */
export async function cardAtRow(desk: RunningDesk): Promise<void> {
  await twoDesks(desk);
  await desk.page.locator(".gutter-cell:has(.row-mark-cards)").first().click();
  await desk.page.locator(".row-panel [data-card] mark").first().waitFor();
}

/** What is undecided among the details. */
export async function cardInDetails(desk: RunningDesk): Promise<void> {
  await twoDesks(desk);
  await openDetails(desk);
  await desk.page.locator(".other-cards").waitFor();
}

export const PICTURES: readonly Picture[] = [
  { ...usual, name: "editor-1440", show: cold },
  { ...usual, name: "dark-1280", width: 1280, height: 800, theme: "dark", show: cold },
  { ...usual, name: "lao-1920", width: 1920, height: 1080, language: "lo", show: cold },
  {
    ...usual,
    name: "find-and-replace",
    async show(desk) {
      await cold(desk);
      const { page } = desk;
      await page.keyboard.press("Control+h");
      await page.getByRole("textbox", { name: "Find in both languages" }).waitFor();
      await page.keyboard.type("fruit");
      await page.keyboard.press("Enter");
    },
  },
  {
    ...usual,
    name: "row-panel",
    async show(desk) {
      await cold(desk);
      await desk.page.locator(".gutter-cell[data-state=stale]").first().click();
    },
  },
  { ...usual, width: 1280, height: 800, name: "card-at-row", show: cardAtRow },
  { ...usual, width: 1280, height: 800, language: "lo", theme: "dark", name: "card-at-row-lao", show: cardAtRow },
  { ...usual, width: 1280, height: 800, language: "lo", name: "card-in-details-lao", show: cardInDetails },
  { ...usual, width: 1280, height: 800, theme: "dark", name: "card-in-details", show: cardInDetails },
  { ...usual, name: "untranslated", show: ({ page }) => openStory(page, /ແມ່ຍິງບ້ານນາແຄ/) },
  {
    ...usual,
    name: "history",
    show: corrected,
  },
  {
    ...usual,
    name: "compare",
    async show(desk) {
      await corrected(desk);
      await desk.page.getByRole("button", { name: /Compare/ }).click();
      await desk.page.getByRole("dialog", { name: "Compare versions" }).locator("ins").first().waitFor();
    },
  },
  {
    ...usual,
    name: "preview",
    async show(desk) {
      await cold(desk);
      await desk.page.getByRole("button", { name: "Preview" }).click();
      await desk.page.frameLocator("iframe").getByRole("heading").first().waitFor();
    },
  },
  {
    ...usual,
    name: "publish",
    async show({ page }) {
      await withSiteFolder(page, "/home/noy/Documents/KPL website");
      await page.keyboard.press("Control+k");
      await page.keyboard.type("Publish site");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Show addresses" }).click();
    },
  },
  ...(["en", "lo"] as const).flatMap((language) =>
    (["light", "dark"] as const).map(
      (theme): Picture => ({
        name: `board-${language}-${theme}`,
        width: 1280,
        height: 800,
        language,
        theme,
        show: board,
      }),
    ),
  ),
  site("front-lo", "lo/index.html", 1280),
  site("front-lo-phone", "lo/index.html", 390),
  site("article-en", `en/${BOATS}`, 1280),
  site("article-lo-phone", `lo/${BOATS}`, 390),
  site("article-lo-dark", `lo/${BOATS}`, 1280, "dark"),
  { ...usual, name: "many-files", show: mail },
  {
    ...usual,
    name: "old-font",
    async show(desk) {
      const body = await emptyStory(desk, "lo");
      await paste(body, { "text/plain": "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u" });
      await desk.page.getByRole("group", { name: /What was pasted/ }).waitFor();
    },
  },
  {
    ...usual,
    name: "left-out",
    async show(desk) {
      const body = await emptyStory(desk, "en");
      await paste(body, { "text/html": fixture("paste/word.html"), "text/plain": "x" });
      await desk.page.getByRole("button", { name: "Show what was left out" }).click();
      await desk.page.getByRole("dialog").waitFor();
    },
  },
  {
    ...usual,
    name: "settings",
    async show(desk) {
      await cold(desk);
      await desk.page.keyboard.press("Control+Comma");
      await desk.page.getByRole("tab", { name: "This library" }).click();
    },
  },
  { ...usual, name: "sharing-settings", show: sharingSettings },
  { ...usual, name: "sharing-settings-lo-dark", language: "lo", theme: "dark", show: sharingSettings },
  { ...usual, name: "sharing-list", show: sharingList },
  { ...usual, name: "sharing-list-lo-dark", language: "lo", theme: "dark", show: sharingList },
  {
    ...usual,
    name: "sharing-begin",
    async show({ page }) {
      await page.keyboard.press("Control+Comma");
      await page.getByRole("tab", { name: "Sharing" }).click();
      await page.getByRole("textbox", { name: "Address of the hub" }).fill("https://hub.kpl.gov.la/desk");
      await page.getByRole("textbox", { name: "Token" }).waitFor();
    },
  },
  {
    ...usual,
    name: "website",
    async show({ page }) {
      await page.keyboard.press("Control+Comma");
      await page.getByRole("tab", { name: "Website" }).click();
      await page.getByRole("button", { name: "Show the front page" }).click();
      await page.getByRole("textbox", { name: "Colour of links and sections" }).fill("#006b3f");
      const front = page.frameLocator("iframe").locator("main");
      const hasColour = () =>
        front.evaluate((main) => getComputedStyle(main).getPropertyValue("--accent").includes("#006b3f"));
      while (!(await hasColour())) await putOffIsDone(page, 200);
    },
  },
  {
    ...usual,
    name: "zoom-200",
    async show(desk) {
      await desk.page.setViewportSize({ width: 720, height: 450 });
      await cold(desk);
    },
  },
];
