/** The desk settings of a library: names, categories and tags in both languages, site and time zone. */
import { z } from "zod";
import { Key, Words } from "./article/article.ts";

export const Term = z.looseObject({ key: Key, lo: z.string(), en: z.string() });
export type Term = z.infer<typeof Term>;

export const Settings = z.looseObject({
  name: z.string().min(1).max(120),
  agency: Words,
  timeZone: z.string(),
  /** Where the site will stand, for absolute links; empty while unknown. */
  siteUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
  categories: z.array(Term),
  tags: z.array(Term),
  people: z.array(Words),
  /** The house style of Lao: "ຫລ", or "ຫຼ" where it is absent or unknown. The interface follows it. */
  spelling: z.string().optional(),
  /** How the site looks; what of it can't be used counts as absent, so it is read through `siteLook`. */
  site: z.looseObject({}).optional(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_TIME_ZONE = "Asia/Vientiane";

export function defaultSettings(): Settings {
  return {
    name: "Songphasa",
    agency: { lo: "ຂ່າວສານປະເທດລາວ", en: "Lao News Agency" },
    timeZone: DEFAULT_TIME_ZONE,
    siteUrl: "",
    categories: [
      { key: "politics", lo: "ການເມືອງ", en: "Politics" },
      { key: "economy", lo: "ເສດຖະກິດ", en: "Economy" },
      { key: "society", lo: "ສັງຄົມ", en: "Society" },
      { key: "culture", lo: "ວັດທະນະທຳ", en: "Culture" },
      { key: "environment", lo: "ສິ່ງແວດລ້ອມ", en: "Environment" },
      { key: "education", lo: "ການສຶກສາ", en: "Education" },
      { key: "health", lo: "ສາທາລະນະສຸກ", en: "Health" },
      { key: "sport", lo: "ກິລາ", en: "Sport" },
      { key: "international", lo: "ຕ່າງປະເທດ", en: "International" },
    ],
    tags: [],
    people: [],
  };
}

/** The words of a key, or the key itself where the settings don't know it. */
export function termIn(terms: readonly Term[], key: string, lang: "lo" | "en"): string {
  const term = terms.find((one) => one.key === key);
  return term ? term[lang] || term.en || term.lo || key : key;
}
