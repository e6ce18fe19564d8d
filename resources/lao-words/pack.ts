/** `npm run lao-words`: packs `words.txt` into the module that the segmenter reads. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { packWords } from "../../shared/text/lao-words/word-tree.ts";

const words = (await readFile(path.join(import.meta.dirname, "words.txt"), "utf8")).split("\n").filter(Boolean);
const packed = packWords(words);
const file = path.join(import.meta.dirname, "..", "..", "shared", "text", "lao-words", "packed.ts");
await writeFile(
  file,
  `/**
 * The Lao words of resources/lao-words/words.txt, packed by \`npm run lao-words\`. Copyright The LibreOffice Project;
 * this file is under the Mozilla Public License 2.0, which is in resources/lao-words/LICENCE.
 */
import type { PackedWords } from "./word-tree.ts";

export const LAO_WORDS: PackedWords = {
  letters: "${packed.letters}",
  steps:
    "${packed.steps}",
};
`,
);
