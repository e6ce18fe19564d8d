import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { chosenSeed, chosenTimes, chosenWalk, heavyRuns, lengthOf, randomOf, SEED, someOf, WALK } from "./random.ts";

test("the seed that is asked for is the run's, and nothing else is taken for one", () => {
  expect(chosenSeed("1948")).toBe(1948);
  vi.stubEnv("SONGPHASA_SEED", "1975");
  expect(chosenSeed()).toBe(1975);
  vi.unstubAllEnvs();
  expect(chosenSeed("")).toBe(chosenSeed(""));
  const drawn = Array.from({ length: 9 }, () => chosenSeed("new"));
  expect(drawn.every((seed) => Number.isInteger(seed) && seed >= 0)).toBe(true);
  expect(new Set(drawn).size).toBeGreaterThan(1);
  for (const wrong of ["-1", "1.5", "ລາວ", "2147483648"]) expect(() => chosenSeed(wrong)).toThrow("SONGPHASA_SEED");
});

test("heavy laws are tried as often as is asked for", () => {
  expect([chosenTimes("5"), chosenTimes("0.5"), chosenTimes("")]).toEqual([5, 0.5, 1]);
  for (const wrong of ["0", "-1", "ລາວ", "1001"]) expect(() => chosenTimes(wrong)).toThrow("SONGPHASA_RUNS");
  vi.stubEnv("SONGPHASA_RUNS", "2.5");
  expect(heavyRuns(15)).toBe(38);
  vi.unstubAllEnvs();
});

test("of cases that take long each some are tried, and all of them in a long run", () => {
  const cases = [0, 1, 2, 3, 4, 5, 6];
  const some = someOf(cases, 3);
  expect(some.every((one) => (one + WALK) % 3 === 0)).toBe(true);
  expect([2, 3]).toContain(some.length);
  vi.stubEnv("SONGPHASA_RUNS", "5");
  expect(someOf(cases, 3)).toEqual(cases);
  expect(lengthOf(250, 1000)).toBe(1000);
  vi.stubEnv("SONGPHASA_RUNS", "");
  expect(lengthOf(250, 1000)).toBe(250);
  vi.unstubAllEnvs();
});

test("a run takes the part of the walks that is asked for, else that of its seed", () => {
  expect([chosenWalk("7"), chosenWalk("")]).toEqual([7, SEED]);
  expect(new Set(Array.from({ length: 9 }, () => chosenWalk("new"))).size).toBeGreaterThan(1);
});

test("fast-check draws from the run's seed in every test file, the same at each run", () => {
  expect(fc.readConfigureGlobal()?.seed).toBe(SEED);
  const drawn = () => {
    const seen: string[] = [];
    fc.assert(
      fc.property(fc.string(), (one) => {
        seen.push(one);
      }),
    );
    return seen;
  };
  expect(drawn()).toEqual(drawn());
  const [one, two] = [randomOf(), randomOf()];
  expect(Array.from({ length: 9 }, one)).toEqual(Array.from({ length: 9 }, two));
});

test("no test draws numbers past the run's seed, or gives fast-check another for all", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/.test(name) && !/^(random|setup)(\.test)?\.ts$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const drawing = files.filter((name) =>
    /Math\.random|configureGlobal/.test(readFileSync(path.join(import.meta.dirname, name), "utf8")),
  );
  expect(drawing).toEqual([]);
});
