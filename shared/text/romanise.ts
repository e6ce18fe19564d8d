/**
 * Lao in Latin letters for addresses, after the BGN/PCGN romanisation of 1966, without its accents
 * and with "ny" for ຍ, as names are spelled in Vientiane. Read by syllable: the written order of a
 * Lao vowel is not its spoken one.
 */
import { canonicalText } from "./lao.ts";

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

/** ວ after a velar or a sibilant; ຣ in old spellings such as ພຣະ, where no vowel leads. */
const isCluster = (first: string, second: string, leading: string): boolean =>
  second === "ວ" ? "ກຂຄງຈສຊ".includes(first) : second === "ຣ" && leading === "" && "ກຕປພ".includes(first);

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

/** One run of Lao letters. */
function romaniseRun(run: string): string {
  const letters = [...run];
  let out = "";
  let at = 0;
  while (at < letters.length) {
    const leading = LEADING.includes(letters[at] ?? "") ? (letters[at++] ?? "") : "";
    let initial = "";
    const silent =
      "ງຍນມຣລ".includes(letters[at + 1] ?? "-") || (letters[at + 1] === "ວ" && isVowelSign(letters[at + 2]));
    if (letters[at] === "ຫ" && silent) at += 1;
    const first = letters[at] ?? "";
    if (isConsonant(letters[at])) initial = INITIAL[letters[at++] ?? ""] ?? "";
    if (letters[at] === "ຼ") {
      at += 1;
      initial = "l";
    } else if (isVowelSign(letters[at + 1]) && isCluster(first, letters[at] ?? "", leading)) {
      initial += INITIAL[letters[at++] ?? ""] ?? "";
    }
    let marks = "";
    while (at < letters.length && MARKS.includes(letters[at] ?? "-")) marks += letters[at++];
    let after = "";
    while (at < letters.length && AFTER.includes(letters[at] ?? "-")) after += letters[at++];
    let inner = "";
    const opensNext = (index: number) =>
      !isConsonant(letters[index]) || isVowelSign(letters[index + 1]) || letters[index + 1] === "ຼ";
    if (
      letters[at] === "ອ" &&
      (marks === "ື" || marks === "ຶ" || (marks === "" && after === "")) &&
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
    if (!closed && !opensNext(at) && (letters[at] ?? "") in FINAL) final = letters[at++] ?? "";
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

/** Lao runs in Latin letters, everything else as it stands. */
export function romanise(text: string): string {
  return canonicalText(text)
    .replace(/[\u0E81-\u0EAE][\u0EB1\u0EB4-\u0EB9\u0EBB]?\u0ECC/g, "")
    .replace(/[\u0EC8-\u0ECB\u200B]/g, "")
    .replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/(\S+)\s*ໆ/g, "$1 $1")
    .replace(/[\u0E80-\u0EFF]+/g, romaniseRun);
}
