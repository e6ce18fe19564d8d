import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allowComplaints, REFUSED } from "./complaints.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, onDisk, openId, openStory, runCommand } from "./steps.ts";

let desk: RunningDesk;
beforeAll(async () => {
  desk = await startDesk();
  desk.page.setDefaultTimeout(30_000);
});
afterAll(() => desk?.close());

/** Every text below a folder, by its path. */
async function texts(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile() && /\.(html|json|txt|xml)$/.test(name.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const place = path.join(file.parentPath, file.name);
        return [path.relative(folder, place).replaceAll(path.sep, "/"), await readFile(place, "utf8")] as const;
      }),
    ),
  );
}

test("the preview is the page in a frame that can do nothing, in both languages, at two widths", async () => {
  const { page } = desk;
  await openStory(page, /Cold-chain trains/);
  await page.getByRole("button", { name: "Preview" }).click();
  const dialog = page.getByRole("dialog", { name: "Preview" });
  const frame = dialog.locator("iframe");
  await expect.poll(() => frame.getAttribute("sandbox")).toBe("");
  const inside = page.frameLocator("iframe");
  await dialog.getByText("English", { exact: true }).click();
  await inside.getByRole("heading", { name: "Cold-chain trains carry more Lao fruit to Kunming" }).waitFor();
  const wide = (await frame.boundingBox())?.width ?? 0;
  await dialog.getByText("Phone").click();
  await expect.poll(async () => Math.round((await frame.boundingBox())?.width ?? 0)).toBe(390);
  expect(wide).toBeGreaterThan(900);
  await dialog.getByText("Lao", { exact: true }).click();
  await inside
    .getByRole("heading", { name: /ຕູ້ຄວາມເຢັນທາງລົດໄຟ/ })
    .first()
    .waitFor();
  await dialog.getByText("English", { exact: true }).click();
  await inside
    .getByRole("heading", { name: /Cold-chain trains/ })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
});

