/** Stories of the library that what was read may be the other language of: the desk lists them, the thread compares. */
import { otherLang } from "../../../shared/article/stages.ts";
import type { IncomingStory } from "../../../shared/contract.ts";
import type { Library } from "../../library/library.ts";
import type { OpenStory } from "./find-partner.ts";

/** Stories that lack a language and were worked on last: what comes in belongs to the news of these days. */
const LOOKED_AT = 100;
/** Rows of a story that is compared; longer ones are no news. */
const LONGEST = 300;

type FindPartner = (story: IncomingStory, open: readonly OpenStory[]) => Promise<IncomingStory["pair"]>;

/** The stories, each that stands alone in its file with what it may belong to. */
export async function offerPartners(
  library: Library,
  stories: readonly IncomingStory[],
  findPartner: FindPartner,
): Promise<IncomingStory[]> {
  const offered: IncomingStory[] = [];
  for (const story of stories) {
    const other = otherLang(story.lang);
    const { items } = story.pair
      ? { items: [] }
      : await library.list({ needs: "translation", sort: "updated", limit: LOOKED_AT });
    const open = items
      .filter(({ has, readOnly, rows }) => has[other] && !has[story.lang] && readOnly === null && rows.total <= LONGEST)
      .map(({ id, headline }): OpenStory => ({ id, headline: headline[other] }));
    offered.push(open.length === 0 ? story : { ...story, pair: await findPartner(story, open) });
  }
  return offered;
}
