/** Lists and marks as one program or another writes them: its own words for what HTML has others for. */
import { describe, expect, test } from "vitest";
import { htmlBlocks } from "../../../../shared/html/read-html.ts";
import { outline } from "../../outline.ts";

const lines = (html: string): string[] => htmlBlocks(html).blocks.flatMap(outline);
const left = (html: string) =>
  htmlBlocks(html)
    .leftOut.filter(({ kind }) => kind !== "code")
    .map(({ kind, count, samples }) => [kind, count, ...samples]);

describe("levels that stand one beside the other", () => {
  const nested = [
    "orderedList",
    "  listItem",
    "    paragraph ສ້າງທາງ",
    '    orderedList{"type":"a"}',
    "      listItem",
    "        paragraph ແຂວງຜົ້ງສາລີ",
    "      listItem",
    "        paragraph ແຂວງຫຼວງນ້ຳທາ",
    "  listItem",
    "    paragraph ສ້າງຂົວ",
  ];

  test("Word on the web says each item's level and number", () => {
    const item = (level: number, start: number, text: string) =>
      `<div class="ListContainerWrapper"><ol class="NumberListStyle${level}" role="list" start="${start}" ` +
      `style="list-style-type: ${level === 1 ? "decimal" : "lower-alpha"}"><li data-listid="3" data-aria-level="${level}">` +
      `<p class="Paragraph"><span class="TextRun">${text}</span><span class="EOP">&nbsp;</span></p></li></ol></div>`;
    const items = [item(1, 1, "ສ້າງທາງ"), item(2, 1, "ແຂວງຜົ້ງສາລີ"), item(2, 2, "ແຂວງຫຼວງນ້ຳທາ"), item(1, 2, "ສ້າງຂົວ")];
    expect(lines(items.join(""))).toEqual(nested);
  });

  test("a page saved from Google Docs names the level in a class", () => {
    const html =
      '<ol class="lst-kix_4a-0 start" start="1"><li>ສ້າງທາງ</li></ol>' +
      '<ol class="lst-kix_4a-1 start" start="1" type="a"><li>ແຂວງຜົ້ງສາລີ</li><li>ແຂວງຫຼວງນ້ຳທາ</li></ol>' +
      '<ol class="lst-kix_4a-0" start="2"><li>ສ້າງຂົວ</li></ol>';
    expect(lines(html)).toEqual(nested);
  });

  test("Slack counts the indents, whether the lists stand in each other or not", () => {
    const flat =
      '<ul data-indent="0"><li>Roads</li></ul><ul data-indent="1"><li>Phongsaly</li></ul><ul data-indent="0"><li>Bridges</li></ul>';
    const inside = '<ul data-indent="0"><li>Roads<ul data-indent="1"><li>Phongsaly</li></ul></li><li>Bridges</li></ul>';
    expect(lines(flat)).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph Roads",
      "    bulletList",
      "      listItem",
      "        paragraph Phongsaly",
      "  listItem",
      "    paragraph Bridges",
    ]);
    expect(lines(inside)).toEqual(lines(flat));
  });
});

test("a slide's bullets and numbers are a list's, and never touch the words", () => {
  const line = (format: string, marker: string, text: string, className = "") =>
    `<div class="${className}" style="margin-left:.25in"><span style="font-size:7pt"><span style='mso-special-format:${format};` +
    `font-family:Arial'>${marker}</span></span><span>${text}</span></div>`;
  const html =
    line("bullet", "•", "ງົບປະມານ") +
    line('"numbullet3\\,1"', "1.", "5 ຕື້ກີບ") +
    line('"numbullet9\\,2"', "b)", "ໂຮງຮຽນ", "O1") +
    line('"numbullet3\\,2"', "2.", "12 ຕື້ກີບ") +
    "<div><div>ທຳມະດາ</div></div>";
  expect(lines(html)).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ງົບປະມານ",
    "orderedList",
    "  listItem",
    "    paragraph 5 ຕື້ກີບ",
    '    orderedList{"start":2,"type":"a"}',
    "      listItem",
    "        paragraph ໂຮງຮຽນ",
    "  listItem",
    "    paragraph 12 ຕື້ກີບ",
    "paragraph ທຳມະດາ",
  ]);
});

