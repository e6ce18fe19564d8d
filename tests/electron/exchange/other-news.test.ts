import { describe, expect, it } from "vitest";
import { defaultSettings, Settings } from "../../../shared/settings.ts";
import { codes, imported, items, paragraphs } from "./newsroom.ts";

const STORY = `Vientiane Buses Go Electric

05/03/2025 07:40
Email Print 91
ຂປລ Forty electric buses have entered service in the capital.

(KPL) The buses run on three lines.

KPL
`;

const item = (title: string, category: string, date: string, summary: string): string =>
  `    • ${title}${category}\n\n      ${title}\n\n      ${date}\n\n      ${summary}\n`;

const withNews = (...parts: string[]): string => `${STORY}\nຂ່າວອື່ນໆ\n\n${parts.join("\n")}\nads\nads\n\nTop`;

const RICE = item("Rice Exports Reach Record", "Economy", "3/4/2025 12:05:09 AM", "Exports rose by a tenth.");

describe("the other news", () => {
  it("reads month before day, and the clock of twelve hours", () => {
    const story = imported(
      withNews(RICE, item("Border Market Opens", "Economy", "12/1/2025 12:30:00 PM", "At Friendship Bridge I.")),
    );
    expect(items(story).map((one) => one.publishedAt)).toEqual([
      "2025-03-04T00:05:09+07:00",
      "2025-12-01T12:30:00+07:00",
    ]);
  });

  it.each([2, 12])("may hold %i items", (count) => {
    const titles = Array.from({ length: count }, (_, at) => `Province ${at + 1} Plants Trees`);
    const story = imported(
      withNews(
        ...titles.map((title, at) => item(title, "Environment", `6/${at + 1}/2025 9:15:00 AM`, `Summary ${at + 1}.`)),
      ),
    );
    expect(items(story).map((one) => one.title.en)).toEqual(titles);
    expect(items(story).map((one) => one.summary.en)).toEqual(titles.map((_, at) => `Summary ${at + 1}.`));
    expect(new Set(items(story).map((one) => one.category))).toEqual(new Set(["environment"]));
    expect(paragraphs(story)).toEqual(["The buses run on three lines."]);
    expect(story.warnings).toEqual([]);
  });

  it("may stand under an English heading, with a colon", () => {
    const story = imported(withNews(RICE).replace("ຂ່າວອື່ນໆ", "Other News:"));
    expect(items(story)).toHaveLength(1);
    expect(story.dropped).toEqual(["Email Print 91", "ads", "ads", "Top"]);
  });

  it("is found without a heading, without bullets and without blank lines", () => {
    const bare = withNews(RICE, RICE.replaceAll("Rice", "Coffee")).replace("ຂ່າວອື່ນໆ\n", "").replaceAll("• ", "");
    for (const text of [bare, bare.replace(/\n\s*\n/g, "\n")]) {
      const story = imported(text);
      expect(items(story).map((one) => [one.title.en, one.category, one.summary.en])).toEqual([
        ["Rice Exports Reach Record", "economy", "Exports rose by a tenth."],
        ["Coffee Exports Reach Record", "economy", "Exports rose by a tenth."],
      ]);
      expect(story.version.signOff).toBe("KPL");
    }
  });

  it("reads a title that a terminal broke, twice over", () => {
    const story = imported(
      withNews(
        "• Laos and Thailand Agree on\nNew Bridge in BokeoInternational\n\nLaos and Thailand Agree on\nNew Bridge in Bokeo\n\n3/4/2025 8:00:00 AM\n\nWork begins\nin May.\n",
      ),
    );
    expect(items(story)).toMatchObject([
      {
        title: { en: "Laos and Thailand Agree on New Bridge in Bokeo" },
        category: "international",
        summary: { en: "Work begins in May." },
      },
    ]);
  });

  it("takes titles under bullets that stand on lines of their own", () => {
    const story = imported(withNews(RICE.replace("• ", "•\n      ")));
    expect(items(story)).toMatchObject([{ title: { en: "Rice Exports Reach Record" }, category: "economy" }]);
  });

  it("keeps what follows a summary in the body, and names it", () => {
    const story = imported(`${withNews(RICE)}\n\nCopyright 2025 Lao News Agency`);
    expect(items(story)[0]?.summary.en).toBe("Exports rose by a tenth.");
    expect(paragraphs(story).at(-1)).toBe("Copyright 2025 Lao News Agency");
    expect(story.warnings).toEqual([{ code: "unrecognised", text: "Copyright 2025 Lao News Agency" }]);
  });

  it("says which item has no date, and takes its summary all the same", () => {
    const story = imported(withNews(RICE.replace("      3/4/2025 12:05:09 AM\n\n", "")));
    expect(items(story)).toMatchObject([
      {
        title: { en: "Rice Exports Reach Record" },
        category: "economy",
        publishedAt: null,
        summary: { en: "Exports rose by a tenth." },
      },
    ]);
    expect(story.warnings).toEqual([{ code: "related-no-date", text: "Rice Exports Reach Record" }]);
  });

  it("keeps a date that doesn't exist in the summary, and says so", () => {
    const story = imported(withNews(RICE.replace("3/4/2025", "31/11/2025")));
    expect(items(story)).toMatchObject([
      { publishedAt: null, summary: { en: "31/11/2025 12:05:09 AM Exports rose by a tenth." } },
    ]);
    expect(story.warnings).toEqual([{ code: "related-date-impossible", text: "31/11/2025 12:05:09 AM" }]);
  });

  it("does not take a list in the story for other news", () => {
    const story = imported(
      STORY.replace("three lines.", "three lines:\n\n• Talat Sao to the airport\n• Talat Sao to the university"),
    );
    expect(story.related).toEqual([]);
    expect(paragraphs(story)).toEqual([
      "The buses run on three lines:",
      "Talat Sao to the airport\nTalat Sao to the university",
    ]);
  });
});

