import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../shared/settings.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { deskWords } from "../../../shared/text/names/desk-words.ts";
import { romanise } from "../../../shared/text/romanise.ts";
import { automaticSlug, slugOf } from "../../../shared/text/slug.ts";

/** As the country's own offices and newspapers spell them; the capital's and the provinces' by BGN/PCGN. */
const PROVINCES = {
  ນະຄອນຫຼວງວຽງຈັນ: "nakhonlouangviangchan",
  ຜົ້ງສາລີ: "phongsali",
  ຫຼວງນ້ຳທາ: "louangnamtha",
  ອຸດົມໄຊ: "oudomxai",
  ບໍ່ແກ້ວ: "bokeo",
  ຫຼວງພະບາງ: "louangphabang",
  ຫົວພັນ: "houaphan",
  ໄຊຍະບູລີ: "xainyabouli",
  ຊຽງຂວາງ: "xiangkhouang",
  ວຽງຈັນ: "viangchan",
  ບໍລິຄຳໄຊ: "bolikhamxai",
  ຄຳມ່ວນ: "khammouan",
  ສະຫວັນນະເຂດ: "savannakhet",
  ສາລະວັນ: "salavan",
  ເຊກອງ: "xekong",
  ຈຳປາສັກ: "champasak",
  ອັດຕະປື: "attapu",
  ໄຊສົມບູນ: "xaisomboun",
};
const PLACES = {
  ປາກເຊ: "pakxe",
  ວັງວຽງ: "vangviang",
  ທ່າແຂກ: "thakhek",
  ຊຳເໜືອ: "xamnua",
  ຊຳເຫນືອ: "xamnua",
  ລະມາມ: "lamam",
};
const MINISTRIES = {
  ສະພາແຫ່ງຊາດ: "saphahengxat",
  ກະຊວງການຕ່າງປະເທດ: "kaxouangkantangpathet",
  ກະຊວງການເງິນ: "kaxouangkanngeun",
  ກະຊວງສາທາລະນະສຸກ: "kaxouangsathalanasouk",
  "ກະຊວງສຶກສາທິການ ແລະ ກິລາ": "kaxouangsuksathikan-le-kila",
  "ກະຊວງກະສິກຳ ແລະ ປ່າໄມ້": "kaxouang-kasikam-le-pamai",
  "ກະຊວງແຜນການ ແລະ ການລົງທຶນ": "kaxouangphenkan-le-kanlongthun",
  "ກະຊວງໂຍທາທິການ ແລະ ຂົນສົ່ງ": "kaxouangnyothathikan-le-khonsong",
  ກະຊວງຍຸຕິທຳ: "kaxouang-nyoutitham",
};
/** What closes a syllable and what begins the next; ຫ that is heard and ຫ that isn't; ວ and ອ as vowels. */
const SYLLABLES = {
  ມະຫາວິທະຍາໄລແຫ່ງຊາດ: "mahavithanyalai-hengxat",
  ແຫຼ່ງທ່ອງທ່ຽວ: "leng-thongthiao",
  ແຫວນ: "ven",
  ເຫດການ: "hetkan",
  ໃຫຍ່: "nyai",
  ຫນັງສືພິມ: "nangsuphim",
  ຕະຫລາດ: "talat",
  ແຂວງ: "khoueng",
  ຄວາມສຳເລັດ: "khouamsamlet",
  ກວດກາ: "kouatka",
  ສວນສາທາລະນະ: "souan-sathalana",
  ວຽກອອກແບບ: "viak-okbep",
  ດອກຈຳປາ: "dok-champa",
};

it.each([
  ["provinces", PROVINCES],
  ["places", PLACES],
  ["ministries", MINISTRIES],
  ["syllables", SYLLABLES],
])("%s are spelled as the country spells them, with hyphens where words end", (_, names) => {
  expect(Object.fromEntries(Object.keys(names).map((name) => [name, slugOf(name)]))).toEqual(names);
});

