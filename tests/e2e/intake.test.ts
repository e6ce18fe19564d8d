/** Many files at once: a table before anything is written, and what became of it. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import axe from "axe-core";
import type { Locator } from "playwright-core";
import { afterAll, beforeEach, expect, test } from "vitest";
import { blocksOf, rowOfBlock } from "../../shared/blocks/body.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { allFiles, ask, callsOf, drop, onDisk, PNG } from "./steps.ts";

const fixture = (name: string) => readFile(path.join(import.meta.dirname, "..", "fixtures", name), "utf8");
const PAGES = { lo: await fixture("kpl-article-lo.txt"), en: await fixture("kpl-article-en.txt") };

const desk: RunningDesk = await startDesk({ empty: true });
desk.page.setDefaultTimeout(30_000);
afterAll(() => desk.close());
beforeEach(() => desk.renew());

const text = (name: string, words: string) => ({ name, type: "text/plain", text: words });
const PLACES = [
  "ປາກເຊ",
  "ຊຽງຂວາງ",
  "ອຸດົມໄຊ",
  "ບໍ່ແກ້ວ",
  "ຄຳມ່ວນ",
  "ສະຫວັນນະເຂດ",
  "ຫຼວງນ້ຳທາ",
  "ຜົ້ງສາລີ",
  "ເຊກອງ",
  "ອັດຕະປື",
  "ສາລະວັນ",
  "ໄຊຍະບູລີ",
];
/** Twelve stories that stand alone, two pairs, one that is damaged, three that are no text. */
const TWENTY = [
  text("KPL 4733.txt", PAGES.en),
  text("ຂ່າວ ກຳປູເຈຍ.txt", PAGES.lo),
  text("mekong.lo.txt", "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ທີ່ຫຼວງພະບາງ ຂຶ້ນ 40 ຊັງຕີແມັດ ໃນວັນທີ 12 ພະຈິກ 2026."),
  text("mekong.en.txt", "Mekong rises\nThe Mekong rose 40 centimetres at Luang Prabang on 12 November 2026."),
  ...PLACES.map((place, at) =>
    text(`ຂ່າວ-${place}.txt`, `ເປີດໂຮງຮຽນໃໝ່ຢູ່${place}\nໂຮງຮຽນມັດທະຍົມ ${at + 3} ຫ້ອງ ເປີດສອນແລ້ວ ຢູ່ແຂວງ${place}.`),
  ),
  text("damaged.txt", "ປະຊຸມ\uFFFD\uFFFDຄະນະລັດຖະບານ\nກອງປະຊຸມ\uFFFDເປີດຂຶ້ນ."),
  { name: "photo.txt", type: "text/plain", base64: PNG },
  text("empty.txt", ""),
  { name: "old.txt", type: "text/plain", base64: Buffer.from("Caf\xe9 \xe0 Vientiane", "latin1").toString("base64") },
];

const dialog = () => desk.page.getByRole("dialog", { name: "Import" });
const table = () => dialog().getByRole("table", { name: "What comes in" });
const rowOf = (name: string): Locator => table().getByRole("row").filter({ hasText: name });
const status = () => dialog().getByRole("status");
const dropThem = async (files: readonly (typeof TWENTY)[number][]) => {
  await drop(desk.page.locator("footer"), files);
  await status().filter({ hasText: "Nothing is written yet." }).waitFor({ timeout: 60_000 });
};
/** The stories on the disk by their headlines in Lao or else English. */
const stories = async () => {
  const ids = [...(await allFiles(desk.library)).keys()];
  const all = await Promise.all(ids.map((id) => onDisk(desk.library, id)));
  return new Map(all.map((one) => [one.versions.lo?.headline ?? one.versions.en?.headline ?? "", one]));
};

