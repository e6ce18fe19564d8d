/** A page of the agency's site, copied as plain text. */
import type { ImportWarning } from "../../../shared/contract.ts";
import { done } from "../../../shared/errors.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone } from "../../../shared/text/dates.ts";
import { categoryFinder } from "../agency/category-terms.ts";
import { readPage } from "../agency/read-page.ts";
import type { TextFormat } from "../format.ts";
import { repairedLines } from "../lao-repairs.ts";
import { langSureness, versionOfLines, wordsIn } from "../version-of-lines.ts";

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
        related: page.otherNews.map((item) => ({
          title: wordsIn(lang, item.title),
          category: item.category,
          publishedAt: item.publishedAt,
          summary: wordsIn(lang, item.summary),
        })),
        newCategories,
        warnings: [
          ...page.warnings,
          ...newCategories.map((term): ImportWarning => ({ code: "new-category", text: term[lang] })),
          ...text.warnings,
        ],
        dropped: page.dropped,
        fields: {
          ...page.fields,
          lang: langSureness([page.headline, page.lead, ...page.body.map(({ text: words }) => words)]),
        },
        ...((page.bylines.length > 0 || page.category !== null) && {
          details: {
            ...(page.bylines.length > 0 && { bylines: page.bylines.map((name) => wordsIn(lang, name)) }),
            ...(page.category !== null && { category: page.category }),
          },
        }),
      },
    ]);
  },
};