describe("a headline", () => {
  it("is romanised word by word, with figures, abbreviations and what is said twice", () => {
    expect(slugOf("ກອງປະຊຸມ ສປປ ລາວ ຄັ້ງທີ ໑໒")).toBe("kong-paxoum-spp-lao-khangthi-12");
    expect(slugOf("ລົດໄຟລາວ-ຈີນ ຂົນສົ່ງສິນຄ້າ 12,4 ລ້ານໂຕນ")).toBe("lotfai-lao-chin-khonsong-sinkha-12-4-lan-ton");
    expect(slugOf("ຂ່າວອື່ນ ໆ ຈາກ ASEAN")).toBe("khao-un-un-chak-asean");
  });

  it("of any length ends at a word", () => {
    const headline = "ລະດັບນ້ຳຂອງເພີ່ມຂຶ້ນຢູ່ຫຼວງພະບາງ ແລະ ປະຊາຊົນໄດ້ຮັບການແຈ້ງເຕືອນລ່ວງໜ້າ";
    const whole = romanise(headline, "-").replaceAll(" ", "-").split("-");
    const slug = slugOf(headline);
    expect(slug).toBe("ladap-namkhong-pheumkhun-you-louangphabang-le-paxaxon-daihap-kan-cheng-tuan");
    expect(whole.slice(0, slug.split("-").length)).toEqual(slug.split("-"));
  });

  it("keeps the names of the desk's people whole, by their parts, and cuts no other word for them", () => {
    const headline = "ສົມສັກ ພົມມະຈັນ ແລະ ນາງ ຄຳຫລ້າ ໄຊຍະວົງ ຢ້ຽມຢາມປາກເຊ";
    const alone = automaticSlug({ lo: headline, en: "" }, "");
    const people = ["ສົມສັກ ພົມມະຈັນ", "ນາງ ຄຳຫລ້າ ໄຊຍະວົງ", "ກາ"].map((lo) => ({ lo, en: "" }));
    const words = deskWords({ ...defaultSettings(), people });
    const slug = automaticSlug({ lo: headline, en: "" }, "", words);
    expect(slug).toBe("somsak-phommachan-le-nang-khamla-xainyavong-yiamyam-pakxe");
    expect(alone.split("-").length).toBeGreaterThan(slug.split("-").length);
    expect(automaticSlug({ lo: "ສະພາແຫ່ງຊາດ ກວດກາ", en: "" }, "", words)).toBe("saphahengxat-kouatka");
  });

  it("in English comes first, and neither leaves a story without an address", () => {
    expect(automaticSlug({ lo: "ສະພາແຫ່ງຊາດ", en: "Laos’ Assembly opens: “12 laws”" }, "")).toBe(
      "laos-assembly-opens-12-laws",
    );
    expect(automaticSlug({ lo: "ສະພາແຫ່ງຊາດ", en: "" }, "")).toBe("saphahengxat");
    expect(automaticSlug({ lo: "…", en: "!" }, "01M7MAQDPGSZ3NA00QHSJAYN3C")).toBe("story-hsjayn3c");
  });

  it("of letters without an end is read through", () => {
    for (const letters of ["ກວ", "ກ", "ຫນ", "ກອ", "\u0EC8\u0EB4"])
      expect(slugOf(letters.repeat(50_000)).length).toBeLessThanOrEqual(80);
  });

  it("whatever is in it, gives Latin letters, figures and single hyphens", () => {
    const lao = fc.string({ unit: fc.integer({ min: 0x0e80, max: 0x0eff }).map((code) => String.fromCodePoint(code)) });
    fc.assert(
      fc.property(fc.oneof(lao, fc.string({ unit: "grapheme" })), (text) => {
        const slug = slugOf(text);
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugOf(slug)).toBe(slug);
      }),
    );
  });
});

it("gives no story and no section a name that Windows keeps for devices, whoever has it", () => {
  for (const name of ["con", "aux", "nul", "prn", "com1", "lpt9"]) expect(freeSlug(name, new Set())).toBe(`${name}-2`);
  expect(freeSlug("aux", new Set(["aux-2"]))).toBe("aux-3");
  for (const name of ["congress", "com10", "null", "con-2"]) expect(freeSlug(name, new Set())).toBe(name);
});
