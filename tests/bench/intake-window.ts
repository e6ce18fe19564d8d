/**
 * Pasting two megabytes into a story, in the built app and a real browser: the longest that the window's thread works
 * at a stretch while it is read and put in, beside what a short paste costs in the same window. In processor time, so
 * that other programs don't count.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { z } from "zod";
import { startDesk } from "../e2e/desk-in-browser.ts";
import { milliseconds, tableOf } from "./machine.ts";

const FIXTURES = path.join(import.meta.dirname, "../fixtures/paste");
const BYTES = 2_000_000;
/** Of the short paste, which goes in at once and is read while the key is down. */
const SHORT = 20_000;
/** Milliseconds at a stretch. */
const AIM = 50;
/** On a slow or busy machine a piece of a long paste may take so many times as long as the short one. */
const MOST_TIMES = 2;
const LAO = "ຄະນະກຳມະການ ໄດ້ເປີດກອງປະຊຸມ ຢູ່ນະຄອນຫລວງວຽງຈັນ ໃນວັນທີ 4 ພະຈິກ. ".repeat(8);

interface Clipboard {
  readonly name: string;
  readonly kind: "text/html" | "text/plain";
  readonly piece: string;
}

async function clipboards(): Promise<Clipboard[]> {
  const page = await readFile(path.join(FIXTURES, "browser-page.html"), "utf8");
  const menu = page.slice(page.indexOf("<nav"), page.indexOf("</nav>") + "</nav>".length);
  return [
    // A page with much around its story: long to read, short to put in.
    { name: "a web page, most of it menus", kind: "text/html", piece: menu },
    {
      name: "Word's HTML",
      kind: "text/html",
      piece: `<p class=MsoNormal style='margin:0in;font-size:12.0pt'><span lang=LO style='font-family:"Phetsarath OT"'>${LAO}</span></p>`,
    },
    { name: "plain text", kind: "text/plain", piece: `${LAO}\n\n` },
  ];
}

const Trace = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.number(),
      tdur: z.number().optional(),
    }),
  ),
});

/** The marks in the page from which on what was pasted is read, is put in, and is there. */
const MARKS = ["pasted", "going-in", "all-in"] as const;

/** The longest task before and after something first came in, in milliseconds of the thread that drew the page's marks. */
function longestTasks(trace: string): { readonly reading: number; readonly putting: number } {
  const { traceEvents } = Trace.parse(JSON.parse(trace));
  const [pasted, goingIn, allIn] = MARKS.map((mark) => traceEvents.find(({ name }) => name === mark));
  if (!pasted || !goingIn || !allIn) throw new Error("The page's marks are not in the trace.");
  const longest = (from: number, to: number): number =>
    traceEvents
      .filter(({ name, pid, tid }) => name.endsWith("RunTask") && pid === pasted.pid && tid === pasted.tid)
      .filter(({ ts }) => ts >= from && ts < to)
      .reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
  // The task that puts in the first of it began before that is seen.
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith("RunTask") && pid === pasted.pid && tid === pasted.tid,
  );
  const first = tasks.reduce((last, { ts }) => (ts <= goingIn.ts ? Math.max(last, ts) : last), 0);
  return { reading: longest(pasted.ts, first), putting: longest(first, allIn.ts) };
}

/** Pastes, and waits until all of it is in and what follows from it is done. */
async function pasteAll(page: Page, body: Locator, { kind, piece }: Clipboard, bytes: number): Promise<number> {
  const times = Math.ceil(bytes / Buffer.byteLength(piece));
  await body.evaluate(
    (element, [type, one, many, marks]) => {
      const [pasted, goingIn] = marks;
      const clipboardData = new DataTransfer();
      clipboardData.setData(type, `${one.repeat(many)}${type === "text/html" ? "<p>END.</p>" : "END."}`);
      const watch = new MutationObserver(() => {
        watch.disconnect();
        performance.mark(goingIn);
      });
      watch.observe(element, { childList: true, characterData: true, subtree: true });
      performance.mark(pasted);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [kind, piece, times, MARKS] as const,
  );
  const from = performance.now();
  await page.waitForFunction(
    () => document.querySelector("[data-field='body.en']")?.lastElementChild?.textContent?.endsWith("END."),
    null,
    { polling: 100, timeout: 120_000 },
  );
  const whole = performance.now() - from;
  await page.locator("[data-save=saved]").waitFor({ timeout: 120_000 });
  await page.evaluate((mark) => performance.mark(mark), MARKS[2]);
  return whole;
}

async function measured(page: Page, clipboard: Clipboard, bytes: number) {
  await page.getByRole("button", { name: "New story" }).click();
  await page.getByRole("menuitem", { name: "English first" }).click();
  const body = page.getByRole("textbox", { name: "English body" });
  await body.click();
  const browser = page.context().browser();
  if (!browser) throw new Error("The browser is gone.");
  await browser.startTracing(page, { categories: ["toplevel", "blink.user_timing"] });
  const whole = await pasteAll(page, body, clipboard, bytes);
  const tasks = longestTasks((await browser.stopTracing()).toString());
  return { ...tasks, whole, blocks: await body.evaluate((element) => element.children.length) };
}

/** Whether reading and putting in never held the window for longer than they may; prints what it found. */
export async function benchPasting(print: (line: string) => void): Promise<boolean> {
  const rows = [["pasted", "blocks", "until all is in", "longest task: reading", "putting in", "of a short paste"]];
  let holds = true;
  const desk = await startDesk({ empty: true });
  try {
    for (const clipboard of await clipboards()) {
      // The first paste of a window pays for what is compiled then.
      await measured(desk.page, clipboard, SHORT);
      const short = await measured(desk.page, clipboard, SHORT);
      const { reading, putting, whole, blocks } = await measured(desk.page, clipboard, BYTES);
      const times = putting / Math.max(short.reading, short.putting);
      if (reading > AIM || (putting > AIM && times > MOST_TIMES)) holds = false;
      const cells = [whole, reading, putting].map(milliseconds);
      rows.push([clipboard.name, String(blocks), ...cells, `${times.toFixed(2)} times`]);
    }
  } finally {
    await desk.close();
  }
  for (const line of tableOf(rows)) print(line);
  print(
    `Two megabytes, in processor time. Reading holds the window for ${AIM} ms at most, and so does putting in where a short paste takes half of that${holds ? "." : ": missed."}`,
  );
  return holds;
}
