/**
 * Names as the bones of their consonants: what stays where a name goes from Latin into Lao letters. `Carter` and
 * ຄາເຕີ are both K T, `Sunderland` and ຊັນເດີແລນ S N T L N.
 */

/** Lao letters by the sound that they begin a syllable with; those that come and go between the scripts are none. */
const LAO: ReadonlyMap<string, string> = new Map(
  Object.entries({
    K: "ກຂຄ",
    S: "ຈສຊ",
    T: "ດຕຖທ",
    P: "ບປຜພ",
    F: "ຝຟ",
    N: "ນງ",
    M: "ມ",
    L: "ລຣ",
    V: "ວ",
  }).flatMap(([sound, letters]) => Array.from(letters, (letter) => [letter, sound] as const)),
);
const SILENCED = /[\u0E81-\u0EAE]\u0ECC/g;
/** ວ as a vowel. */
const VOWEL = /\u0EBB\u0EA7|(?<=[\u0E81-\u0EAE])\u0EA7(?=[\u0E81-\u0EAE](?![\u0EB0-\u0EBD]))/g;

/** A Lao word's bones; a folded text. */
export function laoBones(word: string): string {
  let bones = "";
  for (const letter of word.replace(SILENCED, "").replace(VOWEL, "")) {
    const sound = LAO.get(letter);
    if (sound !== undefined && bones.at(-1) !== sound) bones += sound;
  }
  return bones;
}

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/tch|sch|ch|sh|zh/g, "s"],
  [/ph/g, "f"],
  [/th|dh/g, "t"],
  [/kh|gh|ck|qu|q/g, "k"],
  [/ng(?![aeiou])|ny/g, "n"],
  [/c(?=[eiy])|x|z|j|ge(?=[a-z]?$)/g, "s"],
  [/c|g/g, "k"],
  [/d/g, "t"],
  [/b/g, "p"],
  [/w/g, "v"],
  [/h|y/g, ""],
];

/**
 * An English name's bones, each way that Lao may write them: r before a consonant or at the end is mostly not written, nor a d or t behind a last n;
 * f and p fall together where Lao names come from ph.
 */
export function englishBones(name: string): ReadonlySet<string> {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const phAsP = plain.replace(/ph/g, "p");
  const bonesOf = (text: string): string => {
    let out = text;
    for (const [from, to] of DIGRAPHS) out = out.replace(from, to);
    return out
      .replace(/[aeiou]+/g, " ")
      .replace(/ /g, "")
      .replace(/r/g, "l")
      .toUpperCase()
      .replace(/[^KSTPFNMLV]/g, "")
      .replace(/(.)\1+/g, "$1");
  };
  const ways = new Set<string>();
  for (const start of new Set([plain, phAsP])) {
    ways.add(bonesOf(start));
    ways.add(bonesOf(start.replace(/r(?![aeiouy])/g, "")));
    ways.add(bonesOf(start.replace(/(?<=n)[dt]$/, "")));
    ways.add(bonesOf(start.replace(/[rl](?![aeiouyl])/g, "")));
  }
  return ways;
}