test("publishing one language of a story publishes that one alone", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await page.getByRole("button", { name: "Publish…" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish this story" });
  const [lao, english] = ["Lao", "English"].map((name) => dialog.getByRole("region", { name, exact: true }));
  const tick = (name: string) => dialog.getByRole("checkbox", { name, exact: true });
  await expect.poll(() => tick("English").isChecked()).toBe(true);
  await lao?.getByText("The source of 3 rows changed after they were confirmed.").waitFor();
  await lao?.getByText("Stays off the site: its stage is “Review”.").waitFor();
  await expect.poll(() => tick("Lao").isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Publish English", exact: true }).waitFor();
  await tick("English").uncheck();
  await dialog.getByText("Nothing goes out yet.").waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Nothing to publish" }).isDisabled()).toBe(true);
  // Ready and back, and ready again: the stage is the one that it had.
  const id = await openId(page);
  await lao?.getByRole("button", { name: "Mark Lao as “Ready”" }).click();
  await expect.poll(() => tick("Lao").isChecked()).toBe(true);
  await lao?.getByRole("button", { name: "Take “Ready” back from Lao" }).click();
  await expect.poll(() => tick("Lao").isDisabled()).toBe(true);
  expect((await onDisk(desk.library, id)).release.lo.stage).toBe("review");
  await lao?.getByRole("button", { name: "Mark Lao as “Ready”" }).click();

  const site = path.join(desk.home, "agency site");
  await dialog.getByRole("textbox", { name: "Folder of the site" }).fill("not a path");
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await dialog.getByText(/is not a folder that the desk can write to/).waitFor();
  await dialog.getByRole("textbox", { name: "Folder of the site" }).fill(path.join(desk.library, "site"));
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await dialog.getByText("The site can’t stand inside the library.").waitFor();
  await dialog.getByRole("textbox", { name: "Folder of the site" }).fill(site);
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await expect.poll(() => dialog.getByRole("button", { name: "Use this folder" }).isDisabled()).toBe(true);

  // What the site will get is said before anything of it is written.
  const plan = dialog.getByRole("region", { name: "What the site will get" });
  await plan.getByRole("button", { name: "Show addresses" }).click({ timeout: 60_000 });
  const addresses = plan.getByRole("region", { name: "Addresses" }).getByRole("listitem");
  // The plan of before Lao was marked may stand there a moment longer.
  await addresses.filter({ hasText: /lo\/.*cold-chain/ }).waitFor({ timeout: 60_000 });
  const told = (await plan.locator("[data-kind=new]").first().textContent()) ?? "";
  // What was out before this site had a folder gets its page as well.
  await expect.poll(() => addresses.count()).toBe(Number.parseInt(told, 10));
  const planned = await addresses.allTextContents();
  expect(await texts(site)).toEqual(new Map());
  await lao?.getByText("A new page.").waitFor();
  const [address = ""] = planned.filter((one) => /^lo\/.*cold-chain/.test(one.trim())).map((one) => one.trim());
  await lao?.getByText(address, { exact: true }).waitFor();
  await dialog.getByText("Lao goes out. English stays.").waitFor();
  await english?.getByText("Is ready, and isn’t ticked: stays off the site.").waitFor();
  await dialog.getByRole("button", { name: "Publish Lao", exact: true }).click();
  // The first publication makes every picture in all its widths.
  await dialog.getByText(/files? written/).waitFor({ timeout: 60_000 });
  await dialog.getByRole("status").getByText("Lao is in the site’s folder.", { exact: true }).waitFor();
  await dialog.getByRole("status").getByText(`In ${site}`).waitFor();
  // What one does with the page now, and what is owed of the story, are said in one place; the keyboard is there.
  const pageOf = dialog.getByRole("list", { name: "Pages that went out" }).getByRole("listitem");
  await expect.poll(() => pageOf.count()).toBe(1);
  await pageOf.getByText(address, { exact: true }).waitFor();
  const openPage = pageOf.getByRole("button", { name: /^Open page: Lao/ });
  await expect.poll(() => openPage.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await pageOf.getByRole("button", { name: /^Copy address: Lao/ }).click();
  await page.getByText(`Copied: /${address}`).waitFor();
  const next = dialog.getByRole("region", { name: "What is next" });
  await next.getByText("English isn’t out; its stage is “Ready”.").waitFor();
  await next.getByText("3 rows are stale.").waitFor();
  await next.getByText("Readers see it once the folder or a bundle is on the web server.").waitFor();
  const { release, versions } = await onDisk(desk.library, id);
  expect([release.lo.stage, release.en.stage]).toEqual(["published", "ready"]);
  expect(release.en.publishedAt).toBeNull();
  const headline = versions.en?.headline ?? "";
  const written = await texts(site);
  expect([...written.keys()].some((name) => /^lo\/\d{4}\/\d\d\/cold-chain/.test(name))).toBe(true);
  expect([...written.keys()].filter((name) => /^(lo|en)\/\d{4}\/\d\d\/[^/]+\/index\.html$/.test(name)).sort()).toEqual(
    planned.map((address) => `${address.trim()}index.html`).sort(),
  );
  for (const [name, text] of written) expect([name, text.includes(headline)]).toEqual([name, false]);
  // What is owed next leads into the text.
  await next.getByRole("button", { name: "Go to English" }).click();
  await dialog.waitFor({ state: "hidden" });
  await expect
    .poll(() => page.locator("[data-field='headline.en']").evaluate((one) => one === document.activeElement))
    .toBe(true);
});

test("the page that comes out is the one that the preview showed", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("dialog", { name: "Preview" }).getByText("Lao", { exact: true }).click();
  const inside = page.frameLocator("iframe");
  await inside
    .getByRole("heading", { name: /ຕູ້ຄວາມເຢັນທາງລົດໄຟ/ })
    .first()
    .waitFor();
  // Its English isn't out yet, and so the page doesn't lead there; a preview has all that is ready.
  const wordsOf = (article: Element) => {
    const all = article.cloneNode(true) as Element;
    for (const link of all.querySelectorAll("[hreflang]")) (link.closest(".twin") ?? link).remove();
    return all.textContent?.replace(/\s+/g, " ") ?? "";
  };
  const shown = await inside.locator("article").evaluate(wordsOf);
  const written = await texts(path.join(desk.home, "agency site"));
  const [, html = ""] = [...written].find(([name]) => /^lo\/\d{4}\/\d\d\/cold-chain/.test(name)) ?? [];
  const published = await page.evaluateHandle(
    (text) => new DOMParser().parseFromString(text, "text/html").querySelector("article") ?? document.body,
    html,
  );
  const came = await published.evaluate(wordsOf);
  expect(came).toContain("ຕູ້ຄວາມເຢັນທາງລົດໄຟ");
  expect(came).toBe(shown);
  await page.keyboard.press("Escape");
});

test("a published page may load what is its own and run no other script", async () => {
  const site = path.join(desk.home, "agency site");
  const [name = ""] = [...(await texts(site)).keys()].filter((one) => /^lo\/\d{4}\/\d\d\/cold-chain/.test(one));
  const page = await desk.page.context().browser()?.newPage();
  if (!page) throw new Error("The browser is gone.");
  const words: string[] = [];
  page.on("console", (message) => words.push(message.text()));
  await page.goto(pathToFileURL(path.join(site, name)).href);
  // The button is shown by the page's own script, and the rule below the plate drawn by its style sheet.
  await page.getByRole("button", { name: "ພິມ" }).waitFor();
  await expect
    .poll(() =>
      page
        .locator(".sections")
        .first()
        .evaluate((one) => getComputedStyle(one).borderTopStyle),
    )
    .toBe("double");
  expect(words.filter((one) => /Content Security Policy|CSP/i.test(one))).toEqual([]);
  // What lets its Lao lines end between words is in no copy of it.
  const copied = await page.locator("article").evaluate((article) => {
    getSelection()?.selectAllChildren(article);
    return getSelection()?.toString() ?? "";
  });
  expect(copied).toContain("ຄຸນໝິງ");
  expect(copied).not.toMatch(/[\u200B\u00AD\u2060]/);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    const handler = document.createElement("div");
    handler.setAttribute("onclick", "document.title = 'taken over'");
    document.body.append(handler);
    handler.click();
  });
  await expect.poll(() => page.title()).not.toBe("taken over");
  await page.close();
});

