/** axe on the dialogs and notices that stand for a moment of the work, in both languages of the interface, by day and by night. */
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FoundUpdate, TakenPackage } from "../../shared/contract.ts";
import { violations } from "./axe.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openId, openStory } from "./steps.ts";
import { ways } from "./ways.ts";

const DIALOG = ".mantine-Modal-content";
const inSeconds = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;

const NEWER: FoundUpdate = {
  version: "0.2.0",
  date: "2026-12-10",
  name: "Songphasa-0.2.0-windows-x64.exe",
  size: 112_000_000,
  from: "office",
};
/** What of a package is to be settled, and what of it could not be taken. */
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

/** A command by its English name, which the palette finds in both languages. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator("input.mantine-Spotlight-search:focus").waitFor();
  await page.keyboard.insertText(name);
  // The group of what is meant goes first, and its first is chosen.
  await expect.poll(() => page.locator(".mantine-Spotlight-action").first().getAttribute("data-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await page.locator(".mantine-Spotlight-content").waitFor({ state: "hidden" });
}

async function closed(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.locator(DIALOG).waitFor({ state: "hidden" });
}

describe.each(ways(0))("in %s, %s, axe finds nothing on", (language, colorScheme) => {
  let desk: RunningDesk;
  let page: Page;
  beforeAll(async () => {
    desk = await startDesk();
    ({ page } = desk);
    page.setDefaultTimeout(30_000);
    // Of what fades in, the end alone is looked at.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await ask(desk, "host.remember", { language: language === "Lao" ? "lo" : "en", theme: "auto" });
    await page.reload();
    await page.getByRole("option").first().waitFor();
  });
  afterAll(() => desk?.close());

  test("a filter that is kept, and those that were", async () => {
    const kept = page.locator("[data-field='kept-filters']");
    await page.getByRole("searchbox").fill("ນ້ຳ");
    await page.locator(".story-item mark").first().waitFor();
    await kept.press("Enter");
    await page.getByRole("menuitem").first().click();
    await page.locator(DIALOG).waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.locator(DIALOG).waitFor({ state: "hidden" });
    await kept.press("Enter");
    await page.getByRole("menuitemradio").first().waitFor();
    expect(await violations(desk, "[role=menu]")).toEqual([]);
    await page.getByRole("menuitem").last().click();
    await page.locator(".kept-line input").fill("ນ້ຳ ແລະ ຝົນ");
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    await page.getByRole("searchbox").fill("");
    await page.locator(".story-item mark").first().waitFor({ state: "hidden" });
  });

  test("several stories at once, what is done to them, and what didn't go", async () => {
    allowComplaints(REFUSED);
    const list = page.getByRole("listbox");
    await list.focus();
    await page.keyboard.press("Control+a");
    await page.locator(".chosen-tools button:enabled").first().waitFor();
    expect(await violations(desk, ".library")).toEqual([]);
    const tools = page.locator(".chosen-tools button");
    // All of them stand in one line, inside of the list.
    const [first, last, pane] = [tools.first(), tools.last(), page.locator(".library")];
    const [firstBox, lastBox, paneBox] = await Promise.all([first, last, pane].map((one) => one.boundingBox()));
    expect(lastBox?.y).toBe(firstBox?.y);
    expect((lastBox?.x ?? 0) + (lastBox?.width ?? 0)).toBeLessThan((paneBox?.x ?? 0) + (paneBox?.width ?? 0));
    for (const at of [0, 1]) {
      await tools.nth(at).press("Enter");
      await page.getByRole("menuitem").first().waitFor();
      expect(await violations(desk, "[role=menu]")).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("menuitem").first().waitFor({ state: "hidden" });
    }
    await tools.nth(2).press("Enter");
    await page.locator(".chosen-tags input").first().click();
    await page.locator(".chosen-tags [role=option]").first().waitFor();
    expect(await violations(desk, ".chosen-tags")).toEqual([]);
    // The list of tags has room above its field: below, the window ends.
    const lowest = await page.locator(".chosen-tags [role=listbox]").first().boundingBox();
    expect((lowest?.y ?? 0) + (lowest?.height ?? 0)).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
    // The keys close what they opened, and leave chosen what is.
    await page.keyboard.press("Escape");
    await page.locator(".chosen-tags [role=option]").first().waitFor({ state: "hidden" });
    if (await page.locator(".chosen-tags").isVisible()) await page.keyboard.press("Escape");
    await page.locator(".chosen-tags").waitFor({ state: "hidden" });
    // Whose they are to be: a form of the same kind.
    await tools.nth(3).press("Enter");
    await page.locator(".chosen-tags input[role=combobox]").first().waitFor();
    expect(await violations(desk, ".chosen-tags")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".chosen-tags").waitFor({ state: "hidden" });
    await tools.nth(4).press("Enter");
    await page.locator(".site-plan[aria-busy=false]").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    await tools.nth(0).press("Enter");
    await page.getByRole("menuitem").nth(2).click();
    await page.locator(".several-outcome").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await page.locator(".several-outcome .dialog-buttons button").first().click();
    await page.locator(".several-outcome").waitFor({ state: "hidden" });
    await list.focus();
    await page.keyboard.press("Escape");
    await page.locator(".chosen-bar").waitFor({ state: "hidden" });
  });

  test("a template that is made, and those that there are", async () => {
    await openStory(page, /Cold-chain trains/);
    await run(page, "Use as a template…");
    await page.locator(`${DIALOG} input:focus`).waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await page.keyboard.insertText("ລາຄາຄຳ");
    await page.keyboard.press("Enter");
    await page.locator(DIALOG).waitFor({ state: "hidden" });
    await writeFile(path.join(desk.library, "templates", "01JDQ00000000000000000000B.json"), "{");
    await run(page, "New story from a template…");
    await page.locator(".template-damaged").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
  });

  test("the crop of a picture, and the pictures of the library", async () => {
    await page.locator(".photo-ways button").first().waitFor();
    const crop = page.getByRole("button", { name: /^(Crop and focal point|ຕັດຮູບ)/ });
    await crop.click();
    await page.locator(".cut-stage img").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    await page.getByRole("button", { name: /^(Choose one of the library|ເລືອກຈາກຄັງຂ່າວ)/ }).click();
    await page.locator(`${DIALOG} img`).first().waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
  });

  test("an address that another story has", async () => {
    allowComplaints(REFUSED);
    await ask(desk, "articles.create", { details: { source: "lo", slug: "rice" }, lo: { headline: "ນາແຊງ" } });
    const address = page.locator("[data-detail=slug] textarea").first();
    await address.fill("rice");
    await page.locator(".open-holder").waitFor();
    expect(await violations(desk, ".side")).toEqual([]);
    await address.fill("");
    await page.locator("[data-save=saved]").waitFor();
  });

  test("the palette with all that it finds", async () => {
    await page.keyboard.press("Control+k");
    await page.locator("input.mantine-Spotlight-search:focus").waitFor();
    await page.keyboard.insertText("ນ້ຳ");
    await page.locator(".mantine-Spotlight-action").nth(2).waitFor();
    expect(await violations(desk, ".mantine-Spotlight-content")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".mantine-Spotlight-content").waitFor({ state: "hidden" });
  });

  test("a story whose time has come, its publication, and what came of it", async () => {
    const id = await openId(page);
    await ask(desk, "articles.release", { id, lang: "en", stage: "ready" });
    await ask(desk, "articles.release", { id, lang: "en", publishedAt: inSeconds(3) });
    await page.locator(".due-notice").waitFor();
    expect(await violations(desk)).toEqual([]);
    await page.keyboard.press("Control+Shift+Enter");
    const go = page.locator(`${DIALOG} .dialog-buttons button:enabled`).last();
    await page.locator(".site-plan[aria-busy=false]").waitFor();
    // It is on its way until the test has looked.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/api/publish.site", async (route) => {
      await held;
      await route.continue();
    });
    await go.click();
    await page.locator(`${DIALOG} [role=progressbar]`).first().waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    letGo();
    await page.locator(".aftermath").waitFor({ timeout: 60_000 });
    await page.unrouteAll({ behavior: "wait" });
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
  });

  test("the site that was published, and the pages by their headlines", async () => {
    // A folder that has nothing yet: what was out long ago goes there as well.
    await ask(desk, "host.chooseFolder", { purpose: "site", path: path.join(desk.home, "new site") });
    await run(page, "Publish site…");
    await page.locator(".site-plan[aria-busy=false]").waitFor();
    await page.locator(".site-row input:checked").first().waitFor();
    await page.locator(`${DIALOG} .dialog-buttons button:enabled`).last().click();
    await page.locator(".aftermath .went-page").first().waitFor({ timeout: 60_000 });
    // What went is no longer among the stories that are ready; its page is called by its headline all the same.
    await expect.poll(async () => (await ask(desk, "articles.list", { stage: "ready" })).items.length).toBeLessThan(3);
    await expect
      .poll(() => page.locator(".went-page .headline").allInnerTexts())
      .not.toContainEqual(expect.stringMatching(/^(lo|en)\//));
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
  });

  test("the board by stage and by person, and a card's actions", async () => {
    const { settings } = await ask(desk, "settings.read", {});
    const { items } = await ask(desk, "articles.list", {});
    const work = items.find(({ out }) => !out.en);
    const assigned = { person: settings.people[0]?.key ?? "", due: "2026-01-05T09:30:00+07:00" };
    await ask(desk, "articles.release", { id: work?.id ?? "", lang: "en", assigned });
    await page.keyboard.press("Control+Alt+KeyK");
    await page.locator(".board .task-late").first().waitFor();
    expect(await violations(desk)).toEqual([]);
    await page.locator(".board-card").first().focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem").first().waitFor();
    expect(await violations(desk, "[role=menu]")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("menuitem").first().waitFor({ state: "hidden" });
    await page.getByText(/^(By person|ຕາມຜູ້ຮັບຜິດຊອບ)$/).click();
    await page.locator(`[data-card="${work?.id} en"]`).waitFor();
    expect(await violations(desk)).toEqual([]);
    await page.locator(`[data-card="${work?.id} en"]`).press("Enter");
    await page.locator(".board").waitFor({ state: "hidden" });
  });

  test("a story for a colleague, and what came from one", async () => {
    // Related stories stay behind.
    allowComplaints(REFUSED);
    await openStory(page, /Cold-chain trains|ຕູ້ຄວາມເຢັນ/);
    await run(page, "Send to a colleague…");
    await page.locator(".package-made").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    const folder = path.join(desk.home, "packages");
    const [name = ""] = await readdir(folder);
    await page.route("**/api/package.take", (route) => route.fulfill({ json: { ok: true, value: TAKEN } }));
    await page.keyboard.press("Control+Alt+i");
    await page.locator(`${DIALOG} input[type=file]:not([webkitdirectory])`).setInputFiles(path.join(folder, name));
    await page.locator(".package-stories .refused").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await page.unrouteAll({ behavior: "wait" });
    await closed(page);
  });

  test("what a version brought, and one that may be installed", async () => {
    await run(page, "What’s new");
    await page.locator(".whats-new").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    // As an installed app: what runs in a browser installs nothing.
    let updates = "no-key";
    await page.route("**/api/host.state", async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      await route.fulfill({ response, json: { ...answer, value: { ...answer.value, updates } } });
    });
    await page.reload();
    await page.getByRole("option").first().waitFor();
    await run(page, "Install an update…");
    await page.locator(".update-none").waitFor();
    expect(await page.locator(".update-address").count()).toBe(0);
    expect(await violations(desk, DIALOG)).toEqual([]);
    await closed(page);
    updates = "offered";
    await page.route("**/api/updates.*", (route) =>
      route.fulfill({ json: { ok: true, value: { address: "https://kpl.example/songphasa", found: NEWER } } }),
    );
    await page.reload();
    await page.getByRole("option").first().waitFor();
    await run(page, "Install an update…");
    const look = page.locator(".update-address [type=submit]:enabled");
    await look.waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await look.click();
    await page.locator(".update-found strong").waitFor();
    expect(await violations(desk, DIALOG)).toEqual([]);
    await page.unrouteAll({ behavior: "wait" });
    await closed(page);
  });

  test("a desk that can't be opened, in both languages", async () => {
    allowComplaints(REFUSED);
    await page.route("**/api/host.state", (route) =>
      route.fulfill({ status: 507, json: { ok: false, error: { code: "disk", reason: "disk-full", message: "" } } }),
    );
    await page.evaluate(() => sessionStorage.removeItem("songphasa-story"));
    await page.reload();
    await page.getByText("The disk is full.").waitFor();
    await page.getByText("ດິສເຕັມແລ້ວ.").waitFor();
    expect(await violations(desk)).toEqual([]);
  });
});
