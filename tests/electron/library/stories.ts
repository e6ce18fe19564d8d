/** Stories to put into a library, and who puts them there. */
import { freshArticle } from "../../../electron/calls/fresh-article.ts";
import { type Article, emptyVersion } from "../../../shared/article/article.ts";
import type { Result } from "../../../shared/errors.ts";

export const writer = { origin: "editor" as const, by: "ນາງ ຄຳຫລ້າ" };

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

export const body = (text: string) => ({
  type: "doc",
  content: [{ type: "paragraph", attrs: { id: "block1", row: "row1" }, content: [{ type: "text", text }] }],
});

export const story = (headline: string): Article => {
  const version = { ...emptyVersion("lo", "2026-11-24T02:00:00Z"), headline };
  return freshArticle("lo", { lo: version, en: null });
};

/** One that may go out, as it has a text. */
export const storyWithText = (headline: string): Article => {
  const made = story(headline);
  const { lo } = made.versions;
  return { ...made, versions: { ...made.versions, lo: lo && { ...lo, body: body("ຂ່າວຈາກນະຄອນຫຼວງວຽງຈັນ.") } } };
};
