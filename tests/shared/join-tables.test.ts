/** Two things of one name don't compile: `npm run check` holds the line that expects an error. */
import { expect, expectTypeOf, test } from "vitest";
import { joinTables } from "../../shared/join-tables.ts";

const rivers = { mekong: 4350, "nam ou": 448 } as const;
const towns = { pakse: "Champasak" } as const;

test("tables are one table, each entry of its own type", () => {
  const joined = joinTables([rivers, towns]);
  expectTypeOf(joined.mekong).toEqualTypeOf<4350>();
  expectTypeOf(joined.pakse).toEqualTypeOf<"Champasak">();
  expect(joined).toEqual({ ...rivers, ...towns });
});

test("a name that two tables have doesn't compile, and throws", () => {
  // @ts-expect-error: mekong is named twice
  expect(() => joinTables([rivers, towns, { mekong: "a hotel" }])).toThrow("mekong is named twice.");
});
