/** Shared files that hold JSON. */
import { hash } from "node:crypto";
import type { z } from "zod";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { isNestedBeyond } from "../../../shared/article/nesting.ts";
import type { Authorship } from "../../../shared/merge/merging.ts";
import { mergeRecords } from "../../../shared/merge/records.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import type { Author } from "../remote.ts";
import { fail } from "../sync-error.ts";
import type { Authors } from "./kind.ts";

/** Who wrote a side of a merge, and which text that is. */
export const sideOf = (value: object, { name, desk }: Author): Authorship => ({
  revision: hash("sha256", canonicalJson(value), "hex").slice(0, 32),
  by: name,
  desk,
  at: "updatedAt" in value && typeof value.updatedAt === "string" ? value.updatedAt : "",
});

export const jsonBytes = (value: unknown): Buffer => Buffer.from(canonicalJson(value));

/** What another desk's bytes hold. Throws `SyncError` (`shared-unreadable`). */
export function fromBytes<T>(schema: z.ZodType<T>, bytes: Buffer, path: string): T {
  const read = parseJsonBytes(bytes);
  if ("problem" in read) return fail("shared-unreadable", { detail: `${path}: ${read.problem}` });
  if (isNestedBeyond(read.value)) return fail("shared-unreadable", { detail: `${path}: it is nested too deeply` });
  const parsed = schema.safeParse(read.value);
  if (parsed.success) return parsed.data;
  return fail("shared-unreadable", { detail: `${path}: ${parsed.error.issues[0]?.message ?? "not understood"}` });
}

/** Two of a kind that is merged by its keys. */
export function mergedByKey<T extends Readonly<Record<string, unknown>>>(
  schema: z.ZodType<T>,
  base: T | null,
  own: T,
  other: T,
  { ours, theirs }: Authors,
): T {
  const side = (value: T, author: Author) => ({ value, ...sideOf(value, author) });
  return schema.parse(mergeRecords(base, side(own, ours), side(other, theirs)));
}
