import sharp from "sharp";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { deskWords } from "../../shared/text/names/desk-words.ts";
import { automaticSlug } from "../../shared/text/slug.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, openStory, PNG } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  await ask(desk, "articles.create", {
    details: { source: "en", slug: "rice-harvest" },
    en: { headline: "Rice harvest in Savannakhet ahead of plan" },
  });
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ຊາວນານ້ຳບາກ ປະຢັດນ້ຳໃນນາຂັ້ນໄດ" },
    en: { headline: "Nam Bak farmers save water on their terraces" },
  });
  await ask(desk, "settings.save", {
    base: (await ask(desk, "settings.read", {})).rev,
    settings: {
      ...(await ask(desk, "settings.read", {})).settings,
      people: [{ lo: "ບຸນທັນ ແກ້ວມະນີ", en: "Bounthanh Keomany" }],
    },
  });
  await openStory(desk.page, /Nam Bak farmers/);
});
afterAll(() => desk?.close());

const details = async () => (await onDisk(desk.library, await openId(desk.page))).details;

test("a category is asked for until it is there, and its key is stored", async () => {
  const { page } = desk;
  const pane = page.getByRole("complementary", { name: "Details" });
  await pane.getByText("No category is chosen.").waitFor();
  await pane.getByRole("combobox", { name: "Category" }).fill("Env");
  await page.getByRole("option", { name: "Environment" }).click();
  await saved(page);
  expect((await details()).category).toBe("environment");
  await expect.poll(() => pane.getByText("No category is chosen.").count()).toBe(0);
});

test("a new tag becomes a tag of the library in the language that it is written in", async () => {
  const { page } = desk;
  const tags = page.getByRole("combobox", { name: "Tags" });
  await tags.fill("Irrigation");
  await page.keyboard.press("Enter");
  await tags.fill("ນາຂັ້ນໄດ");
  await page.keyboard.press("Enter");
  // The settings are written beside the story, which may be there first.
  const terraces = await vi.waitFor(async () => {
    const { tags } = (await ask(desk, "settings.read", {})).settings;
    expect(tags).toContainEqual({ key: "irrigation", lo: "", en: "Irrigation" });
    const term = tags.find(({ lo }) => lo === "ນາຂັ້ນໄດ");
    expect(term?.en).toBe("");
    return term;
  }, 20_000);
  await expect.poll(async () => (await details()).tags).toEqual(["irrigation", terraces?.key]);
});

test("place and bylines are kept in both languages; a person of the library fills both", async () => {
  const { page } = desk;
  await page.getByRole("textbox", { name: "Place (Lao)" }).fill("ຫຼວງພະບາງ");
  await page.getByRole("textbox", { name: "Place (English)" }).fill("Luang Prabang");
  await page.getByRole("button", { name: "Add a byline" }).click();
  await page.getByRole("combobox", { name: "Byline in English 1" }).fill("Boun");
  await page.getByRole("option", { name: "Bounthanh Keomany" }).click();
  await page.getByRole("button", { name: "Add a byline" }).click();
  await page.getByRole("combobox", { name: "Byline in Lao 2" }).fill("ນ້ອຍ ແສງດາລາ");
  await saved(page);
  expect(await details()).toMatchObject({
    place: { lo: "ຫຼວງພະບາງ", en: "Luang Prabang" },
    bylines: [
      { lo: "ບຸນທັນ ແກ້ວມະນີ", en: "Bounthanh Keomany" },
      { lo: "ນ້ອຍ ແສງດາລາ", en: "" },
    ],
  });
  await page.getByRole("button", { name: "Remove ນ້ອຍ ແສງດາລາ" }).click();
  await saved(page);
  expect((await details()).bylines).toHaveLength(1);
});

