/**
 * `manifest.json`, which says what a bundle is. The zip holds the site's files under their own paths, the four names
 * of `bundle-path.ts` beside them, and nothing else. Its entries stand in the order of the build (what pages load, the
 * stories, the lists that lead to them), the manifest after them, the signature last. Of a delta they are the files of
 * `added`, `changed` and `withdrawn`.
 */
import { z } from "zod";
import { ArticleId, Instant, Lang, Slug } from "../article/article.ts";
import { canonicalJson, canonicalPieces } from "../article/canonical-json.ts";
import { CHANGE_KINDS } from "../article/publication.ts";
import { README_NAME, SCHEMA_NAME } from "./bundle-path.ts";
import { ListChanges, ListedFile, Sha256 } from "./site-list.ts";

/** 1 had neither kinds, nor media types, nor a hash of its list. */
export const BUNDLE_FORMAT = 2;

/** What is read of a manifest before it is known whether its format is ours. */
export const OtherFormat = z.object({ format: z.number(), generator: z.literal("Songphasa") });

/** The publication that a site came of; for people, as desks that work apart may count alike. The hash of the list decides. */
const BundledPublication = z.looseObject({
  id: ArticleId,
  sequence: z.int().min(1),
  parents: z.array(ArticleId),
  at: Instant,
});
export type BundledPublication = z.infer<typeof BundledPublication>;

const ListMark = z.looseObject({
  /** `listHash` of all files of the site. */
  list: Sha256,
  /** How many they are. */
  count: z.int().min(0),
});

const common = {
  format: z.literal(BUNDLE_FORMAT),
  generator: z.literal("Songphasa"),
  /** Of the program that made it. */
  version: z.string(),
  /** Where the site is to stand; null while unknown, and addresses are then from the site's root. */
  baseUrl: z.string().nullable(),
  /** The id of the library that it was made of: one library's site takes the place of another's only where that is said. */
  library: z.string().min(1).optional(),
  /** Null where none was recorded. */
  publication: BundledPublication.nullable(),
  /** The zip's entries that are about the bundle, but for the manifest itself and its signature. */
  about: z.array(z.looseObject({ path: z.enum([README_NAME, SCHEMA_NAME]), size: z.int().min(0), sha256: Sha256 })),
};

/** A story of which pages are in the bundle. */
export const BundledStory = z.looseObject({
  id: ArticleId,
  slug: Slug,
  /** `url`: its page's address, from the site's root where there is no `baseUrl`. */
  versions: z.partialRecord(Lang, z.looseObject({ url: z.string(), publishedAt: Instant })),
});

/** The whole site, or (`part`) chosen stories alone, which is never applied as a site. */
const listed = {
  ...common,
  ...ListMark.shape,
  /** Sorted by path. */
  files: z.array(ListedFile),
  stories: z.array(BundledStory),
};
const WholeManifest = z.looseObject({ kind: z.literal("whole"), ...listed });
const PartManifest = z.looseObject({ kind: z.literal("part"), ...listed });

/** What became of a story's language; `from`, `to`: addresses from the site's root. */
export const BundledChange = z.looseObject({
  id: ArticleId,
  lang: Lang,
  kind: z.enum(CHANGE_KINDS),
  from: z.string().optional(),
  to: z.string().optional(),
});

/** What changed since another bundle. */
const DeltaManifest = z.looseObject({
  kind: z.literal("delta"),
  ...common,
  /** The site that it is applied to, with its publication. */
  before: ListMark.extend({ publication: BundledPublication.nullable() }),
  /** The site that comes of it. */
  after: ListMark,
  changes: ListChanges,
  /** The same by stories, for people and databases. */
  stories: z.array(BundledChange),
});

export const BundleManifest = z.discriminatedUnion("kind", [WholeManifest, DeltaManifest, PartManifest]);
export type BundleManifest = z.infer<typeof BundleManifest>;
export type WholeManifest = z.infer<typeof WholeManifest>;
export type PartManifest = z.infer<typeof PartManifest>;
export type DeltaManifest = z.infer<typeof DeltaManifest>;

/** The text of `manifest.json` in pieces, as that of a large site is long: what is signed is its bytes. */
export const manifestPieces = (manifest: BundleManifest): Iterable<string> => canonicalPieces(manifest);

let schemaText: string | null = null;

/** The text of `manifest.schema.json`: JSON Schema, draft 2020-12. */
export function manifestSchemaText(): string {
  schemaText ??= canonicalJson({
    $id: SCHEMA_NAME,
    title: "A bundle of a site: what it holds, or what it changes",
    ...z.toJSONSchema(BundleManifest),
  });
  return schemaText;
}

/**
 * `manifest.sig`: who vouches for `manifest.json`, and through its hashes for every file. Ed25519 (RFC 8032) over the
 * bytes of `manifest.json` as they stand in the zip.
 */
export const BundleSignature = z.looseObject({
  algorithm: z.literal("Ed25519"),
  /** The public key, for people: what is checked against is the key that one has from elsewhere. */
  publicKey: z.string(),
  /** 64 bytes as base64. */
  signature: z.base64(),
});
export type BundleSignature = z.infer<typeof BundleSignature>;
