/** What a check is: a small pure look at a story that finds what a desk wants to know before readers see it. */
import type { Article, Lang } from "../article/article.ts";
import type { Row } from "../rows/rows.ts";
import type { Settings } from "../settings.ts";

/** `stop`: the language stays at home; `ask`: said before a publication, and passes; `tell`: said. */
export const SEVERITIES = ["stop", "ask", "tell"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How another story stands. */
export type StoryStanding = "there" | "trashed" | "gone";

/** What a check needs to know that the story itself doesn't tell. */
export interface CheckFacts {
  /** The pictures of the story whose files are missing or damaged. */
  readonly missingImages: ReadonlySet<string>;
  /** Of them, those that a desk of the shared library has, and that haven't come yet. */
  readonly comingImages: ReadonlySet<string>;
  /** Another story that has the address which this one would go out under; null where it is free. */
  readonly addressTaken: { readonly slug: string; readonly by: string; readonly trashed: boolean } | null;
  /** The instant at which one looks. */
  readonly now: string;
  /** How the stories stand that this one names. */
  readonly stories: ReadonlyMap<string, StoryStanding>;
}

/** A story as checks look at it; `rows` are those of `rowsOf`. */
export interface Checked {
  readonly article: Article;
  readonly rows: readonly Row[];
  readonly settings: Settings;
  readonly facts: CheckFacts;
}

/**
 * Where in the story it is, for whoever jumps there: `headline`, `lead`, `body`, `block/<id>` and `row/<id>` of
 * the language beside it, `details/<field>` (`details/related/<n>` from 0), `conflicts`, `notes/<id>`.
 */
export type Place = string;

/** What a check found. */
export interface Found {
  /** The language that it is about; null where it is about both. */
  readonly lang: Lang | null;
  readonly place: Place;
  /** For the sentence that the interface makes of it. */
  readonly values: Readonly<Record<string, string | number>>;
  /** All that it looked at: a finding that somebody accepted counts as accepted while this stays the same. */
  readonly seen: string;
}

export interface Check {
  readonly severity: Severity;
  readonly find: (story: Checked) => readonly Found[];
}

/** One that looks at the story's own file alone. */
export interface OwnCheck {
  readonly severity: Severity;
  readonly find: (story: Pick<Checked, "article">) => readonly Found[];
}

/** The languages that the story has. */
export const langsOf = ({ versions }: Article): readonly Lang[] =>
  (["lo", "en"] as const).filter((lang) => versions[lang] !== null);
