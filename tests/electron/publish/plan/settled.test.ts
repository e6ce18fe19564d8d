/** What holds of stories that are taken as an earlier plan had them: the plan is the one that all their facts make. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SettledColumns, settledIn } from "../../../../electron/publish/known/settled-columns.ts";
import { settledFile } from "../../../../electron/publish/known/settled-file.ts";
import { NO_PAST, withChanges } from "../../../../electron/publish/plan/addresses/past-addresses.ts";
import { factsDigest } from "../../../../electron/publish/plan/facts-digest.ts";
import type { PlanInput } from "../../../../electron/publish/plan/plan-input.ts";
import { planSite } from "../../../../electron/publish/plan/plan-site.ts";
import {
  SettledStory,
  type SettledWords,
  settledWords,
} from "../../../../electron/publish/plan/settled/settled-story.ts";
import type { OutVersion, SitePlan } from "../../../../electron/publish/plan/site-plan.ts";
import { LANGS, STAGES } from "../../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";
import { heavyRuns } from "../../../random.ts";
import { idOf, PHOTO, settings } from "../newsroom.ts";

const ZONE = "Asia/Vientiane";
const [THEN, NOW] = ["2024-12-10T03:00:00Z", "2024-12-11T03:00:00Z"];
const STORIES = 6;

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-settled-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const release = fc.record({
  stage: mostly("published" as const, ...STAGES),
  publishedAt: mostly<string | null>("2024-12-06T14:15:00+07:00", null, "2024-11-30T17:30:00Z", "2024-12-10T22:00:00Z"),
  out: mostly<{ rev: string; at: string } | null>({ rev: "a", at: "2024-12-06T07:15:00Z" }, null),
  corrections: mostly<StoryFacts["release"]["lo"]["corrections"]>(
    [],
    [{ at: "2024-12-08T02:00:00Z", text: { lo: "ແກ້ຕົວເລກ", en: "" } }],
  ),
  withdrawn: mostly<StoryFacts["release"]["lo"]["withdrawn"]>(null, {
    at: "2024-12-09T02:00:00Z",
    reason: { lo: "ບໍ່ຖືກຕ້ອງ", en: "" },
  }),
});

const listing = fc.record({
  headline: mostly("ຂົວແຫ່ງທີສອງ", " ", "ລະດັບນ້ຳຂອງ"),
  lead: mostly("ວຽງຈັນ", ""),
  category: fc.constantFrom("economy", null),
  tags: fc.subarray(["asean", "mekong"]),
  bylines: mostly<StoryFacts["standing"]["lo"] extends infer S ? (S extends { bylines: infer B } ? B : never) : never>(
    [],
    [{ kind: "writer", name: "ຄຳພອນ" }],
  ),
  image: mostly<OutVersion["image"]>(null, { asset: PHOTO, alt: "ຂົວ", crop: null }),
  shown: mostly<OutVersion["shown"]>([], [{ asset: PHOTO, crop: null }]),
  related: mostly<OutVersion["related"]>([], [{ title: "ຂົວ", publishedAt: null }]),
});
const version = fc.record({ listing, printable: mostly(true, false) });

/** Its own, else one of a few, so that two come to want the same one. */
const OWN = "its-own";
const slug = fc.oneof(
  { weight: 5, arbitrary: fc.constant(OWN) },
  { weight: 1, arbitrary: fc.constantFrom("khua", "nam-khong", "story-1", null) },
);
const at = (number: number, one: string | null): string | null => (one === OWN ? `story-${number}` : one);

const facts = fc
  .record({
    trashedAt: mostly<string | null>(null, "2024-12-09T02:00:00Z"),
    embargoUntil: mostly<string | null>(null, "2024-12-10T12:00:00Z", "2024-12-20T02:00:00Z"),
    slug,
    release: fc.record({ lo: release, en: release }),
    versions: fc.record({ lo: fc.option(version, { freq: 8 }), en: fc.option(version, { freq: 2 }) }),
    changed: fc.record({ lo: mostly(false, true), en: mostly(false, true) }),
    stood: fc.record({ listing, slug, publishedAt: fc.constant("2024-12-05T02:00:00Z") }),
  })
  .map(({ stood, versions, changed, ...rest }) => {
    const standing = { ...stood.listing, slug: stood.slug, publishedAt: stood.publishedAt };
    const versionOf = (one: typeof versions.lo) => one && { ...one.listing, printable: one.printable, stop: null };
    return {
      ...rest,
      format: 1,
      versions: { lo: versionOf(versions.lo), en: versionOf(versions.en) },
      changed,
      standing: { ...(changed.lo && { lo: standing }), ...(changed.en && { en: standing }) },
    };
  });

type Facts = typeof facts extends fc.Arbitrary<infer One> ? One : never;

