/** The two languages and their stages; apart from the format's schemas, which take longer to load than all of this. */
export const LANGS = ["lo", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** The other of the two languages. */
export const otherLang = (lang: Lang): Lang => (lang === "lo" ? "en" : "lo");

export const STAGES = ["draft", "translating", "review", "ready", "published", "withdrawn"] as const;
