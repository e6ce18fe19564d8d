/** What of a story is on the board: each of its languages that somebody works on, or that was finished just now. */
import { workOf } from "../../../../shared/article/additions.ts";
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { cardsOf, placeOfCard } from "../../../../shared/article/card.ts";
import { isOut, isOwed } from "../../../../shared/article/out.ts";
import { LANGS, otherLang } from "../../../../shared/article/stages.ts";
import type { BOARD_STAGES, Summary } from "../../../../shared/contract.ts";

const DAY = 86_400_000;
/** How long what went out is looked back at. */
const OUT_DAYS = 2;
/** How long a language is owed, or differs from its page, until one looks for it in the list. */
const OWED_DAYS = 30;

/** Comes after every date. */
export const NEVER = "~";

export interface Work {
  readonly lang: Lang;
  readonly stage: (typeof BOARD_STAGES)[number];
  /** The person who is to do it; empty where nobody is. */
  readonly person: string;
  /** 0 where a conflict waits in it, 1 where it is owed, 2 else. */
  readonly first: 0 | 1 | 2;
  /** By when; as the list's dates are written, or `NEVER`. */
  readonly due: string;
  /** From then on it is no longer on the board, unless the story changes. */
  readonly until: string;
}

const dated = (instant: string | null, days = 0): string =>
  instant === null ? NEVER : new Date(Date.parse(instant) + days * DAY).toISOString();

/** Whether an undecided card stands in the way of a language; one that can't be read is about both. */
function hasConflict(article: Article, lang: Lang): boolean {
  const cards = cardsOf(article);
  if (cards.length < article.conflicts.length) return true;
  return cards.some((card) => (placeOfCard(card).lang ?? lang) === lang);
}

/**
 * The languages of a story that are on the board. What nobody has begun is there once it is owed or given to somebody;
 * what is out, for two days, as long as it differs from its page for thirty.
 */
export function workIn(article: Article, { has, stages, out, changed }: Summary): readonly Work[] {
  if (article.trashedAt !== null) return [];
  const owed = isOwed(article);
  return LANGS.flatMap((lang): Work[] => {
    const release = article.release[lang];
    const stage = out[lang] ? "published" : stages[lang];
    const assigned = workOf(release);
    const isStuck = hasConflict(article, lang);
    if (stage === "withdrawn") return [];
    const isWanted = has[lang] || assigned || owed === lang || stages[otherLang(lang)] === "ready";
    if (!isWanted) return [];
    const wentOut = release.out?.at ?? release.publishedAt ?? article.updatedAt;
    const until =
      assigned || isStuck
        ? NEVER
        : changed[lang] || owed === lang
          ? dated(article.updatedAt, OWED_DAYS)
          : isOut(release)
            ? dated(wentOut, OUT_DAYS)
            : NEVER;
    return [
      {
        lang,
        stage,
        person: assigned?.person ?? "",
        first: isStuck ? 0 : owed === lang ? 1 : 2,
        due: dated(assigned?.due ?? null),
        until,
      },
    ];
  });
}
