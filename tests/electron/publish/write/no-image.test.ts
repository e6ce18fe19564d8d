/** A photo that is missing or damaged: its language stays at home, and a page that is out stays as it was. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeSite } from "../../../../electron/publish/write/write-site.ts";
import type { Article } from "../../../../shared/article/article.ts";
import {
  agencyStory,
  begin,
  block,
  bodyOf,
  buildFor,
  CHART,
  chart,
  filesOf,
  fullStory,
  idOf,
  images,
  out,
  outcomeOf,
  PHOTO,
  paragraph,
  photo,
  ready,
  standingAt,
  storyOf,
  text,
  textOf,
} from "../newsroom.ts";

const LO = "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html";
const EN = "en/2024/12/mekong-level-rises-in-luang-prabang/index.html";

/** Ready in both languages; the English body alone shows the chart. */
const readyStory = (): Article =>
  storyOf(3, {
    details: { slug: "bridge-opens" },
    release: { lo: ready(), en: ready() },
    lo: { headline: "ເປີດຂົວໃໝ່", body: bodyOf(paragraph("ຂົວໃໝ່ເປີດແລ້ວ")) },
    en: {
      headline: "New Bridge Opens",
      body: bodyOf(
        block({
          type: "figure",
          content: [
            { type: "image", attrs: { asset: CHART, alt: "Traffic", credit: "" } },
            { type: "figcaption", content: [text("Cars a day")] },
          ],
        }),
      ),
    },
  });

describe("what goes out for the first time", () => {
  it.each([
    ["missing", {}],
    ["no picture", { [CHART]: Buffer.from("no picture") }],
  ])("with a figure that is %s stays at home in that language, in no list and behind no link", async (_, assets) => {
    const related = { article: idOf(3) };
    const agency = await agencyStory();
    const linking = { ...agency, details: { ...agency.details, related: [related] } };
    const build = await buildFor({ articles: [linking, readyStory()], assets });
    const files = await filesOf(build);
    const { outs, releases, skipped } = outcomeOf(build);
    expect(skipped).toEqual([{ id: idOf(3), lang: "en", code: "no-image" }]);
    expect(outs.find(({ id }) => id === idOf(3))?.versions).toMatchObject({ lo: { lang: "lo" } });
    expect(releases.map(({ id, release }) => [id, Object.keys(release)])).toEqual([[idOf(3), ["lo"]]]);
    const names = [...files.keys()].filter((name) => name.includes("bridge-opens"));
    expect(names).toEqual(["lo/2024/12/bridge-opens/index.html"]);
    for (const name of ["en/index.html", "index.html", "api/index.json"])
      expect(textOf(files, name)).not.toContain("New Bridge Opens");
    expect([...files.keys()].filter((name) => name.startsWith("assets/images/"))).toEqual([]);
    const [agencyPage = ""] = [...files.keys()].filter((name) => name.startsWith("en/2024/12/laos"));
    expect(textOf(files, agencyPage)).not.toContain("bridge-opens");
  });

  it("with a lead photo that is missing stays at home in both languages, and nothing is written down", async () => {
    const build = await buildFor({ articles: [fullStory()], assets: { [CHART]: await chart() } });
    const files = await filesOf(build);
    expect(outcomeOf(build).skipped).toEqual([
      { id: idOf(2), lang: "lo", code: "no-image" },
      { id: idOf(2), lang: "en", code: "no-image" },
    ]);
    expect(outcomeOf(build)).toMatchObject({ outs: [], releases: [] });
    expect([...files.keys()].filter((name) => name.includes("mekong") || name.startsWith("assets/images"))).toEqual([]);
  });
});

describe("what is out", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "songphasa-no-image-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = (name: string) => readFile(path.join(folder, name));
  const publish = async (articles: readonly Article[], assets: Readonly<Record<string, Uint8Array>>) => {
    const stands = await standingAt(folder);
    const build = await buildFor({ articles, assets, ...stands });
    return { written: await writeSite(folder, begin(build), stands.memory), ...outcomeOf(build) };
  };

  it("keeps its page, with the images that the page shows, until the photo is back", async () => {
    const all = await images();
    const story = fullStory();
    await publish([await agencyStory(), story], all);
    const before = [await read(LO), await read(EN)];
    const shown = [...before.join("").matchAll(/assets\/images\/[a-z0-9.]+/g)].map(([name]) => name);
    expect(shown.length).toBeGreaterThan(1);

    const { en } = story.versions;
    const changed = { ...story, versions: { ...story.versions, en: en && { ...en, signOff: "KPL (corrected)" } } };
    for (const assets of [{ [CHART]: await chart() }, { [CHART]: await chart(), [PHOTO]: Buffer.from("cut") }]) {
      const { skipped, outs, written } = await publish([await agencyStory(), changed], assets);
      expect(written).toMatchObject({ ok: true, value: { removed: 0 } });
      expect(skipped.map(({ lang, code }) => [lang, code])).toEqual([
        ["lo", "no-image"],
        ["en", "no-image"],
      ]);
      expect(outs.map(({ id }) => id)).toContain(idOf(2));
      expect([await read(LO), await read(EN)]).toEqual(before);
      for (const name of shown) expect((await read(name)).length).toBeGreaterThan(0);
      expect((await read("en/index.html")).toString()).toContain("Mekong Level Rises");
    }

    const { skipped } = await publish([await agencyStory(), changed], { ...all, [PHOTO]: await photo() });
    expect(skipped).toEqual([]);
    expect((await read(EN)).toString()).toContain("KPL (corrected)");
  });

  it("is made anew once its figure is back, though the other language's page went on meanwhile", async () => {
    const all = await images();
    const story = readyStory();
    const bridge = { ...story, release: { lo: out(), en: out() } };
    await publish([bridge], all);
    const { en, lo } = bridge.versions;
    const signed = (version: typeof en) => version && { ...version, signOff: "ແກ້ແລ້ວ" };
    const changed = { ...bridge, versions: { lo: signed(lo), en: signed(en) } };
    const [page] = [...(await filesOf(await buildFor({ articles: [bridge] }))).keys()].filter((name) =>
      /^en\/2024\/.*bridge-opens/.test(name),
    );
    if (!page) throw new Error("The bridge has no page.");
    const { skipped } = await publish([changed], {});
    expect(skipped.map(({ lang, code }) => [lang, code])).toEqual([["en", "no-image"]]);
    expect((await read(page)).toString()).not.toContain("ແກ້ແລ້ວ");
    expect((await read(page.replace("en/", "lo/"))).toString()).toContain("ແກ້ແລ້ວ");
    await publish([changed], all);
    expect((await read(page)).toString()).toContain("ແກ້ແລ້ວ");
  });
});