test("twenty files stand in a table with pairs and doubts, and nothing is written before it is said", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await dropThem(TWENTY);
  await expect.poll(() => table().getAttribute("aria-rowcount")).toBe("21");
  expect((await allFiles(desk.library)).size).toBe(0);
  // By what they say, and by their names.
  const partner = (name: string) => rowOf(name).getByRole("combobox", { name: `${name} is the same story as` });
  await expect.poll(() => partner("KPL 4733.txt").locator("option:checked").textContent()).toContain("ລາວ");
  await expect.poll(() => partner("mekong.en.txt").locator("option:checked").textContent()).toBe("ນ້ຳຂອງຂຶ້ນ");
  await expect.poll(() => partner("mekong.lo.txt").locator("option:checked").textContent()).toBe("Mekong rises");
  await expect.poll(() => partner("ຂ່າວ-ປາກເຊ.txt").inputValue()).toBe("");

  // A headline is put right, a pair is parted, one is left out.
  const headline = page.getByRole("textbox", { name: "Headline of ຂ່າວ-ປາກເຊ.txt" });
  await headline.fill("ໂຮງຮຽນໃໝ່ທີ່ປາກເຊ");
  await partner("mekong.lo.txt").selectOption({ label: "none: a story of its own" });
  await expect.poll(() => partner("mekong.en.txt").inputValue()).toBe("");
  await page.getByRole("checkbox", { name: "Import ເປີດໂຮງຮຽນໃໝ່ຢູ່ເຊກອງ" }).uncheck();
  await rowOf("KPL 4733.txt")
    .getByRole("button", { name: /doubts? about KPL 4733.txt/ })
    .click();
  await page.getByText("4 lines left out").waitFor();
  await page.getByRole("button", { name: "Show what was left out" }).click();
  await page.getByRole("list", { name: "What was left out" }).getByText("Email Print 4733").waitFor();
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
    violations: { id: string }[];
  };
  expect(violations.map(({ id }) => id)).toEqual([]);

  await dialog().getByRole("button", { name: "Import 15 stories" }).click();
  await status().filter({ hasText: "15 stories imported. 3 files refused. 1 left out." }).waitFor();
  for (const sentence of [
    "photo.txt is a picture; what is imported here is text. Open the story and put the picture in there.",
    "empty.txt is empty.",
    "old.txt is neither UTF-8 nor UTF-16 text.",
  ])
    await dialog().getByText(sentence).waitFor();
  const found = await stories();
  expect(found.size).toBe(15);
  expect(found.has("ໂຮງຮຽນໃໝ່ທີ່ປາກເຊ")).toBe(true);
  expect(found.has("ເປີດໂຮງຮຽນໃໝ່ຢູ່ເຊກອງ")).toBe(false);
  expect(found.get("Mekong rises")?.versions.lo).toBeNull();
  const pair = [...found.values()].find(({ versions }) => versions.lo && versions.en);
  const rows = (lang: "lo" | "en") => blocksOf(pair?.versions[lang]?.body ?? { type: "doc" }).map(rowOfBlock);
  expect(rows("lo")).toEqual(rows("en"));
  expect(pair?.release.lo.publishedAt).toBe("2024-12-06T14:15:00+07:00");
  await dialog().getByRole("button", { name: "Open · English: Mekong rises" }).click();
  await page.getByRole("textbox", { name: "English headline" }).filter({ hasText: "Mekong rises" }).waitFor();
}, 90_000);

test("a tone above a vowel is seen in the fields of the table", async () => {
  await dropThem([text("ປີ້.txt", "ປີ້\nປີ້ລົດໄຟ ຂາຍໝົດແລ້ວ.")]);
  const headline = desk.page.getByRole("textbox", { name: "Headline of ປີ້.txt" });
  const drawnAs = async (words: string) => {
    await headline.fill(words);
    return headline.screenshot();
  };
  expect((await drawnAs("ປີ້")).equals(await drawnAs("ປີ"))).toBe(false);
});

