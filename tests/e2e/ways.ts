/** In which languages and colours every screen and dialog is looked at. */
import { someOf } from "../random.ts";

const WAYS = [
  ["English", "light"],
  ["Lao", "dark"],
  ["English", "dark"],
  ["Lao", "light"],
] as const;

/** One of them in a run of `npm test`, all in `npm run test:screens`; a `turn` apart, another language of the same run. */
export const ways = (turn: number) => someOf([...WAYS.slice(turn), ...WAYS.slice(0, turn)], WAYS.length);
