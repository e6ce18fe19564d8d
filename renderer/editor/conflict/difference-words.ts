/** A difference between two texts in words: its name, and what each side has. */
import type { Lang } from "../../../shared/article/article.ts";
import { LINES } from "../../../shared/article/compare-stories.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import type { Difference, StoryText } from "../../../shared/merge/choose-rows.ts";
import { blockText, rowOrder, rowText } from "../../../shared/rows/rows.ts";
import { detailName } from "../../base/details-words.ts";
import { i18n } from "../../locale/index.ts";

const rowsIn = (text: StoryText, lang: Lang): string[] =>
  blocksOf(text.versions[lang]?.body ?? { type: "doc" }).map(rowOfBlock);

/** The rows of both languages in the order in which a column shows them, to be numbered. */
export function rowNumbers(text: StoryText): readonly string[] {
  const { source } = text.details;
  return rowOrder(rowsIn(text, source), rowsIn(text, otherLang(source)));
}

const fieldName = (field: string): string => {
  const line = LINES.find((one) => one === field);
  return line ? i18n.t(`history.fields.${line}`) : field;
};

/** `numbers` is where rows stand here; one that only the other side has goes by where it stands there. */
export function differenceName(difference: Difference, mine: readonly string[], theirs: readonly string[]): string {
  if (difference.kind === "details") return detailName(difference.field);
  const language = i18n.t(`lang.${difference.lang}`);
  const named = (what: string) => `${language} · ${what}`;
  if (difference.kind === "version") return named(i18n.t("conflict.version"));
  if (difference.kind === "order") return named(i18n.t("conflict.order"));
  if (difference.kind === "field") return named(fieldName(difference.field));
  const here = difference.rows.flatMap((row) => (mine.includes(row) ? [mine.indexOf(row) + 1] : []));
  const there = difference.rows.map((row) => theirs.indexOf(row) + 1);
  return named(i18n.t("conflict.row", { number: (here.length > 0 ? here : there).join(", ") }));
}

/** What a side has of a difference; details come by `detail`, which knows their words. */
export function differenceText(
  text: StoryText,
  difference: Difference,
  detail: (details: StoryText["details"], field: string) => string,
): string {
  if (difference.kind === "details") return detail(text.details, difference.field);
  const version = text.versions[difference.lang];
  if (!version) return "";
  if (difference.kind === "field") return String(new Map(Object.entries(version)).get(difference.field) ?? "");
  const blocks = blocksOf(version.body);
  if (difference.kind === "version")
    return [version.headline, version.lead, ...blocks.map(blockText)].filter(Boolean).join("\n");
  if (difference.kind === "order") return "";
  return rowText(blocks.filter((block) => difference.rows.includes(rowOfBlock(block))).map(blockText));
}