test("an old font is put right, and a page taken whole and as its story again, before anything is written", async () => {
  const { page } = desk;
  const html = await fixture("pages/paper-en.html");
  await dropThem([
    text("p4.txt", "lh k'7;k,g0A ,c0'.odkora fmtok;y -k-u"),
    { name: "rice.html", type: "text/html", text: html },
  ]);
  const open = (name: string) =>
    rowOf(name)
      .getByRole("button", { name: new RegExp(`about ${name}`) })
      .click();
  await open("p4.txt");
  await page.getByText("→ ສ້າງຄວາມເຂັ້ມແຂງ").waitFor();
  const repair = page.getByRole("checkbox", { name: /old font to Unicode/ });
  await repair.focus();
  await page.keyboard.press("Space");
  await page.getByText("The old Lao font was converted").waitFor();
  const headline = page.getByRole("textbox", { name: "Headline of p4.txt" });
  await expect.poll(() => headline.inputValue()).toMatch(/^ສ້າງຄວາມເຂັ້ມແຂງ/);
  await expect.poll(() => page.getByRole("combobox", { name: "Language of p4.txt" }).inputValue()).toBe("lo");
  await expect.poll(() => repair.evaluate((box) => box === document.activeElement)).toBe(true);

  await open("rice.html");
  const count = () =>
    rowOf("rice.html")
      .getByText(/lines? left out/)
      .textContent();
  const before = await count();
  const whole = page.getByRole("checkbox", { name: "Take the whole page" });
  await whole.check();
  await rowOf("rice.html")
    .getByText(before ?? "", { exact: true })
    .waitFor({ state: "hidden" });
  await expect.poll(() => rowOf("rice.html").textContent()).not.toContain("picture:");
  await whole.uncheck();
  await rowOf("rice.html")
    .getByText(before ?? "")
    .waitFor();
  await whole.check();
  await rowOf("rice.html")
    .getByText(before ?? "", { exact: true })
    .waitFor({ state: "hidden" });

  await dialog().getByRole("button", { name: "Import 2 stories" }).click();
  await status().filter({ hasText: "2 stories imported." }).waitFor();
  const all = [...(await stories()).values()];
  expect(all.some(({ versions }) => versions.lo?.headline.startsWith("ສ້າງຄວາມເຂັ້ມແຂງ"))).toBe(true);
  expect(JSON.stringify(all)).toContain("Two schools open in Sanamxay");
});

/** A folder with a story, one in a folder below it, and what the system hides. */
async function newsFolder(): Promise<string> {
  const folder = path.join(desk.home, "ຂ່າວ ມື້ນີ້");
  await mkdir(path.join(folder, "ແຂວງ"), { recursive: true });
  await writeFile(path.join(folder, "b.txt"), "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ຂຶ້ນ 40 ຊັງຕີແມັດ.");
  await writeFile(path.join(folder, "ແຂວງ", "a.txt"), "ເປີດໂຮງຮຽນ\nໂຮງຮຽນ ເປີດສອນແລ້ວ.");
  await writeFile(path.join(folder, ".hidden.txt"), "ບໍ່ແມ່ນຂ່າວ");
  return folder;
}

const namesInTable = () => table().getByRole("row").locator(".intake-name").allTextContents();

test("a chosen folder comes in with what lies within, but for what the system hides", async () => {
  const folder = await newsFolder();
  await desk.page.keyboard.press("Control+Alt+i");
  const choosing = desk.page.waitForEvent("filechooser");
  await dialog().getByRole("button", { name: "Choose a folder…" }).press("Enter");
  await (await choosing).setFiles(folder);
  await status().filter({ hasText: "2 stories to import" }).waitFor();
  expect(await namesInTable()).toEqual(["b.txt", "a.txt"]);
});

test("a dropped folder comes in with what lies within, and a file beside it", async () => {
  const folder = await newsFolder();
  const beside = path.join(desk.home, "c.txt");
  await writeFile(beside, "ຕະຫຼາດເປີດ\nຕະຫຼາດ ຊັງຈຽງ ເປີດໃໝ່ ໃນວັນທີ 12 ພະຈິກ.");
  const session = await desk.page.context().newCDPSession(desk.page);
  const footer = await desk.page.locator("footer").boundingBox();
  if (!footer) throw new Error("The footer isn't there.");
  const data = { items: [], files: [folder, beside], dragOperationsMask: 1 };
  const at = { x: footer.x + footer.width / 2, y: footer.y + footer.height / 2 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, ...at, data });
  await status().filter({ hasText: "3 stories to import" }).waitFor();
  expect(await namesInTable()).toEqual(["b.txt", "a.txt", "c.txt"]);
  await session.detach();
});

