/** Which stories a bundle of chosen ones is to hold, beginning with those that another room names. */
import { useEffect, useState } from "react";
import type { Article, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { desk } from "../../base/desk-client.ts";
import { dialog } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";

const asked = createStore<readonly string[]>([]);

/** Opens the bundle's dialog with these stories chosen. */
export function bundleStories(ids: readonly string[]): void {
  asked.set(ids);
  dialog.set("bundle");
}

export interface ChosenStory {
  readonly id: string;
  readonly headline: string;
  /** Of the headline. */
  readonly lang: Lang | undefined;
  /** What of it is out, or ready to go. */
  readonly goes: readonly Lang[];
}

const isOut = ({ stage, out, withdrawn }: Article["release"][Lang]): boolean =>
  stage === "ready" || stage === "published" || (out !== null && withdrawn === null);

function chosenOf({ id, details, versions, release, trashedAt }: Article): ChosenStory {
  const lang = [details.source, ...LANGS].find((one) => versions[one]?.headline);
  const goes = trashedAt === null ? LANGS.filter((one) => versions[one] && isOut(release[one])) : [];
  return { id, headline: lang ? (versions[lang]?.headline ?? "") : "", lang, goes };
}

const keyOf = (id: string, lang: Lang): string => `${id} ${lang}`;

export interface BundleChoice {
  readonly ids: readonly string[];
  /** Those that are read by now, in the order in which they were chosen. */
  readonly stories: readonly ChosenStory[];
  /** As a bundle names them; null while one is still to be read. */
  readonly named: readonly { readonly id: string; readonly lang: Lang }[] | null;
  isTicked(id: string, lang: Lang): boolean;
  add(id: string): void;
  remove(id: string): void;
  tick(id: string, lang: Lang, on: boolean): void;
}

export function useBundleChoice(): BundleChoice {
  const [ids, setIds] = useState(() => asked.get());
  const [known, setKnown] = useState<ReadonlyMap<string, ChosenStory>>(new Map());
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [turn, setTurn] = useState(0);
  useEffect(() => () => asked.set([]), []);
  useEffect(
    () =>
      desk.subscribe(({ event }) => {
        if (event === "article.changed" || event === "library.changed") setTurn((now) => now + 1);
      }),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for the same stories again
  useEffect(() => {
    let latest = true;
    const read = async () => {
      const found = new Map<string, ChosenStory>();
      for (const id of ids) {
        const answer = await desk.call("articles.open", { id });
        if (!latest) return;
        // One that can't be read can't go either, and is shown as that.
        found.set(id, answer.ok ? chosenOf(answer.value.article) : { id, headline: "", lang: undefined, goes: [] });
      }
      setKnown(found);
    };
    void read();
    return () => {
      latest = false;
    };
  }, [ids, turn]);
  const stories = ids.flatMap((id) => known.get(id) ?? []);
  const isTicked = (id: string, lang: Lang) => !unticked.has(keyOf(id, lang));
  return {
    ids,
    stories,
    named:
      stories.length < ids.length
        ? null
        : stories.flatMap(({ id, goes }) => goes.filter((lang) => isTicked(id, lang)).map((lang) => ({ id, lang }))),
    isTicked,
    add: (id) => setIds((now) => (now.includes(id) ? now : [...now, id])),
    remove: (id) => setIds((now) => now.filter((one) => one !== id)),
    tick(id, lang, on) {
      const now = new Set(unticked);
      if (on) now.delete(keyOf(id, lang));
      else now.add(keyOf(id, lang));
      setUnticked(now);
    },
  };
}
