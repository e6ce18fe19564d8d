/** A story as its page would be. */
import type { Lang } from "../../../shared/article/article.ts";
import { done, type Result } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { readAsset } from "../../library/files/assets/assets.ts";
import type { Library } from "../../library/library.ts";
import { previewHtml } from "../../publish/outputs/preview.ts";
import { theTheme } from "./theme.ts";

export async function previewPage(library: Library, id: string, lang: Lang): Promise<Result<{ html: string }>> {
  const read = await library.read(id);
  // A damaged file is mended where it is opened.
  const opened = read.ok ? read : await library.open(id);
  if (!opened.ok) return opened;
  const { article, readOnly } = opened.value;
  const related = article.details.related.flatMap((one) => ("article" in one ? [String(one.article)] : []));
  const html = await previewHtml({
    article,
    lang,
    readOnly,
    slug: await library.addressOf(article),
    stories: await library.facts(related),
    settings: library.settings().settings,
    now: instantNow(),
    theme: await theTheme(),
    readAsset: (asset) => readAsset(library.folder, asset),
  });
  return html.ok ? done({ html: html.value }) : html;
}
