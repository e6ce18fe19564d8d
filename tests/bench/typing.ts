/**
 * How long a key takes from keydown to the painted frame in a long story, beside two bare editors
 * with the same documents: in the built app, in a real browser, in turn. What is held are the ratios.
 * The app has all at hand that a translator has: marks of notes and findings on the rows, the list of the checks beside
 * the text, and the band unfolded below the row that is typed in.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { z } from "zod";
import { readStaticFile } from "../../electron/hosts/static-files.ts";
import { Opened } from "../../shared/contract.ts";
import { startDesk } from "../e2e/desk-in-browser.ts";
import { typingStory } from "./typing-story.ts";

const KEYS = Number(process.env.SONGPHASA_BENCH_KEYS ?? 300);
const ROUNDS = Number(process.env.SONGPHASA_BENCH_ROUNDS ?? 7);
/** No frame waits for a display's clock, so that a frame takes what its work takes. */
const FLAGS = ["--disable-frame-rate-limit", "--disable-gpu-vsync"];
const TEXT = "ຄະນະກຳມະການ ໄດ້ເປີດກອງປະຊຸມ ຢູ່ນະຄອນຫລວງ ".repeat(20);
const SAMPLES = z.array(z.number());

/**
 * What must hold: the median of what each round of the app took, in times the round of the bare editors
 * beside it. A machine that grows slower or quicker meanwhile then does so for both.
 */
const LIMITS = {
  200: { p50: 1.15, p95: 1.3, open: 1.5 },
  1000: { p50: 1.3, p95: 1.5, open: 1.5 },
} as const;

