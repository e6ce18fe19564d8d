/**
 * What a page prints around a story and what is no part of it, and what stands beside a photo. A table of whole
 * lines: a word that is the page's on a line of its own is the story's in a sentence.
 */
import { AGENCY_NAMES, SOURCE_NAMES } from "./sources.ts";

const EMAIL = "(?:e-?mail|ອີເມ[ວລ]|ສົ່ງອີເມ[ວລ])";
const PRINT = "(?:print|ພິມ)";
const COUNT = "[\\d.,]{1,12}";

const BUTTONS = new RegExp(
  `^(?:${EMAIL}\\s*[|·/]?\\s*${PRINT}|${PRINT}\\s*[|·/]?\\s*${EMAIL})(?:\\s*[|·:]?\\s*${COUNT})?$`,
  "i",
);
/** `Email Print 4733`: the page's buttons and its counter of readers. */
export const isPageButtons = (text: string): boolean => text.length <= 60 && BUTTONS.test(text);

const SITES =
  "facebook|fb|twitter|x|whatsapp|line|telegram|messenger|linkedin|pinterest|youtube|tiktok|instagram|wechat";
const SHARE = `(?:share|tweet|like|follow us|copy link|save|ແບ່ງປັນ|ແຊຣ໌?|ແຊຼ໌?|ຕິດຕາມພວກເຮົາ|ຖືກໃຈ|ຄັດລອກລິ້?ງ|ບັນທຶກ)(?:\\s*(?:this|on|via|to|ຂ່າວນີ້|ຜ່ານ|ໃສ່|:))*`;

interface PageWords {
  readonly name: string;
  readonly longest: number;
  readonly pattern: RegExp;
  /** The words may be the story's own but beside the date, among others of their kind or at the page's end. */
  readonly onlyAmong?: true;
}

/** Whose page it is, by name, above the headline. */
export const NEWSROOM = "newsroom";

/** To other pages. */
export const WAYS_ON = "ways on";

/** A counter's, beside its buttons. */
export const A_NUMBER = "a number";

