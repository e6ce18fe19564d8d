/** A search for what stories write together or apart: figures with and without points, names of several words. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Library } from "../../../../electron/library/library.ts";
import { must, newsroom, story, writer } from "../newsroom.ts";

const room = newsroom({ before: beforeAll, after: afterAll });

const STORIES = {
  points: { lo: { headline: "ລາຄາເຂົ້າ", body: ["ລາຄາເຂົ້າໜຽວຂຶ້ນເປັນ 18.000 ກີບຕໍ່ກິໂລ."] } },
  commas: { en: { headline: "Rice price", body: ["Sticky rice sells at 18,000 kip a kilo."] } },
  spaces: { en: { headline: "Maize price", body: ["Maize sells at 18\u202f000 kip a sack."] } },
  bare: { en: { headline: "Salt price", body: ["Salt sells at 18000 kip a bag, 1800 kip more."] } },
  figures: { lo: { headline: "ລາຄາເກືອ", body: ["ເກືອຖົງລະ ໑໘໐໐໐ ກີບ."] } },
  millions: { lo: { headline: "ງົບປະມານ", body: ["ແຂວງໄດ້ຮັບ 2.450.000 ໂດລາ."] } },
  small: { en: { headline: "Eighteen", body: ["On page 18 there were 000 errors, 180 of them old."] } },
  flood: { en: { headline: "Xe Bangfai river rises", body: ["Buses to Luang Prabang and Vang Vieng stop."] } },
  road: { en: { headline: "Road to Luangprabang", body: ["The road ends at Vangvieng."] } },
  port: { en: { headline: "Dry port", body: ["A truck of an e-commerce firm left Thakhek."] } },
} as const;

let library: Library;
const names = new Map<string, string>();
beforeAll(async () => {
  library = await room.open();
  for (const [name, parts] of Object.entries(STORIES))
    names.set(must(await library.create(story(parts), writer)).article.id, name);
});
const found = async (text: string) => {
  const { items } = await library.list({ text });
  return items.map(({ id }) => names.get(id) ?? id).sort();
};
const marked = async (text: string, name: string) => {
  const { items } = await library.list({ text });
  const item = items.find(({ id }) => names.get(id) === name);
  const { headline = { en: [] }, snippet = null } = item?.found ?? {};
  return [
    ...headline.en.map(([from, to]) => item?.headline.en.slice(from, to)),
    ...(snippet?.marks ?? []).map(([from, to]) => snippet?.text.slice(from, to)),
  ];
};

describe("a figure", () => {
  test.each(["18000", "18000 ", "18.000", "18,000 ", "18 000 ", "18\u202f000", "໑໘໐໐໐", "໑໘.໐໐໐ "])(
    "is found however it is written: %s",
    async (text) => {
      const all = ["bare", "commas", "figures", "points", "spaces"];
      // Typed apart, its two words may stand anywhere.
      expect(await found(text)).toEqual(/^18\s/.test(text) ? [...all, "small"].sort() : all);
    },
  );
  test.each([
    ["a part of it", "18 ", ["commas", "points", "small", "spaces"]],
    ["one that is not another's beginning", "1800 ", ["bare"]],
    ["millions without points", "2450000 ", ["millions"]],
    ["with the word that follows it", "18000 ກີບ", ["figures", "points"]],
    ["with the word that follows it, its tones left out", "18000 ກີບຕໍ", ["points"]],
    ["with the word beside it, written as one", "18000ກີບ", ["figures", "points"]],
  ])("%s: %s", async (_, text, names) => {
    expect(await found(text)).toEqual(names);
  });
  test("is marked as it stands", async () => {
    expect(await marked("18000", "points")).toEqual(["18.000"]);
    expect(await marked("18.000", "bare")).toEqual(["18000"]);
    expect(await marked("18000", "spaces")).toEqual(["18 000"]);
    expect(await marked("18.000", "figures")).toEqual(["໑໘໐໐໐"]);
    expect(await marked("ເຂົ້າໜຽວຂຶ້ນເປັນ 18000 ກີບ", "points")).toEqual(["ເຂົ້າໜຽວຂຶ້ນເປັນ 18.000 ກີບ"]);
  });
});

describe("a name of several words", () => {
  test.each([
    ["xebangfai", ["flood"]],
    ["XEBANGFAI ", ["flood"]],
    ["luangprabang", ["flood", "road"]],
    ["luangprab", ["flood", "road"]],
    ["luang prabang", ["flood", "road"]],
    ["vangvieng buses", ["flood"]],
    ["vang vieng", ["flood", "road"]],
    ["tha khek", ["port"]],
    ["luang vieng", ["flood"]],
    ["prabangluang", []],
    ["road to luang prabang ", ["road"]],
  ])("is found together and apart: %s", async (text, names) => {
    expect(await found(text)).toEqual(names);
  });
  test("is marked as it stands", async () => {
    expect(await marked("xebangfai", "flood")).toEqual(["Xe Bangfai"]);
    expect(await marked("luangprabang", "flood")).toEqual(["Luang Prabang"]);
    expect(await marked("luang prabang", "road")).toEqual(["Luangprabang"]);
  });
});
