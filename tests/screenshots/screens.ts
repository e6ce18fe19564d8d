/** Every screen, for whoever judges how the desk looks: each in both languages, by day and by night, at small windows. */
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { FoundUpdate, TakenPackage } from "../../shared/contract.ts";
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import { ask, openId, openStory } from "../e2e/steps.ts";
import { GUIDE_PICTURES } from "./guide-pictures.ts";
import {
  board,
  cardAtRow,
  cardInDetails,
  corrected,
  emptyStory,
  mail,
  openDetails,
  sharingList,
  sharingSettings,
  twoDesks,
} from "./pictures.ts";
import type { Screen } from "./screen.ts";
import { SHARING_SCREENS } from "./sharing-screens.ts";

const DIALOG = ".mantine-Modal-content";
const COLD = /Cold-chain trains|ລົດໄຟ.*ຕູ້ຄວາມເຢັນ|ຕູ້ຄວາມເຢັນ/;

const shown = ({ page }: RunningDesk, selector: string) => page.locator(selector).first().waitFor();
const cold = ({ page }: RunningDesk) => openStory(page, COLD);

/** A command by its English name, which the palette finds in both languages. */
async function run({ page }: RunningDesk, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator("input.mantine-Spotlight-search:focus").waitFor();
  await page.keyboard.insertText(name);
  await page.locator(".mantine-Spotlight-action[data-selected]").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".mantine-Spotlight-content").waitFor({ state: "hidden" });
}

async function settingsTab({ page }: RunningDesk, at: number): Promise<void> {
  await page.keyboard.press("Control+Comma");
  await page.locator(DIALOG).getByRole("tab").nth(at).click();
}

async function side(desk: RunningDesk, at: number): Promise<void> {
  await cold(desk);
  await openDetails(desk);
  await desk.page.locator(".side").getByRole("tab").nth(at).click();
}

const guidePicture = (name: string) => async (desk: RunningDesk) =>
  GUIDE_PICTURES.find(({ page }) => page === name)?.show(desk);

async function chosen({ page }: RunningDesk, tool?: number): Promise<void> {
  await page.getByRole("listbox").focus();
  for (const key of ["Home", "Shift+ArrowDown", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await page.locator(".chosen-tools button:enabled").first().waitFor();
  if (tool !== undefined) await page.locator(".chosen-tools button").nth(tool).press("Enter");
}

async function keptFilter({ page }: RunningDesk): Promise<void> {
  await page.getByRole("searchbox").fill("ນ້ຳ");
  await page.locator(".story-item mark").first().waitFor();
  await page.locator("[data-field='kept-filters']").press("Enter");
  await page.getByRole("menuitem").first().click();
  await page.locator(DIALOG).waitFor();
}

async function withdrawal(desk: RunningDesk): Promise<void> {
  await cold(desk);
  await ask(desk, "articles.release", { id: await openId(desk.page), lang: "lo", stage: "published" });
  await desk.page.locator(".side-lo .stage[data-stage=published]").click();
  await desk.page.getByRole("menuitem").last().click();
  await shown(desk, DIALOG);
}

async function compared(desk: RunningDesk): Promise<void> {
  await corrected(desk);
  await desk.page.locator(".history-tools button").first().click();
  await shown(desk, ".compared-row ins");
}

async function due(desk: RunningDesk): Promise<void> {
  await cold(desk);
  const id = await openId(desk.page);
  await ask(desk, "articles.release", { id, lang: "en", stage: "ready" });
  const publishedAt = `${new Date(Date.now() + 2000).toISOString().slice(0, 19)}Z`;
  await ask(desk, "articles.release", { id, lang: "en", publishedAt });
  await desk.page.locator(".due-notice").waitFor({ timeout: 20_000 });
}

const NEWER: FoundUpdate = {
  version: "0.2.0",
  date: "2026-12-10",
  name: "Songphasa-0.2.0-windows-x64.exe",
  size: 112_000_000,
  from: "office",
};

async function update(desk: RunningDesk): Promise<void> {
  const { page } = desk;
  await page.route("**/api/host.state", async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({ response, json: { ...answer, value: { ...answer.value, updates: "offered" } } });
  });
  const answer = { address: "https://kpl.example/songphasa", found: NEWER };
  await page.route("**/api/updates.*", (route) => route.fulfill({ json: { ok: true, value: answer } }));
  await page.reload();
  await page.getByRole("option").first().waitFor();
  await run(desk, "Install an update…");
  await page.locator(".update-address [type=submit]:enabled").click();
  await shown(desk, ".update-found strong");
}

const TAKEN: TakenPackage = {
  by: "ທ້າວ ສົມສັກ",
  at: "2026-11-24T08:40:00+07:00",
  stories: [
    { id: "01JDQ00000000000000000000C", headline: { lo: "ຂົວໃໝ່ ທີ່ສະຫວັນນະເຂດ", en: "" }, how: "merged", cards: 2 },
    { id: "01JDQ00000000000000000000D", headline: { lo: "", en: "Gold price" }, how: "new", cards: 0 },
  ],
  refused: [
    {
      id: "01JDQ00000000000000000000E",
      headline: { lo: "ລາຄາເຂົ້າ", en: "Rice price" },
      error: { code: "disk", reason: "disk-full", message: "" },
    },
  ],
};

async function sent(desk: RunningDesk): Promise<void> {
  await cold(desk);
  await run(desk, "Send to a colleague…");
  await shown(desk, ".package-made");
}

async function taken(desk: RunningDesk): Promise<void> {
  const { page } = desk;
  await sent(desk);
  await page.keyboard.press("Escape");
  await page.locator(DIALOG).waitFor({ state: "hidden" });
  const folder = path.join(desk.home, "packages");
  const [name = ""] = await readdir(folder);
  await page.route("**/api/package.take", (route) => route.fulfill({ json: { ok: true, value: TAKEN } }));
  await page.keyboard.press("Control+Alt+i");
  await page
    .locator(`${DIALOG} input[type=file]:not([webkitdirectory])`)
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: await readFile(path.join(folder, name)) });
  await shown(desk, ".package-stories .refused");
}

