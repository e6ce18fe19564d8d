/** Where the window stood, kept beside the user's other choices and brought back onto a display that is there. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

/** In device-independent pixels. */
const Area = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) });
export type Area = z.infer<typeof Area>;
const WindowPlace = Area.extend({ maximized: z.boolean() });
export type WindowPlace = z.infer<typeof WindowPlace>;

export const SMALLEST = { width: 900, height: 600 };
const USUAL = { width: 1440, height: 900 };
/** So much of the window must be on a display, or its title bar can't be caught. */
const VISIBLE = 120;

/** The place as it was kept; null on the first start, and where the file is not to be used. */
export function readWindowPlace(file: string): WindowPlace | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return null; // the first start, or a file that can't be read: the usual place will do
  }
  try {
    return WindowPlace.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // cut short by a power loss: the usual place will do
  }
}

/** Written at once, as it happens while the app is leaving. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(place)}\n`);
  renameSync(`${file}.new`, file);
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

const within = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** A kept place made fit for the displays there are; a size alone where the system shall choose the spot. */
export function placeOnDisplays(
  kept: WindowPlace | null,
  workAreas: readonly Area[],
): Partial<Area> & { readonly width: number; readonly height: number; readonly maximized: boolean } {
  const [first] = workAreas;
  const shown =
    kept &&
    workAreas.find(
      (area) =>
        overlap(kept.x, kept.width, area.x, area.width) >= VISIBLE &&
        overlap(kept.y, kept.height, area.y, area.height) >= VISIBLE,
    );
  if (!kept || !shown)
    return {
      width: Math.min(kept?.width ?? USUAL.width, first?.width ?? USUAL.width),
      height: Math.min(kept?.height ?? USUAL.height, first?.height ?? USUAL.height),
      maximized: kept?.maximized ?? false,
    };
  const width = Math.min(kept.width, shown.width);
  const height = Math.min(kept.height, shown.height);
  return {
    x: within(kept.x, shown.x, shown.x + shown.width - width),
    y: within(kept.y, shown.y, shown.y + shown.height - height),
    width,
    height,
    maximized: kept.maximized,
  };
}