const WORDS: readonly PageWords[] = [
  {
    name: NEWSROOM,
    longest: 80,
    pattern: new RegExp(
      `^(?!(?:KPL|AP|ຂ\\.?ປ\\.?ລ)\\.?$)(?:(?:${SOURCE_NAMES})(?:\\s*[-–|,]?\\s*(?:News|Online|ຂ່າວ))?(?:\\s*[-–|,]?\\s*|$))+$`,
      "iu",
    ),
    onlyAmong: true,
  },
  { name: "buttons", longest: 60, pattern: BUTTONS },
  { name: "one button", longest: 30, pattern: new RegExp(`^(?:${EMAIL}|${PRINT})$`, "i"), onlyAmong: true },
  { name: A_NUMBER, longest: 30, pattern: new RegExp(`^${COUNT}$`), onlyAmong: true },
  {
    name: "a site's name",
    longest: 90,
    pattern: new RegExp(`^(?:(?:${SITES})(?:\\s*[|·,/]?\\s*|$))+$`, "i"),
    onlyAmong: true,
  },
  {
    name: "share",
    longest: 90,
    pattern: new RegExp(`^${SHARE}\\s*(?:(?:${SITES}|${EMAIL}|${PRINT})(?:\\s*[|·,/]?\\s*|$))*$`, "i"),
    onlyAmong: true,
  },
  {
    name: "readers counted",
    longest: 40,
    pattern: new RegExp(
      `^(?:👁\\s*)?(?:(?:views?|reads?|hits?|shares?|comments?|ຍອດ(?:ວິວ|ອ່ານ|(?:ຜູ້)?(?:ເຂົ້າ)?ຊົມ)|(?:ຈຳນວນ)?(?:ຜູ້|ຄົນ)(?:ອ່ານ|(?:ເຂົ້າ)?ຊົມ|ເບິ່ງ)|ເຂົ້າຊົມ|ອ່ານ(?:ແລ້ວ)?|ເບິ່ງ(?:ແລ້ວ)?)\\s*:?\\s*${COUNT}(?:\\s*(?:ຄັ້ງ|ເທື່ອ|ຄົນ))?|${COUNT}\\s*(?:views?|reads?|hits?|shares?|comments?|ຄັ້ງ|ເທື່ອ|ວິວ|(?:ຜູ້|ຄົນ)ອ່ານ|ຄວາມ(?:ຄິດ)?ເຫັນ))$`,
      "iu",
    ),
  },
  {
    name: "minutes of reading",
    longest: 30,
    pattern: /^\d{1,2}\s*(?:min(?:ute)?s?(?:\s+read)?|ນາທີ(?:ໃນການອ່ານ)?)$/i,
    onlyAmong: true,
  },
  { name: "advertisement", longest: 20, pattern: /^(?:ads?|advertisements?|ໂຄສະນາ)$/i },
  {
    name: "more",
    longest: 40,
    pattern:
      /^(?:read more|continue reading|see more|learn more|full story|ອ່ານຕໍ່|ອ່ານເພີ່ມ(?:ເຕີມ)?|ອ່ານທັງໝົດ|ເບິ່ງເພີ່ມ(?:ເຕີມ)?)\s*(?:[.…:>»→]*)$/i,
  },
  { name: "end of the page", longest: 30, pattern: /^(?:[↑⬆▲]\s*)?(?:back to top|go to top|ຂຶ້ນເທິງ|ກັບ(?:ຄືນ)?ຂຶ້ນ?ເທິງ)$/i },
  { name: "top", longest: 30, pattern: /^(?:[↑⬆▲]\s*)?(?:top|print|ພິມ)$/i, onlyAmong: true },
  {
    name: WAYS_ON,
    longest: 40,
    pattern:
      /^[«‹←<]*\s*(?:previous|next|prev|home|menu|search|subscribe|log ?in|sign in|leave a (?:comment|reply)|comments?|no comments?|ໜ້າຫຼັກ|ໜ້າຫລັກ|ໜ້າທຳອິດ|ກ່ອນໜ້າ|ຖັດໄປ|ຕໍ່ໄປ|ຄົ້ນຫາ|ເມນູ|ສະໝັກ(?:ສະມາຊິກ)?|ຄຳເຫັນ|ຄວາມ(?:ຄິດ)?ເຫັນ)\s*[»›→>]*$/i,
    onlyAmong: true,
  },
  {
    name: "where the page is",
    longest: 140,
    pattern: /^(?:home|ໜ້າຫຼັກ|ໜ້າຫລັກ|ໜ້າທຳອິດ)(?:\s*[>»›/|]\s*[^>»›/|]{1,60})+$/i,
  },
  {
    name: "whose page it is",
    longest: 120,
    pattern: /^(?:©|\(c\)\s|copyright\b|ລິຂະສິດ\s*(?:©|:|\d))|^all rights reserved\.?$|^ສະຫງວນລິຂະສິດ/i,
    onlyAmong: true,
  },
  { name: "tags", longest: 200, pattern: /^(?:tags?|keywords?|ແທັກ|ປ້າຍກຳກັບ|ຄຳສຳຄັນ)\s*:/i, onlyAmong: true },
  {
    name: "source",
    longest: 70,
    pattern: new RegExp(
      `^(?:source|ທີ່ມາ|ແຫຼ່ງ(?:ຂ່າວ|ທີ່ມາ)|ແຫລ່ງ(?:ຂ່າວ|ທີ່ມາ))\\s*:\\s*(?!(?:KPL|ຂ\\.?ປ\\.?ລ)\\.?$)(?:${AGENCY_NAMES})\\.?$`,
      "iu",
    ),
  },
  {
    name: "a made picture",
    longest: 40,
    pattern:
      /^[([]?\s*(?:ພາບ|ຮູບ|ຮູບພາບ)ປະກອບ(?:ຂ່າວ)?\s*[)\]]?$|^[([](?:illustration|illustrative (?:photo|image)|file (?:photo|image))[)\]]$/i,
  },
  {
    name: "a picture's place",
    longest: 300,
    pattern: /\S\s+[-–—]\s+(?:image|photo|picture|ຮູບ|ຮູບພາບ|ພາບ)\s*(?:ທີ\s*)?\d{1,3}$/i,
  },
];

