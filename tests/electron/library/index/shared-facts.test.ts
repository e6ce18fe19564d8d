import { describe, expect, it } from "vitest";
import { sharedFacts } from "../../../../electron/library/index/facts/shared-facts.ts";
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";

const listing = (headline: string, tags: readonly string[]) => ({
  headline,
  lead: "",
  category: "economy",
  tags,
  bylines: [{ kind: "writer" as const, name: "ສົມພອນ ແກ້ວມະນີ" }],
  image: null,
  shown: [],
  related: [],
});

const release = {
  stage: "published" as const,
  publishedAt: "2024-11-06T07:15:00Z",
  out: { rev: "a".repeat(32), at: "2024-11-06T07:15:00Z" },
  corrections: [],
  withdrawn: null,
};

const version = (headline: string, tags: readonly string[]) => ({
  ...listing(headline, tags),
  printable: true,
  stop: null,
});

function story(id: string, tags: readonly string[], given: Partial<StoryFacts> = {}): StoryFacts {
  return {
    id,
    format: 2,
    trashedAt: null,
    embargoUntil: null,
    slug: null,
    release: { lo: release, en: release },
    versions: { lo: version("ຂົວແຫ່ງໃໝ່ ເປີດໃຊ້ແລ້ວ", tags), en: version("A new bridge opens", tags) },
    changed: { lo: false, en: false },
    standing: {},
    ...given,
  };
}

/** As read from JSON, which shares nothing. */
const read = (stories: readonly StoryFacts[]) => JSON.parse(JSON.stringify(stories)) as StoryFacts[];

describe("the facts of many stories", () => {
  const stories = [
    story("01", ["rice", "export"]),
    story("02", ["rice", "export"], { changed: { lo: false, en: true } }),
    story("03", ["rice"], {
      standing: { en: { ...listing("Rice", ["rice", "export"]), slug: "rice", publishedAt: null } },
    }),
    story("04", [], {
      release: {
        lo: release,
        en: { ...release, publishedAt: null, out: { rev: "b".repeat(32), at: "2024-12-01T00:00:00Z" } },
      },
    }),
  ];

  it("say what they said before they stood together", () => {
    expect(sharedFacts(read(stories))).toEqual(stories);
    expect(JSON.stringify(sharedFacts(read(stories)))).toBe(JSON.stringify(stories));
  });

  it("hold equal lists, and a moment of both languages, once", () => {
    const [first, second, third, fourth] = [...sharedFacts(read(stories)), ...sharedFacts(read(stories))];
    expect(second?.versions.en?.tags).toBe(first?.versions.lo?.tags);
    expect(third?.standing.en?.tags).toBe(first?.versions.lo?.tags);
    expect(third?.versions.en?.bylines).toBe(first?.versions.lo?.bylines);
    expect(fourth?.versions.lo?.shown).toBe(first?.versions.en?.related);
    expect(first?.release.en.out).toBe(first?.release.lo.out);
    expect(fourth?.release.en.out).not.toBe(fourth?.release.lo.out);
    expect(third?.changed).toBe(first?.changed);
    expect(third?.standing).not.toBe(first?.standing);
    expect(second?.standing).toBe(first?.standing);
  });
});
