import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { siteLook } from "../../shared/site-look.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory, runCommand } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const dialog = () => desk.page.getByRole("dialog", { name: "Settings" });
const remembered = async () => JSON.parse(await readFile(path.join(desk.home, "desk.json"), "utf8"));

test("the name, the language and the theme of who sits here are kept with the app, not with the library", async () => {
  const { page } = desk;
  await page.keyboard.press("Control+,");
  await dialog().getByRole("textbox", { name: "Your name" }).fill("ນາງ ພອນທິບ");
  await dialog().getByRole("textbox", { name: "Your name" }).blur();
  await dialog().getByText("Dark", { exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe("dark");
  await dialog().getByRole("tabpanel", { name: "You" }).getByText("Lao", { exact: true }).click();
  await page.getByRole("dialog", { name: "ການຕັ້ງຄ່າ" }).waitFor();
  await expect.poll(remembered).toMatchObject({ by: "ນາງ ພອນທິບ", language: "lo", theme: "dark" });
  await page.reload();
  await page.getByRole("listbox", { name: "ລາຍການຂ່າວ" }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe("dark");
  await page.keyboard.press("Control+Alt+y");
  await page.keyboard.press("Control+,");
  await dialog().getByText("As the system", { exact: true }).click();
  await expect.poll(async () => (await remembered()).theme).toBe("auto");
  await page.keyboard.press("Escape");
});

test("settings of the library that can't be are refused beside their field, and nothing is saved", async () => {
  const { page } = desk;
  const before = await ask(desk, "settings.read", {});
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "This library" }).click();
  await dialog().getByRole("textbox", { name: "Name of the library" }).fill(" ");
  await dialog().getByRole("textbox", { name: "Time zone" }).fill("Vientiane");
  await dialog().getByRole("textbox", { name: "Categories 1: Key" }).fill("economy");
  await dialog().getByRole("button", { name: "Save" }).click();
  for (const sentence of [
    "The library needs a name.",
    "This is no time zone, such as Asia/Vientiane.",
    "Each needs a key of its own.",
  ])
    await dialog().getByText(sentence).waitFor();
  expect(await ask(desk, "settings.read", {})).toEqual(before);
});

test("settings that can be are saved, and the desk shows them at once", async () => {
  const { page } = desk;
  await dialog().getByRole("textbox", { name: "Name of the library" }).fill("ໂຕະຂ່າວເສດຖະກິດ");
  await dialog().getByRole("textbox", { name: "Time zone" }).fill("Asia/Vientiane");
  await dialog().getByRole("textbox", { name: "Categories 1: Key" }).fill("politics");
  await dialog().getByRole("button", { name: "Add: Categories" }).click();
  await dialog().getByRole("textbox", { name: "Categories 10: Key" }).fill("tourism");
  await dialog().getByRole("textbox", { name: "Categories 10: Lao" }).fill("ການທ່ອງທ່ຽວ");
  await dialog().getByRole("textbox", { name: "Categories 10: English" }).fill("Tourism");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().waitFor({ state: "hidden" });
  await page.getByText("ໂຕະຂ່າວເສດຖະກິດ").waitFor();
  await openStory(page, /Cold-chain trains/);
  await page.getByRole("complementary").getByRole("combobox", { name: "Category" }).fill("Tour");
  await page.getByRole("option", { name: "Tourism" }).waitFor();
  await page.keyboard.press("Escape");
  const stored = JSON.parse(await readFile(path.join(desk.library, "library.json"), "utf8"));
  expect(stored.settings.categories.at(-1)).toEqual({ key: "tourism", lo: "ການທ່ອງທ່ຽວ", en: "Tourism" });
});

test("the website's address stands with its look; what is no address is refused beside it", async () => {
  const { page } = desk;
  const siteUrl = async () => (await ask(desk, "settings.read", {})).settings.siteUrl;
  const before = await siteUrl();
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "Website" }).click();
  const address = dialog().getByRole("textbox", { name: "Address of the website" });
  await address.fill("kpl.gov.la");
  await address.press("Enter");
  await dialog().getByText("An address begins with https:// or http://").waitFor();
  await expect.poll(() => address.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await siteUrl()).toBe(before);
  await address.fill(" https://kpl.gov.la ");
  await address.press("Enter");
  await dialog().waitFor({ state: "hidden" });
  expect(await siteUrl()).toBe("https://kpl.gov.la");
});

