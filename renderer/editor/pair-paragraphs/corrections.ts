/** The corrections of the dialog, each with its key. By key position, so that they work on a Lao layout too. */
import type { Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { beadOf, canMove, joinWithNext, moveBlock, splitOff, unlink } from "../../../shared/pairing/correct.ts";
import { type Bead, isCertain } from "../../../shared/pairing/pair-paragraphs.ts";

/** The block that the corrections work on. */
export interface Chosen {
  readonly side: Lang;
  readonly id: string;
}

export const CORRECTIONS = ["moveUp", "moveDown", "join", "split", "unlink"] as const;
export type Correction = (typeof CORRECTIONS)[number];

/** As `hotkeyLabel` reads them. */
export const KEYS: Readonly<Record<Correction | "nextUnsure", string>> = {
  moveUp: "alt+ArrowUp",
  moveDown: "alt+ArrowDown",
  join: "J",
  split: "S",
  unlink: "U",
  nextUnsure: "N",
};

type KeyPress = Pick<KeyboardEvent, "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

export function correctionOf(event: KeyPress): Correction | "nextUnsure" | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.altKey) return event.code === "ArrowUp" ? "moveUp" : event.code === "ArrowDown" ? "moveDown" : null;
  switch (event.code) {
    case "KeyJ":
      return "join";
    case "KeyS":
      return "split";
    case "KeyU":
      return "unlink";
    case "KeyN":
      return "nextUnsure";
    default:
      return null;
  }
}

/** The beads after a correction; the same value where there is nothing to correct so. */
export function corrected(beads: readonly Bead[], { side, id }: Chosen, correction: Correction): readonly Bead[] {
  const at = beadOf(beads, side, id);
  switch (correction) {
    case "moveUp":
      return moveBlock(beads, side, id, -1);
    case "moveDown":
      return moveBlock(beads, side, id, 1);
    case "join":
      return joinWithNext(beads, at);
    case "split":
      return splitOff(beads, side, id);
    case "unlink":
      return unlink(beads, at);
  }
}

export function canCorrect(beads: readonly Bead[], { side, id }: Chosen, correction: Correction): boolean {
  const at = beadOf(beads, side, id);
  const bead = beads[at];
  if (!bead) return false;
  if (correction === "moveUp" || correction === "moveDown")
    return canMove(beads, side, id, correction === "moveUp" ? -1 : 1);
  if (correction === "join") return at < beads.length - 1;
  return bead.lo.length + bead.en.length > 1;
}

/** The block that an arrow key leads to: along the side, or over to the other side of the line. */
export function neighbour(beads: readonly Bead[], { side, id }: Chosen, key: string): Chosen | null {
  const order = beads.flatMap((bead) => bead[side]);
  const to = (block: string | undefined, on: Lang = side): Chosen | null => (block ? { side: on, id: block } : null);
  if (key === "ArrowUp") return to(order[order.indexOf(id) - 1]);
  if (key === "ArrowDown") return to(order[order.indexOf(id) + 1]);
  if (key === "Home") return to(order[0]);
  if (key === "End") return to(order.at(-1));
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const other: Lang = key === "ArrowLeft" ? "lo" : "en";
  if (other === side) return null;
  // Where the line has nothing over there, the nearest line that has.
  const at = beadOf(beads, side, id);
  const lines = [...beads.keys()].sort((a, b) => Math.abs(a - at) - Math.abs(b - at) || a - b);
  return to(lines.map((line) => beads[line]?.[otherLang(side)][0]).find(Boolean), other);
}

/** The first block of the next line that is unsure, from the top again after the last. */
export function nextUnsure(beads: readonly Bead[], { side, id }: Chosen): Chosen | null {
  const at = beadOf(beads, side, id);
  const bead = [...beads.slice(at + 1), ...beads.slice(0, at + 1)].find((one) => !isCertain(one));
  if (!bead) return null;
  const [lo, en] = [bead.lo[0], bead.en[0]];
  return lo ? { side: "lo", id: lo } : en ? { side: "en", id: en } : null;
}
