/** What can be done to several stories at once, each through the desk's own calls. */
import { assignedOf } from "../../../shared/article/additions.ts";
import type { Article, Details, Lang, Stage } from "../../../shared/article/article.ts";
import type { Answer, Summary } from "../../../shared/contract.ts";
import { deskError, done, type Result } from "../../../shared/errors.ts";
import { desk } from "../../base/desk-client.ts";
import { closeStory, saveIfOpen, storyNow } from "../../editor/door.ts";
import type { StoryChange, Undo } from "./change-stories.ts";

/** Somebody else made it another thing since: that stays. */
const changedSince = { ok: false, error: deskError("part-changed") } as const;

/** As the desk has it, with what this window had unsaved of it. */
async function asItStands(id: string): Promise<Result<Answer<"articles.open">>> {
  const unsaved = await saveIfOpen(id);
  if (unsaved) return { ok: false, error: unsaved };
  const opened = await desk.call("articles.open", { id });
  if (!opened.ok || !opened.value.readOnly) return opened;
  return { ok: false, error: deskError(opened.value.readOnly) };
}

/** Makes something else of a story's details; null where it is so already. Once more where a save came between. */
async function editDetails(
  id: string,
  edit: (details: Details) => Partial<Details> | null,
  again = true,
): Promise<Result<Details | null>> {
  const opened = await asItStands(id);
  if (!opened.ok) return opened;
  const { article, revs } = opened.value;
  const details = edit(article.details);
  if (!details) return done(null);
  const saved = await desk.call("articles.save", { id, base: { details: revs.details }, details });
  if (saved.ok) return done(article.details);
  return again && saved.error.reason === "part-changed" ? editDetails(id, edit, false) : saved;
}

/** A change of the details with its way back, which is taken only where `isStill` what was made of them. */
async function changeDetails(
  id: string,
  edit: (details: Details) => Partial<Details> | null,
  isStill: (details: Details) => boolean,
  back: (before: Details, now: Details) => Partial<Details>,
): Promise<Result<Undo | null>> {
  const before = await editDetails(id, edit);
  if (!before.ok) return before;
  const had = before.value;
  if (had === null) return done(null);
  return done(async () => {
    const undone = await editDetails(id, (now) => (isStill(now) ? back(had, now) : null));
    return undone.ok && undone.value === null ? changedSince : undone;
  });
}

export const toCategory = (category: string | null): StoryChange => ({
  run: ({ id }) =>
    changeDetails(
      id,
      (details) => (details.category === category ? null : { category }),
      (now) => now.category === category,
      (before) => ({ category: before.category }),
    ),
  after: (story) => ({ ...story, category }),
});

export const withTag = (tag: string): StoryChange => ({
  run: ({ id }) =>
    changeDetails(
      id,
      ({ tags }) => (tags.includes(tag) ? null : { tags: [...tags, tag] }),
      ({ tags }) => tags.includes(tag),
      (_, { tags }) => ({ tags: tags.filter((one) => one !== tag) }),
    ),
  after: (story) => (story.tags.includes(tag) ? story : { ...story, tags: [...story.tags, tag] }),
});

export const withoutTag = (tag: string): StoryChange => ({
  run: ({ id }) =>
    changeDetails(
      id,
      ({ tags }) => (tags.includes(tag) ? { tags: tags.filter((one) => one !== tag) } : null),
      ({ tags }) => !tags.includes(tag),
      ({ tags: had }, { tags }) => ({ tags: putBackAt(tags, tag, had.indexOf(tag)) }),
    ),
  after: (story) => ({ ...story, tags: story.tags.filter((one) => one !== tag) }),
});

const putBackAt = (tags: readonly string[], tag: string, index: number): string[] => [
  ...tags.slice(0, index),
  tag,
  ...tags.slice(index),
];

export const toStage = (lang: Lang, stage: Stage): StoryChange => ({
  async run({ id }) {
    const opened = await asItStands(id);
    if (!opened.ok) return opened;
    const before = opened.value.article.release[lang].stage;
    if (before === stage) return done(null);
    const released = await desk.call("articles.release", { id, lang, stage });
    if (!released.ok) return released;
    return done(async () => {
      const now = await desk.call("articles.open", { id });
      if (!now.ok) return now;
      if (now.value.article.release[lang].stage !== stage) return changedSince;
      return desk.call("articles.release", { id, lang, stage: before });
    });
  },
  after: (story) => ({ ...story, stages: { ...story.stages, [lang]: stage } }),
});

type Task = { readonly person: string; readonly due: string | null } | null;

const taskIn = (article: Article, lang: Lang): Task => {
  const assigned = assignedOf(article.release[lang]);
  return assigned && { person: assigned.person, due: assigned.due };
};
const isSameTask = (one: Task, other: Task): boolean =>
  one?.person === other?.person &&
  (one?.due ? Date.parse(one.due) : null) === (other?.due ? Date.parse(other.due) : null);

/** Gives a language to somebody, or to nobody. */
export const toPerson = (lang: Lang, task: Task): StoryChange => ({
  async run({ id }) {
    const opened = await asItStands(id);
    if (!opened.ok) return opened;
    const before = taskIn(opened.value.article, lang);
    if (isSameTask(before, task)) return done(null);
    const given = await desk.call("articles.release", { id, lang, assigned: task });
    if (!given.ok) return given;
    return done(async () => {
      const now = await desk.call("articles.open", { id });
      if (!now.ok) return now;
      if (!isSameTask(taskIn(now.value.article, lang), task)) return changedSince;
      return desk.call("articles.release", { id, lang, assigned: before });
    });
  },
  after: (story) => ({ ...story, assigned: { ...story.assigned, [lang]: task } }),
});

/** Leaves the story if it is the open one; why it can't be left, else null. */
async function leave(id: string): Promise<Result<null>> {
  const unsaved = await saveIfOpen(id);
  if (unsaved) return { ok: false, error: unsaved };
  if (storyNow()?.session.id === id) await closeStory();
  return done(null);
}

const putIntoTrash = (id: string) => desk.call("articles.trash", { id });
const takeOutOfTrash = (id: string) => desk.call("articles.restore", { id });

export const toTrash: StoryChange = {
  async run({ id, trashedAt }: Summary) {
    if (trashedAt !== null) return done(null);
    const left = await leave(id);
    if (!left.ok) return left;
    const trashed = await putIntoTrash(id);
    return trashed.ok ? done(() => takeOutOfTrash(id)) : trashed;
  },
};

export const outOfTrash: StoryChange = {
  async run({ id }) {
    const restored = await takeOutOfTrash(id);
    return restored.ok ? done(() => putIntoTrash(id)) : restored;
  },
};
