/** A published body as HTML. */
import type { Body, Lang } from "../../../../shared/article/article.ts";
import { printingOn } from "../../../../shared/blocks/block-html.ts";
import { childrenOf, type Printing } from "../../../../shared/blocks/block-kind.ts";
import type { HeadingLevel } from "../../../../shared/blocks/node-attributes.ts";
import { type Html, html, joined, markupOf } from "../../../../shared/html/template.ts";
import { SITE_WORDS } from "../site-words.ts";
import { lineHtml } from "./line-html.ts";
import { pictureHtml } from "./picture-html.ts";

export interface BodyHtmlOptions {
  readonly lang: Lang;
  /** The address of an image, given its path from the site's root. */
  readonly imageAddress: (path: string) => string;
  /** What opens the first paragraph, or stands as one where there is none. */
  readonly opening?: Html | null;
  /** Text of one line; without it, plain. */
  readonly line?: (text: string) => Html;
}

/** Below the page's own heading, each may be one level deeper than the one before it. */
function outline(): Printing["headingLevel"] {
  let deepest: HeadingLevel = 2;
  return (level) => {
    const printed: HeadingLevel = level < deepest ? level : deepest;
    deepest = printed === 2 ? 3 : 4;
    return printed;
  };
}

/** A body that went through publicBody. Headings print as h2 to h4, without skipping a level. */
export function printBody(body: Body, options: BodyHtmlOptions): Html {
  const { lang, imageAddress, opening = null, line = (text) => lineHtml(text, lang) } = options;
  let tables = 0;
  const printing = printingOn({
    line,
    picture: (image, alt) => pictureHtml(image, { alt, place: "lead", address: imageAddress, isFirst: false }),
    headingLevel: outline(),
    tableName() {
      tables += 1;
      return `${SITE_WORDS[lang].table} ${tables}`;
    },
  });
  const blocks = childrenOf(body);
  const first = blocks.find((block) => block.type === "paragraph");
  if (!opening || !first)
    return joined([blocks.length > 0 && opening && html`<p>${opening}</p>`, ...printing.blocks(blocks)]);
  const at = blocks.indexOf(first);
  return joined([
    ...printing.blocks(blocks.slice(0, at)),
    html`<p>${opening} ${printing.inline(childrenOf(first))}</p>`,
    ...printing.blocks(blocks.slice(at + 1)),
  ]);
}

/** The same as text, for data. */
export const bodyHtml = (body: Body, options: BodyHtmlOptions): string => markupOf(printBody(body, options));
