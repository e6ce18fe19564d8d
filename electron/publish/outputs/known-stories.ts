/**
 * What the files of stories followed from when they were last gone through, by this process: of a story that is as it
 * was then, with the same beside it, nothing is worked out again.
 */
import { LANGS } from "../../../shared/article/stages.ts";
import { keptAWhile } from "../../disk/kept-a-while.ts";
import { imageKey } from "../images/published-image.ts";
import { mayHaveOthers } from "../plan/lists/whose-neighbours.ts";
import type { OutStory } from "../plan/site-plan.ts";
import { digestOf, type StandingFiles } from "../write/site-file.ts";
import type { NamedStory, Site } from "./site.ts";

interface Known {
  readonly out: OutStory;
  /** The pictures that lists show of it. */
  readonly pictures: string;
  /** Null where it names stories, or tells of a withdrawal: then others' changes show in it. */
  readonly files: { readonly shown: string; readonly stand: StandingFiles } | null;
}

interface Walked {
  readonly stamp: string;
  readonly stories: ReadonlyMap<string, Known>;
}

const last = keptAWhile<Walked>();

/** Of more than so many that changed, all are gone through. */
const MOST = 1000;

const picturesOf = ({ versions }: OutStory, { images }: Site): string => {
  let pictures = "";
  for (const lang of LANGS) {
    const image = versions[lang]?.image;
    if (image) pictures += `${images.known(imageKey(image))?.path} `;
  }
  return pictures;
};

/** Letters of a word that is kept as it is. */
const LONG = 200;

/** Which texts these are, and how their images are published. */
export function shownIn({ named, whole }: NamedStory, { images }: Site): string {
  const parts: unknown[] = [whole];
  for (const lang of LANGS) {
    const one = named[lang];
    parts.push(one && [one.text, one.assets.map((asset) => images.known(asset))]);
  }
  const text = JSON.stringify(parts);
  return text.length > LONG ? digestOf(parts) : text;
}

export interface KnownStories {
  /** The files of a story, where they follow from the same as the last time. */
  same(story: NamedStory, shown: string): StandingFiles | null;
  /** Notes what the files of a story follow from; `stand` null: it isn't known. */
  note(out: OutStory, shown: string, stand: StandingFiles | null): void;
  /** All stories were gone through. */
  done(): void;
}

/** Of a site whose pictures in lists are known by now. */
export function knownStories(site: Site, stamp: string): KnownStories {
  const before = last.get();
  last.forget();
  const known = before?.stamp === stamp ? before.stories : new Map<string, Known>();
  const withdrawn = new Set(site.plan.withdrawn.map(({ id }) => id));
  const pictures = new Map<string, string>();
  const changed: OutStory[] = [];
  for (const out of site.plan.outs) {
    const is = picturesOf(out, site);
    pictures.set(out.id, is);
    const was = known.get(out.id);
    if (was?.out !== out || was.pictures !== is) changed.push(out, ...(was ? [was.out] : []));
  }
  for (const [id, { out }] of known) if (!pictures.has(id)) changed.push(out);
  const isAll = changed.length > MOST;
  const mayBeOther = isAll ? () => true : mayHaveOthers(changed);
  const others = new Set(isAll ? [] : changed.map(({ id }) => id));
  const stories = new Map<string, Known>();
  const isAlone = ({ id, versions }: OutStory) =>
    !withdrawn.has(id) && LANGS.every((lang) => (versions[lang]?.related.length ?? 0) === 0);
  return {
    same({ out }, shown) {
      const was = isAll || others.has(out.id) ? undefined : known.get(out.id);
      if (!was?.files || was.files.shown !== shown || !isAlone(out) || mayBeOther(out)) return null;
      return was.files.stand;
    },
    note(out, shown, stand) {
      const files = stand && isAlone(out) ? { shown, stand } : null;
      stories.set(out.id, { out, pictures: pictures.get(out.id) ?? "", files });
    },
    done: () => last.put({ stamp, stories }),
  };
}
