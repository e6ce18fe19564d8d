/** A desk that ends while its window is open, and is started again at the same port. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowComplaints, DESK_GONE, REFUSED } from "./complaints.ts";
import { ROOT, type RunningDesk, ready, startDesk } from "./desk-in-browser.ts";
import { onDisk, openId, openStory, wordsIn } from "./steps.ts";

let desk: RunningDesk;
let again: ChildProcess;

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => {
  again?.kill("SIGKILL");
  await desk.close();
});

test("what was typed meanwhile stays in the window, and is saved once the new address is opened in it", async () => {
  allowComplaints(DESK_GONE, REFUSED);
  const { page } = desk;
  await openStory(page, /Champassak coffee/);
  const id = await openId(page);
  await desk.stop();
  const lead = page.getByRole("textbox", { name: "English lead" });
  await lead.fill("Exports reached a record, the ministry said.");
  await page.getByText("The desk does not answer.").waitFor();

  const { port } = new URL(desk.url);
  const start = path.join(ROOT, "electron", "start", "start.mjs");
  const flags = ["--host", "browser", "--json", "--no-open", "--port", port];
  again = spawn(process.execPath, [start, ...flags], {
    cwd: ROOT,
    env: { ...process.env, SONGPHASA_HOME: desk.home, LANG: "C.UTF-8" },
  });
  const { url } = await ready(again);
  await page.getByText("This address no longer opens the desk").first().waitFor();
  await expect.poll(() => wordsIn(lead)).toBe("Exports reached a record, the ministry said.");

  // Only the fragment is another one: the page stays, and so does its text.
  await page.goto(url);
  await page.locator("[data-save=saved]").waitFor();
  await expect.poll(() => page.getByText("This address no longer opens the desk").count()).toBe(0);
  expect((await onDisk(desk.library, id)).versions.en?.lead).toBe("Exports reached a record, the ministry said.");
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("");
});
