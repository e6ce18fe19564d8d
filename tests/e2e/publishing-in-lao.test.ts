/** What goes out, in Lao: one way through it all by the mouse, and one by the keyboard alone. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Lang } from "../../shared/article/article.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, runCommand } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  await desk.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});
afterAll(() => desk?.close());

const textOf = (text: string) => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });

/** A story with text in both languages, open in a window in Lao. */
async function openNewStory(): Promise<string> {
  const { page } = desk;
  const { article } = await ask(desk, "articles.create", {
    details: { source: "lo", category: "economy", slug: "rice-prices" },
    lo: { headline: "ລາຄາເຂົ້າຫຼຸດລົງ", lead: "ຊາວນາຂາຍໄດ້ 4.500 ກີບ.", body: textOf("ເຂົ້າເປືອກລາຄາຫຼຸດ.") },
    en: { headline: "Rice prices fall", lead: "Farmers get 4,500 kip.", body: textOf("Paddy is cheaper.") },
  });
  await page.locator(`[data-story="${article.id}"]`).click();
  await expect.poll(() => openId(page)).toBe(article.id);
  await page.locator("[data-field='body.lo']").waitFor();
  return article.id;
}
beforeEach(async () => {
  await desk.renew();
  await ask(desk, "host.remember", { language: "lo", by: "ນາງ ພອນທິບ" });
  await ask(desk, "host.chooseFolder", { purpose: "site", path: siteFolder() });
  await desk.page.reload();
  await desk.page.getByRole("button", { name: "ຂຽນພາສາລາວກ່ອນ" }).waitFor();
});

const siteFolder = () => path.join(path.dirname(desk.library), "site");
const pageOf = async (lang: Lang): Promise<string> => {
  const names = await readdir(siteFolder(), { recursive: true }).catch(() => []);
  const name = names.find((one) => one.startsWith(`${lang}/2`) && one.endsWith("rice-prices/index.html"));
  return name === undefined ? "" : readFile(path.join(siteFolder(), name), "utf8");
};
const dialog = (name: string) => desk.page.getByRole("dialog", { name, exact: true });
const story = () => dialog("ເຜີຍແຜ່ຂ່າວນີ້");
const site = () => dialog("ເຜີຍແຜ່ເວັບໄຊ");
const enabled = (button: Locator) => expect.poll(() => button.isEnabled()).toBe(true);
const release = async (id: string) => (await onDisk(desk.library, id)).release;
const REASON = "ລາຄາທີ່ລາຍງານບໍ່ຖືກຕ້ອງ.";
const NOTE = "ຂ່າວກ່ອນໜ້ານີ້ບອກລາຄາຜິດ.";

/** Changes the Lao lead of the open story, which is out. */
async function changeLead(): Promise<void> {
  const { page } = desk;
  await page.locator("[data-field='lead.lo']").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText(" ແກ້ແລ້ວ.");
  await saved(page);
  await page.locator(".column-head.side-lo").getByText("ແກ້ໄຂຫຼັງເຜີຍແຜ່").waitFor();
}

