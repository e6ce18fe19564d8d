/** Pictures that stories of the library show, found by their words, so that one can be used again. */
import { type Picture, picturesIn, saysOf } from "../../shared/article/pictures/story-pictures.ts";
import type { FoundPicture } from "../../shared/contract.ts";
import type { Library } from "../library/kinds.ts";

/** Pictures of one answer. */
const MOST = 40;
/** Stories that are looked into for one answer. */
const MOST_STORIES = 200;

const plain = ({ lo, en }: Picture["alt"]) => ({ lo, en });

/** The newest stories' first. With a text those whose own words say it, then others of the stories that do. */
export async function findPictures(library: Pick<Library, "list" | "open">, text: string): Promise<FoundPicture[]> {
  const typed = text.trim();
  const { items } = await library.list({ limit: MOST_STORIES, sort: "updated", ...(typed && { text: typed }) });
  const said = new Map<string, FoundPicture>();
  const beside = new Map<string, FoundPicture>();
  for (const { id, headline } of items) {
    if (said.size >= MOST) break;
    const opened = await library.open(id);
    if (!opened.ok) continue;
    for (const picture of picturesIn(opened.value.article)) {
      const { asset, alt, caption, credit } = picture;
      const into = saysOf(picture, typed) ? said : beside;
      if (into.has(asset)) continue;
      into.set(asset, { asset, alt: plain(alt), caption: plain(caption), credit: plain(credit), headline });
    }
  }
  return [...said.values(), ...[...beside.values()].filter(({ asset }) => !said.has(asset))].slice(0, MOST);
}
