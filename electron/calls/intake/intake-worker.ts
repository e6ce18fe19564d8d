/** The thread that reads what comes in: no file, however large, holds the desk up. */
import { parentPort } from "node:worker_threads";
import type { Article } from "../../../shared/article/article.ts";
import { isNestedBeyond } from "../../../shared/article/nesting.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import type { ImportedStory } from "../../exchange/format.ts";
import { prepareStory } from "../../library/place-story.ts";
import { findPartner } from "./find-partner.ts";
import { incomingStory } from "./incoming-story.ts";
import type { Corrected, FromIntake, IntakeCall, IntakeCalls, TakenStory, ToIntake } from "./intake-messages.ts";
import { articleOf, type ReadyStory, readyStory, withStory } from "./make-article.ts";
import { openSources } from "./read-sources.ts";
import { storedPictures } from "./stored-pictures.ts";

const sources = openSources();

interface Found {
  readonly ready: readonly ReadyStory[];
  readonly stories: readonly TakenStory[];
  readonly newCategories: ImportedStory["newCategories"];
}

async function find(folder: string, wanted: readonly Corrected[]): Promise<Result<Found>> {
  const ready: ReadyStory[] = [];
  const stories: TakenStory[] = [];
  const newCategories: ImportedStory["newCategories"][number][] = [];
  for (const corrected of wanted) {
    const read = await sources.again(corrected);
    if (!read.ok) return read;
    const story = read.value[corrected.story];
    if (!story) return refuse("import-gone");
    const stored = await storedPictures(folder, story);
    if (!stored.ok) return stored;
    const one = readyStory(stored.value, corrected);
    ready.push(one);
    stories.push({ lang: one.lang, warnings: stored.value.warnings, dropped: story.dropped });
    newCategories.push(...story.newCategories);
  }
  return done({ ready, stories, newCategories });
}

/** What this desk couldn't read again is never written. */
function sound(article: Article): Result<Article> {
  if (isNestedBeyond(article)) return refuse("body-invalid", { detail: "it is nested too deeply" });
  for (const lang of LANGS) {
    const body = article.versions[lang]?.body;
    const detail = body ? bodyProblem(body) : null;
    if (detail !== null) return refuse("body-invalid", { detail });
  }
  return done(article);
}

const answers: { [C in IntakeCall]: (ask: IntakeCalls[C]["ask"]) => Promise<IntakeCalls[C]["answer"]> } = {
  async read({ source, ...waiting }) {
    const read = await sources.read(waiting, source);
    return read.ok ? done(read.value.map(incomingStory)) : read;
  },
  async make({ folder, name, stories: wanted }) {
    const found = await find(folder, wanted);
    if (!found.ok) return found;
    const { ready, ...told } = found.value;
    const made = articleOf(ready);
    const article = made.ok ? sound(made.value) : made;
    if (!article.ok) return article;
    const prepared = prepareStory(article.value);
    return prepared ? done({ ...told, prepared }) : refuse("file-too-large", { name, limit: "64 MiB" });
  },
  async join({ folder, stories: wanted, article }) {
    const found = await find(folder, wanted);
    if (!found.ok) return found;
    const { ready, ...told } = found.value;
    let made: Result<Article> = done(article);
    for (const story of ready) if (made.ok) made = withStory(made.value, story);
    if (made.ok) made = sound(made.value);
    return made.ok ? done({ ...told, article: made.value }) : made;
  },
  async partner({ folder, story, open }) {
    return done(await findPartner(folder, story, open));
  },
  async forget({ file }) {
    sources.forget(file);
    return null;
  },
};

/** Bytes go over whole, not copied. */
function moved(answer: unknown): ArrayBuffer[] {
  const bytes =
    (answer as { readonly value?: { readonly prepared?: { readonly bytes: Uint8Array } } } | null)?.value?.prepared
      ?.bytes.buffer ?? null;
  return bytes instanceof ArrayBuffer ? [bytes] : [];
}

parentPort?.on("message", ({ turn, call, ask }: ToIntake) => {
  const say = (message: FromIntake, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(message, transfer);
  // The call names the kind of what is asked.
  const work = (answers[call] as (ask: unknown) => Promise<unknown>)(ask);
  work.then(
    (answer) => say({ turn, answer }, moved(answer)),
    (error: unknown) => say({ turn, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
