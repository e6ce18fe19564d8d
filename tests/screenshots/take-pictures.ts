/** `npm run screenshots`: drives the app as a user does and takes its pictures. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { buildApp } from "../../electron/start/build-app.ts";
import { findBrowser } from "../browser.ts";
import { startDesk } from "../e2e/desk-in-browser.ts";
import { ask, putOffIsDone } from "../e2e/steps.ts";
import { PICTURES } from "./pictures.ts";

/** A window is drawn bit by bit, the text first: its picture, once it stays the same. */
async function settled(page: Page): Promise<Buffer> {
  let before: Buffer | null = null;
  for (;;) {
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await putOffIsDone(page, 600);
    const now = await page.screenshot({ animations: "disabled" });
    if (before && now.equals(before)) return now;
    before = now;
  }
}

/** Takes each picture into `folder`, the README's unless one is named. The answer is the exit code. */
export async function takePictures(
  folder = path.join(import.meta.dirname, "..", "..", "resources", "screenshots"),
): Promise<number> {
  const say = (words: string) => void process.stdout.write(`${words}\n`);
  await buildApp(say);
  if (!(await findBrowser())) {
    say("No Chromium was found: no pictures can be taken.");
    return 1;
  }
  await mkdir(folder, { recursive: true });
  const desk = await startDesk();
  try {
    for (const { name, width, height, language, theme, show } of PICTURES) {
      await desk.page.emulateMedia({ colorScheme: null });
      await desk.renew();
      await ask(desk, "host.remember", { language, theme, by: "ນ້ອຍ ແສງດາລາ" });
      await desk.page.setViewportSize({ width, height });
      await desk.page.reload();
      await desk.page.getByRole("listbox").first().waitFor();
      await show(desk);
      const file = path.join(folder, `${name}.png`);
      await writeFile(file, await settled(desk.page));
      say(file);
    }
    return 0;
  } finally {
    await desk.close();
  }
}
