/** Parts that many pages have: made once, and forgotten with what they were made of. */

/** Parts by key: those of now, and those from before now was full. */
interface Parts<Made> {
  now: Map<string, Made>;
  before: ReadonlyMap<string, Made>;
}

/**
 * Gives what was made under the same key of the same thing. What was asked for last stays: so many parts, and up to
 * twice as many. `key` says all that a part follows from beside the thing. Parts go by the mapful: taken out one by
 * one, each leaves a gap that the next search for the oldest has to pass.
 */
export function remembering<Of extends object, Made>(most: number): (of: Of, key: string, make: () => Made) => Made {
  const known = new WeakMap<Of, Parts<Made>>();
  return (of, key, make) => {
    let parts = known.get(of);
    if (!parts) {
      parts = { now: new Map(), before: new Map() };
      known.set(of, parts);
    }
    const there = parts.now.get(key);
    if (there !== undefined) return there;
    const made = parts.before.get(key) ?? make();
    if (parts.now.size >= most) {
      parts.before = parts.now;
      parts.now = new Map();
    }
    parts.now.set(key, made);
    return made;
  };
}
