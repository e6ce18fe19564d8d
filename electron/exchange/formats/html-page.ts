/** A page of the web, or a piece of one, as HTML: its main text, or all of it where that is asked for. */
import type { Node } from "../../../shared/article/article.ts";
import { withBlockIds } from "../../../shared/article/block-ids.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import type { ImportWarning } from "../../../shared/contract.ts";
import { done } from "../../../shared/errors.ts";
import { countLeftOut } from "../../../shared/html/left-out.ts";
import { readBlocks } from "../../../shared/html/read-blocks.ts";
import { readHtml } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone } from "../../../shared/text/dates.ts";
import type { Format } from "../format.ts";
import { decodePage } from "../html/decode-page.ts";
import { mainText } from "../html/main-text.ts";
import { pageFacts } from "../html/page-facts.ts";
import { languageOf } from "../version-of-lines.ts";

const BEGINS_AS_HTML =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|article|section|main|div|p|h[1-6]|table|ul|ol|span|b|a)[\s>]/i;
/** Round what programs put on the clipboard (Microsoft's HTML Clipboard Format). */
const CLIPBOARD_MARK = "<!--StartFragment";
const AS_FAR = 4096;

/** As long as a line over a story gets, in letters; a longer one is its text. */
const LONGEST_HEADLINE = 200;
const isHeadline = (text: string): boolean => text.length <= LONGEST_HEADLINE && !/[.!?:;,]$/.test(text);

const sameWords = (one: string, other: string): boolean =>
  one.replace(/[\s\u200b]+/g, "") === other.replace(/[\s\u200b]+/g, "");

interface Headed {
  readonly headline: string;
  readonly sure: boolean;
  readonly body: readonly Node[];
  /** The headline where it stood again. */
  readonly dropped: readonly string[];
}

/** How far from its beginning a story's headline may stand again. */
const HEAD_BLOCKS = 4;

function headed(blocks: readonly Node[], named: string): Headed {
  const lines = blocks.slice(0, HEAD_BLOCKS).map(blockText);
  const repeats = named === "" ? [] : lines.flatMap((line, at) => (sameWords(line, named) ? [at] : []));
  if (named !== "") {
    const body = blocks.filter((_, at) => !repeats.includes(at));
    return { headline: named, sure: repeats.length > 0, body, dropped: repeats.slice(1).map(() => named) };
  }
  const [first, ...body] = blocks;
  const isHeading = first?.type === "heading";
  const text = lines[0] ?? "";
  if (first && (isHeading || (first.type === "paragraph" && body.length > 0 && isHeadline(text))))
    return { headline: text.replace(/\s+/g, " "), sure: isHeading, body, dropped: [] };
  return { headline: "", sure: false, body: blocks, dropped: [] };
}

export const htmlPage: Format = {
  name: "HTML page",
  extensions: ["html", "htm", "xhtml"],
  signature(incoming) {
    if (incoming.bytes === null) return false;
    const isNamed = /\.x?html?$/i.test(incoming.name);
    const text = isNamed ? decodePage(incoming) : incoming.text();
    return text.ok && (isNamed || BEGINS_AS_HTML.test(text.value.slice(0, AS_FAR)));
  },
  read(incoming, context) {
    const text = decodePage(incoming);
    if (!text.ok) return text;
    const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
    const page = readHtml(text.value);
    const facts = pageFacts(page, zone);
    const isPiece = text.value.includes(CLIPBOARD_MARK);
    const parts = context.whole || isPiece ? null : mainText(page);
    const { blocks, left } = readBlocks(parts?.main ?? page);
    const rest = parts ? readBlocks(parts.rest) : { blocks: [], left: [] };
    const around = rest.blocks.map(blockText).filter((line) => line !== "");
    const { headline, sure, body, dropped } = headed(blocks, facts.headline || (parts ? facts.heading : ""));
    const warnings: ImportWarning[] = facts.publishedAt === null ? [{ code: "no-date", text: "" }] : [];
    return done([
      {
        lang: languageOf([headline, ...body.map(blockText)]),
        version: {
          headline,
          leadTag: "",
          lead: "",
          dateline: "",
          body: withBlockIds({ type: "doc", content: [...body] }, newBlockId),
          signOff: "",
        },
        publishedAt: facts.publishedAt,
        related: [],
        newCategories: [],
        warnings,
        dropped: [...dropped, ...around],
        leftOut: countLeftOut([...left, ...rest.left]),
        fields: { headline: sure ? "sure" : "look", publishedAt: facts.publishedAt === null ? "look" : "sure" },
        isPart: around.length > 0,
      },
    ]);
  },
};
