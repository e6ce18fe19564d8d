/** The story of the library that what was read may be the other language of; in the intake's thread. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import type { IncomingStory } from "../../../shared/contract.ts";
import { draftText, subjectOf } from "../../../shared/intake/draft-text.ts";
import { type PairSubject, pairsOf } from "../../../shared/intake/pairs.ts";
import { storyAnchors } from "../../../shared/intake/story-anchors.ts";
import { readArticleFile } from "../../library/files/article-file.ts";

/** A story of the library that lacks a language, with its headline in the other. */
export interface OpenStory {
  readonly id: string;
  readonly headline: string;
}

/** Of the open stories, those whose headlines share most with what was read are opened. */
const OPENED = 3;

function subjectInLibrary({ versions, release }: Article, lang: Lang): PairSubject | null {
  const version = versions[lang];
  if (!version) return null;
  const { headline, lead, body } = version;
  const draft = { ...version, headline, lead, body, publishedAt: null, blocks: 0, pictures: 0 };
  return { name: "", lang, publishedAt: release[lang].publishedAt, text: draftText(draft) };
}

/** `folder`: the library's. */
export async function findPartner(
  folder: string,
  story: IncomingStory,
  open: readonly OpenStory[],
): Promise<IncomingStory["pair"]> {
  const other = otherLang(story.lang);
  const mine = storyAnchors(draftText(story.draft).slice(0, 6000));
  const shared = (headline: string) => [...storyAnchors(headline)].filter((anchor) => mine.has(anchor)).length;
  const likely = open
    .map(({ id, headline }) => ({ id, shared: shared(headline) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, OPENED);
  const subjects: PairSubject[] = [subjectOf("", story)];
  const ids: string[] = [];
  for (const { id } of likely) {
    const read = await readArticleFile(folder, id);
    const subject = read.kind === "article" ? subjectInLibrary(read.article, other) : null;
    if (!subject) continue;
    subjects.push(subject);
    ids.push(id);
  }
  const [found] = pairsOf(subjects);
  const id = found && ids[(story.lang === "lo" ? found.en : found.lo) - 1];
  return found && id !== undefined ? { with: id, sure: found.sure } : null;
}
