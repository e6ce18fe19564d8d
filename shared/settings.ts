/** The desk settings of a library: names, categories and tags in both languages, site and time zone. */
import { z } from "zod";
import { Key, Words } from "./article/article.ts";

export const Term = z.looseObject({ key: Key, lo: z.string(), en: z.string() });
export type Term = z.infer<typeof Term>;

/** Who works for the library; `key` names them in stories, and stays whatever becomes of the name. */
export interface Person extends Words {
  readonly key: string;
}

const KEY_LENGTH = 60;

/** A name as a key: its letters and figures, in words that hyphens join. */
const nameKey = ({ en, lo }: Words): string =>
  (en.trim() || lo.trim())
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^[-\p{M}]+/u, "")
    .slice(0, KEY_LENGTH - 4)
    .replace(/-+$/, "") || "person";

/**
 * Everybody with a key: who has none, as in settings of older desks, gets one of their name, on every desk the same;
 * it is kept with the next change of the settings.
 */
export function withKeys(people: readonly Words[]): Person[] {
  const own = people.map((person) => Key.safeParse(person.key).data ?? null);
  const taken = new Set<string>();
  const kept = own.map((key) => {
    if (key === null || taken.has(key)) return null;
    taken.add(key);
    return key;
  });
  return people.map((person, at) => {
    const wanted = nameKey(person);
    let key = kept[at] ?? wanted;
    for (let more = 2; kept[at] === null && taken.has(key); more += 1) key = `${wanted}-${more}`;
    taken.add(key);
    return { ...person, key };
  });
}

export const Settings = z.looseObject({
  name: z.string().min(1).max(120),
  agency: Words,
  timeZone: z.string(),
  /** Where the site will stand, for absolute links; empty while unknown. */
  siteUrl: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]),
  categories: z.array(Term),
  tags: z.array(Term),
  people: z.array(Words).transform(withKeys),
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

/** The person whom a key names; null where the settings don't know them. */
export const personOf = (people: readonly Person[], key: string): Person | null =>
  people.find((one) => one.key === key) ?? null;

/** The name of a person, or the key itself where the settings don't know them. */
export const personName = (people: readonly Person[], key: string, lang: "lo" | "en"): string =>
  termIn(people, key, lang);
