/** Checks of a story's details, its pictures and what it points to. */
import { ArticleId, type Lang, type Node } from "../article/article.ts";
import { assetsShown } from "../article/shown.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
import { isDeviceName } from "../text/free-slug.ts";
import { isSafeLink } from "../text/links.ts";
import { type Check, type Checked, type Found, langsOf } from "./check.ts";

export const category: Check = {
  severity: "ask",
  find: ({ article: { details }, settings }) =>
    details.category !== null && settings.categories.some(({ key }) => key === details.category)
      ? []
      : [{ lang: null, place: "details/category", values: {}, seen: details.category ?? "" }],
};

/** Another story, in the trash or not, has the address that this one would go out under. */
export const address: Check = {
  severity: "stop",
  find: ({ facts: { addressTaken } }) =>
    addressTaken
      ? [
          {
            lang: null,
            place: "details/slug",
            values: { slug: addressTaken.slug, by: addressTaken.by, trashed: addressTaken.trashed ? 1 : 0 },
            seen: `${addressTaken.slug} ${addressTaken.by}`,
          },
        ]
      : [],
};

/** An address that no folder of Windows may have: from another desk, or from before it was refused. */
export const deviceName: Check = {
  severity: "stop",
  find: ({ article: { details } }) =>
    details.slug !== null && isDeviceName(details.slug)
      ? [{ lang: null, place: "details/slug", values: { slug: details.slug }, seen: details.slug }]
      : [],
};

/** The images of a body, each with the block that holds it. */
function* imagesIn(block: Node, id = idOfBlock(block)): Generator<{ readonly block: string; readonly image: Node }> {
  if (block.type === "image") yield { block: id, image: block };
  for (const child of block.content ?? []) yield* imagesIn(child, id);
}
const imagesOf = ({ article }: Checked, lang: Lang) =>
  blocksOf(article.versions[lang]?.body ?? { type: "doc" }).flatMap((block) => [...imagesIn(block)]);

const imagesThat = (story: Checked, isSo: (asset: string) => boolean): Found[] =>
  langsOf(story.article).flatMap((lang) =>
    assetsShown(story.article, lang)
      .filter(isSo)
      .map((asset): Found => {
        const within = imagesOf(story, lang).find(({ image }) => image.attrs?.asset === asset);
        return { lang, place: within ? `block/${within.block}` : "details/image", values: {}, seen: asset };
      }),
  );

export const imageFile: Check = {
  severity: "stop",
  find: (story) => {
    const { missingImages, comingImages } = story.facts;
    return imagesThat(story, (asset) => missingImages.has(asset) && !comingImages.has(asset));
  },
};

/** A picture that another desk put in, and that hasn't come through the hub yet. */
export const imageComing: Check = {
  severity: "stop",
  find: (story) => imagesThat(story, (asset) => story.facts.comingImages.has(asset)),
};

/** A picture without a description: who can't see it is told nothing. */
export const imageDescription: Check = {
  severity: "ask",
  find: (story) => {
    const { image } = story.article.details;
    return langsOf(story.article).flatMap((lang) => [
      ...(image && image.alt[lang].trim() === ""
        ? [{ lang, place: "details/image", values: {}, seen: image.asset }]
        : []),
      ...imagesOf(story, lang)
        .filter(({ image: one }) => String(one.attrs?.alt ?? "").trim() === "")
        .map(({ block, image: one }) => ({
          lang,
          place: `block/${block}`,
          values: {},
          seen: String(one.attrs?.asset ?? ""),
        })),
    ]);
  },
};

/** The addresses that a block links to. */
function* linksIn(node: Node): Generator<string> {
  for (const { type, attrs } of node.marks ?? []) if (type === "link") yield String(attrs?.href ?? "");
  for (const child of node.content ?? []) yield* linksIn(child);
}

/** A link that leads nowhere, and a related story that isn't there or is in the trash. */
export const links: Check = {
  severity: "ask",
  find: ({ article, facts }) => [
    ...langsOf(article).flatMap((lang) =>
      blocksOf(article.versions[lang]?.body ?? { type: "doc" }).flatMap((block) =>
        [...new Set(linksIn(block))]
          .filter((href) => !isSafeLink(href))
          .map((href): Found => ({ lang, place: `block/${idOfBlock(block)}`, values: { href }, seen: href })),
      ),
    ),
    ...article.details.related.flatMap((one, index): Found[] => {
      if (!("article" in one)) return [];
      const id = ArticleId.parse(one.article);
      const standing = facts.stories.get(id) ?? "gone";
      return standing === "there"
        ? []
        : [
            {
              lang: null,
              place: `details/related/${index}`,
              values: { story: id, trashed: standing === "trashed" ? 1 : 0 },
              seen: `${id} ${standing}`,
            },
          ];
    }),
  ],
};