/** What of the page a line is, in English, for tests; null for a line that may be the story's. */
export function pageWords(text: string): { readonly name: string; readonly onlyAmong: boolean } | null {
  for (const { name, longest, pattern, onlyAmong } of WORDS)
    if (text.length <= longest && pattern.test(text)) return { name, onlyAmong: onlyAmong === true };
  return null;
}

const PHOTO = "photos?|pictures?|images?|pics?|ພາບ|ຮູບ|ຮູບພາບ|ພາບຖ່າຍ";
const PHOTO_CREDIT = new RegExp(
  `^[([]?\\s*(?:${PHOTO}|caption|credit|ຄຳບັນຍາຍພາບ)\\s*(?:credit|courtesy|by|ໂດຍ|ຈາກ)?\\s*(?::|：|\\bby\\b|\\bcourtesy\\b)\\s*\\S`,
  "i",
);
/** A line that says whose photo it is or what a photo shows: `Photo: …`, `ພາບ: …`. */
export const isPhotoLine = (text: string): boolean => text.length <= 400 && PHOTO_CREDIT.test(text.slice(0, 80));

const CAPTION_WORDS =
  /\((?:left|right|centre|center|[lrc]|standing|seated|pictured|front|back|first|second|third|file photo|photo|ພາບປະກອບ|ຮູບປະກອບ|ຊ້າຍ|ຂວາ|ກາງ|ພາບ|ຮູບ|ແຖວໜ້າ)[^()]{0,60}\)|\b(?:pose[sd]? for|is pictured|are pictured|pictured here|seen here|in this (?:file )?(?:photo|picture)|file photo|group photo|looks? on)\b|(?:photo|ພາບ|ຮູບ)\s*[:/]\s*[^.]{1,40}[).]?$|ຖ່າຍຮູບ(?:ລວມ|ຮ່ວມ)|ໃນພາບ|ພາບໂດຍ/i;
/** A line whose words are those of a caption. */
export const hasCaptionWords = (text: string): boolean => text.length <= 400 && CAPTION_WORDS.test(text);

const BYLINE =
  /^[([]?\s*(?:by[:\s]\s*(?=\p{Lu})|(?:written|reported|story|words?)\s+by\s*:?\s*(?=\p{Lu})|(?:reporter|author|writer)\s*:\s*|text(?:\s*(?:and|&)\s*photos?)?\s*(?:by\s*)?:\s*|(?:ຂ່າວ|ບົດ)(?:\s*[-–/,&+]\s*(?:ພາບ|ຮູບ)|\s*ແລະ\s*(?:ພາບ|ຮູບ))?\s*:\s*|(?:ຂຽນ|ລາຍງານ|ຮຽບຮຽງ)?ໂດຍ(?:\s*:\s*|\s+)|ຜູ້(?:ຂຽນ|ຂ່າວ|ສື່ຂ່າວ)\s*:\s*|ນັກຂ່າວ\s*:\s*)([^:]{2,80}?(?:[,;/]\s*(?:ພາບ|ຮູບ|photos?)\s*:\s*[^:]{2,40})?)\s*[)\]]?$/iu;
/** The name on a byline, as it stands: `By Somsack Pongkhao`, `ໂດຍ: …`, `ຂ່າວ-ພາບ: …`. */
export function bylineOf(text: string): string | null {
  if (text.length > 110) return null;
  const name = BYLINE.exec(text)?.[1] ?? "";
  // A sentence may begin with the same words.
  return name === "" || /[.!?;](?:\s|$)/.test(name) || name.split(/\s+/).length > 10 ? null : name;
}

const isNamed =
  (...names: readonly string[]) =>
  (text: string): boolean => {
    const found = pageWords(text);
    return found !== null && names.includes(found.name);
  };
/** An advertisement's place, wherever it stands. */
export const isAdvertisement = isNamed("advertisement");
/** The end of the page. */
export const isPageEnd = isNamed("end of the page", "top");
