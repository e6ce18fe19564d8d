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
  /** Of a translation, on its own page and on that of its source. */
  readonly translatedFromOther: string;
  readonly translatedIntoOther: string;
  readonly photographsBy: string;
  readonly editedBy: string;
  /** Before the moment of the last correction. */
  readonly updated: string;
  readonly correction: string;
  /** Of a translation whose source was corrected on this day, after the translation. */
  readonly earlierText: (day: string) => string;
  /** The name of a story's section and tags. */
  readonly terms: string;
  readonly readInOther: string;
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
    translatedFromOther: "ແປຈາກພາສາອັງກິດ ໂດຍ",
    translatedIntoOther: "ແປເປັນພາສາອັງກິດ ໂດຍ",
    photographsBy: "ຖ່າຍພາບ ໂດຍ",
    editedBy: "ບັນນາທິການ",
    updated: "ປັບປຸງ",
    correction: "ການແກ້ໄຂ",
    earlierText: (day) => `ບົດແປນີ້ ແປຈາກຂໍ້ຄວາມກ່ອນການແກ້ໄຂ: ຕົ້ນສະບັບພາສາອັງກິດ ໄດ້ຮັບການແກ້ໄຂ ໃນວັນທີ ${day}.`,
    terms: "ໝວດ ແລະ ຫົວຂໍ້",
    readInOther: "ອ່ານຂ່າວນີ້ເປັນພາສາອັງກິດ",
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
    translatedFromOther: "Translated from Lao by",
    translatedIntoOther: "Translated into Lao by",
    photographsBy: "Photographs by",
    editedBy: "Edited by",
    updated: "Updated",
    correction: "Correction",
    earlierText: (day) => `This translation follows an earlier text: the Lao story was corrected on ${day}.`,
    terms: "Section and tags",
    readInOther: "Read this story in Lao",
  },
};

/** What stands at an address that a page left. */
export interface TraceWords {
  readonly title: string;
  readonly published: string;
  readonly withdrawn: string;
  /** The agency's name stands before it. */
  readonly hasWithdrawn: string;
  /** A headline stands behind it. */
  readonly itsStory: string;
  readonly aStory: string;
  readonly noLonger: string;
  readonly toEditors: string;
  readonly bothWithdrawn: string;
  readonly latest: string;
  readonly moved: string;
  readonly goOn: string;
}

export const TRACE_WORDS: Readonly<Record<Lang, TraceWords>> = {
  lo: {
    title: "ຂ່າວນີ້ຖືກຖອນຄືນແລ້ວ",
    published: "ເຜີຍແຜ່",
    withdrawn: "ຖອນຄືນ",
    hasWithdrawn: "ໄດ້ຖອນຄືນ",
    itsStory: "ຂ່າວ",
    aStory: "ຂ່າວທີ່ຢູ່ໜ້ານີ້",
    noLonger: "ເນື້ອໃນ ແລະ ຮູບພາບຂອງຂ່າວນີ້ ບໍ່ໄດ້ເຜີຍແຜ່ຢູ່ບ່ອນນີ້ອີກຕໍ່ໄປ.",
    toEditors: "ຂໍໃຫ້ບັນນາທິການບໍ່ນຳໃຊ້ຂ່າວນີ້ ແລະ ລຶບອອກຈາກບ່ອນທີ່ໄດ້ນຳໃຊ້ແລ້ວ.",
    bothWithdrawn: "ສະບັບພາສາອັງກິດກໍຖືກຖອນຄືນເຊັ່ນກັນ.",
    latest: "ຂ່າວຫລ້າສຸດຢູ່ໜ້າຫລັກ",
    moved: "ໜ້ານີ້ຍ້າຍໄປບ່ອນໃໝ່ແລ້ວ",
    goOn: "ໄປທີ່ໜ້າໃໝ່",
  },
  en: {
    title: "This story has been withdrawn",
    published: "Published",
    withdrawn: "Withdrawn",
    hasWithdrawn: "has withdrawn",
    itsStory: "its story",
    aStory: "the story that stood here",
    noLonger: "Its text and pictures are no longer published here.",
    toEditors: "Editors are asked not to use it, and to remove it where it has been used.",
    bothWithdrawn: "The Lao version has been withdrawn as well.",
    latest: "The latest news is on the front page",
    moved: "This page has moved",
    goOn: "Go to the page",
  },
};

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { lo: "ພາສາລາວ", en: "English" };

/** A term's word in one language alone: nothing stands in for a word that isn't there. */
export const wordOf = (terms: readonly Term[], key: string | null, lang: Lang): string =>
  terms.find((term) => term.key === key)?.[lang].trim() ?? "";
