/** Instants as the list compares them. */

/** An instant as the list's dates are written, so that their texts compare. */
export const utcOf = (instant: string | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();
