/** Word files as newsrooms make them, with what only some versions of Word write. */
import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { linesOf } from "../documents/read-document.ts";
import { leftOut } from "../newsroom.ts";
import { paragraph, run, storiesOf, storyOf, text, wordFile } from "./word-file.ts";

const HEADLINE = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້";
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const cell = (words: string, properties = ""): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.join("")}</w:tr>`;
const graphic = (inside: string): string =>
  `<w:drawing><wp:inline><a:graphic><a:graphicData>${inside}</a:graphicData></a:graphic></wp:inline></w:drawing>`;
const relations = (...all: readonly string[]): Readonly<Record<string, Uint8Array>> => ({
  "word/_rels/document.xml.rels": strToU8(`<Relationships>${all.join("")}</Relationships>`),
});
const field = (begin: string, code: string, gave = ""): string =>
  `<w:r><w:fldChar w:fldCharType="begin">${begin}</w:fldChar></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${gave}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

test("Lao typed in a font of signs is in another font, and stays; other letters of it are told", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      paragraph(
        run("ຂ່າວລາວ 25", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Phetsarath OT"/>') +
          run(" ແລະ ຂ່າວໄທ", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'),
      ),
  });
  expect(linesOf(story)).toEqual(["paragraph ຂ່າວລາວ ແລະ ຂ່າວໄທ"]);
  expect(story.dropped).toEqual(["2", "5"]);
});

test("a cell of one language that reaches over rows of the other says what they say together", async () => {
  const pair = row(cell(HEADLINE), cell("Fifth friendship bridge opens"));
  const end = row(cell("ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ."), cell("Some 3,000 vehicles cross it every day."));
  const down = '<w:vMerge w:val="restart"/>';
  const blocks = async (rows: string) =>
    (await storiesOf(wordFile({ body: `<w:tbl>${pair}${rows}${end}</w:tbl>` }))).map((story) => ({
      lines: linesOf(story),
      rows: (story.version.body.content ?? []).map(({ attrs }) => attrs?.row),
    }));
  const [lao, english] = await blocks(
    row(cell("ຂົວເປີດໃນວັນທີ 25 ທັນວາ ແລະ ຍາວ 1.350 ແມັດ.", down), cell("The bridge opened on December 25.")) +
      row(cell("", "<w:vMerge/>"), cell("It is 1,350 metres long.")),
  );
  expect(lao?.lines).toEqual(["paragraph ຂົວເປີດໃນວັນທີ 25 ທັນວາ ແລະ ຍາວ 1.350 ແມັດ.", "paragraph ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ."]);
  expect(english?.lines).toEqual([
    "paragraph The bridge opened on December 25.",
    "paragraph It is 1,350 metres long.",
    "paragraph Some 3,000 vehicles cross it every day.",
  ]);
  expect(english?.rows).toEqual([lao?.rows[0], lao?.rows[0], lao?.rows[1]]);
  const numbered = await storiesOf(
    wordFile({
      body: `<w:tbl>${row(cell("1", down), cell(HEADLINE), cell("Fifth friendship bridge opens"))}${row(cell("", "<w:vMerge/>"), cell("ຂົວຍາວ 1.350 ແມັດ."), cell("It is 1,350 metres long."))}${row(cell("2"), cell("ຈົບຂ່າວ ວັນນີ້."), cell("That is all for today."))}</w:tbl>`,
    }),
  );
  expect(numbered.map(({ lang, version }) => [lang, version.headline])).toEqual([
    ["lo", HEADLINE],
    ["en", "Fifth friendship bridge opens"],
  ]);
});

test("a row that was deleted from a table of two languages is told", async () => {
  const stories = await storiesOf(
    wordFile({
      body: `<w:tbl>${row(cell(HEADLINE), cell("Fifth friendship bridge opens"))}<w:tr><w:trPr><w:del/></w:trPr>${cell("ຂໍ້ຄວາມເກົ່າ")}${cell("Old words")}</w:tr>${row(cell("ຂົວຍາວ 1.350 ແມັດ."), cell("It is 1,350 metres long."))}</w:tbl>`,
    }),
  );
  expect(stories).toHaveLength(2);
  expect(stories.flatMap(leftOut)).toEqual([["deletion", "1 · ຂໍ້ຄວາມເກົ່າ Old words"]]);
});

