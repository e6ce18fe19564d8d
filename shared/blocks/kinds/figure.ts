/** A figure: an image of the library with its alternative text and credit, then a caption, which is ordinary text. */
import type { Node } from "../../article/article.ts";
import { attributes, type Html, html, isEmpty, joined } from "../../html/template.ts";
import { type BlockKind, childrenOf } from "../block-kind.ts";
import { asset, nearestAttributes, words } from "../node-attributes.ts";
import { publishedInline, savableInline } from "./inline.ts";

const IMAGE = { asset, alt: words, credit: words };

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const childOf = (children: readonly Node[], type: string): Node | undefined =>
  children.find((child) => child.type === type);

/** An image with its caption and credit, or without a caption where neither is there. `src` is its address on the page. */
export function figureHtml(shown: {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption: Html;
  readonly credit: Html | null;
  readonly lazy: boolean;
}): Html {
  const { src, width, height, alt, caption, credit, lazy } = shown;
  const loading = attributes({ loading: lazy && "lazy" });
  const words = joined([caption, credit && html`<span class="credit">${credit}</span>`], " ");
  return html`<figure>
<img src="${src}" alt="${alt}" width="${width}" height="${height}"${loading}>
${!isEmpty(words) && html`<figcaption>${words}</figcaption>\n`}</figure>`;
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
  /** With `src` (a path from the site's root), `width` and `height` in place of the asset; left out where the image is missing. */
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
    };
    return {
      type: "figure",
      content: [
        { type: "image", attrs },
        { type: "figcaption", content: publishedInline(caption?.content ?? []) },
      ],
    };
  },
  html(block, { imageAddress, inline, line }) {
    const [image, ...words] = childrenOf(block);
    const credit = text(image?.attrs?.credit);
    return figureHtml({
      src: imageAddress(text(image?.attrs?.src)),
      width: Number(image?.attrs?.width),
      height: Number(image?.attrs?.height),
      alt: text(image?.attrs?.alt),
      caption: inline(words.flatMap(childrenOf)),
      credit: credit.trim() === "" ? null : line(credit),
      lazy: true,
    });
  },
};
