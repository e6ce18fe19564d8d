/** How the window looks and reads on a small laptop, driven by keyboard in Lao; and what leaves it as paper or text. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { someOf } from "../random.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory, putOffIsDone, runCommand } from "./steps.ts";

let desk: RunningDesk;
let page: Page;

beforeAll(async () => {
  desk = await startDesk();
  ({ page } = desk);
  page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());
beforeEach(async () => {
  await desk.renew();
  await ask(desk, "host.remember", { language: "lo", textSize: "usual" });
  await page.reload();
  await page.locator("html[lang=lo]").waitFor();
});

const widths = (selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));

test.each(
  someOf(
    [
      [1440, true, 2],
      [1280, false, 2],
      [1024, false, 2],
    ] as const,
    2,
  ),
)("at %i the columns are at least 400 wide, with their heads and word counts", async (width, details, count) => {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate(() => sessionStorage.removeItem("songphasa-layout"));
  await page.reload();
  // A narrow window begins without the list, a wide one shows it once it is read.
  await page.getByRole("main").waitFor();
  if (!(await page.locator(".library").isVisible())) await page.keyboard.press("Control+Alt+b");
  await openStory(page, /Cold-chain trains/);
  await page.locator(".column-head .length").first().waitFor();
  const columns = await widths(".columns .body");
  expect(columns.length).toBe(count);
  for (const column of columns) expect(column).toBeGreaterThanOrEqual(400);
  await expect.poll(() => page.locator(".side").count()).toBe(details ? 1 : 0);
  for (const length of await page.locator(".column-head .length").all())
    await expect.poll(() => length.isVisible()).toBe(true);
  // Asked for, the details are there, and over the text where there is no room beside it.
  if (details) return;
  await page.keyboard.press("Control+Alt+d");
  await page.getByRole("complementary", { name: "ລາຍລະອຽດ" }).waitFor();
  expect(await widths(".columns .body")).toEqual(columns);
});

test("a row's panel is in sight with its buttons on a small laptop, for those who asked for little motion too", async () => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await openStory(page, /Cold-chain trains/);
  await page.locator(".gutter-cell[data-state=stale]").first().click();
  await page.locator(".row-panel ins").first().waitFor();
  const below = () =>
    page.evaluate(() => {
      const bottom = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? Infinity;
      return bottom(".row-panel") - bottom(".scroller");
    });
  await expect.poll(below).toBeLessThanOrEqual(0);
  await putOffIsDone(page, 500);
  expect(await below()).toBeLessThanOrEqual(0);
  await page.emulateMedia({ reducedMotion: null });
});

test("at 1024 one column stands beside the list, and the other takes its place by one key or one click", async () => {
  await openStory(page, /Cold-chain trains/);
  await page.setViewportSize({ width: 1024, height: 800 });
  await page.locator(".library").waitFor({ state: "hidden" });
  await page.keyboard.press("Control+Alt+2");
  await page.keyboard.press("Control+Alt+b");
  await page.locator(".library").waitFor();
  const beside = async () => {
    const [list, text] = [await page.locator(".library").boundingBox(), await page.locator(".story").boundingBox()];
    return list !== null && text !== null && list.x + list.width <= text.x;
  };
  expect(await beside()).toBe(true);
  await page.locator(".body-lo").waitFor();
  await page.keyboard.press("Control+Alt+1");
  await page.locator(".body-en").waitFor();
  await page.locator(".body-lo").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "ສະແດງພາສາລາວແທນ" }).click();
  await page.locator(".body-lo").waitFor();
  await page.locator(".body-en").waitFor({ state: "hidden" });
  expect(await beside()).toBe(true);
  await page.getByRole("button", { name: "ສະແດງຖັນພາສາອັງກິດ" }).click();
  await page.locator(".body-en").waitFor();
});

test("the text has three sizes, which are remembered; the caret holds still and the rows stay level", async () => {
  await openStory(page, /Cold-chain trains/);
  const typed = page.locator(".body-en p").nth(5);
  await typed.scrollIntoViewIfNeeded();
  await typed.click();
  await page.keyboard.press("End");
  // What is typed in is lifted out of the grid, which keeps its place for it.
  await page.keyboard.type(" as planned");
  const caret = () => page.evaluate(() => getSelection()?.getRangeAt(0).getClientRects()[0]?.top ?? Number.NaN);
  const size = () => page.locator(".body-lo").evaluate((body) => getComputedStyle(body).fontSize);
  const unlevel = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".body-lo > [data-row]")].filter((block) => {
        const partner = document.querySelector(`.body-en > [data-row="${block.dataset.row}"]`);
        return partner && Math.abs(partner.getBoundingClientRect().top - block.getBoundingClientRect().top) > 0.5;
      }),
    );
  const [before, usual] = [await caret(), await size()];
  await page.keyboard.press("Control+Alt+Equal");
  await expect.poll(size).toBe("20px");
  expect(Math.abs((await caret()) - before)).toBeLessThan(2);
  expect(await unlevel()).toEqual([]);
  await expect.poll(() => page.getByRole("button", { name: "ຕົວໜັງສືໃຫຍ່ຂຶ້ນ" }).isDisabled()).toBe(true);
  await page.keyboard.type(" today");
  await page.reload();
  await page.locator(".body-lo").waitFor();
  expect(await size()).toBe("20px");
  await page.getByRole("button", { name: "ຕົວໜັງສືນ້ອຍລົງ" }).click();
  await expect.poll(size).toBe(usual);
  await page.keyboard.press("Control+Alt+Minus");
  await expect.poll(size).toBe("15px");
  expect(await unlevel()).toEqual([]);
});

test("Lao that is half bold in Latin is drawn in one real bold, and small Lao a size larger than the Latin", async () => {
  const drawn = (family: string, words: string, weights: readonly number[]) =>
    page.evaluate(
      async ([name, text, all]) => {
        const pen = document.createElement("canvas").getContext("2d");
        if (!pen) return [];
        await Promise.all(all.map((weight) => document.fonts.load(`${weight} 40px "${name}"`, text)));
        return all.map((weight) => {
          pen.font = `${weight} 40px "${name}"`;
          return pen.measureText(text).width;
        });
      },
      [family, words, weights] as const,
    );
  for (const family of ["Desk Lao", "Desk Lao Serif"]) {
    const [regular, ...bold] = await drawn(family, "ກົມອຸຕຸນິຍົມລາຍງານ", [400, 600, 650, 700]);
    expect(new Set(bold).size).toBe(1);
    expect(bold[0]).not.toBe(regular);
  }
  const [asBuilt] = await drawn("Noto Sans Lao Variable", "ກົມອຸຕຸນິຍົມລາຍງານ", [700]);
  const [inDesk] = await drawn("Desk Lao", "ກົມອຸຕຸນິຍົມລາຍງານ", [700]);
  expect((inDesk ?? 0) / (asBuilt ?? 1)).toBeCloseTo(1.07, 2);
});

test("a long dialog scrolls below its heading, and so keeps its corners; bars are thin", async () => {
  await page.keyboard.press("Control+,");
  await page.getByRole("dialog").getByRole("tab", { name: "ຄັງຂ່າວນີ້" }).click();
  await page.getByRole("button", { name: "ບັນທຶກ" }).waitFor();
  const style = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const { overflowY, scrollbarWidth, borderRadius } = getComputedStyle(element);
      return { overflowY, scrollbarWidth, isRound: Number.parseFloat(borderRadius) > 4 };
    });
  expect(await style(".mantine-Modal-content")).toEqual({ overflowY: "hidden", scrollbarWidth: "thin", isRound: true });
  expect((await style(".mantine-Modal-body")).overflowY).toBe("auto");
  // The button that keeps the work stands at the very foot, whatever is scrolled.
  const foot = () =>
    page.evaluate(() => {
      const [buttons, dialog] = [".dialog-buttons.stay", ".mantine-Modal-content"].map((one) =>
        document.querySelector(one)?.getBoundingClientRect(),
      );
      return Math.abs((buttons?.bottom ?? 0) - (dialog?.bottom ?? 100));
    });
  expect(await foot()).toBeLessThan(2);
  await page.locator(".mantine-Modal-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
  expect(await foot()).toBeLessThan(2);
});

test("the house style spells the interface as the newsroom does, at once and at the next start", async () => {
  await page.getByText("ຊອກຫາຂ່າວ ຫຼື ສັ່ງຄຳສັ່ງ").waitFor();
  await page.keyboard.press("Control+,");
  await page.getByRole("dialog").getByRole("tab", { name: "ຄັງຂ່າວນີ້" }).click();
  await page.getByRole("combobox", { name: "ການສະກົດຄຳລາວຂອງສຳນັກຂ່າວ" }).press("Enter");
  await page.getByRole("option", { name: "ຫລ (ຫລາຍ)" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "ບັນທຶກ" }).press("Enter");
  await page.getByText("ຊອກຫາຂ່າວ ຫລື ສັ່ງຄຳສັ່ງ").waitFor();
  await page.reload();
  await page.getByText("ຊອກຫາຂ່າວ ຫລື ສັ່ງຄຳສັ່ງ").waitFor();
  expect(await page.getByText(/ຫຼື/).count()).toBe(0);
});

test("a story is printed as it is shown, or in one language, and copied as text", async () => {
  await openStory(page, /Cold-chain trains/);
  await page.evaluate(() => {
    window.print = () => {
      dispatchEvent(new Event("beforeprint"));
      document.body.dataset.printed = [...document.querySelectorAll(".print-sheet tr")]
        .map((row) => [...row.children].map((cell) => cell.textContent).join(" | "))
        .join("\n");
      dispatchEvent(new Event("afterprint"));
    };
  });
  const printed = async () => (await page.locator("body").getAttribute("data-printed"))?.split("\n") ?? [];
  await page.locator(".body-en p").first().click();
  await page.keyboard.press("Control+p");
  await expect.poll(async () => (await printed())[0]).toBe("ລາວ | English");
  const both = await printed();
  expect(both[1]).toMatch(/^ຕູ້ຄວາມເຢັນ.* \| Cold-chain trains/);
  // The words around the text as on the page, each with its language.
  expect(both[3]).toMatch(/41\.200 .* \| \(KPL\) Refrigerated wagons .*41,200/);
  expect(both.at(-1)).toBe("ຂປລ | KPL");
  await expect.poll(() => page.locator(".print-sheet").count()).toBe(0);

  await runCommand(page, "ພິມພາສາອັງກິດ…");
  await expect.poll(async () => (await printed())[0]).toBe("English");
  expect((await printed()).length).toBeGreaterThanOrEqual(both.length - 2);

  // On paper stands the sheet alone, black on white in the dark too.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect.poll(() => page.locator("#root").isVisible()).toBe(false);
  expect(
    await page
      .locator(".print-sheet tbody td")
      .first()
      .evaluate((one) => getComputedStyle(one).color),
  ).toBe("rgb(0, 0, 0)");
  expect(await page.locator(".print-sheet :is(button, input, [contenteditable])").count()).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null, colorScheme: null });

  // Of a language that nothing is written in, nothing is printed: neither its tag nor its sign-off.
  await openStory(page, /ແມ່ຍິງບ້ານນາແຄ/);
  await page.locator(".body-lo p").first().click();
  await page.keyboard.press("Control+p");
  await expect.poll(async () => (await printed())[1]).toMatch(/^ແມ່ຍິງບ້ານນາແຄ/);
  const half = (await printed()).slice(1).map((row) => row.split(" | ").at(-1));
  expect(half.join("")).toBe("");
  await openStory(page, /Cold-chain trains/);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await runCommand(page, "ສຳເນົາພາສາອັງກິດເປັນຂໍ້ຄວາມ ເພື່ອສົ່ງຕໍ່");
  await page.getByText("ສຳເນົາພາສາອັງກິດເປັນຂໍ້ຄວາມແລ້ວ.").waitFor();
  const parts = (await page.evaluate(() => navigator.clipboard.readText())).split("\n\n");
  expect(parts[0]).toBe("Cold-chain trains carry more Lao fruit to Kunming");
  expect(parts[2]).toMatch(/Refrigerated wagons/);
});
