import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { allFiles, drop, onDisk, openId, PNG, wordsIn } from "./steps.ts";

const fixture = (name: string) => readFile(path.join(import.meta.dirname, "..", "fixtures", name), "utf8");
const ENGLISH = await fixture("kpl-article-en.txt");
const LAO = await fixture("kpl-article-lo.txt");

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

const dialog = () => desk.page.getByRole("dialog", { name: "Import" });
const close = async () => {
  await desk.page.keyboard.press("Escape");
  await dialog().waitFor({ state: "hidden" });
};

test("an empty library says how to begin, and a page dropped anywhere on the window is imported", async () => {
  const { page } = desk;
  await page.getByText("Begin one, or drop a page anywhere").first().waitFor();
  await drop(page.locator("footer"), [{ name: "kpl.txt", type: "text/plain", text: ENGLISH }]);
  await dialog().getByRole("button", { name: "Show what was left out" }).click();
  await dialog().getByText("Email Print 4733", { exact: false }).waitFor();
  await dialog().getByRole("button", { name: "Import", exact: true }).click();
  await dialog().getByText("Laos and Cambodia Strengthen Strategic Cooperation").waitFor();
  await dialog()
    .getByRole("button", { name: /^Open · / })
    .click();
  await expect
    .poll(() => wordsIn(page.getByRole("textbox", { name: "English headline" })))
    .toBe("Laos and Cambodia Strengthen Strategic Cooperation");
  const article = await onDisk(desk.library, await openId(page));
  expect(article.release.en.publishedAt).toBe("2024-12-06T14:15:00+07:00");
  expect(article.details.related).toHaveLength(5);
});

test("a Lao page dropped on the open story waits, and becomes its other language when that is asked for", async () => {
  const { page } = desk;
  const id = await openId(page);
  await drop(page.locator("header"), [{ name: "ຂ່າວ.txt", type: "text/plain", text: LAO }]);
  await dialog().getByText("ຂ່າວ.txt").waitFor();
  expect((await allFiles(desk.library)).size).toBe(1);
  await dialog().getByRole("checkbox", { name: "As the other language of the open story" }).check();
  await dialog().getByRole("button", { name: "Import", exact: true }).click();
  await dialog()
    .getByRole("button", { name: /^Open · / })
    .click();
  await dialog().waitFor({ state: "hidden" });
  const headline = (await onDisk(desk.library, id)).versions.lo?.headline ?? "";
  expect(headline).not.toBe("");
  expect((await allFiles(desk.library)).size).toBe(1);
  await expect.poll(() => wordsIn(page.getByRole("textbox", { name: "Lao headline" }))).toBe(headline);
  expect((await onDisk(desk.library, id)).versions.en?.headline).toBe(
    "Laos and Cambodia Strengthen Strategic Cooperation",
  );
});

test("text that is pasted into the dialog becomes a story, and what it is unsure of is said", async () => {
  const { page } = desk;
  await page.keyboard.press("Control+Alt+i");
  await dialog()
    .getByRole("textbox", { name: "Text of the page" })
    .fill("ລະດັບນ້ຳຂອງ ເພີ່ມຂຶ້ນ\nລະດັບນ້ຳຂອງທີ່ຫຼວງພະບາງ ເພີ່ມຂຶ້ນ 40 ຊັງຕີແມັດ.");
  await dialog().getByRole("button", { name: "Import", exact: true }).click();
  await dialog().getByText("This is no page of the agency: the first line became the headline").waitFor();
  await dialog()
    .getByRole("button", { name: /^Open · Lao/ })
    .click();
  await expect.poll(() => wordsIn(page.getByRole("textbox", { name: "Lao headline" }))).toBe("ລະດັບນ້ຳຂອງ ເພີ່ມຂຶ້ນ");
  await expect
    .poll(() => page.getByRole("textbox", { name: "Lao body" }).textContent())
    .toBe("ລະດັບນ້ຳຂອງທີ່ຫຼວງພະບາງ ເພີ່ມຂຶ້ນ 40 ຊັງຕີແມັດ.");
});