test("the address follows the headline until it is typed by hand, and can be made from it again", async () => {
  const { page } = desk;
  const address = page.getByRole("textbox", { name: "Address" });
  const headline = page.getByRole("textbox", { name: "English headline" });
  await headline.fill("Nam Bak farmers save a third of their water");
  await expect.poll(() => address.getAttribute("placeholder")).toBe("nam-bak-farmers-save-a-third-of-their-water");
  await headline.fill("");
  // The tag that was made above is one of the desk's names.
  const words = deskWords((await ask(desk, "settings.read", {})).settings);
  const romanised = automaticSlug({ lo: "ຊາວນານ້ຳບາກ ປະຢັດນ້ຳໃນນາຂັ້ນໄດ", en: "" }, "", words);
  expect(romanised).toMatch(/^[a-z0-9-]{10,}$/);
  await expect.poll(() => address.getAttribute("placeholder")).toBe(romanised);
  await headline.fill("Nam Bak farmers save a third of their water");
  await saved(page);
  expect((await details()).slug).toBeNull();

  await address.fill("nam-bak-water");
  await address.blur();
  await saved(page);
  expect((await details()).slug).toBe("nam-bak-water");

  await address.fill("Nam Bak!");
  await page.getByText("Use small Latin letters, digits and single hyphens.").waitFor();
  await address.fill("nam-bak-water");
  await page.getByRole("button", { name: "Make it from the headline again" }).click();
  await saved(page);
  expect((await details()).slug).toBeNull();
});

test("an address that is taken is refused with a sentence that names the story; the text beside it is saved all the same", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill("rice-harvest");
  await address.blur();
  await page.getByText("The address “rice-harvest” belongs to another story.").first().waitFor();
  await page.getByText("“Rice harvest in Savannakhet ahead of plan” has this address already.").waitFor();
  await page.getByRole("textbox", { name: "English lead" }).fill("Water use fell by a third on the upper terraces.");
  await expect
    .poll(async () => (await onDisk(desk.library, await openId(page))).versions.en?.lead)
    .toBe("Water use fell by a third on the upper terraces.");
  expect((await details()).slug).toBeNull();
  await address.fill("nam-bak-terraces");
  await address.blur();
  await saved(page);
  expect((await details()).slug).toBe("nam-bak-terraces");
});

test("of a story in the trash an address is told so, and a key leads there once what is typed was given up", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const here = await openId(page);
  const { article } = await ask(desk, "articles.create", {
    details: { source: "lo", slug: "rocket-festival" },
    lo: { headline: "ບຸນບັ້ງໄຟ ທີ່ບ້ານນາຊອນ" },
  });
  await ask(desk, "articles.trash", { id: article.id });
  const address = page.getByRole("textbox", { name: "Address" });
  await address.fill("rocket-festival");
  await address.blur();
  await page.getByText("“ບຸນບັ້ງໄຟ ທີ່ບ້ານນາຊອນ”, in the trash, has this address already.").waitFor();
  await page.getByRole("button", { name: "Open the other story, in the trash" }).press("Enter");
  const leaving = page.getByRole("dialog");
  await leaving.getByRole("button", { name: "Stay" }).waitFor();
  await leaving.getByRole("button", { name: "Leave without saving" }).press("Enter");
  await expect.poll(() => openId(page)).toBe(article.id);
  await page.getByText("ບຸນບັ້ງໄຟ ທີ່ບ້ານນາຊອນ").first().waitFor();
  await page.locator(`[data-story="${here}"]`).click();
  await expect.poll(() => openId(page)).toBe(here);
  expect((await details()).slug).toBe("nam-bak-terraces");
});

test("an embargo is chosen and stored in Vientiane's time", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: /Embargo until \(Vientiane time\)/ }).click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("button", { name: "Next month" }).click();
  const day = picker.getByRole("button", { name: /^9 \w+ \d{4}$/ }).first();
  const [, month = "", year = ""] = ((await day.getAttribute("aria-label")) ?? "").split(" ");
  await day.click();
  await picker.getByRole("spinbutton", { name: "Hours" }).fill("18");
  await picker.getByRole("spinbutton", { name: "Minutes" }).fill("30");
  await picker.getByRole("button", { name: "Done" }).click();
  await saved(page);
  const number = String(new Date(`1 ${month} 2000`).getMonth() + 1).padStart(2, "0");
  expect((await details()).embargoUntil).toBe(`${year}-${number}-09T18:30:00+07:00`);
  await page.getByText(`09/${number}/${year} 18:30`).waitFor();
  await page.getByRole("button", { name: "Clear the date" }).click();
  await saved(page);
  expect((await details()).embargoUntil).toBeNull();
});

