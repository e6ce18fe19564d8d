/** Shared files that hold JSON. */
import type { z } from "zod";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { isNestedBeyond } from "../../../shared/article/nesting.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { fail } from "../sync-error.ts";

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
