import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync, zipSync } from "fflate";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addAsset, readAsset } from "../../../electron/library/files/assets/assets.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { makePackage } from "../../../electron/sync/package/make-package.ts";
import { takePackage } from "../../../electron/sync/package/take-package.ts";
import { emptyVersion, type Lang } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { cardsOf } from "../../../shared/article/card.ts";
import { HOSTILE_NAMES } from "../hostile-names.ts";
import { body, must, storyWithText } from "../library/stories.ts";
import { sharedNewsroom } from "./desks.ts";

const newsroom = sharedNewsroom();
let root = "";
const opened: Library[] = [];
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "songphasa-package-"));
});
afterEach(async () => {
  for (const library of opened.splice(0)) await library.close();
  rmSync(root, { recursive: true, force: true });
});

interface Desk {
  readonly library: Library;
  readonly name: string;
}

const NAMES: Readonly<Record<string, string>> = { vientiane: "ນາງ ຄຳຫລ້າ", pakse: "ທ້າວ ສົມສັກ", savan: "ນາງ ມະນີວອນ" };

async function desk(name: string): Promise<Desk> {
  const library = must(await openLibrary(path.join(root, name), { desk: `01JDESK${name}`, pause: 60_000 }));
  opened.push(library);
  return { library, name };
}

const byOf = ({ name }: Pick<Desk, "name">) => NAMES[name] ?? name;
let count = 0;
async function send({ library, name }: Desk, ids: readonly string[]): Promise<string> {
  count += 1;
  const file = path.join(root, `${count}.songphasa`);
  const writer = { origin: "editor" as const, by: byOf({ name }) };
  must(await makePackage(library, ids, file, { writer, desk: `01JDESK${name}`, version: "0.1.0" }));
  return file;
}
const take = async ({ library, name }: Desk, file: string) =>
  must(await takePackage(library, file, path.basename(file), { name: byOf({ name }), desk: `01JDESK${name}` }));

const storyOf = async ({ library }: Desk, id: string) => must(await library.open(id)).article;
async function headline({ library, name }: Desk, id: string, lang: Lang, text: string): Promise<void> {
  const { revs } = must(await library.open(id));
  const given = { id, base: { [lang]: revs[lang] }, [lang]: { headline: text } };
  must(await library.save(given, { origin: "editor", by: byOf({ name }) }));
}
const create = async ({ library, name }: Desk, text: string) =>
  must(await library.create(storyWithText(text), { origin: "editor", by: byOf({ name }) })).article.id;

test("a translator outside gets a story by file, translates it while the desk writes on, and sends it back: nothing is settled by hand", async () => {
  const vientiane = await desk("vientiane");
  const pakse = await desk("pakse");
  const id = await create(vientiane, "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນ");
  const out = await take(pakse, await send(vientiane, [id]));
  expect(out).toMatchObject({ by: "ນາງ ຄຳຫລ້າ", refused: [], stories: [{ id, how: "new", cards: 0 }] });
  expect(await storyOf(pakse, id)).toEqual(await storyOf(vientiane, id));

  await headline(vientiane, id, "lo", "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ");
  must(
    await pakse.library.save(
      {
        id,
        base: { en: null },
        en: { ...emptyVersion("en", "2026-11-24T02:00:00Z"), headline: "Mekong rises", body: body("From Vientiane.") },
      },
      { origin: "editor", by: "ທ້າວ ສົມສັກ" },
    ),
  );
  const back = await send(pakse, [id]);
  expect(await take(vientiane, back)).toMatchObject({ stories: [{ how: "merged", cards: 0 }] });
  const { versions } = await storyOf(vientiane, id);
  expect([versions.lo?.headline, versions.en?.headline]).toEqual(["ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນໄວ", "Mekong rises"]);
  // Opened once more, it brings nothing, and the history names who gave it.
  const before = await storyOf(vientiane, id);
  expect(await take(vientiane, back)).toMatchObject({ stories: [{ how: "known" }] });
  expect(await storyOf(vientiane, id)).toEqual(before);
  expect(must(await vientiane.library.history(id)).some(({ by }) => by === "ທ້າວ ສົມສັກ")).toBe(true);
});

test("a story that goes back and forth many times, changed on both sides each time, merges from what both had last", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const id = await create(vientiane, "ຂ່າວທີ 0");
  await take(pakse, await send(vientiane, [id]));
  must(
    await pakse.library.save(
      { id, base: { en: null }, en: { headline: "News 0" } },
      { origin: "editor", by: byOf(pakse) },
    ),
  );
  for (let turn = 1; turn <= 6; turn += 1) {
    await headline(vientiane, id, "lo", `ຂ່າວທີ ${turn}`);
    await headline(pakse, id, "en", `News ${turn}`);
    const [from, to] = turn % 2 === 0 ? [vientiane, pakse] : [pakse, vientiane];
    expect((await take(to, await send(from, [id]))).stories).toMatchObject([{ how: "merged", cards: 0 }]);
    const { versions } = await storyOf(to, id);
    expect([versions.lo?.headline, versions.en?.headline]).toEqual([`ຂ່າວທີ ${turn}`, `News ${turn}`]);
  }
  await take(vientiane, await send(pakse, [id]));
  await take(pakse, await send(vientiane, [id]));
  expect(await storyOf(pakse, id)).toEqual(await storyOf(vientiane, id));
});

