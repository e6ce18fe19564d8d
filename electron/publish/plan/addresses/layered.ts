/** No more than this part of a map lies on top of it. */
const SHARE = 1 / 8;

/** A large map with some entries on top that are newer: what knows many thousands isn't copied for one more. */
export class Layered<Value extends object> {
  readonly #below: ReadonlyMap<string, Value>;
  readonly #above: ReadonlyMap<string, Value>;

  constructor(below: ReadonlyMap<string, Value> = new Map(), above: ReadonlyMap<string, Value> = new Map()) {
    this.#below = below;
    this.#above = above;
  }

  get(key: string): Value | undefined {
    return this.#above.get(key) ?? this.#below.get(key);
  }

  *[Symbol.iterator](): Generator<readonly [string, Value]> {
    for (const [key, value] of this.#below) yield [key, this.#above.get(key) ?? value];
    for (const one of this.#above) if (!this.#below.has(one[0])) yield one;
  }

  /** With these in place of what there was under their keys. */
  with(entries: ReadonlyMap<string, Value>): Layered<Value> {
    if (this.#below.size === 0 && this.#above.size === 0) return new Layered(entries);
    const above = new Map(this.#above);
    for (const [key, value] of entries) above.set(key, value);
    const all = new Layered(this.#below, above);
    return above.size > this.#below.size * SHARE ? new Layered(new Map(all)) : all;
  }
}
