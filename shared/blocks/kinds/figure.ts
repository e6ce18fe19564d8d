/** A figure: an image of the library with its alternative text and credit, then a caption, which is ordinary text. */
import type { Node } from "../../article/article.ts";
import { type Html, html, isEmpty, joined } from "../../html/template.ts";
import { type BlockKind, childrenOf, type ImageSize, type SiteImage } from "../block-kind.ts";
import { asset, nearestAttributes, words } from "../node-attributes.ts";
import { publishedInline, savableInline } from "./inline.ts";

const IMAGE = { asset, alt: words, credit: words };

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const childOf = (children: readonly Node[], type: string): Node | undefined =>
  children.find((child) => child.type === type);

/** A picture with its caption and credit, or without a caption where neither is there. */
export function figureHtml(shown: {
  readonly picture: Html;
  readonly caption: Html;
  readonly credit: Html | null;
}): Html {
  const { picture, caption, credit } = shown;
  const words = joined([caption, credit && html`<span class="credit">${credit}</span>`], " ");
  return html`<figure>
${picture}
${!isEmpty(words) && html`<figcaption>${words}</figcaption>\n`}</figure>`;
}

const fileOf = ({ path, width, height, type }: ImageSize) => ({ src: path, width, height, type });

/** The image of published attributes; what isn't a size there is none. */
function imageIn(attrs: Node["attrs"]): SiteImage {
  const sizes: ImageSize[] = [];
  for (const one of Array.isArray(attrs?.sizes) ? attrs.sizes : []) {
    const { src, type, width, height } = Object(one);
    if (typeof src === "string" && typeof type === "string")
      sizes.push({ path: src, type, width: Number(width), height: Number(height) });
  }
  return { path: text(attrs?.src), width: Number(attrs?.width), height: Number(attrs?.height), sizes };
}

export const figure: BlockKind = {
  rule: {
    content: ["image", "figcaption"],
    min: 2,
    attrs: {},
    childrenProblem: ([image, caption, ...rest]) =>
      image?.type === "image" && caption?.type === "figcaption" && rest.length === 0
        ? null
        : "not one image and one caption",
  },
  inner: {
    // another image is another text of the row
    image: { content: [], attrs: IMAGE, text: ({ attrs }) => `⟦${String(attrs?.asset ?? "")}⟧` },
    figcaption: { content: "inline", attrs: {} },
  },
  family: "figure",
  wordless: "picture",
  /** The same image, to be described and captioned in the other language. */
  partner(block) {
    const { asset: shown = "", credit = "" } = childOf(childrenOf(block), "image")?.attrs ?? {};
    return {
      type: "figure",
      content: [{ type: "image", attrs: { asset: shown, alt: "", credit } }, { type: "figcaption" }],
    };
  },
  savable(children) {
    const image = childOf(children, "image");
    if (!image || !asset.accepts(image.attrs?.asset)) return null;
    const caption = childOf(children, "figcaption");
    return [
      { type: "image", ...nearestAttributes(image.attrs, IMAGE) },
      { type: "figcaption", content: savableInline(caption?.content ?? []) },
    ];
  },
  /**
   * With `src` (a path from the site's root), `width` and `height` in place of the asset, and with `sizes` where the
   * image has several files; left out where it is missing.
   */
  published(block, { images }) {
    const image = childOf(childrenOf(block), "image");
    const shown = image ? images(text(image.attrs?.asset)) : null;
    if (!image || !shown) return null;
    const caption = childOf(childrenOf(block), "figcaption");
    const attrs = {
      src: shown.path,
      width: shown.width,
      height: shown.height,
      alt: text(image.attrs?.alt),
      credit: text(image.attrs?.credit),
      ...(shown.sizes && { sizes: shown.sizes.map(fileOf) }),
    };
    return {
      type: "figure",
      content: [
        { type: "image", attrs },
        { type: "figcaption", content: publishedInline(caption?.content ?? []) },
      ],
    };
  },
  html(block, { picture, inline, line }) {
    const [image, ...words] = childrenOf(block);
    const credit = text(image?.attrs?.credit);
    return figureHtml({
      picture: picture(imageIn(image?.attrs), text(image?.attrs?.alt)),
      caption: inline(words.flatMap(childrenOf)),
      credit: credit.trim() === "" ? null : line(credit),
    });
  },
};
