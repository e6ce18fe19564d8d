/** Which paths a bundle's files may have. */
import { z } from "zod";

/** Entries of a bundle that are about it, and never files of the site. */
export const MANIFEST_NAME = "manifest.json";
export const SCHEMA_NAME = "manifest.schema.json";
export const SIGNATURE_NAME = "manifest.sig";
export const README_NAME = "README.txt";
const ABOUT_NAMES: ReadonlySet<string> = new Set(
  [MANIFEST_NAME, SCHEMA_NAME, SIGNATURE_NAME, README_NAME].map((name) => name.toLowerCase()),
);

/** Files for web servers: the only ones whose names begin otherwise than with a letter or a digit. */
const SERVER_FILES: readonly string[] = [".htaccess", "_redirects"];

const STEP = "[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?";
const PATH = new RegExp(`^${STEP}(?:/${STEP})*$`);
const LONGEST = 1000;

/**
 * Whether a path stays inside the site on every system: from the site's root, with `/`, of letters, digits, `.`, `_`
 * and `-`, no step beginning or ending with a point (Windows takes the last one away). What a bundle says of itself
 * is no part of a site in any writing.
 */
export const isBundlePath = (path: string): boolean =>
  SERVER_FILES.includes(path) ||
  (path.length < LONGEST && PATH.test(path) && (path.includes("/") || !ABOUT_NAMES.has(path.toLowerCase())));

export const BundlePath = z.string().refine(isBundlePath, "not a path of a site");

/**
 * By UTF-16 code unit. Paths of a bundle are of ASCII alone, so this is the order of their bytes as well, and
 * `LC_ALL=C sort` makes the same.
 */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
