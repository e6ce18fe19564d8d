/** Parts that many pages have: made once, and forgotten with what they were made of. */

/** Parts by key: those of now, and those from before now was full. */
interface Parts<Made> {
  now: Map<string, Made>;
  before: ReadonlyMap<string, Made>;
}

/** Of one thing: what was made under a key, or what `make` makes of the key. */
type Known<Made> = (key: string, make: (key: string) => Made) => Made;

/**
 * The same by the thing first, for who asks for many of its parts: what was asked for last stays, so many parts and up
 * to twice as many. Parts go by the mapful: taken out one by one, each leaves a gap that the next search for the oldest
 * has to pass.
 */
export function rememberingOf<Of extends object, Made>(most: number): (of: Of) => Known<Made> {
  const known = new WeakMap<Of, Known<Made>>();
  return (of) => {
    const there = known.get(of);
    if (there) return there;
    const parts: Parts<Made> = { now: new Map(), before: new Map() };
    const asked: Known<Made> = (key, make) => {
      const now = parts.now.get(key);
      if (now !== undefined) return now;
      const made = parts.before.get(key) ?? make(key);
      if (parts.now.size >= most) {
        parts.before = parts.now;
        parts.now = new Map();
      }
      parts.now.set(key, made);
      return made;
    };
    known.set(of, asked);
    return asked;
  };
}

/** Gives what was made under the same key of the same thing. `key` says all that a part follows from beside the thing. */
export function remembering<Of extends object, Made>(most: number): (of: Of, key: string, make: () => Made) => Made {
  const known = rememberingOf<Of, Made>(most);
  return (of, key, make) => known(of)(key, make);
}