test("what is taken stays where the rest is stopped, and both are told", async () => {
  const { page } = desk;
  await dropThem(TWENTY.slice(4, 10));
  let taken = 0;
  const held = Promise.withResolvers<void>();
  await page.route("**/api/import.take", async (route) => {
    taken += 1;
    if (taken === 3) await held.promise;
    await route.continue();
  });
  await dialog().getByRole("button", { name: "Import 6 stories" }).click();
  await status().filter({ hasText: "2 of 6 stories imported" }).waitFor();
  await dialog().getByRole("button", { name: "Stop" }).click();
  held.resolve();
  await status().filter({ hasText: "Stopped. 3 stories imported. 3 left out." }).waitFor();
  await page.unroute("**/api/import.take");
  expect((await allFiles(desk.library)).size).toBe(3);
});

test("reading can be stopped, and what was read by then can be taken", async () => {
  const { page } = desk;
  let read = 0;
  const held = Promise.withResolvers<void>();
  await page.route("**/api/import.read", async (route) => {
    read += 1;
    if (read >= 3) await held.promise;
    await route.continue().catch(() => undefined);
  });
  await drop(page.locator("footer"), TWENTY.slice(4, 10));
  await status().filter({ hasText: "2 of 6 files read" }).waitFor();
  await dialog().getByRole("button", { name: "Stop" }).click();
  await status().filter({ hasText: "2 stories to import" }).waitFor();
  held.resolve();
  await expect.poll(() => rowOf("ຂ່າວ-ບໍ່ແກ້ວ.txt").textContent()).toContain("Not read");
  await page.unroute("**/api/import.read");
  await dialog().getByRole("button", { name: "Import 2 stories" }).click();
  await status().filter({ hasText: "2 stories imported. 4 left out." }).waitFor();
});

test("what the desk no longer keeps is read again by itself, and taken as it was corrected", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const answer = page.waitForResponse("**/api/import.read");
  await dropThem([text("mekong.txt", "ນ້ຳຂອງຂຶ້ນ\nລະດັບນ້ຳຂອງ ຂຶ້ນ 40 ຊັງຕີແມັດ.")]);
  const { value } = (await (await answer).json()) as { value: { token: string } };
  await page.getByRole("textbox", { name: "Headline of mekong.txt" }).fill("ນ້ຳຂອງຂຶ້ນ 40 ຊັງຕີແມັດ");
  await ask(desk, "import.forget", { tokens: [value.token] });
  const reads = callsOf(page, "import.read");
  await dialog().getByRole("button", { name: "Import", exact: true }).click();
  await status().filter({ hasText: "1 story imported." }).waitFor();
  expect(reads).toHaveLength(1);
  expect([...(await stories()).keys()]).toEqual(["ນ້ຳຂອງຂຶ້ນ 40 ຊັງຕີແມັດ"]);
});

test("one file is taken with Enter alone, as the other language of a story that lacks it where that is offered", async () => {
  const { page } = desk;
  await dropThem([text("KPL 4733.txt", PAGES.en)]);
  await page.keyboard.press("Enter");
  await status().filter({ hasText: "1 story imported." }).waitFor();
  await dialog().getByRole("button", { name: "Close" }).last().click();
  await dropThem([text("ຂ່າວ.txt", PAGES.lo)]);
  await page.keyboard.press("Enter");
  await status().filter({ hasText: "1 story imported." }).waitFor();
  const [story, ...others] = [...(await stories()).values()];
  expect(others).toEqual([]);
  expect(story?.versions.en?.headline).toBe("Laos and Cambodia Strengthen Strategic Cooperation");
});

test("two hundred files stand in the page only as far as they are in view", async () => {
  const many = Array.from({ length: 200 }, (_, at) => text(`news-${at + 1}.txt`, `ຂ່າວທີ ${at + 1}\nເນື້ອຂ່າວ.`));
  await dropThem(many);
  await expect.poll(() => table().getAttribute("aria-rowcount")).toBe("201");
  expect(await table().getByRole("row").count()).toBeLessThan(60);
}, 90_000);