test("Publish site says what the site will get, takes all that is ready or out, and says what stayed at home and why", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  await runCommand(page, "Publish site");
  const dialog = page.getByRole("dialog", { name: "Publish site" });
  const site = path.join(desk.home, "agency site");
  const pages = async () => [...(await texts(site)).keys()].filter((name) => /\/\d\d\/[^/]+\/index\.html$/.test(name));
  const [before, stood] = [await texts(site), await pages()];
  const plan = dialog.getByRole("region", { name: "What the site will get" });
  const fresh = Number.parseInt((await plan.getByText(/^\d+ new pages$/).textContent({ timeout: 60_000 })) ?? "", 10);
  await plan.getByText(/^\d+ pages stay as they are\. \d+ pages aren’t published yet\.$/).waitFor();

  // The lines of its table all end at the table's edge, or at what scrolls it.
  const short = await dialog.getByRole("table", { name: "What can go out" }).evaluate((table) => {
    const edge = table.getBoundingClientRect().left + table.clientLeft + table.clientWidth;
    return [...table.querySelectorAll("[role=row]")].map((row) => Math.round(edge - row.getBoundingClientRect().right));
  });
  expect(short.length).toBeGreaterThan(2);
  expect(new Set(short)).toEqual(new Set([0]));

  // Given up on its way, it leaves all as it was, and says so; the next one does it all.
  // In the moment in which the desk has told that it began: a slow window's click might come after the end.
  await dialog.evaluate((element) => {
    new MutationObserver((_changes, observer) => {
      const cancel = element.querySelector<HTMLButtonElement>(".publish-progress:not([data-step=begun]) button");
      if (cancel?.textContent !== "Cancel publication") return;
      observer.disconnect();
      cancel.click();
    }).observe(element, { subtree: true, childList: true, attributes: true });
  });
  await dialog.getByRole("button", { name: "Publish site" }).click();
  await dialog
    .getByRole("alert")
    .getByText("The publication was cancelled; the site is as it was.")
    .waitFor({ timeout: 60_000 });
  expect(await texts(site)).toEqual(before);
  await plan.getByText(`${fresh} new pages`, { exact: true }).waitFor();

  await dialog.getByRole("button", { name: "Publish site" }).click();
  // The first publication makes every picture in all its widths.
  await dialog.getByText(/files? written/).waitFor({ timeout: 60_000 });
  expect((await pages()).length).toBe(stood.length + fresh);
  expect(await dialog.getByRole("region", { name: "What the site will get" }).count()).toBe(0);
  await dialog.getByText(/^Not published/).waitFor();
  await dialog.getByText(/Camera traps.*: under embargo/).waitFor();
  await dialog
    .getByText(/Lao: not “Ready” yet/)
    .first()
    .waitFor();
  await dialog
    .getByText(/in the trash/)
    .first()
    .waitFor();
  const { total } = await ask(desk, "articles.list", { stage: "ready" });
  // What is under embargo stays ready.
  expect(total).toBe(1);
  expect([...(await texts(path.join(desk.home, "agency site"))).keys()]).toContain("index.html");
});

