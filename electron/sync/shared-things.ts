/** Shared files as people know them: a story by its headline, a template by its name. */
import type { SharedThing } from "../../shared/contract.ts";
import type { Library } from "../library/library.ts";
import { publications, templateOfPath } from "./kinds/records.ts";
import { SETTINGS_PATH } from "./kinds/settings.ts";
import { storyOfPath } from "./kinds/stories.ts";

/** A story as it stands here now. */
export async function storyThing(library: Library, id: string): Promise<SharedThing> {
  const read = await library.read(id);
  const { lo, en } = read.ok ? read.value.article.versions : { lo: null, en: null };
  const headline = { lo: lo?.headline ?? "", en: en?.headline ?? "" };
  return { kind: "story", id, headline, gone: !read.ok && read.error.reason === "no-article" };
}

export async function thingAt(library: Library, path: string): Promise<SharedThing> {
  const story = storyOfPath(path);
  if (story !== null) return storyThing(library, story);
  const template = templateOfPath(path);
  if (template !== null) {
    const read = await library.template(template);
    return { kind: "template", name: read.ok ? read.value.template.name : "" };
  }
  if (path === SETTINGS_PATH) return { kind: "settings" };
  return { kind: publications.owns(path) ? "publication" : "other" };
}
