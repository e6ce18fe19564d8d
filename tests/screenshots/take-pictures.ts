/** `npm run screenshots`: drives the app as a user does and takes its pictures. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { buildApp } from "../../electron/start/build-app.ts";
import { findBrowser } from "../browser.ts";
import { startDesk } from "../e2e/desk-in-browser.ts";
import { ask, drawn } from "../e2e/steps.ts";
import { PICTURES } from "./pictures.ts";

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
      await desk.renew();
      await ask(desk, "host.remember", { language, theme, by: "ນ້ອຍ ແສງດາລາ" });
      await desk.page.setViewportSize({ width, height });
      await desk.page.reload();
      await desk.page.getByRole("listbox").first().waitFor();
      await show(desk);
      await desk.page.evaluate(() => document.fonts.ready.then(() => undefined));
      await drawn(desk.page);
      // What fades in has its colours at the end.
      await desk.page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
      const file = path.join(folder, `${name}.png`);
      await desk.page.screenshot({ path: file, animations: "disabled" });
      say(file);
    }
    return 0;
  } finally {
    await desk.close();
  }
}