const BAD = [
  {
    file: { name: "photo.txt", type: "text/plain", base64: PNG },
    en: "photo.txt is a picture; what is imported here is text. Open the story and put the picture in there.",
    lo: "photo.txt ແມ່ນຮູບ; ບ່ອນນີ້ນຳເຂົ້າສະເພາະຂໍ້ຄວາມ. ເປີດຂ່າວກ່ອນ ແລ້ວຈຶ່ງເອົາຮູບໃສ່.",
  },
  {
    file: { name: "empty.txt", type: "text/plain", text: "" },
    en: "empty.txt is empty.",
    lo: "empty.txt ບໍ່ມີຂໍ້ຄວາມ.",
  },
  {
    // "Café à Vientiane" in Windows-1252.
    file: {
      name: "old.txt",
      type: "text/plain",
      base64: Buffer.from("Caf\xe9 \xe0 Vientiane", "latin1").toString("base64"),
    },
    en: "old.txt is neither UTF-8 nor UTF-16 text.",
    lo: "old.txt ບໍ່ແມ່ນຂໍ້ຄວາມແບບ UTF-8 ຫຼື UTF-16.",
  },
  {
    file: { name: "huge.txt", type: "text/plain", text: "ຂ່າວ ", times: 900_000 },
    en: "huge.txt is larger than 10 MiB.",
    lo: "huge.txt ໃຫຍ່ກວ່າ 10 MiB.",
  },
] as const;

test("files that are no text are refused, each with its sentence in the language of the desk, and nothing is written", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const before = await allFiles(desk.library);
  await page.keyboard.press("Control+Alt+i");
  await drop(
    dialog().getByRole("button", { name: "Drop files or a folder here" }),
    BAD.map(({ file }) => file),
  );
  for (const { en } of BAD) await dialog().getByText(en).waitFor();
  expect(
    await dialog()
      .getByRole("button", { name: /^Import 0 / })
      .isDisabled(),
  ).toBe(true);
  await close();
  await page.keyboard.press("Control+Alt+y");
  await page.keyboard.press("Control+Alt+i");
  const lao = page.getByRole("dialog", { name: "ນຳເຂົ້າ" });
  await drop(
    lao.getByRole("button", { name: "ລາກໄຟລ໌ ຫຼື ໂຟນເດີ" }),
    BAD.map(({ file }) => file),
  );
  for (const { lo } of BAD) await lao.getByText(lo).waitFor();
  await page.keyboard.press("Escape");
  await lao.waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Alt+y");
  expect(await allFiles(desk.library)).toEqual(before);
});

test("a file that the desk refuses is named with its reason, and stops no other", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const before = (await allFiles(desk.library)).size;
  let call = 0;
  await page.route("**/api/import.take", async (route) => {
    call += 1;
    const error = { code: "conflict", reason: "settings-changed", message: "" };
    if (call === 2) await route.fulfill({ status: 409, json: { ok: false, error } });
    else await route.continue();
  });
  await page.keyboard.press("Control+Alt+i");
  await drop(
    dialog().getByRole("button", { name: "Drop files or a folder here" }),
    ["ນ້ຳຂອງຂຶ້ນ", "ຝົນຕົກ", "ຟ້າແຈ້ງ"].map((text, index) => ({ name: `news-${index + 1}.txt`, type: "text/plain", text })),
  );
  await dialog().getByRole("button", { name: "Import 3 stories" }).click();
  await dialog().getByText("ຟ້າແຈ້ງ").waitFor();
  await dialog().getByText("ນ້ຳຂອງຂຶ້ນ").waitFor();
  await dialog().getByText("news-2.txt: The settings were changed elsewhere; look at them again.").waitFor();
  await page.unroute("**/api/import.take");
  await close();
  expect((await allFiles(desk.library)).size).toBe(before + 2);
});

test("an image dropped into the text stays an image of the story", async () => {
  const { page } = desk;
  const body = page.getByRole("textbox", { name: "Lao body" });
  await drop(body, [{ name: "mekong.png", type: "image/png", base64: PNG }]);
  await body.locator("figure img").waitFor();
  await expect.poll(() => dialog().count()).toBe(0);
  await saved(page);
  const { versions } = await onDisk(desk.library, await openId(page));
  expect(versions.lo?.body.content?.map((block) => block.type)).toContain("figure");
});
