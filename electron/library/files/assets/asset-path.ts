import path from "node:path";

/** Where an image stands: `assets/<first two of the hash>/<SHA-256>.<extension>`. `asset` is a checked name. */
export const assetPath = (folder: string, asset: string): string =>
  path.join(folder, "assets", asset.slice(0, 2), asset);
