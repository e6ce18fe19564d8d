/** Two desks that share a library through a hub in a folder, each with its window, one in English and one in Lao. */
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { violations } from "./axe.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, openStory, runCommand, sharingStatus, typeInDialog } from "./steps.ts";

let room = "";
let vientiane: RunningDesk;
let pakse: RunningDesk;
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-shared-"));
  vientiane = await startDesk();
  pakse = await startDesk({ empty: true });
  await ask(vientiane, "host.remember", { by: "ນາງ ຄຳຫຼ້າ" });
  await ask(pakse, "host.remember", { by: "ທ້າວ ບຸນມີ", language: "lo" });
  await pakse.page.reload();
  await pakse.page.getByText("ຍັງບໍ່ມີຂ່າວ").first().waitFor();
  for (const { page } of [vientiane, pakse]) page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await pakse?.close();
  await vientiane?.close();
  await rm(room, { recursive: true, force: true });
});

const hub = () => path.join(room, "hub");
const press = (page: Page, name: string) => page.getByRole("dialog").getByRole("button", { name }).press("Enter");

test("an office makes a hub in a folder, tests it and shares its library there", async () => {
  allowComplaints(REFUSED);
  const { page } = vientiane;
  await runCommand(page, "Share this library…");
  await page.getByRole("tabpanel", { name: "Sharing" }).waitFor();
  // Typing errors and empty places are told in words.
  await typeInDialog(page, "Address of the hub", "hub.example.la/kpl");
  await press(page, "Test");
  await page.getByText("“hub.example.la/kpl” is no address of a hub").waitFor();
  await typeInDialog(page, "Address of the hub", hub());
  await press(page, "Test");
  await page.getByText(`There is no hub at ${hub()}.`).waitFor();
  expect(await violations(vientiane, ".mantine-Modal-content")).toEqual([]);
  await press(page, "Make a hub in this folder");
  await page.getByText(`An empty hub stands in ${hub()}.`).waitFor();
  await press(page, "Test");
  await page.getByText("is empty: this library can be shared there").waitFor();
  await press(page, "Share this library");
  await page.getByRole("button", { name: "Stop sharing" }).waitFor();
  await expect.poll(() => sharingStatus(page).textContent()).toMatch(/sent \d\d:\d\d/);
  await page.getByText(/^Shared library/).waitFor();
  expect(await violations(vientiane, ".mantine-Modal-content")).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("a branch office joins from its empty window, in Lao, and has every story", async () => {
  const { page } = pakse;
  await page.getByRole("button", { name: "ເຂົ້າຮ່ວມຄັງຂ່າວທີ່ແບ່ງປັນ…" }).press("Enter");
  await typeInDialog(page, "ທີ່ຢູ່ຂອງສູນແບ່ງປັນ", hub());
  await press(page, "ທົດສອບ");
  await page.getByText("ແບ່ງປັນຢູ່ທີ່ນັ້ນ: ເຂົ້າຮ່ວມໄດ້").waitFor();
  await typeInDialog(page, "ໂຟນເດີສຳລັບຄັງຂ່າວ", path.join(room, "pakse"));
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const total = (await ask(vientiane, "articles.list", {})).total;
  await expect.poll(async () => (await ask(pakse, "articles.list", {})).total, { timeout: 30_000 }).toBe(total);
  await page.getByRole("listbox", { name: "ລາຍການຂ່າວ" }).getByRole("option").first().waitFor();
  await page.getByText(/^ຄັງຂ່າວທີ່ແບ່ງປັນ/).waitFor();
});

test("a setting that two desks set differently is told in the footer and the list, and one key takes the other's", async () => {
  const names = { vientiane: "ຫ້ອງຂ່າວ ວຽງຈັນ", pakse: "ຫ້ອງຂ່າວ ປາກເຊ" };
  for (const [desk, name] of [
    [vientiane, names.vientiane],
    [pakse, names.pakse],
  ] as const) {
    const { settings, rev } = await ask(desk, "settings.read", {});
    await ask(desk, "settings.save", { base: rev, settings: { ...settings, name } });
  }
  for (const desk of [vientiane, pakse, vientiane]) await ask(desk, "sharing.run", {});
  for (const desk of [vientiane, pakse])
    await expect.poll(async () => (await ask(desk, "sharing.state", {})).apart).toBe(1);
  const { page } = vientiane;
  await expect.poll(() => sharingStatus(page).textContent()).toContain("1 set differently");
  await sharingStatus(page).press("Enter");
  const apart = page.getByRole("region", { name: "Set differently by two desks" });
  for (const name of Object.values(names)) await apart.getByText(name).waitFor();
  expect(await violations(vientiane, ".mantine-Modal-content")).toEqual([]);
  const other =
    (await ask(vientiane, "settings.read", {})).settings.name === names.pakse ? names.vientiane : names.pakse;
  await apart.getByRole("button", { name: `Take this, Name of the library: “${other}”` }).press("Enter");
  await apart.waitFor({ state: "hidden" });
  await expect.poll(async () => (await ask(vientiane, "settings.read", {})).settings.name).toBe(other);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  for (const desk of [vientiane, pakse]) await ask(desk, "sharing.run", {});
  await expect.poll(async () => (await ask(pakse, "settings.read", {})).settings.name).toBe(other);
  await expect.poll(async () => (await ask(pakse, "sharing.state", {})).apart).toBe(0);
});

test("a story that is written at one desk goes by itself, arrives at the other, and is told in the list", async () => {
  const { page } = vientiane;
  await page.keyboard.press("Control+Alt+e");
  await page.locator("[data-field='headline.en']:focus").waitFor();
  await page.keyboard.insertText("New bridge at Savannakhet");
  await saved(page);
  const before = await sharingStatus(page).textContent();
  // It waits until the save has rested, and then for nobody.
  await expect.poll(async () => (await ask(vientiane, "sharing.state", {})).waiting, { timeout: 30_000 }).toBe(0);
  await expect.poll(() => sharingStatus(page).textContent()).not.toContain("wait");
  expect(before).not.toBe("");
  const other = pakse.page;
  await runCommand(other, "ສົ່ງ ແລະ ຮັບດຽວນີ້");
  await other.getByRole("option", { name: /New bridge at Savannakhet/ }).waitFor();
  await expect.poll(() => sharingStatus(other).textContent()).toMatch(/ຮັບ \d\d:\d\d/);
  await sharingStatus(other).press("Enter");
  const list = other.getByRole("dialog", { name: "ສິ່ງທີ່ມາ ແລະ ສິ່ງທີ່ລໍຖ້າ" });
  const came = list.getByRole("region", { name: "ມາຈາກເຄື່ອງອື່ນ" });
  await came
    .getByText(/ນາງ ຄຳຫຼ້າ, \d\d:\d\d/)
    .first()
    .waitFor();
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await came.getByRole("button", { name: "New bridge at Savannakhet" }).press("Enter");
  await list.waitFor({ state: "hidden" });
  await expect.poll(() => other.locator("[data-field='headline.en']").textContent()).toBe("New bridge at Savannakhet");
});

test("the other language that is written meanwhile stands beside it in both windows, and nobody is asked", async () => {
  const { page } = vientiane;
  const other = pakse.page;
  await other.locator("[data-field='headline.lo']").focus();
  await other.keyboard.insertText("ຂົວໃໝ່ທີ່ສະຫວັນນະເຂດ");
  await saved(other);
  await page.locator("[data-field='headline.en']").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(" opens");
  await saved(page);
  await runCommand(other, "ສົ່ງ ແລະ ຮັບດຽວນີ້");
  await expect.poll(async () => (await ask(pakse, "sharing.state", {})).waiting).toBe(0);
  await runCommand(page, "Send and receive now");
  await expect.poll(() => page.locator("[data-field='headline.lo']").textContent()).toBe("ຂົວໃໝ່ທີ່ສະຫວັນນະເຂດ");
  await runCommand(other, "ສົ່ງ ແລະ ຮັບດຽວນີ້");
  await expect
    .poll(() => other.locator("[data-field='headline.en']").textContent())
    .toBe("New bridge at Savannakhet opens");
  for (const window of [page, other]) expect(await window.locator(".banner.bad").count()).toBe(0);
});

test("what both write in one language at once, in other places, comes together with no word lost and nobody asked", async () => {
  // A save that meets what came is refused once.
  allowComplaints(REFUSED);
  const { page } = vientiane;
  const other = pakse.page;
  for (const [window, field, text] of [
    [page, "lead.en", "The bridge is two kilometres long."],
    [other, "body.en", "It opens on Monday."],
  ] as const) {
    await window.locator(`[data-field='${field}']`).focus();
    await window.keyboard.insertText(text);
    await saved(window);
  }
  await runCommand(other, "ສົ່ງ ແລະ ຮັບດຽວນີ້");
  await expect.poll(async () => (await ask(pakse, "sharing.state", {})).waiting).toBe(0);
  // What comes meets what is being typed, and is not saved yet.
  await page.locator("[data-field='headline.en']").focus();
  await page.keyboard.press("Control+End");
  const coming = ask(vientiane, "sharing.run", {});
  for (const letter of " for the new year") await page.keyboard.type(letter);
  await coming;
  await expect.poll(() => page.locator("[data-field='body.en']").textContent()).toContain("It opens on Monday.");
  await saved(page);
  await ask(vientiane, "sharing.run", {});
  await runCommand(other, "ສົ່ງ ແລະ ຮັບດຽວນີ້");
  for (const window of [page, other]) {
    await expect
      .poll(() => window.locator("[data-field='headline.en']").textContent())
      .toBe("New bridge at Savannakhet opens for the new year");
    await expect
      .poll(() => window.locator("[data-field='lead.en']").textContent())
      .toBe("The bridge is two kilometres long.");
    await expect.poll(() => window.locator("[data-field='body.en']").textContent()).toContain("It opens on Monday.");
    expect(await window.locator(".banner.bad").count()).toBe(0);
  }
});

test("a line in which both put words in at one place is marked at its row and in the checks, until somebody confirms it", async () => {
  allowComplaints(REFUSED);
  const { page } = vientiane;
  const other = pakse.page;
  // Nothing comes before it is asked for, in this test and the next.
  for (const desk of [vientiane, pakse]) await ask(desk, "sharing.remember", { onlyWhenAsked: true });
  for (const [window, words] of [
    [page, " by boat"],
    [other, " by train"],
  ] as const) {
    await window.locator("[data-field='headline.en']").focus();
    await window.keyboard.press("Control+End");
    await window.keyboard.insertText(words);
    await saved(window);
    await window.locator("[data-field='lead.en']").focus();
  }
  await ask(vientiane, "sharing.run", {});
  await ask(pakse, "sharing.run", {});
  await expect.poll(() => other.locator("[data-field='headline.en']").textContent()).toMatch(/ by boat by train$/);
  const id = (await other.locator("[data-story][aria-current]").getAttribute("data-story")) ?? "";
  const asked = async (desk: RunningDesk) =>
    (await ask(desk, "checks.run", { id })).findings
      .filter(({ check }) => check === "beside")
      .map(({ severity, lang, place }) => `${severity} ${lang} ${place}`);
  expect(await asked(pakse)).toEqual(["ask en headline"]);
  await other.locator(".gutter-cell[data-row=headline]").click();
  const line = other.locator(".row-findings").getByText("ສອງເຄື່ອງເພີ່ມຄຳໃສ່ບ່ອນດຽວກັນ");
  await line.waitFor();
  // By the keys alone: whoever confirms the row has looked.
  await other.locator("[data-field='headline.lo']").focus();
  await other.keyboard.press("Control+Enter");
  await saved(other);
  await expect.poll(() => asked(pakse)).toEqual([]);
  await line.waitFor({ state: "detached" });
  await ask(pakse, "sharing.run", {});
  await ask(vientiane, "sharing.run", {});
  expect(await asked(vientiane)).toEqual([]);
});

test("words that aren't saved yet as another's come to the same place mark their row as well, the caret in it or not", async () => {
  allowComplaints(REFUSED);
  const { page } = vientiane;
  const other = pakse.page;
  for (const desk of [vientiane, pakse, vientiane]) await ask(desk, "sharing.run", {});
  const id = (await other.locator("[data-story][aria-current]").getAttribute("data-story")) ?? "";
  const text = (window: Page, field: string) => window.locator(`[data-field='${field}.en']`).textContent();
  for (const field of ["lead", "body"])
    await expect.poll(() => text(other, field)).toBe((await text(page, field)) ?? "");
  const add = async (window: Page, field: string, words: string) => {
    await window.locator(`[data-field='${field}.en']`).focus();
    await window.keyboard.press("Control+End");
    await window.keyboard.insertText(words);
  };
  await add(page, "body", " Boats wait at the bank.");
  await add(page, "lead", " Lorries may cross.");
  await page.locator("[data-field='headline.en']").focus();
  await saved(page);
  await ask(vientiane, "sharing.run", {});

  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await other.route("**/api/articles.save", async (route) => {
    await held;
    await route.continue();
  });
  await add(other, "body", " Trains follow in May.");
  await add(other, "lead", " Buses start today.");
  await ask(pakse, "sharing.run", {});
  letGo();
  await saved(other);
  await other.unroute("**/api/articles.save");
  const asked = async (desk: RunningDesk) =>
    (await ask(desk, "checks.run", { id })).findings
      .filter(({ check }) => check === "beside")
      .map(({ lang, place }) => `${lang} ${place.replace(/\/.*/, "")}`)
      .sort();
  await expect.poll(() => asked(pakse)).toEqual(["en block", "en lead"]);
  // The caret leaves what waited for it.
  await other.locator("[data-field='headline.lo']").focus();
  for (const [field, words] of [
    ["lead", ["Lorries may cross.", "Buses start today."]],
    ["body", ["Boats wait at the bank.", "Trains follow in May."]],
  ] as const)
    for (const one of words) await expect.poll(() => text(other, field)).toContain(one);
  await saved(other);
  expect(await asked(pakse)).toEqual(["en block", "en lead"]);
  const row = other.locator(".gutter-cell[data-row=lead]");
  await expect.poll(() => row.locator(".row-marks").count()).toBeGreaterThan(0);
  await row.click();
  await other.locator(".row-findings").getByText("ສອງເຄື່ອງເພີ່ມຄຳໃສ່ບ່ອນດຽວກັນ").waitFor();
  await other.keyboard.press("Escape");
  for (const desk of [pakse, vientiane]) await ask(desk, "sharing.run", {});
  expect(await asked(vientiane)).toEqual(["en block", "en lead"]);
  for (const field of ["lead", "body"])
    await expect.poll(() => text(page, field)).toBe((await text(other, field)) ?? "");
  for (const desk of [vientiane, pakse]) await ask(desk, "sharing.remember", { onlyWhenAsked: false });
});

test("a story that is open at the other desk says whose it is, at its head, in the list and on the board, and until it is closed", async () => {
  const { page } = vientiane;
  const other = pakse.page;
  const id = (await page.locator("[data-story][aria-current]").getAttribute("data-story")) ?? "";
  await expect.poll(() => other.locator("[data-story][aria-current]").getAttribute("data-story")).toBe(id);
  // Who sits at the desk is one of the library's people, and is named in the window's language.
  const { settings, rev } = await ask(vientiane, "settings.read", {});
  const people = [...settings.people, { key: "bounmy", lo: "ທ້າວ ບຸນມີ", en: "Bounmy" }];
  await ask(vientiane, "settings.save", { base: rev, settings: { ...settings, people } });
  await ask(vientiane, "sharing.run", {});
  await ask(pakse, "sharing.run", {});
  // Chosen among them in Lao, where the library is shared; the name comes with it.
  await runCommand(other, "ແບ່ງປັນຄັງຂ່າວນີ້…");
  const sharing = other.getByRole("tabpanel", { name: "ການແບ່ງປັນ" });
  const who = sharing.getByRole("combobox", { name: "ຜູ້ໃຊ້ເຄື່ອງນີ້" });
  await who.click();
  await other.getByRole("option", { name: "ທ້າວ ບຸນມີ" }).click();
  await expect.poll(async () => (await ask(pakse, "host.state", {})).person).toBe("bounmy");
  await expect.poll(() => sharing.getByRole("textbox", { name: "ຊື່ຂອງທ່ານ" }).inputValue()).toBe("ທ້າວ ບຸນມີ");
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await other.keyboard.press("Escape");
  await other.getByRole("dialog").waitFor({ state: "hidden" });
  await ask(pakse, "sharing.run", {});
  await ask(vientiane, "sharing.run", {});
  await page.getByRole("status").getByText("Bounmy has this story open").waitFor();
  const line = (window: Page) => window.locator(`[role=option][data-story="${id}"] .readers`);
  await expect.poll(() => line(page).textContent()).toBe("Bounmyhas it open");
  await expect.poll(() => line(page).getAttribute("title")).toMatch(/^Bounmy \(.+\), last heard of \d\d:\d\d$/);
  await other.getByRole("status").getByText("ນາງ ຄຳຫຼ້າ ເປີດຂ່າວນີ້ຢູ່").waitFor();
  for (const desk of [vientiane, pakse]) expect(await violations(desk, ".story-bar")).toEqual([]);
  expect(await violations(vientiane, ".library")).toEqual([]);
  // It keeps nobody from writing.
  await page.locator("[data-field='headline.en']").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(", says the ministry");
  await saved(page);
  await page.keyboard.press("Control+Alt+k");
  await page.locator(`.board-card[data-card^="${id}"] .readers`).first().waitFor();
  await page.keyboard.press("Control+Alt+k");
  // Closed there, it is told as soon as the hub is asked again.
  await runCommand(other, "ປິດຂ່າວ");
  await expect
    .poll(async () => {
      for (const desk of [pakse, vientiane]) await ask(desk, "sharing.run", {});
      return (await ask(vientiane, "sharing.presence", {})).elsewhere;
    })
    .toEqual([]);
  await line(page).waitFor({ state: "detached" });
  await expect.poll(() => page.locator(".story-bar .readers").textContent()).toBe("");
});

test("a desk that takes pictures only of what it opens says that one hasn't come, and shows it as the hub is back", async () => {
  allowComplaints(REFUSED);
  const { page } = pakse;
  await runCommand(page, "ແບ່ງປັນຄັງຂ່າວນີ້…");
  const opened = page.getByRole("switch", { name: "ຮັບຮູບສະເພາະເມື່ອເປີດຂ່າວ" });
  await opened.press("Space");
  await expect.poll(() => opened.isChecked()).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  const bytes = await sharp({ create: { width: 640, height: 400, channels: 3, background: "#1d4d8f" } })
    .jpeg()
    .toBuffer();
  const { asset } = await ask(vientiane, "assets.add", { name: "ເຂື່ອນ.jpg", data: bytes.toString("base64") });
  const words = { lo: "ເຂື່ອນນ້ຳງຽບ", en: "Nam Ngiep dam" };
  const figure = {
    type: "figure",
    attrs: { id: "f-dam", row: "r-dam" },
    content: [{ type: "image", attrs: { asset, alt: words.lo, credit: "" } }, { type: "figcaption" }],
  };
  await ask(vientiane, "articles.create", {
    details: { source: "lo", image: { asset, alt: words, caption: words, credit: { lo: "", en: "" } } },
    lo: { headline: "ເຂື່ອນນ້ຳງຽບ ປ່ອຍນ້ຳ", body: { type: "doc", content: [figure] } },
  });
  await ask(vientiane, "sharing.run", {});
  await ask(pakse, "sharing.run", {});
  await rename(hub(), `${hub()}-away`);
  await openStory(page, /ເຂື່ອນນ້ຳງຽບ/);
  const coming = page.getByText("ຮູບຍັງບໍ່ທັນມາຮອດຈາກເຄື່ອງອື່ນ; ແກ້ຂໍ້ຄວາມໄດ້.");
  await expect.poll(() => coming.count()).toBe(2);
  expect(await violations(pakse)).toEqual([]);
  await page.locator("[data-field='lead.lo']").focus();
  await page.keyboard.insertText("ປ່ອຍນ້ຳແຕ່ເຊົ້າມື້ນີ້.");
  await saved(page);
  await rename(`${hub()}-away`, hub());
  await ask(pakse, "sharing.run", {});
  await page.locator(".body-lo figure img[src^='blob:']").waitFor();
  await page.locator(".photo img").waitFor();
  await expect.poll(() => coming.count()).toBe(0);
});

test("sharing is stopped after a question, and the library stays", async () => {
  const { page } = pakse;
  const { total } = await ask(pakse, "articles.list", {});
  await runCommand(page, "ແບ່ງປັນຄັງຂ່າວນີ້…");
  await press(page, "ຢຸດແບ່ງປັນ");
  await page.getByText("ຄັງຂ່າວຍັງຢູ່ນີ້ຄົບຖ້ວນ").waitFor();
  expect(await violations(pakse, ".mantine-Modal-content")).toEqual([]);
  await press(page, "ຍົກເລີກ");
  await page.getByText("ຄັງຂ່າວຍັງຢູ່ນີ້ຄົບຖ້ວນ").waitFor({ state: "hidden" });
  expect((await ask(pakse, "sharing.state", {})).hub).not.toBeNull();
  await press(page, "ຢຸດແບ່ງປັນ");
  await page.getByText("ຄັງຂ່າວຍັງຢູ່ນີ້ຄົບຖ້ວນ").waitFor();
  await press(page, "ຢຸດແບ່ງປັນ");
  await page.getByRole("button", { name: "ແບ່ງປັນຄັງຂ່າວນີ້", exact: true }).waitFor();
  await sharingStatus(page).waitFor({ state: "hidden" });
  expect((await ask(pakse, "articles.list", {})).total).toBe(total);
});
