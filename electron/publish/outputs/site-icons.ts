/** The site's icons: of the desk's logo, or of its name where there is none that can be read. */
import { siteLook } from "../../../shared/site-look.ts";
import { iconFile } from "../images/icon-file.ts";
import { siteIcon } from "../images/site-icon.ts";
import { PAPER, ROOT_ICON, ROOT_ICON_SIDES, SITE_ICONS } from "../theme/icons.ts";
import { monogram } from "../theme/monogram.ts";
import { digestOf } from "../write/site-file.ts";
import type { Output } from "./site.ts";

export const siteIcons: Output = async function* ({ plan, sources }) {
  const { logo } = siteLook(plan.settings);
  const drawn = monogram(plan.settings, sources.theme);
  const hasLogo = logo !== null && plan.logo !== null;
  const source = hasLogo ? logo : drawn;
  const picture = async () => (hasLogo ? await sources.readAsset(logo) : Buffer.from(drawn));
  for (const { path, side } of SITE_ICONS) {
    const bytes = async () => siteIcon(await picture(), side, PAPER.light);
    yield { path, from: digestOf([source, side]), bytes };
  }
  const bytes = async () => {
    const read = await picture();
    const sides = ROOT_ICON_SIDES.map(async (side) => ({ side, bytes: await siteIcon(read, side, PAPER.light) }));
    return iconFile(await Promise.all(sides), 24);
  };
  yield { path: ROOT_ICON, from: digestOf([source, ROOT_ICON_SIDES]), bytes, yields: true };
};
