/**
 * Lao in Latin letters for addresses, after the BGN/PCGN romanisation of 1966, without its accents
 * and with "ny" for ຍ, as names are spelled in Vientiane. Read word by word, and in a word by syllable: the written
 * order of a Lao vowel is not its spoken one, and which letter closes a syllable follows from what comes after it.
 */
import { canonicalText } from "./lao.ts";
import type { DeskWords } from "./names/desk-words.ts";
import { withPlaces } from "./names/place-names.ts";
import { LISTED_WORDS } from "./words.ts";

const INITIAL: Readonly<Record<string, string>> = {
  ກ: "k",
  ຂ: "kh",
  ຄ: "kh",
  ງ: "ng",
  ຈ: "ch",
  ສ: "s",
  ຊ: "x",
  ຍ: "ny",
  ດ: "d",
  ຕ: "t",
  ຖ: "th",
  ທ: "th",
  ນ: "n",
  ບ: "b",
  ປ: "p",
  ຜ: "ph",
  ຝ: "f",
  ພ: "ph",
  ຟ: "f",
  ມ: "m",
  ຢ: "y",
  ຣ: "r",
  ລ: "l",
  ວ: "v",
  ຫ: "h",
  ອ: "",
  ຮ: "h",
  ໜ: "n",
  ໝ: "m",
};
const FINAL: Readonly<Record<string, string>> = {
  ກ: "k",
  ງ: "ng",
  ຍ: "y",
  ດ: "t",
  ນ: "n",
  ບ: "p",
  ມ: "m",
  ວ: "o",
  ລ: "n",
  ຣ: "n",
  ສ: "t",
  ຕ: "t",
  ທ: "t",
  ປ: "p",
  ຊ: "t",
  ຄ: "k",
  ພ: "p",
};
const LEADING = "ເແໂໃໄ";
const MARKS = "ັິີຶືຸູົໍ";
const AFTER = "ະາຳຽ";
const isConsonant = (letter: string | undefined): letter is string => letter !== undefined && letter in INITIAL;
const isVowelSign = (letter: string | undefined): boolean => letter !== undefined && (MARKS + AFTER).includes(letter);

const TONES = "່້໊໋";
/** What ຫ stands before without being heard, to give it another tone; ວ too, where a vowel is its own. */
const SONORANTS = "ງຍນມຣລວ";

/** Letters without tones, and which of them bear one: a letter with a tone of its own closes no syllable. */
interface Letters {
  readonly letters: readonly string[];
  readonly toned: ReadonlySet<number>;
}

function lettersOf(word: string): Letters {
  const letters: string[] = [];
  const toned = new Set<number>();
  for (const letter of word)
    if (TONES.includes(letter)) toned.add(letters.length - 1);
    else letters.push(letter);
  return { letters, toned };
}

/** Whether the consonant at a place has a vowel or a tone of its own, or ອ for a vowel. */
function hasVowel({ letters, toned }: Letters, at: number): boolean {
  const [letter, next, after] = [letters[at], letters[at + 1], letters[at + 2]];
  if (!isConsonant(letter) || toned.has(at) || isVowelSign(next) || next === "ຼ") return true;
  return next === "ອ" && !toned.has(at + 1) && !isVowelSign(after) && after !== "ອ";
}

/** Whether it begins a syllable: it has a vowel, or ວ for one, before a letter that closes the syllable. */
const opens = (word: Letters, at: number): boolean =>
  hasVowel(word, at) || (word.letters[at + 1] === "ວ" && !hasVowel(word, at + 2));

/** ຫ before another consonant of its own syllable: ແຫ່ງ is "heng", for its tone stands on ຫ, and ແຫຼ່ງ or ແຫລ່ງ "leng". */
function isSilent(word: Letters, at: number, leading: string): boolean {
  const { letters, toned } = word;
  const next = letters[at + 1] ?? "";
  if (letters[at] !== "ຫ" || next === "" || !SONORANTS.includes(next) || toned.has(at)) return false;
  if (toned.has(at + 1) || isVowelSign(letters[at + 2])) return true;
  if (next === "ວ" && leading === "") return false;
  if (leading === "ໃ" || leading === "ໄ") return true;
  return leading === "" || (isConsonant(letters[at + 2]) && !opens(word, at + 2));
}

/** ວ after a velar or a sibilant; ຣ in old spellings such as ພຣະ, where no vowel leads. */
function isCluster(word: Letters, at: number, first: string, leading: string): boolean {
  const { letters, toned } = word;
  const hasVowel = isVowelSign(letters[at + 1]);
  if (letters[at] === "ຣ") return hasVowel && leading === "" && "ກຕປພ".includes(first);
  if (letters[at] !== "ວ" || !"ກຂຄງຈສຊ".includes(first)) return false;
  if (hasVowel || leading === "ໃ" || leading === "ໄ") return true;
  // ແຂວງ is "khoueng", ແກ້ວ "keo".
  return leading !== "" && !toned.has(at - 1) && isConsonant(letters[at + 1]) && !opens(word, at + 1);
}

