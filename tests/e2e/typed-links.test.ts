/** Addresses that become links while one types and pastes. */
import type { Editor } from "@tiptap/core";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, emptyBody, onDisk, openId, openStory, paste } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk({ empty: true });
  desk.page.setDefaultTimeout(30_000);
  await ask(desk, "articles.create", {
    details: { source: "lo" },
    lo: { headline: "ນ້ຳຂອງ ຂຶ້ນ" },
    en: { headline: "The Mekong rises" },
  });
  await openStory(desk.page, /ນ້ຳຂອງ|The Mekong/);
});
afterAll(() => desk?.close());

/** The text, and its links as they stand in the document. */
const read = (body: Locator) =>
  body.evaluate((element) => {
    const { doc } = (element as unknown as { editor: Editor }).editor.state;
    const links: [string, string][] = [];
    doc.descendants((node) => {
      const link = node.marks.find(({ type }) => type.name === "link");
      if (link) links.push([node.text ?? "", String(link.attrs.href)]);
    });
    return { text: doc.textBetween(0, doc.content.size, "\n"), links };
  });

describe.each(["Lao", "English"] as const)("in the %s column", (lang) => {
  const body = () => desk.page.getByRole("textbox", { name: `${lang} body` });
  const shows = (text: string, ...links: readonly (readonly [string, string])[]) =>
    expect.poll(() => read(body())).toEqual({ text, links });
  const web = ["https://kpl.gov.la/lo", "https://kpl.gov.la/lo"] as const;
  const mail = ["news@kpl.gov.la", "mailto:news@kpl.gov.la"] as const;

  test("a space, a new line or a Lao letter behind an address makes it a link, and changes no word", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("ອ່ານ https://kpl.gov.la/lo.");
    await shows("ອ່ານ https://kpl.gov.la/lo.");
    await page.keyboard.type(" ");
    await shows("ອ່ານ https://kpl.gov.la/lo. ", web);
    await page.keyboard.type("(www.kpl.gov.la)");
    await page.keyboard.press("Enter");
    const www = ["www.kpl.gov.la", "https://www.kpl.gov.la"] as const;
    await shows("ອ່ານ https://kpl.gov.la/lo. (www.kpl.gov.la)\n", web, www);
    await page.keyboard.type("ຂຽນຫາnews@kpl.gov.laໄດ້ kpl.gov.la end.Then ");
    await shows(
      "ອ່ານ https://kpl.gov.la/lo. (www.kpl.gov.la)\nຂຽນຫາnews@kpl.gov.laໄດ້ kpl.gov.la end.Then ",
      web,
      www,
      mail,
    );
    await page.locator("[data-save=saved]").waitFor();
    const kept = async () =>
      JSON.stringify(
        (await onDisk(desk.library, await openId(page))).versions[lang === "Lao" ? "lo" : "en"]?.body,
      ).includes('"href":"mailto:news@kpl.gov.la"');
    await expect.poll(kept).toBe(true);
  });

  test("one undo takes the link back, and it doesn't come again at that place", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("https://kpl.gov.la/lo ");
    await shows("https://kpl.gov.la/lo ", web);
    await page.keyboard.press("Control+z");
    await shows("https://kpl.gov.la/lo ");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(" ນ້ຳ ");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await shows("https://kpl.gov.la/lo ນ້ຳ\n ");
    await page.keyboard.type("news@kpl.gov.la ");
    await shows("https://kpl.gov.la/lo ນ້ຳ\nnews@kpl.gov.la  ", mail);
  });

  test("of what is pasted too: one undo takes the links back, the next one the paste", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("ຂ່າວ: ");
    await paste(body(), { "text/plain": "ເບິ່ງ https://kpl.gov.la/lo ຫຼື news@kpl.gov.la" });
    await shows("ຂ່າວ: ເບິ່ງ https://kpl.gov.la/lo ຫຼື news@kpl.gov.la", web, mail);
    await page.keyboard.press("Control+z");
    await shows("ຂ່າວ: ເບິ່ງ https://kpl.gov.la/lo ຫຼື news@kpl.gov.la");
    await page.keyboard.press("Control+z");
    await shows("ຂ່າວ: ");
    await paste(body(), { "text/html": `<p>a <a href="https://a.la/">www.b.la</a> ${mail[0]}</p>` });
    await shows("ຂ່າວ: a www.b.la news@kpl.gov.la", ["www.b.la", "https://a.la/"], mail);
    await page.keyboard.type("ຊ");
    await shows("ຂ່າວ: a www.b.la news@kpl.gov.laຊ", ["www.b.la", "https://a.la/"], mail);
  });

  test("what an input method composes behind an address arrives once, and then makes it a link", async () => {
    const { page } = desk;
    await emptyBody(body());
    await page.keyboard.type("https://kpl.gov.la/lo");
    const session = await page.context().newCDPSession(page);
    for (const text of ["ນ", "ນ້", "ນ້ຳ"])
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await shows("https://kpl.gov.la/loນ້ຳ");
    await session.send("Input.insertText", { text: "ນ້ຳ" });
    await session.detach();
    await shows("https://kpl.gov.la/loນ້ຳ", web);
    await page.keyboard.type("ໆ ");
    await shows("https://kpl.gov.la/loນ້ຳໆ ", web);
  });
});
