/** Photos of the stories that stand beside another one, and of those in lists, in the cut that the desk gave them. */
import { parseHTML } from "linkedom";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { PublishedImage } from "../../../../electron/publish/images/published-image.ts";
import { newsBeside, otherNewsHtml } from "../../../../electron/publish/pages/story/other-news.ts";
import { surroundingsAt } from "../../../../electron/publish/pages/story/surroundings.ts";
import { contentsOf } from "../../../../electron/publish/plan/site-plan.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { markupOf } from "../../../../shared/html/template.ts";
import { bodyOf, buildFor, filesOf, out, paragraph, planFor, storyOf, textOf } from "../newsroom.ts";

const BRIDGE = `${"ba".repeat(32)}.jpg`;
const wide = (blue: number) =>
  sharp({ create: { width: 1800, height: 1200, channels: 3, background: { r: 90, g: 120, b: blue } } })
    .jpeg()
    .toBuffer();

function report(number: number, hasPhoto: boolean): Article {
  const words = { lo: "ຂົວຂ້າມແມ່ນ້ຳຂອງ", en: "A bridge over the Mekong" };
  const image = { asset: BRIDGE, alt: words, caption: { lo: "", en: "" }, credit: { lo: "", en: "" } };
  return storyOf(number, {
    details: {
      slug: `bridge-report-${number}`,
      category: "economy",
      image: hasPhoto ? image : null,
      ...(hasPhoto && { crops: { [BRIDGE]: { x: 0.25, y: 0, w: 0.75, h: 1, fx: 0.5, fy: 0.5 } } }),
    },
    release: { en: out(`2024-12-0${number}T09:00:00+07:00`) },
    en: { headline: `Bridge report ${number}`, body: bodyOf(paragraph("The bridge is open.")) },
  });
}

const articles = [report(1, true), report(2, false), report(3, false)];
const siteOf = async (blue: number) => filesOf(await buildFor({ articles, assets: { [BRIDGE]: await wide(blue) } }));
const pageOf = (files: ReadonlyMap<string, Uint8Array>, name: string) => parseHTML(textOf(files, name)).document;

test("a photo stands beside another story in its narrowest file alone, late, and leads where its headline leads", async () => {
  const files = await siteOf(150);
  const page = pageOf(files, "en/2024/12/bridge-report-3/index.html");
  const items = [...page.querySelectorAll("aside.other li")];
  expect(items.map((item) => [item.className, item.querySelector("h3")?.textContent])).toEqual([
    ["story no-pic", "Bridge report 2"],
    ["story", "Bridge report 1"],
  ]);
  const [bare, pictured] = items;
  expect(bare?.querySelector("img")).toBeNull();
  const image = pictured?.querySelector("img");
  expect(image?.getAttribute("loading")).toBe("lazy");
  expect(image?.getAttribute("alt")).toBe("A bridge over the Mekong");
  expect(pictured?.querySelector("a.pic")?.getAttribute("href")).toBe(
    pictured?.querySelector("h3 a")?.getAttribute("href"),
  );
  expect(pictured?.querySelector("a.pic")?.getAttribute("tabindex")).toBe("-1");
  const srcset = pictured?.querySelector("source")?.getAttribute("srcset") ?? "";
  expect(srcset.split(", ")).toHaveLength(1);
  const narrow = files.get(srcset.split(" ")[0]?.replace(/^(\.\.\/)+/, "") ?? "");
  expect((await sharp(narrow).metadata()).width).toBe(480);
});

test("a photo that was cut stands so in lists, on fronts and beside other stories", async () => {
  const files = await siteOf(150);
  for (const name of ["en/index.html", "en/section/economy/index.html", "en/2024/12/bridge-report-3/index.html"]) {
    const image = pageOf(files, name).querySelector(".pic img");
    // Three quarters of 1800, shown no wider than others' programs take it.
    const [width, height] = ["width", "height"].map((side) => Number(image?.getAttribute(side)));
    expect([name, width, height]).toEqual([name, 1200, Math.round((1200 * 1200) / 1350)]);
  }
});

test("a photo that comes to be known on the way stands beside the stories that are made from then on", async () => {
  const plan = planFor({ articles });
  const site = contentsOf(plan);
  const named = newsBeside(report(3, false), "en", site);
  const shown = (picture: PublishedImage | null) => {
    const at = { plan, pictures: () => picture, around: surroundingsAt(4, plan.settings) };
    const aside = otherNewsHtml(named, "en", at);
    return aside === null ? 0 : markupOf(aside).split("<img").length - 1;
  };
  const file = { path: "assets/images/bridge-480.jpg", width: 480, height: 320, sha256: "ba".repeat(32) };
  const known = { ...file, sizes: [{ ...file, type: "image/jpeg" }] };
  expect([shown(null), shown(known), shown(null)]).toEqual([0, 1, 0]);
});

test("another photo in the same place makes every page anew that shows it", async () => {
  const madeOf = async (blue: number) => {
    const made = new Map<string, readonly [string, string]>();
    const build = await buildFor({ articles, assets: { [BRIDGE]: await wide(blue) } });
    for await (const file of build.files)
      if ("bytes" in file && file.from !== undefined)
        made.set(file.path, [file.from, Buffer.from(await file.bytes()).toString("base64")]);
    return made;
  };
  const [one, other] = [await madeOf(150), await madeOf(30)];
  const differ = (part: 0 | 1) => [...one.keys()].filter((name) => one.get(name)?.[part] !== other.get(name)?.[part]);
  expect(differ(0)).toEqual(expect.arrayContaining(differ(1)));
  expect(differ(1)).toContain("en/2024/12/bridge-report-3/index.html");
});
