/**
 * Which font draws what, asked of the browser, in the window and on the site: with the official Lao font on
 * the machine and without. The font is free (LGPL 2.1 or later), but a copy here would have to bring its
 * sources along, so it is taken from where it is installed (Debian: fonts-lao).
 */
import { execFileSync } from "node:child_process";
import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../browser.ts";
import { type RunningDesk, startDesk } from "./desk-in-browser.ts";
import { ask, openStory } from "./steps.ts";

const OFFICIAL = "Phetsarath OT";

/** The installed font's file, or null. Only fontconfig can be told for one browser which fonts there are. */
function officialFont(): string | null {
  if (process.platform !== "linux") return null;
  try {
    const found = execFileSync("fc-match", ["--format", "%{family}\n%{file}", OFFICIAL], { encoding: "utf8" });
    const [family, file] = found.split("\n");
    return family === OFFICIAL && file ? file : null;
  } catch {
    return null;
  }
}

const font = officialFont();
if (!font)
  process.stdout.write(`Skipped: how the desk looks with ${OFFICIAL}, which isn't installed (Debian: fonts-lao).\n`);

let desk: RunningDesk;
let site: string;

const paragraph = (row: string, text: string, ...marks: string[]) => ({
  type: "paragraph",
  attrs: { id: `fonts-${row}`, row: `fonts-${row}` },
  content: [{ type: "text", text, marks: marks.map((type) => ({ type })) }],
});

beforeAll(async () => {
  desk = await startDesk({ empty: true });
  const body = (...content: unknown[]) => ({ type: "doc", content }) as never;
  const { article } = await ask(desk, "articles.create", {
    details: { source: "lo", slug: "river-level" },
    lo: {
      headline: "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ",
      lead: "ທາງການແຈ້ງເຕືອນປະຊາຊົນ",
      body: body(
        paragraph("plain", "ກົມອຸຕຸນິຍົມລາຍງານ"),
        paragraph("bold", "ທ່າເຮືອຫຼວງພະບາງ", "bold"),
        paragraph("emphasis", "ຕາມຄຳແນະນຳຂອງແຂວງ", "italic"),
        paragraph("digits", "12,4"),
      ),
      dateline: "",
    },
    en: {
      headline: "Mekong Rises",
      body: body(
        paragraph("plain", "The river rose."),
        paragraph("bold", "At the landing.", "bold"),
        paragraph("emphasis", "ຕາມຄຳແນະນຳຂອງແຂວງ", "italic"),
        paragraph("digits", "12.4"),
      ),
      dateline: "",
    },
  });
  for (const lang of ["lo", "en"] as const)
    await ask(desk, "articles.release", { id: article.id, lang, stage: "ready" });
  site = path.join(desk.home, "site of fonts");
  await ask(desk, "host.chooseFolder", { purpose: "site", path: site });
  await ask(desk, "publish.site", {});
});
afterAll(() => desk?.close());

