/** Two desks on one library: one writes, the other reads until the first is closed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowComplaints, DESK_GONE } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openStory } from "./steps.ts";

let first: RunningDesk;
let second: RunningDesk;
beforeAll(async () => {
  first = await startDesk();
  second = await startDesk({ library: first.library });
});
afterAll(async () => {
  await second?.close();
  await first?.close();
});

test("the second desk reads, says who writes, and writes itself once the first is closed", async () => {
  allowComplaints(DESK_GONE);
  const { page } = second;
  await openStory(page, /Cold-chain trains/);
  const headline = page.getByRole("textbox", { name: "English headline" });
  await page.getByText(/^Open for reading: .+ has this library open/).waitFor();
  await page.getByText(/^The library is open at .+ It can be read here, not changed/).waitFor();
  await expect.poll(() => headline.isEditable()).toBe(false);
  await expect.poll(() => page.getByRole("button", { name: "New story", exact: true }).isDisabled()).toBe(true);

  // The window on the first desk goes on asking for it.
  expect(await first.stop()).toBe(0);
  await page.getByText("The library can be written to now").waitFor({ timeout: 30_000 });
  await page.getByText(/^Offline desk/).waitFor();
  await expect.poll(() => page.getByText(/The library is open at/).count()).toBe(0);
  await headline.fill("Cold-chain trains from Vientiane");
  await saved(page);
  const { items } = await ask(second, "articles.list", { text: "Cold-chain" });
  const stored = await onDisk(second.library, items[0]?.id ?? "");
  expect(stored.versions.en?.headline).toBe("Cold-chain trains from Vientiane");
});
