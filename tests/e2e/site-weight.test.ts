/** What a phone on a mobile network has to fetch to read a story of the published site. */
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { type PublishedSite, publishedSite } from "../published-site.ts";

let site: PublishedSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([publishedSite(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.remove();
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

/** The files that the browser asked for to show a page as it stands before anyone scrolls. */
async function fetched(name: string): Promise<readonly string[]> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  try {
    const asked = new Set<string>();
    page.on("requestfinished", (request) => {
      if (request.url().startsWith("file:")) asked.add(fileURLToPath(request.url().replace(/[?#].*$/, "")));
    });
    await page.goto(pathToFileURL(path.join(site.folder, name)).href);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const shown = await page.evaluate(() =>
      [...document.images].filter(({ complete, naturalWidth }) => complete && naturalWidth === 0).map(({ src }) => src),
    );
    expect(shown, name).toEqual([]);
    return [...asked].map((file) => path.relative(site.folder, file).replaceAll(path.sep, "/"));
  } finally {
    await page.close();
  }
}

test("a story with its photo is light on a phone, in both languages: text, fonts and all of it", async () => {
  const stories = site
    .ending("/index.html")
    .filter((name) => /^(lo|en)\/\d{4}\/\d\d\/[a-z0-9-]+\//.test(name) && site.text(name).includes("<picture"));
  expect(stories.length).toBeGreaterThan(5);
  for (const name of stories) {
    const files = await fetched(name);
    expect(sum(files, /\.(html|css)$/), name).toBeLessThan(40 * KB);
    expect(sum(files, /\.woff2$/), name).toBeLessThan(120 * KB);
    expect(sum(files, /./), name).toBeLessThan(250 * KB);
    expect(
      files.filter((file) => /\.(jpg|png)$/.test(file)),
      name,
    ).toEqual([]);
  }
});
