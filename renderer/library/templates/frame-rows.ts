import type { Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import type { Framed } from "../../../shared/article/template.ts";
import { PICTURE_TOKEN } from "../../../shared/blocks/block-text.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import { blockText, rowOrder } from "../../../shared/rows/rows.ts";

export interface FrameRow {
  readonly row: string;
  readonly text: Readonly<Record<Lang, string>>;
}

/** The rows of what becomes a template, in the source's order, with their words. */
export function frameRows({ details, versions }: Framed): readonly FrameRow[] {
  const blocksIn = (lang: Lang) => blocksOf(versions[lang]?.body ?? { type: "doc" });
  const rowsIn = (lang: Lang) => [...new Set(blocksIn(lang).map(rowOfBlock))];
  const textIn = (lang: Lang, row: string) =>
    blocksIn(lang)
      .filter((block) => rowOfBlock(block) === row)
      .map((block) => blockText(block).replace(PICTURE_TOKEN, ""))
      .join(" ")
      .trim();
  const { source } = details;
  return rowOrder(rowsIn(source), rowsIn(otherLang(source))).map((row) => ({
    row,
    text: { lo: textIn("lo", row), en: textIn("en", row) },
  }));
}
