import { useEffect, useState } from "react";
import { assetUrl } from "../../editor/door.ts";

/** The address of a library image, or of a copy no wider than `width`; null until it is there, and where there is none. */
export function useAssetUrl(asset: string | undefined, width?: number): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let latest = true;
    setUrl(null);
    if (asset)
      void assetUrl(asset, width).then((found) => {
        if (latest) setUrl(found);
      });
    return () => {
      latest = false;
    };
  }, [asset, width]);
  return url;
}
