/** A desk's own colours on the site: legible on its paper, in the light and in the dark (WCAG 2.2, 1.4.3). */
import { DEFAULT_COLOURS, SITE_COLOURS, type SiteLook } from "../../../shared/site-look.ts";

/** What words stand on at worst: a washed ground, light and dark, as site.css has it. */
const GROUNDS = { light: "#f5f2eb", dark: "#1f2227" } as const;

/** The lowest contrast of small words, with something to spare. */
const LEGIBLE = 4.8;

type Rgb = readonly [number, number, number];

const rgbOf = (colour: string): Rgb => {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
};

const hexOf = (colour: Rgb): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** Relative luminance, 0 to 1, as WCAG defines it. */
function luminance(colour: string): number {
  const linear = rgbOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours (`#rrggbb`), 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour itself where it is legible, else the nearest mixture with black or white that is. */
export function legible(colour: string, on: keyof typeof GROUNDS): string {
  const end: Rgb = on === "light" ? [0, 0, 0] : [255, 255, 255];
  const from = rgbOf(colour);
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = hexOf([
      from[0] + (end[0] - from[0]) * share,
      from[1] + (end[1] - from[1]) * share,
      from[2] + (end[2] - from[2]) * share,
    ]);
    if (contrast(mixed, GROUNDS[on]) >= LEGIBLE) return mixed;
  }
  return hexOf(end);
}

/** The custom properties of the colours that a desk chose itself; nothing where they are the theme's. */
export function colourStyles({ colours }: SiteLook): string {
  const own = SITE_COLOURS.filter((name) => colours[name] !== DEFAULT_COLOURS[name]);
  if (own.length === 0) return "";
  const properties = (on: keyof typeof GROUNDS) =>
    own.map((name) => `--${name}: ${legible(colours[name], on)};`).join(" ");
  return `@media not print {
  :root { ${properties("light")} }
  @media (prefers-color-scheme: dark) { :root { ${properties("dark")} } }
}
`;
}
