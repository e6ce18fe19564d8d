/** The headline of a page from before style sheets, which has no heading: the one line in the largest letters. */
import { leftKindOf } from "../../../shared/html/element-kinds.ts";
import { type HtmlElement, isElement, styled, textOf } from "../../../shared/html/tree.ts";

/** HTML's seven sizes, and CSS's names for them, in pixels (HTML Standard, 15.3.4). */
const SIZES = [10, 13, 16, 18, 24, 32, 48] as const;
const NAMED: Readonly<Record<string, number>> = { large: 18, "x-large": 24, "xx-large": 32, "xxx-large": 48 };
const IN_PIXELS: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, em: 16, rem: 16, "%": 0.16 };
/** Letters of a text are smaller. */
const LARGE = 18;
/** Of a line over a story, in UTF-16 units. */
const [SHORTEST, LONGEST] = [12, 200];

/** The size that an element sets itself, in pixels; 0 where it sets none. */
function sizeOf(element: HtmlElement): number {
  const style = styled(element, "font-size");
  const [, number, unit = ""] = /^([\d.]+)(px|pt|em|rem|%)/.exec(style) ?? [];
  if (number !== undefined) return Number(number) * (IN_PIXELS[unit] ?? 0);
  if (style !== "") return NAMED[style] ?? 0;
  const [, sign, size] = element.tag === "font" ? (/^\s*([+-]?)(\d)/.exec(element.attrs.get("size") ?? "") ?? []) : [];
  if (size === undefined) return 0;
  const step = sign === "" ? Number(size) : 3 + Number(`${sign}${size}`);
  return SIZES[Math.min(7, Math.max(1, step)) - 1] ?? 0;
}

/** Null where no line stands out, or more than one do. `clean` makes one line of what an element holds. */
export function largestLine(
  page: HtmlElement,
  clean: (text: string) => string,
  isNone: (line: string) => boolean,
): string | null {
  let largest = 0;
  let lines = new Set<string>();
  const look = (element: HtmlElement): void => {
    if (leftKindOf(element) !== null) return;
    const size = sizeOf(element);
    if (size >= LARGE && size >= largest) {
      const line = clean(textOf(element));
      if (line.length >= SHORTEST && line.length <= LONGEST && !isNone(line)) {
        if (size > largest) lines = new Set();
        largest = size;
        lines.add(line);
      }
    }
    for (const child of element.children) if (isElement(child)) look(child);
  };
  look(page);
  const [only, second] = lines;
  return only !== undefined && second === undefined ? only : null;
}
