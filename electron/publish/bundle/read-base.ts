/** Which site a bundle leaves behind, asked of the bundle itself or of its manifest. */
import path from "node:path";
import { BUNDLE_FORMAT, BundleManifest, OtherFormat } from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME } from "../../../shared/bundle/bundle-path.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archive-damage.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { openZip } from "../../disk/zip-archive.ts";

/** The manifest in a zip, or the file itself where it is none; null where a zip has none. */
async function manifestIn(file: string): Promise<Buffer | null> {
  const archive = await openZip(file);
  if (!archive) return readPlainFile(file);
  try {
    const entry = archive.entries.find(({ name }) => name === MANIFEST_NAME);
    return entry ? await archive.read(entry) : null;
  } finally {
    await archive.close();
  }
}

/**
 * `listHash` of the site that a bundle leaves. Errors: `bundle-base-part` for chosen stories alone,
 * `bundle-base-unreadable` for what is no bundle, `bundle-older`,
 * `bundle-newer`, `file-missing`, `disk-…`.
 */
export async function baseOf(file: string): Promise<Result<string>> {
  const name = path.basename(file);
  try {
    const bytes = await manifestIn(file);
    const read = bytes && parseJsonBytes(bytes);
    const value = read && "value" in read ? read.value : undefined;
    const other = OtherFormat.safeParse(value).data;
    if (other && other.format !== BUNDLE_FORMAT)
      return refuse(other.format > BUNDLE_FORMAT ? "bundle-newer" : "bundle-older", { path: name });
    const manifest = BundleManifest.safeParse(value).data;
    if (!manifest) return refuse("bundle-base-unreadable", { name });
    if (manifest.kind === "part") return refuse("bundle-base-part", { name });
    return done(manifest.kind === "delta" ? manifest.after.list : manifest.list);
  } catch (error) {
    if (error instanceof Damage) return refuse("bundle-base-unreadable", { name });
    if (isMissing(error)) return refuse("file-missing", { name });
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}