async function published(desk: RunningDesk): Promise<void> {
  await cold(desk);
  await ask(desk, "articles.release", { id: await openId(desk.page), lang: "en", stage: "ready" });
  const site = path.join(path.dirname(desk.library), "site");
  await mkdir(site, { recursive: true });
  await ask(desk, "host.chooseFolder", { purpose: "site", path: site });
  await desk.page.keyboard.press("Control+Shift+Enter");
  await desk.page.locator(".site-plan[aria-busy=false]").waitFor();
  await desk.page.locator(`${DIALOG} .dialog-buttons button:enabled`).last().click();
  await desk.page.locator(".aftermath").waitFor({ timeout: 60_000 });
}

const key =
  (keys: string, selector: string, first: (desk: RunningDesk) => Promise<unknown> = cold) =>
  async (desk: RunningDesk) => {
    await first(desk);
    await desk.page.keyboard.press(keys);
    await shown(desk, selector);
  };
const none = async () => undefined;

export const SCREENS: readonly Screen[] = [
  { name: "empty", isEmpty: true, show: none },
  { name: "list", isMain: true, show: none },
  { name: "list-filters", show: ({ page }) => page.locator("[aria-controls=more-filters]").click() },
  { name: "list-chosen", show: (desk) => chosen(desk) },
  { name: "list-assign", show: (desk) => chosen(desk, 3) },
  { name: "list-actions", show: ({ page }) => page.locator(".story-item").first().click({ button: "right" }) },
  { name: "kept-filter", show: keptFilter },
  { name: "editor", isMain: true, show: cold },
  { name: "untranslated", show: ({ page }) => openStory(page, /ແມ່ຍິງບ້ານນາແຄ/) },
  {
    name: "row-panel",
    async show(desk) {
      await cold(desk);
      await desk.page.locator(".gutter-cell[data-state=stale]").first().click();
      await shown(desk, ".row-panel");
    },
  },
  { name: "details", show: (desk) => side(desk, 0) },
  { name: "checks", show: (desk) => side(desk, 1) },
  { name: "notes", show: (desk) => side(desk, 2) },
  { name: "history", show: corrected },
  { name: "compare", show: compared },
  {
    name: "restore",
    async show(desk) {
      await compared(desk);
      await desk.page.locator(".compare .dialog-buttons button").first().click();
      await desk.page.locator(DIALOG).nth(1).waitFor();
    },
  },
  { name: "find", show: key("Control+h", "[role=search] input, .find-bar input") },
  { name: "menu", show: key("F10", "[role=menuitem]:focus") },
  { name: "palette", show: key("Control+k", ".mantine-Spotlight-action") },
  { name: "shortcuts", show: key("Control+/", DIALOG) },
  { name: "guide", show: key("F1", ".guide") },
  { name: "settings", isMain: true, show: key("Control+Comma", DIALOG) },
  { name: "settings-library", show: (desk) => settingsTab(desk, 1) },
  { name: "settings-website", show: (desk) => settingsTab(desk, 2) },
  { name: "settings-backups", show: (desk) => settingsTab(desk, 3) },
  { name: "settings-signing", show: (desk) => settingsTab(desk, 5) },
  { name: "preview", show: key("Control+Shift+p", "iframe") },
  { name: "publish", isMain: true, show: key("Control+Shift+Enter", ".site-plan[aria-busy=false]") },
  { name: "published", show: published },
  {
    name: "publish-site",
    async show(desk) {
      await run(desk, "Publish site…");
      await shown(desk, ".site-plan[aria-busy=false]");
    },
  },
  { name: "bundle", show: guidePicture("bundle") },
  { name: "withdrawal", show: withdrawal },
  { name: "due", show: due },
  { name: "pairing", show: guidePicture("pairing") },
  { name: "import", show: key("Control+Alt+i", DIALOG, none) },
  { name: "many-files", show: mail },
  {
    name: "crop",
    async show(desk) {
      await side(desk, 0);
      await desk.page.getByRole("button", { name: /^(Crop and focal point|ຕັດຮູບ)/ }).click();
      await shown(desk, ".cut-stage img");
    },
  },
  {
    name: "library-pictures",
    async show(desk) {
      await side(desk, 0);
      await desk.page.getByRole("button", { name: /^(Choose one of the library|ເລືອກຈາກຄັງຂ່າວ)/ }).click();
      await shown(desk, `${DIALOG} img`);
    },
  },
  {
    name: "template",
    async show(desk) {
      await cold(desk);
      await run(desk, "Use as a template…");
      await shown(desk, `${DIALOG} input:focus`);
    },
  },
  { name: "new-story", show: (desk) => emptyStory(desk, "lo") },
  { name: "board", show: board },
  {
    name: "board-people",
    async show(desk) {
      await board(desk);
      await desk.page.getByText(/^(By person|ຕາມຜູ້ຮັບຜິດຊອບ)$/).click();
    },
  },
  { name: "card-at-row", show: cardAtRow },
  { name: "card-in-details", show: cardInDetails },
  { name: "cards-in-list", show: twoDesks },
  { name: "assign", show: (desk) => side(desk, 0).then(() => run(desk, "Assign the English…")) },
  { name: "sharing-settings", show: sharingSettings },
  { name: "sharing-list", show: sharingList },
  {
    name: "join",
    isEmpty: true,
    async show(desk) {
      await desk.page.getByRole("button", { name: /^(Join a shared library|ເຂົ້າຮ່ວມຄັງຂ່າວ)/ }).click();
      await desk.page.locator(`${DIALOG} input`).first().fill("https://hub.kpl.gov.la/desk");
    },
  },
  ...SHARING_SCREENS,
  { name: "package-sent", show: sent },
  { name: "package-taken", show: taken },
  { name: "updates", show: update },
  {
    name: "whats-new",
    async show(desk) {
      await run(desk, "What’s new");
      await shown(desk, ".whats-new");
    },
  },
  {
    name: "trash",
    async show(desk) {
      const { items } = await ask(desk, "articles.list", {});
      for (const { id } of items.slice(-2)) await ask(desk, "articles.trash", { id });
      await desk.page.locator(".chip").last().click();
      await desk.page.locator(".empty-trash button").click();
      await shown(desk, DIALOG);
    },
  },
];
