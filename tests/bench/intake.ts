/** Reading what comes in: how fast, whether time grows with the size and no faster, and how long one read holds whoever waits. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { htmlBlocks } from "../../shared/html/read-html.ts";
import { textBlocks } from "../../shared/text/incoming/text-blocks.ts";
import type { Bench } from "./bench.ts";
import { intakeOfDesk } from "./intake-desk.ts";
import { benchPasting } from "./intake-window.ts";
import { milliseconds, tableOf } from "./machine.ts";

const FIXTURES = path.join(import.meta.dirname, "../fixtures/paste");
/** Of the smallest size; the others are twice, four and eight times that. */
const KILOBYTES = 128;
const TIMES = [1, 2, 4, 8];
const ROUNDS = 5;
/** Eight times the size may take so many times as long: 64 would be a square, what is above 8 is a busy machine's noise. */
const MOST_GROWTH = 16;

interface Source {
  readonly name: string;
  readonly piece: string;
  readonly read: (text: string) => unknown;
}

async function sources(): Promise<Source[]> {
  const fixture = (name: string) => readFile(path.join(FIXTURES, name), "utf8");
  const word = await fixture("word.html");
  const body = word.slice(word.indexOf("<!--StartFragment-->"), word.indexOf("<!--EndFragment-->"));
  return [
    { name: "Word's HTML", piece: body, read: (text) => htmlBlocks(text) },
    { name: "a web page", piece: await fixture("browser-page.html"), read: (text) => htmlBlocks(text) },
    { name: "plain text", piece: await fixture("notepad.txt"), read: (text) => textBlocks(text) },
  ];
}

function timeOf(read: Source["read"], text: string): number {
  const from = performance.now();
  read(text);
  return performance.now() - from;
}

/** How fast each reader is, and that it grows with its input. */
async function benchReaders(print: (line: string) => void): Promise<boolean> {
  const rows: string[][] = [["what", "characters", "one read, one block", "million characters a second", "growth"]];
  let holds = true;
  for (const { name, piece, read } of await sources()) {
    timeOf(read, piece.repeat(20));
    let smallest = 0;
    for (const times of TIMES) {
      const text = piece.repeat(Math.ceil((times * KILOBYTES * 1024) / piece.length));
      // The quickest: other programs only ever make it longer.
      const took = Math.min(...Array.from({ length: ROUNDS }, () => timeOf(read, text)));
      smallest ||= took;
      const growth = took / smallest;
      if (growth > MOST_GROWTH) holds = false;
      rows.push([
        name,
        String(text.length),
        milliseconds(took),
        (text.length / took / 1000).toFixed(2),
        growth.toFixed(2),
      ]);
    }
  }
  for (const line of tableOf(rows)) print(line);
  print(`Eight times the size takes ${MOST_GROWTH} times as long at most${holds ? "." : ": missed."}`);
  return holds;
}

/** Each prints a table and says whether its figures hold. */
const SECTIONS: readonly ((print: (line: string) => void) => Promise<boolean>)[] = [
  benchReaders,
  benchPasting,
  intakeOfDesk,
];

export const intake: Bench = async ({ print }) => {
  let holds = true;
  for (const section of SECTIONS) if (!(await section(print))) holds = false;
  return holds;
};
