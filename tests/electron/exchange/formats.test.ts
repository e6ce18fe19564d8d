/** How an import finds the format of what comes in. */
import { expect, test } from "vitest";
import type { Format, ImportedStory } from "../../../electron/exchange/format.ts";
import { FORMATS } from "../../../electron/exchange/formats.ts";
import { incomingFile, pastedText } from "../../../electron/exchange/incoming.ts";
import { readIncoming } from "../../../electron/exchange/read-incoming.ts";
import { done, refuse } from "../../../shared/errors.ts";
import { codes, context, fixture, imported } from "./newsroom.ts";

const HEADLINE = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້";
const of = (format: string): ImportedStory => {
  const story = imported(HEADLINE);
  return { ...story, version: { ...story.version, headline: format } };
};

/** Two that come later: a container of bytes, and a text that is marked up. */
const archive: Format = {
  name: "word archive",
  extensions: ["odd"],
  signature: ({ bytes }) => bytes?.[0] === 0x50 && bytes[1] === 0x4b,
  read: ({ name, bytes }) =>
    (bytes?.length ?? 0) < 8 ? refuse("article-unreadable", { detail: name }) : done([of("word archive")]),
};
const marked: Format = {
  name: "marked text",
  extensions: ["md"],
  signature: (incoming) => incoming.text().ok,
  read: (incoming) => (incoming.lines()?.lines[0]?.text.startsWith("# ") ? done([of("marked text")]) : null),
};
const formats = [...FORMATS, archive, marked];

const read = async (name: string, bytes: Uint8Array): Promise<string | undefined> => {
  const stories = await readIncoming(formats, incomingFile(name, bytes), context);
  return stories.ok ? stories.value[0]?.version.headline : stories.error.reason;
};
const ARCHIVE = Buffer.from("PK\x03\x04 a whole file");

test("what a file holds decides, whatever its name says", async () => {
  expect(await read("bridge.odd", ARCHIVE)).toBe("word archive");
  expect(await read("bridge.txt", ARCHIVE)).toBe("word archive");
  expect(await read("bridge.docx", Buffer.from(HEADLINE))).toBe(HEADLINE);
});

test("of formats that fit alike, the one with the file's ending is asked first, in any case of letters", async () => {
  expect(await read("bridge.md", Buffer.from("# ຂົວ"))).toBe("marked text");
  expect(await read("BRIDGE.MD", Buffer.from("# ຂົວ"))).toBe("marked text");
  expect(await read("bridge.txt", Buffer.from("# ຂົວ"))).toBe("# ຂົວ");
  expect(await read("md", Buffer.from("# ຂົວ"))).toBe("# ຂົວ");
});

test("a format that finds another in what fitted leaves it to that one", async () => {
  expect(await read("bridge.md", Buffer.from(HEADLINE))).toBe(HEADLINE);
  expect(await read("page.md", await fixture("kpl-article-en.txt"))).toMatch(/^Laos and Cambodia/);
});

test("a format's own refusal is the answer; a file of no format is refused as no text", async () => {
  expect(await read("bridge.odd", Buffer.from("PK\x03\x04"))).toBe("article-unreadable");
  expect(await read("bridge.pdf", Buffer.from("%PDF-1.7\n1 0 obj"))).toBe("file-pdf");
});

test("pasted text has no bytes and no name, and is read as text", async () => {
  const story = await readIncoming(formats, pastedText("PK is how an archive begins"), context);
  expect(story.ok && story.value[0]?.version.headline).toBe("PK is how an archive begins");
});

test("in the table each format stands once, and any text is taken by the last", () => {
  expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
  expect(FORMATS.at(-1)?.name).toBe("plain text");
  expect(codes(imported(HEADLINE))).toEqual(["not-a-page"]);
});
