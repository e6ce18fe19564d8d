/** What a file of the site is, by its name: the same on every machine, without asking the system. */

/** The media types of IANA's registry, without parameters; text is UTF-8 always. */
const BY_ENDING: Readonly<Record<string, string>> = {
  atom: "application/atom+xml",
  avif: "image/avif",
  conf: "text/plain",
  css: "text/css",
  gif: "image/gif",
  html: "text/html",
  ico: "image/vnd.microsoft.icon",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  webmanifest: "application/manifest+json",
  webp: "image/webp",
  woff2: "font/woff2",
  xml: "application/xml",
};

const BY_NAME: Readonly<Record<string, string>> = {
  ".htaccess": "text/plain",
  _redirects: "text/plain",
  "atom.xml": "application/atom+xml",
  "feed.json": "application/feed+json",
  "feed.xml": "application/rss+xml",
};

/** `text/html` for a page, `application/octet-stream` for what isn't known. */
export function mediaType(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name] ?? "";
  return (Object.hasOwn(BY_ENDING, ending) && BY_ENDING[ending]) || "application/octet-stream";
}
