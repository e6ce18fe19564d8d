import path from "node:path";
import { z } from "zod";
import { makeBundle, type Since } from "../../calls/publishing/make-bundle.ts";
import { picturesFirst } from "../../calls/publishing/pictures-first.ts";
import { userFolder } from "../../desk/user-folder.ts";
import { baseOf } from "../../publish/bundle/read-base.ts";
import { command, flag, needed, onLibrary, siteUrl, text } from "../command.ts";
import { namedVersions, versionsOf } from "../named-versions.ts";
import { publication } from "../publication.ts";

export const bundleCommand = command({
  name: "bundle",
  usage: "",
  about: "publish, and write what is out as one zip file: the site, or what changed of it",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    out: needed("--out <file>", "the zip file"),
    since: text("--since <file>", "only what changed since this bundle, or since the one whose manifest.json it is"),
    only: namedVersions(
      "--only <id:lang...>",
      "these stories alone, their pages, data and pictures; an id alone means both languages",
    ),
    changed: flag("--changed", "what changed since it went out goes out too"),
    baseUrl: siteUrl("--base-url <url>", "where the site will stand"),
    keepStages: flag("--keep-stages", "make pages as if published, and change no story"),
    remove: flag("--remove", "also where many stories would go off the site that nobody withdrew"),
  },
  async run(_, given, wrong) {
    const { changed, baseUrl, keepStages, remove } = given;
    if (given.since !== undefined && given.only) wrong("--since and --only don't go together");
    await publication(given, "bundle", async (library, out, writer, signal, pictures) => {
      let since: Since | undefined;
      if (given.since !== undefined) {
        const list = await baseOf(path.resolve(given.since));
        if (!list.ok) return list;
        since = { list: list.value, name: path.basename(given.since) };
      }
      const chosen = given.only && (await versionsOf(library, given.only));
      const options = { chosen, part: chosen !== undefined, changed, baseUrl, keepStages, remove, since, signal };
      await picturesFirst(library, pictures, options, options);
      return makeBundle(library, userFolder(), out, writer, options);
    });
  },
});
