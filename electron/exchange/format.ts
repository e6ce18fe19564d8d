/** What a format of stories from outside is: one entry of the table that an import asks. */
import type { Lang, Related, Version } from "../../shared/article/article.ts";
import type { ImportWarning } from "../../shared/contract.ts";
import type { Result } from "../../shared/errors.ts";
import type { Term } from "../../shared/settings.ts";
import type { Incoming } from "./incoming.ts";

export interface ImportContext {
  /** The desk's IANA time zone: dates on a page are local to it. */
  readonly zone: string;
  /** The categories of the desk settings. */
  readonly categories: readonly Term[];
}

/** A version but for the instant of its last change, which is the library's to say. */
type ImportedVersion = Pick<Version, "headline" | "leadTag" | "lead" | "dateline" | "body" | "signOff">;

export interface ImportedStory {
  readonly lang: Lang;
  /** Fields hold what the text held, empty where it held nothing: no default stands in for them. */
  readonly version: ImportedVersion;
  /** ISO 8601 in whole seconds, with the zone's offset. */
  readonly publishedAt: string | null;
  readonly related: readonly Related[];
  /** What the settings don't know yet; each is named in `warnings` too. */
  readonly newCategories: readonly Term[];
  readonly warnings: readonly ImportWarning[];
  /** Lines that belong to the page and not to the story, as they stood. */
  readonly dropped: readonly string[];
}

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
  /** The story, or why it can't be read; null where a closer look shows another format, which is asked then. */
  read(incoming: Incoming, context: ImportContext): Result<ImportedStory> | null;
}
