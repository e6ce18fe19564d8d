/**
 * Word's lists made lists again. On the clipboard they are paragraphs that carry
 * `mso-list:l0 level1 lfo1`, with their bullet or number as text to be ignored.
 */

interface OpenList {
  readonly list: Element;
  last: Element;
  readonly level: number;
  readonly id: string;
}

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)(?:\s+lfo(\d+))?/;
const styleOf = (element: Element): string => (element.getAttribute("style") ?? "").toLowerCase();

/** Takes the bullet or number out of an item; the answer is what it was. */
function takeMarker(item: Element): string {
  const markers = [...item.querySelectorAll("span")].filter((span) => /mso-list:\s*ignore/.test(styleOf(span)));
  const marker = markers.map((span) => span.textContent ?? "").join("");
  for (const span of markers) span.remove();
  return marker.replace(/[\s\u00a0]+/g, "");
}

/** `1.`, `(2)`, `a)`, `ກ.`, `໑.` number; a bullet doesn't. */
const isNumber = (marker: string): boolean => /^\(?([0-9໐-໙]+|[a-zກ-ຮ]|[ivxlc]+)[.)]/i.test(marker);

/** The number that a marker gives, where it is written in digits. */
function numberOf(marker: string): number | null {
  const digits = /[0-9໐-໙]+/.exec(marker)?.[0].replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  return digits === undefined ? null : Number(digits);
}

export function wordLists(root: HTMLElement): void {
  // A numbered heading is a heading; its number goes.
  for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) takeMarker(heading);
  const items = [...root.querySelectorAll("p")].filter((element) => LIST.test(styleOf(element)));
  let open: OpenList[] = [];
  for (const item of items) {
    const [, list = "0", depth = "1", override = "0"] = LIST.exec(styleOf(item)) ?? [];
    const id = `${list}.${override}`;
    const level = Number(depth);
    const marker = takeMarker(item);
    const ordered = isNumber(marker);
    const number = ordered ? numberOf(marker) : null;
    if (open[0] && item.previousElementSibling !== open[0].list) open = [];
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const beside = open.at(-1);
    // Another list, or one that counts from 1 again, at the same level.
    if (beside?.level === level && (beside.id !== id || number === 1)) open.pop();

    const entry = item.ownerDocument.createElement("li");
    const text = item.ownerDocument.createElement("p");
    text.append(...item.childNodes);
    entry.append(text);
    const top = open.at(-1);
    if (top && top.level === level) {
      top.list.append(entry);
      top.last = entry;
    } else {
      const made = item.ownerDocument.createElement(ordered ? "ol" : "ul");
      if (number !== null && number !== 1) made.setAttribute("start", String(number));
      if (top) top.last.append(made);
      else item.before(made);
      made.append(entry);
      open.push({ list: made, last: entry, level, id });
    }
    item.remove();
  }
}