/** Leading vowel, marks and what follows, as one sound. `final` tells whether a consonant closes the syllable. */
function vowel(leading: string, marks: string, after: string, final: string): string {
  if (leading === "ໃ" || leading === "ໄ") return "ai";
  if (leading === "ໂ") return "o";
  if (leading === "ແ") return "e";
  if (leading === "ເ") {
    if (marks === "ົ" && after === "າ") return "ao";
    if (after === "າະ") return "o";
    if (marks === "ິ" || marks === "ີ") return "eu";
    if (marks === "ື" || marks === "ຶ") return "ua";
    if (after === "ຽ" || final === "ຍ") return "ia";
    return "e";
  }
  if (after === "ຳ") return "am";
  if (after === "ຽ") return "ia";
  if (marks === "ຸ" || marks === "ູ") return "ou";
  if (marks === "ຶ" || marks === "ື") return "u";
  if (marks === "ິ" || marks === "ີ") return "i";
  if (marks === "ົ") return final === "ວ" ? "oua" : "o";
  if (marks === "ໍ") return "o";
  if (marks === "ັ" || after === "າ" || after === "ະ") return "a";
  return final === "" ? "o" : "";
}

/** One word. */
function romaniseWord(text: string): string {
  const word = lettersOf(text);
  const { letters } = word;
  let out = "";
  let at = 0;
  while (at < letters.length) {
    const leading = LEADING.includes(letters[at] ?? "") ? (letters[at++] ?? "") : "";
    let initial = "";
    if (isSilent(word, at, leading)) at += 1;
    const first = letters[at] ?? "";
    if (isConsonant(letters[at])) initial = INITIAL[letters[at++] ?? ""] ?? "";
    if (letters[at] === "ຼ") {
      at += 1;
      initial = "l";
    } else if (isCluster(word, at, first, leading)) {
      initial += letters[at] === "ວ" ? "ou" : "r";
      at += 1;
    }
    let marks = "";
    while (at < letters.length && MARKS.includes(letters[at] ?? "-")) marks += letters[at++];
    let after = "";
    while (at < letters.length && AFTER.includes(letters[at] ?? "-")) after += letters[at++];
    let inner = "";
    if (
      letters[at] === "ອ" &&
      (marks === "ື" || marks === "ຶ" || (marks === "" && after === "" && leading === "")) &&
      !isVowelSign(letters[at + 1])
    ) {
      at += 1;
      inner = leading === "" && marks === "" ? "o" : "";
    } else if (
      letters[at] === "ວ" &&
      marks === "" &&
      after === "" &&
      leading === "" &&
      isConsonant(letters[at + 1]) &&
      !isVowelSign(letters[at + 2])
    ) {
      at += 1;
      inner = "oua";
    }
    let final = "";
    const closed =
      after === "ະ" ||
      after === "າະ" ||
      after === "ຳ" ||
      leading === "ໃ" ||
      leading === "ໄ" ||
      (marks === "ົ" && after === "າ");
    if (!closed && !opens(word, at) && (letters[at] ?? "") in FINAL) final = letters[at++] ?? "";
    const sound = inner || vowel(leading, marks, after, final);
    const end =
      final === "ຍ" && sound === "ia"
        ? ""
        : final === "ວ" && sound === "oua"
          ? ""
          : final === "ຍ"
            ? "i"
            : (FINAL[final] ?? "");
    out += initial + sound + end;
    if (letters[at] !== undefined && !isConsonant(letters[at]) && !LEADING.includes(letters[at] ?? "")) at += 1;
  }
  return out;
}

/** ສປປ, ຂປລ: the letters of an institution, of which none is a vowel. ວ and ອ between others may be one. */
const ABBREVIATION = /^[\u0E81-\u0EA7\u0EAA\u0EAB\u0EAE](?:[\u0E81-\u0EA5\u0EAA\u0EAB\u0EAE])+$/;

/** What cuts Lao for an address: the list and, of a desk, its names. */
export type NamedWords = Pick<DeskWords, "wordsOf" | "isName">;

/** The list alone. */
export const UNNAMED: NamedWords = { wordsOf: LISTED_WORDS.wordsOf, isName: () => false };

/** The words of a run; a name of a desk is one, and a place is none that reaches into it. */
function wordsAround(run: string, { wordsOf, isName }: NamedWords): string[] {
  const words: string[] = [];
  let between: string[] = [];
  for (const word of wordsOf(run))
    if (isName(word)) {
      words.push(...withPlaces(between), word);
      between = [];
    } else between.push(word);
  return [...words, ...withPlaces(between)];
}

/** A word that ໆ follows is said twice. */
function saidWords(run: string, words: NamedWords): string[] {
  return wordsAround(run, words).flatMap((word) => {
    const [said = "", ...again] = word.split("ໆ");
    const heard = said.replace(/[\u0E81-\u0EAE][\u0EB1\u0EB4-\u0EB9\u0EBB]?\u0ECC/g, "");
    const latin = ABBREVIATION.test(heard)
      ? Array.from(heard, (letter) => INITIAL[letter] ?? "").join("")
      : romaniseWord(heard);
    return latin === "" ? [] : [latin, ...again.map(() => latin)];
  });
}

/**
 * Lao runs in Latin letters, everything else as it stands; `between` parts the words of a run, as `words` cuts them.
 */
export function romanise(text: string, between = "", words: NamedWords = UNNAMED): string {
  return canonicalText(text)
    .replaceAll("\u200B", "")
    .replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/\s+ໆ/g, "ໆ")
    .replace(/[\u0E80-\u0EFF]+/g, (run) => saidWords(run, words).join(between));
}
