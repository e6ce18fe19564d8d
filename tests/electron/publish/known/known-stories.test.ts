/** What a process that has just begun knows of the stories' files by what another one kept. */
import { beforeEach, expect, test, vi } from "vitest";
import type { KeptStory, KnownFile } from "../../../../electron/publish/known/known-file.ts";
import { standingFiles } from "../../../../electron/publish/write/site-file.ts";
import type { Article } from "../../../../shared/article/article.ts";
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";
import { factsOf, NOW, out, settings, storyOf, theme } from "../newsroom.ts";

const kept = new Map<string, readonly KeptStory[]>();
const file: KnownFile = {
  read: async (stamp) => kept.get(stamp) ?? null,
  keep: async (stamp, stories) => {
    kept.set(stamp, structuredClone(stories));
    return true;
  },
};
beforeEach(() => kept.clear());

const report = (number: number, tag: string, headline = `ລາຍງານທີ ${number}`): Article =>
  storyOf(number, {
    details: { slug: `report-${number}`, tags: [tag] },
    release: { lo: out(`2024-10-${10 + number}T02:00:00Z`) },
    lo: { headline },
  });

const withWord = (facts: StoryFacts): StoryFacts => ({ ...facts, word: JSON.stringify(facts) });

/** Which stories' files a new process knows, going through all of them as `from` says. */
async function knownAmong(articles: readonly Article[], from: (id: string) => string): Promise<readonly string[]> {
  vi.resetModules();
  const { knownStories, shownIn } = await import("../../../../electron/publish/known/known-stories.ts");
  const { planSite } = await import("../../../../electron/publish/plan/plan-site.ts");
  const { contentsOf } = await import("../../../../electron/publish/plan/site-plan.ts");
  const { siteImages } = await import("../../../../electron/publish/images/site-images.ts");
  const plan = planSite({ stories: articles.map((article) => withWord(factsOf(article))), settings, now: NOW });
  const nothing = async () => null;
  const sources = { readText: nothing, readAsset: nothing, replan: () => plan, theme: await theme(), known: file };
  const site = { ...contentsOf(plan), skipped: [], sources, images: siteImages(sources), isMade: () => true };
  const known = await knownStories(site, "stamp");
  const met: string[] = [];
  for (const story of plan.outs) {
    const named = { lo: { text: story.versions.lo?.rev ?? "", assets: [], related: [] } };
    const shown = shownIn({ out: story, named, whole: ["lo"] }, site);
    const same = known.same(story, shown);
    if (same) met.push(`${story.slug} ${same.from} ${same.stand.map(({ path }) => path).join(" ")}`);
    const stand = [
      { path: `${story.versions.lo?.folder}/index.html`, isPage: true },
      { path: `api/${story.id}.json`, isPage: false },
    ];
    known.note(story, shown, same ?? standingFiles(story.id, `api/${story.id}.json`, from(story.id), stand));
  }
  await known.done();
  return met.map((line) => line.replaceAll(/api\/\S+\.json/g, "data"));
}

const standing = (number: number) => `report-${number} first lo/2024/10/report-${number}/index.html data`;

test("of a story that is as it was, with the same beside it, nothing is worked out again in a new process", async () => {
  const stories = [report(1, "rice"), report(2, "mekong"), report(3, "rice")];
  expect(await knownAmong(stories, () => "first")).toEqual([]);
  expect(await knownAmong(stories, () => "second")).toEqual([1, 2, 3].map(standing));
  const other = [report(1, "rice", "ລາຄາເຂົ້າ ຂຶ້ນແລ້ວ"), ...stories.slice(1)];
  expect(await knownAmong(other, () => "third")).toEqual([standing(2)]);
});

test("what stands beside a story that is gone, or has come, is worked out again", async () => {
  const stories = [report(1, "rice"), report(2, "mekong"), report(3, "rice"), report(4, "mekong")];
  await knownAmong(stories, () => "first");
  expect(await knownAmong(stories.slice(1), () => "first")).toEqual([standing(2), standing(4)]);
  await knownAmong(stories.slice(1), () => "first");
  expect(await knownAmong(stories, () => "first")).toEqual([standing(2), standing(4)]);
});
