/** The board, in Lao: by the keys and by the mouse; a desk and a window for all. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assignedOf } from "../../shared/article/additions.ts";
import { violations } from "./axe.ts";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk } from "./steps.ts";

let desk: RunningDesk;
let person = "";
let name = "";
let other = "";
beforeAll(async () => {
  desk = await startDesk();
  await ask(desk, "host.remember", { language: "lo" });
  const [first, second] = (await ask(desk, "settings.read", {})).settings.people;
  person = first?.key ?? "";
  name = first?.lo ?? "";
  other = second?.lo ?? "";
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  await desk.page.reload();
  await list().getByRole("option").first().waitFor();
});

const list = () => desk.page.getByRole("listbox", { name: "ລາຍການຂ່າວ" });
const board = () => desk.page.getByRole("main", { name: "ກະດານວຽກ" });
const column = (named: string) => board().getByRole("region", { name: new RegExp(`^${named}`) });
const card = (id: string, lang: string) => board().locator(`[data-card="${id} ${lang}"]`);
const told = (words: string | RegExp) => desk.page.getByRole("alert").filter({ hasText: words });
const keysAt = (id: string, lang: string) =>
  expect.poll(() => desk.page.evaluate(() => document.activeElement?.getAttribute("data-card"))).toBe(`${id} ${lang}`);

/** A story in Lao, by its headline. */
async function made(headline: string): Promise<string> {
  return (await ask(desk, "articles.create", { lo: { headline } })).article.id;
}

test("by the keys: the board opens, arrows walk, Shift moves a language to the next stage and back, Enter opens the story", async () => {
  const { page } = desk;
  const id = await made("ສະພານ ມິດຕະພາບ ເປີດໃຊ້");
  await page.keyboard.press("Control+Alt+KeyK");
  await column("ຮ່າງ").locator(".board-card").first().waitFor();
  await card(id, "lo").waitFor();
  await page.keyboard.press("ArrowDown");
  await column("ຮ່າງ").locator(".board-card:focus").waitFor();
  for (let step = 0; step < 12; step += 1) {
    if ((await page.evaluate(() => document.activeElement?.getAttribute("data-card"))) === `${id} lo`) break;
    await page.keyboard.press("ArrowDown");
  }
  await keysAt(id, "lo");
  expect(await violations(desk)).toEqual([]);
  await page.keyboard.press("Shift+ArrowRight");
  await told("ແມ່ນ “ກຳລັງແປ” ແລ້ວ").waitFor();
  await column("ກຳລັງແປ").locator(`[data-card="${id} lo"]`).waitFor();
  expect((await onDisk(desk.library, id)).release.lo.stage).toBe("translating");
  // The keys went along.
  await keysAt(id, "lo");
  await page.keyboard.press("Shift+ArrowLeft");
  await column("ຮ່າງ").locator(`[data-card="${id} lo"]`).waitFor();
  await keysAt(id, "lo");
  await page.keyboard.press("Enter");
  await board().waitFor({ state: "hidden" });
  await page.locator("[data-field='headline.lo']").getByText("ສະພານ ມິດຕະພາບ").waitFor();
  // And back to it, and away with Escape.
  await page.keyboard.press("Control+Alt+KeyK");
  await card(id, "lo").waitFor();
  await board().locator(":scope:focus").waitFor();
  await page.keyboard.press("Escape");
  await board().waitFor({ state: "hidden" });
  await page.locator("[data-field='headline.lo']").waitFor();
});

test("by the menu key: a language is given to somebody, whose column has it then; what is out cannot go back, and is withdrawn from the same menu", async () => {
  const { page } = desk;
  const id = await made("ລາຄາເຂົ້າ ປະຈຳອາທິດ");
  const { items } = await ask(desk, "articles.list", {});
  const out = items.find((one) => one.out.lo)?.id ?? "";
  await page.keyboard.press("Control+Alt+KeyK");
  await card(id, "lo").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "ມອບໝາຍໃຫ້" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menuitem", { name, exact: true }).focus();
  // It stands beside the menu, over none of its lines.
  const edges = (line: string) => page.getByRole("menuitem", { name: line, exact: true }).boundingBox();
  const between = async () => {
    const [from, to] = [await edges("ມອບໝາຍໃຫ້"), await edges(name)];
    return (to?.x ?? 0) - (from?.x ?? Infinity) - (from?.width ?? 0);
  };
  await expect.poll(between).toBeGreaterThanOrEqual(0);
  await page.keyboard.press("Enter");
  await told(`ໃຫ້ ${name} ແລ້ວ`).waitFor();
  expect(assignedOf((await onDisk(desk.library, id)).release.lo)).toEqual({ person, due: null });
  await board().getByText("ຕາມຜູ້ຮັບຜິດຊອບ", { exact: true }).click();
  await column(name).locator(`[data-card="${id} lo"]`).waitFor();
  await board().getByText("ຕາມຂັ້ນຕອນ", { exact: true }).click();

  // What is out is on the board once it is somebody's.
  await ask(desk, "articles.release", { id: out, lang: "lo", assigned: { person, due: null } });
  await column("ເຜີຍແຜ່ແລ້ວ").locator(`[data-card="${out} lo"]`).waitFor();
  allowComplaints(REFUSED);
  await card(out, "lo").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await told("ເອົາອອກຈາກເວັບໄຊໄດ້ດ້ວຍການຖອນຄືນເທົ່ານັ້ນ").waitFor();
  expect((await onDisk(desk.library, out)).release.lo.stage).toBe("published");
  await card(out, "lo").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "ຖອນຄືນ…" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "ຍົກເລີກ" }).click();
});

test("by the mouse: a card is dragged to another stage; onto what is out, the publication is asked first; nothing to do is said", async () => {
  const { page } = desk;
  const id = await made("ງານບຸນ ວັດພູ");
  await page.getByRole("button", { name: "ສະແດງກະດານວຽກ" }).click();
  await card(id, "lo").dragTo(column("ລໍຖ້າກວດ"));
  await column("ລໍຖ້າກວດ").locator(`[data-card="${id} lo"]`).waitFor();
  expect((await onDisk(desk.library, id)).release.lo.stage).toBe("review");
  await told("ແມ່ນ “ລໍຖ້າກວດ” ແລ້ວ").getByRole("button", { name: "ກັບຄືນ" }).click();
  await column("ຮ່າງ").locator(`[data-card="${id} lo"]`).waitFor();
  await card(id, "lo").dragTo(column("ເຜີຍແຜ່ແລ້ວ"));
  await page.getByRole("dialog").waitFor();
  expect((await onDisk(desk.library, id)).release.lo.stage).toBe("draft");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await board().getByRole("combobox", { name: "ມອບໝາຍໃຫ້" }).click();
  await page.getByRole("option", { name: other, exact: true }).click();
  await board().getByText("ບໍ່ພົບຂ່າວ").waitFor();
  expect(await violations(desk)).toEqual([]);
});
