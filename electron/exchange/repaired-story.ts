/** Lao put right in a story that came in as blocks, of a format that reads no lines: a Word file, a page of the web. */
import type { Node } from "../../shared/article/article.ts";
import { fromOldFontByWish } from "../../shared/text/repairs/old-font.ts";
import { pdfSpaces } from "../../shared/text/repairs/pdf-spaces.ts";
import type { ImportContext, ImportedStory } from "./format.ts";
import { repairedTexts } from "./lao-repairs.ts";
import { languageOf } from "./version-of-lines.ts";

/** The text of each block that holds text itself, list items and cells apart. */
function textsIn(node: Node): string[] {
  const children = node.content ?? [];
  if (children.some(({ type }) => type === "text")) return [children.map(({ text }) => text ?? "\uFFFC").join("")];
  return children.flatMap(textsIn);
}

const isRepair = (code: string): boolean => /^(?:old-font|pdf-spaces)/.test(code);

/** A node with the letters of its texts changed; how a text is written follows from the whole block's. */
function withTexts(node: Node, change: (text: string) => string): Node {
  if (node.type === "text" && node.text !== undefined) return { ...node, text: change(node.text) || node.text };
  return node.content ? { ...node, content: node.content.map((child) => withTexts(child, change)) } : node;
}

/** The story with its Lao put right where the context says so; else with a warning of what could be. */
export function repairedStory(story: ImportedStory, context: ImportContext): ImportedStory {
  // Formats of lines have done so before they looked for its fields.
  if (story.warnings.some(({ code }) => isRepair(code))) return story;
  const { headline, lead, body } = story.version;
  const texts = [headline, lead, ...textsIn(body)];
  const { texts: right, warnings } = repairedTexts(texts, context);
  const known = new Set(story.warnings.map(({ code }) => code));
  const fresh = warnings.filter(({ code }) => !known.has(code));
  if (fresh.length === 0) return story;
  const told = { ...story, warnings: [...story.warnings, ...fresh] };
  if (right === texts) return told;
  const isOld = fresh.some(({ code }) => code === "old-font-converted");
  const changed = new Map(texts.map((text, at) => [text, right[at] ?? text]));
  const whole = (node: Node): Node => {
    const [text] = node.content?.some(({ type }) => type === "text") ? textsIn(node) : [];
    if (text === undefined) return node.content ? { ...node, content: node.content.map(whole) } : node;
    const other = changed.get(text) ?? text;
    if (other === text) return node;
    const [only] = node.content ?? [];
    if (only?.type === "text" && node.content?.length === 1) return { ...node, content: [{ ...only, text: other }] };
    // Letters of several looks: each run by itself.
    return withTexts(node, isOld ? fromOldFontByWish : (run) => pdfSpaces(run).text);
  };
  const version = {
    ...story.version,
    headline: changed.get(headline) ?? headline,
    lead: changed.get(lead) ?? lead,
    body: { ...body, content: (body.content ?? []).map(whole) },
  };
  return { ...told, version, lang: languageOf([version.headline, version.lead, ...textsIn(version.body)]) };
}
