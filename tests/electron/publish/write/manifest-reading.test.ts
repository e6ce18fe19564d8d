/** A manifest is read as its JSON says, whoever laid it out, and nothing of a damaged one is believed. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { putManifest } from "../../../../electron/publish/write/manifest/manifest-text.ts";
import { readManifestText } from "../../../../electron/publish/write/manifest/read-manifest-text.ts";
import { manifestIn, type SiteManifest } from "../../../../electron/publish/write/site-manifest.ts";
import { heavyRuns } from "../../../random.ts";

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom("lo/2026/11/khua/index.html", "api/index/1.json", "files", "from", "stories"),
  },
  { weight: 2, arbitrary: fc.constantFrom("ຂົວ.html", 'a": "b', "a\\b", "a\n b", "__proto__", "toString", "") },
  { weight: 1, arbitrary: fc.string() },
);
const notes = <Note>(note: fc.Arbitrary<Note>) => fc.array(fc.tuple(name, note)).map((all) => new Map(all));
const manifest: fc.Arbitrary<SiteManifest> = fc.record({
  format: fc.constantFrom(1 as const, 2 as const),
  files: notes(hash),
  pending: notes(fc.array(hash, { minLength: 1, maxLength: 2 })).map((all) => Object.fromEntries(all)),
  stories: notes(fc.constantFrom("01ARZ3NDEKTSV4RRFFQ69G5FAV", "ກ")),
  images: fc.record({
    recipe: fc.string(),
    of: notes(fc.constant({ sizes: [] })).map((all): Record<string, unknown> => Object.fromEntries(all)),
  }),
  made: fc.record({ stamp: fc.string(), from: notes(fc.string()) }),
});

function textOf(one: SiteManifest): string {
  const parts: Uint8Array[] = [];
  putManifest(one, (bytes) => parts.push(Uint8Array.from(bytes)));
  return Buffer.concat(parts).toString("utf8");
}

/** What the text says, or that it can't be read. */
function said(text: string): unknown {
  try {
    return manifestIn(Buffer.from(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The same text laid out on one line, which is read as JSON alone; itself where it is none. */
function onOneLine(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return "{";
  }
}

test("as its JSON says it, however it is laid out", () => {
  fc.assert(
    fc.property(manifest, (one) => {
      const text = textOf(one);
      expect(said(text)).toEqual(said(onOneLine(text)));
      expect(said(text)).not.toBeNull();
    }),
    { numRuns: heavyRuns(200) },
  );
});

test("the long lists of a site are read line by line", () => {
  const one = {
    ...{ format: 2 as const, pending: {}, images: { recipe: "webp 1", of: {} } },
    files: new Map([
      ["lo/index.html", "a".repeat(64)],
      ["lo/2026/11/khua/index.html", "b".repeat(64)],
    ]),
    stories: new Map([["lo/2026/11/khua/index.html", "01ARZ3NDEKTSV4RRFFQ69G5FAV"]]),
    made: { stamp: "ກ", from: new Map([["lo/index.html", "word"]]) },
  };
  const read = readManifestText(Buffer.from(textOf(one)));
  expect([...(read?.lists.values() ?? [])]).toEqual([one.files, one.made.from, one.stories]);
  expect(manifestIn(Buffer.from(textOf(one)))).toEqual(one);
});

test("what was torn, changed or put in between says what JSON makes of it, which mostly is nothing", () => {
  const damage = fc.record({
    at: fc.nat(),
    length: fc.nat(3),
    by: fc.constantFrom("", "\0", '"', "\n", ",", "}", " ", "x", '",\n  "', "\\", "\u0001", '{\n "files": {\n'),
  });
  fc.assert(
    fc.property(manifest, damage, (one, { at, length, by }) => {
      const text = textOf(one);
      const from = at % (text.length + 1);
      const torn = text.slice(0, from) + by + text.slice(from + length);
      expect(said(torn)).toEqual(said(onOneLine(torn)));
    }),
    { numRuns: heavyRuns(500) },
  );
});

test("of many files, one hash that is none makes the manifest none, wherever it stands", () => {
  const page = (number: number) => `lo/2026/11/khua-${number}/index.html`;
  const withHash = (at: number, odd: string): SiteManifest => ({
    ...{ format: 2 as const, pending: {}, images: { recipe: "", of: {} }, stories: new Map() },
    files: new Map(Array.from({ length: 600 }, (_, number) => [page(number), number === at ? odd : "a".repeat(64)])),
    made: { stamp: "", from: new Map() },
  });
  expect(said(textOf(withHash(0, "b".repeat(64))))).toMatchObject({ format: 2 });
  for (const at of [0, 255, 256, 599])
    for (const odd of ["g".repeat(64), "A".repeat(64), "a".repeat(63), "a".repeat(65), ""])
      expect(said(textOf(withHash(at, odd)))).toBeNull();
});
