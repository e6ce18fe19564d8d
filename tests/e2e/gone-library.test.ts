/** A library whose folder goes while somebody is writing, and comes back. */
import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { onDisk, openId, openStory, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
// A refusal is no fault: the browser says it in its own words.
beforeEach(() => allowComplaints(REFUSED));
afterAll(() => desk?.close());

const away = () => `${desk.library}-away`;

test("what is typed while the library is gone stays in the window, which says so, and is saved once it is back", async () => {
  const { page } = desk;
  await openStory(page, /Champassak coffee/);
  const id = await openId(page);
  const before = await onDisk(desk.library, id);
  await rename(desk.library, away());
  const lead = page.getByRole("textbox", { name: "English lead" });
  const words = "Exports reached a record this year, ";
  await lead.fill(words);
  await page.locator("[data-save=failed]").waitFor();
  await expect.poll(() => page.locator("[data-save=failed]").textContent()).toContain("Is the disk plugged in?");
  const list = page.getByRole("navigation", { name: "Library" });
  await list.getByText(`The library is not in ${desk.library} any more.`).waitFor();
  await list.getByText("is saved once the library is back").waitFor();
  await list.getByText("The list can’t be read.").waitFor();
  await page.getByText("The library is not there").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "New story", exact: true }).isDisabled()).toBe(true);
  await page.getByRole("radiogroup").first().getByText("ລາວ").click();
  await page.getByText(`ບໍ່ພົບຄັງຂ່າວຢູ່ ${desk.library} ແລ້ວ.`).waitFor();
  await page.getByRole("radiogroup").first().getByText("EN").click();
  await list.getByText(`The library is not in ${desk.library} any more.`).waitFor();

  // Typing goes on all the while, and over the moment in which it is back.
  await lead.press("End");
  await page.keyboard.type("the ministry ");
  // This desk was last at work long ago, as its clock says.
  const look = { trusted: Date.parse("2025-09-28T02:00:00Z"), last: null, accepted: 0, doubt: null };
  await writeFile(path.join(desk.home, "clock.json"), JSON.stringify(look));
  await rename(away(), desk.library);
  await page.keyboard.type("said.");
  await page.locator("[data-save=saved]").waitFor();
  await list.getByText(/any more\./).waitFor({ state: "detached" });
  await expect.poll(() => wordsIn(lead)).toBe(`${words}the ministry said.`);
  await expect.poll(async () => (await onDisk(desk.library, id)).versions.en?.lead).toBe(`${words}the ministry said.`);
  expect((await onDisk(desk.library, id)).versions.lo).toEqual(before.versions.lo);
  await expect.poll(() => page.getByRole("button", { name: "New story", exact: true }).isDisabled()).toBe(false);
  await page.getByRole("option", { name: /Champassak coffee/ }).waitFor();
});

test("a date that jumped is asked about, what follows from it is told, and a person's word settles it", async () => {
  const { page } = desk;
  const banner = page.getByRole("status").filter({ hasText: "Nothing old is removed until that is clear." });
  await banner.waitFor();
  await banner.getByRole("button", { name: "Show…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("but the desk was last at work on 28 September 2025.").waitFor();
  await dialog.getByRole("button", { name: "The date is right" }).click();
  await dialog.getByText("All is well again.").waitFor();
  await page.keyboard.press("Escape");
  await banner.waitFor({ state: "detached" });
});
