import { describe, expect, it } from "vitest";
import { planSite } from "../../../../electron/publish/plan/plan-site.ts";
import { factsOf, idOf, NOW, out, planFor, ready, settings, storyOf } from "../newsroom.ts";

const en = { headline: "Rice harvest ahead of last year in Savannakhet" };
const lo = { headline: "ເກັບກ່ຽວເຂົ້ານາປີຢູ່ສະຫວັນນະເຂດໄວກວ່າປີກາຍ" };
const outsOf = (plan: ReturnType<typeof planFor>) =>
  plan.outs.flatMap((story) => Object.keys(story.versions).map((lang) => `${story.id.slice(-1)} ${lang}`));

describe("what goes out", () => {
  it("takes each language on its own: what is ready or out goes, the other is named with its reason", () => {
    const plan = planFor({
      articles: [
        storyOf(1, { en, lo, release: { en: ready() } }),
        storyOf(2, { en, lo, release: { lo: out(), en: { stage: "withdrawn", publishedAt: null } } }),
        storyOf(3, { lo, release: { lo: { stage: "review", publishedAt: null } } }),
      ],
    });
    expect(outsOf(plan)).toEqual(["1 en", "2 lo"]);
    expect(plan.skipped).toEqual([
      { id: idOf(1), lang: "lo", code: "stage" },
      { id: idOf(2), lang: "en", code: "stage" },
      { id: idOf(3), lang: "lo", code: "stage" },
    ]);
  });

  it("keeps at home what is trashed, under embargo, dated ahead, without words or without a headline", () => {
    const plan = planFor({
      articles: [
        storyOf(1, { en, release: { en: out() }, more: { trashedAt: NOW } }),
        storyOf(2, { en, release: { en: ready() }, details: { embargoUntil: "2024-12-10T10:00:01+07:00" } }),
        storyOf(3, { en, release: { en: ready("2024-12-10T10:00:01+07:00") } }),
        storyOf(4, { en, release: { en: out(), lo: ready() } }),
        storyOf(5, { en: { headline: "  " }, release: { en: ready() } }),
        storyOf(6, { en, release: { en: ready() }, more: { format: 2 } }),
        storyOf(7, {
          en: { ...en, body: { type: "doc", content: [{ type: "poll" }] } },
          release: { en: ready() },
        }),
      ],
    });
    expect(outsOf(plan)).toEqual(["4 en"]);
    expect(plan.skipped.map(({ id, lang, code }) => `${id.slice(-1)} ${lang} ${code}`)).toEqual([
      "1 en trashed",
      "2 en embargo",
      "3 en future",
      "4 lo no-version",
      "5 en no-headline",
      "6 en read-only",
      "7 en read-only",
    ]);
  });

  it("lets a story out at the very second of its embargo and of its date", () => {
    const plan = planFor({
      articles: [
        storyOf(1, {
          en,
          release: { en: ready("2024-12-10T10:00:00+07:00") },
          details: { embargoUntil: "2024-12-10T10:00:00+07:00" },
        }),
      ],
    });
    expect(outsOf(plan)).toEqual(["1 en"]);
  });
});

describe("what the desk writes down", () => {
  it("moves ready to published, dates it in the desk's zone and fixes the slug", () => {
    const plan = planFor({ articles: [storyOf(1, { en, lo, release: { en: ready() } })] });
    expect(plan.releases).toEqual([
      {
        id: idOf(1),
        slug: "rice-harvest-ahead-of-last-year-in-savannakhet",
        release: { en: { stage: "published", publishedAt: "2024-12-10T10:00:00+07:00" } },
      },
    ]);
  });

  it("keeps the date and the slug that a person set", () => {
    const plan = planFor({
      articles: [storyOf(1, { en, release: { en: ready("2024-11-30T23:30:00Z") }, details: { slug: "harvest" } })],
    });
    expect(plan.releases).toEqual([
      {
        id: idOf(1),
        slug: null,
        release: { en: { stage: "published", publishedAt: "2024-11-30T23:30:00Z" } },
      },
    ]);
    // half past six in the morning of 1 December in Vientiane
    expect(plan.outs[0]?.versions.en?.folder).toBe("en/2024/12/harvest");
  });

  it("has nothing to say of what is out already, and nothing at all where stages are kept", () => {
    const outAlready = storyOf(1, { en, release: { en: out() }, details: { slug: "harvest" } });
    expect(planFor({ articles: [outAlready] }).releases).toEqual([]);
    const kept = planFor({
      articles: [outAlready, storyOf(2, { lo, release: { lo: ready() } })],
      plan: { keepStages: true },
    });
    expect(kept.releases).toEqual([]);
    expect(outsOf(kept)).toEqual(["1 en", "2 lo"]);
  });
});