test("a column in which Word only counts the rows keeps its numbers", () => {
  const row = (number: string, text: string) =>
    "<tr><td><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>" +
    `${number}<span>&nbsp;&nbsp; </span></span>&nbsp;</p></td><td><p class=MsoNormal>${text}</p></td></tr>`;
  expect(lines(`<table>${row("1.", "ຜົ້ງສາລີ")}${row("ຂ)", "ຫຼວງນ້ຳທາ")}${row("·", "ບໍ່ແກ້ວ")}</table>`)).toEqual([
    "table",
    ...["1.", "ຜົ້ງສາລີ", "ຂ)", "ຫຼວງນ້ຳທາ", "", "ບໍ່ແກ້ວ"].flatMap((text, index) => [
      ...(index % 2 === 0 ? ["  tableRow"] : []),
      "    tableCell",
      `      paragraph ${text}`,
    ]),
  ]);
  const empty = "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span></p>";
  expect(lines(empty)).toEqual([]);
  expect(left(empty)).toEqual([["number", 1, "1."]]);
});

test("Quill's items say themselves what they are and how deep they stand", () => {
  const item = (kind: string, depth: number, text: string) =>
    `<li data-list="${kind}"${depth > 0 ? ` class="ql-indent-${depth}"` : ""}><span class="ql-ui"></span>${text}</li>`;
  const html = `<ol>${item("bullet", 0, "ພາກເໜືອ")}${item("ordered", 1, "ບໍ່ແກ້ວ")}${item("ordered", 1, "ຜົ້ງສາລີ")}${item("bullet", 0, "ພາກໃຕ້")}</ol>`;
  expect(lines(html)).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ພາກເໜືອ",
    '    orderedList{"type":"a"}',
    "      listItem",
    "        paragraph ບໍ່ແກ້ວ",
    "      listItem",
    "        paragraph ຜົ້ງສາລີ",
    "  listItem",
    "    paragraph ພາກໃຕ້",
  ]);
  expect(lines(`<ol>${item("ordered", 0, "ໜຶ່ງ")}${item("bullet", 1, "ຍ່ອຍ")}${item("ordered", 0, "ສອງ")}</ol>`)[0]).toBe(
    "orderedList",
  );
});

describe("items that can be ticked", () => {
  test("say whether they are, however the box is written", () => {
    const box = `data:image/png;base64,${"iVBORw0KGgo".padEnd(400, "A")}`;
    const google = (ticked: boolean, text: string) =>
      `<li role="checkbox" aria-checked="${ticked}" style="list-style-type:none"><img src="${box}" width="17.6px" ` +
      `alt="${ticked ? "checked" : "unchecked"}" aria-roledescription="checkbox"><p style="display:inline-block">${text}</p></li>`;
    const ways = [
      `<ul>${google(true, "ໂທຫາກະຊວງ")}${google(false, "ຂຽນຂ່າວ")}</ul>`,
      "<ul><li><input type=checkbox checked disabled> ໂທຫາກະຊວງ<li><label><input type=checkbox><span></span></label><div><p>ຂຽນຂ່າວ</p></div></ul>",
      '<ul><li data-checked="true">ໂທຫາກະຊວງ</li><li data-checked="false">ຂຽນຂ່າວ</li></ul>',
      '<ul><li data-list="checked">ໂທຫາກະຊວງ</li><li data-list="unchecked">ຂຽນຂ່າວ</li></ul>',
    ];
    for (const html of ways) {
      expect(lines(html)).toEqual(["paragraph ☑ ໂທຫາກະຊວງ", "paragraph ☐ ຂຽນຂ່າວ"]);
      expect(left(html)).toEqual([]);
    }
  });

  test("and a box among an item's words makes none of it", () => {
    expect(lines("<ul><li>ຂ່າວ <input type=checkbox> ດ່ວນ</ul>")[0]).toBe("bulletList");
  });
});

