import { z } from "zod";
import { picturesFirst } from "../../calls/publishing/pictures-first.ts";
import type { PublishOptions } from "../../calls/publishing/plan-input.ts";
import { planPublication, publishSite } from "../../calls/publishing/publish.ts";
import type { Library } from "../../library/library.ts";
import { command, flag, needed, onLibrary, siteUrl } from "../command.ts";
import { namedVersions, versionsOf } from "../named-versions.ts";
import { publication, publicationPlan } from "../publication.ts";

export const publishCommand = command({
  name: "publish",
  usage: "",
  about: "write the site",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    out: needed("--out <dir>", "the site's folder"),
    baseUrl: siteUrl("--base-url <url>", "where the site will stand"),
    keepStages: flag("--keep-stages", "write pages as if published, and change no story"),
    only: namedVersions(
      "--only <id:lang...>",
      "only these go out with their present text; an id alone means both languages",
    ),
    changed: flag("--changed", "what changed since it went out goes out too"),
    plan: flag("--plan", "say what would be done, and do nothing"),
    verify: flag("--verify", "make and read every file of the site, and mend what differs"),
    adopt: flag(
      "--adopt",
      "where the folder's manifest was lost, take over what holds our very bytes and name the rest",
    ),
    remove: flag("--remove", "also where many stories would go off the site that nobody withdrew"),
  },
  run(_, given) {
    const optionsFor = async (library: Library): Promise<PublishOptions> => {
      const { baseUrl, keepStages, changed, remove } = given;
      return { baseUrl, keepStages, chosen: given.only && (await versionsOf(library, given.only)), changed, remove };
    };
    if (given.plan)
      return publicationPlan(given, async (library, out, writer) =>
        planPublication(library, out, writer, await optionsFor(library)),
      );
    return publication(given, "site", async (library, out, writer, signal, pictures) => {
      const options = await optionsFor(library);
      await picturesFirst(library, pictures, options, { signal });
      return publishSite(library, out, writer, { ...options, signal, verify: given.verify, adopt: given.adopt });
    });
  },
});
