import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";

const SITE = path.resolve("resources/site");

interface Face {
  readonly family: string;
  readonly file: string;
  readonly style: string;
  readonly weight: string;
  readonly letters: ReadonlySet<number>;
}

async function faces(): Promise<readonly Face[]> {
  const styles = await readFile(path.join(SITE, "fonts.css"), "utf8");
  return [...styles.matchAll(/@font-face \{([^}]+)\}/g)].map(([, rules = ""]) => {
    const rule = (name: string) => new RegExp(`${name}:\\s*([^;]+);`).exec(rules)?.[1]?.trim() ?? "";
    const letters = new Set<number>();
    for (const part of rule("unicode-range").split(/,\s*/)) {
      const [first = 0, last = first] = part
        .replace("U+", "")
        .split("-")
        .map((code) => Number.parseInt(code, 16));
      for (let code = first; code <= last; code += 1) letters.add(code);
    }
    return {
      family: rule("font-family").replaceAll('"', ""),
      file: /url\("fonts\/([^"]+)"\)/.exec(rules)?.[1] ?? "",
      style: rule("font-style") || "normal",
      weight: rule("font-weight"),
      letters,
    };
  });
}

it("each file of the site's fonts is named by its style sheet, and no other", async () => {
  const files = (await readdir(path.join(SITE, "fonts"))).filter((name) => name.endsWith(".woff2"));
  expect(files.sort()).toEqual([...new Set((await faces()).map(({ file }) => file))].sort());
});

it("faces of one family that serve text together name one range of weights, and part the letters among them", async () => {
  const all = await faces();
  for (const family of ["Site Serif", "Site Sans"]) {
    const own = all.filter((face) => face.family === family);
    expect(new Set(own.map(({ weight }) => weight)).size, family).toBe(1);
  }
  for (const one of all)
    for (const other of all) {
      if (one === other || one.family !== other.family || one.style !== other.style || one.weight !== other.weight)
        continue;
      // Vietnamese and the rest of Latin share a few letters; the one named last has them, whole.
      const shared = [...one.letters].filter((code) => other.letters.has(code));
      const pair = [one.file, other.file].sort().join();
      if (pair !== "site-serif-latin-more.woff2,site-serif-vietnamese.woff2") expect(shared, pair).toEqual([]);
    }
});

it("Lao, Latin and the kip have letters in both styles of the page, of what a page's own words are written in", async () => {
  const all = await faces();
  const words = "ສະບາຍດີ ໜັງສືພິມ ໝາຍເຫດ ຫຼວງພະບາງ ໑໒໓ ໆ “Façade” – 12.345,67 ₭ €5 … ↑";
  for (const families of [
    ["Site Serif", "Site Lao Serif"],
    ["Site Sans", "Site Lao Sans"],
  ])
    for (const letter of new Set(words))
      expect(
        all.some(
          ({ family, style, letters }) =>
            families.includes(family) && style === "normal" && letters.has(letter.codePointAt(0) ?? 0),
        ),
        `${letter} in ${families}`,
      ).toBe(true);
});
