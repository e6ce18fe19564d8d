/** A page of the agency's site, copied as plain text. */
import { done } from "../../../shared/errors.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone } from "../../../shared/text/dates.ts";
import { categoryFinder } from "../agency/category-terms.ts";
import { readPage } from "../agency/read-page.ts";
import type { TextFormat } from "../format.ts";
import { repairedLines } from "../lao-repairs.ts";
import { detailsOf, newCategoryWarnings, relatedOf } from "../story-frame.ts";
import { langSureness, versionOfLines } from "../version-of-lines.ts";

export const agencyPage: TextFormat = {
  name: "agency page",
  extensions: ["txt"],
  signature: (incoming) => incoming.text().ok,
  read(incoming, context) {
    const text = repairedLines(incoming.lines(), context);
    const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
    const finder = categoryFinder(context.categories);
    const page = text && readPage(text.lines, zone, finder);
    if (!page) return null;
    const { lang, version } = versionOfLines(page);
    const newCategories = finder.added();
    return done([
      {
        lang,
        version,
        publishedAt: page.publishedAt,
        related: relatedOf(lang, page.otherNews),
        newCategories,
        warnings: [...page.warnings, ...newCategoryWarnings(lang, newCategories), ...text.warnings],
        dropped: [...page.dropped, ...text.dropped],
        fields: {
          ...page.fields,
          lang: langSureness([page.headline, page.lead, ...page.body.map(({ text: words }) => words)]),
        },
        ...detailsOf(lang, page),
      },
    ]);
  },
};