describe("categories", () => {
  const categoryOf = (word: string) => {
    const story = imported(withNews(RICE.replace("RecordEconomy", `Record${word}`)));
    return { category: items(story)[0]?.category, title: items(story)[0]?.title.en, story };
  };

  it.each(["Economy", "economy", "ECONOMY", " Economy", " - Economy", "ເສດຖະກິດ", "ເສດ\u200Bຖະກິດ"])(
    "finds “%s” among those of the settings",
    (word) => {
      const { category, title, story } = categoryOf(word);
      expect([category, title]).toEqual(["economy", "Rice Exports Reach Record"]);
      expect(story.newCategories).toEqual([]);
    },
  );

  it.each([
    ["Agriculture", "agriculture"],
    ["Science & Technology", "science-technology"],
    ["ກະສິກຳ", "kasikam"],
  ])("adds “%s”, once, with a word in both languages, and says so", (word, key) => {
    const story = imported(
      withNews(
        RICE.replace("RecordEconomy", `Record${word}`),
        RICE.replaceAll("Rice", "Coffee").replace("RecordEconomy", `Record${word}`),
      ),
    );
    expect(items(story).map((one) => one.category)).toEqual([key, key]);
    expect(story.newCategories).toEqual([{ key, lo: word, en: word }]);
    expect(story.warnings).toEqual([{ code: "new-category", text: word }]);
  });

  it("gives settings that stay valid, whatever the word", () => {
    for (const word of ["政治", "Économie", "“Sport”", "2025", "Very Long Category Of Forty Letters Here", "ໆ"]) {
      const { newCategories } = categoryOf(word).story;
      const settings = { ...defaultSettings(), categories: [...defaultSettings().categories, ...newCategories] };
      expect(Settings.safeParse(settings).error).toBeUndefined();
    }
  });

  it("makes a key of its own for another word that would have the same", () => {
    const story = imported(
      withNews(
        RICE.replace("RecordEconomy", "RecordArts!"),
        RICE.replaceAll("Rice", "Tea").replace("RecordEconomy", "RecordArts?"),
      ),
    );
    expect(story.newCategories.map((term) => term.key)).toEqual(["arts", "arts-2"]);
  });

  it("leaves a word of no letters at its title", () => {
    const { category, title, story } = categoryOf("***");
    expect([category, title]).toEqual([null, "Rice Exports Reach Record***"]);
    expect(codes(story)).toEqual(["related-no-category"]);
  });

  it("does not take the rest of a longer title for a category", () => {
    const story = imported(withNews("• Laos Wins Gold in Wushu\n\nLaos\n\nA first at the Games.\n"));
    expect(items(story)[0]).toMatchObject({ title: { en: "Laos Wins Gold in Wushu" }, category: null });
    expect(story.newCategories).toEqual([]);
  });

  it("finds a known word glued to a title that isn't repeated, and no word of the title itself", () => {
    const story = imported(
      withNews(
        "• Farmers Meet in PakseEconomy\n\n3/4/2025 8:00:00 AM\n\nThey met.\n",
        "• A Guide to Lao Politics\n\n3/5/2025 8:00:00 AM\n\nA book.\n",
      ),
    );
    expect(items(story).map((one) => [one.title.en, one.category])).toEqual([
      ["Farmers Meet in Pakse", "economy"],
      ["A Guide to Lao Politics", null],
    ]);
    expect(story.warnings).toEqual([{ code: "related-no-category", text: "A Guide to Lao Politics" }]);
  });
});
