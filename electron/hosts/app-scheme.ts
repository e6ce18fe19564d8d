/** Answers `app://songphasa/…` with the built renderer's files; a request and a response as in any browser. */
import { APP_ORIGIN } from "./own-pages.ts";
import { securityHeaders } from "./security-headers.ts";
import { readStaticFile } from "./static-files.ts";

/** The path of a request to our own scheme, still percent-encoded; null for another host or scheme. */
function ownPath(url: string): string | null {
  // Cut from the text: a parsed address has lost the `..` that a forged one may hold.
  const rest = url.startsWith(`${APP_ORIGIN}/`) ? url.slice(APP_ORIGIN.length) : null;
  return rest?.split(/[?#]/, 1)[0] ?? null;
}

/** A handler for the shell's own scheme; it reads files of the folder and nothing else, ever. */
export function appSchemeHandler(rendererFolder: string): (request: Request) => Promise<Response> {
  const plain = { ...securityHeaders(), "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return async ({ method, url }) => {
    if (method !== "GET" && method !== "HEAD")
      return new Response("Not allowed\n", { status: 405, headers: { ...plain, Allow: "GET, HEAD" } });
    const path = ownPath(url);
    const file = path === null ? null : await readStaticFile(rendererFolder, path);
    if (!file) return new Response("Not found\n", { status: 404, headers: plain });
    return new Response(method === "HEAD" ? null : file.bytes, {
      status: 200,
      headers: { ...securityHeaders(), "Content-Type": file.type, "Cache-Control": file.cache },
    });
  };
}