describe("one story chosen", () => {
  const articles = [
    storyOf(1, { en, lo, release: { en: ready(), lo: ready() }, details: { slug: "harvest" } }),
    storyOf(2, { en, release: { en: ready() }, details: { slug: "harvest-2" } }),
    storyOf(3, { lo, release: { lo: out() }, details: { slug: "harvest-3" } }),
    storyOf(4, { lo, en, release: { lo: out() }, details: { slug: "harvest-4" } }),
  ];

  it("goes out beside what is out; other ready ones wait without a word", () => {
    const plan = planFor({ articles, plan: { chosen: [{ id: idOf(1), lang: "en" }] } });
    expect(outsOf(plan)).toEqual(["1 en", "3 lo", "4 lo"]);
    expect(plan.skipped).toEqual([]);
    expect(plan.releases.map(({ id }) => id)).toEqual([idOf(1)]);
  });

  it("is named with the reason where it can't go", () => {
    const chosen = [
      { id: idOf(4), lang: "en" },
      { id: idOf(3), lang: "en" },
      { id: idOf(9), lang: "lo" },
    ] as const;
    const plan = planFor({ articles, plan: { chosen } });
    expect(plan.skipped).toEqual([
      { id: idOf(3), lang: "en", code: "no-version" },
      { id: idOf(4), lang: "en", code: "stage" },
      { id: idOf(9), lang: "lo", code: "unreadable" },
    ]);
  });

  it("names what another desk held back; its page stays", () => {
    const pulled = storyOf(5, { lo, release: { lo: out() }, details: { embargoUntil: "2025-01-01T00:00:00+07:00" } });
    const plan = planFor({ articles: [...articles, pulled], plan: { chosen: [{ id: idOf(1), lang: "en" }] } });
    expect(plan.skipped).toEqual([{ id: idOf(5), lang: "lo", code: "embargo" }]);
    expect(outsOf(plan)).toContain("5 lo");
  });
});

describe("slugs", () => {
  it("romanise a Lao headline where there is no English one, and keep clear of taken slugs, trashed stories' too", () => {
    const plan = planFor({
      articles: [
        storyOf(1, { en, release: { en: ready() } }),
        storyOf(2, { en, release: { en: ready() } }),
        storyOf(3, {
          en,
          details: { slug: "rice-harvest-ahead-of-last-year-in-savannakhet" },
          more: { trashedAt: NOW },
        }),
        storyOf(4, { lo, release: { lo: ready() } }),
      ],
    });
    expect(plan.outs.map(({ slug }) => slug)).toEqual([
      "rice-harvest-ahead-of-last-year-in-savannakhet-2",
      "rice-harvest-ahead-of-last-year-in-savannakhet-3",
      expect.stringMatching(/^[a-z]+(-[a-z]+)*$/),
    ]);
  });

  it("that clash at one address leave it to the page that is out, else to the older story", () => {
    const details = { slug: "harvest" };
    const plan = planFor({
      articles: [
        storyOf(1, {
          en,
          lo,
          details,
          release: { en: ready("2024-12-06T01:00:00Z"), lo: ready("2024-11-06T01:00:00Z") },
        }),
        storyOf(2, { en, lo, details, release: { en: out(), lo: ready("2024-11-07T01:00:00Z") } }),
        storyOf(3, { en, details, release: { en: out("2024-10-06T14:15:00+07:00") } }),
      ],
    });
    expect(outsOf(plan)).toEqual(["1 lo", "2 en", "3 en"]);
    expect(plan.skipped).toEqual([
      { id: idOf(1), lang: "en", code: "slug-clash" },
      { id: idOf(2), lang: "lo", code: "slug-clash" },
    ]);
  });
});

