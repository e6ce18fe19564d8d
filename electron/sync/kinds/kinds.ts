/** Every kind of file that a shared library has, in the order in which they come in: a story's revisions before it. */
import type { SharedKind } from "./kind.ts";
import { publications, templates } from "./records.ts";
import { revisions } from "./revisions.ts";
import { settings } from "./settings.ts";
import { stories } from "./stories.ts";

export const KINDS: readonly SharedKind[] = [settings, templates, revisions, stories, publications];

/** Null for a file that another version put there: it stays as it is. */
export const kindOf = (path: string): SharedKind | null => KINDS.find((kind) => kind.owns(path)) ?? null;
