/**
 * A story's frame, kept in the library as `templates/<ULID>.json`, out of which the stories of each day are made: the
 * weather, the price of gold, rates of exchange. Unknown fields are carried through.
 */
import { z } from "zod";
import { blocksOf, rowOfBlock } from "../blocks/body.ts";
import {
  type Article,
  ArticleId,
  BlockId,
  Details,
  Instant,
  type Lang,
  type Node,
  RowRecord,
  Version,
  type Words,
} from "./article.ts";
import { newBlockId } from "./ids.ts";
import { LANGS, otherLang } from "./stages.ts";

export const TEMPLATE_FORMAT = 1;

const TemplateVersion = Version.omit({ updatedAt: true });
type TemplateVersion = z.infer<typeof TemplateVersion>;

export const Template = z.looseObject({
  /** 1 here; a higher one was written by a newer desk, and is told, not used. */
  format: z.int().min(1),
  id: ArticleId,
  name: z.string().trim().min(1).max(120),
  updatedAt: Instant,
  details: Details.pick({ source: true, category: true, tags: true, bylines: true, place: true }),
  versions: z.looseObject({ lo: TemplateVersion.nullable(), en: TemplateVersion.nullable() }),
  /** Confirmations of the rows that are fixed in both languages. */
  rows: z.record(BlockId, RowRecord),
});
export type Template = z.infer<typeof Template>;

/** What a frame is taken from: a story, or a template that is changed. */
export type Framed = Pick<Template, "details" | "rows"> & {
  readonly versions: Readonly<Record<Lang, TemplateVersion | null>>;
};

/** What of a story stays in its frame. */
interface Kept {
  readonly category: boolean;
  readonly tags: boolean;
  readonly bylines: boolean;
  readonly place: boolean;
  readonly lead: boolean;
  /** As each new story is to begin with; where it holds `{date}`, that day's date comes in. */
  readonly headline: Words;
  /** The rows whose paragraphs are fixed. */
  readonly rows: ReadonlySet<string>;
}

const NOWHERE = { lo: "", en: "" };

/** The parts of a frame that a template has, with what is kept of them. */
export function frameOf(framed: Framed, kept: Kept): Pick<Template, "details" | "versions" | "rows"> {
  const { details } = framed;
  const versionIn = (lang: Lang): TemplateVersion | null => {
    const version = framed.versions[lang];
    if (!version) return null;
    const blocks = blocksOf(version.body).filter((block) => kept.rows.has(rowOfBlock(block)));
    return {
      headline: kept.headline[lang],
      leadTag: version.leadTag,
      lead: kept.lead ? version.lead : "",
      dateline: version.dateline,
      signOff: version.signOff,
      body: { ...version.body, content: blocks },
    };
  };
  return {
    details: {
      source: details.source,
      category: kept.category ? details.category : null,
      tags: kept.tags ? details.tags : [],
      bylines: kept.bylines ? details.bylines : [],
      place: kept.place ? details.place : NOWHERE,
    },
    versions: { lo: versionIn("lo"), en: versionIn("en") },
    rows: Object.fromEntries(Object.entries(framed.rows).filter(([row]) => kept.rows.has(row))),
  };
}

/** Where a date comes in, as it is typed in either language. */
const DATE = /\{(?:date|ວັນທີ)\}/giu;

const dated = (text: string, date: string): string => text.replace(DATE, () => date);

/** What a new story begins with: ids are its own, rows pair as in the template; `date` is today in each language. */
export function storyFrom(
  { details, versions, rows }: Template,
  date: Readonly<Record<Lang, string>>,
): {
  readonly details: Template["details"];
  readonly versions: Readonly<Record<Lang, TemplateVersion | null>>;
  readonly rows: Article["rows"];
} {
  const renamed = new Map<string, string>();
  const rowNow = (row: string): string => {
    const known = renamed.get(row) ?? newBlockId();
    renamed.set(row, known);
    return known;
  };
  const fresh = (block: Node): Node => ({
    ...block,
    attrs: { ...block.attrs, id: newBlockId(), row: rowNow(rowOfBlock(block)) },
  });
  const begun = (lang: Lang): TemplateVersion | null => {
    const version = versions[lang];
    if (!version) return null;
    return {
      ...version,
      headline: dated(version.headline, date[lang]),
      lead: dated(version.lead, date[lang]),
      body: { ...version.body, content: blocksOf(version.body).map(fresh) },
    };
  };
  const made = { lo: begun("lo"), en: begun("en") };
  const confirmed = Object.entries(rows).flatMap(([row, record]) => {
    const now = renamed.get(row);
    return now === undefined ? [] : [[now, record] as const];
  });
  return { details, versions: made, rows: Object.fromEntries(confirmed) };
}

/** The headline by which a template is known in a language: its own there, else in the other. */
export function headlineOf({ versions, details }: Pick<Template, "versions" | "details">): {
  readonly lang: Lang;
  readonly text: string;
} {
  const lang = [details.source, otherLang(details.source), ...LANGS].find((one) => versions[one]?.headline);
  return { lang: lang ?? details.source, text: (lang && versions[lang]?.headline) ?? "" };
}