describe("a check that stops a language", () => {
  const empty = { type: "doc", content: [{ type: "paragraph", attrs: { id: "p", row: "p" } }] };
  const harvest = { slug: "harvest" };

  it("keeps it at home and says which one: no text, an open conflict", () => {
    const plan = planFor({
      articles: [
        storyOf(1, { lo: { ...lo, body: empty }, en, release: { lo: ready(), en: ready() } }),
        storyOf(2, { en, release: { en: ready() }, more: { conflicts: [{ part: "en" }] } }),
      ],
    });
    expect(outsOf(plan)).toEqual(["1 en"]);
    expect(plan.skipped).toEqual([
      { id: idOf(1), lang: "lo", code: "check", check: "body" },
      { id: idOf(2), lang: "en", code: "check", check: "conflict" },
    ]);
    expect(plan.releases.map(({ release }) => Object.keys(release))).toEqual([["en"]]);
  });

  it("is an address that no folder of Windows may have, whoever gave it", () => {
    for (const slug of ["con", "aux", "nul", "com1", "lpt9"]) {
      const named = { ...harvest, slug };
      const stopped = planFor({ articles: [storyOf(1, { en, details: named, release: { en: ready() } })] });
      expect(outsOf(stopped)).toEqual([]);
      expect(stopped.skipped).toContainEqual({ id: idOf(1), lang: "en", code: "check", check: "device-name" });
    }
    for (const slug of ["con-2", "auxiliary", "com10"]) {
      const named = { ...harvest, slug };
      expect(outsOf(planFor({ articles: [storyOf(1, { en, details: named, release: { en: ready() } })] }))).toEqual([
        "1 en",
      ]);
    }
  });

  it("is an address that a story in the trash has, but for a story whose page stands under it", () => {
    const trashed = storyOf(3, { en, details: harvest, more: { trashedAt: NOW } });
    const fresh = storyOf(1, { en, details: harvest, release: { en: ready() } });
    const stopped = planFor({ articles: [fresh, trashed] });
    expect(outsOf(stopped)).toEqual([]);
    expect(stopped.skipped).toContainEqual({ id: idOf(1), lang: "en", code: "check", check: "address" });
    const standing = storyOf(1, { en, lo, details: harvest, release: { en: out(), lo: ready() } });
    expect(outsOf(planFor({ articles: [standing, trashed] }))).toEqual(["1 en", "1 lo"]);
  });

  it("leaves as it is what an older desk published", () => {
    const plan = planFor({ articles: [storyOf(1, { en: { ...en, body: empty }, release: { en: out() } })] });
    expect(outsOf(plan)).toEqual(["1 en"]);
    expect(plan.skipped).toEqual([]);
  });
});

it("takes a site's address with or without a slash, and none that isn't the web's", () => {
  const baseOf = (baseUrl: string) => planFor({ articles: [], plan: { baseUrl } }).baseUrl;
  expect(baseOf("https://kpl.gov.la/news")).toBe("https://kpl.gov.la/news/");
  expect(baseOf("https://kpl.gov.la/?a=1#b")).toBe("https://kpl.gov.la/");
  expect(baseOf("javascript:alert(1)")).toBe("");
});

