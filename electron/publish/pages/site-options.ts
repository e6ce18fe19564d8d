/** What the desk settings say of the pages; anything that isn't as it should be counts as not said. */
import { z } from "zod";
import type { Settings } from "../../../shared/settings.ts";

const SiteOptions = z.looseObject({
  /** Addresses name `index.html`, for a site that is read from a disk. */
  writesIndex: z.boolean().catch(false),
  /** A translation says so where the text that it follows was corrected after it was confirmed. */
  tellsEarlierText: z.boolean().catch(false),
});
type SiteOptions = z.infer<typeof SiteOptions>;

const NONE: SiteOptions = SiteOptions.parse({});

export const siteOptions = (settings: Settings): SiteOptions => SiteOptions.safeParse(settings.site).data ?? NONE;
