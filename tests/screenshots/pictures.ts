/** The pictures of the app: each shows a desk that has just begun with the sample library. */
import type { RunningDesk } from "../e2e/desk-in-browser.ts";
import { ask, openId, openStory } from "../e2e/steps.ts";

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
const cold = ({ page }: RunningDesk) => openStory(page, /Cold-chain trains/);
/** A version to compare with: the text as it was before a correction, which is saved with its stage. */
async function corrected(desk: RunningDesk): Promise<void> {
  await cold(desk);
  const { page } = desk;
  await page.locator("[data-field='headline.en']").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" by night");
  await page.locator("[data-save=saved]").waitFor();
  await ask(desk, "articles.release", { id: await openId(page), lang: "en", stage: "review" });
  await page.getByRole("tab", { name: "History" }).click();
  await page
    .getByRole("option", { name: /Pause of work/ })
    .first()
    .click();
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
    name: "settings",
    async show(desk) {
      await cold(desk);
      await desk.page.keyboard.press("Control+Comma");
      await desk.page.getByRole("tab", { name: "This library" }).click();
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
