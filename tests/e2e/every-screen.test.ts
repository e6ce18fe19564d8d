/** axe on every screen, in both languages of the interface, by day and by night. */
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putFile } from "../put-file.ts";
import { violations } from "./axe.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { articleFile, ask, drop, holdBack, openId, openStory, runCommand } from "./steps.ts";
import { ways } from "./ways.ts";

/** Screens over an open story: where each stands, and what brings it. */
const SCREENS: readonly [string, string, (desk: RunningDesk) => Promise<unknown>][] = [
  ["an open story", "html", async () => undefined],
  [
    "the import",
    "html",
    async ({ page }) => {
      await page.keyboard.press("Control+Alt+i");
      await page.locator(".mantine-Modal-content").waitFor();
    },
  ],
  [
    "what comes in, before it is taken",
    ".mantine-Modal-content",
    async ({ page }) => {
      allowComplaints(REFUSED);
      await drop(page.locator("footer"), [
        { name: "p4.txt", type: "text/plain", text: "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u" },
        { name: "ນ້ຳຂອງ.txt", type: "text/plain", text: "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ຂຶ້ນ 40 ຊັງຕີແມັດ." },
        { name: "empty.txt", type: "text/plain", text: "" },
      ]);
      await page.locator(".dialog-buttons [data-autofocus]:enabled").waitFor();
      await page.locator(".intake-row .mantine-Button-root[aria-expanded]").first().click();
      await page.locator(".intake-doubts").waitFor();
    },
  ],
  [
    "the look of the site",
    ".mantine-Modal-content",
    async ({ page }) => {
      await page.keyboard.press("Control+,");
      await page.getByRole("tab", { name: /^(Website|ເວັບໄຊ)$/ }).click();
      await page.locator(".site-section").first().waitFor();
    },
  ],
  ["publishing a story", ".mantine-Modal-content", ({ page }) => page.keyboard.press("Control+Shift+Enter")],
  ["another library", ".mantine-Modal-content", ({ page }) => page.keyboard.press("Control+Alt+o")],
  [
    "publishing the site, with what changed since it went out",
    ".mantine-Modal-content",
    async (desk) => {
      const { items } = await ask(desk, "articles.list", { stage: "published" });
      const out = items.find((one) => one.out.en);
      const { revs } = await ask(desk, "articles.open", { id: out?.id ?? "" });
      await ask(desk, "articles.save", {
        id: out?.id ?? "",
        base: { details: revs.details },
        details: { place: { lo: "ວຽງທອງ", en: "Viengthong" } },
      });
      await desk.page.locator(".story-item .changed").waitFor();
      const isLao = (await desk.page.locator("html").getAttribute("lang")) === "lo";
      await runCommand(desk.page, isLao ? "ເຜີຍແຜ່ເວັບໄຊ" : "Publish site");
      await desk.page.locator(".site-row input").first().waitFor();
      await desk.page.locator(".site-plan[aria-busy=false]").waitFor();
    },
  ],
  [
    "a bundle for the website, and those that were made",
    ".mantine-Modal-content",
    async (desk) => {
      const { bundle } = await ask(desk, "bundle.make", {});
      await ask(desk, "bundle.handOver", { id: bundle.id, to: "ETL" });
      await ask(desk, "bundle.make", { since: bundle.id });
      const isLao = (await desk.page.locator("html").getAttribute("lang")) === "lo";
      await runCommand(desk.page, isLao ? "ຊຸດໄຟລ໌ສຳລັບເວັບໄຊ" : "Bundle for the website");
      await desk.page.locator(".bundle-plan[aria-busy=false]").waitFor();
      await desk.page.locator(".made-bundle").nth(1).waitFor();
    },
  ],
  [
    "the stages of what is out",
    ".mantine-Menu-label",
    async (desk) => {
      const id = await openId(desk.page);
      await ask(desk, "articles.release", { id, lang: "en", stage: "published" });
      await desk.page.locator(".side-en .stage[data-stage=published]").click();
      await desk.page.getByRole("menuitem").last().waitFor();
    },
  ],
  [
    "a withdrawal that is offered",
    ".mantine-Modal-content",
    async ({ page }) => {
      allowComplaints(REFUSED);
      await page.locator(".side-en .stage").click();
      await page.getByRole("menuitem").last().click();
    },
  ],
  ["the settings", ".mantine-Modal-content", ({ page }) => page.keyboard.press("Control+,")],
  [
    "the library's settings",
    ".mantine-Modal-content",
    async ({ page }) => {
      await page.keyboard.press("Control+,");
      await page.locator(".mantine-Modal-content").getByRole("tab").nth(1).click();
    },
  ],
  [
    "the backups",
    ".mantine-Modal-content",
    async ({ page }) => {
      await page.keyboard.press("Control+,");
      await page.locator(".mantine-Modal-content").getByRole("tab").nth(3).click();
      await page.locator(".folder-choice").waitFor();
    },
  ],
  ["the menu", "[role=menu]", ({ page }) => page.keyboard.press("F10")],
  [
    "a story's actions",
    "[role=menu]",
    ({ page }) => page.locator(".story-item[aria-current=true]").click({ button: "right" }),
  ],
  ["the shortcuts", ".mantine-Modal-content", ({ page }) => page.keyboard.press("Control+/")],
  [
    "the guide",
    ".guide",
    async ({ page }) => {
      await page.keyboard.press("F1");
      await page.locator(".guide-page").waitFor();
      await page.keyboard.press("ArrowRight");
      await page.locator(".guide h3").waitFor();
    },
  ],
  ["the palette", ".mantine-Spotlight-content", ({ page }) => page.keyboard.press("Control+k")],
  [
    "the preview",
    ".mantine-Modal-content",
    async ({ page }) => {
      await page.keyboard.press("Control+Shift+p");
      await page.locator("iframe").waitFor();
    },
  ],
  ["a row's panel", ".row-panel", ({ page }) => page.locator(".gutter-cell[data-state=stale]").first().click()],
  [
    "the picker of an embargo",
    "[data-dates-dropdown]",
    ({ page }) => page.locator(".details .mantine-DateTimePicker-input").first().click(),
  ],
];