test("two who wrote one headline differently find a card, and both headlines stay in history", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const id = await create(vientiane, "ລາຄານ້ຳມັນຂຶ້ນ");
  await take(pakse, await send(vientiane, [id]));
  await headline(vientiane, id, "lo", "ລາຄານ້ຳມັນລົງ");
  await headline(pakse, id, "lo", "ລາຄານ້ຳມັນຄົງທີ່");
  const [taken] = (await take(vientiane, await send(pakse, [id]))).stories;
  expect(taken).toMatchObject({ how: "merged", cards: 1 });
  const [card] = cardsOf(await storyOf(vientiane, id));
  expect(card?.sides.map(({ by }) => by).sort()).toEqual(["ທ້າວ ສົມສັກ", "ນາງ ຄຳຫລ້າ"]);
  const revs = must(await vientiane.library.history(id)).map(({ rev }) => rev);
  const texts = await Promise.all(
    revs.map(async (rev) => canonicalJson(must(await vientiane.library.revision(id, rev)))),
  );
  for (const words of ["ລາຄານ້ຳມັນລົງ", "ລາຄານ້ຳມັນຄົງທີ່"]) expect(texts.some((text) => text.includes(words))).toBe(true);
});

test("desks that share a library know each other's words in a package too", async () => {
  const vientiane = await newsroom.desk("vientiane");
  const id = must(
    await vientiane.library.create(storyWithText("ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່"), { origin: "editor", by: "ນາງ ຄຳຫລ້າ" }),
  ).article.id;
  // What was said when its stage changed is in the history of one, and came to the other by way of the hub.
  must(await vientiane.library.release(id, "lo", { stage: "review" }, { origin: "editor", by: "ນາງ ຄຳຫລ້າ" }));
  await vientiane.sync();
  const pakse = await newsroom.desk("pakse");
  await vientiane.headline(id, "lo", "ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່ແລ້ວ");
  must(
    await pakse.library.save({ id, base: { en: null }, en: { headline: "A bridge" } }, { origin: "editor", by: "ທ" }),
  );
  const file = await send({ library: vientiane.library, name: "vientiane" }, [id]);
  expect(await take({ library: pakse.library, name: "pakse" }, file)).toMatchObject({
    stories: [{ how: "merged", cards: 0 }],
  });
  const { versions } = await pakse.story(id);
  expect([versions.lo?.headline, versions.en?.headline]).toEqual(["ສະຫວັນນະເຂດ ສ້າງຂົວໃໝ່ແລ້ວ", "A bridge"]);
});

test("pictures and the words of keys come along, and no word that is here is changed", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#1d4d8f" } })
    .jpeg()
    .toBuffer();
  const { asset } = must(await addAsset(vientiane.library.folder, "ຂົວ.jpg", bytes));
  const words = { lo: "ຂົວ", en: "The bridge" };
  const made = storyWithText("ເປີດຂົວມິດຕະພາບ");
  const image = { asset, alt: words, caption: words, credit: { lo: "", en: "" } };
  const details = { ...made.details, image, category: "roads", tags: ["mekong"] };
  const { id } = must(await vientiane.library.create({ ...made, details }, { origin: "editor", by: "" })).article;
  must(
    await vientiane.library.changeSettings((now) => ({
      ...now,
      categories: [
        ...now.categories,
        { key: "roads", lo: "ທາງ", en: "Roads" },
        { key: "other", lo: "ອື່ນ", en: "Other" },
      ],
      tags: [{ key: "mekong", lo: "ແມ່ນ້ຳຂອງ", en: "Mekong" }],
    })),
  );
  must(await pakse.library.changeSettings((now) => ({ ...now, tags: [{ key: "mekong", lo: "ນ້ຳຂອງ", en: "Mekong" }] })));
  await take(pakse, await send(vientiane, [id]));
  expect(Buffer.from((await readAsset(pakse.library.folder, asset)) ?? [])).toEqual(bytes);
  const { categories, tags } = pakse.library.settings().settings;
  expect(categories.map(({ key }) => key)).toContain("roads");
  expect(categories.map(({ key }) => key)).not.toContain("other");
  expect(tags).toEqual([{ key: "mekong", lo: "ນ້ຳຂອງ", en: "Mekong" }]);
});

