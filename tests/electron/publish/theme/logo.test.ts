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
    expect(textOf(without, name)).not.toMatch(/class="logo"/);
  }
  expect([...without.keys()].filter((name) => name.endsWith(".png"))).toEqual([
    "assets/icon.png",
    "assets/touch-icon.png",
  ]);
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

test("is stood in for by the first letter of the agency's name on the site's colour, in every icon that is asked for", async () => {
  const article = await agencyStory();
  const iconsOf = async (own: typeof settings) => {
    const files = await filesOf(await buildFor({ articles: [article], plan: { settings: own } }));
    for (const name of pagesOf(files)) {
      const { document } = parseHTML(textOf(files, name));
      for (const rel of ["icon", "apple-touch-icon"]) {
        const address = document.querySelector(`link[rel="${rel}"]`)?.getAttribute("href") ?? "";
        expect([name, files.has(new URL(address, `https://kpl.gov.la/${name}`).pathname.slice(1))]).toEqual([
          name,
          true,
        ]);
      }
    }
    return files;
  };
  const files = await iconsOf(settings);
  const icon = Buffer.from(files.get("favicon.ico") ?? []);
  expect([icon.readUInt16LE(0), icon.readUInt16LE(2), icon.readUInt16LE(4)]).toEqual([0, 1, 3]);
  const pictures = [0, 1, 2].map((at) => {
    const line = icon.subarray(6 + 16 * at);
    const start = line.readUInt32LE(12);
    return { side: line.readUInt8(0), bytes: icon.subarray(start, start + line.readUInt32LE(8)) };
  });
  pictures.push({ side: 192, bytes: Buffer.from(files.get("assets/icon.png") ?? []) });
  expect(pictures.map(({ side }) => side)).toEqual([16, 32, 48, 192]);
  for (const { side, bytes } of pictures) {
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([side, side, 3]);
    expect([...data.subarray(0, 3)]).toEqual([0x1f, 0x43, 0x96]);
    const light = Array.from({ length: side * side }, (_, at) => data[at * 3] ?? 0).filter((red) => red > 200).length;
    expect(light / side ** 2).toBeGreaterThan(0.05);
    expect(light / side ** 2).toBeLessThan(0.4);
  }
  expect(icon.length).toBeLessThan(3000);
  expect(Buffer.from((await iconsOf(settings)).get("favicon.ico") ?? [])).toEqual(icon);
  // Another name or colour is another icon; a name without a letter of ours has the colour alone, and a vowel is no name.
  const named = (lo: string) => ({ ...settings, agency: { ...settings.agency, lo } });
  const others = [
    named("ວຽງຈັນໃໝ່"),
    named("ໂທລະພາບ"),
    { ...settings, site: { colours: { accent: "#0f6e56" } } },
    { ...settings, name: "«…»", agency: { lo: "", en: "" } },
  ];
  const all = [icon];
  for (const own of others) all.push(Buffer.from((await iconsOf(own)).get("favicon.ico") ?? []));
  expect(new Set(all.map((bytes) => bytes.toString("hex"))).size).toBe(all.length);
  expect(Buffer.from((await iconsOf(named("ທ"))).get("favicon.ico") ?? [])).toEqual(all[2]);
});
