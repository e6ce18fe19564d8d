/** A newer Songphasa, from a file or from an address in the office. */
import { z } from "zod";
import { Empty } from "./parts.ts";

/** One that was checked and may be installed. */
export const FoundUpdate = z.object({
  version: z.string(),
  /** The day of its release: `2026-12-10`. */
  date: z.string(),
  /** The installer's file and its size in bytes. */
  name: z.string(),
  size: z.number(),
  from: z.enum(["file", "office"]),
});
export type FoundUpdate = z.infer<typeof FoundUpdate>;

const Answer = z.object({ found: FoundUpdate.nullable() });
/** Where updates are looked for; null: nowhere. */
const Place = z.object({ address: z.string().nullable() });

export const updatesContract = {
  "updates.state": { request: Empty, answer: Place },
  /** Only `https:`. Null or nothing typed: no request is made any more. */
  "updates.setAddress": { request: z.strictObject({ address: z.string().max(1000).nullable() }), answer: Place },
  /** Asks for a file and checks it; null where none was chosen. */
  "updates.choose": { request: Empty, answer: Answer },
  /** Looks at the address; null where nothing newer is there. */
  "updates.look": { request: Empty, answer: Answer },
  /** Makes what was found ready (`progress` `update` tells how far), then leaves and opens the installer. */
  "updates.install": { request: Empty, answer: Empty },
  "updates.cancel": { request: Empty, answer: Empty },
} as const;
