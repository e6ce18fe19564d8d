/** What a language's front is made from: of the stories that are out or about to go the newest, in all and by section. */
import type { Lang } from "./stages.ts";
import type { StoryFacts } from "./story-facts.ts";

export interface NewestRequest {
  readonly lang: Lang;
  /** Keys of categories. */
  readonly sections: readonly string[];
  /** These stories too. */
  readonly ids: readonly string[];
  /** How many at least, in all and of each section, as far as there are any; those without a date beside them. */
  readonly most: number;
}

export interface Newest {
  /** The newest in all. */
  readonly recent: readonly StoryFacts[];
  /**
   * Those of the sections, the stories named, the one that tells when anything last went out (`lastPublication`), and what
   * has an address of any of these: two can't stand at one.
   */
  readonly others: readonly StoryFacts[];
  /** Of what there may be more: of all, and of which sections. */
  readonly more: { readonly recent: boolean; readonly sections: readonly string[] };
}