describe("words that nothing but their look parts", () => {
  test("a note's number and the note, as LibreOffice writes them", () => {
    const html =
      '<p>ຕາມບົດລາຍງານ<a class="sdfootnoteanc" href="#sdfootnote1sym"><sup>1</sup></a></p>' +
      '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>5 ແຂວງ</p></div>';
    expect(lines(html)).toEqual(["paragraph ຕາມບົດລາຍງານ¹", "paragraph 1 5 ແຂວງ"]);
  });

  test("a tab of Word's that came without its spaces", () => {
    expect(lines('<p>ປີ 2026<span style="mso-tab-count:1"></span>12,5%</p>')).toEqual(["paragraph ປີ 2026 12,5%"]);
  });

  test("a dash that only a screen reader skips; an icon at a word's end parts it from no full stop", () => {
    expect(lines('<p>Ann<i aria-hidden="true"> — </i>09:00<i aria-hidden="true" class="icon"></i>.</p>')).toEqual([
      "paragraph Ann 09:00.",
    ]);
    expect(lines("<p>(see <a href='https://kpl.gov.la/'>KPL<svg></svg></a>), 7<svg></svg>.5</p>")).toEqual([
      "paragraph (see [KPL](https://kpl.gov.la/)), 7 .5",
    ]);
  });

  test("boxes in a line are words of the line", () => {
    const html =
      '<div>ດ່ວນ: <div style="display:inline-flex"><span>#ລາວ</span><span>@kpl</span></div><span> ຝົນຕົກໜັກ</span></div>';
    expect(lines(html)).toEqual(["paragraph ດ່ວນ: #ລາວ @kpl ຝົນຕົກໜັກ"]);
  });

  test("a break that only a screen reader skips", () => {
    expect(lines('ດ່ວນ<br aria-hidden="true">ຝົນຕົກ<br style="display:none">ໜັກ')).toEqual(["paragraph ດ່ວນ⏎ຝົນຕົກໜັກ"]);
  });
});

describe("signs that stand for something else", () => {
  test("letters of a font of signs are the signs, in that font only", () => {
    const sign = (font: string, letter: string) =>
      `<span style='font-family:${font};mso-ascii-font-family:Calibri;mso-char-type:symbol;mso-symbol-font-family:${font}'>` +
      `<span style='mso-char-type:symbol;mso-symbol-font-family:${font}'>${letter}</span></span>`;
    expect(
      lines(`<p>ວຽງຈັນ ${sign("Wingdings", "à")} ປາກເຊ ${sign("Symbol", "³")} 5 ${sign("Symbol", "m")}g</p>`),
    ).toEqual(["paragraph ວຽງຈັນ → ປາກເຊ ≥ 5 μg"]);
    expect(lines('<p>Thanks <span style="font-family:Wingdings">J</span> Jane</p>')).toEqual([
      "paragraph Thanks ☺ Jane",
    ]);
    expect(lines('<p><font face="Wingdings">\uf0fc</font> ແລ້ວ <font face="Symbol">Jane said so</font></p>')).toEqual([
      "paragraph ✓ ແລ້ວ Jane said so",
    ]);
    expect(lines('<p style="font-family:Symbol">J <b style="font-family:Arial">J</b></p>')).toEqual([
      "paragraph ϑ **J**",
    ]);
  });

  test("a quotation has the marks that the page prints around it", () => {
    expect(lines("<p>He said <q>the <q>new</q> road</q>.<q> </q></p>")).toEqual([
      "paragraph He said “the ‘new’ road”.",
    ]);
  });

  test("a remark in a cell is none of its value", () => {
    const html =
      '<table><tr><td>ລາຄາ</td><td><a class="comment-indicator"></a><comment>ກວດຄືນ 2</comment>500</td></tr></table>';
    expect(lines(html)).toEqual([
      "table",
      "  tableRow",
      "    tableCell",
      "      paragraph ລາຄາ",
      "    tableCell",
      "      paragraph 500",
    ]);
    expect(left(html)).toEqual([["comment", 1, "ກວດຄືນ 2"]]);
  });
});

test("an item of Word's within a block of an item comes behind the words before it", () => {
  expect(
    lines(
      '<li>ສ້າງທາງ<div><p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">·</span>ສ້າງຂົວ</p></div></li>',
    ),
  ).toEqual([
    "bulletList",
    "  listItem",
    "    paragraph ສ້າງທາງ",
    "    bulletList",
    "      listItem",
    "        paragraph ສ້າງຂົວ",
  ]);
});
