/** How large the stories' text is set: three steps, kept for who sits here. */
import { TEXT_SIZES } from "../../../shared/contract.ts";
import { hostState, remember } from "../../base/desk-state.ts";
import { holdingStill } from "./hold-still.ts";

const sizeAfter = (step: 1 | -1) => {
  const now = hostState.get()?.textSize;
  return now && TEXT_SIZES[TEXT_SIZES.indexOf(now) + step];
};

/** A step larger or smaller, where there is one. */
export function changeTextSize(step: 1 | -1): void {
  const next = sizeAfter(step);
  if (next) holdingStill(() => void remember({ textSize: next }));
}