test("the library's folder is shown from the palette", async () => {
  await runCommand(desk.page, "Show library folder");
  // A machine without a file manager is told the path.
  const shown = await ask(desk, "host.showLibrary", {});
  expect(shown.path).toBe(desk.library);
  if (!shown.shown) await desk.page.getByRole("alert").getByText(desk.library).waitFor();
});

test("the look of the site is chosen by keys, and a preview shows it at once", async () => {
  const { page } = desk;
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "Website" }).click();
  await dialog().getByLabel("Colour of links and sections").fill("#006b3f");
  const down = dialog().getByRole("button", { name: "Move down: Politics" });
  await down.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  // The focus went along: the same key moves it on.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
    .toBe("Move down: Politics");
  await dialog().getByRole("checkbox", { name: "Sport" }).uncheck();
  await dialog().getByRole("combobox", { name: "Leading story in Lao" }).fill("ກາເຟ");
  await dialog()
    .getByRole("option", { name: /ຈຳປາສັກ ສົ່ງອອກກາເຟ/ })
    .click();
  await dialog().getByRole("textbox", { name: "Words at the foot, Lao" }).fill("ຖະໜົນເສດຖາທິລາດ ນະຄອນຫຼວງວຽງຈັນ");
  await dialog().getByRole("textbox", { name: "CSS of your own" }).fill("main { outline: 2px dotted }");
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().waitFor({ state: "hidden" });
  const { settings } = await ask(desk, "settings.read", {});
  expect(settings.site).toMatchObject({
    colours: { accent: "#006b3f" },
    footer: { lo: "ຖະໜົນເສດຖາທິລາດ ນະຄອນຫຼວງວຽງຈັນ" },
    css: "main { outline: 2px dotted }",
  });
  expect(siteLook(settings).sections.slice(0, 3)).toEqual(["economy", "society", "politics"]);
  expect(siteLook(settings).sections).not.toContain("sport");
  const lead = siteLook(settings).lead.lo ?? "";
  const { article } = await ask(desk, "articles.open", { id: lead });
  expect(article.versions.lo?.headline).toContain("ຈຳປາສັກ ສົ່ງອອກກາເຟ");

  await page.getByRole("button", { name: "Preview" }).click();
  const inside = page.frameLocator("iframe");
  await inside.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Economy" }).waitFor();
  await expect
    .poll(() => inside.getByRole("navigation", { name: "Sections" }).getByRole("link").allTextContents())
    .toEqual(expect.not.arrayContaining(["Sport"]));
  const outline = () => inside.locator("main").evaluate((main) => getComputedStyle(main).outlineStyle);
  await expect.poll(outline).toBe("dotted");
  await page.keyboard.press("Escape");
});

test("the front is seen as the look stands in the form, before it is saved, and a style sheet is read from a file", async () => {
  const { page } = desk;
  const before = await ask(desk, "settings.read", {});
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "Website" }).click();
  await dialog().getByRole("button", { name: "Show the front page" }).click();
  const preview = dialog().getByRole("region", { name: "Front page as it would be" });
  const front = preview.frameLocator("iframe");
  await front.getByRole("heading", { level: 2, name: /ຈຳປາສັກ ສົ່ງອອກກາເຟ/ }).waitFor();
  // However far the form is scrolled, another tab is at hand, and the front stays below the tabs.
  const tabsAt = async () => Math.round((await dialog().getByRole("tablist").boundingBox())?.y ?? 0);
  const stood = await tabsAt();
  await dialog().getByRole("textbox", { name: "CSS of your own" }).scrollIntoViewIfNeeded();
  expect(await tabsAt()).toBe(stood);
  const accent = () =>
    front.locator("main").evaluate((main) => getComputedStyle(main).getPropertyValue("--accent").trim());
  await dialog().getByRole("textbox", { name: "Colour of links and sections" }).fill("#7a1f5c");
  await expect.poll(accent).toContain("#7a1f5c");
  await dialog().getByRole("switch", { name: "Blocks of the sections" }).uncheck();
  await expect.poll(() => front.locator("section.block").count()).toBe(0);
  await preview.getByText("English", { exact: true }).click();
  await front.locator("html[lang=en]").waitFor();
  await preview.getByText("Phone", { exact: true }).click();
  await expect.poll(() => front.locator("html").evaluate(() => innerWidth)).toBe(390);
  // Where a style takes the page's paper away, readers in the dark see no white.
  const ground = () => preview.locator("iframe").evaluate((frame) => getComputedStyle(frame).backgroundColor);
  expect(await ground()).toBe("rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground).not.toBe("rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "light" });

  const own = dialog().getByRole("textbox", { name: "CSS of your own" });
  const file = dialog().locator("input[type=file][accept*=css]");
  const css = (name: string, text: string | Buffer) => ({ name, mimeType: "text/css", buffer: Buffer.from(text) });
  await file.setInputFiles(css("ສີໃໝ່.css", "\ufeffmain {\r\n  outline: 3px solid;\r\n}\r\n"));
  await expect.poll(() => own.inputValue()).toBe("main {\n  outline: 3px solid;\n}\n");
  await expect.poll(() => front.locator("main").evaluate((main) => getComputedStyle(main).outlineStyle)).toBe("solid");
  await file.setInputFiles(css("all.css", `/* ${"ກ".repeat(100_000)} */`));
  await dialog().getByText("“all.css” is longer than 100 thousand characters. Nothing was taken from it.").waitFor();
  await file.setInputFiles(css("logo.css", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])));
  await dialog().getByText("“logo.css” can’t be read as text. Nothing was taken from it.").waitFor();
  await expect.poll(() => own.inputValue()).toBe("main {\n  outline: 3px solid;\n}\n");
  await own.fill("a".repeat(100_001));
  await dialog().getByRole("button", { name: "Save" }).click();
  await dialog().getByText("This is too long to be saved.").waitFor();
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
  expect(await ask(desk, "settings.read", {})).toEqual(before);
});

