/**
 * How the published site looks: the desk's `settings.site` with its defaults. Another desk or a newer version may
 * have written anything there, so each field is read by itself and one that can't be used counts as absent.
 */
import { z } from "zod";
import { ArticleId, AssetName, Key, type Lang, Words } from "./article/article.ts";
import type { Settings } from "./settings.ts";

/** A colour of the site: six hexadecimal digits, as a colour field gives them. */
export const SiteColour = z.string().regex(/^#[0-9a-f]{6}$/i, "not a colour");

/** The longest style sheet of one's own, in characters. */
export const LONGEST_OWN_STYLE = 100_000;

/** The colours that a desk chooses. In dark surroundings and against the paper they are made legible by the theme. */
export const SITE_COLOURS = ["accent", "tag"] as const;
export type SiteColourName = (typeof SITE_COLOURS)[number];

/** Links, headings of sections; times, the agency's tag. */
export const DEFAULT_COLOURS: Readonly<Record<SiteColourName, string>> = { accent: "#1f4396", tag: "#a3261f" };

export const MOST_SECONDS = 6;
export const MOST_LATEST = 30;

/** What a front shows below its lead. */
export interface FrontLook {
  /** Stories below the lead, those with a picture first. */
  readonly seconds: number;
  /** Headlines with their times, by day. */
  readonly latest: number;
  /** Blocks of the sections. */
  readonly sections: boolean;
}

export interface SiteLook {
  /** A picture of the library. */
  readonly logo: string | null;
  readonly colours: Readonly<Record<SiteColourName, string>>;
  /** Keys of categories in the order in which the site names them; each is one of the settings. */
  readonly sections: readonly string[];
  /** The story that leads a language's front; null: the newest with a photo. */
  readonly lead: Readonly<Record<Lang, string | null>>;
  readonly front: FrontLook;
  /** More words at the foot of each page, line by line. */
  readonly footer: Readonly<Record<Lang, string>>;
  /** CSS on top of the theme's. */
  readonly css: string;
  /** Addresses name `index.html`, for a site that is read from a disk. */
  readonly writesIndex: boolean;
  /** A page says where its translation follows an earlier text than its source has now. */
  readonly tellsEarlierText: boolean;
}

export const DEFAULT_FRONT: FrontLook = { seconds: 3, latest: 10, sections: true };

const Front = {
  seconds: z.int().min(0).max(MOST_SECONDS),
  latest: z.int().min(0).max(MOST_LATEST),
  sections: z.boolean(),
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};

/** A value as the schema has it, or what stands in for it. */
const read = <T>(schema: z.ZodType<T>, value: unknown, absent: T): T => schema.safeParse(value).data ?? absent;

/** The sections that are named: the chosen ones that exist, each once; all where none is chosen. */
function sectionsIn(settings: Settings, chosen: unknown): readonly string[] {
  const keys = [...new Set(settings.categories.map(({ key }) => key))];
  const wanted = read<readonly string[] | null>(z.array(Key), chosen, null);
  return wanted ? [...new Set(wanted)].filter((key) => keys.includes(key)) : keys;
}

function lookOf(settings: Settings): SiteLook {
  const site = fieldsOf(settings.site);
  const colours = fieldsOf(site.colours);
  const lead = fieldsOf(site.lead);
  const front = fieldsOf(site.front);
  const leadOf = (lang: Lang) => read<string | null>(ArticleId, lead[lang], null);
  const { lo, en } = read(Words, site.footer, { lo: "", en: "" });
  return {
    logo: read<string | null>(AssetName, site.logo, null),
    colours: {
      accent: read(SiteColour, colours.accent, DEFAULT_COLOURS.accent).toLowerCase(),
      tag: read(SiteColour, colours.tag, DEFAULT_COLOURS.tag).toLowerCase(),
    },
    sections: sectionsIn(settings, site.sections),
    lead: { lo: leadOf("lo"), en: leadOf("en") },
    front: {
      seconds: read(Front.seconds, front.seconds, DEFAULT_FRONT.seconds),
      latest: read(Front.latest, front.latest, DEFAULT_FRONT.latest),
      sections: read(Front.sections, front.sections, DEFAULT_FRONT.sections),
    },
    footer: { lo: lo.trim(), en: en.trim() },
    css: read(z.string().max(LONGEST_OWN_STYLE), site.css, ""),
    writesIndex: read(z.boolean(), site.writesIndex, false),
    tellsEarlierText: read(z.boolean(), site.tellsEarlierText, false),
  };
}

const known = new WeakMap<Settings, SiteLook>();

/** The look of a desk's site; it is read once for the same settings. */
export function siteLook(settings: Settings): SiteLook {
  const before = known.get(settings);
  if (before) return before;
  const look = lookOf(settings);
  known.set(settings, look);
  return look;
}