test("the date of a page is chosen for each language on its own", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "Date on the Lao page: No date" }).click();
  await page.getByRole("button", { name: "Date on the Lao page", exact: true }).click();
  await page
    .getByRole("button", { name: /^5 \w+ \d{4}$/ })
    .first()
    .click();
  await page.keyboard.press("Escape");
  await expect
    .poll(async () => (await onDisk(desk.library, await openId(page))).release.lo.publishedAt)
    .toMatch(/^\d{4}-\d\d-05T\d\d:\d\d:00\+07:00$/);
  expect((await onDisk(desk.library, await openId(page))).release.en.publishedAt).toBeNull();
  await page.keyboard.press("Escape");
});

test("on a small window Escape folds what lies over the text, and the text has the keyboard; an open list closes first", async () => {
  const { page } = desk;
  const { keyboard } = page;
  const pane = page.getByRole("complementary", { name: "Details" });
  const text = page.locator(".columns .ProseMirror:focus");
  await page.locator("[data-field='body.en']").focus();
  await page.setViewportSize({ width: 1280, height: 800 });
  await pane.waitFor({ state: "hidden" });

  await keyboard.press("Control+Alt+d");
  const category = pane.getByRole("combobox", { name: "Category" });
  await category.press("ArrowDown");
  const option = page.getByRole("option", { name: "Environment", exact: true });
  await option.waitFor();
  await keyboard.press("Escape");
  await option.waitFor({ state: "hidden" });
  await pane.waitFor();
  await keyboard.press("Escape");
  await pane.waitFor({ state: "hidden" });
  await text.waitFor();

  await keyboard.press("Control+Alt+d");
  await pane.getByRole("button", { name: "Add a byline" }).press("Escape");
  await pane.waitFor({ state: "hidden" });
  await text.waitFor();

  await page.setViewportSize({ width: 1440, height: 900 });
  // Beside the text it stays.
  await pane.getByRole("textbox", { name: "Place (Lao)" }).press("Escape");
  await text.waitFor();
  await pane.waitFor();
});

test("a photo is stored by its content, with words in both languages, and a file that is none is refused", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const chooser = page.locator(".details input[type=file]");
  await chooser.setInputFiles({ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("not a picture") });
  await page.getByText("notes.png is not a JPEG, PNG, WebP, GIF or AVIF image.").waitFor();
  expect((await details()).image).toBeNull();

  await chooser.setInputFiles({ name: "terraces.png", mimeType: "image/png", buffer: Buffer.from(PNG, "base64") });
  await page.getByRole("textbox", { name: "Description (Lao)" }).fill("ນາຂັ້ນໄດ ຢູ່ນ້ຳບາກ");
  await page.getByRole("textbox", { name: "Description (English)" }).fill("Terraces at Nam Bak");
  await page.getByRole("textbox", { name: "Caption (Lao)" }).fill("ນາຂັ້ນໄດ ຫຼັງເກັບກ່ຽວ.");
  await page.getByRole("textbox", { name: "Caption (English)" }).fill("The terraces after the harvest.");
  await page.getByRole("textbox", { name: "Credit (English)" }).fill("Photo: KPL");
  await saved(page);
  const { image } = await details();
  expect(image).toMatchObject({
    alt: { lo: "ນາຂັ້ນໄດ ຢູ່ນ້ຳບາກ", en: "Terraces at Nam Bak" },
    caption: { lo: "ນາຂັ້ນໄດ ຫຼັງເກັບກ່ຽວ.", en: "The terraces after the harvest." },
    credit: { lo: "", en: "Photo: KPL" },
  });
  const shown = await ask(desk, "assets.read", { asset: image?.asset ?? "" });
  expect(shown.data).toBe(PNG);
  await page.getByRole("button", { name: "Remove the photo" }).click();
  await saved(page);
  expect((await details()).image).toBeNull();
});