test("by the mouse: both languages go out, one is corrected with a note, the site is published again, one is withdrawn with a reason", async () => {
  const { page } = desk;
  const id = await openNewStory();
  await page.getByRole("button", { name: "ເຜີຍແຜ່…" }).click();
  await story().getByRole("button", { name: "ໝາຍພາສາລາວວ່າ “ພ້ອມເຜີຍແຜ່”" }).click();
  await story().getByRole("button", { name: "ໝາຍພາສາອັງກິດວ່າ “ພ້ອມເຜີຍແຜ່”" }).click();
  const region = story().getByRole("region", { name: "ລາວ", exact: true });
  await region.getByText(/lo\/\d{4}\/\d\d\/rice-prices\//).waitFor();
  const go = story().getByRole("button", { name: "ເຜີຍແຜ່ພາສາລາວ ແລະ ພາສາອັງກິດ" });
  await enabled(go);
  // Nothing is written before it is said, and asked for.
  expect(await pageOf("lo")).toBe("");
  await go.click();
  await story()
    .getByRole("button", { name: /^ສຳເນົາທີ່ຢູ່: ລາວ/ })
    .click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\/lo\/.*rice-prices\/$/);
  await story().getByRole("button", { name: "ແລ້ວ", exact: true }).click();
  await story().waitFor({ state: "hidden" });
  expect(await pageOf("en")).toContain("Rice prices fall");

  await changeLead();
  await page.getByRole("button", { name: "ເຜີຍແຜ່…" }).click();
  await story()
    .getByRole("textbox", { name: /^ໝາຍເຫດເຖິງຜູ້ອ່ານໜ້າພາສາລາວ/ })
    .fill(NOTE);
  const update = story().getByRole("button", { name: "ເຜີຍແຜ່ການແກ້ໄຂພາສາລາວ" });
  await enabled(update);
  await update.click();
  await story().getByText("ພາສາລາວໄດ້ແກ້ໄຂໃນໂຟນເດີຂອງເວັບໄຊແລ້ວ.").waitFor();
  await story().getByRole("button", { name: "ແລ້ວ", exact: true }).click();
  expect((await pageOf("lo")).replaceAll("<wbr>", "")).toContain(NOTE);

  await page.getByRole("button", { name: /^ຂັ້ນຕອນຂອງສະບັບພາສາອັງກິດ/ }).click();
  await page.getByRole("menuitem", { name: "ຖອນຄືນແລ້ວ" }).click();
  const question = dialog("ພາສາອັງກິດເຜີຍແຜ່ຢູ່");
  await question.getByRole("textbox", { name: /^ເຫດຜົນສຳລັບຜູ້ອ່ານ ເປັນພາສາອັງກິດ/ }).fill("The price was wrong.");
  await question.getByRole("button", { name: "ຖອນພາສາອັງກິດຄືນ" }).click();
  await question.waitFor({ state: "hidden" });
  await expect.poll(async () => (await release(id)).en.stage).toBe("withdrawn");

  // Lao changed again: it is listed and not ticked; the withdrawal goes with the site.
  await changeLead();
  await page.locator("[data-field=menu]").click();
  await page.getByRole("menuitem", { name: "ເຜີຍແຜ່ເວັບໄຊ…" }).click();
  const lao = site().getByRole("checkbox", { name: /^ລາວ: ລາຄາເຂົ້າຫຼຸດລົງ/ });
  await lao.waitFor();
  await expect.poll(() => lao.isChecked()).toBe(false);
  await site().getByRole("combobox", { name: "ສະຖານະ" }).click();
  await page.getByRole("option", { name: "ແກ້ໄຂຫຼັງເຜີຍແຜ່", exact: true }).click();
  await lao.click();
  const all = site()
    .getByRole("button", { name: /^ເຜີຍແຜ່/ })
    .last();
  await enabled(all);
  await all.click();
  await site().getByRole("button", { name: "ກັບໄປລາຍການ" }).waitFor();
  expect((await pageOf("lo")).match(/ແກ້<wbr>?ແລ້ວ|ແກ້ແລ້ວ/g)?.length).toBeGreaterThan(1);
  expect(await pageOf("en")).toContain("The price was wrong.");
});

