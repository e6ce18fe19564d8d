/** The site's icons and the colours of its paper, as each page's head names them. */

interface SiteIcon {
  readonly rel: "icon" | "apple-touch-icon";
  /** From the site's root. */
  readonly path: string;
  /** Pixels. */
  readonly side: number;
}

export const ICON = "assets/icon.png";
export const SITE_ICONS: readonly SiteIcon[] = [
  { rel: "icon", path: ICON, side: 192 },
  { rel: "apple-touch-icon", path: "assets/touch-icon.png", side: 180 },
];

/** What is asked for at the root of a host whatever its pages say: by feed readers, by lists of bookmarks. */
export const ROOT_ICON = "favicon.ico";
/** Pixels of its pictures. */
export const ROOT_ICON_SIDES = [16, 32, 48] as const;

/** As site.css has it. */
export const PAPER = { light: "#fffefb", dark: "#14161a" } as const;