function storyAt(number: number, one: Facts): StoryFacts {
  const placed = <Placed extends { readonly slug: string | null }>(of: Placed): Placed => ({
    ...of,
    slug: at(number, of.slug),
  });
  const { lo, en } = one.standing;
  const standing = { ...(lo && { lo: placed(lo) }), ...(en && { en: placed(en) }) };
  return { id: idOf(number), ...placed(one), standing, word: JSON.stringify([number, one]) };
}

const all = fc
  .array(facts, { minLength: STORIES, maxLength: STORIES })
  .map((some) => some.map((one, number) => storyAt(number, one)));

const named = fc
  .subarray(Array.from({ length: STORIES }, (_, number) => number))
  .map((some) => some.flatMap((number) => LANGS.map((lang) => ({ id: idOf(number), lang }))));

const asked = fc.record(
  { chosen: named, also: named, changed: fc.boolean(), keepStages: fc.boolean() },
  { requiredKeys: [] },
);

function toldOf(plan: SitePlan) {
  const versionOf = (out: OutVersion | undefined) => {
    if (!out) return null;
    const { lang, publishedAt, corrections, updatedAt, folder: at, rev, headline, lead, category } = out;
    const { tags, bylines, image, shown, related } = out;
    const said = { lang, publishedAt, corrections, updatedAt, at, rev, headline, lead, category };
    return { ...said, tags, bylines, image, shown, related, digest: factsDigest(out) };
  };
  const outs = plan.outs.map(({ versions: { lo, en }, ...out }) => ({ ...out, lo: versionOf(lo), en: versionOf(en) }));
  return { ...plan, outs };
}

/** The same stories, with those in place of theirs that another plan of them kept as settled and that didn't change. */
async function withSettled(earlier: readonly StoryFacts[], plan: SitePlan, now: readonly StoryFacts[]) {
  const outs = new Map(plan.outs.map((out) => [out.id, out]));
  const settled = earlier.flatMap((story) => {
    const out = outs.get(story.id);
    const words = out?.word === undefined ? null : settledWords(story, out, THEN, factsDigest);
    return words ? [{ words, facts: Buffer.from(JSON.stringify(story)) }] : [];
  });
  await settledFile(folder, ZONE, "ໂປຣແກຣມ").keep(settled);
  const kept = await settledFile(folder, ZONE, "ໂປຣແກຣມ").read();
  expect(kept?.size).toBe(settled.length);
  return now.map((story) => (kept?.get(story.id)?.word === story.word ? (kept?.get(story.id) ?? story) : story));
}

test("a plan of settled stories and of what changed since is the plan that all facts make", async () => {
  let taken = 0;
  const others = fc.array(fc.option(facts, { freq: 3 }), { minLength: STORIES, maxLength: STORIES });
  await fc.assert(
    fc.asyncProperty(all, others, asked, asked, fc.boolean(), async (earlier, changes, first, second, isNoted) => {
      const input = { settings: { ...settings, timeZone: ZONE }, past: NO_PAST };
      const before = planSite({ ...input, ...first, stories: earlier, now: THEN });
      const stories = earlier.map((story, number): StoryFacts => {
        const change = changes[number] ?? null;
        return change ? storyAt(number, change) : story;
      });
      const past = isNoted ? withChanges(NO_PAST, before.changes) : NO_PAST;
      const then: Omit<PlanInput, "stories"> = { ...input, ...second, past, now: NOW };
      const some = await withSettled(earlier, before, stories);
      taken += some.filter((story) => story instanceof SettledStory).length;
      expect(toldOf(planSite({ ...then, stories: some }))).toEqual(toldOf(planSite({ ...then, stories })));
    }),
    { numRuns: heavyRuns(300) },
  );
  expect(taken).toBeGreaterThan(100);
}, 60_000);

test("what is kept for another zone or of another program, or was changed by a letter, is as none", async () => {
  const kept = settledFile(folder, ZONE, "1");
  expect(await kept.read()).toBeNull();
  await kept.keep([]);
  expect((await kept.read())?.size).toBe(0);
  // Fewer than were to be kept at least leave what stands, and nothing beside it.
  await kept.keep([], 1);
  expect((await kept.read())?.size).toBe(0);
  expect(await readdir(folder)).toHaveLength(1);
  expect(await settledFile(folder, "UTC", "1").read()).toBeNull();
  expect(await settledFile(folder, ZONE, "2").read()).toBeNull();
  const [name = ""] = await readdir(folder);
  const text = await readFile(path.join(folder, name), "utf8");
  await writeFile(path.join(folder, name), text.replace("columns", "colunms"));
  expect(await kept.read()).toBeNull();
});

const listingOf = (headline: string) => ({
  ...{ headline, lead: "", category: null, tags: [], bylines: [], image: null, shown: [], related: [] },
});