/** A browser on a machine that has the official font, or hasn't, whatever this one has. */
async function browserWith(has: boolean): Promise<Browser> {
  const folder = path.join(desk.home, has ? "fonts with" : "fonts without");
  await mkdir(folder);
  if (has && font) await symlink(font, path.join(folder, path.basename(font)));
  const rule = has
    ? `<dir>${folder}</dir>`
    : `<selectfont><rejectfont><pattern><patelt name="family"><string>${OFFICIAL}</string></patelt></pattern></rejectfont></selectfont>`;
  const config = path.join(desk.home, has ? "with.conf" : "without.conf");
  await writeFile(
    config,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${rule}<cachedir>${path.join(desk.home, "fontconfig")}</cachedir></fontconfig>\n`,
  );
  return launchBrowser([], { FONTCONFIG_FILE: config });
}

/** Puts an element's words, set as the element is or as `style` says, into a corner of the page while `work` looks. */
async function withStandIn<T>(
  page: Page,
  selector: string,
  style: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  await page.locator(selector).evaluate((element, change) => {
    const { fontFamily, fontSize, fontStyle, fontWeight } = getComputedStyle(element);
    const words = document.createElement("p");
    words.id = "stand-in";
    words.textContent = element.textContent;
    const look = { position: "fixed", inset: "0 auto auto 0", zIndex: "9999", margin: "0", padding: "8px" };
    const colours = { background: "#fff", color: "#000", whiteSpace: "nowrap", fontSynthesis: "weight style" };
    Object.assign(words.style, look, colours, { fontFamily, fontSize, fontStyle, fontWeight, ...change });
    document.body.append(words);
  }, style);
  try {
    await page.evaluate(async () => void (await document.fonts.ready));
    return await work();
  } finally {
    await page.locator("#stand-in").evaluate((words) => words.remove());
  }
}

const picture = (page: Page, selector: string, style: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  withStandIn(page, selector, style, () => page.locator("#stand-in").screenshot());

/** The families that draw the text of the one element that a selector finds. */
async function fontsOf(page: Page, selector: string): Promise<readonly string[]> {
  const place = page.locator(selector);
  await place.waitFor();
  await page.evaluate(async () => void (await document.fonts.ready));
  const devtools = await page.context().newCDPSession(page);
  try {
    await devtools.send("DOM.enable");
    await devtools.send("CSS.enable");
    const { root } = await devtools.send("DOM.getDocument");
    const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    const { fonts } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
    return fonts.map(({ familyName }) => familyName);
  } finally {
    await devtools.detach();
  }
}

const WINDOW = {
  "English headline": "[data-field='headline.en']",
  "Lao headline": "[data-field='headline.lo']",
  "Lao body": "[data-field='body.lo'] [data-row='fonts-plain']",
  "Lao bold": "[data-field='body.lo'] strong",
  "Lao emphasis": "[data-field='body.lo'] em",
  "Lao emphasis in English": "[data-field='body.en'] em",
  "digits in Lao": "[data-field='body.lo'] [data-row='fonts-digits']",
  "English bold": "[data-field='body.en'] strong",
} as const;

const PAGES = {
  "English headline": ["en", "h1"],
  "Lao headline": ["lo", "h1"],
  "Lao body": ["lo", ".body p:nth-of-type(1)"],
  "Lao bold": ["lo", ".body strong"],
  "Lao emphasis": ["lo", ".body em"],
  "Lao emphasis in English": ["en", ".body em span"],
  "digits in Lao": ["lo", ".body p:nth-of-type(4)"],
  "English bold": ["en", ".body strong"],
} as const;

/** The Latin of window and site, and what Lao is drawn with. */
const wanted = (has: boolean) => ({
  "English headline": ["Source Serif 4"],
  "Lao headline": ["Noto Serif Lao"],
  "Lao body": [has ? OFFICIAL : "Noto Serif Lao"],
  "Lao bold": ["Noto Serif Lao"],
  "Lao emphasis": ["Noto Serif Lao"],
  "Lao emphasis in English": ["Noto Serif Lao"],
  "digits in Lao": ["Source Serif 4"],
  "English bold": ["Source Serif 4"],
});

/** Emphasis is drawn as upright bold is, and looks other than what stands around it. */
async function expectSeen(page: Page, selector: string): Promise<void> {
  const own = await picture(page, selector);
  expect(own.equals(await picture(page, selector, { fontStyle: "normal", fontWeight: "700" }))).toBe(true);
  expect(own.equals(await picture(page, selector, { fontStyle: "normal", fontWeight: "400" }))).toBe(false);
}

describe.each([
  ["with", true],
  ["without", false],
] as const)("%s the official font on the machine", (_, has) => {
  let browser: Browser;
  beforeAll(async () => {
    if (font || !has) browser = await browserWith(has);
  });
  afterAll(() => browser?.close());

  test.skipIf(has && !font)("each run in the window has its font, and emphasis is seen", async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(desk.url);
    await openStory(page, /ລະດັບນ້ຳຂອງ/);
    const found: Record<string, readonly string[]> = {};
    for (const [run, selector] of Object.entries(WINDOW)) found[run] = await fontsOf(page, selector);
    expect(found).toEqual(wanted(has));
    for (const run of ["Lao emphasis", "Lao emphasis in English"] as const) await expectSeen(page, WINDOW[run]);
    await page.close();
  });

  test.skipIf(has && !font)("each run on the site has its font, and emphasis is seen", async () => {
    const names = await readdir(site, { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    const found: Record<string, readonly string[]> = {};
    for (const lang of ["lo", "en"] as const) {
      const name = names.find((one) => one.startsWith(lang) && one.endsWith(path.join("river-level", "index.html")));
      await page.goto(pathToFileURL(path.join(site, name ?? "")).href);
      for (const [run, [of, selector]] of Object.entries(PAGES)) {
        if (of !== lang) continue;
        found[run] = await fontsOf(page, selector);
        if (run.startsWith("Lao emphasis")) await expectSeen(page, selector);
      }
    }
    expect(found).toEqual(wanted(has));
    await page.close();
  });
});
