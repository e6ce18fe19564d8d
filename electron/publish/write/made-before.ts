/** What an earlier publication wrote into a site's folder, as far as it need not be made again. */

export interface MadeBefore {
  /** Of the settings, the theme and the program that it was made with (`stampOf`). */
  readonly stamp: string;
  /**
   * What the file at a path was made from; null where that isn't known, or something else may stand there by now.
   * `noted`: where that is said, if not under the path itself (`MadeFile.noted`).
   */
  readonly from: (path: string, noted?: string) => string | null;
  /**
   * Whether what we made stands at a path, by the folder's own word. Where that can be asked, files of a story that
   * all stand are told together (`StandingTogether`).
   */
  readonly stands?: (path: string) => boolean;
  /** Whether a story's page stood at a path. Where that can be asked, so are other files that stand. */
  readonly isPage?: (path: string) => boolean;
  /**
   * Nothing was cut short there: what was noted as made from something stands with all the files that share the note,
   * and none of them need be asked for.
   */
  readonly isSettled?: boolean;
}