describe.each(ways(1))("in %s, %s, axe finds nothing on", (language, colorScheme) => {
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await startDesk();
    const { page } = desk;
    page.setDefaultTimeout(30_000);
    // Of what fades in, the end alone is looked at.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    if (language === "Lao") await page.keyboard.press("Control+Alt+y");
  });
  afterAll(() => desk?.close());

  test("the desk before a story is chosen, with all filters of the list", async () => {
    const { page } = desk;
    expect(await violations(desk)).toEqual([]);
    const more = page.getByRole("button", { name: /^(More filters|ກັ່ນຕອງເພີ່ມ)$/ });
    await more.click();
    await page.locator("#more-filters").waitFor();
    expect(await violations(desk)).toEqual([]);
    await more.click();
    await page.locator("#more-filters").waitFor({ state: "hidden" });
    await openStory(desk.page, /Cold-chain trains/);
  });

  test.each(SCREENS)("%s", async (_name, part, open) => {
    await open(desk);
    await desk.page.locator(part).first().waitFor();
    const found = await violations(desk, part);
    await desk.page.keyboard.press("Escape");
    expect(found).toEqual([]);
    await desk.page.locator(".mantine-Modal-content").waitFor({ state: "hidden" });
  });

  test("the story on paper, both languages and one", async () => {
    const { page } = desk;
    await page.emulateMedia({ media: "print", colorScheme, reducedMotion: "reduce" });
    try {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.locator(".print-sheet").waitFor();
      await expect.poll(() => page.locator(".print-sheet thead td").count()).toBe(2);
      expect(await violations(desk)).toEqual([]);
      // As the command for one language does it, without the printer's own dialog.
      await page.evaluate(() => {
        window.print = () => void dispatchEvent(new Event("beforeprint"));
      });
      await page.keyboard.press("Control+p");
      await expect.poll(() => page.locator(".print-sheet").count()).toBe(1);
    } finally {
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen", colorScheme, reducedMotion: "reduce" });
    }
    await page.locator(".print-sheet").waitFor({ state: "detached" });
  });

  test("the checks", async () => {
    const { page } = desk;
    await page.locator(".side").getByRole("tab").nth(1).click();
    await page.locator(".finding").first().waitFor();
    expect(await violations(desk, ".side")).toEqual([]);
    await page.locator(".finding-tools button").first().click();
    await page.locator(".finding-reason input").waitFor();
    expect(await violations(desk, ".side")).toEqual([]);
    await page.keyboard.press("Escape");
  });

  test("the history, and two versions compared", async () => {
    const { page } = desk;
    const id = await openId(page);
    await page.locator(".side").getByRole("tab").nth(3).click();
    await page.locator(".revision").first().waitFor();
    expect(await violations(desk, ".side")).toEqual([]);
    await ask(desk, "articles.release", { id, lang: "lo", stage: "translating" });
    const { revs } = await ask(desk, "articles.open", { id });
    await ask(desk, "articles.save", {
      id,
      base: { en: revs.en, details: revs.details },
      en: { headline: "Cold-chain trains double Lao exports" },
      details: { place: { lo: "ບໍ່ເຕນ", en: "Boten" } },
      why: "confirm",
    });
    // The text now stands first, then what was kept.
    await page.locator(".revision").nth(2).click();
    await page.locator(".history-tools button").first().waitFor();
    expect(await violations(desk, ".side")).toEqual([]);
    await page.locator(".history-tools button").first().click();
    await page.locator(".compared-row ins").first().waitFor();
    expect(await violations(desk, ".mantine-Modal-content")).toEqual([]);
    await page.locator(".compare .dialog-buttons button").first().click();
    await page.locator(".mantine-Modal-content").nth(1).waitFor();
    expect(await violations(desk, ".mantine-Modal-root:last-of-type")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".mantine-Modal-content").nth(1).waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await page.locator(".mantine-Modal-content").waitFor({ state: "hidden" });
    await page.locator(".side").getByRole("tab").nth(0).click();
  });

  test("what was found in the library, and the trash", async () => {
    const { page } = desk;
    const { items } = await ask(desk, "articles.list", { sort: "created" });
    const [first, second] = items.filter((one) => one.headline.lo !== "" && one.headline.en !== "").slice(-2);
    const file = articleFile(desk.library, first?.id ?? "");
    await putFile(file.replace(".json", " (conflict).json"), await readFile(file));
    await page.locator(".problems-banner").waitFor();
    expect(await violations(desk)).toEqual([]);
    await page.locator(".problems-banner button").click();
    await page.locator(".problem").waitFor();
    expect(await violations(desk, ".mantine-Modal-content")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".mantine-Modal-content").waitFor({ state: "hidden" });
    await ask(desk, "articles.trash", { id: second?.id ?? "" });
    await page.locator(".chip").last().click();
    await page.locator(".empty-trash button").click();
    await page.locator(".mantine-Modal-content").waitFor();
    expect(await violations(desk, ".mantine-Modal-content")).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".mantine-Modal-content").waitFor({ state: "hidden" });
    await page.locator(".chip").first().click();
  });

  test("a line that was written in two ways", async () => {
    allowComplaints(REFUSED);
    const { page } = desk;
    const id = await openId(page);
    const { revs } = await ask(desk, "articles.open", { id });
    const letGo = await holdBack([page], "articles.save");
    await page.locator("[data-field='lead.en']").fill("The window's lead.");
    await ask(desk, "articles.save", { id, base: { en: revs.en }, en: { lead: "Another program's lead." } });
    letGo();
    await page.locator(".gutter-cell[data-row=lead].noted").click();
    await page.locator(".row-panel [data-card]").waitFor();
    expect(await violations(desk)).toEqual([]);
    await page.locator(".row-panel [data-card]").getByRole("button").last().click();
    await page.keyboard.press("Alt+4");
    await page.locator(".row-panel [data-card]").waitFor({ state: "detached" });
    await page.locator("[data-save=saved]").waitFor();
  });

  test("an empty library", async () => {
    const { page } = desk;
    await page.keyboard.press("Control+Alt+o");
    await page.locator(".mantine-Modal-content").getByRole("textbox").fill(`${desk.home}/empty`);
    await page.keyboard.press("Enter");
    await page.locator(".mantine-Modal-content").waitFor({ state: "hidden" });
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    expect(await violations(desk)).toEqual([]);
  });
});