interface Round {
  readonly p50: number;
  readonly p95: number;
  readonly open: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const sort = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const median = (numbers: readonly number[]): number => at(sort(numbers), 0.5);

/** Counts from keydown until the frame that shows the key's letter has been painted. */
const WATCH = `
  window.samples = [];
  window.sampleNumber = (count) => new Promise((resolve, reject) => {
    const from = performance.now();
    const look = () => {
      if (window.samples.length >= count) resolve(null);
      else if (performance.now() - from < 10000) setTimeout(look, 1);
      else reject(new Error("Key " + count + " was never painted; the focus is in " + document.activeElement?.outerHTML.slice(0, 200)));
    };
    look();
  });
  let pressed = 0;
  addEventListener("keydown", () => { pressed = performance.now(); }, true);
  addEventListener("input", () => {
    const from = pressed;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.samples.push(performance.now() - from);
      channel.port2.postMessage(0);
    });
  }, true);
`;

/** From the click that opens the story until the Lao text has the focus and is painted, in milliseconds. */
const opening = (click: string) => `new Promise((resolve) => {
  const from = performance.now();
  const look = () => {
    const body = document.querySelector("[data-field='body.lo']");
    const both = body && document.querySelector("[data-field='body.en']");
    if (!both) return void requestAnimationFrame(look);
    body.focus();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
  };
  ${click};
  requestAnimationFrame(look);
})`;

/** What a translator has at hand: the checks in the pane, and the band of the row in the middle. */
const unfold =
  (rows: number) =>
  async (page: Page): Promise<void> => {
    await page.getByRole("tab", { name: /^Checks/ }).click();
    await page.locator(".finding").first().waitFor();
    // A long story comes in while the window is idle.
    const middle = `row-${Math.floor(rows / 2)}`;
    const block = page.locator(`[data-field='body.lo'] > [data-row="${middle}"]`);
    await block.evaluate((one) => one.scrollIntoView({ block: "center" }));
    await page.locator(`.gutter-cell[data-row="${middle}"]`).click();
    await page.locator(`.row-panel-place[data-row="${middle}"] .row-panel`).waitFor();
  };

async function round(page: Page, click: string, atHand: (page: Page) => Promise<void>): Promise<Round> {
  const open = z.number().parse(await page.evaluate(opening(click)));
  await page.waitForTimeout(1200);
  await atHand(page);
  await page.evaluate(`{
    const blocks = document.querySelectorAll("[data-field='body.lo'] > p");
    const block = blocks[Math.floor(blocks.length / 2)];
    block.scrollIntoView({ block: "center" });
    getSelection().collapse(block.firstChild, 20);
  }`);
  await page.waitForTimeout(300);
  await page.evaluate(WATCH);
  const session = await page.context().newCDPSession(page);
  // The first keys after opening pay for what is compiled then, in both.
  for (const [index, letter] of [...TEXT].slice(0, KEYS + 20).entries()) {
    const key = { key: letter, code: "KeyD", text: letter, unmodifiedText: letter, windowsVirtualKeyCode: 68 };
    await session.send("Input.dispatchKeyEvent", { type: "keyDown", ...key });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    await page.evaluate(`window.sampleNumber(${index + 1})`);
  }
  const samples = sort(SAMPLES.parse(await page.evaluate("window.samples")).slice(20));
  await session.detach();
  return { p50: at(samples, 0.5), p95: at(samples, 0.95), open };
}

async function serveBare(article: string): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-bare-"));
  await build({
    root: path.join(import.meta.dirname, "bare"),
    base: "./",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  const server = createServer((request, response) => {
    if (request.url === "/article.json") {
      response.setHeader("content-type", "application/json").end(article);
      return;
    }
    readStaticFile(folder, request.url ?? "/").then(
      (file) => {
        if (!file) response.writeHead(404).end();
        else response.setHeader("content-type", file.type).end(file.bytes);
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function measure(rows: keyof typeof LIMITS): Promise<boolean> {
  const story = typingStory(rows);
  const desk = await startDesk({ empty: true, flags: FLAGS });
  const call = async (name: string, request: unknown): Promise<unknown> => {
    const answer = await fetch(new URL(`/api/${name}`, desk.url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${desk.token}` },
      body: JSON.stringify(request),
    });
    const { value } = z.object({ ok: z.literal(true), value: z.unknown() }).parse(await answer.json());
    return value;
  };
  const { updatedAt: _lo, ...lo } = story.lo;
  const { updatedAt: _en, ...en } = story.en;
  const made = Opened.parse(await call("articles.create", { details: { source: "en" }, lo, en }));
  await call("articles.save", { id: made.article.id, base: {}, rows: story.rows, notes: story.notes });
  const bare = await serveBare(JSON.stringify(await call("articles.open", { id: made.article.id })));
  const browser = desk.page.context().browser();
  const ours: Round[] = [];
  const theirs: Round[] = [];
  try {
    const measureOurs = async () => {
      const page = await desk.openWindow();
      await page.waitForTimeout(500);
      ours.push(await round(page, `document.querySelector("[role='option']").click()`, unfold(rows)));
      await page.close();
    };
    const measureTheirs = async () => {
      const page = await browser?.newPage({ viewport: { width: 1440, height: 900 } });
      if (!page) throw new Error("The browser is gone.");
      await page.goto(bare.url);
      await page.waitForTimeout(500);
      theirs.push(await round(page, `document.getElementById("open").click()`, async () => undefined));
      await page.close();
    };
    for (let turn = 0; turn < ROUNDS; turn += 1)
      // Neither is always the first.
      for (const next of turn % 2 === 0 ? [measureOurs, measureTheirs] : [measureTheirs, measureOurs]) await next();
  } finally {
    await bare.close();
    await desk.close();
  }
  let holds = true;
  for (const name of ["p50", "p95", "open"] as const) {
    const [app, base] = [ours, theirs].map((rounds) => median(rounds.map((one) => one[name])));
    const ratio = median(ours.map((one, turn) => one[name] / (theirs[turn]?.[name] ?? Number.NaN)));
    const good = ratio <= LIMITS[rows][name];
    holds &&= good;
    const cells = [
      `${rows} rows`.padStart(9),
      (name === "open" ? "opening" : `key, ${name}`).padEnd(9),
      `${app?.toFixed(1)} ms`.padStart(10),
      `${base?.toFixed(1)} ms`.padStart(10),
      ratio.toFixed(2).padStart(6),
      `≤ ${LIMITS[rows][name]}`.padStart(7),
      good ? "" : "  ✗",
    ];
    process.stdout.write(`| ${cells.join(" | ")} |\n`);
  }
  return holds;
}

/** Prints the table; true where every figure holds. */
export async function typing(): Promise<boolean> {
  process.stdout.write(`${KEYS} keys, ${ROUNDS} rounds, medians; the app beside two bare editors\n`);
  process.stdout.write("|      rows | what      |        app |       bare |  ratio |    must |\n");
  process.stdout.write("| --------: | --------- | ---------: | ---------: | -----: | ------: |\n");
  const results = [await measure(200), await measure(1000)];
  return results.every(Boolean);
}
