/** Whose work a story's language is, in Lao: by the keys and by the mouse; a desk and a window for all. */
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assignedOf } from "../../shared/article/additions.ts";
import { violations } from "./axe.ts";
import { ROOT, type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, runCommand } from "./steps.ts";

let desk: RunningDesk;
const MANI = { lo: "ມະນີຈັນ ໄຊຍະລາດ", en: "Manichan Xayarat" };
beforeAll(async () => {
  desk = await startDesk();
  await ask(desk, "host.remember", { language: "lo" });
  const { settings, rev } = await ask(desk, "settings.read", {});
  const people = [...settings.people, MANI];
  await ask(desk, "settings.save", { base: rev, settings: { ...settings, people } });
  await desk.page.reload();
  desk.page.setDefaultTimeout(30_000);
  await list().getByRole("option").first().waitFor();
});
afterAll(() => desk?.close());

const list = () => desk.page.getByRole("listbox", { name: "ລາຍການຂ່າວ" });
const card = (id: string) => list().locator(`[data-story="${id}"]`);
const told = (words: string | RegExp) => desk.page.getByRole("alert").filter({ hasText: words });
const mine = () => desk.page.getByRole("button", { name: /^ວຽກຂອງຂ້ອຍ/ });

test("by the keys: who sits here is asked first; a language is given through the palette, the card says it, and Mine finds it", async () => {
  const { page } = desk;
  await runCommand(page, "ວຽກຂອງຂ້ອຍ", "ວຽກທີ່ມອບໝາຍໃຫ້ຂ້ອຍ");
  const dialog = page.getByRole("dialog", { name: "ການຕັ້ງຄ່າ" });
  await dialog.waitFor();
  await dialog.getByRole("combobox", { name: "ຜູ້ໃຊ້ເຄື່ອງນີ້" }).focus();
  await page.keyboard.type("ມະນີຈັນ");
  await page.getByRole("option", { name: MANI.lo }).waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(async () => ask(desk, "host.state", {})).toMatchObject({ person: "manichan-xayarat", by: MANI.lo });
  await expect.poll(() => dialog.getByRole("textbox", { name: "ຊື່ຂອງທ່ານ" }).inputValue()).toBe(MANI.lo);
  expect(await violations(desk, ".mantine-Modal-content")).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });

  const { items } = await ask(desk, "articles.list", {});
  const at = items.findIndex((one) => !one.out.en);
  const id = items[at]?.id ?? "";
  await list().focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("[data-field='headline.en']").waitFor();
  await runCommand(page, "ມອບໝາຍພາສາອັງກິດ", "ມອບໝາຍພາສາອັງກິດ…");
  const who = page.getByRole("combobox", { name: "ພາສາອັງກິດ: ມອບໝາຍໃຫ້" });
  await expect.poll(() => who.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type("ມະນີຈັນ");
  await page.getByRole("option", { name: `${MANI.lo} (ທ່ານ)` }).waitFor();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => assignedOf((await onDisk(desk.library, id)).release.en))
    .toMatchObject({ person: "manichan-xayarat", due: null });
  // A deadline that passed long ago.
  await ask(desk, "articles.release", {
    id,
    lang: "en",
    assigned: { person: "manichan-xayarat", due: "2026-01-05T09:30:00+07:00" },
  });
  await card(id).getByText("ກາຍກຳນົດ 5 ມັງກອນ").waitFor();
  await expect.poll(() => card(id).locator(".task").textContent()).toContain(MANI.lo);
  await page.keyboard.press("Control+Alt+KeyM");
  await expect.poll(() => mine().getAttribute("aria-pressed")).toBe("true");
  await expect.poll(() => list().getByRole("option").count()).toBe(1);
  await expect.poll(() => mine().textContent()).toMatch(/1 · ມື້ນີ້ 1/);
  expect(await violations(desk)).toEqual([]);
  const cli = await promisify(execFile)(
    process.execPath,
    [path.join(ROOT, "electron", "cli", "cli.mjs"), "list", "--library", desk.library, "--assigned", "me", "--json"],
    { cwd: ROOT, env: { ...process.env, SONGPHASA_HOME: desk.home } },
  );
  expect(JSON.parse(cli.stdout)).toMatchObject({ total: 1, items: [{ id }] });
  await page.getByRole("button", { name: /^ທັງໝົດ/ }).click();
});

test("by the mouse: several are given at once with a deadline, one click takes it back; somebody's work is a filter that can be kept", async () => {
  const { page } = desk;
  const { items } = await ask(desk, "articles.list", {});
  // Near each other, so that both are drawn.
  const wanted = items.filter((one) => one.assigned.lo === null && one.assigned.en === null).slice(0, 2);
  expect(wanted).toHaveLength(2);
  for (const { id } of wanted) await card(id).click({ modifiers: ["Control"] });
  const bar = page.getByRole("region", { name: "ຂ່າວທີ່ເລືອກ" });
  await bar.getByRole("button", { name: "ມອບໝາຍ", exact: true }).click();
  const form = page.getByRole("dialog", { name: "ມອບໝາຍ" });
  await form.getByRole("combobox", { name: "ມອບໝາຍໃຫ້" }).click();
  await page.getByRole("option", { name: /^ມະນີຈັນ/ }).click();
  await form.getByRole("button", { name: /ກຳນົດສົ່ງ/ }).click();
  await page.getByRole("button", { name: /ມື້ອື່ນ/ }).click();
  await form.getByRole("button", { name: "ມອບໝາຍ", exact: true }).click();
  const said = told(`ມອບໝາຍພາສາລາວຂອງ 2 ຂ່າວ ໃຫ້ ${MANI.lo}`);
  await said.waitFor();
  for (const { id } of wanted)
    await card(id)
      .getByText(/ກຳນົດສົ່ງ .* 06:00/)
      .waitFor();
  const after = await ask(desk, "articles.list", { assigned: "manichan-xayarat" });
  expect(after.total).toBe(3);
  await page.getByRole("button", { name: "ກັ່ນຕອງເພີ່ມ" }).click();
  await page
    .getByRole("navigation", { name: "ຄັງຂ່າວ" })
    .getByRole("combobox", { name: "ມອບໝາຍໃຫ້", exact: true })
    .click();
  await page.getByRole("option", { name: /^ມະນີຈັນ/ }).click();
  await expect.poll(() => list().getByRole("option").count()).toBe(3);
  await said.getByRole("button", { name: "ກັບຄືນ" }).click();
  await told("2 ຂ່າວ ກັບເປັນຄືເກົ່າແລ້ວ.").waitFor();
  await expect.poll(() => list().getByRole("option").count()).toBe(1);
});
