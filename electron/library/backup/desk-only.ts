import { foldedName } from "../../disk/archives/archive-names.ts";

/**
 * What stands in a library for a desk at work alone, and is in no backup: the lock, files under way, marks of
 * a restoration. One that came in all the same would lock or break the library that is made of it.
 */
export const isDeskOnly = (name: string): boolean =>
  /^(?:\.lock|\.tmp|\.restoring|\.library\.json\.restoring)(?:[./]|$)/.test(foldedName(name));
