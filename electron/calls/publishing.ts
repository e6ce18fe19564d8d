/** A story as its page would be, and the publications of the site and of a bundle. */
import { done, type Result } from "../../shared/errors.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { lockedOut } from "../library/files/lock.ts";
import { bundleFile } from "./bundles.ts";
import { makeBundle } from "./publishing/make-bundle.ts";
import { picturesFirst } from "./publishing/pictures-first.ts";
import { previewFront, previewPage } from "./publishing/preview.ts";
import { planPublication, publishSite } from "./publishing/publish.ts";
import { toldApart } from "./publishing/told-apart.ts";
import { publicationsUnderWay } from "./publishing/under-way.ts";
import type { Needs, Room } from "./room.ts";

export interface PublishingNeeds extends Pick<Needs, "library" | "pictures" | "writer" | "progress"> {
  readonly folders: ChosenFolders;
  /** The user's folder. */
  readonly home: string;
  /** This desk's id. */
  desk(): string;
}

export const publishingCalls = ({ library, pictures, writer, progress, folders, home, desk }: PublishingNeeds) => {
  const underWay = publicationsUnderWay(progress);
  const into = async <Told>(
    purpose: "site" | "bundle",
    publish: (folder: string) => Promise<Result<Told>>,
    isRead = false,
  ): Promise<Result<Told>> => {
    if (library().readOnly && !isRead) return { ok: false, error: lockedOut(library()) };
    const folder = folders.now()[purpose];
    // Chosen before, it may have become a link into the library since, or this library another one.
    const problem = await misplaced(folder, purpose, library().folder);
    return problem ? { ok: false, error: problem } : publish(folder);
  };
  return {
    "publish.preview": ({ id, lang }) => previewPage(library(), id, lang, pictures().read),
    "publish.previewFront": ({ lang, site }) => previewFront(library(), lang, site, pictures().read),
    "publish.plan": ({ articles, ...asked }) =>
      into(
        "site",
        (folder) =>
          planPublication(
            library(),
            folder,
            writer("editor"),
            { chosen: articles, ...asked },
            toldApart(library(), home, desk()),
          ),
        true,
      ),
    "publish.site": ({ articles, ...asked }) =>
      underWay.run((way) =>
        into("site", async (folder) => {
          const options = { chosen: articles, ...asked };
          await picturesFirst(library(), pictures(), options, way);
          return publishSite(library(), folder, writer("editor"), { ...options, ...way });
        }),
      ),
    "publish.bundle": ({ articles, also }) =>
      underWay.run((way) =>
        into("bundle", async (folder) => {
          const options = { chosen: articles, also };
          await picturesFirst(library(), pictures(), options, way);
          return makeBundle(library(), home, await bundleFile(folder), writer("editor"), { ...options, ...way });
        }),
      ),
    "publish.cancel": async () => {
      underWay.cancel();
      return done({});
    },
  } satisfies Room;
};
