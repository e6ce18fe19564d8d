/**
 * `npm run site-fonts`: cuts the fonts of the published site out of their packages, into `fonts/`. Each file has a
 * fixed name and fixed letters, those that `fonts.css` names it for, so that no story's letters change a file that
 * readers have already. Weights from 400 to 700, and of what a font can do only what text is set with.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

/** English, French and German letters, figures, and the marks of a news text; no page of ours is without these. */
const LATIN =
  "U+0020-007E, U+00A0, U+00A3, U+00A9, U+00AB, U+00AE, U+00B0, U+00B7, U+00BB, U+00C0-00FF, U+2010-2015, U+2018-201E, U+2022, U+2026, U+202F, U+20AC, U+2190-2193, U+2212";
/** What else the packages count as Latin: signs that few stories have. */
const SIGNS =
  "U+00A1-00A2, U+00A4-00A8, U+00AA, U+00AC-00AD, U+00AF, U+00B1-00B6, U+00B8-00BA, U+00BC-00BF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-200A, U+2016-2017, U+201F-2021, U+2027, U+2030-2044, U+2116, U+2122, U+2215";
const LAO = "U+0E80-0EFF, U+200B-200D, U+25CC";
const KIP = "U+20AD";

/** The package that a file is cut from, its file there, and its letters as CSS writes them. */
const CUTS: Readonly<Record<string, readonly [font: string, file: string, range: string]>> = {
  "site-serif-latin": ["source-serif-4", "latin-wght-normal", LATIN],
  "site-serif-latin-italic": ["source-serif-4", "latin-wght-italic", LATIN],
  "site-serif-signs": ["source-serif-4", "latin-wght-normal", SIGNS],
  "site-serif-kip": ["source-serif-4", "latin-ext-wght-normal", KIP],
  "site-serif-latin-more": [
    "source-serif-4",
    "latin-ext-wght-normal",
    "U+0100-0130, U+0132-0151, U+0154-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AA, U+20AE-20C0",
  ],
  "site-serif-vietnamese": [
    "source-serif-4",
    "vietnamese-wght-normal",
    "U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303, U+0309, U+0323, U+1EA0-1EF9, U+20AB",
  ],
  "site-serif-lao": ["noto-serif-lao", "lao-wght-normal", LAO],
  "site-sans-latin": ["inter", "latin-wght-normal", LATIN],
  "site-sans-signs": ["inter", "latin-wght-normal", SIGNS],
  "site-sans-kip": ["inter", "latin-ext-wght-normal", KIP],
  "site-sans-lao": ["noto-sans-lao", "lao-wght-normal", LAO],
};

/** OpenType features: marks and their places, kerning, ligatures, figures of a table and of a line. */
const FEATURES = "abvm abvs blwf blwm blws calt ccmp clig dist kern liga lnum locl mark mkmk pnum rclt rlig tnum".split(
  " ",
);

/** All characters of a range. */
function lettersOf(range: string): string {
  let letters = "";
  for (const part of range.split(", ")) {
    const [first = 0, last = first] = part
      .slice("U+".length)
      .split("-")
      .map((code) => Number.parseInt(code, 16));
    for (let code = first; code <= last; code += 1) letters += String.fromCodePoint(code);
  }
  return letters;
}

const packaged = (font: string, file: string): Promise<Buffer> =>
  readFile(fileURLToPath(import.meta.resolve(`@fontsource-variable/${font}/${file}`)));

const folder = path.join(import.meta.dirname, "fonts");
await mkdir(folder, { recursive: true });
for (const [name, [font, file, range]] of Object.entries(CUTS)) {
  const whole = await packaged(font, `files/${font}-${file}.woff2`);
  // Its types are those of an older version, without the features.
  const options = {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: FEATURES,
  } as const;
  const cut = await subsetFont(whole, lettersOf(range), options);
  await writeFile(path.join(folder, `${name}.woff2`), cut);
}
for (const font of new Set(Object.values(CUTS).map(([one]) => one)))
  await writeFile(path.join(folder, `${font}-licence.txt`), await packaged(font, "LICENSE"));
