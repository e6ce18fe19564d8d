/** What can go wrong where two desks share a library, as both windows say it: one in English, one in Lao. */
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "../../electron/library/backup/restore-backup.ts";
import { violations } from "./axe.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, runCommand, sharingStatus, typeInDialog } from "./steps.ts";

let room = "";
let vientiane: RunningDesk;
let pakse: RunningDesk;
/** A backup of the library that is shared, and of another. */
const backups = { shared: "", other: "" };
const hub = () => path.join(room, "hub");

async function backUp(desk: RunningDesk, name: string): Promise<string> {
  const folder = path.join(room, name);
  await ask(desk, "host.chooseFolder", { purpose: "backup", path: folder });
  const { last } = await ask(desk, "backup.run", {});
  await ask(desk, "backup.off", {});
  return path.join(folder, last?.file ?? "");
}

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-mishaps-"));
  vientiane = await startDesk();
  pakse = await startDesk({ empty: true });
  await ask(vientiane, "host.remember", { by: "ນາງ ຄຳຫຼ້າ" });
  await ask(pakse, "host.remember", { by: "ທ້າວ ບຸນມີ", language: "lo" });
  // Nothing goes by itself, so that each test says when desks speak.
  for (const desk of [vientiane, pakse]) await ask(desk, "sharing.remember", { onlyWhenAsked: true });
  await ask(vientiane, "sharing.makeHub", { path: hub() });
  await ask(vientiane, "sharing.begin", { address: hub() });
  backups.shared = await backUp(vientiane, "backups");
  backups.other = await backUp(pakse, "other-backups");
  await pakse.page.reload();
  await pakse.page.getByText("ຍັງບໍ່ມີຂ່າວ").first().waitFor();
  for (const { page } of [vientiane, pakse]) page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await pakse?.close();
  await vientiane?.close();
  await rm(room, { recursive: true, force: true });
});

const sync = (desk: RunningDesk) => ask(desk, "sharing.run", {});

async function write(desk: RunningDesk, headline: string): Promise<string> {
  const { article } = await ask(desk, "articles.create", {
    lo: {
      headline,
      body: {
        type: "doc",
        content: [
          { type: "paragraph", attrs: { id: "line1", row: "row1" }, content: [{ type: "text", text: "ຂ່າວຈາກແຂວງ." }] },
        ],
      },
    },
  });
  return article.id;
}

test("a branch joins with a backup that it has, in Lao; another library's is refused in words, and nothing is left behind", async () => {
  allowComplaints(REFUSED);
  // What came since the backup is fetched.
  const since = await write(vientiane, "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  await sync(vientiane);
  const { page } = pakse;
  // As on a small laptop, whose window is shorter than the dialog.
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1024, height: 520 });
  await page.getByRole("button", { name: "ເຂົ້າຮ່ວມຄັງຂ່າວທີ່ແບ່ງປັນ…" }).press("Enter");
  await typeInDialog(page, "ທີ່ຢູ່ຂອງສູນແບ່ງປັນ", hub());
  await typeInDialog(page, "ໂຟນເດີສຳລັບຄັງຂ່າວ", path.join(room, "pakse"));
  await typeInDialog(page, "ສຳຮອງຂອງຄັງຂ່າວນັ້ນ ຖ້າມີ", backups.other);
  await page.keyboard.press("Enter");
  const refused = page.getByRole("dialog").getByRole("alert");
  await refused.waitFor();
  await expect.poll(() => refused.textContent()).toContain(backups.other);
  // It is seen, and so are the buttons below it.
  const isSeen = () =>
    refused.evaluate((line) => {
      const buttons = line.closest("form")?.querySelector(".dialog-buttons")?.getBoundingClientRect();
      return (
        line.getBoundingClientRect().bottom <= (buttons?.top ?? 0) && (buttons?.bottom ?? innerHeight) < innerHeight
      );
    });
  await expect.poll(isSeen).toBe(true);
  if (before) await page.setViewportSize(before);
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await typeInDialog(page, "ສຳຮອງຂອງຄັງຂ່າວນັ້ນ ຖ້າມີ", backups.shared);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const { total } = await ask(vientiane, "articles.list", {});
  await expect.poll(async () => (await ask(pakse, "articles.list", {})).total).toBe(total);
  expect((await ask(pakse, "articles.open", { id: since })).article.versions.lo?.headline).toBe("ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  await page
    .getByRole("listbox", { name: "ລາຍການຂ່າວ" })
    .getByRole("option", { name: /ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ/ })
    .waitFor();
});

test("a window whose machine has its line again tells the desk at once", async () => {
  const { page } = pakse;
  const told = page.waitForRequest((request) => request.url().endsWith("/api/sharing.online"));
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  const answer = await (await told).response();
  expect(answer?.status()).toBe(200);
});

