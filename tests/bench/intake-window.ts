/** Pasting two megabytes into a story, in the built app and a real browser: how long the window stands still while it is read and put in. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { startDesk } from "../e2e/desk-in-browser.ts";
import { milliseconds, tableOf } from "./machine.ts";

const FIXTURES = path.join(import.meta.dirname, "../fixtures/paste");
const CHARACTERS = 2 * 1024 * 1024;
/** Of the window's main thread, while what was pasted is read. */
const AIM = 50;
const LAO = "ຄະນະກຳມະການ ໄດ້ເປີດກອງປະຊຸມ ຢູ່ນະຄອນຫລວງວຽງຈັນ ໃນວັນທີ 4 ພະຈິກ. ".repeat(8);

interface Clipboard {
  readonly name: string;
  readonly kind: "text/html" | "text/plain";
  readonly piece: string;
}

const Pasted = z.object({ reading: z.number(), putting: z.number(), whole: z.number(), blocks: z.number() });

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

/** In the page: pastes, and looks how long the thread that draws is busy at a stretch until the text stands still. */
async function paste(page: Page, { kind, piece }: Clipboard): Promise<z.infer<typeof Pasted>> {
  const body = page.getByRole("textbox", { name: "English body" });
  await body.click();
  return Pasted.parse(
    await body.evaluate(
      async (element, [type, one, size]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(type, `${one.repeat(Math.ceil(size / one.length))}<p>END.</p>`);
        const from = performance.now();
        let last = from;
        let changed = 0;
        const longest = { reading: 0, putting: 0 };
        const watch = new MutationObserver(() => {
          changed = performance.now();
        });
        watch.observe(element, { childList: true });
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        const channel = new MessageChannel();
        await new Promise<void>((resolve) => {
          channel.port1.onmessage = () => {
            const now = performance.now();
            const phase = changed > 0 ? "putting" : "reading";
            longest[phase] = Math.max(longest[phase], now - last);
            last = now;
            if (changed > 0 && now - changed > 3000 && element.textContent?.includes("END.")) resolve();
            else channel.port2.postMessage(0);
          };
          channel.port2.postMessage(0);
        });
        watch.disconnect();
        return { ...longest, whole: changed - from, blocks: element.children.length };
      },
      [kind, piece, CHARACTERS] as const,
    ),
  );
}

/** Whether reading never held the window for longer than it may; prints what it found. */
export async function benchPasting(print: (line: string) => void): Promise<boolean> {
  const rows = [["pasted, 2 million characters", "blocks", "until all is in", "longest block: reading", "putting in"]];
  let holds = true;
  for (const clipboard of await clipboards()) {
    const desk = await startDesk({ empty: true });
    try {
      await desk.page.getByRole("button", { name: "New story" }).click();
      await desk.page.getByRole("menuitem", { name: "English first" }).click();
      const { reading, putting, whole, blocks } = await paste(desk.page, clipboard);
      if (reading > AIM) holds = false;
      rows.push([clipboard.name, String(blocks), ...[whole, reading, putting].map(milliseconds)]);
    } finally {
      await desk.close();
    }
  }
  for (const line of tableOf(rows)) print(line);
  print(`Reading holds the window for ${AIM} ms at most${holds ? "." : ": missed."}`);
  return holds;
}
