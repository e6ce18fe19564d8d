/** The words of fronts and lists, in the language of the page. */
import type { Lang } from "../../../../shared/article/article.ts";

export interface ListWords {
  readonly latest: string;
  /** What a front, a list of one thing and the list of all hold, in one sentence. */
  readonly ofFront: (agency: string, sections: string) => string;
  readonly ofList: (title: string, agency: string) => string;
  readonly ofAll: (agency: string) => string;
  /** What the whole site is. */
  readonly ofSite: (agency: string) => string;
  /** Before the moment at which other words took the place of the first. */
  readonly updated: string;
  /** Before the moment of the last publication. */
  readonly lastUpdated: string;
  readonly tag: string;
  readonly months: string;
  /** The name of the links to a list's other pages. */
  readonly pages: string;
  readonly page: string;
  readonly newest: string;
  readonly newer: string;
  readonly older: string;
  readonly stories: (count: number) => string;
  /** On the page where a reader chooses a language. */
  readonly choose: string;
  readonly notFound: string;
  /** Before, on and after the link to the front. */
  readonly startAgain: readonly [string, string, string];
}

const grouped = (count: number, separator: string): string => String(count).replace(/\B(?=(\d{3})+$)/g, separator);

export const LIST_WORDS: Readonly<Record<Lang, ListWords>> = {
  lo: {
    latest: "ຂ່າວຫລ້າສຸດ",
    ofFront: (agency, sections) => `ຂ່າວຫລ້າສຸດ ຈາກ ${agency}${sections && `: ${sections}`}.`,
    ofList: (title, agency) => `${title}: ຂ່າວ ຈາກ ${agency}.`,
    ofAll: (agency) => `ຂ່າວທັງໝົດ ຈາກ ${agency}, ແຍກຕາມເດືອນ.`,
    ofSite: (agency) => `${agency}: ຂ່າວເປັນພາສາລາວ ແລະ ພາສາອັງກິດ.`,
    updated: "ປັບປຸງ",
    lastUpdated: "ປັບປຸງຫລ້າສຸດ",
    tag: "ຫົວຂໍ້",
    months: "ຂ່າວຕາມເດືອນ",
    pages: "ໜ້າອື່ນ",
    page: "ໜ້າ",
    newest: "ໃໝ່ສຸດ",
    newer: "ໃໝ່ກວ່າ",
    older: "ເກົ່າກວ່າ",
    stories: (count) => `${grouped(count, ".")} ຂ່າວ`,
    choose: "ເລືອກພາສາ",
    notFound: "ບໍ່ພົບໜ້ານີ້",
    startAgain: ["ໜ້າທີ່ທ່ານຊອກຫາ ບໍ່ມີຢູ່ທີ່ນີ້ ຫລື ໄດ້ຍ້າຍໄປບ່ອນອື່ນແລ້ວ. ເລີ່ມໃໝ່ໄດ້ຈາກ ", "ໜ້າຫລັກ", " ຫລື ຈາກຂ່າວຫລ້າສຸດ:"],
  },
  en: {
    latest: "Latest news",
    ofFront: (agency, sections) => `The latest news from ${agency}${sections && `: ${sections}`}.`,
    ofList: (title, agency) => `${title}: news from ${agency}.`,
    ofAll: (agency) => `All news from ${agency}, month by month.`,
    ofSite: (agency) => `${agency}: news in Lao and English.`,
    updated: "Updated",
    lastUpdated: "Last updated",
    tag: "Topic",
    months: "News by month",
    pages: "Other pages",
    page: "Page",
    newest: "Newest",
    newer: "Newer",
    older: "Older",
    stories: (count) => (count === 1 ? "1 story" : `${grouped(count, ",")} stories`),
    choose: "Choose a language",
    notFound: "This page is not here",
    startAgain: [
      "The page you are looking for does not exist, or has moved. Start again from the ",
      "front page",
      ", or from the latest news:",
    ],
  },
};
