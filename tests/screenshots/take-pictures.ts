/** `npm run screenshots`: drives the app as a user does and takes its pictures, the guide's among them. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { buildApp } from "../../electron/start/build-app.ts";
import { findBrowser } from "../browser.ts";
import { type RunningDesk, startDesk } from "../e2e/desk-in-browser.ts";
import { ask, putOffIsDone } from "../e2e/steps.ts";
import { GUIDE_PICTURES, type GuidePicture } from "./guide-pictures.ts";
import { PICTURES, type Picture } from "./pictures.ts";
import type { Screen } from "./screen.ts";
import { SCREENS } from "./screens.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");

/** A window is drawn bit by bit, the text first: its picture, once it stays the same. */
async function settled(page: Page, rest = 600): Promise<Buffer> {
  let before: Buffer | null = null;
  for (;;) {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await putOffIsDone(page, rest);
    const now = await page.screenshot({ animations: "disabled" });
    if (before && now.equals(before)) return now;
    before = now;
  }
}

type Window = Pick<Picture, "width" | "height" | "language" | "theme">;

/** A desk that has just begun with the sample library. */
async function begin(desk: RunningDesk, { width, height, language, theme }: Window): Promise<void> {
  await desk.page.emulateMedia({ colorScheme: null });
  await desk.renew();
  await ask(desk, "host.remember", { language, theme, by: "ນ້ອຍ ແສງດາລາ" });
  await desk.page.setViewportSize({ width, height });
  await desk.page.reload();
  await desk.page.getByRole("listbox").first().waitFor();
}

/** A part of the window, in a file that a guide of twenty may hold. */
async function partOf(page: Page, { part, height: most = Infinity }: GuidePicture): Promise<Buffer> {
  const image = sharp(await settled(page));
  const box = await page.locator(part).first().boundingBox();
  const { width: across, height: down } = await image.metadata();
  const [left, top] = [Math.max(0, Math.floor(box?.x ?? 0)), Math.max(0, Math.floor(box?.y ?? 0))];
  const width = Math.min(across - left, Math.ceil(box?.width ?? across));
  const height = Math.min(down - top, most, Math.ceil(box?.height ?? down));
  return image.extract({ left, top, width, height }).webp({ quality: 80, effort: 6, smartSubsample: true }).toBuffer();
}

const SMALL = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
];
const LARGE = { width: 1920, height: 1080 };

/** A screen as it stands in each window, by day and by night. */
async function takeScreen(
  desk: RunningDesk,
  { name, isEmpty = false, isMain = false, show }: Screen,
  language: "lo" | "en",
  folder: string,
): Promise<void> {
  const { page } = desk;
  for (const window of isMain ? [...SMALL, LARGE] : SMALL) {
    // What a window of this size begins with, not what another one left.
    await desk.renew({ empty: isEmpty });
    await ask(desk, "host.remember", { language, theme: "auto", by: "ນ້ອຍ ແສງດາລາ" });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize(window);
    await page.reload();
    await (isEmpty ? page.locator("[data-field=menu]") : page.getByRole("option")).first().waitFor();
    await show(desk);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const file = path.join(folder, `${name}-${language}-${colorScheme}-${window.width}.png`);
      await writeFile(file, await settled(page, 200));
    }
  }
}

/**
 * Takes every screen into `folder`, in both languages, by day and by night, in the windows that it is looked at in;
 * `only` those whose names hold it. The answer is the exit code.
 */
export async function takeScreens(folder: string, only = ""): Promise<number> {
  const say = (words: string) => void process.stdout.write(`${words}\n`);
  await buildApp(say);
  if (!(await findBrowser())) {
    say("No Chromium was found: no pictures can be taken.");
    return 1;
  }
  await mkdir(folder, { recursive: true });
  const desk = await startDesk();
  desk.page.setDefaultTimeout(20_000);
  let missed = 0;
  try {
    for (const language of ["en", "lo"] as const)
      for (const screen of SCREENS) {
        if (!`${screen.name}-${language}`.includes(only)) continue;
        // One that can't be shown is told, and keeps no other from being looked at.
        await takeScreen(desk, screen, language, folder).then(
          () => say(`${screen.name}-${language}`),
          async (error: unknown) => {
            missed += 1;
            await desk.page.screenshot({ path: path.join(folder, `${screen.name}-${language}-not-taken.png`) });
            say(`${screen.name}-${language} was not taken: ${String(error).split("\n")[0]}`);
          },
        );
      }
    return missed > 0 ? 1 : 0;
  } finally {
    await desk.close();
  }
}

/**
 * Takes each picture into `folder`, the README's and the guide's own unless one is named; `only` those whose names
 * hold it. The answer is the exit code.
 */
export async function takePictures(folder?: string, only = ""): Promise<number> {
  const say = (words: string) => void process.stdout.write(`${words}\n`);
  await buildApp(say);
  if (!(await findBrowser())) {
    say("No Chromium was found: no pictures can be taken.");
    return 1;
  }
  const ofReadme = folder ?? path.join(ROOT, "resources", "screenshots");
  const ofGuide = folder ?? path.join(ROOT, "renderer", "guide", "pictures");
  for (const place of [ofReadme, ofGuide]) await mkdir(place, { recursive: true });
  const desk = await startDesk();
  const keep = async (file: string, picture: Buffer) => {
    await writeFile(file, picture);
    say(file);
  };
  try {
    for (const picture of PICTURES) {
      if (!picture.name.includes(only)) continue;
      await begin(desk, picture);
      await picture.show(desk);
      await keep(path.join(ofReadme, `${picture.name}.png`), await settled(desk.page));
    }
    for (const language of ["lo", "en"] as const)
      for (const picture of GUIDE_PICTURES) {
        if (!`guide-${picture.page}.${language}`.includes(only)) continue;
        await begin(desk, { width: picture.width ?? 1180, height: 720, language, theme: "light" });
        await picture.show(desk);
        await keep(path.join(ofGuide, `${picture.page}.${language}.webp`), await partOf(desk.page, picture));
      }
    return 0;
  } finally {
    await desk.close();
  }
}
