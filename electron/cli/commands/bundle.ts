import { z } from "zod";
import { publishBundle } from "../../calls/publishing/publish.ts";
import { command, flag, needed, onLibrary, text } from "../command.ts";
import { publication } from "../publication.ts";

export const bundleCommand = command({
  name: "bundle",
  usage: "",
  about: "write the site as one zip file",
  takes: z.tuple([]),
  options: {
    ...onLibrary,
    out: needed("--out <file>", "the zip file"),
    baseUrl: text("--base-url <url>", "where the site will stand"),
    keepStages: flag("--keep-stages", "make pages as if published, and change no story"),
  },
  run: (_, given) =>
    publication(given, "bundle", (library, out, writer, signal) => {
      const { baseUrl, keepStages } = given;
      return publishBundle(library, out, writer, { baseUrl, keepStages, signal });
    }),
});
