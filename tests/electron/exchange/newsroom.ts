/** What the import tests share: the desk's settings and what a story says. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ImportContext, ImportedStory } from "../../../electron/exchange/format.ts";
import { importText } from "../../../electron/exchange/import-story.ts";
import type { Node, Related } from "../../../shared/article/article.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { defaultSettings } from "../../../shared/settings.ts";

export const context: ImportContext = { zone: "Asia/Vientiane", categories: defaultSettings().categories };

export const fixture = (name: string): Promise<Buffer> =>
  readFile(path.join(import.meta.dirname, "../../fixtures", name));

/** Imports a text and holds that its body is one that the editor takes. */
export function imported(text: string, desk: ImportContext = context): ImportedStory {
  const story = importText(text, desk);
  const problem = bodyProblem(story.version.body);
  if (problem) throw new Error(`a body that the editor refuses: ${problem}`);
  return story;
}

/** The body's blocks as plain text, list items on lines of their own. */
export const paragraphs = (story: ImportedStory): string[] => blocksOf(story.version.body).map(blockText);

export const blockTypes = (story: ImportedStory): string[] =>
  blocksOf(story.version.body).map((block: Node) => block.type);

export const codes = (story: ImportedStory): string[] => story.warnings.map((warning) => warning.code);

/** What the import says it left out: kind, and how many with the first of the words. */
export const leftOut = ({ warnings }: ImportedStory): string[][] =>
  warnings.flatMap(({ code, text }) => (code.startsWith("left-") ? [[code.slice("left-".length), text]] : []));

export interface Item {
  readonly title: { readonly lo: string; readonly en: string };
  readonly category: string | null;
  readonly publishedAt: string | null;
  readonly summary: { readonly lo: string; readonly en: string };
}

/** The related stories of an import: all are known by their words alone. */
export const items = (story: ImportedStory): Item[] =>
  story.related.map((related: Related) => {
    if ("article" in related) throw new Error("an import can't know a story of the library");
    return related as Item;
  });
