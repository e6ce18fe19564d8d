/** Word files that are broken, or made to do harm: refused with a reason, or read for what they hold. */
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { linesOf } from "../documents/read-document.ts";
import { leftOut } from "../newsroom.ts";
import { paragraph, refusalOf, row, storiesOf, storyOf, text, wordFile } from "./word-file.ts";

const WORDS = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້ແລ້ວ.";
const document = (xml: string) => ({ body: "", others: { "word/document.xml": strToU8(xml) } });
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

test("what is no archive, cut short, or without its text is damaged", async () => {
  const whole = wordFile({ body: paragraph(WORDS) });
  expect(await refusalOf(Buffer.from("PK\x03\x04 word/ and then nothing"))).toBe("file-damaged");
  expect(await refusalOf(whole.subarray(0, whole.length - 40))).toBe("file-damaged");
  expect(await refusalOf(zipSync({ "word/styles.xml": strToU8("<a/>") }))).toBe("file-damaged");
  expect(await refusalOf(wordFile(document(`<w:document ${W}><w:body><w:p>`)))).toBe("file-damaged");
  expect(await refusalOf(wordFile({ body: paragraph(" ") }))).toBe("file-empty");
});

test("entities of a file's own, and files that they name, are not looked at", async () => {
  const bomb = `<!DOCTYPE d [<!ENTITY a "${"ກ".repeat(50)}"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
  for (const entity of ["&b;", "&c;", "ກ"])
    expect(
      await refusalOf(
        wordFile(
          document(`${bomb}<w:document ${W}><w:body><w:p><w:r><w:t>${entity}</w:t></w:r></w:p></w:body></w:document>`),
        ),
      ),
    ).toBe("file-damaged");
});

test("parts that lead out of the file lead nowhere", async () => {
  const story = await storyOf({
    body:
      paragraph(WORDS) +
      paragraph(
        `<w:r>${text("ຮູບ")}<w:pict><v:imagedata r:id="up"/><v:imagedata r:id="out"/></w:pict></w:r><w:hyperlink r:id="script">${`<w:r>${text("ຄລິກ")}</w:r>`}</w:hyperlink>`,
      ),
    others: {
      "word/_rels/document.xml.rels": strToU8(
        `<Relationships><Relationship Id="up" Type="x/image" Target="../../../../etc/hostname.png"/><Relationship Id="out" Type="x/image" TargetMode="External" Target="https://example.com/a.png"/><Relationship Id="script" Type="x/hyperlink" TargetMode="External" Target="javascript:alert(1)"/></Relationships>`,
      ),
    },
  });
  expect(linesOf(story)).toEqual(["paragraph ຮູບ ຄລິກ"]);
  expect(leftOut(story).map(([kind]) => kind)).toEqual(["picture", "link"]);
});

test("a bomb of zeros isn't unpacked, whether its size is said or hidden", async () => {
  const media = { "media/image1.png": new Uint8Array(60 * 1024 * 1024) };
  const picture = paragraph('<w:r><w:pict><v:imagedata r:id="image1"/></w:pict></w:r>');
  const bytes = wordFile({ body: paragraph(WORDS) + paragraph("ວັກ") + picture, media });
  const [story] = await storiesOf(bytes);
  expect(story?.pictures).toBeUndefined();
  expect(story && leftOut(story).map(([kind]) => kind)).toEqual(["picture"]);
  const large = wordFile({ body: `${paragraph(WORDS)}${" ".repeat(49 * 1024 * 1024)}` });
  expect(await refusalOf(large)).toBe("file-too-large");
  // What the list of parts says is taken as the end, whatever follows.
  const hidden = Buffer.from(large);
  const at = hidden.lastIndexOf("word/document.xml") - 46;
  hidden.writeUInt32LE(1000, at + 24);
  expect(await refusalOf(hidden)).toBe("file-damaged");
});

test("50,000 elements in each other are refused, and spans beyond any table are cut", async () => {
  expect(await refusalOf(wordFile({ body: `${"<w:sdt>".repeat(50_000)}${"</w:sdt>".repeat(50_000)}` }))).toBe(
    "file-damaged",
  );
  const wide = `<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge w:val="restart"/></w:tcPr>${paragraph("ກວ້າງ")}</w:tc>`;
  const story = await storyOf({
    body: `${paragraph(WORDS)}<w:tbl><w:tr>${wide}${wide}</w:tr>${row(paragraph("ກ"), paragraph("ຂ"))}</w:tbl>`,
  });
  expect(linesOf(story).filter((line) => line.includes("paragraph"))).toEqual(
    ["ກວ້າງ", "ກວ້າງ", "ກ", "ຂ"].map((words) => expect.stringContaining(words)),
  );
});

test("styles, lists and links that go round in circles come to an end", async () => {
  const story = await storyOf({
    parts: {
      styles:
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      numbering:
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    },
    body: paragraph(WORDS) + paragraph("ວັກໜຶ່ງ.", '<w:pStyle w:val="A"/>'),
  });
  expect(linesOf(story)).toEqual(["paragraph ວັກໜຶ່ງ."]);
});
