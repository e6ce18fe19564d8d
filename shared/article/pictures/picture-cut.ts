/** The cut of a picture as it is changed by hand. Whatever is asked for, what comes out lies inside the picture. */
import { type Crop, cropOf } from "../additions.ts";
import type { Details } from "../article.ts";

export const EDGES = ["left", "right", "top", "bottom"] as const;
export type Edge = (typeof EDGES)[number];

/** Fractions of the picture's width and height, as `Crop` has them. */
export type Cut = Readonly<Pick<Crop, "x" | "y" | "w" | "h" | "fx" | "fy">>;

/** All of the picture, its middle kept in sight. */
export const WHOLE: Cut = { x: 0, y: 0, w: 1, h: 1, fx: 0.5, fy: 0.5 };

/** The narrowest cut, as a fraction of the picture. */
export const NARROWEST = 0.05;

/** Finer than a pixel of the largest picture, and short in the file. */
const rounded = (fraction: number): number => Math.round(fraction * 10_000) / 10_000;
const between = (fraction: number, least: number, most: number): number => Math.max(least, Math.min(most, fraction));

/** In round numbers, and the point that stays in sight within what is shown. */
function settled({ x, y, w, h, fx, fy }: Cut): Cut {
  const [left, top] = [rounded(x), rounded(y)];
  const [right, bottom] = [Math.min(1, rounded(x + w)), Math.min(1, rounded(y + h))];
  return {
    x: left,
    y: top,
    w: rounded(right - left),
    h: rounded(bottom - top),
    fx: rounded(between(fx, left, right)),
    fy: rounded(between(fy, top, bottom)),
  };
}

/** Where an edge stands, from the picture's left or top. */
export const edgeOf = ({ x, y, w, h }: Cut, edge: Edge): number =>
  ({ left: x, right: x + w, top: y, bottom: y + h })[edge];

/** One edge elsewhere; the others stay. */
export function withEdge(cut: Cut, edge: Edge, to: number): Cut {
  const { x, y, w, h } = cut;
  const [right, bottom] = [x + w, y + h];
  if (edge === "left") {
    const left = between(to, 0, right - NARROWEST);
    return settled({ ...cut, x: left, w: right - left });
  }
  if (edge === "top") {
    const top = between(to, 0, bottom - NARROWEST);
    return settled({ ...cut, y: top, h: bottom - top });
  }
  if (edge === "right") return settled({ ...cut, w: between(to, x + NARROWEST, 1) - x });
  return settled({ ...cut, h: between(to, y + NARROWEST, 1) - y });
}

/** The same size elsewhere. */
export const movedTo = (cut: Cut, x: number, y: number): Cut =>
  settled({ ...cut, x: between(x, 0, 1 - cut.w), y: between(y, 0, 1 - cut.h) });

/** Another point that stays in sight. */
export const focusedOn = (cut: Cut, fx: number, fy: number): Cut => settled({ ...cut, fx, fy });

/** The largest part of a picture that has a shape, around its point. Both are widths by heights. */
export function inShape(cut: Cut, shape: number, picture: number): Cut {
  const wide = shape / picture;
  const [w, h] = wide > 1 ? [1, 1 / wide] : [wide, 1];
  return settled({
    ...cut,
    w: Math.max(NARROWEST, w),
    h: Math.max(NARROWEST, h),
    x: between(cut.fx - w / 2, 0, Math.max(0, 1 - w)),
    y: between(cut.fy - h / 2, 0, Math.max(0, 1 - h)),
  });
}

/** How a story has a picture cut. */
export function cutOf(details: Details, asset: string): Cut {
  const crop = cropOf(details, asset);
  return crop ? settled(crop) : WHOLE;
}

/** A story's crops with this one; the whole picture is no crop. What else stands there is carried through. */
export function cropsWith({ crops }: Details, asset: string, cut: Cut): Readonly<Record<string, unknown>> {
  const before: Readonly<Record<string, unknown>> = typeof crops === "object" && crops !== null ? { ...crops } : {};
  const { [asset]: old, ...others } = before;
  const isWhole = Object.entries(WHOLE).every(([name, value]) => Reflect.get(cut, name) === value);
  return isWhole ? others : { ...others, [asset]: { ...(typeof old === "object" ? old : {}), ...cut } };
}
