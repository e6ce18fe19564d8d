/** What a card is about, and what each of its sides says, in words. */

import { Assignment } from "../../../shared/article/additions.ts";
import { type Details, Node, Version, Words } from "../../../shared/article/article.ts";
import { type Card, placeOfCard } from "../../../shared/article/card.ts";
import { LINES } from "../../../shared/article/compare-stories.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { blockText, rowText } from "../../../shared/rows/rows.ts";
import { personName } from "../../../shared/settings.ts";
import { pageDate } from "../../../shared/text/dates.ts";
import { hostState, settingsState } from "../../base/desk-state.ts";
import { detailName } from "../../base/details-words.ts";
import { i18n } from "../../locale/index.ts";

type DetailWords = (details: Details, field: string) => string;

const inBoth = (words: Words): string => [words.lo, words.en].filter(Boolean).join(" · ");

function wordsOfBlocks(value: readonly unknown[]): string | null {
  const blocks = value.flatMap((one) => Node.safeParse(one).data ?? []);
  if (blocks.length !== value.length || bodyProblem({ type: "doc", content: blocks }) !== null) return null;
  return rowText(blocks.map(blockText));
}

/** What a side says; empty where it says nothing. */
export function sideText(card: Card, value: unknown, details: Details, words: DetailWords): string {
  if (value === null || value === undefined) return "";
  const [first, field = "", ...deeper] = card.part.split("/");
  if (first === "details" && deeper.length === 0) return words({ ...details, [field]: value } as Details, field);
  if (typeof value === "string") return value;
  if (Array.isArray(value) && field === "block") return wordsOfBlocks(value) ?? i18n.t("history.otherField");
  const given = Assignment.safeParse(value);
  if (given.success) {
    const { settings } = settingsState.get();
    const { person, due } = given.data;
    const name = personName(settings.people, person, hostState.get()?.language ?? "en");
    return [name, ...(due === null ? [] : [pageDate(due, settings.timeZone)])].join("\n");
  }
  const version = Version.safeParse(value);
  if (version.success) {
    const { headline, lead, body } = version.data;
    return [headline, lead, ...blocksOf(body).map(blockText)].filter(Boolean).join("\n");
  }
  const both = Words.safeParse(value);
  return both.success ? inBoth(both.data) : i18n.t("history.otherField");
}

/** What a card among the details is about; at a row that goes without saying. */
export function cardName(card: Card): string {
  const [first = "", second = "", ...deeper] = card.part.split("/");
  if (first === "details") {
    const within = LANGS.find((one) => one === deeper.at(-1));
    return [detailName(second), ...(within ? [i18n.t(`lang.${within}`)] : [])].join(" · ");
  }
  if (first === "notes") return i18n.t("cards.note");
  const lang = LANGS.find((one) => one === placeOfCard(card).lang);
  if (!lang) return i18n.t("history.otherField");
  const language = i18n.t(`lang.${lang}`);
  if (first === "release")
    return second === lang && card.part.endsWith("/assigned")
      ? i18n.t(`assign.person.${lang}`)
      : `${language} · ${i18n.t("cards.release")}`;
  const line = LINES.find((one) => one === second);
  return line ? `${language} · ${i18n.t(`history.fields.${line}`)}` : language;
}

/** What happened, in a sentence. */
export function whatHappened({ kind }: Card): string {
  if (kind === "deleted") return i18n.t("cards.deleted");
  return i18n.t(kind === "kind" ? "cards.kind" : "cards.twoWays");
}
