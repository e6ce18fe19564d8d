/** How deep JSON may be nested. What lies deeper would exhaust the stack of whoever walks through it. */

/** Levels of lists and objects; a story that people write needs some thirty. */
export const DEEPEST = 256;

/** Whether lists and objects stand more than `levels` deep in each other. */
export function isNestedBeyond(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const one of value) if (isNestedBeyond(one, levels - 1)) return true;
    return false;
  }
  for (const key in value) if (isNestedBeyond((value as Record<string, unknown>)[key], levels - 1)) return true;
  return false;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENS = new Set([0x5b, 0x7b]);
const CLOSES = new Set([0x5d, 0x7d]);

/** The same of JSON that was not parsed yet: parsing many million levels takes more memory than there is. */
export function isTextNestedBeyond(text: string, levels = DEEPEST): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== QUOTE; at += 1)
        if (text.charCodeAt(at) === BACKSLASH) at += 1;
    } else if (OPENS.has(code)) {
      depth += 1;
      if (depth > levels) return true;
    } else if (CLOSES.has(code)) depth -= 1;
  }
  return false;
}
