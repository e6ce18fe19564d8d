/** Three desks write one story in two languages while none hears of the others, and a fourth gets it as a file. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { heavyRuns } from "../random.ts";
import { type RunningDesk, saved, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, walkTo } from "./steps.ts";
import { paragraph } from "./two-ways.ts";

let room = "";
let editor: RunningDesk;
let translator: RunningDesk;
let branch: RunningDesk;
let outside: RunningDesk;
const office = () => [editor, translator, branch];
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-newsroom-"));
  editor = await startDesk({ empty: true });
  translator = await startDesk({ empty: true });
  branch = await startDesk({ empty: true });
  outside = await startDesk({ empty: true });
  for (const { page } of [...office(), outside]) page.setDefaultTimeout(30_000);
}, 120_000);
afterAll(async () => {
  for (const desk of [outside, branch, translator, editor]) await desk?.close();
  await rm(room, { recursive: true, force: true });
});

const hub = () => path.join(room, "hub");
const type = async ({ page }: RunningDesk, field: string, text: string) => {
  const place = page.locator(`[data-field='${field}']`);
  await place.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText(text);
  await saved(page);
};
const sync = (desk: RunningDesk) => ask(desk, "sharing.run", {});
/** In which they come back; the long run goes through all of them. */
const ORDERS = (
  [
    [0, 1, 2],
    [2, 1, 0],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [0, 2, 1],
  ] as const
).slice(0, heavyRuns(1));

test("one story in two languages, written at three desks offline, comes together in whatever order they come back; a card is settled, the story goes out, and a fourth desk has it as a file", async () => {
  await ask(editor, "sharing.makeHub", { path: hub() });
  for (const [desk, by] of [
    [editor, "ນາງ ຄຳຫຼ້າ"],
    [translator, "ທ້າວ ບຸນມີ"],
    [branch, "ນາງ ມະນີວອນ"],
  ] as const) {
    await ask(desk, "host.remember", { by });
    await ask(desk, "sharing.remember", { onlyWhenAsked: true });
  }
  const { article } = await ask(editor, "articles.create", {
    details: { source: "lo", category: "politics" },
    lo: {
      headline: "ນ້ຳຂອງຂຶ້ນ",
      lead: "ນ້ຳຂອງຂຶ້ນສູງກວ່າລະດັບເຕືອນໄພ",
      body: { type: "doc", content: [paragraph("r0", "ລະດັບນ້ຳຂອງຂຶ້ນ ສອງແມັດ.")] },
    },
    en: {
      headline: "Mekong rises",
      lead: "The Mekong is above its warning level",
      body: { type: "doc", content: [paragraph("r0", "The river rose by two metres.")] },
    },
  });
  const { id } = article;
  await ask(editor, "sharing.begin", { address: hub() });
  for (const [at, desk] of [translator, branch].entries()) {
    const place = path.join(room, `desk-${at}`);
    await ask(desk, "host.chooseFolder", { purpose: "library", path: place });
    const joined = await ask(desk, "sharing.join", { hub: { address: hub() }, path: place });
    await ask(desk, "library.use", { path: joined.path });
  }
  for (const { page } of office()) {
    await page.locator(`[role=option][data-story="${id}"]`).click();
    await page.locator("[data-field='body.en']").getByText("two metres").waitFor();
  }

  // Each turn they write without hearing of each other, and come back in another order, until nobody has anything new.
  for (const [turn, order] of ORDERS.entries()) {
    await type(editor, "headline.lo", ` ກ${turn}`);
    await type(translator, "headline.en", ` t${turn}`);
    await type(branch, "lead.lo", ` ຂ${turn}`);
    for (const round of [order, order])
      for (const at of round) {
        const desk = office()[at];
        if (desk) await sync(desk);
      }
    const words = [`ກ${turn}`, `t${turn}`, `ຂ${turn}`];
    for (const { page } of office())
      for (const [index, field] of ["headline.lo", "headline.en", "lead.lo"].entries())
        await expect.poll(() => page.locator(`[data-field='${field}']`).textContent()).toContain(words[index]);
  }
  const stories = () =>
    Promise.all(office().map(async (desk) => canonicalJson((await ask(desk, "articles.open", { id })).article)));
  expect(new Set(await stories()).size).toBe(1);

  // Two change the same word: a card stands in all three windows, and one key at one desk settles it everywhere.
  const say = async (desk: RunningDesk, metres: string) => {
    const { article: now, revs } = await ask(desk, "articles.open", { id });
    const body = JSON.parse(JSON.stringify(now.versions.en?.body).replace(/two|three|five/, metres));
    await ask(desk, "articles.save", { id, base: { en: revs.en }, en: { body } });
  };
  await say(editor, "three");
  await say(translator, "five");
  for (const desk of [editor, translator, editor, branch]) await sync(desk);
  for (const { page } of office())
    await expect
      .poll(() => page.locator(".gutter-cell[data-row=r0]").getAttribute("aria-label"))
      .toContain("Written in two ways");
  const { page } = translator;
  await page.locator("[data-field='headline.en']").click();
  const card = page.locator(".row-panel [data-card]");
  await walkTo(card);
  await page.keyboard.press("Alt+1");
  await card.waitFor({ state: "detached" });
  await saved(page);
  for (const desk of [translator, editor, branch, translator]) await sync(desk);
  expect(new Set(await stories()).size).toBe(1);
  const settled = (await ask(editor, "articles.open", { id })).article;
  expect(settled.conflicts).toEqual([]);

  // It goes out at the branch, and the others know that it did.
  const site = path.join(room, "site");
  await ask(branch, "host.chooseFolder", { purpose: "site", path: site });
  for (const lang of ["lo", "en"] as const) await ask(branch, "articles.release", { id, lang, stage: "ready" });
  const published = await ask(branch, "publish.site", {});
  expect(published.skipped).toEqual([]);
  for (const desk of [branch, editor, translator]) await sync(desk);
  const out = (await ask(editor, "articles.open", { id })).article;
  expect([out.release.lo.stage, out.release.en.stage]).toEqual(["published", "published"]);

  // And a fourth desk, which no hub reaches, has it by a file.
  const made = await ask(editor, "package.make", { articles: [id] });
  const data = (await readFile(made.path)).toString("base64");
  const { token } = await ask(outside, "package.add", { token: null, data });
  const taken = await ask(outside, "package.take", { token, name: path.basename(made.path) });
  expect(taken.stories).toMatchObject([{ id, how: "new", cards: 0 }]);
  expect(canonicalJson(await onDisk(outside.library, id))).toBe(canonicalJson(out));
  await outside.page.locator(`[role=option][data-story="${id}"]`).waitFor();
}, 240_000);
