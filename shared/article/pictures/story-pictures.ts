/** The pictures of a story with their words, so that one can be found by them and used again. */
import { textWithin, walk } from "../../blocks/body.ts";
import { fold } from "../../text/fold.ts";
import { type Article, AssetName, type Image } from "../article.ts";
import { LANGS } from "../stages.ts";

/** What a picture has beside its bytes. */
export type Picture = Pick<Image, "asset" | "alt" | "caption" | "credit">;

const emptyWords = () => ({ lo: "", en: "" });

/** Its lead photo first, then those of its text, each once; of a text in two languages, with the words of both. */
export function picturesIn({ details, versions }: Pick<Article, "details" | "versions">): readonly Picture[] {
  const pictures = new Map<string, Picture>();
  if (details.image) {
    const { asset, alt, caption, credit } = details.image;
    pictures.set(asset, { asset, alt: { ...alt }, caption: { ...caption }, credit: { ...credit } });
  }
  for (const lang of LANGS)
    for (const figure of walk(versions[lang]?.body ?? { type: "doc" })) {
      if (figure.type !== "figure") continue;
      const [image, caption] = figure.content ?? [];
      const asset = AssetName.safeParse(image?.attrs?.asset).data;
      if (asset === undefined) continue;
      const picture = pictures.get(asset) ?? { asset, alt: emptyWords(), caption: emptyWords(), credit: emptyWords() };
      pictures.set(asset, picture);
      picture.alt[lang] ||= String(image?.attrs?.alt ?? "");
      picture.credit[lang] ||= String(image?.attrs?.credit ?? "");
      picture.caption[lang] ||= caption ? textWithin(caption).trim() : "";
    }
  return [...pictures.values()];
}

/** Whether every word that was typed stands somewhere in a picture's words. */
export function saysOf(picture: Picture, typed: string): boolean {
  const { alt, caption, credit } = picture;
  const words = fold([caption, alt, credit].flatMap((one) => LANGS.map((lang) => one[lang])).join("\n"));
  return fold(typed)
    .split(/\s+/)
    .every((word) => words.includes(word));
}
