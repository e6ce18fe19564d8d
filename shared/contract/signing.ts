/** The desk's signing key: bundles are signed by it where there is one. */
import { z } from "zod";
import { Empty } from "./parts.ts";

/** Null where the desk has none. */
export const SigningState = z.object({
  key: z
    .object({
      /** The public half as text (PEM), to be copied to a website. */
      publicKey: z.string(),
      /** Four groups of four hex digits, to be compared by telephone. */
      fingerprint: z.string(),
    })
    .nullable(),
});
export type SigningState = z.infer<typeof SigningState>;

export const signingContract = {
  "host.signing": { request: Empty, answer: SigningState },
  /** Makes a key; with `replace` in place of one that is there, which websites know no more then. */
  "host.makeSigningKey": { request: z.strictObject({ replace: z.literal(true).optional() }), answer: SigningState },
  /** Bundles are not signed any more. */
  "host.forgetSigningKey": { request: Empty, answer: SigningState },
} as const;