describe("what is out", () => {
  const standing = {
    slug: "harvest",
    category: "economy",
    tags: [],
    bylines: [],
    image: null,
    shown: [],
    related: [],
    publishedAt: "2024-11-06T14:15:00+07:00",
    headline: "Rice harvest ahead",
    lead: "",
  };
  const changed = (number: number, given: Parameters<typeof storyOf>[1] = {}) =>
    factsOf(
      storyOf(number, {
        en,
        release: { en: { ...out(), out: { rev: "a".repeat(32), shown: "", at: "2024-12-06T07:15:00Z" } } },
        details: { slug: "harvest-of-2024", category: "politics" },
        ...given,
      }),
      { changed: { lo: false, en: true }, standing: { en: standing } },
    );
  const planOf = (plan: Partial<Parameters<typeof planSite>[0]>) =>
    planSite({ stories: [changed(1)], settings, now: NOW, ...plan });

  it("stays with the words, date, category and address that it went out with, until it is named", () => {
    const stays = planOf({});
    expect(stays.outs[0]?.versions.en).toEqual({
      id: changed(1).id,
      lang: "en",
      headline: "Rice harvest ahead",
      lead: "",
      category: "economy",
      tags: [],
      bylines: [],
      image: null,
      shown: [],
      related: [],
      publishedAt: "2024-11-06T14:15:00+07:00",
      corrections: [],
      updatedAt: null,
      folder: "en/2024/11/harvest",
      rev: "a".repeat(32),
    });
    expect(stays.releases).toEqual([]);
    for (const plan of [
      { chosen: [{ id: idOf(1), lang: "en" as const }] },
      { also: [{ id: idOf(1), lang: "en" as const }] },
      { changed: true },
    ]) {
      const goes = planOf(plan);
      expect(goes.outs[0]?.versions.en).toMatchObject({
        ...en,
        category: "politics",
        folder: "en/2024/12/harvest-of-2024",
        rev: null,
      });
      expect(goes.releases.map(({ id }) => id)).toEqual([idOf(1)]);
    }
  });

  it("stays where it was where its new address is taken, which is told", () => {
    const holder = factsOf(storyOf(2, { en, release: { en: out() }, details: { slug: "harvest-of-2024" } }));
    const plan = planOf({ stories: [changed(1), holder], changed: true });
    expect(plan.outs.map(({ versions }) => versions.en?.folder)).toEqual([
      "en/2024/11/harvest",
      "en/2024/12/harvest-of-2024",
    ]);
    expect(plan.skipped).toEqual([{ id: idOf(1), lang: "en", code: "slug-clash" }]);
  });

  it("gives its address to no other story while a page stands under it", () => {
    const fresh = factsOf(storyOf(3, { en: { headline: "Harvest" }, release: { en: ready() } }));
    expect(planOf({ stories: [changed(1), fresh] }).outs[1]?.slug).toBe("harvest-2");
  });

  it("keeps in the folder what can't be made anew: of a newer desk, of a lost revision, of no file", () => {
    const newer = factsOf(storyOf(1, { en, release: { en: out() }, more: { format: 2 } }));
    const lost = { ...changed(2), standing: {} };
    const stands = (id: string) => ({ id, slug: `${id.slice(-1)}`, last: "en" as const, versions: {} });
    const plan = planOf({
      stories: [newer, lost],
      unreadable: [idOf(3)],
      standing: new Map([1, 2].map((number) => [idOf(number), stands(idOf(number))])),
    });
    expect([...plan.kept]).toEqual([idOf(1), idOf(2)]);
    expect(plan.skipped.filter(({ lang }) => lang === "en").map(({ id, code }) => `${id.slice(-1)} ${code}`)).toEqual([
      "1 read-only",
      "2 unreadable",
      "3 unreadable",
    ]);
  });

  it("by hand and never dated gets its date and address, embargo or not", () => {
    const story = storyOf(1, {
      en,
      release: { en: out(null) },
      details: { embargoUntil: "2025-01-01T00:00:00+07:00" },
    });
    const plan = planFor({ articles: [story] });
    expect(plan.releases).toMatchObject([
      { id: idOf(1), release: { en: { publishedAt: "2024-12-10T10:00:00+07:00" } } },
    ]);
    expect(plan.skipped).toEqual([{ id: idOf(1), lang: "en", code: "embargo" }]);
  });
});
