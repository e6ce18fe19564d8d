import { HtmlValidate } from "html-validate";
import { expect, it } from "vitest";
import { previewHtml } from "../../../../electron/publish/outputs/preview.ts";
import { frontPreviewHtml } from "../../../../electron/publish/outputs/preview-front.ts";
import type { Article, Lang } from "../../../../shared/article/article.ts";
import {
  agencyStory,
  buildFor,
  CHART,
  chart,
  factsOf,
  filesOf,
  fullStory,
  NOW,
  PHOTO,
  photo,
  settings,
  textOf,
  theme,
} from "../newsroom.ts";

/** A page but for where its pictures come from. */
const bodyOf = (html: string) =>
  html.slice(html.indexOf("<body")).replace(/ src="[^"]*"|<source [^>]*>|<\/?picture>/g, "");

async function previewOf(article: Article, lang: Lang): Promise<string> {
  const assets: Record<string, Uint8Array> = { [PHOTO]: await photo(), [CHART]: await chart() };
  const answer = await previewHtml({
    article,
    lang,
    slug: article.details.slug ?? "mekong-level",
    stories: [factsOf(await agencyStory()), factsOf(article)],
    settings,
    now: NOW,
    theme: await theme(),
    readAsset: async (asset) => assets[asset] ?? null,
  });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

it("is the page as it is published, with everything inside", async () => {
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  const files = await filesOf(await buildFor({ articles: [await agencyStory(), fullStory()], assets }));
  const page = textOf(files, "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html");
  const preview = await previewOf(fullStory(), "lo");
  expect(bodyOf(preview)).toBe(bodyOf(page));
  expect(preview).not.toContain("<script");
  expect(preview.match(/ src="data:image\/(jpeg|png);base64,/g)).toHaveLength(2);
  expect(preview).not.toMatch(/ src="(?!data:)/);
  expect(preview).not.toMatch(/url\("(?!data:)/);
  expect(preview).toContain("data:font/woff2;base64,");
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: { "long-title": "off", "no-inline-style": "off" },
  });
  expect((await validator.validateString(preview)).results.flatMap(({ messages }) => messages)).toEqual([]);
});

it("shows a draft, a story under embargo or in the trash, without the language that stays at home", async () => {
  const story = fullStory();
  const draft: Article = {
    ...story,
    trashedAt: NOW,
    details: { ...story.details, slug: null, embargoUntil: "2030-01-01T00:00:00Z" },
    release: {
      lo: { stage: "draft", publishedAt: "2030-01-01T08:00:00+07:00" },
      en: { stage: "draft", publishedAt: null },
    },
  };
  const lao = await previewOf(draft, "lo");
  expect(lao).toContain(">01/01/2030 08:00</time>");
  expect(lao).not.toContain('rel="alternate"');
  expect(lao).not.toContain("Mekong Level");
  expect(await previewOf(draft, "en")).toContain(">10/12/2024 10:00</time>");
});

it("is refused for a language that doesn't exist", async () => {
  const article = await agencyStory();
  const none = async () => null;
  expect(
    await previewHtml({
      article,
      lang: "lo",
      slug: "",
      stories: [],
      settings,
      now: NOW,
      theme: await theme(),
      readAsset: none,
    }),
  ).toMatchObject({ ok: false, error: { reason: "no-version" } });
});

it("is a front as the next publication makes it, with settings that nobody saved", async () => {
  const assets: Record<string, Uint8Array> = { [PHOTO]: await photo(), [CHART]: await chart() };
  const articles = [await agencyStory(), fullStory()];
  const site = { colours: { accent: "#006b3f" }, footer: { lo: "ຖະໜົນເສດຖາທິລາດ", en: "" }, logo: CHART };
  const shown = { ...settings, site };
  const frontOf = async (readable: typeof assets) =>
    frontPreviewHtml({
      lang: "lo",
      newest: async () => ({
        recent: articles.map((article) => factsOf(article)),
        others: [],
        more: { recent: false, sections: [] },
      }),
      settings: shown,
      now: NOW,
      theme: await theme(),
      readAsset: async (asset) => readable[asset] ?? null,
    });
  const files = await filesOf(await buildFor({ articles, assets, plan: { settings: shown } }));
  const untimed = (html: string) => bodyOf(html).replace(/<p class="edition">.*?<\/p>/s, "");
  const front = await frontOf(assets);
  expect(untimed(front)).toBe(untimed(textOf(files, "lo/index.html")));
  expect(front).toContain("#006b3f");
  expect(front).not.toMatch(/ src="(?!data:)|url\("(?!data:)/);
  expect(front).not.toContain("<script");
  // A picture that can't be shown counts as none, and the page is shown all the same.
  const bare = await frontOf({});
  expect(bare).toContain('<article class="lead-story">');
  expect(bare).not.toContain("<img");
});
