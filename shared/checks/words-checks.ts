/** Checks of headline, lead and body. */
import type { Lang, Version } from "../article/article.ts";
import { otherLang } from "../article/stages.ts";
import { blocksOf } from "../blocks/body.ts";
import { blockText, comparedText, hasWords } from "../rows/rows.ts";
import { type Check, type Found, langsOf, type OwnCheck } from "./check.ts";

/** Longer ones are cut in search results, cards and feeds: Google's news guidance names 110 characters. A letter of Lao counts with its marks. */
const LONGEST_HEADLINE = 110;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const lengthOf = (text: string): number => Array.from(graphemes.segment(text)).length;

/** What is found in each version that the story has. */
const inVersions =
  (find: (version: Version, lang: Lang) => readonly Omit<Found, "lang">[]): OwnCheck["find"] =>
  ({ article }) =>
    langsOf(article).flatMap((lang) => {
      const version = article.versions[lang];
      return version ? find(version, lang).map((found) => ({ ...found, lang })) : [];
    });

export const headline: Check = {
  severity: "stop",
  find: inVersions(({ headline }) =>
    headline.trim() === "" ? [{ place: "headline", values: {}, seen: headline }] : [],
  ),
};

export const body: OwnCheck = {
  severity: "stop",
  find: inVersions(({ body }) =>
    blocksOf(body).some((block) => hasWords(blockText(block))) ? [] : [{ place: "body", values: {}, seen: "" }],
  ),
};

export const lead: Check = {
  severity: "ask",
  find: inVersions(({ lead }) => (lead.trim() === "" ? [{ place: "lead", values: {}, seen: lead }] : [])),
};

export const longHeadline: Check = {
  severity: "tell",
  find: inVersions(({ headline }) => {
    const length = lengthOf(headline.trim());
    return length > LONGEST_HEADLINE
      ? [{ place: "headline", values: { length, longest: LONGEST_HEADLINE }, seen: headline }]
      : [];
  }),
};

/** The lead says the headline's words and no others, or begins with them. */
export const leadRepeatsHeadline: Check = {
  severity: "tell",
  find: inVersions(({ headline, lead }) => {
    const [said, again] = [headline, lead].map((text) =>
      comparedText(text)
        .replace(/[\p{P}\p{S}\s]/gu, "")
        .toLowerCase(),
    );
    return said && again?.startsWith(said) ? [{ place: "lead", values: {}, seen: `${headline}\n${lead}` }] : [];
  }),
};

/** A language that doesn't exist, while the other one does: left out on purpose is said by accepting this. */
export const otherLanguage: Check = {
  severity: "tell",
  find: ({ article }) => {
    const langs = langsOf(article);
    const [only] = langs;
    return langs.length === 1 && only ? [{ lang: otherLang(only), place: "body", values: {}, seen: only }] : [];
  },
};
