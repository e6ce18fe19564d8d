import { expect, it } from "vitest";
import { type PicturePlace, pictureHtml } from "../../../../electron/publish/pages/story/picture-html.ts";
import type { SiteImage } from "../../../../shared/blocks/block-kind.ts";
import { markupOf } from "../../../../shared/html/template.ts";
import { buildFor, CHART, chart, filesOf, fullStory, PHOTO, photo, textOf } from "../newsroom.ts";

const IMAGE: SiteImage = {
  path: "assets/images/b.jpg",
  width: 1200,
  height: 750,
  sizes: [
    { path: "assets/images/a.webp", type: "image/webp", width: 480, height: 300 },
    { path: "assets/images/c.webp", type: "image/webp", width: 1200, height: 750 },
    { path: "assets/images/b.jpg", type: "image/jpeg", width: 1200, height: 750 },
  ],
};
const print = (image: SiteImage, place: PicturePlace, isFirst: boolean) =>
  markupOf(pictureHtml(image, { alt: 'ຊາວນາ "ນ້ຳບາກ"', place, address: (path) => `../${path}`, isFirst }));

it("offers the sizes of a picture by the width of its place, with the file behind for any browser", () => {
  expect(print(IMAGE, "lead", true)).toBe(
    '<picture><source type="image/webp" srcset="../assets/images/a.webp 480w, ../assets/images/c.webp 1200w"' +
      ' sizes="(min-width: 46rem) 42rem, 100vw"><img src="../assets/images/b.jpg" alt="ຊາວນາ &quot;ນ້ຳບາກ&quot;"' +
      ' width="1200" height="750" fetchpriority="high"></picture>',
  );
});

it("below the fold waits until it is needed", () => {
  expect(print(IMAGE, "small", false)).toContain(' height="750" loading="lazy">');
  expect(print(IMAGE, "small", true)).not.toMatch(/loading|fetchpriority/);
});

it("says what stays in sight where the page shows less than the whole, with no styles of its own", () => {
  expect(print({ ...IMAGE, focus: { x: 0.32, y: 1 } }, "story", false)).toContain(' class="fx-3 fy-10"');
  expect(print({ ...IMAGE, focus: { x: 0.5, y: 0.5 } }, "story", false)).not.toContain("class");
});

it("of a single file is an image alone", () => {
  const { path, width, height } = IMAGE;
  expect(print({ path, width, height }, "small", true)).toBe(
    '<img src="../assets/images/b.jpg" alt="ຊາວນາ &quot;ນ້ຳບາກ&quot;" width="1200" height="750">',
  );
});

it("stands on each language's page in the cut that its own text has", async () => {
  const story = fullStory();
  const crops = {
    [PHOTO]: { x: 0, y: 0, w: 1, h: 0.5, fx: 0.5, fy: 0.2 },
    [CHART]: { x: 0, y: 0, w: 0.5, h: 0.5, fx: 0, fy: 0 },
  };
  const cut = { ...story, details: { ...story.details, crops } };
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  const files = await filesOf(await buildFor({ articles: [cut], assets }));
  const page = textOf(files, "en/2024/12/mekong-level-rises-in-luang-prabang/index.html");
  expect(page).toMatch(/<img src="[^"]+" alt="The Mekong in the morning" width="480" height="320" class="fx-5 fy-4"/);
  expect(page).toMatch(/<img src="[^"]+" alt="Chart of the river's level" width="150" height="100"/);
  const { details } = JSON.parse(textOf(files, `api/${story.id}.json`));
  expect(details.image).toMatchObject({ width: 480, height: 320 });
  expect(details.image.sizes.at(-1)).toEqual({ src: details.image.src, type: "image/jpeg", width: 480, height: 320 });
  expect([...files.keys()]).toEqual(expect.arrayContaining(details.image.sizes.map(({ src }: { src: string }) => src)));
});
