/** What a version brought: shown once after an update, and from the menu; and what the browser's desk can't do isn't offered. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const seen = async () => (await ask(desk, "host.state", {})).newsSeen;

test("a new desk is told nothing; after an update it is, once, in its language", async () => {
  const { page } = desk;
  const { version } = await ask(desk, "host.state", {});
  await expect.poll(seen).toBe(version);
  await page.reload();
  await page.getByRole("option").first().waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);

  for (const [language, title, words] of [
    ["en", "What’s new", "The first Songphasa that is installed as an app"],
    ["lo", "ມີຫຍັງໃໝ່", "Songphasa ລຸ້ນທຳອິດທີ່ຕິດຕັ້ງເປັນແອັບໄດ້"],
  ] as const) {
    await ask(desk, "host.remember", { newsSeen: "0.0.9", language });
    await page.reload();
    const dialog = page.getByRole("dialog", { name: title });
    await dialog.getByText(words).waitFor();
    await expect.poll(seen).toBe(version);
    expect(await violations(desk, ".mantine-Modal-content")).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.reload();
    await page.getByRole("option").first().waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  }
});

test("the menu shows it again, and offers no update where none can be installed", async () => {
  const { page } = desk;
  await ask(desk, "host.remember", { language: "en" });
  await page.reload();
  await page.getByRole("option").first().waitFor();
  // On a small laptop its last line is in the window as well.
  await page.setViewportSize({ width: 1366, height: 660 });
  await page.keyboard.press("F10");
  const last = page.getByRole("menuitem", { name: "What’s new" });
  await last.waitFor();
  await expect.poll(async () => ((await last.boundingBox())?.y ?? 660) < 620).toBe(true);
  expect(await page.getByRole("menuitem", { name: "Install an update…" }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "What’s new" }).click();
  await page.getByRole("dialog", { name: "What’s new" }).getByRole("heading", { name: "Songphasa 0.1.0" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.locator("input.mantine-Spotlight-search:focus").waitFor();
  await page.keyboard.insertText("Install an update");
  await page.getByText("What’s new").first().waitFor({ state: "detached" });
  expect(await page.locator(".mantine-Spotlight-action", { hasText: "Install an update…" }).count()).toBe(0);
  // A program that asks all the same is told why.
  await expect(ask(desk, "updates.choose", {})).rejects.toThrow("it wasn't installed as an app");
});
