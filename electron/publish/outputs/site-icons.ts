/** `assets/icon.png` and `assets/touch-icon.png`, of the desk's logo; none without one that can be read. */
import { siteLook } from "../../../shared/site-look.ts";
import { siteIcon } from "../images/site-icon.ts";
import { PAPER, SITE_ICONS } from "../theme/icons.ts";
import { digestOf } from "../write/site-file.ts";
import type { Output } from "./site.ts";

export const siteIcons: Output = async function* ({ plan, sources }) {
  const { logo } = siteLook(plan.settings);
  if (logo === null || plan.logo === null) return;
  for (const { path, side } of SITE_ICONS) {
    const bytes = async () => siteIcon(await sources.readAsset(logo), side, PAPER.light);
    yield { path, from: digestOf([logo, side]), bytes };
  }
};
