/** What checks find: of a story that is asked for, or of all. */
import type { Article } from "../../shared/article/article.ts";
import { isOut } from "../../shared/article/out.ts";
import { assetsShown } from "../../shared/article/shown.ts";
import { LANGS } from "../../shared/article/stages.ts";
import type { CheckFacts, StoryStanding } from "../../shared/checks/check.ts";
import { findingsOf } from "../../shared/checks/checks.ts";
import type { FoundInStory } from "../../shared/contract.ts";
import { done } from "../../shared/errors.ts";
import { rowsOf, sidesOf } from "../../shared/rows/rows.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { assetSize } from "../library/files/assets/assets.ts";
import type { Library } from "../library/library.ts";
import type { AskedPictures } from "../sync/asked-pictures.ts";
import type { Needs, Room } from "./room.ts";

/** What the library knows that a story's checks need. */
async function checkFacts(library: Library, pictures: AskedPictures, article: Article): Promise<CheckFacts> {
  const missingImages = new Set<string>();
  for (const asset of new Set(LANGS.flatMap((lang) => assetsShown(article, lang))))
    if ((await assetSize(library.folder, asset)) === null) missingImages.add(asset);
  const comingImages = missingImages.size === 0 ? missingImages : await pictures.lacking(missingImages);
  const { slug, related } = article.details;
  // The address that its own page stands under is nobody else's.
  const stands = LANGS.some((lang) => isOut(article.release[lang]) && article.release[lang].out);
  const by = slug === null || stands ? null : await library.slugHolder(slug, article.id);
  const named = related.flatMap((one) => ("article" in one ? [String(one.article)] : []));
  const known = await library.facts([...named, ...(by === null ? [] : [by])]);
  const stories = new Map(
    known.map(({ id, trashedAt }): [string, StoryStanding] => [id, trashedAt === null ? "there" : "trashed"]),
  );
  return {
    missingImages,
    comingImages,
    now: instantNow(),
    addressTaken: slug === null || by === null ? null : { slug, by, trashed: stories.get(by) === "trashed" },
    stories,
  };
}

async function findingsIn(library: Library, pictures: AskedPictures, article: Article): Promise<FoundInStory[]> {
  const rows = rowsOf(article.details.source, sidesOf(article), article.rows);
  const { settings } = library.settings();
  const facts = await checkFacts(library, pictures, article);
  return findingsOf({ article, rows, settings, facts }).map((finding) => ({ id: article.id, ...finding }));
}

export const checksCalls = ({ library, pictures }: Pick<Needs, "library" | "pictures">) =>
  ({
    "checks.run": async ({ id }) => {
      if (id !== undefined) {
        // As the editor opens it: a damaged file is mended first.
        const read = await library().open(id);
        return read.ok ? done({ findings: await findingsIn(library(), pictures(), read.value.article) }) : read;
      }
      await library().complete();
      const findings: FoundInStory[] = [];
      for (const one of await library().ids()) {
        const read = await library().read(one);
        // What can't be read is told among the problems.
        if (read.ok && read.value.article.trashedAt === null)
          findings.push(...(await findingsIn(library(), pictures(), read.value.article)));
      }
      return done({ findings });
    },
  }) satisfies Room;
