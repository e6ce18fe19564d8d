import fc from "fast-check";
import { expect, test } from "vitest";
import { cropOf } from "../../../../shared/article/additions.ts";
import { emptyDetails } from "../../../../shared/article/article.ts";
import {
  type Cut,
  cropsWith,
  cutOf,
  EDGES,
  edgeOf,
  focusedOn,
  inShape,
  movedTo,
  NARROWEST,
  WHOLE,
  withEdge,
} from "../../../../shared/article/pictures/picture-cut.ts";

const PHOTO = `${"ab".repeat(32)}.jpg`;
const anywhere = fc.double({ min: -2, max: 3, noNaN: true });
type Change = (cut: Cut) => Cut;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.constantFrom(...EDGES), anywhere).map(([edge, to]): Change => (cut) => withEdge(cut, edge, to)),
  fc.tuple(anywhere, anywhere).map(([x, y]): Change => (cut) => movedTo(cut, x, y)),
  fc.tuple(anywhere, anywhere).map(([x, y]): Change => (cut) => focusedOn(cut, x, y)),
  fc
    .tuple(fc.double({ min: 0.3, max: 3, noNaN: true }), fc.double({ min: 0.3, max: 3, noNaN: true }))
    .map(([shape, picture]): Change => (cut) => inShape(cut, shape, picture)),
);

test("whatever is done to a cut, it lies in the picture, holds its point, and comes back from the story as it was", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const cut = changes.reduce((before, one) => one(before), WHOLE);
      const { x, y, w, h, fx, fy } = cut;
      const slack = 0.0002;
      for (const [from, length, at] of [
        [x, w, fx],
        [y, h, fy],
      ] as const) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from + length).toBeLessThanOrEqual(1 + Number.EPSILON);
        expect(length).toBeGreaterThanOrEqual(NARROWEST - slack);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at).toBeLessThanOrEqual(from + length + Number.EPSILON);
      }
      const details = { ...emptyDetails("lo"), crops: cropsWith(emptyDetails("lo"), PHOTO, cut) };
      expect(cutOf(details, PHOTO)).toEqual(cut);
    }),
  );
});

test("an edge moves alone, a shape is as large as the picture has room for and stands around the point", () => {
  const cut = withEdge(withEdge(WHOLE, "left", 0.25), "bottom", 0.8);
  expect(cut).toEqual({ x: 0.25, y: 0, w: 0.75, h: 0.8, fx: 0.5, fy: 0.5 });
  expect(EDGES.map((edge) => edgeOf(cut, edge))).toEqual([0.25, 1, 0, 0.8]);
  expect(inShape(focusedOn(WHOLE, 0.9, 0.5), 1, 2)).toEqual({ x: 0.5, y: 0, w: 0.5, h: 1, fx: 0.9, fy: 0.5 });
});

test("the whole picture is no crop; other pictures' crops and fields of a later version are carried through", () => {
  const other = `${"cd".repeat(32)}.png`;
  const crops = { [other]: { odd: 1 }, [PHOTO]: { x: 0, y: 0, w: 0.5, h: 1, fx: 0.2, fy: 0.5, turn: 90 } };
  const details = { ...emptyDetails("lo"), crops };
  const cut = withEdge(cutOf(details, PHOTO), "right", 0.6);
  expect(cropsWith(details, PHOTO, cut)).toEqual({ [other]: { odd: 1 }, [PHOTO]: { ...cut, turn: 90 } });
  expect(cropsWith(details, PHOTO, WHOLE)).toEqual({ [other]: { odd: 1 } });
  expect(cropOf({ ...details, crops: cropsWith(details, PHOTO, WHOLE) }, PHOTO)).toBeNull();
  expect(cropsWith({ ...details, crops: "odd" }, PHOTO, WHOLE)).toEqual({});
});
