/** Which site a bundle leaves behind, asked of the bundle itself or of its manifest. */
import path from "node:path";
import { unzipSync } from "fflate";
import { BundleManifest } from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME } from "../../../shared/bundle/bundle-path.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";

/** The manifest in a zip, or the file itself where it is none. */
function manifestIn(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 2).toString("latin1") !== "PK") return bytes;
  const entries = unzipSync(bytes, { filter: ({ name }) => name === MANIFEST_NAME });
  return Buffer.from(entries[MANIFEST_NAME] ?? []);
}

/**
 * `listHash` of the site that a bundle leaves. Errors: `bundle-base-part` for chosen stories alone,
 * `bundle-base-unreadable` for what is no bundle, `disk-…`.
 */
export async function baseOf(file: string): Promise<Result<string>> {
  const name = path.basename(file);
  try {
    const read = parseJsonBytes(manifestIn(await readPlainFile(file, Number.MAX_SAFE_INTEGER)));
    const manifest = "value" in read ? BundleManifest.safeParse(read.value).data : undefined;
    if (!manifest) return refuse("bundle-base-unreadable", { name });
    if (manifest.kind === "part") return refuse("bundle-base-part", { name });
    return done(manifest.kind === "delta" ? manifest.after.list : manifest.list);
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}