test("related stories: one of the library, one from elsewhere, in the order that they are put", async () => {
  const { page } = desk;
  await page.getByRole("combobox", { name: "Add a story of this library" }).fill("Rice");
  // The list of stories has one of that name as well.
  await page
    .locator(".mantine-Popover-dropdown")
    .getByRole("option", { name: /Rice harvest/ })
    .click();
  await page.getByRole("button", { name: "Add one from elsewhere" }).click();
  await page.getByRole("textbox", { name: "Title (English)" }).fill("Mekong at its lowest in ten years");
  await page.getByRole("textbox", { name: "Title (Lao)" }).fill("ແມ່ນ້ຳຂອງ ຕໍ່າສຸດໃນຮອບສິບປີ");
  await page.getByRole("textbox", { name: "Summary (English)" }).fill("The river stood at 2.4 metres.");
  await page.getByRole("button", { name: "Move up: Mekong at its lowest in ten years" }).press("Enter");
  const focus = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await expect.poll(focus).toBe("Move down: Mekong at its lowest in ten years");
  await saved(page);
  const { related } = await details();
  // The tone and the vowel were typed in another order than the one that is stored.
  expect(related[0]).toMatchObject({
    title: { lo: "ແມ່ນ້ຳຂອງ ຕ່ຳສຸດໃນຮອບສິບປີ", en: "Mekong at its lowest in ten years" },
    summary: { lo: "", en: "The river stood at 2.4 metres." },
    category: null,
    publishedAt: null,
  });
  expect(related[1]).toHaveProperty("article");
  await page.getByRole("button", { name: "Remove: Rice harvest in Savannakhet ahead of plan" }).click();
  await saved(page);
  expect((await details()).related).toHaveLength(1);
});

/** A photo of 600 by 400: one half of it dark, the other light. */
const photo = (): Promise<Buffer> => {
  const half = { create: { width: 300, height: 400, channels: 3 as const, background: "#f4efe2" } };
  const whole = sharp({ create: { width: 600, height: 400, channels: 3, background: "#17324d" } });
  return whole
    .composite([{ input: half, left: 300, top: 0 }])
    .jpeg()
    .toBuffer();
};