test("of two ways to draw the same, the one that can be shown", async () => {
  const model = '<am3d:model3d xmlns:am3d="http://schemas.microsoft.com/office/drawing/2017/model3d"/>';
  const story = await storyOf({
    media: { "media/image1.png": PNG },
    body:
      paragraph(HEADLINE) +
      paragraph("ວັກທີໜຶ່ງ.") +
      paragraph(
        `<w:r><mc:AlternateContent><mc:Choice Requires="am3d">${graphic(model)}</mc:Choice><mc:Fallback>${graphic('<pic:pic><pic:blipFill><a:blip r:embed="image1"/></pic:blipFill></pic:pic>')}</mc:Fallback></mc:AlternateContent></w:r>`,
      ),
  });
  expect(story.pictures).toHaveLength(1);
  expect(leftOut(story)).toEqual([]);
});

test("words of a diagram, of a chart and of a drawing are named with it", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      paragraph(
        `${run("ກ່ອນ")}<w:r>${graphic('<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId1"/>')}</w:r>${run("ຫຼັງ")}`,
      ) +
      paragraph(
        `<w:r>${graphic('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId2"/>')}</w:r>`,
      ) +
      paragraph(`<w:r>${graphic("<a:sp><a:txBody><a:p><a:r><a:t>ແຜນຜັງ</a:t></a:r></a:p></a:txBody></a:sp>")}</w:r>`),
    others: {
      ...relations(
        '<Relationship Id="rId1" Type="x/diagramData" Target="diagrams/data1.xml"/>',
        '<Relationship Id="rId2" Type="x/chart" Target="charts/chart1.xml"/>',
      ),
      "word/diagrams/data1.xml": strToU8(
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><a:p><a:r><a:t>ຂັ້ນຕອນ 1</a:t></a:r></a:p></dgm:pt><dgm:pt><a:p><a:r><a:t>ຂັ້ນຕອນ 2</a:t></a:r></a:p></dgm:pt></dgm:dataModel>',
      ),
      "word/charts/chart1.xml": strToU8(
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:t>ລາຍຮັບ</a:t></c:title><c:strCache><c:pt><c:v>ວຽງຈັນ</c:v></c:pt></c:strCache><c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:chartSpace>',
      ),
    },
  });
  expect(linesOf(story)).toEqual(["paragraph ກ່ອນ ຫຼັງ"]);
  expect(leftOut(story)).toEqual([["drawing", "3 · ຂັ້ນຕອນ 1 ຂັ້ນຕອນ 2 · ລາຍຮັບ ວຽງຈັນ · ແຜນຜັງ"]]);
});

