/**
 * Pasted HTML, cleaned before the schema sees it: structure stays (headings, lists, links, tables,
 * bold, italic), what word processors and browsers wrap around it goes. Works on a detached
 * document, so nothing in it runs or loads.
 */
import { isSafeLink } from "../../shared/text/links.ts";

/** Removed with all they hold. */
const DROPPED =
  "script, style, meta, link, title, template, noscript, iframe, object, embed, svg, math, form, del, s, strike, .msocomtxt, .msocomanchor, [style*='mso-element:comment'], [style*='mso-hide:all']";
const HEADINGS: Readonly<Record<string, string>> = { H1: "H2", H5: "H4", H6: "H4" };
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, figure, hr";

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: key, value } of [...element.attributes]) renamed.setAttribute(key, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

const styleOf = (element: Element): string => (element.getAttribute("style") ?? "").toLowerCase();

/** Word's list paragraphs carry `mso-list:l0 level1 lfo1`, and their bullet as ignorable text. */
function wordLists(root: HTMLElement): void {
  const items = [...root.querySelectorAll("p, h1, h2, h3")].filter((element) =>
    /mso-list:\s*l\d+/.test(styleOf(element)),
  );
  let open: { list: Element; last: Element; level: number; id: string }[] = [];
  let before: Element | null = null;
  for (const item of items) {
    const [, id = "0", depth = "1"] = /mso-list:\s*l(\d+)\s+level(\d+)/.exec(styleOf(item)) ?? [];
    const level = Number(depth);
    const markers = [...item.querySelectorAll("span")].filter((span) => /mso-list:\s*ignore/.test(styleOf(span)));
    const marker = markers
      .map((span) => span.textContent ?? "")
      .join("")
      .trim();
    for (const span of markers) span.remove();
    if (!before || item.previousElementSibling !== before || open[0]?.id !== id) open = [];
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const entry = item.ownerDocument.createElement("li");
    const text = item.ownerDocument.createElement("p");
    text.append(...item.childNodes);
    entry.append(text);
    let top = open.at(-1);
    if (!top || top.level < level) {
      const list = item.ownerDocument.createElement(/^\(?[0-9a-z໐-໙]+[.)]/i.test(marker) ? "ol" : "ul");
      if (top) top.last.append(list);
      else item.before(list);
      top = { list, last: entry, level, id };
      open.push(top);
    }
    top.list.append(entry);
    top.last = entry;
    before = open[0]?.list ?? null;
    item.remove();
  }
}

function comments(root: Node): void {
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker?.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

const isBlank = (element: Element): boolean =>
  (element.textContent ?? "").replace(/[\s\u00a0\u200b\ufeff]/g, "") === "" && !element.querySelector("img, hr, table");

/** The HTML as the schema should read it. `origin` names this story and column. */
export function cleanHtml(html: string, origin: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  comments(body);
  wordLists(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.tagName.includes(":") || element.tagName === "INS") unwrap(element);
    else if (element.tagName in HEADINGS) rename(element, HEADINGS[element.tagName] ?? "H2");
  }
  // Google Docs wraps everything in a bold that isn't bold.
  for (const wrapper of body.querySelectorAll("b[id^='docs-internal-guid'], b[style*='font-weight:normal']"))
    unwrap(wrapper);
  for (const br of body.querySelectorAll("br")) {
    const beside = [br.previousElementSibling, br.nextElementSibling];
    if (br.parentElement === body || beside.some((element) => element?.matches(BLOCKS))) br.remove();
  }
  for (const link of body.querySelectorAll("a")) if (!isSafeLink(link.getAttribute("href") ?? "")) unwrap(link);
  for (const image of body.querySelectorAll("img:not([data-asset])")) image.remove();
  for (const element of body.querySelectorAll("p, h2, h3, h4, li"))
    if (isBlank(element) && !element.closest("td, th")) element.remove();
  for (const element of body.querySelectorAll("[data-from]")) {
    if (element.getAttribute("data-from") === origin) continue;
    element.removeAttribute("data-id");
    element.removeAttribute("data-row");
  }
  for (const element of body.querySelectorAll("[data-id]:not([data-from]), [data-row]:not([data-from])")) {
    if (element.closest(`[data-from="${CSS.escape(origin)}"]`)) continue;
    element.removeAttribute("data-id");
    element.removeAttribute("data-row");
  }
  return body.innerHTML;
}

const endsLao = /[\u0E80-\u0EFF]\s*$/;
const startsLao = /^\s*[\u0E80-\u0EFF]/;
const isListLine = (line: string): boolean => /^\s*([-–•*·]|\(?[0-9໐-໙]{1,3}[.)])\s+/.test(line);

/**
 * Plain text as paragraphs: a blank line parts them, lines between are joined (a PDF's), without a
 * space where both sides are Lao. Text without any blank line keeps its lines when they are full sentences.
 */
export function textParagraphs(text: string): string[] {
  const plain = text.replace(/\r\n?/g, "\n");
  const blocks = plain.split(/\n[^\S\n]*\n+/);
  const joined = (lines: readonly string[]): string =>
    lines.reduce((all, line) => {
      if (all === "") return line.trim();
      return endsLao.test(all) && startsLao.test(line)
        ? all.trimEnd() + line.trim()
        : `${all.trimEnd()} ${line.trim()}`;
    }, "");
  return blocks
    .flatMap((block) => {
      const lines = block.split("\n").filter((line) => line.trim() !== "");
      const sentences = lines.every((line) => /[.!?…”"»)]\s*$/.test(line));
      return lines.some(isListLine) || (blocks.length === 1 && sentences)
        ? lines.map((line) => line.trim())
        : [joined(lines)];
    })
    .filter((paragraph) => paragraph !== "");
}
