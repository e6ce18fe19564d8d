/** A story as its page would be, and the publications of the site and of a bundle. */
import path from "node:path";
import type { Result } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import type { ChosenFolders } from "../desk/chosen-folders.ts";
import { misplaced } from "../desk/usable-folder.ts";
import { lockedOut } from "../library/files/lock.ts";
import { previewPage } from "./publishing/preview.ts";
import { planPublication, publishBundle, publishSite } from "./publishing/publish.ts";
import type { Needs, Room } from "./room.ts";

export interface PublishingNeeds extends Pick<Needs, "library" | "writer"> {
  readonly folders: ChosenFolders;
}

const bundleName = (): string =>
  `songphasa-${instantNow()
    .replace(/[^0-9]/g, "")
    .slice(0, 14)}.zip`;

export const publishingCalls = ({ library, writer, folders }: PublishingNeeds) => {
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
    "publish.preview": ({ id, lang }) => previewPage(library(), id, lang),
    "publish.plan": ({ articles, also, remove }) =>
      into(
        "site",
        (folder) => planPublication(library(), folder, writer("editor"), { chosen: articles, also, remove }),
        true,
      ),
    "publish.site": ({ articles, also, remove }) =>
      into("site", (folder) => publishSite(library(), folder, writer("editor"), { chosen: articles, also, remove })),
    "publish.bundle": ({ articles, also }) =>
      into("bundle", (folder) =>
        publishBundle(library(), path.join(folder, bundleName()), writer("editor"), { chosen: articles, also }),
      ),
  } satisfies Room;
};
