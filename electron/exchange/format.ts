/** What a format of stories from outside is: one entry of the table that an import asks. */
import type { Details, Lang, Related, Version } from "../../shared/article/article.ts";
import type { ImportWarning } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import type { Term } from "../../shared/settings.ts";
import type { Incoming } from "./incoming.ts";

export interface ImportContext {
  /** The desk's IANA time zone: dates on a page are local to it. */
  readonly zone: string;
  /** The categories of the desk settings. */
  readonly categories: readonly Term[];
  /** All of a page is taken, not its main text alone. */
  readonly whole?: boolean;
  /** Text in the 7-bit Lao font is converted. */
  readonly oldFont?: boolean;
}

/** A version but for the instant of its last change, which is the library's to say. */
type ImportedVersion = Pick<Version, "headline" | "leadTag" | "lead" | "dateline" | "body" | "signOff">;

/** A picture whose bytes came with the story, not stored yet. */
export interface ImportedPicture {
  /** What the story's figures name in place of an asset until the picture is stored: `picture:1`. */
  readonly asset: string;
  /** As a file's name, for the sentence where it can't be stored. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What of a story's details a format can know. */
export type ImportedDetails = Partial<Pick<Details, "bylines" | "category" | "image" | "place" | "tags">>;

/** A field that a reader had to find, rather than being told which it is. */
export type FoundField =
  | "headline"
  | "leadTag"
  | "lead"
  | "dateline"
  | "body"
  | "signOff"
  | "publishedAt"
  | "lang"
  | "caption"
  | "bylines"
  | "related";

export interface ImportedStory {
  readonly lang: Lang;
  /** Fields hold what the text held, empty where it held nothing: no default stands in for them. */
  readonly version: ImportedVersion;
  /** Fields that are left out are unknown; `image.asset` may be one of `pictures`. */
  readonly details?: ImportedDetails;
  /** ISO 8601 in whole seconds, with the zone's offset. */
  readonly publishedAt: string | null;
  readonly related: readonly Related[];
  /** What the settings don't know yet; each is named in `warnings` too. */
  readonly newCategories: readonly Term[];
  readonly warnings: readonly ImportWarning[];
  /** Lines that belong to the page and not to the story, as they stood. */
  readonly dropped: readonly string[];
  /** How sure each found field is; those left out were not looked for. */
  readonly fields?: Readonly<Partial<Record<FoundField, "sure" | "look">>>;
  readonly pictures?: readonly ImportedPicture[];
  /** The main text of a page that holds more, all of which is read with the context's `whole`. */
  readonly isPart?: boolean;
  /**
   * The place in the file's stories of the same story in the other language, which names this one in its turn:
   * the two become one article, and blocks of both that bear the same `row` are paired.
   */
  readonly pair?: number;
}

/** What a file gave: one story or more, or why it can't be read; null where a closer look shows another format. */
export type Read = Result<readonly ImportedStory[]> | null;

/** A reader never writes and asks nobody: what it makes follows from what comes in and the context alone. */
export interface Format {
  /** In English, for tests and logs. */
  readonly name: string;
  /**
   * How names of its files end: lower case, without the dot. A hint: of the formats that fit, those with the
   * file's ending are asked first.
   */
  readonly extensions: readonly string[];
  /** Whether what comes in can be of this format, by what it holds: a name may say anything. */
  signature(incoming: Incoming): boolean;
  /** Where it answers null, the next format that fits is asked. */
  read(incoming: Incoming, context: ImportContext): Read | Promise<Read>;
}

/** A format of plain text: what is pasted is read by these alone, at once, as one story. */
export interface TextFormat extends Format {
  read(incoming: Incoming, context: ImportContext): Read;
}
