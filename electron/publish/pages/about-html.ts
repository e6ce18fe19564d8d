/** What a page says about a story in short: when it went out, and such facts side by side. */
import { type Html, html, joined } from "../../../shared/html/template.ts";
import { pageDate, withZoneOffset } from "../../../shared/text/dates.ts";

/** `<time>` in the agency's way, day first, with the moment for machines. */
export const timeHtml = (instant: string, zone: string): Html =>
  html`<time datetime="${withZoneOffset(instant, zone)}">${pageDate(instant, zone)}</time>`;

/** The parts that are there, with a middle dot between them. */
export const dotted = (parts: readonly (Html | null)[]): Html =>
  joined(parts, html` <span aria-hidden="true">·</span> `);