/** A story that is out in Lao at an address of December. */
function outAt(number: number, address: string, more: Partial<StoryFacts> = {}): StoryFacts {
  const home = { stage: "draft" as const, publishedAt: null, out: null, corrections: [], withdrawn: null };
  const publishedAt = "2024-12-06T14:15:00+07:00";
  const lo = { ...home, stage: "published" as const, publishedAt, out: { rev: "a", at: "2024-12-06T07:15:00Z" } };
  const facts = {
    ...{ id: idOf(number), format: 1, trashedAt: null, embargoUntil: null, slug: address },
    release: { lo, en: home },
    versions: { lo: { ...listingOf(`ຂ່າວທີ ${number}`), printable: true, stop: null }, en: null },
    changed: { lo: false, en: false },
    standing: {},
    ...more,
  };
  return { ...facts, word: JSON.stringify(facts) };
}

const plain = { settings: { ...settings, timeZone: ZONE }, now: NOW };

test("a settled story gives way where another that stood before it has come to its address", async () => {
  const second = outAt(2, "khua");
  const before = [outAt(1, "talat"), second];
  const standing = { lo: { ...listingOf("ຂົວ"), slug: "khua", publishedAt: "2024-12-06T14:15:00+07:00" } };
  const now = [outAt(1, "talat", { changed: { lo: true, en: false }, standing }), second];
  const some = await withSettled(before, planSite({ ...plain, stories: before }), now);
  expect(some[1]).toBeInstanceOf(SettledStory);
  const plan = planSite({ ...plain, stories: some });
  expect(plan.skipped).toContainEqual({ id: idOf(2), lang: "lo", code: "slug-clash" });
  expect(toldOf(plan)).toEqual(toldOf(planSite({ ...plain, stories: now })));
});

test("a settled story that another desk's publication noted elsewhere is told to have moved", async () => {
  const stories = [outAt(1, "talat"), outAt(2, "khua")];
  const some = await withSettled(stories, planSite({ ...plain, stories }), stories);
  expect(some.every((story) => story instanceof SettledStory)).toBe(true);
  const past = withChanges(NO_PAST, [{ id: idOf(2), lang: "lo", kind: "new", to: "lo/2024/12/khua-kao/" }]);
  const plan = planSite({ ...plain, past, stories: some });
  expect(plan.changes).toMatchObject([
    { id: idOf(2), kind: "moved", from: "lo/2024/12/khua-kao/", to: "lo/2024/12/khua/" },
  ]);
  expect(toldOf(plan)).toEqual(toldOf(planSite({ ...plain, past, stories })));
});

test("what is kept of a story is read as it was, whatever its keys hold; what is no line is not kept", async () => {
  const version = (category: string | null, more: Partial<OutVersion> = {}) =>
    [
      ...(["digest", "2024-12-06T14:15:00+07:00", "lo/2024/12/khua", null, "a", category] as const),
      more.tags ?? [],
      more.image ?? null,
      more.shown ?? [],
    ] as const;
  const image = { asset: PHOTO, alt: 'ຂົວ "ໃໝ່"\nແມ່ນ້ຳຂອງ', crop: null };
  const lo = version("ເສດຖະກິດ", { tags: ["ແມ່ນ້ຳຂອງ", "=", '"'], image, shown: [{ asset: PHOTO, crop: null }] });
  const later = ["=", "2024-12-07T08:00:00+07:00", "en/2024/12/khua", "2024-12-08T09:00:00+07:00", null] as const;
  const all: readonly SettledWords[] = [
    [idOf(1), "ຄຳທີ 1", "khua", null, "lo", [], false, lo, null],
    [idOf(2), "2", "khua", "2024-12-06T07:15:00Z", "en", ["lo"], true, null, version(null)],
    [idOf(3), "3", "khua", null, "lo", [], false, lo, version("ເສດຖະກິດ")],
    [idOf(4), "4", "khua", null, "en", [], false, lo, [...later, null, [], null, []]],
  ];
  const odd: SettledWords = [idOf(5), "ສອງ\nແຖວ", "khua", null, "lo", [], false, lo, null];
  const columns = new SettledColumns();
  expect([...all, odd].map((one) => columns.add(one))).toEqual([true, true, true, true, false]);
  const bytes = columns.bytes();
  const lengths = bytes.map(({ length }) => length);
  const read = settledIn(Buffer.concat(bytes), lengths, all.length);
  expect(all.map((_, at) => read?.(at))).toEqual(all);
  expect(settledIn(Buffer.concat(bytes), lengths, 3)).toBeNull();
  expect(settledIn(Buffer.concat(bytes).subarray(1), lengths, 4)).toBeNull();
  expect(settledIn(Buffer.concat(bytes), lengths.slice(1), 4)).toBeNull();
});
