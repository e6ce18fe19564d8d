/** What every file of a site follows from: where it changes, all are made anew. */
import { createHash } from "node:crypto";
import type { SitePlan } from "../plan/site-plan.ts";
import type { Theme } from "../theme/theme.ts";
import { digestOf } from "./site-file.ts";

/** Of the settings, the site's address and zone, the logo as it is published, the theme, and `program` (`siteProgram`). */
export function stampOf(
  { settings, zone, baseUrl, logo }: Pick<SitePlan, "settings" | "zone" | "baseUrl" | "logo">,
  theme: Theme,
  program: string,
): string {
  const files = [...theme.files].map(([name, bytes]) => [name, createHash("sha256").update(bytes).digest("hex")]);
  return digestOf([program, settings, zone, baseUrl, logo, files]);
}
