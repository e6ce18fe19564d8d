/** The site's own words and those of the desk's terms, in the language of the page they stand on. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Term } from "../../../shared/settings.ts";

export interface SiteWords {
  readonly skip: string;
  readonly language: string;
  readonly home: string;
  readonly sections: string;
  /** The name of the links at a page's end. */
  readonly footLinks: string;
  readonly otherNews: string;
  readonly allNews: string;
  readonly nothingYet: string;
  readonly top: string;
  readonly print: string;
  readonly by: string;
  readonly table: string;
}

export const SITE_WORDS: Readonly<Record<Lang, SiteWords>> = {
  lo: {
    skip: "ຂ້າມໄປຫາຂ່າວ",
    language: "ພາສາ",
    home: "ໜ້າຫລັກ",
    sections: "ໝວດຂ່າວ",
    footLinks: "ທ້າຍໜ້າ",
    otherNews: "ຂ່າວອື່ນໆ",
    allNews: "ຂ່າວທັງໝົດ",
    nothingYet: "ຍັງບໍ່ມີຂ່າວ.",
    top: "ຂຶ້ນເທິງ",
    print: "ພິມ",
    by: "ໂດຍ",
    table: "ຕາຕະລາງ",
  },
  en: {
    skip: "Skip to the story",
    language: "Language",
    home: "Home",
    sections: "Sections",
    footLinks: "Foot of the page",
    otherNews: "Other news",
    allNews: "All news",
    nothingYet: "No news yet.",
    top: "Top",
    print: "Print",
    by: "By",
    table: "Table",
  },
};

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { lo: "ພາສາລາວ", en: "English" };

/** A term's word in one language alone: nothing stands in for a word that isn't there. */
export const wordOf = (terms: readonly Term[], key: string | null, lang: Lang): string =>
  terms.find((term) => term.key === key)?.[lang].trim() ?? "";
