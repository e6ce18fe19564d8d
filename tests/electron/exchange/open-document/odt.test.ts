/** OpenDocument texts as stories. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { readArchive } from "../../../../electron/exchange/documents/archive.ts";
import { readXml } from "../../../../electron/exchange/documents/xml.ts";
import { readOpenDocument } from "../../../../electron/exchange/open-document/document-tree.ts";
import { blocksOf, rowOfBlock } from "../../../../shared/blocks/body.ts";
import { blockText } from "../../../../shared/rows/rows.ts";
import { linesOf, storiesOf as storiesIn } from "../documents/read-document.ts";
import { leftOut } from "../newsroom.ts";
import { cell, heading, item, letters, odtFile, paragraph, row, span, storiesOf, storyOf, table } from "./odt-file.ts";

const HEADLINE = "ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້";
const LEAD = "ຂົວມິດຕະພາບລາວ-ໄທ ແຫ່ງທີ 5 ເປີດນຳໃຊ້ຢ່າງເປັນທາງການ ໃນວັນທີ 25 ທັນວາ.";

test("a title, headings by their level, a quotation, a line across", async () => {
  const story = await storyOf({
    automatic: '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>',
    body: [
      paragraph(HEADLINE, "Title"),
      paragraph(LEAD),
      heading(1, "ການຄົມມະນາຄົມ"),
      heading(3, "ຕົວເລກ"),
      paragraph("ຂົວນີ້ສຳຄັນຫຼາຍ.", "P1"),
      paragraph("ສຳຄັນແທ້.", "Quotations"),
      paragraph("", "Horizontal_20_Line"),
      heading(7, "ຂັ້ນ 7"),
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
    "  paragraph ສຳຄັນແທ້.",
    "horizontalRule",
    'heading{"level":4} ຂັ້ນ 7',
  ]);
});

test("bold of Lao is a complex script's, raised letters by place or by size, spans within each other", async () => {
  const story = await storyOf({
    automatic: [
      letters("T1", 'style:font-weight-complex="bold"'),
      letters("T2", 'fo:font-weight="bold"'),
      letters("T3", 'fo:font-style="italic" style:font-style-complex="italic"'),
      letters("T4", 'fo:font-weight="normal" style:font-weight-complex="normal"'),
      letters("Up", 'style:text-position="super 58%"'),
      letters("Down", 'style:text-position="-33% 58%"'),
      letters("Small", 'style:text-position="42% 100%" fo:font-size="9.5pt"'),
      letters("Level", 'style:text-position="0% 100%" fo:font-size="8pt"'),
      '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold" style:font-weight-complex="bold"/></style:style>',
    ].join(""),
    body: [
      paragraph(HEADLINE),
      paragraph(`${span("T1", "ລາວ Laos")} ${span("T2", "ໄທ Thai")}`),
      paragraph(span("Strong", `ແຂວງ ${span("T3", "ບໍລິຄຳໄຊ")}`)),
      paragraph(`ທັງໝົດ ${span("T4", "ບໍ່")}`, "P1"),
      paragraph(`10${span("Up", "6")} CO${span("Down", "2")} m${span("Small", "2")} ແຖວ${span("Level", "5")}`),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    "paragraph **ລາວ **Laos ໄທ **Thai**",
    "paragraph **ແຂວງ ****_ບໍລິຄຳໄຊ_**",
    "paragraph **ທັງໝົດ **ບໍ່",
    "paragraph 10⁶ CO₂ m² ແຖວ5",
  ]);
});

test("breaks, tabs, spaces, links, fields by what they gave, ruby and a form's parts", async () => {
  const link = (address: string, words: string) => `<text:a xlink:href="${address}">${words}</text:a>`;
  const story = await storyOf({
    body: [
      paragraph(HEADLINE),
      paragraph('\n  <text:s text:c="3"/>ແຖວ 1<text:line-break/>ແຖວ 2<text:tab/>ກ<text:s text:c="999999999"/>ຂ\n'),
      paragraph(`ອ່ານ ${link("https://kpl.gov.la/", "ຢູ່ນີ້")} ຫຼື ${link("#ບົດ", "ບົດນີ້")} ຫຼື ${link("../ລົ້ມ.odt", "ອື່ນ")}`),
      paragraph('<text:bookmark-start text:name="a"/>ໜ້າ <text:page-number>7</text:page-number><text:bookmark-end/>'),
      paragraph(
        `<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>kanji</text:ruby-text></text:ruby> <text:placeholder>ໃສ່ຊື່</text:placeholder>`,
      ),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    "paragraph ແຖວ 1⏎ແຖວ 2 ກ ຂ",
    "paragraph ອ່ານ [ຢູ່ນີ້](https://kpl.gov.la/) ຫຼື ບົດນີ້ ຫຼື ອື່ນ",
    "paragraph ໜ້າ 7",
    "paragraph 漢字 kanji",
  ]);
  expect(story.dropped).toEqual(["ໃສ່ຊື່"]);
});

const number = (level: number, format: string, attrs = ""): string =>
  `<text:list-level-style-number text:level="${level}" style:num-format="${format}" ${attrs}/>`;
const LISTS = `<text:list-style style:name="L1">${number(1, "A", 'style:num-suffix="."')}${number(2, "i", 'style:num-suffix=")"')}</text:list-style>
<text:list-style style:name="L2">${number(1, "1", 'style:num-prefix="ຂໍ້ " style:num-suffix=":"')}${number(2, "1", 'text:display-levels="2"')}</text:list-style>
<text:list-style style:name="L3"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-image text:level="2"/></text:list-style>
<text:list-style style:name="L4">${number(1, "໑, ໒, ໓, ...", 'style:num-suffix="." text:start-value="9"')}</text:list-style>
<text:list-style style:name="L5">${number(1, "")}</text:list-style>
<style:style style:name="PL" style:family="paragraph" style:list-style-name="L1"/>`;
const list = (attrs: string, ...items: readonly string[]): string =>
  `<text:list ${attrs}>${items.join("")}</text:list>`;
const inStyle = (style: string): string => `text:style-name="${style}"`;

test("lists print what LibreOffice prints: letters, roman, going on, beginning anew, words and two numbers as text", async () => {
  const story = await storyOf({
    automatic: LISTS,
    body: [
      paragraph(HEADLINE),
      list(
        `${inStyle("L1")} xml:id="list1"`,
        item(
          paragraph("ຂົວ"),
          paragraph("ຕໍ່ຂໍ້ ກ"),
          list("", item(paragraph("ເສົາ")), item(paragraph("ທາງ"))),
          paragraph("ທ້າຍຂໍ້ ກ"),
        ),
        item(paragraph("ດ່ານ")),
      ),
      paragraph("ວັກຢູ່ກາງ."),
      list(`${inStyle("L1")} text:continue-list="list1"`, item(paragraph("ຕະຫຼາດ"))),
      list(`${inStyle("L1")} text:continue-numbering="true"`, item(list("", item(paragraph("ຮ້ານ"))))),
      list(inStyle("L1"), `<text:list-item text:start-value="5">${paragraph("ໂຮງຮຽນ")}</text:list-item>`),
      list("", item(paragraph("ຕາມວັກ", "PL"))),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    'orderedList{"type":"A"}',
    "  listItem",
    "    paragraph ຂົວ",
    "    paragraph ຕໍ່ຂໍ້ ກ",
    '    orderedList{"type":"i"}',
    "      listItem",
    "        paragraph ເສົາ",
    "      listItem",
    "        paragraph ທາງ",
    "    paragraph ທ້າຍຂໍ້ ກ",
    "  listItem",
    "    paragraph ດ່ານ",
    "paragraph ວັກຢູ່ກາງ.",
    'orderedList{"start":3,"type":"A"}',
    "  listItem",
    "    paragraph ຕະຫຼາດ",
    '    orderedList{"type":"i"}',
    "      listItem",
    "        paragraph ຮ້ານ",
    'orderedList{"start":5,"type":"A"}',
    "  listItem",
    "    paragraph ໂຮງຮຽນ",
    'orderedList{"type":"A"}',
    "  listItem",
    "    paragraph ຕາມວັກ",
  ]);
});

test("markers that no list of ours prints stay as text, a list's head has none, and a heading's number is told", async () => {
  const story = await storyOf({
    automatic: LISTS,
    named: `<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/></text:outline-style>`,
    body: [
      paragraph(HEADLINE, "Title"),
      list(inStyle("L2"), item(paragraph("ຊື່"), list("", item(paragraph("ນາມສະກຸນ"))))),
      list(
        inStyle("L3"),
        `<text:list-header>${paragraph("ຫົວລາຍການ")}</text:list-header>`,
        item(paragraph("ເຂົ້າ"), list("", item(paragraph("ເຂົ້າໜຽວ")))),
      ),
      list(inStyle("L3"), item(paragraph("ກາເຟ"))),
      paragraph("ວັກຢູ່ກາງ."),
      list(inStyle("L4"), item(paragraph("ນະຄອນຫຼວງ")), item(paragraph("ແຂວງ"))),
      list(inStyle("L5"), item(paragraph("ບໍ່ມີເລກ"))),
      list(inStyle("L1"), item(heading(2, "ຫົວຂໍ້ໃນລາຍການ"), paragraph("ຕໍ່ຫົວຂໍ້"))),
      heading(1, "ຫົວຂໍ້ມີເລກ"),
      `<text:numbered-paragraph text:list-id="n1" text:level="1" ${inStyle("L1")}>${paragraph("ວັກມີເລກ")}</text:numbered-paragraph>`,
      `<text:numbered-paragraph text:list-id="n1" text:level="1" ${inStyle("L1")}>${paragraph("ວັກຕໍ່")}</text:numbered-paragraph>`,
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    "paragraph ຂໍ້ 1: ຊື່",
    "paragraph 1.1 ນາມສະກຸນ",
    "paragraph ຫົວລາຍການ",
    "bulletList",
    "  listItem",
    "    paragraph ເຂົ້າ",
    "    bulletList",
    "      listItem",
    "        paragraph ເຂົ້າໜຽວ",
    "  listItem",
    "    paragraph ກາເຟ",
    "paragraph ວັກຢູ່ກາງ.",
    "paragraph ໙. ນະຄອນຫຼວງ",
    "paragraph ໑໐. ແຂວງ",
    "paragraph ບໍ່ມີເລກ",
    'heading{"level":2} ຫົວຂໍ້ໃນລາຍການ',
    "paragraph ຕໍ່ຫົວຂໍ້",
    'heading{"level":2} ຫົວຂໍ້ມີເລກ',
    'orderedList{"type":"A"}',
    "  listItem",
    "    paragraph ວັກມີເລກ",
    "  listItem",
    "    paragraph ວັກຕໍ່",
  ]);
  expect(leftOut(story)).toEqual([["number", "2 · A. · 1."]]);
  expect(story.dropped).toEqual(["A.", "1."]);
});

test("changes are taken as accepted, and comments, hidden words, equations, heads and feet are told", async () => {
  const region = (id: string, kind: string, inside: string) =>
    `<text:changed-region text:id="${id}"><text:${kind}><office:change-info><dc:creator>ຈັນ</dc:creator><dc:date>2026-11-04T09:00:00</dc:date></office:change-info>${inside}</text:${kind}></text:changed-region>`;
  const equation = '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./Old 1"/></draw:frame>';
  const story = await storyOf({
    automatic: letters("Hidden", 'text:display="none"') + letters("Gone", 'style:text-line-through-style="solid"'),
    pages: `<style:master-page style:name="Standard"><style:header>${paragraph("ສຳນັກຂ່າວສານ ປະເທດລາວ")}</style:header><style:footer style:display="false">${paragraph("ບໍ່ສະແດງ")}</style:footer></style:master-page>`,
    others: {
      "Object 1/content.xml": strToU8(
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>E</mi><annotation>E = mc</annotation></semantics></math>',
      ),
    },
    body: [
      `<text:tracked-changes>${region("c1", "deletion", paragraph("8"))}${region("c2", "insertion", "")}${region("c3", "deletion", paragraph("ທ້າຍວັກ") + paragraph("ວັກຖືກລຶບ"))}${region("c4", "deletion", paragraph("ບໍ່ມີບ່ອນ"))}</text:tracked-changes>`,
      paragraph(HEADLINE),
      paragraph(
        `ມີ <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>9<text:change-end text:change-id="c2"/> ແຂວງ<office:annotation><dc:creator>ຄຳ</dc:creator><dc:date>2026</dc:date>${paragraph("ກວດຊື່ກ່ອນ")}</office:annotation>${span("Hidden", " ລັບ")}`,
      ),
      '<text:change text:change-id="c3"/>',
      paragraph(`ສູດ ${equation} ນີ້ ${span("Gone", "ຂີດອອກ")}`),
      `<text:section text:display="none">${paragraph("ພາກລັບ")}</text:section><text:section>${paragraph("ພາກເປີດ")}</text:section>`,
      "<text:table-of-content><text:table-of-content-source><text:index-title-template>ແມ່ແບບ</text:index-title-template></text:table-of-content-source><text:index-body/></text:table-of-content>",
    ].join(""),
  });
  expect(linesOf(story)).toEqual(["paragraph ມີ 9 ແຂວງ", "paragraph ສູດ ນີ້ ຂີດອອກ", "paragraph ພາກເປີດ"]);
  expect(leftOut(story)).toEqual([
    ["equation", "1 · E = mc"],
    ["struck", "1 · ຂີດອອກ"],
    ["comment", "1 · ກວດຊື່ກ່ອນ"],
    ["deletion", "2 · 8 · ທ້າຍວັກ ວັກຖືກລຶບ"],
    ["hidden", "2 · ລັບ · ພາກລັບ"],
  ]);
  expect(story.dropped).toEqual([
    "ສຳນັກຂ່າວສານ ປະເທດລາວ",
    "ບໍ່ມີບ່ອນ",
    "8",
    "ກວດຊື່ກ່ອນ",
    "ລັບ",
    "ທ້າຍວັກ ວັກຖືກລຶບ",
    "E = mc",
    "ພາກລັບ",
  ]);
});

test("notes stand behind the text with the numbers that are printed", async () => {
  const note = (kind: string, citation: string, words: string) =>
    `<text:note text:note-class="${kind}"><text:note-citation>${citation}</text:note-citation><text:note-body>${paragraph(words)}</text:note-body></text:note>`;
  const story = await storyOf({
    body: [
      paragraph(HEADLINE),
      paragraph(`ເພີ່ມຂຶ້ນ 7%${note("footnote", "1", "ຕົວເລກປີ 2025.")} ແລະ${note("endnote", "i", "ຕາມກະຊວງ.")}`),
      paragraph(`ຈົບ${note("footnote", "", "ບໍ່ມີເລກ.")}`),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    "paragraph ເພີ່ມຂຶ້ນ 7%[1] ແລະ[i]",
    "paragraph ຈົບ[2]",
    "paragraph [1] ຕົວເລກປີ 2025.",
    "paragraph [i] ຕາມກະຊວງ.",
    "paragraph [2] ບໍ່ມີເລກ.",
  ]);
  expect(leftOut(story)).toEqual([]);
});

test("a table keeps its spans and its head, and what a span covers is told", async () => {
  const covered = (words: string) => `<table:covered-table-cell>${words}</table:covered-table-cell>`;
  const story = await storyOf({
    body: [
      paragraph(HEADLINE),
      table(
        '<table:table-column table:number-columns-repeated="3"/>',
        `<table:table-header-rows>${row(cell(paragraph("ແຂວງ")), cell(paragraph("ປີ"), 'table:number-columns-spanned="2"'), covered(paragraph("ບັງໄວ້")))}</table:table-header-rows>`,
        row(
          cell(paragraph("ບໍລິຄຳໄຊ"), 'table:number-rows-spanned="2"'),
          cell(paragraph("2025")),
          cell(paragraph("2026")),
        ),
        `<table:table-rows>${row(covered(""), cell(paragraph("12")), cell(paragraph("15")))}</table:table-rows>`,
      ),
      paragraph("ຈົບ."),
    ].join(""),
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
    "paragraph ຈົບ.",
  ]);
  expect(leftOut(story)).toEqual([["hidden", "1 · ບັງໄວ້"]]);
});

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
const image = (href: string, alt: string): string =>
  `<draw:frame svg:width="8cm"><draw:image xlink:href="${href}"/><svg:title>ຮູບ</svg:title><svg:desc>${alt}</svg:desc></draw:frame>`;

test("pictures are figures with their caption; one before the text is the story's photo; others are told", async () => {
  const box = (inside: string) => `<draw:frame><draw:text-box>${inside}</draw:text-box></draw:frame>`;
  const story = await storyOf({
    others: { "Pictures/1.png": PNG, "Pictures/2.svm": Buffer.from("VCLMTF"), "Pictures/3.png": PNG },
    body: [
      paragraph(HEADLINE, "Title"),
      paragraph(box(paragraph(`${image("Pictures/1.png", "ຂົວ")}ພິທີເປີດຂົວ`, "Illustration"))),
      paragraph(LEAD),
      paragraph(`ກ່ອນ${image("Pictures/2.svm", "ແຜນພູມ")}ຫຼັງ`),
      paragraph(
        '<draw:frame svg:width="8cm"><draw:image xlink:href="Pictures/2.svm"/><draw:image xlink:href="./Pictures/3.png"/></draw:frame>',
      ),
      paragraph("ຮູບໃຕ້ນີ້", "Illustration"),
      paragraph(image("https://example.com/a.png", "")),
      paragraph(`ກ່ອງ${box(paragraph("ໃນກ່ອງ"))}<draw:custom-shape>${paragraph("ເທິງຮູບຮ່າງ")}</draw:custom-shape>`),
      paragraph("<draw:line><svg:desc>ເສັ້ນ</svg:desc></draw:line>"),
    ].join(""),
  });
  expect(linesOf(story)).toEqual([
    `paragraph ${LEAD}`,
    "paragraph ກ່ອນ ຫຼັງ",
    "figure",
    '  image{"asset":"picture:2","alt":"","credit":""}',
    "  figcaption ຮູບໃຕ້ນີ້",
    "paragraph ກ່ອງ",
    "paragraph ໃນກ່ອງ",
    "paragraph ເທິງຮູບຮ່າງ",
  ]);
  expect(story.details?.image).toEqual({
    asset: "picture:1",
    alt: { lo: "ຂົວ", en: "" },
    caption: { lo: "ພິທີເປີດຂົວ", en: "" },
    credit: { lo: "", en: "" },
  });
  expect(story.pictures?.map(({ asset, name, bytes }) => [asset, name, bytes.length])).toEqual([
    ["picture:1", "1.png", PNG.length],
    ["picture:2", "3.png", PNG.length],
  ]);
  expect(leftOut(story)).toEqual([
    ["picture", "2 · ແຜນພູມ · ຮູບ"],
    ["drawing", "1 · ເສັ້ນ"],
  ]);
});

test("two languages side by side are two stories with their rows, and so are two parts", async () => {
  const english = ["Fifth friendship bridge opens", "The fifth Lao-Thai friendship bridge opened on December 25."];
  const lao = [HEADLINE, LEAD];
  const rows = [
    ["ພາສາລາວ", "English"],
    [HEADLINE, english[0]],
    [LEAD, english[1]],
    ["ຂປລ", "KPL"],
  ];
  const beside = await storiesOf({
    body: table(...rows.map((words) => row(...words.map((one) => cell(paragraph(one ?? "")))))),
  });
  expect(beside.map(({ lang, pair, version }) => [lang, pair, version.headline])).toEqual([
    ["lo", 1, HEADLINE],
    ["en", 0, english[0]],
  ]);
  const [mine, theirs] = beside.map(({ version }) => blocksOf(version.body));
  expect(mine?.map(blockText)).toEqual([LEAD]);
  expect(beside.map(({ version }) => version.signOff)).toEqual(["ຂປລ", "KPL"]);
  expect(mine?.map(rowOfBlock)).toEqual(theirs?.map(rowOfBlock));
  const parts = await storiesOf({
    automatic:
      '<style:style style:name="P9" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>',
    body:
      lao.map((one) => paragraph(one)).join("") +
      english.map((one, index) => paragraph(one, index === 0 ? "P9" : "")).join(""),
  });
  expect(parts.map(({ lang, version }) => [lang, version.headline])).toEqual([
    ["lo", HEADLINE],
    ["en", english[0]],
  ]);
});

test("a file that LibreOffice wrote, whatever it is called", async () => {
  const bytes = await readFile(path.join(import.meta.dirname, "../../../fixtures/word/libreoffice.odt"));
  for (const name of ["ຂົວ.odt", "ຂົວ.docx", "ຂົວ"]) {
    const [story] = await storiesIn(bytes, name);
    expect(story?.version.headline).toBe(HEADLINE);
    const lines = story ? linesOf(story) : [];
    expect(lines[0]).toBe(
      "paragraph ຂົວ**ມິດຕະພາບ** ຜ່ານ 9 ແຂວງ, ຍາວ 10⁶ m, CO₂[1].⏎ແຖວໃໝ່ ຫຼັງ ຫວ່າງ [ອ່ານຢູ່ນີ້](https://kpl.gov.la/)",
    );
    expect(lines.filter((line) => /List|table$|(?:Cell|Header)\{|quote|fig|heading|1:|1\.1|\] /.test(line))).toEqual([
      "figure",
      "  figcaption ພິທີເປີດຂົວ",
      'heading{"level":2} ຕົວເລກ',
      "orderedList",
      '    orderedList{"type":"a"}',
      'orderedList{"start":3}',
      "paragraph ຂໍ້ 1: ຊື່",
      "paragraph 1.1 ນາມສະກຸນ",
      "bulletList",
      "blockquote",
      "table",
      '    tableHeader{"colspan":2}',
      '    tableCell{"rowspan":2}',
      "paragraph [1] ຕາມກະຊວງ.",
    ]);
    expect(story && leftOut(story)).toEqual([
      ["comment", "1 · ກວດຊື່ກ່ອນ"],
      ["deletion", "1 · 8"],
      ["hidden", "1 · ລັບ"],
    ]);
    expect(story?.pictures).toHaveLength(1);
    expect(story?.dropped[0]).toBe("ສຳນັກຂ່າວສານ ປະເທດລາວ");
  }
});

test("the tree keeps the name of each font, by which text of the old fonts is known", () => {
  const bytes = odtFile({
    automatic: letters("T1", `fo:font-family="'Alice_5'" style:font-name-complex="Phetsarath OT"`),
    body: paragraph(span("T1", "lh k'")),
  });
  const archive = readArchive(bytes);
  const content = archive && readXml(archive.part("content.xml", bytes.length * 100) ?? bytes);
  const tree = archive && content && readOpenDocument(archive, content, null);
  const [run] = tree?.pieces[0]?.node.children ?? [];
  expect(typeof run === "object" && run.attrs.get("style")).toBe("font-family:Alice_5");
});

test("a deleted table had parted what stands around it; deleted words and paragraphs let it come together", async () => {
  const deleted = async (what: string) =>
    linesOf(
      await storyOf({
        body: `<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>${what}</text:deletion></text:changed-region></text:tracked-changes>${paragraph(HEADLINE, "Title")}${paragraph('ຝົນ<text:change text:change-id="c1"/>ຕົກ')}`,
      }),
    );
  expect(await deleted(`${paragraph("ບໍ່")}${paragraph("ເຄີຍ")}`)).toEqual(["paragraph ຝົນຕົກ"]);
  expect(await deleted(`${paragraph("ບໍ່")}${table(row(cell(paragraph("1"))))}${paragraph("ເຄີຍ")}`)).toEqual([
    "paragraph ຝົນ",
    "paragraph ຕົກ",
  ]);
});

test("what is struck out or set high doesn't touch the number behind or before it, and lost addresses are told", async () => {
  const story = await storyOf({
    automatic:
      letters("Struck", 'style:text-line-through-style="solid"') + letters("Up", 'style:text-position="super 58%"'),
    body: `${paragraph(HEADLINE, "Title")}${paragraph(`ລາຄາ ${span("Struck", "1.000")}900 ກີບ, 2${span("Up", "1/2")} ກິໂລ`)}${paragraph('<text:a xlink:href="../a.odt">ໜ້າ</text:a> <text:a xlink:href="#a">ໃນ</text:a>')}`,
  });
  expect(linesOf(story)).toEqual(["paragraph ລາຄາ 1.000 900 ກີບ, 2 1/2 ກິໂລ", "paragraph ໜ້າ ໃນ"]);
  expect(leftOut(story)).toContainEqual(["link", "1 · ໜ້າ"]);
});

test("what a condition hides is told, what it doesn't is read", async () => {
  const story = await storyOf({
    body:
      paragraph("ຂົວມິດຕະພາບ ແຫ່ງທີ 5") +
      paragraph('<text:hidden-paragraph text:is-hidden="true"/>ຂໍ້ຄວາມລັບ') +
      paragraph('<text:hidden-paragraph text:is-hidden="false"/>ຂໍ້ຄວາມເປີດ') +
      paragraph(
        'ກ່ອນ <text:hidden-text text:is-hidden="true">ລັບ</text:hidden-text><text:hidden-text text:is-hidden="false">ບໍ່ລັບ</text:hidden-text>',
      ),
  });
  expect(linesOf(story)).toEqual(["paragraph ຂໍ້ຄວາມເປີດ", "paragraph ກ່ອນ ບໍ່ລັບ"]);
  expect(leftOut(story)).toEqual([["hidden", "2 · ຂໍ້ຄວາມລັບ · ລັບ"]]);
});

test("Lao in a font of signs stays, and words of a chart and of a form are named", async () => {
  const story = await storyOf({
    automatic: letters("Signs", 'style:font-name="Wingdings" style:font-name-complex="Phetsarath OT"'),
    body:
      '<office:forms xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"><form:form><form:checkbox xml:id="control1" form:label="ຂ້ອຍຕົກລົງ"/></form:form></office:forms>' +
      paragraph("ຂົວມິດຕະພາບ ແຫ່ງທີ 5") +
      paragraph(
        `ກ່ອນ ${span("Signs", "ຂ່າວລາວ ü")}<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame><draw:control draw:control="control1"/> ຫຼັງ`,
      ),
    others: {
      "Object 1/content.xml": strToU8(
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:chart><text:p>ລາຍຮັບປີ 2026</text:p><text:p>12</text:p></office:chart></office:body></office:document-content>',
      ),
    },
  });
  expect(linesOf(story)).toEqual(["paragraph ກ່ອນ ຂ່າວລາວ ✓ ຫຼັງ"]);
  expect(leftOut(story)).toEqual([
    ["drawing", "1 · ລາຍຮັບປີ 2026"],
    ["control", "1 · ຂ້ອຍຕົກລົງ"],
  ]);
});

test("a cell of one language that reaches over rows of the other says what they say together", async () => {
  const [lao, english] = await storiesOf({
    body: table(
      row(cell(paragraph("ຂົວມິດຕະພາບ ແຫ່ງທີ 5")), cell(paragraph("Fifth friendship bridge opens"))),
      row(
        cell(paragraph("ຂົວເປີດໃນວັນທີ 25 ທັນວາ ແລະ ຍາວ 1.350 ແມັດ."), 'table:number-rows-spanned="2"'),
        cell(paragraph("The bridge opened on December 25.")),
      ),
      row("<table:covered-table-cell/>", cell(paragraph("It is 1,350 metres long."))),
    ),
  });
  expect(lao && linesOf(lao)).toEqual(["paragraph ຂົວເປີດໃນວັນທີ 25 ທັນວາ ແລະ ຍາວ 1.350 ແມັດ."]);
  expect(english && linesOf(english)).toEqual([
    "paragraph The bridge opened on December 25.",
    "paragraph It is 1,350 metres long.",
  ]);
});
