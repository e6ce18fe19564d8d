/** The look of the site as its form has it, as the settings keep it. */
import type { Settings } from "../../shared/settings.ts";
import type { SiteLook } from "../../shared/site-look.ts";

/** The settings with this look: a category that comes later belongs to all, and what another version keeps beside it stays. */
export function withLook(settings: Settings, look: SiteLook): Settings & { site: Record<string, unknown> } {
  const isEach = look.sections.join(" ") === settings.categories.map(({ key }) => key).join(" ");
  return { ...settings, site: { ...settings.site, ...look, sections: isEach ? null : look.sections } };
}
