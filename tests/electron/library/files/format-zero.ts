/** A format that never was, with its fixture, so that the ladder is climbed by a test for as long as there is one. */
import path from "node:path";
import type { Ladder, Step } from "../../../../electron/library/files/migrations.ts";
import { emptyDetails, emptyVersion } from "../../../../shared/article/article.ts";

export const FIXTURE = path.join(import.meta.dirname, "../../../fixtures/formats/article-0.json");
/** The fixture's own id. */
export const ID = "01JA0000000000000000000000";

type Both = Readonly<Record<"lo" | "en", string>>;

/** From one title and one text a language to format 1. */
const fromZero: Step = ({ created, title, text, ...rest }) => {
  const at = String(created);
  const version = (lang: "lo" | "en") => ({
    ...emptyVersion(lang, at),
    headline: (title as Both)[lang],
    body: {
      type: "doc",
      content: [
        {
          type: "paragraph",
          attrs: { id: `block-${lang}`, row: "row-1" },
          content: [{ type: "text", text: (text as Both)[lang] }],
        },
      ],
    },
  });
  const draft = { stage: "draft", publishedAt: null };
  return {
    ...rest,
    createdAt: at,
    updatedAt: at,
    trashedAt: null,
    details: emptyDetails("en"),
    release: { lo: draft, en: draft },
    versions: { lo: version("lo"), en: version("en") },
    rows: {},
    notes: {},
    conflicts: [],
  };
};
export const ladder: Ladder = { 0: fromZero };
