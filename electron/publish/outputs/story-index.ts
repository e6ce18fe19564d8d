/** `api/index.json`: what is out, the newest first. */
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { listed } from "../pages/listed-stories.ts";
import { storyDigest } from "../plan/facts-digest.ts";
import type { SiteContents } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import { publicCategory, urlOf } from "./public-words.ts";
import { PUBLISHED_FORMAT, type PublishedIndex } from "./published-data.ts";
import type { Output } from "./site.ts";

function publishedIndex(site: SiteContents): PublishedIndex {
  const { baseUrl } = site.plan;
  const newest = [...listed(site, "lo"), ...listed(site, "en")].sort(
    (a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1),
  );
  const stories = [...new Set(newest.map(({ id }) => id))].flatMap((id) => site.outs.get(id) ?? []);
  return {
    format: PUBLISHED_FORMAT,
    stories: stories.map((story) => {
      const versions: PublishedIndex["stories"][number]["versions"] = {};
      for (const lang of LANGS) {
        const out = story.versions[lang];
        if (!out) continue;
        const { headline, lead, publishedAt, folder } = out;
        versions[lang] = { url: urlOf(baseUrl, folder), publishedAt, headline, lead };
      }
      const category = publicCategory(story, site.plan);
      return { id: story.id, slug: story.slug, json: `${baseUrl}api/${story.id}.json`, category, versions };
    }),
  };
}

export const storyIndex: Output = async function* (site) {
  const inputs = site.plan.outs.map(storyDigest);
  yield fileFrom("api/index.json", inputs, () => canonicalJson(publishedIndex(site)));
};
