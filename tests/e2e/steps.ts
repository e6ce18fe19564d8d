/** What several browser tests do with a running desk. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Editor } from "@tiptap/core";
import type { JSHandle, Locator, Page } from "playwright-core";
import { Article } from "../../shared/article/article.ts";
import type { CallName } from "../../shared/contract.ts";

export { ask } from "./ask.ts";

export const articleFile = (library: string, id: string): string =>
  path.join(library, "articles", id.slice(-2), `${id}.json`);

/** A story as it stands on the disk, checked against format 1. */
export async function onDisk(library: string, id: string): Promise<Article> {
  return Article.parse(JSON.parse(await readFile(articleFile(library, id), "utf8")));
}

/** Every story's id and its file's bytes. */
export async function allFiles(library: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(path.join(library, "articles"), { recursive: true }).catch(() => []);
  const files = names.filter((name) => name.endsWith(".json"));
  return new Map(
    await Promise.all(
      files.map(
        async (name) =>
          [path.basename(name, ".json"), await readFile(path.join(library, "articles", name), "utf8")] as const,
      ),
    ),
  );
}

/** Opens a story from the list; its headline is enough. */
export async function openStory(page: Page, headline: RegExp | string): Promise<void> {
  const option = page.getByRole("option", { name: headline });
  // Just after a reload it may be opening before the list shows it chosen.
  const isOpen = (await option.getAttribute("data-story")) === (await openId(page));
  const before = isOpen ? null : await page.$("[data-field='body.lo']");
  await option.click();
  // The story that was open stands there a moment longer.
  if (before) await page.waitForFunction((body) => !body.isConnected, before);
  await page.locator("[data-field='body.lo']").waitFor();
}

/** Begins a story; the one before stands there until the new one does. */
export async function newStory(page: Page, which: "English first" | "Lao first"): Promise<void> {
  const before = await page.$("[data-field='body.en']");
  await page.getByRole("button", { name: "New story", exact: true }).click();
  await page.getByRole("menuitem", { name: which }).click();
  if (before) await page.waitForFunction((body) => !body.isConnected, before);
  await page.locator("[data-field='body.en']").waitFor();
}

/** The id of the story that the window has open. */
export const openId = (page: Page): Promise<string> =>
  page.evaluate(() => sessionStorage.getItem("songphasa-story") ?? "");

/** What an editor knows of its selection: the browser tells it a task after the key, which a test waits for. */
export const selectionIn = (body: Locator) =>
  body.evaluate((element) => {
    const { state } = (element as unknown as { editor: Editor }).editor;
    const { $head, from, to } = state.selection;
    return {
      selected: state.doc.textBetween(from, to, " "),
      in: $head.parent.type.name,
      before: $head.parent.textBetween(0, $head.parentOffset),
      behind: $head.parent.textBetween($head.parentOffset, $head.parent.content.size),
    };
  });

/** The words of a headline or lead. */
export const wordsIn = async (line: Locator): Promise<string> => (await line.textContent()) ?? "";

/** Alt ↓ from one row that waits to the next, until there is what one looks for; each row's panel opens before the next key. */
export async function walkTo(wanted: Locator): Promise<void> {
  const page = wanted.page();
  const isElsewhere = (before: string | null) =>
    (document.querySelector(".row-panel")?.getAttribute("aria-label") ?? null) !== before;
  for (let step = 0; step < 4 && (await wanted.count()) === 0; step += 1) {
    const before = await page.evaluate(() => document.querySelector(".row-panel")?.getAttribute("aria-label") ?? null);
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForFunction(isElsewhere, before);
  }
  await wanted.waitFor();
}

/** Takes all of a body's text away by the keyboard; the caret is in the paragraph that is left. */
export async function emptyBody(body: Locator): Promise<void> {
  const { keyboard } = body.page();
  await body.click();
  for (;;) {
    await keyboard.press("Control+a");
    await keyboard.press("Delete");
    const left = await body.evaluate((element) => {
      const { doc } = (element as unknown as { editor: Editor }).editor.state;
      return doc.childCount > 1 || doc.firstChild?.type.name !== "paragraph" || doc.textContent !== "";
    });
    if (!left) return;
  }
}

/** A frame and what was due in it. */
export const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(null)))));

/**
 * Whatever the window had put off by up to so many milliseconds has been done, on a machine of any speed: a window's
 * timers ring in their order. It proves that something was not done.
 */
export const putOffIsDone = (page: Page, milliseconds: number) =>
  page.evaluate((wait) => new Promise((done) => setTimeout(() => done(null), wait)), milliseconds);

/** The calls of this name that a window makes from now on. */
export function callsOf(page: Page, name: CallName): readonly string[] {
  const made: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname === `/api/${name}`) made.push(request.postData() ?? "");
  });
  return made;
}

/** Holds back what windows ask the desk by this call, until the answer is called: on a busy machine too they ask at once. */
export async function holdBack(pages: readonly Page[], name: CallName): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  for (const page of pages)
    await page.route(`**/api/${name}`, async (route) => {
      await held;
      await route.continue();
    });
  return letGo;
}

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  /** Text, or bytes as base64. */
  readonly text?: string;
  readonly base64?: string;
  /** How often the text stands in the file. */
  readonly times?: number;
}

const transferOf = (page: Page, files: readonly DroppedFile[]): Promise<JSHandle<DataTransfer>> =>
  page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, type, text = "", base64, times = 1 } of given) {
      const bytes =
        base64 === undefined ? text.repeat(times) : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type }));
    }
    return transfer;
  }, files);

/** Drags files over a place and lets them fall in its middle. */
export async function drop(place: Locator, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await transferOf(place.page(), files);
  const box = await place.boundingBox();
  const at = { clientX: (box?.x ?? 0) + (box?.width ?? 0) / 2, clientY: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  for (const kind of ["dragenter", "dragover", "drop"]) await place.dispatchEvent(kind, { dataTransfer, ...at });
}

/** A picture of ten by six pixels. */
export const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAGCAIAAAB1kpiRAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWM4UaGBBzEMXmkAztxUYZyiTx0AAAAASUVORK5CYII=";

/** Pastes at the caret of an editor what a clipboard holds: texts by their kinds. */
export const paste = (place: Locator, clipboard: Readonly<Record<string, string>>): Promise<void> =>
  place.evaluate((element, kinds) => {
    const clipboardData = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) clipboardData.setData(kind, text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, clipboard);

/** Puts a text in the place of what a field of the open dialog holds. */
export async function typeInDialog(page: Page, name: string, text: string): Promise<void> {
  const field = page.getByRole("dialog").getByRole("textbox", { name });
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Runs a command of the palette, found by some of its words, once it is chosen there. */
export async function runCommand(page: Page, words: string, name = words): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator("input.mantine-Spotlight-search:focus").waitFor();
  await page.keyboard.insertText(words);
  await page.locator(".mantine-Spotlight-action[data-selected]", { hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".mantine-Spotlight-content").waitFor({ state: "detached" });
}

/** What the footer says of sharing. */
export const sharingStatus = (page: Page): Locator => page.locator(".sharing-status");