test("a hub that was restored from an old backup is told at both desks, until somebody has read it", async () => {
  await sync(pakse);
  const old = path.join(room, "old-hub");
  await cp(hub(), old, { recursive: true });
  const late = await write(vientiane, "ເປີດຂົວມິດຕະພາບ");
  await sync(vientiane);
  await sync(pakse);
  await rm(hub(), { recursive: true });
  await rename(old, hub());
  await sync(vientiane);
  const { page } = vientiane;
  await expect.poll(() => sharingStatus(page).textContent()).toContain("the hub was set back");
  await sharingStatus(page).press("Enter");
  const notice = page.getByRole("region", { name: "the hub was set back" });
  await notice.getByText(/Let every desk send and receive once/).waitFor();
  expect(await violations(vientiane, ".mantine-Modal-content")).toEqual([]);
  await notice.getByRole("button", { name: "I have read it" }).press("Enter");
  await notice.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect.poll(() => sharingStatus(page).textContent()).not.toContain("set back");
  // A desk that joined the hub as it stood then lacks nothing.
  await sync(pakse);
  expect((await ask(pakse, "articles.open", { id: late })).article.versions.lo?.headline).toBe("ເປີດຂົວມິດຕະພາບ");

  // In the other window's words.
  await cp(hub(), old, { recursive: true });
  await write(pakse, "ລາຄາຄຳຫຼຸດລົງ");
  await sync(pakse);
  await rm(hub(), { recursive: true });
  await rename(old, hub());
  await sync(pakse);
  await expect.poll(() => sharingStatus(pakse.page).textContent()).toContain("ສູນແບ່ງປັນຖືກກັບຄືນໄປເປັນຂອງເກົ່າ");
  await sharingStatus(pakse.page).press("Enter");
  const told = pakse.page.getByRole("region", { name: "ສູນແບ່ງປັນຖືກກັບຄືນໄປເປັນຂອງເກົ່າ" });
  await told.getByText(/ໃຫ້ທຸກເຄື່ອງສົ່ງ ແລະ ຮັບເທື່ອໜຶ່ງ/).waitFor();
  await told.getByRole("button", { name: "ອ່ານແລ້ວ" }).press("Enter");
  await told.waitFor({ state: "hidden" });
  await pakse.page.keyboard.press("Escape");
  await pakse.page.getByRole("dialog").waitFor({ state: "hidden" });
  await sync(vientiane);
});

test("two desks that published at once are told so where the site is published, with who it was, and no more once one published again", async () => {
  for (const desk of [vientiane, pakse]) {
    await ask(desk, "host.chooseFolder", { purpose: "site", path: path.join(desk.home, "site") });
    const id = await write(desk, `ຂ່າວຈາກ ${desk === vientiane ? "ວຽງຈັນ" : "ປາກເຊ"}`);
    await ask(desk, "articles.release", { id, lang: "lo", stage: "ready" });
    await ask(desk, "publish.site", { articles: [{ id, lang: "lo" }] });
  }
  for (const desk of [vientiane, pakse, vientiane]) await sync(desk);
  const said = async ({ page }: RunningDesk, words: { command: string; name: string; note: RegExp }) => {
    await runCommand(page, words.command);
    const dialog = page.getByRole("dialog", { name: words.name });
    const note = dialog.getByRole("note").filter({ hasText: words.note });
    await note.waitFor({ timeout: 60_000 });
    const text = await note.textContent();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    return text;
  };
  const inEnglish = { command: "Publish site…", name: "Publish site", note: /Several desks published without knowing/ };
  const inLao = { command: "ເຜີຍແຜ່ເວັບໄຊ…", name: "ເຜີຍແຜ່ເວັບໄຊ", note: /ຫຼາຍເຄື່ອງເຜີຍແຜ່ໂດຍບໍ່ຮູ້ກັນ/ };
  expect(await said(vientiane, inEnglish)).toMatch(/this desk, .*ທ້າວ ບຸນມີ|ທ້າວ ບຸນມີ.*this desk, /);
  expect(await said(pakse, inLao)).toContain("ນາງ ຄຳຫຼ້າ");
  // The next publication follows both.
  const id = await write(vientiane, "ຂ່າວຕໍ່ມາ");
  await ask(vientiane, "articles.release", { id, lang: "lo", stage: "ready" });
  await ask(vientiane, "publish.site", {});
  expect((await ask(vientiane, "publish.plan", {})).apart).toBeUndefined();
  await sync(vientiane);
  await sync(pakse);
  expect((await ask(pakse, "publish.plan", {})).apart).toBeUndefined();
});

test("a library that was restored from a backup says that it took back what it had sent since, in Lao, until somebody has read it", async () => {
  const { page } = pakse;
  const id = await write(pakse, "ຝົນຕົກໜັກທີ່ປາກເຊ");
  await sync(pakse);
  const backup = await backUp(pakse, "pakse-backups");
  const { article, revs } = await ask(pakse, "articles.open", { id });
  await ask(pakse, "articles.save", {
    id,
    base: { lo: revs.lo },
    lo: { ...article.versions.lo, headline: "ຝົນເຊົາແລ້ວ" },
  });
  await sync(pakse);
  const folder = path.join(room, "pakse-restored");
  const restored = await restoreBackup(backup, folder);
  expect(restored.ok).toBe(true);
  await ask(pakse, "host.chooseFolder", { purpose: "library", path: folder });
  await ask(pakse, "library.use", { path: folder });
  await sync(pakse);
  expect((await ask(pakse, "articles.open", { id })).article.versions.lo?.headline).toBe("ຝົນເຊົາແລ້ວ");
  await expect.poll(() => sharingStatus(page).textContent()).toContain("ຄັງຂ່າວນີ້ຖືກກັບຄືນໄປເປັນຂອງເກົ່າ");
  await sharingStatus(page).press("Enter");
  const notice = page.getByRole("region", { name: "ຄັງຂ່າວນີ້ຖືກກັບຄືນໄປເປັນຂອງເກົ່າ" });
  await notice.getByText(/ໄດ້ກັບມາຈາກສູນແບ່ງປັນແລ້ວ/).waitFor();
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await notice.getByRole("button", { name: "ອ່ານແລ້ວ" }).press("Enter");
  await notice.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect.poll(() => sharingStatus(page).textContent()).not.toContain("ຖືກກັບຄືນ");
});
