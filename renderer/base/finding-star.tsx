import type { Lang } from "../../shared/article/article.ts";
import { i18n } from "../locale/index.ts";
import { useStore } from "./store.ts";
import { storyFindings } from "./story-findings.ts";

/** The rows of a whole story, which the gutter tells of: they are no field's own. */
const OF_ROWS: ReadonlySet<string> = new Set(["missing-rows", "stale-rows"]);

/**
 * What a stop or an ask says of a place of the open story, as one text; null where nothing does. `place` is as a check
 * names it; `lang` where it is a place of one language.
 */
export function useAsked(id: string, place: string, lang: Lang | null = null): string | null {
  const now = useStore(storyFindings);
  if (now?.of !== id || now.isUnwritten) return null;
  const words = (now.list.value?.findings ?? [])
    .filter((one) => one.severity !== "tell" && !one.accepted && one.place === place)
    .filter((one) => !OF_ROWS.has(one.check))
    .filter((one) => one.lang === null || lang === null || one.lang === lang)
    .map(({ check, values }) => i18n.t(`checks.found.${check}`, values));
  return words.length > 0 ? [...new Set(words)].join(" ") : null;
}

/** The red star beside a field's name. Which it is stands in the field's description; here under the pointer. */
export function Star({ words }: { readonly words: string | null }) {
  return (
    words !== null && (
      <span className="finding-star" title={words} aria-hidden="true">
        {" *"}
      </span>
    )
  );
}
