import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plain } from "../plain-page.ts";
import { allowComplaints, DESK_GONE, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { holdBack, wordsIn } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
});
beforeEach(() => desk.renew());
afterAll(() => desk?.close());

const FIXTURE = path.join(import.meta.dirname, "..", "fixtures", "kpl-article-en.txt");

async function storedArticle(library: string) {
  const names = await readdir(path.join(library, "articles"), { recursive: true });
  const file = names.find((name) => name.endsWith(".json")) ?? "";
  return JSON.parse(await readFile(path.join(library, "articles", file), "utf8"));
}

test("the agency's page goes in, its Lao is written beside it, and both pages come out", async () => {
  await desk.renew({ empty: true });
  const { page, library, home } = desk;

  await page.getByRole("button", { name: "New story", exact: true }).click();
  await page.getByRole("menuitem", { name: "Import…" }).click();
  await page.getByLabel("Choose files…").setInputFiles(FIXTURE);
  await page.getByRole("dialog", { name: "Import" }).getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("button", { name: /^Open · English/ }).click();
  await expect
    .poll(() => wordsIn(page.getByRole("textbox", { name: "English headline" })))
    .toBe("Laos and Cambodia Strengthen Strategic Cooperation");

  await page.getByRole("textbox", { name: "Lao headline" }).fill("ລາວ ແລະ ກຳປູເຈຍ ເສີມຂະຫຍາຍການຮ່ວມມື");
  await page.getByRole("textbox", { name: "Lao lead" }).fill("ລາວ ແລະ ກຳປູເຈຍ ເຫັນດີເສີມຂະຫຍາຍການຮ່ວມມືຮອບດ້ານ.");
  await page.getByRole("textbox", { name: "Lao body" }).click({ position: { x: 60, y: 14 } });
  await page.keyboard.insertText("ສອງປະເທດ ເຫັນດີເສີມຂະຫຍາຍການຮ່ວມມື.");
  await page.getByRole("button", { name: "Write the Lao of this row" }).first().click();
  await page.keyboard.insertText("ການຢ້ຽມຢາມມີຂຶ້ນໃນວັນທີ 4-5 ທັນວາ 2024.");
  await page.keyboard.press("Control+Enter");
  await saved(page);

  const article = await storedArticle(library);
  expect(article.versions.lo.headline).toBe("ລາວ ແລະ ກຳປູເຈຍ ເສີມຂະຫຍາຍການຮ່ວມມື");
  const [loBody, enBody] = [article.versions.lo.body.content, article.versions.en.body.content];
  expect(loBody.slice(0, 2).map((block: { attrs: { row: string } }) => block.attrs.row)).toEqual(
    enBody.slice(0, 2).map((block: { attrs: { row: string } }) => block.attrs.row),
  );
  expect(article.rows[loBody[1].attrs.row].lo).toBe("ການຢ້ຽມຢາມມີຂຶ້ນໃນວັນທີ 4-5 ທັນວາ 2024.");

  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Mark Lao as “Ready”" }).click();
  await page.getByRole("button", { name: "Mark English as “Ready”" }).click();
  await page.getByRole("button", { name: "Publish Lao and English" }).click();
  await page.getByText(/files? written/).waitFor();

  const site = path.join(home, "site");
  const english = await readFile(
    path.join(site, "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/index.html"),
    "utf8",
  );
  expect(english).toContain("06/12/2024 14:15");
  expect(english).toContain("Laos and Cambodia Strengthen Strategic Cooperation");
  const lao =
    (await readdir(path.join(site, "lo"), { recursive: true })).find((name) =>
      /\d\/laos-and.*index\.html$/.test(name),
    ) ?? "";
  const laoPage = await readFile(path.join(site, "lo", lao), "utf8");
  expect(plain(laoPage)).toContain("ສອງປະເທດ ເຫັນດີເສີມຂະຫຍາຍການຮ່ວມມື.");
  expect(laoPage).toContain('lang="lo"');
});

