/** What an earlier publication wrote into a site's folder, as far as it need not be made again. */

/** What the text of a language names beside its words: known from before, the text need not be read for it. */
export interface NamedInText {
  /** Which text it is: equal for equal texts. */
  readonly text: string;
  /** The library images that it shows. */
  readonly assets: readonly string[];
  /** The stories of this library that it names as other news. */
  readonly related: readonly string[];
}

export interface MadeBefore {
  /** Of the settings, the theme and the program that it was made with (`stampOf`). */
  readonly stamp: string;
  /** What the file at a path was made from; null where that isn't known, or something else may stand there by now. */
  readonly from: (path: string) => string | null;
  /** What the text of a language (by `versionKey`) named when it was read last. */
  readonly named: (key: string) => NamedInText | null;
}