test("by keys alone: the same, from Publish site in the palette to the withdrawal, each key where the last one left off", async () => {
  const { page } = desk;
  const { keyboard } = page;
  const id = await openNewStory();
  for (const lang of ["lo", "en"] as const) await ask(desk, "articles.release", { id, lang, stage: "ready" });
  await runCommand(page, "ເຜີຍແຜ່ເວັບໄຊ");
  const english = site().getByRole("checkbox", { name: /^ອັງກິດ: / });
  await english.waitFor();
  await english.focus();
  await keyboard.press("Space");
  await expect.poll(() => english.isChecked()).toBe(false);
  await enabled(
    site()
      .getByRole("button", { name: /^ເຜີຍແຜ່/ })
      .last(),
  );
  await keyboard.press("Control+Enter");
  await site().getByRole("button", { name: "ກັບໄປລາຍການ" }).waitFor();
  expect([await pageOf("lo"), await pageOf("en")]).toEqual([expect.stringContaining("<article"), ""]);
  await keyboard.press("Escape");
  await site().waitFor({ state: "hidden" });

  await changeLead();
  await keyboard.press("Control+Shift+Enter");
  const note = story().getByRole("textbox", { name: /^ໝາຍເຫດເຖິງຜູ້ອ່ານໜ້າພາສາລາວ/ });
  await note.focus();
  await keyboard.insertText(NOTE);
  await enabled(
    story()
      .getByRole("button", { name: "ເຜີຍແຜ່ການແກ້ໄຂພາສາລາວ" })
      .or(story().getByRole("button", { name: /^ເຜີຍແຜ່ການແກ້ໄຂ|^ເຜີຍແຜ່ພາສາ/ }))
      .first(),
  );
  await keyboard.press("Control+Enter");
  await story().getByRole("list", { name: "ໜ້າທີ່ເຜີຍແຜ່ແລ້ວ" }).waitFor();
  await keyboard.press("Escape");
  await story().waitFor({ state: "hidden" });
  expect((await release(id)).lo.corrections).toMatchObject([{ text: { lo: NOTE, en: "" } }]);

  const stage = page.getByRole("button", { name: /^ຂັ້ນຕອນຂອງສະບັບພາສາລາວ/ });
  await stage.focus();
  await keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "ຖອນຄືນແລ້ວ" }).press("Enter");
  const question = page.getByRole("dialog").filter({ hasText: "ເຫດຜົນສຳລັບຜູ້ອ່ານ ເປັນພາສາລາວ" });
  const reason = question.getByRole("textbox", { name: /^ເຫດຜົນສຳລັບຜູ້ອ່ານ ເປັນພາສາລາວ/ });
  await reason.focus();
  await keyboard.insertText(REASON);
  await question.getByRole("button", { name: /ຄືນ$/ }).press("Enter");
  await question.waitFor({ state: "hidden" });
  await expect.poll(async () => (await release(id)).lo.stage).toBe("withdrawn");
});

test("what waits for its time is held, in Lao, and goes out by one click on the notice once it is due", async () => {
  const { page } = desk;
  const id = await openNewStory();
  const inSeconds = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
  await ask(desk, "articles.release", { id, lang: "lo", stage: "ready", publishedAt: inSeconds(3600) });
  await page.getByRole("button", { name: /^ຂັ້ນຕອນຂອງສະບັບພາສາລາວ: ພ້ອມເຜີຍແຜ່, ເຜີຍແຜ່ / }).waitFor();
  await page.getByRole("button", { name: "ລໍຖ້າເວລາ 1" }).click();
  await page.getByRole("option", { name: /ລາຄາເຂົ້າຫຼຸດລົງ/ }).waitFor();
  await ask(desk, "articles.release", { id, lang: "lo", publishedAt: inSeconds(3) });
  const notice = page.getByRole("status").filter({ hasText: "ຮອດເວລາເຜີຍແຜ່" });
  await notice.waitFor({ timeout: 60_000 });
  expect((await release(id)).lo.stage).toBe("ready");
  await notice.getByRole("button", { name: "ເຜີຍແຜ່ດຽວນີ້" }).click();
  await page.getByText("1 ໜ້າຢູ່ໃນໂຟນເດີຂອງເວັບໄຊແລ້ວ.").waitFor({ timeout: 60_000 });
  expect((await release(id)).lo.stage).toBe("published");
  expect(await pageOf("lo")).toContain("<article");
});

test("once it is due, it goes out by one key, in Lao, and the key then says that nothing is", async () => {
  const { page } = desk;
  const id = await openNewStory();
  const soon = `${new Date(Date.now() + 3000).toISOString().slice(0, 19)}Z`;
  await ask(desk, "articles.release", { id, lang: "lo", stage: "ready", publishedAt: soon });
  const notice = page.getByRole("status").filter({ hasText: "ຮອດເວລາເຜີຍແຜ່" });
  await notice.waitFor({ timeout: 60_000 });
  await page.locator("[data-field='body.lo']").click();
  await page.keyboard.press("Control+Alt+KeyU");
  await page.getByText("1 ໜ້າຢູ່ໃນໂຟນເດີຂອງເວັບໄຊແລ້ວ.").waitFor({ timeout: 60_000 });
  await notice.waitFor({ state: "hidden" });
  expect((await release(id)).lo.stage).toBe("published");
  expect(await pageOf("lo")).toContain("<article");
  await page.keyboard.press("Control+Alt+KeyU");
  await page.getByText("ບໍ່ມີຂ່າວທີ່ຮອດເວລາ.").waitFor();
});
