import type { CSSProperties } from "react";
import type { Cut } from "../../../shared/article/pictures/picture-cut.ts";

const percent = (fraction: number): string => `${Math.round(fraction * 10_000) / 100}%`;
const within = (at: number, from: number, length: number): number => Math.max(0, Math.min(1, (at - from) / length));

/** Shows a picture in its cut, and its point wherever the element has room for less. */
export const cutStyle = ({ x, y, w, h, fx, fy }: Cut): CSSProperties => ({
  // React's types don't know it yet.
  ...({ objectViewBox: `inset(${percent(y)} ${percent(1 - x - w)} ${percent(1 - y - h)} ${percent(x)})` } as object),
  objectPosition: `${percent(within(fx, x, w))} ${percent(within(fy, y, h))}`,
});

/** Where something stands on the whole picture. */
export const placeStyle = (x: number, y: number): CSSProperties => ({ left: percent(x), top: percent(y) });
export const sizeStyle = (w: number, h: number): CSSProperties => ({ width: percent(w), height: percent(h) });
