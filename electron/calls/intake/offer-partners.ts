/** Stories of the library that what was read may be the other language of. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import type { IncomingStory } from "../../../shared/contract.ts";
import { draftText, subjectOf } from "../../../shared/intake/draft-text.ts";
import { type PairSubject, pairsOf } from "../../../shared/intake/pairs.ts";
import { storyAnchors } from "../../../shared/intake/story-anchors.ts";
import type { Library } from "../../library/library.ts";

/** Stories that lack a language and were worked on last: what comes in belongs to the news of these days. */
const LOOKED_AT = 100;
/** Rows of a story that is opened to be compared; more would hold the desk up, and are no news. */
const LONGEST = 300;
/** Of these, whose headlines share most with the story, are opened. */
const OPENED = 3;

function subjectInLibrary({ versions, release }: Article, lang: Lang): PairSubject | null {
  const version = versions[lang];
  if (!version) return null;
  const { headline, lead, body } = version;
  const draft = { ...version, headline, lead, body, publishedAt: null, blocks: 0, pictures: 0 };
  return { name: "", lang, publishedAt: release[lang].publishedAt, text: draftText(draft) };
}

async function partnerOf(library: Library, story: IncomingStory): Promise<IncomingStory["pair"]> {
  const other = otherLang(story.lang);
  const { items } = await library.list({ needs: "translation", sort: "updated", limit: LOOKED_AT });
  const open = items.filter(
    ({ has, readOnly, rows }) => has[other] && !has[story.lang] && readOnly === null && rows.total <= LONGEST,
  );
  const mine = storyAnchors(draftText(story.draft).slice(0, 6000));
  const shared = (headline: string) => [...storyAnchors(headline)].filter((anchor) => mine.has(anchor)).length;
  const likely = open
    .map((one) => ({ id: one.id, shared: shared(one.headline[other]) }))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, OPENED);
  const subjects: PairSubject[] = [subjectOf("", story)];
  const ids: string[] = [];
  for (const { id } of likely) {
    const opened = await library.open(id);
    const subject = opened.ok ? subjectInLibrary(opened.value.article, other) : null;
    if (!subject) continue;
    subjects.push(subject);
    ids.push(id);
  }
  const [found] = pairsOf(subjects);
  const id = found && ids[(story.lang === "lo" ? found.en : found.lo) - 1];
  return found && id !== undefined ? { with: id, sure: found.sure } : null;
}

/** The stories, each that stands alone in its file with what it may belong to. */
export async function offerPartners(library: Library, stories: readonly IncomingStory[]): Promise<IncomingStory[]> {
  const offered: IncomingStory[] = [];
  for (const story of stories) offered.push(story.pair ? story : { ...story, pair: await partnerOf(library, story) });
  return offered;
}
