/** Parts that many pages have: made once, and forgotten with what they were made of. */

/**
 * Gives what was made under the same key of the same thing. At most so many stay, the latest; `key` says all that a
 * part follows from beside the thing.
 */
export function remembering<Of extends object, Made>(most: number): (of: Of, key: string, make: () => Made) => Made {
  const known = new WeakMap<Of, Map<string, Made>>();
  return (of, key, make) => {
    let parts = known.get(of);
    if (!parts) {
      parts = new Map();
      known.set(of, parts);
    }
    const before = parts.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (parts.size >= most) {
      const [oldest] = parts.keys();
      if (oldest !== undefined) parts.delete(oldest);
    }
    parts.set(key, made);
    return made;
  };
}
