import { deflateRawSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../../electron/exchange/decode-text.ts";
import { importFile } from "../../../electron/exchange/import-story.ts";
import { LIMITS } from "../../../shared/contract.ts";
import { context, fixture } from "./newsroom.ts";

const NEWS = "ລາວ ແລະ ຫວຽດນາມ ລົງນາມສັນຍາການຄ້າ\nLaos and Vietnam sign a trade agreement – “a new chapter”";

const utf16 = (text: string, bigEndian: boolean, mark: boolean): Buffer => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};

const refusal = (bytes: Uint8Array): string => {
  const result = decodeText("story.txt", bytes);
  return result.ok ? `read as: ${result.value}` : result.error.reason;
};

describe("text that is read", () => {
  it.each([
    ["UTF-8", Buffer.from(NEWS)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${NEWS}`)],
    ["UTF-16 little-endian with a mark", utf16(NEWS, false, true)],
    ["UTF-16 big-endian with a mark", utf16(NEWS, true, true)],
  ])("reads %s, and the mark is no part of it", (_, bytes) => {
    expect(decodeText("story.txt", bytes)).toEqual({ ok: true, value: NEWS });
  });

  it("reads a file of exactly the limit", () => {
    const bytes = Buffer.alloc(LIMITS.text, "ຂ່າວ ");
    const whole = bytes.subarray(0, bytes.length - (bytes.length % Buffer.byteLength("ຂ່າວ ")));
    expect(decodeText("long.txt", whole).ok).toBe(true);
  });

  it("does not change the bytes that it was given", () => {
    const bytes = utf16(NEWS, true, true);
    const before = Buffer.from(bytes);
    decodeText("story.txt", bytes);
    expect(bytes.equals(before)).toBe(true);
  });
});

describe("files that are refused", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a mark alone", Buffer.from("\uFEFF")],
    ["a UTF-16 mark alone", utf16("", false, true)],
    ["blank lines alone", Buffer.from("\r\n \t\r\n\u200B\u00A0\n")],
  ])("says that a file with %s is empty", (_, bytes) => expect(refusal(bytes)).toBe("file-empty"));

  it("says how much a file may hold", () => {
    const result = decodeText("ໂຮງໝໍ.txt", Buffer.alloc(LIMITS.text + 1, 0x61));
    expect(result).toMatchObject({ ok: false, error: { code: "too-large", reason: "file-too-large" } });
    expect(!result.ok && result.error.message).toBe("ໂຮງໝໍ.txt is larger than 10 MiB.");
  });

  it.each([
    ["a NUL in the middle of a text", Buffer.from("Laos and Thailand\0reopen the bridge")],
    ["a NUL after a UTF-16 mark", utf16("Laos\0Thailand", false, true)],
    ["an archive", Buffer.concat([Buffer.from("PK\x03\x04"), deflateRawSync(NEWS)])],
    ["control bytes in great number", Buffer.from("La\x01\x02os\x03 a\x04n\x05d")],
  ])("refuses %s as no text", (_, bytes) => expect(refusal(bytes)).toBe("file-binary"));

  const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  it.each([
    ["a PDF without a single NUL", "ຂ່າວ.pdf", Buffer.from("%PDF-1.7\n1 0 obj\nendobj\n"), "file-pdf"],
    [
      "a mail, whose text may be written for machines",
      "ຂ່າວ.eml",
      Buffer.from(
        "Received: by mail.kpl.la\r\nFrom: noy@kpl.la\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n4LqC4LuI4Lqy4Lqn",
      ),
      "file-mail",
    ],
    [
      "a document of LibreOffice that is no archive",
      "ຂ່າວ.fodt",
      Buffer.from(
        '<?xml version="1.0"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body/></office:document>',
      ),
      "file-flat",
    ],
    [
      "a document of Word that is no archive",
      "ຂ່າວ.xml",
      Buffer.from(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
      ),
      "file-flat",
    ],
    ["RTF, letters but not the story's", "ຂ່າວ.doc", Buffer.from("{\\rtf1\\ansi Laos and Thailand}"), "file-rtf"],
    ["Word of before 2007", "ຂ່າວ.doc", OLE, "file-word-old"],
    [
      "the same by another name",
      "story.bin",
      Buffer.concat([OLE, Buffer.from("WordDocument", "utf16le")]),
      "file-word-old",
    ],
    [
      "Word with a password",
      "ຂ່າວ.docx",
      Buffer.concat([OLE, Buffer.from("EncryptedPackage", "utf16le")]),
      "file-protected",
    ],
    ["Pages", "ຂ່າວ.pages", Buffer.from("PK\x03\x04 Index/Document.iwa"), "file-pages"],
    ["a table of before 2007", "ຕາຕະລາງ.xls", OLE, "file-binary"],
  ])("says what to do with %s", async (_, name, bytes, reason) => {
    const read = await importFile(name, bytes, context);
    expect(read.ok ? "" : read.error.reason).toBe(reason);
  });

  it.each([
    ["TIFF", Buffer.from("II*\0\x08\0\0\0", "latin1")],
    ["TIFF, the other way round", Buffer.from("MM\0*\0\0\0\x08", "latin1")],
    ["HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1")],
  ])("says what to do with a picture that no story takes: %s", (_, bytes) =>
    expect(refusal(bytes)).toBe("file-picture-unshown"),
  );

  it.each(["png", "jpeg", "gif", "webp", "avif"] as const)(
    "says that a picture is one, whatever its name: %s",
    async (format) => {
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c00" } })
        .toFormat(format)
        .toBuffer();
      expect(refusal(picture)).toBe("file-picture");
    },
  );

  it.each([
    ["Latin-1", Buffer.from("Le Président du Laos à Genève", "latin1")],
    ["a UTF-8 letter cut in two", Buffer.from(NEWS).subarray(0, 4)],
    ["UTF-16 without a mark, English", utf16("Laos and Vietnam sign a trade agreement", false, false)],
    ["UTF-16 without a mark, the other way round", utf16("Laos and Vietnam sign a trade agreement", true, false)],
    ["UTF-16 without a mark, Lao", utf16("ລາວ ແລະ ຫວຽດນາມ ລົງນາມສັນຍາ\nການຄ້າ", false, false)],
    ["UTF-16 with half a letter at its end", utf16(NEWS, false, true).subarray(0, -1)],
    ["UTF-16 with half of a pair", utf16("Laos \uD83D and", false, true)],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x4c, 0, 0, 0])],
  ])("refuses %s as the wrong encoding", (_, bytes) => expect(refusal(bytes)).toBe("file-encoding"));

  it("hands the refusal of a file on", async () => {
    const result = await importFile("photo.txt", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), context);
    expect(!result.ok && result.error.message).toBe(
      "photo.txt is a picture; what is imported here is text. Open the story and put the picture in there.",
    );
  });
});

describe("one page in every encoding", () => {
  it("is one and the same story", async () => {
    const text = (await fixture("kpl-article-lo.txt")).toString("utf8");
    const variants = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(text.replaceAll("\n", "\r\n")),
      Buffer.from(text.replaceAll("\n", "\r")),
      utf16(text, false, true),
      utf16(text.replaceAll("\n", "\r\n"), true, true),
    ];
    const read = await Promise.all(
      variants.map(async (bytes) => {
        const result = await importFile("page.txt", bytes, context);
        // ids are random: all else must agree
        return JSON.stringify(result).replace(/"(id|row)":"[^"]+"/g, "");
      }),
    );
    expect(read[0]).toContain("ຍຸດທະສາດ");
    for (const story of read) expect(story).toBe(read[0]);
  });
});
