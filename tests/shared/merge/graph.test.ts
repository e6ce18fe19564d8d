import { expect, test } from "vitest";
import { commonAncestor, descendsFrom, type Graph } from "../../../shared/merge/graph.ts";

const graph = (parents: Readonly<Record<string, readonly string[]>>): Graph => new Map(Object.entries(parents));

test("two revisions merge from the last that both came from", () => {
  const history = graph({ a: [], b: ["a"], c: ["b"], d: ["b"], e: ["d"] });
  expect(commonAncestor(history, "c", "e")).toBe("b");
  expect(commonAncestor(history, "b", "e")).toBe("b");
  expect(commonAncestor(history, "e", "e")).toBe("e");
});

test("of several it is the one of the highest generation, then the smallest hash, whichever revision is named first", () => {
  const crossed = graph({ a: [], x: ["a"], y: ["a"], m: ["x", "y"], n: ["y", "x"] });
  expect(commonAncestor(crossed, "m", "n")).toBe("x");
  expect(commonAncestor(crossed, "n", "m")).toBe("x");
  const uneven = graph({ a: [], b: ["a"], y: ["b"], x: ["a"], m: ["x", "y"], n: ["y", "x"] });
  expect(commonAncestor(uneven, "m", "n")).toBe("y");
});

test("what was begun twice has none in common, and a history that names itself comes to an end", () => {
  expect(commonAncestor(graph({ a: [], b: [] }), "a", "b")).toBeNull();
  const circle = graph({ a: ["b"], b: ["a"], c: ["a"] });
  expect(commonAncestor(circle, "c", "b")).toBe(commonAncestor(circle, "b", "c"));
  expect(descendsFrom(circle, "c", "b")).toBe(true);
});

test("a long history takes no deep stack", () => {
  const long = new Map(
    Array.from({ length: 20_000 }, (_, at) => [String(at), at === 0 ? [] : [String(at - 1)]] as const),
  );
  expect(commonAncestor(long, "19999", "15000")).toBe("15000");
});
