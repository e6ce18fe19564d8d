/** Text that is no page: its first line is the headline, the rest the body. Takes any text. */
import { done } from "../../../shared/errors.ts";
import { asParagraph, quoted } from "../../../shared/text/incoming/text-lines.ts";
import type { TextFormat } from "../format.ts";
import { repairedLines } from "../lao-repairs.ts";
import { langSureness, versionOfLines } from "../version-of-lines.ts";

export const plainText: TextFormat = {
  name: "plain text",
  extensions: ["txt"],
  signature: (incoming) => incoming.text().ok,
  read(incoming, context) {
    const text = repairedLines(incoming.lines(), context);
    if (!text) return null;
    const [first, ...rest] = text.lines;
    const headline = first?.text ?? "";
    return done([
      {
        ...versionOfLines({ headline, leadTag: "", lead: "", dateline: "", body: asParagraph(rest), signOff: "" }),
        publishedAt: null,
        related: [],
        newCategories: [],
        warnings: [{ code: "not-a-page", text: quoted(headline) }, ...text.warnings],
        dropped: text.dropped,
        fields: { headline: "look", body: "sure", lang: langSureness(text.lines.map((line) => line.text)) },
      },
    ]);
  },
};
