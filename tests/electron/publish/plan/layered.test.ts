/** A map that few entries are laid upon says what a copy with them would say. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Layered } from "../../../../electron/publish/plan/addresses/layered.ts";

test("after any changes it holds what a plain map holds, and what was before them stays as it was", () => {
  const entries = fc.array(fc.tuple(fc.nat(40).map(String), fc.record({ folder: fc.nat() })), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 8 }), (steps) => {
      let layered = new Layered<{ folder: number }>();
      const plain = new Map<string, { folder: number }>();
      for (const step of steps) {
        const [before, then] = [layered, [...layered]];
        layered = layered.with(new Map(step));
        for (const [key, value] of step) plain.set(key, value);
        expect([...before]).toEqual(then);
        expect([...layered]).toEqual([...plain]);
        for (let key = 0; key <= 40; key += 1) expect(layered.get(String(key))).toBe(plain.get(String(key)));
      }
    }),
    { numRuns: 60 },
  );
});
