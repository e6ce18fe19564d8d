import { useEffect, useState } from "react";
import { followPicture, type ShownPicture } from "../../editor/door.ts";

/** A library image, or a copy no wider than `width`, as it can be shown now; null until that is known. */
export function usePicture(asset: string | undefined, width?: number): ShownPicture | null {
  const [shown, setShown] = useState<ShownPicture | null>(null);
  useEffect(() => {
    setShown(null);
    return asset ? followPicture(asset, setShown, width) : undefined;
  }, [asset, width]);
  return shown;
}

/** The address of a library image, or of a copy no wider than `width`; null until it is there, and where there is none. */
export const useAssetUrl = (asset: string | undefined, width?: number): string | null =>
  usePicture(asset, width)?.url ?? null;
