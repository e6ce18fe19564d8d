/** The built renderer's own files, and nothing beside them: what both hosts serve to the window. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

export interface StaticFile {
  readonly type: string;
  readonly cache: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
};

/**
 * The segments of a request's path (still percent-encoded, without query), or null where it is no
 * plain path below the folder: `..` in any coding, NUL, backslash, drive or stream, dot file, folder.
 */
function plainSegments(path: string): string[] | null {
  if (!path.startsWith("/")) return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null; // a broken percent code names no file
  }
  if (/[\0\\:]/.test(decoded)) return null;
  const segments = (decoded === "/" ? "/index.html" : decoded).slice(1).split("/");
  return segments.some((segment) => segment === "" || segment.startsWith(".")) ? null : segments;
}

const hasNoFile = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG", "EACCES"].includes(
    String((error as NodeJS.ErrnoException).code),
  );

/**
 * Reads the file that a request's path names inside `folder`; null where there is none to serve. A
 * link that leads out of the folder is none.
 */
export async function readStaticFile(folder: string, path: string): Promise<StaticFile | null> {
  const segments = plainSegments(path);
  if (!segments) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, ...segments));
    if (!file.startsWith(root + sep)) return null;
    return {
      type: TYPES[extname(file).toLowerCase()] ?? "application/octet-stream",
      // The build puts a hash of the content into the name of everything under assets/.
      cache: segments[0] === "assets" ? "public, max-age=31536000, immutable" : "no-cache",
      bytes: await readFile(file),
    };
  } catch (error) {
    if (hasNoFile(error)) return null;
    throw error;
  }
}
