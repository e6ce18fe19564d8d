/** The desk's logo on its site: in the plate, as icons, and where it can't be read. */
import { parseHTML } from "linkedom";
import sharp from "sharp";
import { expect, test } from "vitest";
import { previewHtml } from "../../../../electron/publish/outputs/preview.ts";
import { agencyStory, buildFor, factsOf, filesOf, NOW, type Room, settings, textOf, theme } from "../newsroom.ts";

const LOGO = `${"ef".repeat(32)}.png`;
const RED = { r: 200, g: 30, b: 40 };
/** Wider than high, and clear around its mark. */
const drawn = () =>
  sharp({ create: { width: 600, height: 300, channels: 4, background: { ...RED, alpha: 0 } } })
    .composite([{ input: { create: { width: 500, height: 200, channels: 4, background: RED } } }])
    .png()
    .toBuffer();

const marked = { ...settings, site: { logo: LOGO } };
const roomWith = async (logo: Uint8Array | null): Promise<Room> => ({
  articles: [await agencyStory()],
  plan: { settings: marked, baseUrl: "https://kpl.gov.la/" },
  assets: logo ? { [LOGO]: logo } : {},
});

const pagesOf = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files.keys()].filter((name) => name.endsWith("index.html") || name === "404.html");

test("stands in the plate of every page beside the name, and as icons that are there", async () => {
  const build = await buildFor(await roomWith(await drawn()));
  const files = await filesOf(build);
  expect(build.leftOut).toEqual([]);
  const pages = pagesOf(files);
  expect(pages.length).toBeGreaterThan(10);
  for (const name of pages) {
    const { document } = parseHTML(textOf(files, name));
    const at = (address: string | null | undefined) =>
      new URL(address ?? "", `https://kpl.gov.la/${name.replace(/index\.html$/, "")}`).pathname.slice(1);
    const logo = document.querySelector(".plate .name img");
    expect([name, logo?.getAttribute("alt"), files.has(at(logo?.getAttribute("src")))]).toEqual([name, "", true]);
    expect([name, document.querySelector(".plate .name")?.textContent]).toEqual([
      name,
      expect.stringMatching(/ຂ່າວສານປະເທດລາວ|Lao News Agency|ສຳນັກຂ່າວສານ/),
    ]);
    for (const [rel, side] of [
      ["icon", 192],
      ["apple-touch-icon", 180],
    ] as const) {
      const link = document.querySelector(`link[rel="${rel}"]`);
      expect([name, link?.getAttribute("sizes")]).toEqual([name, `${side}x${side}`]);
      const icon = sharp(files.get(at(link?.getAttribute("href"))));
      const { width, height, format, hasAlpha } = await icon.metadata();
      expect([width, height, format, hasAlpha]).toEqual([side, side, "png", false]);
      const { data } = await icon.raw().toBuffer({ resolveWithObject: true });
      const pixel = (x: number, y: number) => [...data.subarray((y * side + x) * 3, (y * side + x) * 3 + 3)];
      // The whole logo is seen on the site's paper.
      expect(pixel(side / 2, side / 2)).toEqual(Object.values(RED));
      expect(pixel(1, side / 2)).toEqual([0xff, 0xfe, 0xfb]);
      expect(pixel(side / 2, 2)).toEqual([0xff, 0xfe, 0xfb]);
    }
  }
  const story = textOf(files, "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/index.html");
  expect(story).toContain('"logo":{"@type":"ImageObject","url":"https://kpl.gov.la/assets/images/');
});

test("that can't be read is told and named nowhere, and every page has it once it can be", async () => {
  const lost = await buildFor(await roomWith(null));
  const without = await filesOf(lost);
  expect(lost.leftOut).toEqual([{ what: "logo", why: "no-picture" }]);
  for (const name of pagesOf(without)) {
    expect(textOf(without, name)).not.toMatch(/class="logo"|rel="icon"|apple-touch-icon/);
  }
  expect([...without.keys()].filter((name) => name.endsWith(".png"))).toEqual([]);
  // As a broken file, it is the same.
  const broken = await buildFor(await roomWith(new Uint8Array([1, 2, 3])));
  expect([...(await filesOf(broken)).keys()]).toEqual([...without.keys()]);
  const found = await buildFor(await roomWith(await drawn()));
  const files = await filesOf(found);
  for (const name of pagesOf(files)) expect([name, textOf(files, name).includes('class="logo"')]).toEqual([name, true]);
  // What was made without it is not taken for what it is now.
  expect(found.stamp).not.toBe(lost.stamp);
});

test("stands in the preview with everything inside", async () => {
  const article = await agencyStory();
  const logo = await drawn();
  const answer = await previewHtml({
    article,
    lang: "en",
    slug: article.details.slug ?? "",
    stories: [factsOf(article)],
    settings: marked,
    now: NOW,
    theme: await theme(),
    readAsset: async (asset) => (asset === LOGO ? logo : null),
  });
  const { document } = parseHTML(answer.ok ? answer.value : "");
  expect(document.querySelector(".plate .logo img")?.getAttribute("src")).toMatch(/^data:image\/png;base64,/);
});