test("a page's head with a box says each line once, and a comment's words are parted as it parts them", async () => {
  const box = `<w:txbxContent>${paragraph("ສະບັບທີ 12")}</w:txbxContent>`;
  const story = await storyOf({
    parts: {
      header1: `<w:p><w:r>${text("ຂປລ")}<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      comments: `<w:comment w:id="0"><w:p><w:r>${text("ກວດ")}<w:cr/>${text("ຊື່")}<w:ptab/>${text("ນາມສະກຸນ")}</w:r></w:p></w:comment>`,
    },
    body: `${paragraph(HEADLINE)}${paragraph(`${run("ວັກ.")}<w:r><w:commentReference w:id="0"/></w:r>`)}<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>`,
  });
  expect(story.dropped).toEqual(["ຂປລ", "ສະບັບທີ 12", "ກວດ ຊື່ ນາມສະກຸນ"]);
});

test("notes are counted as their section says, and lists counted in noughts or in Greek keep what they print as text", async () => {
  const item = (words: string, list: number) =>
    paragraph(words, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`);
  const custom = (format: string) => `<w:numFmt w:val="custom" w:format="${format}"/>`;
  const either = (format: string) =>
    `<mc:AlternateContent><mc:Choice Requires="w14">${custom(format)}</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>`;
  const list = (id: number, start: number, format: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:start w:val="${start}"/>${format}<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
  const story = await storyOf({
    parts: {
      footnotes: `<w:footnote w:id="2">${paragraph("ຕາມກະຊວງ.")}</w:footnote>`,
      endnotes: `<w:endnote w:id="2">${paragraph("ຕາມແຂວງ.")}</w:endnote>`,
      numbering: [
        list(1, 9, either("001, 002, 003, ...")),
        list(2, 2, either("α, β, γ, ...")),
        list(3, 24, custom("Α, Β, Γ, ...")),
      ].join(""),
    },
    body: `${paragraph(HEADLINE)}${paragraph(`${run("ເພີ່ມຂຶ້ນ")}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r>`)}${item("ຂົວ", 1)}${item("ທາງ", 1)}${item("ນ້ຳງື່ມ", 2)}${item("ນ້ຳເທີນ", 2)}${item("ຫລວງພະບາງ", 3)}${item("ວຽງຈັນ", 3)}<w:sectPr><w:footnotePr><w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/></w:footnotePr><w:endnotePr>${either("α, β, γ, ...")}</w:endnotePr></w:sectPr>`,
  });
  expect(linesOf(story)).toEqual([
    "paragraph ເພີ່ມຂຶ້ນ[C][α]",
    "paragraph 009. ຂົວ",
    "paragraph 010. ທາງ",
    "paragraph β. ນ້ຳງື່ມ",
    "paragraph γ. ນ້ຳເທີນ",
    "paragraph Ω. ຫລວງພະບາງ",
    "paragraph ΑΑ. ວຽງຈັນ",
    "paragraph [C] ຕາມກະຊວງ.",
    "paragraph [α] ຕາມແຂວງ.",
  ]);
});

test("a form's choice and its boxes are read as they stand, its empty places are told", async () => {
  const choice =
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="ຜົ້ງສາລີ"/><w:listEntry w:val="ວຽງຈັນ"/></w:ddList></w:ffData>';
  const box = (state: string) => `<w:ffData><w:checkBox><w:default w:val="0"/>${state}</w:checkBox></w:ffData>`;
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      paragraph(
        `${run("ແຂວງ: ")}${field(choice, " FORMDROPDOWN ")}${run(" ")}${field(box("<w:checked/>"), " FORMCHECKBOX ")}${run(" ແລ້ວ ")}${field(box(""), " FORMCHECKBOX ")}${run(" ຍັງ")}`,
      ) +
      paragraph(`${run("ຊື່: ")}${field(choice, " FORMDROPDOWN ", run("ຄຳ"))}`) +
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph("Click here to enter text.")}</w:sdtContent></w:sdt>`,
  });
  expect(linesOf(story)).toEqual(["paragraph ແຂວງ: ວຽງຈັນ ☒ ແລ້ວ ☐ ຍັງ", "paragraph ຊື່: ຄຳ"]);
  expect(leftOut(story)).toEqual([["control", "1 · Click here to enter text."]]);
});

test("a cell merged across as old files do it is one, and a link's place within its page stays", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      `<w:tbl>${row(cell("ແຂວງ", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"))}${row(cell("ບໍລິຄຳໄຊ"), cell("12"))}${row(cell("ຄຳມ່ວນ"), cell("15"))}</w:tbl>` +
      paragraph(field("", 'HYPERLINK "https://kpl.gov.la/news" \\l "top"', run("ອ່ານຕໍ່ຢູ່ນີ້"))),
  });
  expect(linesOf(story).filter((line) => /Cell|\]/.test(line))).toEqual([
    '    tableCell{"colspan":2}',
    ...Array.from({ length: 4 }, () => "    tableCell"),
    "paragraph [ອ່ານຕໍ່ຢູ່ນີ້](https://kpl.gov.la/news#top)",
  ]);
});

test("what was moved out of the text is told as deleted, though something else was moved within it", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      paragraph(
        `<w:moveFromRangeStart w:id="1" w:name="move1"/><w:moveFrom>${run("ໄປຫົວໜ້າ")}</w:moveFrom><w:moveFromRangeEnd w:id="1"/><w:moveFromRangeStart w:id="3" w:name="move2"/><w:moveFrom>${run("ຍ້າຍແລ້ວ")}</w:moveFrom><w:moveFromRangeEnd w:id="3"/>${run("ຢູ່ບ່ອນເກົ່າ.")}`,
      ) +
      paragraph(`<w:moveToRangeStart w:id="2" w:name="move2"/><w:moveTo>${run("ຍ້າຍແລ້ວ")}</w:moveTo>`),
  });
  expect(linesOf(story)).toEqual(["paragraph ຢູ່ບ່ອນເກົ່າ.", "paragraph ຍ້າຍແລ້ວ"]);
  expect(story.dropped).toEqual(["ໄປຫົວໜ້າ"]);
});

test("plain text and a saved page that stand in a file whole are read", async () => {
  const page =
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n<p>ຈາກໜ້າເວັບ</p>\r\n--b--\r\n';
  const story = await storyOf({
    body: `${paragraph(HEADLINE)}<w:altChunk r:id="t"/><w:altChunk r:id="m"/>`,
    others: {
      ...relations(
        '<Relationship Id="t" Type="x/aFChunk" Target="a.txt"/>',
        '<Relationship Id="m" Type="x/aFChunk" Target="m.mht"/>',
      ),
      "word/a.txt": strToU8("ແຖວໜຶ່ງ\r\nແຖວສອງ"),
      "word/m.mht": strToU8(page),
    },
  });
  expect(linesOf(story)).toEqual(["paragraph ແຖວໜຶ່ງ", "paragraph ແຖວສອງ", "paragraph ຈາກໜ້າເວັບ"]);
});
