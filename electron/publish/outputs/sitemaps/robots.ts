/** `robots.txt`: all may be read, and where the sitemaps are. An owner's own one stays. */
import { fileFrom } from "../../write/site-file.ts";
import type { Output } from "../site.ts";

export const robots: Output = async function* ({ plan: { baseUrl } }) {
  if (!baseUrl) return;
  const lines = [
    "User-agent: *",
    "Allow: /",
    "",
    ...["sitemap.xml", "news-sitemap.xml"].map((name) => `Sitemap: ${baseUrl}${name}`),
  ];
  yield { ...fileFrom("robots.txt", null, () => `${lines.join("\n")}\n`), yields: true };
};
