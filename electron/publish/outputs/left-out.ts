/** Which parts of the site are left out, since something that they need isn't there. */
import type { LeftOut } from "../../../shared/contract.ts";
import { siteLook } from "../../../shared/site-look.ts";
import type { SitePlan } from "../plan/site-plan.ts";

/** What names pages by their whole addresses. */
const NEED_ADDRESS = [
  "canonical",
  "languages",
  "sharing",
  "addresses",
  "feeds",
  "sitemaps",
  "newsrooms",
] as const satisfies readonly LeftOut["what"][];

/** `plan`: with the logo, where that can be shown. */
export function leftOut({ baseUrl, logo, settings }: SitePlan): readonly LeftOut[] {
  return [
    ...(baseUrl === "" ? NEED_ADDRESS.map((what) => ({ what, why: "no-address" as const })) : []),
    ...(siteLook(settings).logo !== null && logo === null ? [{ what: "logo", why: "no-picture" } as const] : []),
  ];
}