test("a photo's crop and focal point are set by keys and by the mouse, in Lao, and kept as numbers beside the file", async () => {
  const { page } = desk;
  await page
    .locator(".details input[type=file]")
    .setInputFiles({ name: "ຮູບ.jpg", mimeType: "image/jpeg", buffer: await photo() });
  await page.getByRole("textbox", { name: "Caption (Lao)" }).fill("ນາຂັ້ນໄດ ໃນເມືອງນ້ຳບາກ");
  await saved(page);
  const asset = (await details()).image?.asset ?? "";
  const bytes = (await ask(desk, "assets.read", { asset })).data;
  await page.keyboard.press("Control+Alt+y");

  await page.getByRole("button", { name: "ຕັດຮູບ ແລະ ຈຸດເດັ່ນ…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "ຕັດຮູບ ແລະ ຈຸດເດັ່ນ" });
  await dialog.getByRole("slider", { name: "ຂອບຊ້າຍ" }).focus();
  for (let times = 0; times < 4; times += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => dialog.getByRole("slider", { name: "ຂອບຊ້າຍ" }).getAttribute("aria-valuetext")).toBe("21 %");
  await dialog.getByRole("slider", { name: "ຈຸດເດັ່ນ" }).focus();
  await page.keyboard.press("ArrowUp");
  await dialog.getByRole("button", { name: "ໃຊ້ສ່ວນນີ້" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await saved(page);
  const byKeys = { x: 0.21, y: 0, w: 0.79, h: 1, fx: 0.5, fy: 0.49 };
  expect((await details()).crops).toEqual({ [asset]: byKeys });

  await page.getByRole("button", { name: "ຕັດຮູບ ແລະ ຈຸດເດັ່ນ…" }).click();
  const stage = await dialog.locator(".cut-stage").boundingBox();
  if (!stage) throw new Error("The picture isn't there.");
  const at = (x: number, y: number) => [stage.x + x * stage.width, stage.y + y * stage.height] as const;
  const drag = async (name: string, x: number, y: number) => {
    await dialog.getByRole("slider", { name }).hover();
    await page.mouse.down();
    await page.mouse.move(...at(x, y), { steps: 3 });
    await page.mouse.up();
  };
  await drag("ຂອບລຸ່ມ", 0.6, 0.75);
  await drag("ຈຸດເດັ່ນ", 0.9, 0.3);
  await dialog.getByRole("button", { name: "ໃຊ້ສ່ວນນີ້" }).click();
  await saved(page);
  const { [asset]: crop } = Object(Reflect.get(await details(), "crops"));
  expect(crop.x).toBe(0.21);
  expect(crop.h).toBeCloseTo(0.75, 1);
  expect([crop.fx, crop.fy].map((one) => Math.round(one * 10))).toEqual([9, 3]);
  // The pane shows the cut, the file is as it was, and the preview has the part alone.
  expect(
    await page.locator(".photo img").evaluate((image) => getComputedStyle(image).getPropertyValue("object-view-box")),
  ).toContain("21%");
  expect((await ask(desk, "assets.read", { asset })).data).toBe(bytes);
  const { html } = await ask(desk, "publish.preview", { id: await openId(page), lang: "lo" });
  const shown = /<img[^>]* width="(\d+)" height="(\d+)"/.exec(html);
  expect(Number(shown?.[1]) / Number(shown?.[2])).toBeCloseTo((600 * crop.w) / (400 * crop.h), 1);

  await page.getByRole("button", { name: "ຕັດຮູບ ແລະ ຈຸດເດັ່ນ…" }).click();
  await dialog.getByRole("button", { name: "ເຕັມຮູບ" }).click();
  await dialog.getByRole("button", { name: "ໃຊ້ສ່ວນນີ້" }).click();
  await saved(page);
  expect(Reflect.get(await details(), "crops")).toEqual({});
});

test("a picture in the text is cut the same way, from below it, in both columns and on the page", async () => {
  const { page } = desk;
  const before = await openId(page);
  const { asset } = await ask(desk, "assets.add", { name: "ເຂື່ອນ.jpg", data: (await photo()).toString("base64") });
  const figure = (id: string, row: string) => ({
    type: "figure",
    attrs: { id, row },
    content: [{ type: "image", attrs: { asset, alt: "ເຂື່ອນນ້ຳງຽບ", credit: "" } }, { type: "figcaption" }],
  });
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ເຂື່ອນນ້ຳງຽບ ປ່ອຍນ້ຳ", body: { type: "doc", content: [figure("f-lo", "r-dam")] } },
    en: { headline: "Nam Ngiep dam releases water", body: { type: "doc", content: [figure("f-en", "r-dam")] } },
  });
  await openStory(page, /ເຂື່ອນນ້ຳງຽບ/);
  await page.locator(".body-lo .figure-cut").press("Enter");
  const dialog = page.getByRole("dialog", { name: "ຕັດຮູບ ແລະ ຈຸດເດັ່ນ" });
  await dialog.getByRole("slider", { name: "ຂອບຂວາ" }).focus();
  for (let times = 0; times < 5; times += 1) await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => dialog.getByRole("slider", { name: "ຂອບຂວາ" }).getAttribute("aria-valuetext")).toBe("75 %");
  await dialog.getByRole("button", { name: "ໃຊ້ສ່ວນນີ້" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await saved(page);
  await expect.poll(() => details().then((now) => now.crops)).toMatchObject({ [asset]: { x: 0, w: 0.75 } });
  for (const lang of ["lo", "en"] as const) {
    const image = page.locator(`.body-${lang} figure img`);
    await expect
      .poll(() => image.evaluate((one) => getComputedStyle(one).getPropertyValue("object-view-box")))
      .toContain("25%");
    const { html } = await ask(desk, "publish.preview", { id: await openId(page), lang });
    const shown = /<img[^>]* width="(\d+)" height="(\d+)"/.exec(html);
    expect(Number(shown?.[1]) / Number(shown?.[2])).toBeCloseTo((600 * 0.75) / 400, 1);
  }
  await ask(desk, "articles.trash", { id: await openId(page) });
  await page.locator(`[data-story='${before}']`).click();
  await expect.poll(() => openId(page)).toBe(before);
});

test("a picture of the library is chosen again by its caption, and comes with its words", async () => {
  const { page } = desk;
  const { image } = await details();
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ຊາວນາ ເກັບກ່ຽວເຂົ້າ ໄວກວ່າແຜນ" },
  });
  await openStory(page, /ໄວກວ່າແຜນ/);
  await page.getByRole("button", { name: "ເລືອກຈາກຄັງຂ່າວ…" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "ຮູບໃນຄັງຂ່າວ" });
  await page.keyboard.type("ຂົວໃໝ່");
  await dialog.getByText("ບໍ່ມີຮູບທີ່ມີຄຳນີ້.").waitFor();
  await dialog.getByRole("textbox", { name: "ຊອກຫາຄຳບັນຍາຍ" }).fill("ນ້ຳບາກ");
  await dialog.getByRole("button", { name: "ນາຂັ້ນໄດ ໃນເມືອງນ້ຳບາກ" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await saved(page);
  expect((await details()).image).toEqual(image);
  await page.keyboard.press("Control+Alt+y");
  await openStory(page, /Nam Bak farmers/);
});

test("what stands on the page around the text is kept", async () => {
  const { page } = desk;
  await page.getByRole("textbox", { name: "Dateline (Lao)" }).fill("(ຂປລ)");
  await page.getByRole("textbox", { name: "Sign-off (English)" }).fill("");
  await saved(page);
  const { versions } = await onDisk(desk.library, await openId(page));
  expect([versions.lo?.dateline, versions.en?.signOff]).toEqual(["(ຂປລ)", ""]);
});

test("the checks stand beside the details, each leads to its place, and one may stand with a reason until it changes", async () => {
  const { page } = desk;
  await ask(desk, "articles.create", {
    details: { source: "en" },
    en: { headline: "Pakse bridge opens to lorries", lead: "" },
  });
  await openStory(page, /Pakse bridge/);
  await page.getByRole("tab", { name: "Checks 3 to look at" }).press("Enter");
  const list = page.getByRole("region", { name: "What stands against publishing this story" });
  // No text, no category, no lead.
  await list.getByRole("button", { name: "The body has no text. English" }).click();
  await page.keyboard.type("Lorries may cross the bridge from Monday.");
  await list.getByText("The body has no text.").waitFor({ state: "detached" });
  await list.getByRole("button", { name: "There is no lead. English" }).press("Enter");
  await page.keyboard.type("The bridge at Pakse opens on Monday.");
  await list.getByText("There is no lead.").waitFor({ state: "detached" });
  await list.getByRole("button", { name: "No category is chosen." }).press("Enter");
  const category = page.getByRole("complementary", { name: "Details" }).getByRole("combobox", { name: "Category" });
  await vi.waitFor(
    async () => expect(await category.evaluate((one) => one === document.activeElement)).toBe(true),
    20_000,
  );
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Checks 1 to look at" }).click();
  const finding = list.getByRole("listitem").filter({ hasText: "No category is chosen." });
  await finding.getByRole("button", { name: "Let it stand…" }).press("Enter");
  await page.keyboard.type("A picture story");
  await page.keyboard.press("Enter");
  await finding.getByText("May stand, says").waitFor();
  await page.getByRole("tab", { name: "Checks", exact: true }).waitFor();
  const { accepted } = await onDisk(desk.library, await openId(page));
  expect(Object.keys(Object(accepted))).toEqual(["category:details/category"]);
  await finding.getByRole("button", { name: "Take that back" }).click();
  await page.getByRole("tab", { name: "Checks 1 to look at" }).waitFor();
  await page.getByRole("tab", { name: "Details" }).click();
});
