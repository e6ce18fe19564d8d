/** A line of text on a page. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Html, html, textWithRuns } from "../../../shared/html/template.ts";
import { hasLao } from "../../../shared/text/lao.ts";

const LAO_RUN = /[\u0E80-\u0EFF](?:[\u0E80-\u0EFF\s\u200B]*[\u0E80-\u0EFF])?/g;

/** Text of one line; Lao on a page in English says that it is Lao, so that it is read and set as such. */
export const lineHtml = (text: string, lang: Lang): Html =>
  lang === "en" && hasLao(text)
    ? textWithRuns(text, LAO_RUN, (run) => html`<span lang="lo">${run}</span>`)
    : html`${text}`;