test("Enter, undo, a list toggle and a row's state: no id is doubled and no row is lost", async () => {
  const { page } = desk;
  await page.getByRole("option", { name: /Cold-chain trains/ }).click();
  const body = page.getByRole("textbox", { name: "English body" });
  await body.waitFor();
  const ids = () =>
    body.evaluate((element) =>
      [...element.children].map((block) => [block.getAttribute("data-id"), block.getAttribute("data-row")]),
    );
  const before = await ids();
  await body.locator("p").first().click();
  await page.keyboard.press("Home");
  for (let step = 0; step < 12; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const cut = await ids();
  expect(cut.length).toBe(before.length + 1);
  expect(new Set(cut.map(([id]) => id)).size).toBe(cut.length);
  // Both halves stay in the row, so nothing went stale: one pairs with two.
  expect(cut[1]?.[1]).toBe(before[0]?.[1]);
  expect(cut[0]).toEqual(before[0]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => ids()).toEqual(before);
  await page.getByRole("button", { name: "Bulleted list" }).click();
  await expect.poll(async () => (await ids())[0]).toEqual(before[0]);
  await page.getByRole("button", { name: "Bulleted list" }).click();
  await expect.poll(() => ids()).toEqual(before);
});

test("two windows that write the same line: both are told, and neither text is lost", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const other = await desk.openWindow();
  for (const window of [page, other]) await window.getByRole("option", { name: /Cold-chain trains/ }).click();
  await other.getByRole("textbox", { name: "English lead" }).waitFor();
  const letGo = await holdBack([page, other], "articles.save");
  await page.getByRole("textbox", { name: "English lead" }).fill("The first window's lead.");
  await other.getByRole("textbox", { name: "English lead" }).fill("The second window's lead.");
  letGo();
  for (const window of [page, other])
    await expect
      .poll(() => window.locator(".gutter-cell[data-row=lead]").getAttribute("aria-label"))
      .toContain("Written in two ways");
  const names = (await readdir(path.join(desk.library, "articles"), { recursive: true })).filter((name) =>
    name.endsWith(".json"),
  );
  const texts = await Promise.all(names.map((name) => readFile(path.join(desk.library, "articles", name), "utf8")));
  for (const lead of ["The first window's lead.", "The second window's lead."])
    expect(texts.some((text) => text.includes(lead))).toBe(true);
});

test("the interface changes its language at once, and its names with it", async () => {
  const { page } = desk;
  await page.getByRole("option", { name: /Cold-chain trains/ }).click();
  await page.getByRole("radiogroup", { name: "Language of the desk" }).getByText("ລາວ").click();
  await page.getByRole("textbox", { name: "ເນື້ອຂ່າວພາສາລາວ" }).waitFor();
  await page.getByRole("button", { name: "ເຜີຍແຜ່…" }).waitFor();
  await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe("lo");
});

// Last, for it ends the desk.
test("rows are level, a reload keeps the words, and Ctrl-C loses nothing that was typed", async () => {
  const { page } = desk;
  await page.getByRole("option", { name: /Cold-chain trains/ }).click();
  await page.getByRole("textbox", { name: "English body" }).waitFor();
  const tops = await page.evaluate(() => {
    const of = (lang: string) =>
      [...document.querySelectorAll<HTMLElement>(`[data-field="body.${lang}"] > [data-row]`)].map(
        (block) => [block.dataset.row, block.getBoundingClientRect().top] as const,
      );
    const english = new Map(of("en"));
    return of("lo").flatMap(([row, top]) => (english.has(row) ? [Math.abs(top - (english.get(row) ?? 0))] : []));
  });
  expect(tops.length).toBeGreaterThan(3);
  expect(Math.max(...tops)).toBeLessThanOrEqual(1);
  await expect.poll(() => page.locator(".gutter-cell[data-state=stale]").count()).toBe(3);

  await page.getByRole("textbox", { name: "English lead" }).fill("Refrigerated trains now run daily to Kunming.");
  await saved(page);
  await page.reload();
  await expect
    .poll(() => wordsIn(page.getByRole("textbox", { name: "English lead" })))
    .toBe("Refrigerated trains now run daily to Kunming.");
  allowComplaints(DESK_GONE);
  expect(await desk.stop()).toBe(0);
});
