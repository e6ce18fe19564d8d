/** What a page says about a story in short: when it went out, and such facts side by side. */
import { type Html, html, joined } from "../../../shared/html/template.ts";
import { pageDate, withZoneOffset } from "../../../shared/text/dates.ts";

/** Moments that are remembered: a story's own stands on several pages, one soon after the other. */
const MOST = 500;
const madeTimes = new Map<string, Map<string, Html>>();

/** `<time>` in the agency's way, day first, with the moment for machines. */
export function timeHtml(instant: string, zone: string): Html {
  let known = madeTimes.get(zone);
  if (!known) {
    known = new Map();
    madeTimes.set(zone, known);
  }
  const before = known.get(instant);
  if (before) return before;
  if (known.size >= MOST) known.clear();
  const made = html`<time datetime="${withZoneOffset(instant, zone)}">${pageDate(instant, zone)}</time>`;
  known.set(instant, made);
  return made;
}

/** The parts that are there, with a middle dot between them. */
export const dotted = (parts: readonly (Html | null)[]): Html =>
  joined(parts, html` <span aria-hidden="true">·</span> `);
