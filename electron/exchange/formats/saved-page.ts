/** A page that a browser saved as one file, with its pictures (MHTML). */
import { done, refuse } from "../../../shared/errors.ts";
import type { Format } from "../format.ts";
import { decodeAs } from "../html/decode-page.ts";
import { storyOfPage } from "../html/story-of-page.ts";
import { isWebArchive, readWebArchive } from "../html/web-archive.ts";

export const savedPage: Format = {
  name: "saved page",
  extensions: ["mhtml", "mht"],
  signature: ({ bytes }) => bytes !== null && isWebArchive(bytes),
  async read({ name, bytes }, context) {
    const archive = bytes && readWebArchive(bytes);
    if (!archive) return refuse("file-empty", { name });
    const html = decodeAs(archive.charset || "utf-8", archive.html);
    return html === null
      ? refuse("file-encoding", { name })
      : done([await storyOfPage(html, context, archive.picture)]);
  },
};
