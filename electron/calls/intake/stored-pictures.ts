/** Pictures that came with a story become images of the library before the story is stored. */
import { type Details, Image } from "../../../shared/article/article.ts";
import { withBlockIds } from "../../../shared/article/block-ids.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import type { ImportWarning } from "../../../shared/contract.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { withAssets } from "../../../shared/html/pictures.ts";
import type { ImportedDetails, ImportedStory } from "../../exchange/format.ts";
import { addAsset } from "../../library/files/assets/assets.ts";

/** A story as it can be stored: all images in it are the library's. */
export interface StoryWithAssets extends Omit<ImportedStory, "details" | "pictures"> {
  readonly details: ImportedDetails;
}

/** The story's photo under its name in the library; none where it couldn't be stored. */
function storedImage(image: Details["image"], assets: ReadonlyMap<string, string>): Details["image"] {
  if (image === null) return null;
  const stored = Image.safeParse({ ...image, asset: assets.get(image.asset) ?? image.asset });
  return stored.success ? stored.data : null;
}

/**
 * Stores a story's pictures in the library `folder`. One that is no image, or too large, is left out and named
 * in the warnings; its caption stays, as a paragraph. Refused only where the disk is (`disk-…`).
 */
export async function storedPictures(folder: string, story: ImportedStory): Promise<Result<StoryWithAssets>> {
  const { pictures = [], details = {}, ...rest } = story;
  const assets = new Map<string, string>();
  const warnings: ImportWarning[] = [];
  for (const { asset, name, bytes } of pictures) {
    const stored = await addAsset(folder, name, bytes);
    if (stored.ok) assets.set(asset, stored.value.asset);
    else if (stored.error.code === "disk") return stored;
    else warnings.push({ code: "picture-not-stored", text: name });
  }
  const { body } = rest.version;
  const stored = pictures.length === 0 ? body : { ...body, content: withAssets(blocksOf(body), assets) };
  const { image } = details;
  return done({
    ...rest,
    version: { ...rest.version, body: withBlockIds(stored, newBlockId) },
    details: image === undefined ? details : { ...details, image: storedImage(image, assets) },
    warnings: [...rest.warnings, ...warnings],
  });
}
