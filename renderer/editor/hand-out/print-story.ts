/**
 * The open story on paper. What the window shows scrolls, is drawn bit by bit and has tools in it, so a sheet is made
 * of the text when the printer asks: a table with a row for each row of the story.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { layout } from "../../base/layout-state.ts";
import { SIDE } from "../columns/drawing/column-tracks.ts";
import { storyNow } from "../session/current-story.ts";
import type { OpenStory } from "../session/story.ts";

const NAMES: Readonly<Record<Lang, string>> = { lo: "ລາວ", en: "English" };
/** What the editor alone has. */
const TOOLS = ".figure-fields, .ProseMirror-trailingBreak, .ProseMirror-widget, .ProseMirror-separator, button";

/** A block's text without the editor's tools and places. */
function onPaper(block: Element): Element {
  const copy = block.cloneNode(true) as Element;
  for (const tool of copy.querySelectorAll(TOOLS)) tool.remove();
  for (const part of [copy, ...copy.querySelectorAll("*")])
    for (const { name } of [...part.attributes])
      if (!/^(?:src|alt|href|colspan|rowspan|start|type)$/.test(name)) part.removeAttribute(name);
  return copy;
}

function cell(lang: Lang, ...content: readonly (Element | string)[]): HTMLTableCellElement {
  const made = document.createElement("td");
  made.lang = lang;
  made.append(...content);
  return made;
}

function wordsOf(kind: "h1" | "p", text: string): HTMLElement {
  const words = document.createElement(kind);
  words.textContent = text;
  return words;
}

/** A body's first block with the dateline before its words, as on the page. */
function begunWith(dateline: string, block: Element): readonly Element[] {
  if (dateline === "") return [block];
  if (block.tagName !== "P") return [wordsOf("p", dateline), block];
  block.prepend(`${dateline} `);
  return [block];
}

/** What stands before or after a text that there is. */
const aroundText = (story: OpenStory, lang: Lang, field: "dateline" | "signOff"): string =>
  story.editors[lang].isEmpty ? "" : story.session.view.get().fields[lang][field].trim();

/** Each language's blocks, row by row, as they stand beside each other. */
function bodyRows(story: OpenStory, langs: readonly Lang[]): readonly (readonly HTMLTableCellElement[])[] {
  const blocks = (lang: Lang) => [...story.editors[lang].view.dom.children];
  const printed = (lang: Lang, block: Element) =>
    begunWith(block.previousElementSibling ? "" : aroundText(story, lang, "dateline"), onPaper(block));
  const [only, second] = langs;
  if (only && !second) return blocks(only).map((block) => [cell(only, ...printed(only, block))]);
  const byRow = {
    lo: Map.groupBy(blocks("lo"), (block) => block.getAttribute("data-row")),
    en: Map.groupBy(blocks("en"), (block) => block.getAttribute("data-row")),
  };
  return story.pairing.tracks
    .get()
    .rows.map((grid) =>
      langs.map((lang) =>
        cell(
          lang,
          ...(grid[SIDE[lang]] ? (byRow[lang].get(grid.row) ?? []).flatMap((block) => printed(lang, block)) : []),
        ),
      ),
    );
}

function sheetOf(story: OpenStory, langs: readonly Lang[]): HTMLTableElement {
  const { fields } = story.session.view.get();
  const sheet = document.createElement("table");
  sheet.className = "print-sheet";
  const names = sheet.createTHead().insertRow();
  for (const lang of langs) names.append(cell(lang, NAMES[lang]));
  const body = sheet.createTBody();
  // A tag without a lead says nothing.
  const lead = (lang: Lang) => (fields[lang].lead.trim() === "" ? "" : `${fields[lang].leadTag} ${fields[lang].lead}`);
  for (const cells of [
    langs.map((lang) => cell(lang, wordsOf("h1", fields[lang].headline))),
    langs.map((lang) => cell(lang, wordsOf("p", lead(lang).trim()))),
    ...bodyRows(story, langs),
    langs.map((lang) => cell(lang, wordsOf("p", aroundText(story, lang, "signOff")))),
  ])
    if (cells.some((one) => one.textContent !== "" || one.querySelector("img, hr"))) body.insertRow().append(...cells);
  return sheet;
}

/** The languages that were asked for; null where the printer was called by the browser itself. */
let asked: readonly Lang[] | null = null;

/** Puts the sheet beside the window for as long as it is printed, whoever called the printer. */
export function listenForPrinter(): void {
  // What is read out of a page that was printed into a file is its one part.
  const page = document.createElement("main");
  page.className = "print-page";
  addEventListener("beforeprint", () => {
    const story = storyNow();
    page.remove();
    if (story) {
      page.replaceChildren(sheetOf(story, asked ?? LANGS.filter((lang) => lang !== layout.get().hidden)));
      document.body.append(page);
    }
    asked = null;
  });
  addEventListener("afterprint", () => {
    page.remove();
    page.replaceChildren();
  });
}

/** Prints the columns that are shown, or one language. */
export function printStory(lang?: Lang): void {
  asked = lang ? [lang] : null;
  print();
}