test("another library: a folder of something else is refused, an empty one becomes a library", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const foreign = path.join(desk.home, "photos");
  await mkdir(foreign);
  await writeFile(path.join(foreign, "mekong.jpg"), "a photo");
  await runCommand(page, "Open another library");
  const open = page.getByRole("dialog", { name: "Open another library…" });
  const field = page.getByRole("textbox", { name: "Path of the folder" });
  await field.fill(foreign);
  await page.keyboard.press("Enter");
  await page.getByText("holds other files and no library.").waitFor();
  await field.fill(path.join(desk.home, "branch office"));
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "hidden" });
  await page.getByText("No stories yet").first().waitFor();
  await expect.poll(() => open.count()).toBe(0);
  expect((await ask(desk, "library.info", {})).path).toBe(path.join(desk.home, "branch office"));
  await expect.poll(async () => (await remembered()).library).toBe(path.join(desk.home, "branch office"));
});

test("a key is made for signing bundles; its public half can be copied, and another one is made after asking", async () => {
  const { page } = desk;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "Signing" }).click();
  await dialog().getByText("This desk has no key; its bundles are not signed.").waitFor();
  await dialog().getByRole("button", { name: "Make a signing key" }).click();
  const field = dialog().getByRole("textbox", { name: "Public key" });
  const first = await field.inputValue();
  expect(first).toMatch(/^-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=]+\n-----END PUBLIC KEY-----$/);
  const file = path.join(desk.home, "signing-key.pem");
  const made = await readFile(file, "utf8");
  expect(made).toContain("PRIVATE KEY");
  await dialog().getByRole("button", { name: "Copy the public key" }).click();
  await dialog().getByText("Copied.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(first);

  await dialog().getByRole("button", { name: "Make another key" }).click();
  await dialog()
    .getByText(/Websites that have the present key will refuse/)
    .waitFor();
  await dialog().getByRole("button", { name: "Cancel" }).click();
  expect(await readFile(file, "utf8")).toBe(made);
  await dialog().getByRole("button", { name: "Make another key" }).click();
  await dialog().getByRole("alert").getByRole("button", { name: "Make another key" }).click();
  await expect.poll(() => field.inputValue()).not.toBe(first);

  // What stands in the key's place and is none is told, and may be replaced.
  allowComplaints(REFUSED);
  await writeFile(file, "no key");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+,");
  await dialog().getByRole("tab", { name: "Signing" }).click();
  await dialog()
    .getByRole("alert")
    .getByText(/holds no Ed25519 key/)
    .waitFor();
  await dialog().getByRole("button", { name: "Sign no more" }).click();
  await dialog().getByRole("alert").getByRole("button", { name: "Sign no more" }).click();
  await dialog().getByRole("button", { name: "Make a signing key" }).waitFor();
  await expect(readFile(file)).rejects.toThrow("ENOENT");
  await page.keyboard.press("Escape");
});
