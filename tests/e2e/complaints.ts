/**
 * What the pages of a test complain of: console errors and warnings, reports of the page's policy, errors nobody
 * caught. Collected test by test; the setup of every test file fails a test whose pages complained of anything that
 * the test had not allowed.
 */
import type { Page } from "playwright-core";

const pages = new Set<Page>();
let heard: string[] = [];
let allowed: RegExp[] = [];

/** The browser's own line for a call that the desk refused (507: the disk did). A fault of the desk's, 500, is none. */
export const REFUSED = /^Failed to load resource: the server responded with a status of (4\d\d|507)/;
/** The browser's own lines for a desk that is gone. */
export const DESK_GONE = /net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE)|^WebSocket connection to .* failed/;

/** Collects what a page complains of, from now on. */
export function listenTo(page: Page): void {
  pages.add(page);
  page.on("close", () => pages.delete(page));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard.push(message.text());
  });
  page.on("pageerror", (error) => heard.push(error.message));
}

/** In a test: its pages may complain of this until it ends. */
export function allowComplaints(...patterns: readonly RegExp[]): void {
  allowed.push(...patterns);
}

/** What the pages complained of in the test that runs, apart from what it allows. */
export async function complaints(): Promise<readonly string[]> {
  // A page's complaints and answers come in one order: what stands before the answer has been said.
  await Promise.all([...pages].map((page) => page.evaluate(() => true).catch(() => false)));
  return heard.filter((words) => !allowed.some((pattern) => pattern.test(words)));
}

/** What was said until now is not asked about. */
export function forgetComplaints(): void {
  heard = [];
}

/** The same at the end of a test; the next one begins with nothing said and nothing allowed. */
export async function endOfTest(): Promise<readonly string[]> {
  const said = await complaints();
  forgetComplaints();
  allowed = [];
  return said;
}
