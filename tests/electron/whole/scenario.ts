/** A day in the desk's own window, the same for the stand-in and for Electron itself. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { Article } from "../../../shared/article/article.ts";

/** The app while it runs. */
export interface RunningShell {
  /** The window's page, once it is there. */
  page(): Promise<Page>;
  /** Chooses an item of the menu by its id; its label is the answer. */
  menu(id: string): Promise<string>;
  /** Closes the window as a user does. */
  closeWindow(): Promise<void>;
  /** Kills the page's process. */
  crash(): Promise<void>;
  /** Quits the app as the menu does. */
  quit(): Promise<void>;
  /** A script's value in whatever page the window holds, also one that came after a crash. */
  read(expression: string): Promise<unknown>;
  /** What the user was asked in boxes so far. */
  boxes(): Promise<readonly string[]>;
  /** The exit code, once the app has ended. */
  readonly ended: Promise<number | null>;
}

export type StartShell = (options: { readonly home: string; readonly library: string }) => Promise<RunningShell>;

const LAO = "ລະດັບນ້ຳຂອງ ຢູ່ນະຄອນຫຼວງວຽງຈັນ ຂຶ້ນເຖິງ 12 ແມັດ.";
const ENGLISH = "The Mekong at Vientiane rose to 12 metres.";

async function onlyStory(library: string): Promise<Article> {
  const names = await readdir(path.join(library, "articles"), { recursive: true });
  const files = names.filter((name) => name.endsWith(".json"));
  expect(files).toHaveLength(1);
  return Article.parse(JSON.parse(await readFile(path.join(library, "articles", files[0] ?? ""), "utf8")));
}
const saved = (page: Page) => page.locator("[data-save=saved]").waitFor();

export async function liveADay(start: StartShell): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), "songphasa-day-"));
  const library = path.join(home, "desk");
  try {
    const day = await start({ home, library });
    const page = await day.page();
    page.setDefaultTimeout(30_000);
    expect(await page.evaluate(() => Object.keys(window).includes("songphasa"))).toBe(true);

    // Open, in the English interface, by the menu.
    if ((await page.evaluate(() => document.documentElement.lang)) === "lo") await day.menu("switchLanguage");
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("en");
    await day.menu("newEnglish");
    const english = page.getByRole("textbox", { name: "English headline" });
    await english.fill("Mekong rises");
    await page.getByRole("textbox", { name: "Lao headline" }).fill("ນ້ຳຂອງຂຶ້ນສູງ");

    // Type in both languages, and save.
    const body = page.getByRole("textbox", { name: "English body" });
    await body.click();
    await page.keyboard.type(ENGLISH);
    await page.getByRole("textbox", { name: "Lao body" }).click({ position: { x: 60, y: 14 } });
    await page.keyboard.insertText(LAO);
    await day.menu("save");
    await saved(page);
    expect(JSON.stringify((await onlyStory(library)).versions)).toContain(LAO);

    // Undo by the menu, which is told by command.
    await body.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("More rain is forecast.");
    await expect.poll(() => body.textContent()).toContain("More rain");
    expect(await day.menu("undo")).toBe("Undo");
    await expect.poll(() => body.textContent()).not.toContain("More rain");
    expect(await day.menu("redo")).toBe("Redo");
    await expect.poll(() => body.textContent()).toContain(`${ENGLISH}More rain`);

    // Publish.
    await day.menu("publish");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Mark Lao as “Ready”" }).click();
    await dialog.getByRole("button", { name: "Mark English as “Ready”" }).click();
    await dialog.getByRole("button", { name: "Publish Lao and English" }).click();
    await page.getByText(/files? written/).waitFor();
    const pages = (await readdir(path.join(home, "site"), { recursive: true })).filter((name) =>
      name.endsWith("index.html"),
    );
    expect(pages.filter((name) => /^(en|lo).\d{4}/.test(name)).length).toBeGreaterThanOrEqual(2);
    await page.keyboard.press("Escape");

    // Close with text that is not saved yet: it is, before the window goes.
    await english.fill("Mekong rises, and rises");
    await day.closeWindow();
    expect(await day.ended).toBe(0);
    expect((await onlyStory(library)).versions.en?.headline).toBe("Mekong rises, and rises");

    // Crash, and come back with every word.
    const next = await start({ home, library });
    const again = await next.page();
    again.setDefaultTimeout(30_000);
    await again.getByRole("option", { name: /Mekong rises/ }).click();
    await again.getByRole("textbox", { name: "English headline" }).fill("Mekong falls at last");
    await saved(again);
    await next.crash();
    await expect
      .poll(() => next.read(`document.querySelector("[role=option]")?.textContent ?? ""`), { timeout: 30_000 })
      .toContain("Mekong falls at last");
    expect(await next.boxes()).toEqual([]);

    await next.quit();
    expect(await next.ended).toBe(0);
    expect((await onlyStory(library)).versions.en?.headline).toBe("Mekong falls at last");
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
