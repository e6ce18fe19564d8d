/** What stands free of its grid just now, for whoever changes what is around it. */

export interface Lift {
  /** Puts the block back into the grid at once. */
  putBack(): void;
  stop(): void;
}

/** Those of the columns that are open. */
export const lifts = new Set<Lift>();

export function putBackLifted(): void {
  for (const lift of lifts) lift.putBack();
}
