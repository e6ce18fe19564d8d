/** A story as its page would be, and a front with settings that nobody has saved yet. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import type { BesideRequest } from "../../../shared/article/beside.ts";
import { type NamedRelated, namedRelated } from "../../../shared/article/named-related.ts";
import { done, type Result } from "../../../shared/errors.ts";
import type { Settings } from "../../../shared/settings.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { readAsset } from "../../library/files/assets/assets.ts";
import type { Library } from "../../library/library.ts";
import { previewHtml } from "../../publish/outputs/preview.ts";
import { frontPreviewHtml } from "../../publish/outputs/preview-front.ts";
import { MOST_RELATED } from "../../publish/plan/lists/found-related.ts";
import type { AskedPictures } from "../../sync/asked-pictures.ts";
import { theTheme } from "./theme.ts";

/** Some more of a kind than stand beside a story: not each one is out when it comes to it. */
const MOST = 4 * MOST_RELATED;

/** What can stand beside a story by the site's rules. */
function besideOf(
  { details, release }: Article,
  lang: Lang,
  named: readonly NamedRelated[],
  now: string,
): BesideRequest {
  const seconds = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  const minutes = named.flatMap((one) =>
    typeof one === "string" || one.publishedAt === null ? [] : [60 * Math.floor(seconds(one.publishedAt) / 60)],
  );
  const until = seconds(release[lang].publishedAt ?? now);
  return { lang, tags: details.tags, category: details.category, until, minutes, most: MOST };
}

/** A picture's bytes; where the library is shared, one that hasn't come yet is fetched. */
type ReadPicture = AskedPictures["read"];
const here =
  ({ folder }: Library): ReadPicture =>
  (asset) =>
    readAsset(folder, asset);

export async function previewPage(
  library: Library,
  id: string,
  lang: Lang,
  read: ReadPicture = here(library),
): Promise<Result<{ html: string }>> {
  const found = await library.read(id);
  // A damaged file is mended where it is opened.
  const opened = found.ok ? found : await library.open(id);
  if (!opened.ok) return opened;
  const { article, readOnly } = opened.value;
  const now = instantNow();
  const named = namedRelated(article.details, lang);
  const stories = [
    ...(await library.facts(named.filter((one) => typeof one === "string"))),
    ...(await library.beside(besideOf(article, lang, named, now))),
  ];
  const html = await previewHtml({
    article,
    lang,
    readOnly,
    slug: await library.addressOf(article),
    stories: new Map(stories.map((one) => [one.id, one])).values(),
    settings: library.settings().settings,
    now,
    theme: await theTheme(),
    readAsset: read,
  });
  return html.ok ? done({ html: html.value }) : html;
}

/** `site`: in place of the settings' own look of the site. */
export async function previewFront(
  library: Library,
  lang: Lang,
  site: Settings["site"],
  read: ReadPicture = here(library),
): Promise<Result<{ html: string }>> {
  await library.complete();
  const lost = library.gone();
  if (lost) return { ok: false, error: lost };
  const html = await frontPreviewHtml({
    lang,
    newest: library.newest,
    settings: { ...library.settings().settings, site },
    now: instantNow(),
    theme: await theTheme(),
    readAsset: read,
  });
  return done({ html });
}
