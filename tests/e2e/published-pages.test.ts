/**
 * Pages of a published site in a real browser: axe on one of each kind, in both languages, by day and by night, and
 * what a phone has to fetch to read a story.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";
import { onePageOfEach, type PublishedSite, publishedSite } from "../published-site.ts";
import { someOf } from "../random.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  woff2: "font/woff2",
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

let site: PublishedSite;
let server: Server;
let browser: Browser;
/** False holds the page that moved where it is. */
let leadsOn = true;
beforeAll(async () => {
  [site, browser] = await Promise.all([publishedSite(), launchBrowser()]);
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    // A browser asks for it by itself; a site needs none.
    if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
      return;
    }
    const name = decodeURIComponent(pathname.slice(1)) + (pathname.endsWith("/") ? "index.html" : "");
    const file = site.files.get(name);
    response.statusCode = file ? 200 : 404;
    response.setHeader("content-type", TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream");
    const held =
      file && !leadsOn && name.endsWith(".html")
        ? file.toString("utf8").replace(/<meta http-equiv="refresh"[^>]*>/, "")
        : file;
    response.end(held ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
  await site?.remove();
});

const Report = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
  ),
});

async function violations(page: Page): Promise<readonly string[]> {
  const options = { resultTypes: ["violations"] };
  const report = Report.parse(await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`));
  return report.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 180)} ${node.failureSummary?.slice(0, 200) ?? ""}`),
  );
}