test("a story that a newer desk wrote is named and left out, and the others come in", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const [one, two] = [await create(vientiane, "ຂ່າວໜຶ່ງ"), await create(vientiane, "ຂ່າວສອງ")];
  const file = await send(vientiane, [one, two]);
  const changed = path.join(root, "newer.songphasa");
  writeFileSync(
    changed,
    rezipped(file, (files) => {
      const story = JSON.parse(Buffer.from(files[`stories/${two}.json`] ?? []).toString("utf8"));
      files[`stories/${two}.json`] = Buffer.from(canonicalJson({ ...story, format: 2 }));
    }),
  );
  const taken = await take(pakse, changed);
  expect(taken.stories.map(({ id }) => id)).toEqual([one]);
  expect(taken.refused).toMatchObject([{ id: two, error: { reason: "article-newer" } }]);
  expect(await pakse.library.ids()).toEqual([one]);
});

/** The package with other files, its list put right again. */
function rezipped(file: string, change: (files: Record<string, Uint8Array>) => void, isListRight = true): Uint8Array {
  const files: Record<string, Uint8Array> = unzipSync(readFileSync(file));
  change(files);
  if (isListRight) {
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString("utf8"));
    manifest.files = Object.entries(files)
      .filter(([name]) => name !== "manifest.json")
      .map(([name, bytes]) => ({
        path: name,
        size: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      }));
    files["manifest.json"] = Buffer.from(JSON.stringify(manifest));
  }
  return zipSync(files);
}

const whatIs = (files: Record<string, Uint8Array>, start: string): string =>
  Object.keys(files).find((name) => name.startsWith(start)) ?? "";

type Change = (files: Record<string, Uint8Array>) => void;
const HOSTILE: readonly (readonly [string, Change, boolean])[] = [
  ...HOSTILE_NAMES.map(([what, name]): [string, Change, boolean] => [
    `holds ${what}`,
    (files) => {
      files[name] = Buffer.from("{}");
    },
    true,
  ]),
  [
    "holds a file beside its list",
    (files) => {
      files["stories/more.json"] = Buffer.from("{}");
    },
    false,
  ],
  [
    "has another text than its list says",
    (files) => {
      files[whatIs(files, "stories/")] = Buffer.from("{}");
    },
    false,
  ],
  [
    "lacks a file of its list",
    (files) => {
      delete files[whatIs(files, "history/")];
    },
    false,
  ],
  [
    "brings a program with a picture's place",
    (files) => {
      files["pictures/run.exe"] = Buffer.from("MZ");
    },
    true,
  ],
  [
    "brings history of a story that it doesn't have",
    (files) => {
      files[`history/01JA0000000000000000000000/${"0".repeat(32)}.gz`] = Buffer.from("x");
    },
    true,
  ],
];

test.each(HOSTILE)("a package that %s is refused, and nothing is taken", async (_what, change, isListRight) => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const file = await send(vientiane, [await create(vientiane, "ຂ່າວ")]);
  const bad = path.join(root, "bad.songphasa");
  writeFileSync(bad, rezipped(file, change, isListRight));
  expect(await takePackage(pakse.library, bad, "bad.songphasa", { name: "", desk: "" })).toMatchObject({
    ok: false,
    error: { reason: "package-damaged" },
  });
  expect(await pakse.library.ids()).toEqual([]);
});

test("a picture that is another than its name says is refused", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const file = await send(vientiane, [await create(vientiane, "ຂ່າວ")]);
  const bad = path.join(root, "bad.songphasa");
  writeFileSync(
    bad,
    rezipped(file, (files) => {
      files[`pictures/${"a".repeat(64)}.jpg`] = Buffer.from("not it");
    }),
  );
  const refused = await takePackage(pakse.library, bad, "bad.songphasa", { name: "", desk: "" });
  expect(refused).toMatchObject({ ok: false, error: { reason: "package-damaged" } });
});

test("what is no package, one that was cut short, and one of a newer desk are each told apart", async () => {
  const [vientiane, pakse] = [await desk("vientiane"), await desk("pakse")];
  const file = await send(vientiane, [await create(vientiane, "ຂ່າວ")]);
  const reasonOf = async (name: string, bytes: Uint8Array) => {
    writeFileSync(path.join(root, name), bytes);
    const taken = await takePackage(pakse.library, path.join(root, name), name, { name: "", desk: "" });
    return taken.ok ? null : taken.error.reason;
  };
  expect(await reasonOf("text.songphasa", Buffer.from("ຂ່າວ"))).toBe("package-foreign");
  expect(await reasonOf("other.songphasa", zipSync({ "a.txt": Buffer.from("a") }))).toBe("package-foreign");
  expect(await reasonOf("cut.songphasa", readFileSync(file).subarray(0, 900))).toBe("package-foreign");
  const newer = rezipped(file, (files) => {
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString("utf8"));
    files["manifest.json"] = Buffer.from(JSON.stringify({ ...manifest, format: 2 }));
  });
  expect(await reasonOf("newer.songphasa", newer)).toBe("package-newer");
  const gone = await takePackage(pakse.library, path.join(root, "gone"), "gone", { name: "", desk: "" });
  expect(gone).toMatchObject({ ok: false, error: { reason: "file-missing" } });
});
