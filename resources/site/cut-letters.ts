/**
 * `npm run site-fonts`: takes the outlines of letters out of the fonts' packages, into `letters.json`, for the icon of a
 * site whose desk has no logo. By letter, as an SVG path of 1,000 units an em whose y grows upwards.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Blob, Face, Font, Variation } from "harfbuzzjs";
import subsetFont from "subset-font";

/** What a name can begin with: Lao consonants, Latin capitals and figures; by the package and file that draws them. */
const LETTERS = [
  ["noto-sans-lao", "lao-wght-normal", "ກຂຄງຈຊຍດຕຖທນບປຜຝພຟມຢຣລວສຫອຮໜໝ"],
  ["inter", "latin-wght-normal", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"],
] as const;

/** Of a mark that is seen at 16 pixels. */
const WEIGHT = 600;
const EM = 1000;

const outlines: [letter: string, outline: string][] = [];
for (const [name, file, letters] of LETTERS) {
  const packed = await readFile(
    fileURLToPath(import.meta.resolve(`@fontsource-variable/${name}/files/${name}-${file}.woff2`)),
  );
  const face = new Face(new Blob(await subsetFont(packed, letters, { targetFormat: "sfnt" })));
  const font = new Font(face);
  font.setVariations([new Variation("wght", WEIGHT)]);
  for (const letter of letters) {
    const glyph = font.nominalGlyph(letter.codePointAt(0) ?? 0);
    if (glyph === undefined) throw new Error(`"${name}" has no ${letter}`);
    const scaled = font
      .glyphToPath(glyph)
      .replace(/-?[\d.]+/g, (part) => `${Math.round((Number(part) * EM) / face.upem)}`);
    outlines.push([letter, scaled]);
  }
}
await writeFile(
  path.join(import.meta.dirname, "letters.json"),
  `${JSON.stringify(Object.fromEntries(outlines), null, 2)}\n`,
);