test("a bundle is the site as one zip; the next one holds what changed since the one that was handed over", async () => {
  const { page } = desk;
  await page
    .getByRole("region", { name: "What is next" })
    .getByRole("button", { name: "Bundle for the website…" })
    .click();
  const dialog = page.getByRole("dialog", { name: "Bundle for the website" });
  const folder = path.join(desk.home, "zips");
  await dialog.getByRole("textbox", { name: "Folder for bundles" }).fill(folder);
  await dialog.getByRole("button", { name: "Use this folder" }).click();
  await expect.poll(() => dialog.getByRole("textbox", { name: "Folder for bundles" }).inputValue()).toBe(folder);
  await dialog.getByText("No bundle of this library was made on this machine yet.").waitFor();
  await dialog.getByText(/pages of stories · \d+ files · about [\d.]+ MB/).waitFor();
  await dialog.getByRole("button", { name: "Make the bundle" }).click();
  await dialog.getByText("The bundle is made").waitFor();
  const [zip = ""] = await readdir(folder);
  const entries = unzipSync(await readFile(path.join(folder, zip)));
  const site = await texts(path.join(desk.home, "agency site"));
  const pages = [...site.keys()].filter((name) => name.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(5);
  for (const name of pages) expect(Object.keys(entries)).toContain(name);

  await dialog.getByRole("textbox", { name: /Handed to/ }).fill("ທ່ານ ວິໄລ");
  await page.keyboard.press("Enter");
  await dialog.getByText(/^Handed to ທ່ານ ວິໄລ, /).waitFor();
  const { items } = await ask(desk, "articles.list", { stage: "published" });
  const story = items.find((item) => item.out.en);
  await ask(desk, "articles.release", { id: story?.id ?? "", lang: "en", stage: "withdrawn" });
  await page.keyboard.press("Escape");
  await runCommand(page, "Bundle for the website");
  await expect.poll(() => dialog.getByRole("radio", { name: /Only what changed/ }).isChecked()).toBe(true);
  await dialog
    .locator(".bundle-plan")
    .getByText(/1 withdrawn · .*about \d+ kB/)
    .waitFor();
  await dialog.getByRole("button", { name: "Make the bundle" }).click();
  await dialog.getByText("The bundle is made").waitFor();
  await expect
    .poll(() => dialog.locator(".made-bundle").allInnerTexts())
    .toEqual([expect.stringMatching(/changes[\s\S]*1 withdrawn/), expect.stringMatching(/whole site/)]);
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).size),
  );
  expect(Math.min(...sizes)).toBeLessThan(0.1 * Math.max(...sizes));

  // Once the website has that one too, there is nothing to hand over, and no empty one is offered.
  await dialog
    .locator(".made-bundle")
    .first()
    .getByRole("textbox", { name: /Handed to/ })
    .press("Enter");
  await dialog.getByText(/^Handed over /).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await runCommand(page, "Bundle for the website");
  await dialog.getByText("Nothing changed since that bundle, so there is nothing to hand over.").waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Make the bundle" }).isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Bundle the whole site instead" }).click();
  await dialog.getByText(/pages of stories · \d+ files · about [\d.]+ MB/).waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Make the bundle" }).isEnabled()).toBe(true);

  const before = await readdir(folder);
  const headline = items.find((item) => item.id !== story?.id && item.out.lo && item.out.en)?.headline;
  await dialog.getByRole("radio", { name: "Chosen stories alone" }).click();
  await dialog.getByRole("region", { name: "It will hold" }).waitFor({ state: "hidden" });
  await expect.poll(() => dialog.getByRole("button", { name: "Make the bundle" }).isDisabled()).toBe(true);
  await dialog
    .getByRole("combobox", { name: "Add a story that is out or ready…" })
    .fill(headline?.en.slice(0, 20) ?? "");
  await page.getByRole("option", { name: headline?.lo, exact: true }).click();
  await dialog.getByText(/^2 pages of stories · \d+ files · about/).waitFor();
  await dialog.getByRole("listitem", { name: headline?.lo }).getByRole("checkbox", { name: "English" }).uncheck();
  await dialog.getByText(/^1 page of stories · /).waitFor();
  await dialog.getByRole("button", { name: "Make the bundle" }).click();
  await dialog.getByText("The bundle is made").waitFor();
  const [part = ""] = (await readdir(folder)).filter((name) => !before.includes(name));
  expect(part).toMatch(/-part\.zip$/);
  const names = Object.keys(unzipSync(await readFile(path.join(folder, part))));
  expect(names.filter((name) => name.endsWith(".html"))).toEqual([expect.stringMatching(/^lo\/\d{4}\/\d\d\//)]);
  await dialog.getByRole("button", { name: /^Leave out: / }).click();
  await dialog.getByText("The bundle is made").waitFor({ state: "hidden" });

  // The desk's own lists were lost: what changed since can't be told any more.
  allowComplaints(REFUSED);
  const lists = path.join(desk.home, "bundle-lists");
  for (const name of await readdir(lists, { recursive: true }))
    if (name.endsWith(".json.gz")) await rm(path.join(lists, name));
  await dialog.getByRole("radio", { name: /Only what changed/ }).click();
  await dialog.getByText(/^This desk doesn’t know the bundle songphasa-\d+\S*\.zip any more, /).waitFor();
  await expect.poll(() => dialog.getByRole("button", { name: "Make the bundle" }).isDisabled()).toBe(true);
  await dialog.getByRole("button", { name: "Bundle the whole site instead" }).click();
  await dialog.getByText(/pages of stories · \d+ files · about [\d.]+ MB/).waitFor();
  await expect.poll(() => dialog.getByRole("radio", { name: "The whole site" }).isChecked()).toBe(true);
  await expect.poll(() => dialog.getByRole("button", { name: "Make the bundle" }).isEnabled()).toBe(true);
  await ask(desk, "articles.release", { id: story?.id ?? "", lang: "en", stage: "ready" });
  await page.keyboard.press("Escape");
});

test("where many stories would go off the site, the desk says how many and asks", async () => {
  allowComplaints(REFUSED);
  const { page } = desk;
  const site = path.join(desk.home, "agency site");
  const pages = async () => [...(await texts(site)).keys()].filter((name) => /\/\d\d\/[^/]+\/index\.html$/.test(name));
  const manifest = path.join(site, ".songphasa-site.json");
  // Pages of stories that this library doesn't know.
  const { files, stories, ...rest } = JSON.parse(await readFile(manifest, "utf8"));
  const foreign = "<!DOCTYPE html><title>KPL</title>";
  const sha256 = createHash("sha256").update(foreign).digest("hex");
  for (let number = 0; number < 7; number += 1) {
    const name = `en/2023/01/of-another-desk-${number}/index.html`;
    await mkdir(path.dirname(path.join(site, name)), { recursive: true });
    await writeFile(path.join(site, name), foreign);
    files[name] = sha256;
  }
  await writeFile(manifest, JSON.stringify({ ...rest, files, stories }));
  const before = await pages();
  const of = new Set(before.map((name) => name.split("/")[3])).size;

  await runCommand(page, "Publish site");
  const dialog = page.getByRole("dialog", { name: "Publish site" });
  const question = page.getByRole("dialog", { name: "Take stories off the site?" });
  await dialog.getByRole("button", { name: "Publish site" }).click();
  await question.getByText(`7 stories of ${of} would go off the site`).waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  await question.waitFor({ state: "hidden" });
  expect(await pages()).toEqual(before);

  await dialog.getByRole("button", { name: "Publish site" }).click();
  await question.getByRole("button", { name: "Take them off and publish" }).click();
  await dialog.getByText("7 removed").waitFor();
  expect((await pages()).filter((name) => name.includes("of-another-desk"))).toEqual([]);
  await page.keyboard.press("Escape");
});
