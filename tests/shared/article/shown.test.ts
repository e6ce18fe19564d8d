import { expect, it } from "vitest";
import { shownText } from "../../../shared/article/shown.ts";
import { CHART, fullStory, idOf, PHOTO } from "../../electron/publish/newsroom.ts";

it("a picture cut otherwise is another page, one that the page doesn't show is none of its", () => {
  const story = fullStory();
  const { details } = story;
  const shown = (crops: unknown) => shownText({ ...story, details: { ...details, crops } }, "lo");
  const crop = { x: 0, y: 0.1, w: 1, h: 0.6, fx: 0.5, fy: 0.3 };
  const uncut = shownText(story, "lo");
  expect(shown({ [PHOTO]: crop })).not.toBe(uncut);
  expect(shown({ [PHOTO]: { ...crop, fx: 0.4 } })).not.toBe(shown({ [PHOTO]: crop }));
  expect(shown({ [CHART]: crop })).not.toBe(uncut);
  // What an older desk wrote or nobody shows leaves stories equal to themselves.
  for (const crops of [{}, { [`${"ef".repeat(32)}.jpg`]: crop }, { [PHOTO]: { ...crop, w: 0 } }, idOf(1)])
    expect(shown(crops)).toBe(uncut);
});
