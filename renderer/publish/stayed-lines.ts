/** What stayed at home after a publication, line by line. */
import type { Lang } from "../../shared/article/article.ts";
import type { PublishAnswer, Summary } from "../../shared/contract.ts";

type Skipped = PublishAnswer["skipped"][number];

export interface StayedLine {
  readonly id: string;
  /** The desk says of a withdrawn language what it says of every stage below ready; readers of the list ask which. */
  readonly why: Skipped["code"] | "withdrawn";
  /** Which check stops it, where that is why. */
  readonly check?: Skipped["check"];
  readonly langs: readonly Lang[];
  /** Readers have it all the same. */
  readonly out: boolean;
}

/** Both languages of a story that stayed for the same reason are one line; `stories` are those of the library by id. */
export function stayedLines(
  skipped: readonly Skipped[],
  stories: ReadonlyMap<string, Pick<Summary, "stages" | "out">>,
): readonly StayedLine[] {
  const lines = new Map<string, StayedLine>();
  for (const { id, lang, code, check } of skipped) {
    const story = stories.get(id);
    const out = story?.out[lang] ?? false;
    const why = code === "stage" && story?.stages[lang] === "withdrawn" ? "withdrawn" : code;
    const key = `${id} ${why} ${check} ${out}`;
    lines.set(key, { id, why, ...(check && { check }), out, langs: [...(lines.get(key)?.langs ?? []), lang] });
  }
  return [...lines.values()];
}
