import type { ReactNode } from "react";
import type { Lang } from "../../../shared/article/article.ts";
import { useStore } from "../../base/store.ts";
import { found } from "./find-state.ts";

interface Props {
  readonly lang: Lang;
  readonly field: "headline" | "lead";
  readonly text: string;
}

/** The hits in a headline or a lead, painted behind its field: a field holds no marks of its own. */
export function FieldHits({ lang, field, text }: Props) {
  const { hits, current } = useStore(found);
  const here = hits.filter((hit) => hit.lang === lang && hit.where === field && hit.to <= text.length);
  if (here.length === 0) return null;
  const parts: ReactNode[] = [];
  let at = 0;
  for (const hit of here) {
    parts.push(
      text.slice(at, hit.from),
      <mark key={hit.from} className={hit === hits[current] ? "find-hit find-current" : "find-hit"}>
        {text.slice(hit.from, hit.to)}
      </mark>,
    );
    at = hit.to;
  }
  return (
    <div className="field-hits" aria-hidden="true">
      {parts}
      {text.slice(at)}
    </div>
  );
}
