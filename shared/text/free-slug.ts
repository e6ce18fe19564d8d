/** The slug, or with `-2`, `-3` … the first that isn't taken. */
export function freeSlug(wanted: string, taken: Pick<ReadonlySet<string>, "has">): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
