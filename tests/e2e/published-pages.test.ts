/** Pages of a published site in a real browser: axe on one of each kind, in both languages, by day and by night. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";
import { onePageOfEach, type PublishedSite, publishedSite } from "../published-site.ts";

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
    response.end(file ?? "");
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
  const report = Report.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'));
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
  const needed = ["lo/story/index.html", "en/story/index.html", "lo/index.html", "en/index.html", "index.html"];
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(needed));
  for (const [kind, name] of kinds) {
    await page.goto(root + name.replace(/(^|\/)index\.html$/, "$1"));
    await page.evaluate(axe.source);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => document.fonts.ready);
      expect([kind, name, colorScheme, await violations(page)]).toEqual([kind, name, colorScheme, []]);
    }
  }
  expect(complaints).toEqual([]);
  await context.close();
});
