/** The mark of a site whose desk has no logo: the letter that the agency's name begins with, on the site's colour. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { legible } from "./colours.ts";
import { PAPER } from "./icons.ts";
import type { Theme } from "./theme.ts";

/** Units of an outline's em, and of the drawing's side. */
const SIDE = 1000;
/** What the letter fills of the side at most, in height and in width. */
const HIGHEST = 0.56;
const WIDEST = 0.64;

/** The space that an outline takes, by its points. */
function boxOf(outline: string) {
  const points = [...outline.matchAll(/(-?\d+),(-?\d+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
  const [across, up] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, low] = [Math.min(...across), Math.min(...up)];
  return { left, low, width: Math.max(...across) - left, height: Math.max(...up) - low };
}

/** The outline of the first letter that has one, of the Lao name, else of the English one, else of the desk's. */
function outlineIn({ agency, name }: Settings, { letters }: Theme): string | null {
  for (const words of [...LANGS.map((lang) => agency[lang]), name])
    for (const letter of words.normalize("NFD").toUpperCase()) {
      const outline = letters.get(letter);
      if (outline) return outline;
    }
  return null;
}

/** An SVG drawing of `SIDE` units a side, the same for the same name and colour; a ground alone for a name without letters. */
export function monogram(settings: Settings, theme: Theme): string {
  const ground = legible(siteLook(settings).colours.accent, "light");
  const outline = outlineIn(settings, theme);
  const { left, low, width, height } = boxOf(outline ?? "M0,0L1,1");
  const scale = Math.min((HIGHEST * SIDE) / height, (WIDEST * SIDE) / width);
  const middle = (start: number, length: number) => (SIDE / 2 - scale * (start + length / 2)).toFixed(1);
  const place = `translate(${middle(left, width)} ${(SIDE - Number(middle(low, height))).toFixed(1)}) scale(${scale.toFixed(4)} ${(-scale).toFixed(4)})`;
  const mark = outline ? `<path fill="${PAPER.light}" transform="${place}" d="${outline}"/>` : "";
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="${ground}"/>${mark}</svg>`;
}
