/** The site as one zip file: the same library gives the same bytes, on any machine and in any time zone. */
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { z } from "zod";
import { ArticleId, Instant, Lang, Slug } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { diskError, isDiskError } from "../../disk/disk-error.ts";
import { moveOver } from "../../disk/durable-file.ts";
import type { SiteBuild } from "../build-site.ts";
import { publicAddress } from "../pages/surroundings.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { isKept } from "./site-file.ts";

const BUNDLE_FORMAT = 1;

/** `manifest.json`, the last entry of a bundle. */
export const BundleManifest = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  generator: z.literal("Songphasa"),
  /** Where the site is to stand; null while unknown, and addresses are then from the site's root. */
  baseUrl: z.string().nullable(),
  files: z.array(
    z.strictObject({ path: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(0) }),
  ),
  stories: z.array(
    z.strictObject({
      id: ArticleId,
      slug: Slug,
      versions: z.partialRecord(Lang, z.strictObject({ url: z.string(), publishedAt: Instant })),
    }),
  ),
});
export type BundleManifest = z.infer<typeof BundleManifest>;

/** The first moment that a zip can hold. Zip keeps local time without a zone, so it is made as local time. */
const entryDate = (): Date => new Date(1980, 0, 1);
const PACKED = /\.(jpg|png|webp|gif|avif|woff2)$/;

function storiesOf(plan: SitePlan): BundleManifest["stories"] {
  return plan.outs.map((story) => {
    const versions: BundleManifest["stories"][number]["versions"] = {};
    for (const lang of LANGS) {
      const out = story.versions[lang];
      if (!out) continue;
      const url = plan.baseUrl ? publicAddress(plan.baseUrl, out.folder) : `${out.folder}/index.html`;
      versions[lang] = { url, publishedAt: out.publishedAt };
    }
    return { id: story.id, slug: story.slug, versions };
  });
}

/** Zips entry by entry into an open file, so that a large site never stands in memory. */
async function zipInto(file: FileHandle, build: SiteBuild): Promise<number> {
  let chunks: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else chunks.push(chunk);
  });
  const flush = async () => {
    if (failure) throw failure;
    const ready = chunks;
    chunks = [];
    for (const chunk of ready) await file.writeFile(chunk);
  };
  const add = async (name: string, bytes: Uint8Array) => {
    const entry = PACKED.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = entryDate();
    zip.add(entry);
    entry.push(bytes, true);
    await flush();
  };
  const files: BundleManifest["files"] = [];
  for await (const one of build.files) {
    // nothing stands in a bundle from before
    if (isKept(one)) continue;
    const bytes = await one.bytes();
    files.push({
      path: one.path,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      size: bytes.length,
    });
    await add(one.path, bytes);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { plan } = build;
  const manifest: BundleManifest = {
    format: BUNDLE_FORMAT,
    generator: "Songphasa",
    baseUrl: plan.baseUrl || null,
    files,
    stories: storiesOf(plan),
  };
  await add("manifest.json", new TextEncoder().encode(canonicalJson(manifest)));
  zip.end();
  await flush();
  return files.length + 1;
}

/**
 * Writes the site of a build as a zip file, over one that stands there. Entries come in the build's
 * order, `manifest.json` last and sorted by path. The answer counts the entries. Errors: `disk-…`,
 * and then whatever stood at `target` still does; `busy` where another process writes it just now.
 * `begin` gives the build once nobody else writes there; its refusal is the answer.
 */
export async function writeBundle(
  target: string,
  begin: () => Promise<Result<SiteBuild>>,
): Promise<Result<{ readonly written: number }>> {
  const folder = path.dirname(target);
  // one name a target: what a killed publication left is written over by the next one
  const beside = (ending: string) => path.join(folder, `.${path.basename(target)}.${ending}`);
  try {
    await mkdir(folder, { recursive: true });
    return await oneAtATime(beside("lock"), async () => {
      const build = await begin();
      return build.ok ? replaceBundle(target, beside("tmp"), build.value) : build;
    });
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, target) };
    throw error;
  }
}

async function replaceBundle(
  target: string,
  temporary: string,
  build: SiteBuild,
): Promise<Result<{ readonly written: number }>> {
  try {
    const file = await open(temporary, "w");
    let written = 0;
    try {
      written = await zipInto(file, build);
      await file.sync();
    } finally {
      await file.close();
    }
    await moveOver(temporary, target);
    return done({ written });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
