/** Word files as stories. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { readArchive } from "../../../../electron/exchange/documents/archive.ts";
import { readXml } from "../../../../electron/exchange/documents/xml.ts";
import { readWordTree } from "../../../../electron/exchange/word/word-tree.ts";
import { blocksOf, rowOfBlock } from "../../../../shared/blocks/body.ts";
import { blockText } from "../../../../shared/rows/rows.ts";
import { linesOf } from "../documents/read-document.ts";
import { leftOut } from "../newsroom.ts";
import { paragraph, row, run, STYLES, storiesOf, storyOf, styled, text, wordFile } from "./word-file.ts";

const HEADLINE = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້";
const LEAD = "ຂົວມິດຕະພາບລາວ-ໄທ ແຫ່ງທີ 5 ເປີດນຳໃຊ້ຢ່າງເປັນທາງການ ໃນວັນທີ 25 ທັນວາ.";

test("a title, headings by their level whatever their style is called, a quotation", async () => {
  const story = await storyOf({
    parts: { styles: STYLES },
    body: [
      styled("Titel", HEADLINE),
      paragraph(LEAD),
      styled("Rubrik1", "ການຄົມມະນາຄົມ"),
      styled("KPL", "ຕົວເລກ"),
      styled("Zitat", "ຂົວນີ້ສຳຄັນຫຼາຍ."),
      paragraph("ຂັ້ນ 4", '<w:outlineLvl w:val="3"/>'),
    ].join(""),
  });
  expect(story.lang).toBe("lo");
  expect(story.version.headline).toBe(HEADLINE);
  expect(story.fields?.headline).toBe("sure");
  expect(linesOf(story)).toEqual([
    `paragraph ${LEAD}`,
    'heading{"level":2} ການຄົມມະນາຄົມ',
    'heading{"level":3} ຕົວເລກ',
    "blockquote",
    "  paragraph ຂົວນີ້ສຳຄັນຫຼາຍ.",
    'heading{"level":4} ຂັ້ນ 4',
  ]);
});

test("bold of Lao is a complex script's, bold of Latin is not, and styles turn each other off", async () => {
  const story = await storyOf({
    parts: { styles: STYLES },
    body: [
      paragraph(HEADLINE),
      paragraph(run("ລາວ Laos 2026", "<w:bCs/>") + run(" ໄທ", '<w:b/><w:bCs w:val="0"/>') + run(" Thai", "<w:b/>")),
      paragraph(run("ແຂວງ", '<w:rStyle w:val="Fett"/>') + run(" province", "<w:i/>") + run("2", "<w:cs/><w:iCs/>")),
      styled("Stark", run("ທັງໝົດ ") + run("ບໍ່", '<w:rStyle w:val="Fett"/>') + run("x", '<w:b w:val="false"/>')),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    "paragraph **ລາວ **Laos 2026 ໄທ** Thai**",
    "paragraph **ແຂວງ**_ province2_",
    "paragraph **ທັງໝົດ **ບໍ່x",
  ]);
});

test("breaks, tabs, hyphens, symbols, raised figures", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      paragraph(
        `<w:r>${text("ແຖວ 1")}<w:br/>${text("ແຖວ 2")}<w:cr/>${text("ກ")}<w:tab/>${text("ຂ")}<w:noBreakHyphen/>${text("ຄ")}<w:softHyphen/>${text("ງ")}</w:r>`,
      ) +
      paragraph(
        `${run("10")}${run("-", '<w:vertAlign w:val="superscript"/>')}${run("6", '<w:vertAlign w:val="superscript"/>')}${run(" CO")}${run("2", '<w:vertAlign w:val="subscript"/>')}<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F04E"/></w:r>${run("p", '<w:rFonts w:ascii="Symbol"/>')}`,
      ),
  });
  expect(linesOf(story)).toEqual(["paragraph ແຖວ 1⏎ແຖວ 2⏎ກ ຂ\u2011ຄງ", "paragraph 10⁻⁶ CO₂α✓ π"]);
  expect(leftOut(story)).toEqual([["drawing", "1"]]);
});

test("links by relation and by field, and of a field what it gave alone", async () => {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const code = (words: string) => `<w:r><w:instrText xml:space="preserve">${words}</w:instrText></w:r>`;
  const story = await storyOf({
    links: { rId9: "https://kpl.gov.la/" },
    body:
      paragraph(HEADLINE) +
      paragraph(
        `${run("ອ່ານ ")}<w:hyperlink r:id="rId9">${run("ຢູ່ນີ້")}</w:hyperlink>${run(" ແລະ ")}${mark("begin")}${code(' HYPERLINK "https://laotimes.com/a" ')}${mark("separate")}${run("Laotian ")}${run("Times", "<w:b/>")}${mark("end")}`,
      ) +
      paragraph(
        `${mark("begin")}${code(" IF ")}${mark("begin")}${code(" PAGE ")}${mark("separate")}${run("7")}${mark("end")}${code(' = 1 "a" "b" ')}${mark("separate")}${run("ໜ້າ 1")}${mark("end")}${mark("begin")}${run(" ຕໍ່")}`,
      ) +
      paragraph(`<w:fldSimple w:instr=" DATE ">${run("12 ພະຈິກ 2026")}</w:fldSimple>`),
  });
  expect(linesOf(story)).toEqual([
    "paragraph ອ່ານ [ຢູ່ນີ້](https://kpl.gov.la/) ແລະ [Laotian ](https://laotimes.com/a)[**Times**](https://laotimes.com/a)",
    "paragraph ໜ້າ 1 ຕໍ່",
    "paragraph 12 ພະຈິກ 2026",
  ]);
  expect(story.dropped).toEqual(["7"]);
});

const level = (at: number, format: string, words: string, more = ""): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${words}"/></w:lvl>`;
const item = (list: number, at: number, words: string): string =>
  paragraph(words, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);
const NUMBERING = `<w:abstractNum w:abstractNumId="0">${level(0, "upperLetter", "%1.")}${level(1, "lowerRoman", "%2)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">${level(0, "decimal", "ຂໍ້ %1:")}${level(1, "decimal", "%1.%2")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, "bullet", "\uf0b7")}${level(1, "bullet", "o")}${level(2, "bullet", "§")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>`;

test("lists print what Word prints: letters, roman, going on, beginning anew, words and two numbers as text", async () => {
  const story = await storyOf({
    parts: { numbering: NUMBERING },
    body: [
      paragraph(HEADLINE),
      item(1, 0, "ຂົວ"),
      item(1, 1, "ເສົາ"),
      item(1, 1, "ທາງ"),
      item(1, 0, "ດ່ານ"),
      paragraph("ວັກຢູ່ກາງ."),
      item(1, 0, "ຕະຫຼາດ"),
      item(2, 0, "ໂຮງຮຽນ"),
      item(3, 0, "ຊື່"),
      item(3, 1, "ນາມສະກຸນ"),
      item(4, 1, "ຂັ້ນສອງກ່ອນ"),
      item(4, 0, "ຂັ້ນໜຶ່ງ"),
      paragraph("ບໍ່ແມ່ນລາຍການ", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    'orderedList{"type":"A"}',
    "  listItem",
    "    paragraph ຂົວ",
    '    orderedList{"type":"i"}',
    "      listItem",
    "        paragraph ເສົາ",
    "      listItem",
    "        paragraph ທາງ",
    "  listItem",
    "    paragraph ດ່ານ",
    "paragraph ວັກຢູ່ກາງ.",
    'orderedList{"start":3,"type":"A"}',
    "  listItem",
    "    paragraph ຕະຫຼາດ",
    'orderedList{"start":5,"type":"A"}',
    "  listItem",
    "    paragraph ໂຮງຮຽນ",
    "paragraph ຂໍ້ 1: ຊື່",
    "paragraph 1.1 ນາມສະກຸນ",
    "bulletList",
    "  listItem",
    "    paragraph ຂັ້ນສອງກ່ອນ",
    "bulletList",
    "  listItem",
    "    paragraph ຂັ້ນໜຶ່ງ",
    "paragraph ບໍ່ແມ່ນລາຍການ",
  ]);
});

test("changes are taken as accepted, and comments, hidden words and equations are told", async () => {
  const story = await storyOf({
    parts: {
      comments: `<w:comment w:id="0">${paragraph("ກວດຊື່ກ່ອນ")}</w:comment>`,
      header1: paragraph("ສຳນັກຂ່າວສານ ປະເທດລາວ"),
    },
    body:
      paragraph(HEADLINE) +
      paragraph(
        `${run("ມີ ")}<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>${run("9")}</w:ins>${run(" ແຂວງ")}<w:r><w:commentReference w:id="0"/></w:r>${run(" ລັບ", "<w:vanish/>")}`,
      ) +
      paragraph(run("ວັກທີໜຶ່ງ "), "<w:rPr><w:del/></w:rPr>") +
      paragraph("ຕໍ່ກັບວັກນີ້.") +
      paragraph(`<w:moveFrom>${run("ຍ້າຍແລ້ວ")}</w:moveFrom>`, "<w:rPr><w:moveFrom/></w:rPr>") +
      paragraph(`<w:moveTo>${run("ຍ້າຍແລ້ວ")}</w:moveTo>`) +
      paragraph(`${run("ສູດ ")}<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>${run("ນີ້")}`) +
      '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
  });
  expect(linesOf(story)).toEqual([
    "paragraph ມີ 9 ແຂວງ",
    "paragraph ວັກທີໜຶ່ງ ຕໍ່ກັບວັກນີ້.",
    "paragraph ຍ້າຍແລ້ວ",
    "paragraph ສູດ ນີ້",
  ]);
  expect(leftOut(story)).toEqual([
    ["equation", "1 · E=mc"],
    ["comment", "1 · ກວດຊື່ກ່ອນ"],
    ["deletion", "1 · 8"],
    ["hidden", "1 · ລັບ"],
  ]);
  expect(story.dropped).toEqual(["ສຳນັກຂ່າວສານ ປະເທດລາວ", "8", "ກວດຊື່ກ່ອນ", "ລັບ", "E=mc"]);
});

test("notes stand behind the text, numbered as they are called", async () => {
  const story = await storyOf({
    parts: {
      footnotes: `<w:footnote w:id="2">${paragraph(`<w:r><w:footnoteRef/></w:r>${run(" ຕາມກະຊວງ.")}`)}</w:footnote><w:footnote w:id="5">${paragraph("ຕົວເລກປີ 2025.")}</w:footnote>`,
    },
    body:
      paragraph(HEADLINE) +
      paragraph(
        `${run("ເພີ່ມຂຶ້ນ 7%")}<w:r><w:footnoteReference w:id="5"/></w:r>${run(" ແລະ")}<w:r><w:footnoteReference w:id="2"/></w:r>`,
      ) +
      paragraph("ຈົບ."),
  });
  expect(linesOf(story)).toEqual([
    "paragraph ເພີ່ມຂຶ້ນ 7%[1] ແລະ[2]",
    "paragraph ຈົບ.",
    "paragraph [1] ຕົວເລກປີ 2025.",
    "paragraph [2] ຕາມກະຊວງ.",
  ]);
  expect(leftOut(story)).toEqual([]);
});

test("a table keeps its spans, of alternatives one is read, and content controls are seen through", async () => {
  const cell = (words: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`;
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("ແຂວງ")}${cell("ປີ", '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell("ບໍລິຄຳໄຊ", '<w:vMerge w:val="restart"/>')}${cell("2025")}${cell("2026")}</w:tr><w:tr>${cell("", "<w:vMerge/>")}${cell("12")}${cell("15")}</w:tr></w:tbl>` +
      `<w:sdt><w:sdtContent>${paragraph(`<mc:AlternateContent><mc:Choice Requires="wps">${run("ໃໝ່")}</mc:Choice><mc:Fallback>${run("ເກົ່າ")}</mc:Fallback></mc:AlternateContent><w:sdt><w:sdtContent>${run(" ຄຳ")}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>` +
      paragraph(
        `${run("ກ່ອງ")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${paragraph("ໃນກ່ອງ")}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${paragraph("ໃນກ່ອງ")}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
      ),
  });
  expect(linesOf(story)).toEqual([
    "table",
    "  tableRow",
    "    tableHeader",
    "      paragraph ແຂວງ",
    '    tableHeader{"colspan":2}',
    "      paragraph ປີ",
    "  tableRow",
    '    tableCell{"rowspan":2}',
    "      paragraph ບໍລິຄຳໄຊ",
    "    tableCell",
    "      paragraph 2025",
    "    tableCell",
    "      paragraph 2026",
    "  tableRow",
    "    tableCell",
    "      paragraph 12",
    "    tableCell",
    "      paragraph 15",
    "paragraph ໃໝ່ ຄຳ",
    "paragraph ກ່ອງ",
    "paragraph ໃນກ່ອງ",
  ]);
});

test("a cell that a tracked change took out is out, and its words are named", async () => {
  const cell = (words: string, properties = "") => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`;
  const story = await storyOf({
    body:
      paragraph(HEADLINE) +
      `<w:tbl><w:tr>${cell(run("ແຂວງ"))}${cell(run("ເກົ່າ"), '<w:cellDel w:id="1" w:author="x"/>')}${cell(run("2026"))}</w:tr></w:tbl>`,
  });
  expect(linesOf(story)).toEqual([
    "table",
    "  tableRow",
    "    tableCell",
    "      paragraph ແຂວງ",
    "    tableCell",
    "      paragraph 2026",
  ]);
  expect(story.dropped).toEqual(["ເກົ່າ"]);
});

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const drawing = (id: string, alt: string): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="4000000" cy="3000000"/><wp:docPr id="1" name="Picture 1" descr="${alt}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

test("pictures are figures with their caption; one before the text is the story's photo; others are told", async () => {
  const story = await storyOf({
    parts: { styles: STYLES },
    media: { "media/image1.png": PNG, "media/image2.emf": Buffer.from(" EMF"), "media/image3.png": PNG },
    body:
      styled("Titel", HEADLINE) +
      paragraph(drawing("image1", "ຂົວ")) +
      styled("Bild", "ພິທີເປີດຂົວ") +
      paragraph(LEAD) +
      paragraph(`${run("ກ່ອນ")}${drawing("image2", "")}${run("ຫຼັງ")}`) +
      paragraph(`<w:r><w:pict><v:shape alt="ແຜນທີ່"><v:imagedata r:id="image3"/></v:shape></w:pict></w:r>`) +
      paragraph(drawing("rIdOutside", "ຢູ່ບ່ອນອື່ນ")),
    links: { rIdOutside: "file:///C:/photo.jpg" },
  });
  expect(linesOf(story)).toEqual([
    `paragraph ${LEAD}`,
    "paragraph ກ່ອນ ຫຼັງ",
    "figure",
    '  image{"asset":"picture:2","alt":"ແຜນທີ່","credit":""}',
    "  figcaption",
  ]);
  expect(story.details?.image).toEqual({
    asset: "picture:1",
    alt: { lo: "ຂົວ", en: "" },
    caption: { lo: "ພິທີເປີດຂົວ", en: "" },
    credit: { lo: "", en: "" },
  });
  expect(story.pictures?.map(({ asset, name, bytes }) => [asset, name, bytes.length])).toEqual([
    ["picture:1", "image1.png", PNG.length],
    ["picture:2", "image3.png", PNG.length],
  ]);
  expect(leftOut(story)).toEqual([["picture", "2 · image2.emf · ຢູ່ບ່ອນອື່ນ"]]);
});

test("a column that counts the rows of two languages is named, one of other numbers stays", async () => {
  const rows = (numbers: readonly string[]) =>
    [
      ["ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້", "Fifth Friendship Bridge opens"],
      ["ພິທີເປີດຂົວມີຂຶ້ນ ທີ່ແຂວງບໍລິຄຳໄຊ.", "The bridge was opened in Bolikhamxay province."],
      ["ຂົວຍາວ 1.350 ແມັດ.", "It is 1,350 metres long."],
    ].map((pair, index) => row(...[numbers[index] ?? "", ...pair].map((words) => paragraph(words))));
  const stories = async (numbers: readonly string[]) =>
    storiesOf(wordFile({ body: `<w:tbl>${rows(numbers).join("")}</w:tbl>` }));
  const [lao, english] = await stories(["1.", "2.", "໓."]);
  expect([lao?.version.headline, english?.version.headline]).toEqual([
    "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້",
    "Fifth Friendship Bridge opens",
  ]);
  expect(lao?.dropped).toEqual(["1. 2. ໓."]);
  expect(lao && linesOf(lao)).toEqual(["paragraph ພິທີເປີດຂົວມີຂຶ້ນ ທີ່ແຂວງບໍລິຄຳໄຊ.", "paragraph ຂົວຍາວ 1.350 ແມັດ."]);
  const [other] = await stories(["12 ໂຕນ", "48 ໂຕນ", "7 ໂຕນ"]);
  expect(other?.dropped).toEqual([]);
  expect(JSON.stringify(other?.version)).toContain('"48 ໂຕນ"');
});

test("two languages side by side are two stories, a row of the table a row of both", async () => {
  const side = (...cells: readonly string[]) =>
    row(...cells.map((cell) => (cell.startsWith("<w:p>") ? cell : paragraph(cell))));
  const stories = await storiesOf(
    wordFile({
      parts: { styles: STYLES },
      body: `${paragraph("12/11/2026")}<w:tbl>${side("ພາສາລາວ", "English")}${side(HEADLINE, "Fifth friendship bridge opens")}${side(LEAD, "The fifth Lao-Thai friendship bridge opened on December 25.")}${side("ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ.", paragraph("Some 3,000 vehicles cross") + paragraph("it every day."))}${side("ຂປລ", "KPL")}</w:tbl>`,
    }),
  );
  expect(stories.map(({ lang, pair, version }) => [lang, pair, version.headline])).toEqual([
    ["lo", 1, HEADLINE],
    ["en", 0, "Fifth friendship bridge opens"],
  ]);
  const [lao, english] = stories.map(({ version }) => blocksOf(version.body));
  const rows = (blocks: typeof lao) => blocks?.map(rowOfBlock) ?? [];
  expect(lao?.map(blockText)).toEqual([LEAD, "ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ."]);
  expect(rows(english)).toEqual([rows(lao)[0], rows(lao)[1], rows(lao)[1]]);
  expect(stories.map(({ version }) => version.signOff)).toEqual(["ຂປລ", "KPL"]);
  expect(stories[0]?.publishedAt).toBe("2026-11-12T00:00:00+07:00");
  expect(stories[0]?.dropped).toEqual(["ພາສາລາວ", "English"]);
});

test("two parts of alike length are two stories without rows; a story that quotes the other language is one", async () => {
  const lao = [HEADLINE, LEAD, "ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ."].map((words) => paragraph(words)).join("");
  const english = [
    "Fifth friendship bridge opens",
    "The fifth Lao-Thai friendship bridge opened on December 25.",
    "Some 3,000 vehicles cross it every day.",
  ]
    .map((words) => paragraph(words))
    .join("");
  const headed = async (body: string) =>
    (await storiesOf(wordFile({ body }))).map(({ lang, version }) => `${lang} ${version.headline}`);
  const both = [`lo ${HEADLINE}`, "en Fifth friendship bridge opens"];
  expect(await headed(lao + english)).toEqual(both);
  expect(await headed(english + lao)).toEqual(both.toReversed());
  expect(await headed(paragraph("ພາສາລາວ:") + lao + paragraph("(English version)") + english)).toEqual(both);
  expect(
    await headed(
      `${lao}${paragraph('<w:r><w:br w:type="page"/></w:r>')}${paragraph("Fifth friendship bridge opens")}${paragraph("It opened on December 25.")}`,
    ),
  ).toEqual(both);
  expect(await headed(lao + paragraph("Source: Vientiane Times") + paragraph("Photo: KPL"))).toEqual([
    `lo ${HEADLINE}`,
  ]);
  expect(await headed(lao + english + paragraph("ຈົບຂ່າວ") + lao)).toEqual([`lo ${HEADLINE}`]);
});

test("a file that LibreOffice wrote: its lists, table, quotation, raised figures and picture", async () => {
  const file = path.join(import.meta.dirname, "../../../fixtures/word/libreoffice.docx");
  const [story] = await storiesOf(await readFile(file));
  expect(story?.version.headline).toBe(HEADLINE);
  const lines = story ? linesOf(story) : [];
  expect(lines[0]).toBe("paragraph ຂົວມິດຕະພາບ**ລາວ-ໄທ** ແຫ່ງທີ 5 _bridge_ ເປີດ CO₂ 10⁶ m.");
  expect(lines.filter((line) => /List|table$|Cell\{|quote|figure$|heading/.test(line))).toEqual([
    'orderedList{"start":3,"type":"A"}',
    '    orderedList{"type":"i"}',
    "bulletList",
    "table",
    '    tableCell{"colspan":2}',
    '    tableCell{"rowspan":2}',
    'heading{"level":2} ຫົວຂໍ້ຍ່ອຍ',
    "blockquote",
    "figure",
  ]);
  expect(story?.pictures?.map(({ name }) => name)).toEqual(["image1.png"]);
  expect(story && leftOut(story)).toEqual([]);
});

test("the tree keeps the name of each run's font, by which text of the old fonts is known", () => {
  const bytes = wordFile({
    body: paragraph(run("lh k'", '<w:rFonts w:ascii="Alice_5;x" w:hAnsi="Alice_5;x" w:cs="Phetsarath OT"/>')),
  });
  const archive = readArchive(bytes);
  const document = archive && readXml(archive.part("word/document.xml", bytes.length * 100) ?? bytes);
  const tree = archive && document && readWordTree(archive, "word/document.xml", document);
  const [run1] = tree?.pieces[0]?.node.children ?? [];
  expect(typeof run1 === "object" && run1.attrs.get("style")).toBe("font-family:Alice_5 x");
});

test("a link whose address leads nowhere on the web stays as words, and is told", async () => {
  const story = await storyOf({
    links: { desk: "file:///C:/ຂ່າວ/ບົດ.docx", web: "https://kpl.gov.la/" },
    body:
      paragraph(HEADLINE) +
      paragraph(
        `<w:hyperlink r:id="desk">${run("ບົດລາຍງານ")}</w:hyperlink>${run(" ແລະ ")}<w:hyperlink r:id="web">${run("ຂປລ")}</w:hyperlink>`,
      ),
  });
  expect(leftOut(story)).toEqual([["link", "1 · ບົດລາຍງານ"]]);
  expect(story.dropped).toEqual([]);
  expect(linesOf(story).join("")).toContain("ບົດລາຍງານ ແລະ ");
});

test("a link in a headline, a lead or the photo's words, which are words alone, is told", async () => {
  const link = (words: string) => `<w:hyperlink r:id="web">${run(words, "<w:bCs/>")}${run(" ລາວ")}</w:hyperlink>`;
  const story = await storyOf({
    body: `${styled("Titel", link("ຫົວຂໍ້"))}${paragraph(link("ຝົນຕົກ"))}${paragraph(`${link("ຫົວຂໍ້")}${run(" ອີກ")}`)}`,
    parts: { styles: STYLES },
    links: { web: "https://kpl.gov.la/" },
  });
  expect(story.version.headline).toBe("ຫົວຂໍ້ ລາວ");
  expect(
    linesOf(story)
      .join("\n")
      .match(/kpl\.gov\.la/g),
  ).toHaveLength(4);
  expect(leftOut(story)).toEqual([["link", "1 · ຫົວຂໍ້ ລາວ"]]);
});

test("words of a link whose address isn't in the file stay, and the link is told", async () => {
  const story = await storyOf({
    body:
      paragraph(HEADLINE) + paragraph(`<w:hyperlink r:id="rId404">${run("ບົດລາຍງານ")}</w:hyperlink>${run(" ປີ 2026")}`),
  });
  expect(leftOut(story)).toEqual([["link", "1 · ບົດລາຍງານ"]]);
  expect(linesOf(story)).toEqual(["paragraph ບົດລາຍງານ ປີ 2026"]);
});

test("two languages in turns, paragraph by paragraph, are two stories with their rows; of an odd one out it is one story", async () => {
  const lao = [HEADLINE, LEAD, "ມີລົດ 3.000 ຄັນ ຜ່ານທຸກວັນ.", "ທາງ 5 ສາຍ ຕໍ່ກັບຂົວ."];
  const english = [
    "Fifth friendship bridge opens",
    "The fifth Lao-Thai friendship bridge opened on December 25.",
    "Some 3,000 vehicles cross it every day.",
    "Five roads lead to the bridge.",
  ];
  const turns = lao.flatMap((words, at) => [words, english[at] ?? ""]);
  const read = (lines: readonly string[]) => storiesOf(wordFile({ body: lines.map((one) => paragraph(one)).join("") }));
  const [first, second] = await read(turns);
  expect([first?.lang, first?.version.headline]).toEqual(["lo", HEADLINE]);
  expect([second?.lang, second?.version.headline]).toEqual(["en", english[0]]);
  const [mine, theirs] = [first, second].map((story) => (story ? blocksOf(story.version.body) : []));
  expect(mine?.map(blockText)).toEqual(lao.slice(1));
  expect(theirs?.map(blockText)).toEqual(english.slice(1));
  expect(mine?.map(rowOfBlock)).toEqual(theirs?.map(rowOfBlock));

  const mixed = await read([...turns, "ຂປລ"]);
  expect(mixed.map(({ fields }) => fields?.lang)).toEqual(["look"]);
});
