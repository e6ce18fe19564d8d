/** `api/<id>.json` of a story of which nothing is out any more: that it was withdrawn, and nothing of its text. */

import type { Lang } from "../../../../shared/article/article.ts";
import type { SiteContents, SitePlan } from "../../plan/site-plan.ts";
import { fileFrom } from "../../write/site-file.ts";
import type { Output } from "../site.ts";
import { schemaAddress, storyPath } from "./addresses.ts";
import { publicJson } from "./public-json.ts";
import { urlOf } from "./public-words.ts";
import { PUBLISHED_FORMAT, type PublishedStory } from "./published-data.ts";

const known = new WeakMap<SitePlan["withdrawn"], ReadonlyMap<string, SitePlan["withdrawn"]>>();

/** The withdrawn pages of each story, by its id: every story asks, and on most sites none was withdrawn. */
function pagesOf({ withdrawn }: Pick<SitePlan, "withdrawn">): ReadonlyMap<string, SitePlan["withdrawn"]> {
  const before = known.get(withdrawn);
  if (before) return before;
  const pages = Map.groupBy(withdrawn, ({ id }) => id);
  known.set(withdrawn, pages);
  return pages;
}

/** What the data of a story say of its withdrawn languages; nothing where there are none. */
export function publicWithdrawals(id: string, { plan }: Pick<SiteContents, "plan">): Pick<PublishedStory, "withdrawn"> {
  const pages = pagesOf(plan).get(id);
  if (!pages) return {};
  const withdrawn: NonNullable<PublishedStory["withdrawn"]> = {};
  for (const page of pages)
    withdrawn[page.lang] = { url: urlOf(plan.baseUrl, page.folder), at: page.at, reason: page.reason[page.lang] };
  return { withdrawn };
}

const slugOf = (folder: string): string => folder.slice(folder.lastIndexOf("/") + 1);

export const withdrawnData: Output = async function* (site) {
  const { plan, outs } = site;
  const told = new Map<string, { readonly lang: Lang; readonly folder: string }>();
  for (const page of plan.withdrawn) if (!outs.has(page.id) && !told.has(page.id)) told.set(page.id, page);
  for (const [id, { folder }] of told) {
    const story: PublishedStory = {
      $schema: schemaAddress(plan.baseUrl, "story"),
      format: PUBLISHED_FORMAT,
      id,
      slug: slugOf(folder),
      versions: {},
      ...publicWithdrawals(id, site),
    };
    yield fileFrom(storyPath(id), story, () => publicJson(story));
  }
};
