/** Names that Windows keeps for devices: a site goes to any system, so it has no folder of such a name, and a bundle of it is taken. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { nameProblem } from "../../../electron/disk/archives/archive-names.ts";
import { applyBundle } from "../../../electron/publish/apply/apply-bundle.ts";
import { verifyBundle } from "../../../electron/publish/apply/open-bundle.ts";
import { writeBundle } from "../../../electron/publish/bundle/write-bundle.ts";
import { must } from "../library/stories.ts";
import { begin, buildFor, filesOf, idOf, out, planFor, ready, settings, storyOf, textOf } from "./newsroom.ts";

const NAMES = ["aux", "con", "nul", "com1", "lpt9"] as const;
const named = {
  ...settings,
  categories: NAMES.map((key) => ({ key, lo: `ໝວດ ${key}`, en: `Section ${key}` })),
  tags: NAMES.map((key) => ({ key, lo: `ປ້າຍ ${key}`, en: `Tag ${key}` })),
};
const en = { headline: "Ferry crossing at Khong reopens" };
const lo = { headline: "ທ່າເຮືອບັກ ເມືອງໂຂງ ເປີດໃຊ້ຄືນ" };

/** A story in a section and with tags of such names. */
const storyAt = (number: number, slug: string, release: NonNullable<Parameters<typeof storyOf>[1]["release"]>) =>
  storyOf(number, { lo, en, details: { slug, category: NAMES[number] ?? null, tags: [...NAMES] }, release });

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-devices-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it("no section, tag or story stands in such a folder, and a bundle of the site can be looked at and taken", async () => {
  const withdrawn = {
    ...out(),
    stage: "withdrawn" as const,
    withdrawn: { at: "2024-12-08T02:00:00Z", reason: { lo: "", en: "" } },
    out: { rev: "a".repeat(32), shown: "", at: "2024-12-06T07:15:00Z" },
  };
  const articles = [
    storyAt(0, "ferry-at-khong", { lo: ready(), en: ready() }),
    // An older desk put these out, and withdrew one of them.
    storyAt(1, "aux", { lo: out(), en: out() }),
    storyAt(2, "com1", { en: withdrawn }),
  ];
  const room = { articles, plan: { settings: named } };
  const files = await filesOf(await buildFor(room));
  expect([...files.keys()].filter((name) => nameProblem(name) !== null)).toEqual([]);
  for (const name of NAMES)
    expect(files.has(`lo/section/${name}-2/index.html`) && files.has(`en/tag/${name}-2/index.html`)).toBe(true);
  expect(files.has("lo/2024/12/aux-2/index.html")).toBe(true);
  const gone = { new: null, old: "en/2024/12/com1/index.html", status: 410 };
  expect(JSON.parse(textOf(files, "redirects.json"))).toMatchObject({ redirects: [gone] });

  const bundle = path.join(home, "kpl.zip");
  const whole = {
    base: null,
    known: null,
    part: null,
    version: "0.1.0",
    library: idOf(9),
    publication: async () => null,
  };
  must(await writeBundle(bundle, begin(await buildFor(room)), whole));
  expect(must(await verifyBundle(bundle)).files).toBe(files.size);
  expect(must(await applyBundle(bundle, path.join(home, "www"))).written).toBe(files.size);
});

it("what stood there is led on from by the servers, as of any moved page", () => {
  for (const slug of NAMES) {
    const stands = (page: string) => page === `en/2024/12/${slug}/index.html`;
    const plan = planFor({ articles: [storyAt(1, slug, { en: out() })], plan: { stands } });
    const [from, to] = [`en/2024/12/${slug}/`, `en/2024/12/${slug}-2/`];
    expect(plan.changes).toEqual([{ id: idOf(1), lang: "en", kind: "moved", from, to }]);
  }
});