test("axe finds nothing on a page of each kind, by day and by night; it loads the site's own files alone, as its policy says", async () => {
  const { port } = server.address() as AddressInfo;
  const root = `http://127.0.0.1:${port}/`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => void complaints.push(`${page.url()} ${message.text()}`));
  page.on("pageerror", (error) => void complaints.push(`${page.url()} ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(root) && !request.url().startsWith("data:")) complaints.push(request.url());
  });
  const kinds = onePageOfEach(site);
  const needed = ["lo", "en"].flatMap((lang) =>
    ["", "story/", "withdrawn/", "moved/"].map((kind) => `${lang}/${kind}index.html`),
  );
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(["index.html", ...needed]));
  // By one of them in one run and by the other in the next, page by page in turn; by both in the long run.
  for (const [at, [kind, name]] of [...kinds].entries()) {
    // It leads on at once: what readers of a browser that doesn't follow see is looked at without that.
    leadsOn = !kind.includes("/moved/");
    await page.goto(root + name.replace(/(^|\/)index\.html$/, "$1"));
    await page.evaluate(axe.source);
    for (const colorScheme of someOf(at % 2 === 0 ? (["light", "dark"] as const) : (["dark", "light"] as const), 2)) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => document.fonts.ready);
      expect([kind, name, colorScheme, await violations(page)]).toEqual([kind, name, colorScheme, []]);
    }
  }
  expect(complaints).toEqual([]);
  await context.close();
});

/** As ministries have them: in one piece, and in words. */
const LONG_NAMES = {
  lo: "ສຳນັກຂ່າວສານປະເທດລາວກະຊວງຖະແຫລງຂ່າວວັດທະນະທຳແລະທ່ອງທ່ຽວແຫ່ງສາທາລະນະລັດປະຊາທິປະໄຕປະຊາຊົນລາວ",
  en: "Lao News Agency of the Ministry of Information, Culture and Tourism of the Lao People’s Democratic Republic",
};

/** As a foot, a caption or a headline may have it: no browser knows where to break it. */
const LONG_ADDRESS = `https://kpl.example/${"documents".repeat(12)}`;
/** What holds words of people's own, but for the agency's name. */
const WORDS =
  "main :is(h1, h2, h3, p, li, figcaption, .credit):not(:has(h1, h2, h3, p, li, img, ul, ol)), footer li, footer .note";

test("nothing on a page of any kind is wider than the page, however narrow that is and long its names and words", async () => {
  const { port } = server.address() as AddressInfo;
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const [kind, name] of onePageOfEach(site)) {
    leadsOn = !kind.includes("/moved/");
    await page.goto(`http://127.0.0.1:${port}/${name.replace(/(^|\/)index\.html$/, "$1")}`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    for (const width of [320, 390, 700, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const wider = await page.evaluate((long) => {
        const names = [...document.querySelectorAll(".name a, p.name:not(:has(a))")];
        const own = names.map((one) => one.textContent);
        const lack = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        const told = [lack()];
        for (const text of long) {
          for (const one of names) one.textContent = text;
          told.push(lack());
        }
        for (const [at, one] of names.entries()) one.textContent = own[at] ?? "";
        return told;
      }, Object.values(LONG_NAMES));
      expect([name, width, wider]).toEqual([name, width, [0, 0, 0]]);
    }
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const wider = await page.evaluate(
        ([selector, text]) => {
          for (const one of document.querySelectorAll(selector)) {
            const said = one.querySelector("a, .credit") ?? one;
            said.textContent = text;
          }
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        },
        [WORDS, LONG_ADDRESS] as const,
      );
      expect([name, width, wider]).toEqual([name, width, 0]);
    }
  }
  await context.close();
});

test("a photo that a story shows whole stands in the middle of its place, whatever point of it stays in sight elsewhere", async () => {
  const { port } = server.address() as AddressInfo;
  const name = site.ending("/index.html").find((one) => /<\/figure>\s*<div class="body">/.test(site.text(one))) ?? "";
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`http://127.0.0.1:${port}/${name.replace(/index\.html$/, "")}`);
  const photo = page.locator(".page > article > figure img").first();
  const placed = await photo.evaluate((img) => {
    img.classList.add("fx-10", "fy-0");
    const { objectFit, objectPosition } = getComputedStyle(img);
    return [objectFit, objectPosition];
  });
  expect(placed).toEqual(["contain", "50% 50%"]);
  await page.close();
});

/** Bytes in thousands: what a web server sends, text compressed. */
const KB = 1000;
const sent = (name: string): number => {
  const bytes = site.files.get(name);
  if (!bytes) throw new Error(`${name} is not of the site`);
  return /\.(html|css|js)$/.test(name) ? gzipSync(bytes).length : bytes.length;
};
const sum = (names: readonly string[], ending: RegExp): number =>
  names.filter((name) => ending.test(name)).reduce((total, name) => total + sent(name), 0);

/** The files that a phone asks for to show a page as it stands before anyone scrolls. */
async function fetched(name: string): Promise<readonly string[]> {
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    const asked = new Set<string>();
    page.on("requestfinished", (request) => {
      const file = decodeURIComponent(request.url().slice(root.length));
      if (file !== "favicon.ico") asked.add(file === "" || file.endsWith("/") ? `${file}index.html` : file);
    });
    await page.goto(root + name.replace(/(^|\/)index\.html$/, "$1"));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return [...asked];
  } finally {
    await context.close();
  }
}

test("a story with its photo is light on a phone: its text and styles, its fonts, and all of it", async () => {
  const stories = site
    .ending("/index.html")
    .filter((name) => /^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]+\//.test(name))
    .filter((name) => site.text(name).includes("<picture") && !site.text(name).includes("noindex"));
  expect(stories.length).toBeGreaterThan(5);
  for (const name of someOf(stories, 2)) {
    const files = await fetched(name);
    const pictures = files.filter((file) => file.startsWith("assets/images/"));
    expect(pictures.length, name).toBeGreaterThan(0);
    expect(pictures.filter((file) => !file.endsWith(".webp"))).toEqual([]);
    expect(sum(files, /\.(html|css)$/), name).toBeLessThan(40 * KB);
    expect(sum(files, /\.woff2$/), name).toBeLessThan(120 * KB);
    expect(sum(files, /./), name).toBeLessThan(250 * KB);
  }
});

test("an address that moved leads to the new one, and a page opened from the disk leads on to pages, not to lists of files", async () => {
  const { port } = server.address() as AddressInfo;
  const page = await (await browser.newContext()).newPage();
  const moved = onePageOfEach(site).get("lo/moved/index.html") ?? "";
  await page.goto(`http://127.0.0.1:${port}/${moved.replace(/index\.html$/, "")}`);
  await page.waitForURL(/\/lo\/2026\/11\/champassak-coffee\/$/);

  await page.goto(pathToFileURL(path.join(site.folder, "lo/2026/11/champassak-coffee/index.html")).href);
  const title = () => page.locator("h1").textContent();
  const headline = await title();
  await page.getByRole("link", { name: "English" }).first().click();
  await page.waitForURL(/\/en\/2026\/11\/champassak-coffee\/index\.html$/);
  expect(await title()).not.toBe(headline);
  await page.getByRole("navigation").getByRole("link", { name: "Economy" }).first().click();
  await page.waitForURL(/\/en\/section\/economy\/index\.html$/);
  await page.context().close();
});
