import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BundleManifest, writeBundle } from "../../../../electron/publish/write/bundle.ts";
import {
  agencyStory,
  begin,
  buildFor,
  CHART,
  chart,
  filesOf,
  fullStory,
  idOf,
  PHOTO,
  photo,
  type Room,
} from "../newsroom.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-bundle-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const roomOf = async (): Promise<Room> => ({
  articles: [await agencyStory(), fullStory()],
  assets: { [PHOTO]: await photo(), [CHART]: await chart() },
});

it("holds the site, byte for byte, and a manifest that says what it is", async () => {
  const room = await roomOf();
  const target = path.join(home, "out", "site.zip");
  const answer = await writeBundle(target, begin(await buildFor(room)));
  const files = await filesOf(await buildFor(room));
  expect(answer).toEqual({ ok: true, value: { written: files.size + 1 } });
  const entries = unzipSync(await readFile(target));
  const { "manifest.json": manifestBytes, ...rest } = entries;
  expect(Object.keys(rest).sort()).toEqual([...files.keys()].sort());
  for (const [name, bytes] of files) expect(Buffer.from(bytes).equals(Buffer.from(rest[name] ?? [])), name).toBe(true);

  const manifest = BundleManifest.parse(JSON.parse(new TextDecoder().decode(manifestBytes)));
  expect(manifest.files.map((file) => file.path)).toEqual([...files.keys()].sort());
  for (const file of manifest.files) {
    const bytes = files.get(file.path) ?? new Uint8Array();
    expect(file).toMatchObject({ size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  expect(manifest.stories[1]).toEqual({
    id: idOf(2),
    slug: "mekong-level-rises-in-luang-prabang",
    versions: {
      lo: {
        url: "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html",
        publishedAt: "2024-12-07T09:30:00+07:00",
      },
      en: {
        url: "en/2024/12/mekong-level-rises-in-luang-prabang/index.html",
        publishedAt: "2024-12-07T16:00:00+07:00",
      },
    },
  });
  expect(await readdir(path.dirname(target))).toEqual(["site.zip"]);
});

it("is the same bytes for the same library, whatever the order, the day and the time zone", async () => {
  const room = await roomOf();
  const first = path.join(home, "first.zip");
  const second = path.join(home, "second.zip");
  await writeBundle(first, begin(await buildFor(room)));
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  try {
    const later = { ...room, articles: [...room.articles].reverse(), plan: { now: "2025-03-01T00:00:00Z" } };
    await writeBundle(second, begin(await buildFor(later)));
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  expect((await readFile(first)).equals(await readFile(second))).toBe(true);
});

it("leaves what stood there where the disk fails", async () => {
  const target = path.join(home, "site.zip");
  await writeBundle(target, begin(await buildFor({ articles: [] })));
  const before = await readFile(target);
  const build = await buildFor({ articles: [] });
  const files = (async function* () {
    yield* build.files;
    throw Object.assign(new Error("input/output error"), { code: "EIO" });
  })();
  expect(await writeBundle(target, begin({ ...build, files }))).toMatchObject({ ok: false, error: { code: "disk" } });
  expect((await readFile(target)).equals(before)).toBe(true);
  expect(await readdir(home)).toEqual(["site.zip"]);
});
