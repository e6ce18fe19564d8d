import fc from "fast-check";
import { expect, test } from "vitest";
import { longListPieces, readLongLists } from "../../../../electron/publish/apply/long-lists.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";

const NAMES = new Set(["files", "changes.added"]);

/** What a text holds, its bytes coming `at` a time. */
async function readIn(text: string, at = 7) {
  const bytes = Buffer.from(text);
  function* pieces() {
    for (let from = 0; from < bytes.length; from += at) yield bytes.subarray(from, from + at);
  }
  const lists: Record<string, unknown[]> = {};
  const read = await readLongLists(pieces(), NAMES, (list, element) => {
    const elements = lists[list] ?? [];
    elements.push(element);
    lists[list] = elements;
  });
  return { read, lists };
}

const headline = fc.constantFrom("ລະດັບນ້ຳຂອງ", 'Mekong "rises"', "ຂ່າວ\nໃໝ່", "", "  ]", "{", '  "files": [');
const element = fc.record(
  { path: headline, size: fc.nat(), more: fc.array(headline, { maxLength: 2 }), inner: fc.record({ a: headline }) },
  { requiredKeys: ["path"] },
);
const elements = fc.array(element, { maxLength: 4 });

test("what is written element by element is canonical JSON, and is read the same however it comes", async () => {
  await fc.assert(
    fc.asyncProperty(elements, elements, elements, fc.integer({ min: 1, max: 40 }), async (files, added, other, at) => {
      const beside = { format: 2, other, changes: { removed: [], who: "ຂປລ" } };
      const text = [
        ...longListPieces(
          { ...beside, files: [], changes: { ...beside.changes, added: [] } },
          { files, "changes.added": added },
        ),
      ].join("");
      expect(text).toBe(canonicalJson({ ...beside, files, changes: { ...beside.changes, added } }));
      const { read, lists } = await readIn(text, at);
      expect(read).toEqual({
        value: { ...beside, files: [], changes: { ...beside.changes, added: [] } },
        isOurs: true,
      });
      expect(lists.files ?? []).toEqual(files);
      expect(lists["changes.added"] ?? []).toEqual(added);
    }),
  );
});

const good = canonicalJson({ files: [{ path: "a" }, { path: "b" }], format: 2 });

test.each<[string, (text: string) => string]>([
  ["no line break at its end", (text) => text.trimEnd()],
  ["a mark before it", (text) => `\ufeff${text}`],
  ["everything on one line", (text) => JSON.stringify(JSON.parse(text))],
  ["a list twice", (text) => text.replace('  "format"', '  "files": [],\n  "format"')],
  [
    "a list again, with elements",
    (text) => text.replace('  "format"', '  "files": [\n    {\n      "path": "c"\n    }\n  ],\n  "format"'),
  ],
  ["a field twice in an element", (text) => text.replace('"path": "a"', '"path": "c",\n      "path": "a"')],
  ["fields in another order", (text) => text.replace('"path": "a"', '"path": "a",\n      "name": ""')],
  ["an element that is no object", (text) => text.replace('    {\n      "path": "b"\n    }', '    "b"')],
  ["an element on one line", (text) => text.replace('    {\n      "path": "b"\n    }', '    { "path": "b" }')],
  ["an element without its comma", (text) => text.replace("    },", "    }")],
  ["a comma behind the last one", (text) => text.replace("    }\n  ]", "    },\n  ]")],
  ["another indentation", (text) => text.replace('      "path": "b"', '     "path": "b"')],
  ["a space at the end of a line", (text) => text.replace("    },", "    }, ")],
  ["line breaks of Windows", (text) => text.replaceAll("\n", "\r\n")],
  ["the writing of a letter that isn't ours", (text) => text.replace('"b"', '"\\u0062"')],
])("a text with %s isn't ours, whatever its JSON means", async (_what, change) => {
  expect((await readIn(good)).read).toMatchObject({ isOurs: true });
  const { read } = await readIn(change(good));
  if ("value" in read) expect(read.isOurs).toBe(false);
});

test("a text that is cut short anywhere isn't ours", async () => {
  for (let length = 0; length < good.length; length += 1) {
    const { read } = await readIn(good.slice(0, length));
    expect("value" in read && read.isOurs, String(length)).toBe(false);
  }
});

test("what says too much beside its lists, or in one element, is read no further", async () => {
  const tooLong = { problem: expect.stringContaining("more beside its lists") };
  expect((await readIn(`{"a":"${"ຂ".repeat(5 << 20)}"}`, 1 << 16)).read).toEqual(tooLong);
  const lines = Array.from({ length: 300_000 }, (_, at) => `  "a${at}": [],`);
  expect((await readIn(`{\n${lines.join("\n")}`, 1 << 16)).read).toEqual(tooLong);
  const long = canonicalJson({ files: [{ path: "ຂ".repeat(1 << 17) }], format: 2 });
  const { read, lists } = await readIn(long, 1 << 16);
  expect(lists).toEqual({});
  if ("value" in read) expect(read.isOurs).toBe(false);
  const deep = good.replace('"a"', `${"[".repeat(9000)}${"]".repeat(9000)}`);
  expect((await readIn(deep, 1 << 16)).read).toMatchObject({ isOurs: false });
});
