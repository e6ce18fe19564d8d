import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { byPath, isBundlePath } from "../../../shared/bundle/bundle-path.ts";
import { mediaType } from "../../../shared/bundle/media-type.ts";
import { changesBetween, type ListChanges, type ListedFile, listHash } from "../../../shared/bundle/site-list.ts";
import { afterChanges } from "../../electron/publish/apply/bundle-files.ts";

const sha256 = (pieces: Iterable<string>): string =>
  createHash("sha256")
    .update([...pieces].join(""))
    .digest("hex");

const file = (path: string, content: string, withdrawn = false): ListedFile => ({
  path,
  size: content.length,
  type: mediaType(path),
  sha256: sha256(content),
  ...(withdrawn && { withdrawn: true as const }),
});

const paths = [
  "index.html",
  ".htaccess",
  "_redirects",
  "lo/index.html",
  "lo/2024/12/mekong/index.html",
  "lo/2024/12/mekong-2/index.html",
  "en/2024/12/mekong/index.html",
  "assets/images/5f0c-1280.webp",
  "assets/images/5f0c-640.webp",
];
const anyList = fc
  .uniqueArray(
    fc.record({ path: fc.constantFrom(...paths), content: fc.constantFrom("", "ຂ່າວ", "b"), gone: fc.boolean() }),
    { selector: ({ path }) => path },
  )
  .map((files) => files.map(({ path, content, gone }) => file(path, content, gone)));

test("what changed between two lists makes the one of the other, whatever their order", () => {
  fc.assert(
    fc.property(anyList, anyList, (before, after) => {
      const changes = changesBetween(before, after);
      expect(afterChanges(before.toReversed(), changes)).toEqual(after.toSorted(byPath));
      expect(changesBetween(before.toReversed(), after.toReversed())).toEqual(changes);
    }),
  );
});

test("nothing changed between equal lists, and changes one after the other come to the same", () => {
  fc.assert(
    fc.property(anyList, anyList, anyList, (first, second, third) => {
      expect(Object.values(changesBetween(first, first.toReversed())).flat()).toEqual([]);
      const middle = afterChanges(first, changesBetween(first, second));
      expect(afterChanges(middle, changesBetween(second, third))).toEqual(third.toSorted(byPath));
    }),
  );
});

test("lists have the same hash where they are the same, and no two others have", () => {
  fc.assert(
    fc.property(anyList, anyList, (a, b) => {
      const isEqual = JSON.stringify(a.toSorted(byPath)) === JSON.stringify(b.toSorted(byPath));
      expect(listHash(a, sha256) === listHash(b, sha256)).toBe(isEqual);
      expect(listHash(a.toReversed(), sha256)).toBe(listHash(a, sha256));
    }),
  );
});

test("the hash of a list follows the rule that is written down for others to follow", () => {
  expect(listHash([], sha256)).toBe(sha256(""));
  const [front, page] = [file("lo/index.html", "ຂ່າວ"), file("en/2024/12/dam/index.html", "gone", true)];
  const lines = [
    `${page.sha256} 4 text/html withdrawn en/2024/12/dam/index.html\n`,
    `${front.sha256} 4 text/html out lo/index.html\n`,
  ];
  expect(listHash([front, page], sha256)).toBe(sha256(lines.join("")));
});

test("changes that were not made from a list don't fit it, and the first path is named", () => {
  const before = [file("lo/index.html", "ຂ່າວ"), file("assets/site.css", "p {}")];
  const none = { added: [], changed: [], withdrawn: [], moved: [], removed: [] };
  const other = file("lo/index.html", "ອື່ນ");
  const made = (changes: Partial<ListChanges>) => () => afterChanges(before, { ...none, ...changes });
  expect(made({ added: [other] })).toThrow("lo/index.html");
  expect(made({ changed: [file("404.html", "")] })).toThrow("404.html");
  expect(made({ removed: [other] })).toThrow("lo/index.html");
  expect(made({ moved: [{ ...file("lo/news.html", "ອື່ນ"), from: "lo/index.html" }] })).toThrow("lo/index.html");
  expect(made({ added: [other], removed: [{ path: other.path, sha256: sha256("x") }] })).toThrow("lo/index.html");
  const css = before[1] ?? other;
  expect(made({ removed: [css, css] })).toThrow("assets/site.css");
});

test("a page that went away and came back elsewhere with its bytes moved; a withdrawn one is told as that", () => {
  const before = [file("lo/2024/12/dam/index.html", "ເຂື່ອນ"), file("lo/2024/12/rice/index.html", "ເຂົ້າ")];
  const after = [file("lo/2025/01/dam/index.html", "ເຂື່ອນ"), file("lo/2024/12/rice/index.html", "ຖອນແລ້ວ", true)];
  const { moved, withdrawn, ...rest } = changesBetween(before, after);
  expect(moved).toEqual([{ ...after[0], from: "lo/2024/12/dam/index.html" }]);
  expect(withdrawn).toEqual([after[1]]);
  expect(Object.values(rest).flat()).toEqual([]);
});

test.each([
  ...[
    "",
    "/index.html",
    "../index.html",
    "lo/../index.html",
    "lo//index.html",
    "lo/",
    "./index.html",
    "lo\\index.html",
  ],
  ...[
    "C:/index.html",
    "lo/ຂ່າວ.html",
    "lo/.htaccess",
    ".git/config",
    "lo/a./b",
    "lo/a b",
    "a\n",
    `${"a/".repeat(600)}b`,
  ],
  ...["manifest.json", "Manifest.JSON", "manifest.sig", "manifest.schema.json", "README.txt", "readme.txt"],
])("“%s” is no path of a bundle's site", (path) => {
  expect(isBundlePath(path)).toBe(false);
});

test("what a publication writes has paths of a bundle's site", () => {
  for (const path of [...paths, "api/01JDQS7Z0ZK3E9X2V5T8W1R4YB.lo.ninjs.json", "nginx-redirects.conf"])
    expect(isBundlePath(path), path).toBe(true);
});
