import { afterEach, expect, test } from "vitest";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";

let desk: RunningDesk | null = null;
afterEach(async () => {
  await desk?.close();
  desk = null;
});

test("a search reaches into the stories, marks what it found, and sees what was just written", async () => {
  desk = await startDesk();
  const { page } = desk;
  const search = page.getByRole("searchbox", { name: "Search all stories" });
  // Without its tones, as it is typed in a hurry.
  await search.fill("ນັກທອງທຽວ");
  const marked = page.getByRole("option").locator(".snippet mark");
  await expect.poll(() => marked.allTextContents()).toEqual(["ນັກທ່ອງທ່ຽວ"]);

  await page.getByRole("option").first().click();
  await page.getByRole("textbox", { name: "English lead" }).fill("The quince harvest begins.");
  await saved(page);
  await search.fill("quin");
  await expect.poll(() => marked.allTextContents()).toEqual(["quince"]);
  await search.fill("zzzz");
  await page.getByText("Nothing found").waitFor();
  await search.fill("");
  await expect.poll(() => page.getByRole("option").count()).toBeGreaterThan(5);
});
