/**
 * Names of places that stand in no list of words: the provinces and their seats, the districts of the capital, and
 * towns that the news is full of. Cut at their parts they would be other words: ປາກເຊ is Pakxe, no mouth of a river.
 */
import { alike } from "../lao-words/word-tree.ts";

const NAMES =
  "ໄຊສົມບູນ ປາກເຊ ປາກຊັນ ທ່າແຂກ ໂພນສະຫວັນ ໂພນໂຮງ ຊຳເໜືອ ຫ້ວຍຊາຍ ເມືອງໄຊ ລະມາມ ສາມັກຄີໄຊ ອະນຸວົງ " +
  "ຈັນທະບູລີ ສີໂຄດຕະບອງ ໄຊເສດຖາ ສີສັດຕະນາກ ນາຊາຍທອງ ໄຊທານີ ຫາດຊາຍຟອງ ສັງທອງ ປາກງື່ມ " +
  "ວັງວຽງ ວຽງໄຊ ໜອງແຮດ ຄຳເກີດ ປາກລາຍ ບໍ່ເຕັນ ສີພັນດອນ ທ່າເດື່ອ ນ້ຳງື່ມ ນ້ຳເທີນ";
const PLACES: ReadonlySet<string> = new Set(NAMES.split(" ").map(alike));
/** Those that stand in the list of words: provinces, and rivers. */
const LISTED =
  "ວຽງຈັນ ຫຼວງພະບາງ ຈຳປາສັກ ສະຫວັນນະເຂດ ຄຳມ່ວນ ບໍລິຄຳໄຊ ຊຽງຂວາງ ຫົວພັນ ຜົ້ງສາລີ ຫຼວງນ້ຳທາ ອຸດົມໄຊ ບໍ່ແກ້ວ ໄຊຍະບູລີ " +
  "ສາລະວັນ ເຊກອງ ອັດຕະປື ແມ່ນ້ຳຂອງ ນ້ຳຂອງ";
const KNOWN: ReadonlySet<string> = new Set([...PLACES, ...LISTED.split(" ").map(alike)]);

/** Whether a word is a place's name, by its writing that is read alike (`alike`). */
export const isPlace = (folded: string): boolean => KNOWN.has(folded);

/** Words that the longest of them is cut into. */
const MOST = 4;

/** The words of a run of Lao, those that make up a place's name as one. */
export function withPlaces(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; ) {
    let taken = 1;
    for (let count = Math.min(MOST, words.length - at); count > 1 && taken === 1; count -= 1)
      if (PLACES.has(alike(words.slice(at, at + count).join("")))) taken = count;
    joined.push(words.slice(at, at + taken).join(""));
    at += taken;
  }
  return joined;
}
