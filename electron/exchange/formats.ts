/** The formats that an import reads; where several fit, the one above is asked before the one below. */
import type { Format, TextFormat } from "./format.ts";
import { agencyPage } from "./formats/agency-page.ts";
import { docx } from "./formats/docx.ts";
import { feed } from "./formats/feed.ts";
import { htmlPage } from "./formats/html-page.ts";
import { odt } from "./formats/odt.ts";
import { plainText } from "./formats/plain-text.ts";
import { savedPage } from "./formats/saved-page.ts";

/** The last takes any text. */
export const TEXT_FORMATS: readonly TextFormat[] = [agencyPage, plainText];
export const FORMATS: readonly Format[] = [docx, odt, savedPage, feed, htmlPage, ...TEXT_FORMATS];
