/** The site's icons and the colours of its paper, as each page's head names them. */

interface SiteIcon {
  readonly rel: "icon" | "apple-touch-icon";
  /** From the site's root. */
  readonly path: string;
  /** Pixels. */
  readonly side: number;
}

export const SITE_ICONS: readonly SiteIcon[] = [
  { rel: "icon", path: "assets/icon.png", side: 192 },
  { rel: "apple-touch-icon", path: "assets/touch-icon.png", side: 180 },
];

/** As site.css has it. */
export const PAPER = { light: "#fffefb", dark: "#14161a" } as const;
