/** Names that Windows keeps for devices: no folder there may have one, and a site goes to any system. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/** Whether a slug is a name that no folder may have. */
export const isDeviceName = (slug: string): boolean => DEVICE.test(slug);

/** The slug, or with `-2`, `-3` … the first that isn't taken, and is no device's name. */
export function freeSlug(wanted: string, taken: Pick<ReadonlySet<string>, "has">): string {
  if (!taken.has(wanted) && !isDeviceName(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
