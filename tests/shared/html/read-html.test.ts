import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type HasPicture, withAssets } from "../../../shared/html/pictures.ts";
import { htmlBlocks } from "../../../shared/html/read-html.ts";
import { outline } from "../outline.ts";

const fixture = (name: string) => readFile(path.join(import.meta.dirname, "../../fixtures/paste", name), "utf8");
const lines = (html: string): string[] => htmlBlocks(html).blocks.flatMap(outline);
/** What was left out, without styles and scripts. */
const left = (html: string) =>
  htmlBlocks(html)
    .leftOut.filter(({ kind }) => kind !== "code")
    .map(({ kind, count, samples }) => [kind, count, ...samples]);

describe("breaks", () => {
  test("a break that is the last thing in bold, italic, a link or a span parts the words around it", async () => {
    expect(lines(await fixture("break-at-end-of-bold.html"))).toEqual([
      "paragraph **ນະຄອນຫລວງວຽງຈັນ, ວັນທີ 4 ພະຈິກ**⏎ໂຮງຮຽນໃໝ່ຫ້າແຫ່ງເປີດຮັບນັກຮຽນ.",
      "paragraph **What:**⏎Five new schools.",
      "paragraph See [the plan](https://example.org/plan)⏎It runs for ten years.",
      "paragraph _Photo: desk_⏎Next line",
    ]);
  });

  test("what is a block on screen is a paragraph, and what is a line on screen is none", async () => {
    expect(lines(await fixture("slack-message.html"))).toEqual([
      "paragraph First line of the note⏎second line of it",
      "paragraph A new paragraph⏎its second line",
    ]);
    expect(lines('<i style="display: block">ຂ່າວດ່ວນ</i>ຝົນ<p style="display:inline !important">ຕົກ</p><b>ໜັກ</b>')).toEqual(
      ["paragraph _ຂ່າວດ່ວນ_", "paragraph ຝົນ ຕົກ **ໜັກ**"],
    );
    expect(lines('<div style="display:flex"><span>Mon</span><span>12</span></div>')).toEqual([
      "paragraph Mon",
      "paragraph 12",
    ]);
    expect(lines('one<span class="c-mrkdwn__br"></span>two')).toEqual(["paragraph one", "paragraph two"]);
  });

  test("newlines that the screen shows are breaks, an empty line parts paragraphs; others are spaces", async () => {
    expect(lines(await fixture("whatsapp-message.html"))).toEqual(["paragraph ດ່ວນ: ຝົນຕົກໜັກ⏎ຢູ່ແຂວງບໍ່ແກ້ວ⏎ທາງເລກ 3 ຖືກຕັດ"]);
    expect(lines('<span class="selectable-text">ໜຶ່ງ\n\nສອງ\t3\nສີ່</span>')).toEqual([
      "paragraph ໜຶ່ງ",
      "paragraph ສອງ 3⏎ສີ່",
    ]);
    expect(lines("<pre>Rain\n  in the <b>north\n</b>and south\n\nSun</pre>")).toEqual([
      "paragraph Rain⏎in the **north**⏎and south",
      "paragraph Sun",
    ]);
    expect(lines("<p>Rain\n in the\tnorth</p>")).toEqual(["paragraph Rain in the north"]);
    expect(lines("<p>one\u2028two\u2029three\vfour</p>")).toEqual(["paragraph one⏎two⏎three⏎four"]);
  });

  test("newlines that a known class keeps are breaks", () => {
    for (const name of ["whitespace-pre-wrap", "mt-2 whitespace-pre-line", "yt-string yt-string--white-space-pre-wrap"])
      expect(lines(`<div class="${name}">ຝົນຕົກ\nທາງຂາດ\n\nນ້ຳຂຶ້ນ</div>`)).toEqual([
        "paragraph ຝົນຕົກ⏎ທາງຂາດ",
        "paragraph ນ້ຳຂຶ້ນ",
      ]);
  });

  test("what has a place of its own on the screen touches no word; a big first letter is of its word", () => {
    expect(lines('<div><span style="float:right">12.000</span>ລາຄາເຂົ້າ</div>')).toEqual(["paragraph 12.000 ລາຄາເຂົ້າ"]);
    expect(lines('<p><span style="display:inline-block;width:8em">ວັນທີ</span><span>4</span></p>')).toEqual([
      "paragraph ວັນທີ 4",
    ]);
    expect(lines('<p><span style="float:left">T</span>he ministry</p>')).toEqual(["paragraph The ministry"]);
    const piece = (text: string, left: number) =>
      `<span style="left:${left}px;top:8px" role="presentation">${text}</span>`;
    expect(lines(piece("Rain in", 8) + piece("the north", 80))).toEqual(["paragraph Rain in the north"]);
    expect(lines(piece("ຝົນຕົກ", 8) + piece("ໜັກ", 80))).toEqual(["paragraph ຝົນຕົກໜັກ"]);
  });

  test("spaces of other widths are plain ones, which a search looks for", () => {
    expect(lines("<p>12&thinsp;000 ກີບ,&ensp;5&hairsp;km, ວັນທີ&#x3000;4</p>")).toEqual([
      "paragraph 12 000 ກີບ, 5 km, ວັນທີ 4",
    ]);
  });

  test("a heading that Word on the web names for a reader alone is one, by its level", () => {
    expect(
      lines(
        '<p role="heading" aria-level="1">ຫົວ</p><div role="heading" aria-level="3">ຍ່ອຍ</div><p role="note">ເນື້ອ</p>',
      ),
    ).toEqual(['heading{"level":2} ຫົວ', 'heading{"level":3} ຍ່ອຍ', "paragraph ເນື້ອ"]);
  });

  test("two breaks part paragraphs; at a block's edge a break is only somebody's idea of a gap", () => {
    expect(lines("<br>ໜຶ່ງ<br><br>ສອງ<br> <br><p>ສາມ<br></p><br>")).toEqual([
      "paragraph ໜຶ່ງ",
      "paragraph ສອງ",
      "paragraph ສາມ",
    ]);
  });

  test("cells that lost their table are cells all the same", () => {
    const cells = [
      "table",
      "  tableRow",
      "    tableCell",
      "      paragraph Rain",
      "    tableCell",
      "      paragraph Sun",
    ];
    expect(lines("<td>Rain</td><td>Sun</td>")).toEqual(cells);
    expect(lines("<meta charset=utf-8><tr><td>Rain</td><td>Sun</td></tr>")).toEqual(cells);
  });
});

describe("lists", () => {
  test("Word's lists count as they are printed, and go on where they went on", async () => {
    expect(lines(await fixture("lettered-list.html"))).toEqual([
      'orderedList{"type":"A"}',
      "  listItem",
      "    paragraph Roads",
      "  listItem",
      "    paragraph Bridges",
      "paragraph The ministry says B is urgent. It goes on:",
      'orderedList{"start":3,"type":"A"}',
      "  listItem",
      "    paragraph Schools",
      'orderedList{"start":4,"type":"i"}',
      "  listItem",
      "    paragraph Fourth clause",
    ]);
  });

  test("a list directly in a list stands under the item before it, whichever program wrote them", async () => {
    expect(lines(await fixture("list-in-list.html"))).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph ພາກເໜືອ",
      "    bulletList",
      "      listItem",
      "        paragraph ຫລວງພະບາງ",
      "bulletList",
      "  listItem",
      "    paragraph Third",
      "    bulletList",
      "      listItem",
      "        paragraph Third, sub one",
      "      listItem",
      "        paragraph Third, sub two",
      "  listItem",
      "    paragraph Fourth",
    ]);
  });

  const word = (marker: string, text: string, level = 1) =>
    `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}&nbsp; </span>${text}</p>`;

  test("a letter is read by its neighbours: i after h, v before vi, I where H came before", () => {
    const first = (...markers: string[]) => lines(markers.map((marker) => word(marker, "ຂໍ້")).join(""))[0];
    expect(first("g.", "h.", "i.", "j.")).toBe('orderedList{"start":7,"type":"a"}');
    expect(first("v)", "vi)")).toBe('orderedList{"start":5,"type":"i"}');
    expect(
      lines(`${word("H.", "ແປດ")}<p>ແລະ</p>${word("I.", "ເກົ້າ")}`).filter((line) => line.startsWith("ord")),
    ).toEqual(['orderedList{"start":8,"type":"A"}', 'orderedList{"start":9,"type":"A"}']);
  });

  test("a marker that no list prints stays as text, and the list around it goes on", () => {
    const items = [
      word("1.", "ໜຶ່ງ"),
      word("1.1", "ຍ່ອຍ", 2),
      word("2.", "ສອງ"),
      word("ຂໍ້ 3:", "ສາມ"),
      word("໔.", "<b>ສີ່</b>"),
    ];
    expect(lines(items.join(""))).toEqual([
      "orderedList",
      "  listItem",
      "    paragraph ໜຶ່ງ",
      "    paragraph 1.1 ຍ່ອຍ",
      "  listItem",
      "    paragraph ສອງ",
      "paragraph ຂໍ້ 3: ສາມ",
      "paragraph ໔. **ສີ່**",
    ]);
  });

  test("HTML's own lists keep type, start and value; other styles are printed as text", () => {
    expect(lines("<ol type=a start=3><li>c<li>d<li value=7>g</ol>")).toEqual([
      'orderedList{"start":3,"type":"a"}',
      "  listItem",
      "    paragraph c",
      "  listItem",
      "    paragraph d",
      'orderedList{"start":7,"type":"a"}',
      "  listItem",
      "    paragraph g",
    ]);
    expect(lines('<ol><li style="list-style-type:upper-roman">One</ol>')[0]).toBe('orderedList{"type":"I"}');
    expect(lines('<ol style="list-style-type: lao"><li>ໜຶ່ງ<li>ສອງ</ol>')).toEqual([
      "paragraph ໑. ໜຶ່ງ",
      "paragraph ໒. ສອງ",
    ]);
    expect(lines("<ol reversed><li>two<li>one</ol>").filter((line) => line.startsWith("ordered"))).toEqual([
      'orderedList{"start":2}',
      "orderedList",
    ]);
  });

  test("an empty item is none, and the numbers behind it stay", () => {
    expect(lines("<ol><li>one<li> &nbsp;<li>three</ol>")).toEqual([
      "orderedList",
      "  listItem",
      "    paragraph one",
      'orderedList{"start":3}',
      "  listItem",
      "    paragraph three",
    ]);
  });

  test("part of a nested list, levels that begin deep, bookmarks and words between items", () => {
    expect(lines("<ul><li><ul><li>ຫລວງພະບາງ</li></ul></li><li>ພາກໃຕ້</li></ul>")).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph ຫລວງພະບາງ",
      "bulletList",
      "  listItem",
      "    paragraph ພາກໃຕ້",
    ]);
    expect(lines("<ul><li>one</li><a name=x></a><li>two</li>and more<li>three<ul><li>deep</ul>after</ul>")).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph one",
      "  listItem",
      "    paragraph two",
      "    paragraph and more",
      "  listItem",
      "    paragraph three",
      "    bulletList",
      "      listItem",
      "        paragraph deep",
      "    paragraph after",
    ]);
    expect(lines(`${word("·", "ສາມ", 3)}${word("·", "ໜຶ່ງ")}<a name="_Toc1"></a>${word("·", "ສອງ")}`)).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph ສາມ",
      "bulletList",
      "  listItem",
      "    paragraph ໜຶ່ງ",
      "  listItem",
      "    paragraph ສອງ",
    ]);
  });
});

describe("meaning", () => {
  test("superscript and subscript are Unicode's, an ordinal's suffix is plain, and what has no such letter is told", async () => {
    const simple = await fixture("raised-text.html");
    expect(lines(simple)).toEqual(["paragraph CO₂ fell by 5 km² and H₂O; on the 4th day"]);
    expect(left(simple)).toEqual([]);
    const mixed =
      '10<sup>6</sup> m<span style="vertical-align:super">2</span>, x<sup><i>n</i>−1</sup> said<sup>[1]</sup>';
    expect(lines(mixed)).toEqual(["paragraph 10⁶ m², x_ⁿ_⁻¹ said[1]"]);
    expect(left(mixed)).toEqual([]);
    const told = "10<sup>ຫົກ</sup>, a<sub>b,c</sub>";
    expect(lines(told)).toEqual(["paragraph 10ຫົກ, ab,c"]);
    expect(left(told)).toEqual([
      ["superscript", 1, "ຫົກ"],
      ["subscript", 1, "b,c"],
    ]);
  });

  test("the figures of notes behind a word are raised with the marks between them, and none touches a word", () => {
    const notes = "ປະຊາກອນ<sup>12</sup>ຄົນ, ເຂື່ອນ<sup>1,2</sup>ໃໝ່, said<sup>3.</sup> Water<sub>1,2</sub>";
    expect(lines(notes)).toEqual(["paragraph ປະຊາກອນ¹²ຄົນ, ເຂື່ອນ¹,²ໃໝ່, said³. Water₁,₂"]);
    expect(left(notes)).toEqual([]);
    const lao =
      "ປະຊາຊົນ<sup>໑໒</sup>ຄົນ, the dam<sup>໑</sup>, word<sup>1/2</sup>cup, 2<sup>1/2</sup>kg, 5 km<sup>2</sup>";
    expect(lines(lao)).toEqual(["paragraph ປະຊາຊົນ ໑໒ ຄົນ, the dam ໑, word 1/2 cup, 2 1/2 kg, 5 km²"]);
    expect(left(lao)).toEqual([["superscript", 4, "໑໒", "໑", "1/2"]]);
  });

  test("an emoji that is a picture is its text, a family one picture; any other picture is told", () => {
    const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}";
    const flag = "\u{1F1F1}\u{1F1E6}";
    const html =
      `<p>ດີໃຈ<img alt="${family}" src="https://e.example/1.png"> <img alt=":tada:" class="c-emoji" src="x">` +
      `<img alt="${flag}" src="y"><img alt="2" src="two.png"><img src="dot.gif" width=1></p>`;
    expect(lines(html)).toEqual([`paragraph ດີໃຈ${family} :tada:${flag}`]);
    expect(left(html)).toEqual([["picture", 1, "2"]]);
  });

  test("equations are told, however they came, and count once", () => {
    expect(left("<p>where <math><mi>x</mi></math> is</p>")).toEqual([["equation", 1, "x"]]);
    const word =
      "<p>A <!--[if gte msEquation 12]><m:oMath><m:r>E=mc</m:r></m:oMath><![endif]--><![if !msEquation]><img src='file:///x'><![endif]>law</p>";
    expect(left(word)).toEqual([["equation", 1, "E=mc"]]);
    expect(lines(word)).toEqual(["paragraph A law"]);
    const page =
      'a<span class="katex"><span class="katex-mathml"><math><mi>y</mi></math></span><span aria-hidden="true">y</span></span>b';
    expect(left(page).map(([kind, count]) => [kind, count])).toEqual([["equation", 1]]);
    expect(lines(page)).toEqual(["paragraph a b"]);
  });

  test("struck words, links that lead nowhere, tracked deletions and comments are told", async () => {
    const html = '<s>old</s> <a href="/news">page</a> <a href="#_ftn1">[1]</a><del>gone</del>';
    expect(lines(html)).toEqual(["paragraph old page [1]"]);
    expect(left(html)).toEqual([
      ["struck", 1, "old"],
      ["link", 1, "page"],
      ["deletion", 1, "gone"],
    ]);
    expect(left(await fixture("word.html"))).toEqual([
      ["picture", 1],
      ["comment", 2, "[N1]", "[N1]Check the date"],
      ["deletion", 2, "ຫົກ", "Not certain."],
      ["number", 1, "1."],
    ]);
  });

  test("a deleted block parts what stood around it; deleted words and breaks let it come together", () => {
    const deleted = (what: string) => lines(`<div>ຝົນ<del>${what}</del>ຕົກ</div>`);
    for (const words of ["ບໍ່", "<br>", "<b>ບໍ່</b><br>"]) expect(deleted(words)).toEqual(["paragraph ຝົນຕົກ"]);
    const parted = ["paragraph ຝົນ", "paragraph ຕົກ"];
    for (const block of ["<table><tr><td>1</td></tr></table>", "<b><div>ບໍ່</div></b>", "<hr>", "<ul><li>1</li></ul>"])
      expect(deleted(block)).toEqual(parted);
    expect(deleted('<span style="display:block">ບໍ່</span>')).toEqual(parted);
    expect(lines('<div>ຝົນ<span class="msoDel"><p>ບໍ່</p></span>ຕົກ</div>')).toEqual(parted);
  });

  test("what a line or its height alone told apart doesn't touch: a price struck out, a half behind a number", () => {
    expect(lines("<p>ລາຄາ <s>1.000</s>900 ກີບ, ວັນ<strike>Monday</strike>Tuesday</p>")).toEqual([
      "paragraph ລາຄາ 1.000 900 ກີບ, ວັນ Monday Tuesday",
    ]);
    expect(lines('<p>1<span style="text-decoration:line-through">2</span>. <s>(ບໍ່)</s>ມາ<s>ໄປ</s>ແລ້ວ</p>')).toEqual([
      "paragraph 1 2. (ບໍ່)ມາໄປແລ້ວ",
    ]);
    expect(lines("<p>2<sup>1/2</sup>5 kg, 10<sub>1,5</sub>, 4<sup>th</sup>, 10<sup>6</sup></p>")).toEqual([
      "paragraph 2 1/2 5 kg, 10 1,5, 4th, 10⁶",
    ]);
  });

  test("bold and italic are what the screen shows, a heading's own weight aside", () => {
    expect(
      lines(
        '<b style="font-weight:normal"><p>ທຳມະດາ <span style="font-weight:700">ໜາ</span></p></b>' +
          '<div style="font-weight:bold"><p>all <span style="font-weight:400">but</span> this</p></div>' +
          '<h1 style="font-weight:700"><span style="font-weight:700">Head</span> <b>line</b></h1>',
      ),
    ).toEqual(["paragraph ທຳມະດາ **ໜາ**", "paragraph **all **but** this**", 'heading{"level":2} Head **line**']);
  });
});

describe("pictures", () => {
  const bytes = "iVBORw0KGgo".padEnd(400, "A");
  const data = `data:image/png;base64,${bytes}`;
  const shown = (html: string, hasPicture?: HasPicture) =>
    htmlBlocks(html, hasPicture ? { hasPicture } : {})
      .blocks.flatMap(outline)
      .filter((line) => !/^ *figure$/.test(line));
  const image = (number: number, alt = "") =>
    `  image${JSON.stringify({ asset: `picture:${number}`, alt, credit: "" })}`;

  test("a picture whose bytes stand in the HTML is a figure; its name stands there until it is stored", () => {
    const html = `<p>ກ່ອນ</p><p><img alt="ຂົວ  ໃໝ່" src="${data}"></p><p>ຫຼັງ</p>`;
    expect(shown(html)).toEqual(["paragraph ກ່ອນ", image(1, "ຂົວ ໃໝ່"), "  figcaption", "paragraph ຫຼັງ"]);
    const { pictures, leftOut, blocks } = htmlBlocks(html);
    expect(pictures).toEqual([{ asset: "picture:1", alt: "ຂົວ ໃໝ່", src: "", data: bytes }]);
    expect(leftOut).toEqual([]);
    const stored = `${"a".repeat(64)}.png`;
    expect(withAssets(blocks, new Map([["picture:1", stored]])).map(({ type }) => type)).toEqual([
      "paragraph",
      "figure",
      "paragraph",
    ]);
    expect(withAssets(blocks, new Map()).flatMap(outline)).toEqual(["paragraph ກ່ອນ", "paragraph ຫຼັງ"]);
  });

  test("an address is a figure where whoever reads has its bytes, else it is named in what was left out", () => {
    const html =
      '<p>A<img src="a_files/one.jpg" alt="One"></p><p><img src="https://kpl.gov.la/two.jpg" alt="Two">B</p>' +
      `<img src="data:image/svg+xml;base64,${bytes}" alt="Drawing"><img src="data:image/gif;base64,R0lGODlhAQAB" data-src="late.png">`;
    expect(shown(html, (src) => !src.startsWith("http"))).toEqual([
      "paragraph A",
      image(1, "One"),
      "  figcaption",
      "paragraph B",
      image(2),
      "  figcaption",
    ]);
    expect(htmlBlocks(html, { hasPicture: () => true }).pictures.map(({ src }) => src)).toEqual([
      "a_files/one.jpg",
      "https://kpl.gov.la/two.jpg",
      "late.png",
    ]);
    expect(left(html)).toEqual([["picture", 4, "One", "Two", "Drawing"]]);
  });

  test("a picture among words stands behind their paragraph, one on a line of its own between them", () => {
    const picture = `<img src="${data}">`;
    expect(shown(`<p>ຝົນ ${picture} ຕົກ</p><p>one<br>${picture}<br>two</p>`)).toEqual([
      "paragraph ຝົນ ຕົກ",
      image(1),
      "  figcaption",
      "paragraph one",
      image(2),
      "  figcaption",
      "paragraph two",
    ]);
  });

  test("a caption is the words of its picture, before it or behind it, and of Word's too", () => {
    const picture = `<img src="${data}">`;
    for (const html of [
      `<figure>${picture}<figcaption>ຮູບ: <b>ຂົວ</b></figcaption></figure>`,
      `<figure><figcaption>ຮູບ: <b>ຂົວ</b></figcaption><div>${picture}</div></figure>`,
      `<p class=MsoNormal>${picture}</p>\n<p class=MsoCaption>ຮູບ: <b>ຂົວ</b></p>`,
      `<div class="wp-caption">${picture}<p class="wp-caption-text">ຮູບ: <b>ຂົວ</b></p></div>`,
      `<div class="img_caption left">${picture}<p class="img_caption">ຮູບ: <b>ຂົວ</b></p></div>`,
      `<div class="caption"><a href="/x">${picture}</a></div><span class="caption">ຮູບ: <b>ຂົວ</b></span>`,
    ])
      expect([html, htmlBlocks(`${html}<p>Next</p>`).blocks.map(outline)]).toEqual([
        html,
        [["figure", image(1), "  figcaption ຮູບ: **ຂົວ**"], ["paragraph Next"]],
      ]);
    const caption = "<p class=MsoCaption>ຕາຕະລາງ 1</p>";
    expect(shown(`${caption}<p>ກ</p>${picture}<p>ຂ</p>${caption}`).filter((line) => line.startsWith("para"))).toEqual([
      "paragraph ຕາຕະລາງ 1",
      "paragraph ກ",
      "paragraph ຂ",
      "paragraph ຕາຕະລາງ 1",
    ]);
    expect(shown('<figure><img src="x.jpg"><figcaption>ຮູບ</figcaption></figure>')).toEqual(["paragraph ຮູບ"]);
  });

  test("what programs write into a description by themselves is none", () => {
    const alts = [
      "IMG_2034.JPG",
      "A bridge\n\nDescription automatically generated",
      "A bridge AI-generated content may be incorrect.",
    ];
    const html = alts.map((alt) => `<p><img src="${data}" alt="${alt}"></p>`).join("");
    expect(htmlBlocks(html).pictures.map(({ alt }) => alt)).toEqual(["", "A bridge", "A bridge"]);
  });

  test("a table that lays out pictures, headings and paragraphs is no table", () => {
    const picture = `<img src="${data}">`;
    const laidOut = ['heading{"level":2} ຂ່າວ', image(1), "  figcaption", "paragraph ຝົນ", "paragraph ຕົກ"];
    const cells = [`<h1>ຂ່າວ</h1>`, `${picture}<p>ຝົນ</p>`, "ຕົກ"];
    expect(shown(`<table>${cells.map((cell) => `<tr><td>${cell}</td></tr>`).join("")}</table>`)).toEqual(laidOut);
    expect(shown(`<table role="presentation"><tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</table>`)).toEqual(
      laidOut,
    );
    const lines = shown("<table><tr><td>1</td></tr><tr><td>2</td></tr></table>");
    expect(lines[0]).toBe("table");
  });

  test("in a list, a quote or a cell it stands where it stood", () => {
    const picture = `<img src="${data}">`;
    const html = `<ul><li>North${picture}</li></ul><table><tr><td>ກ<td>${picture}</table>`;
    expect(shown(html)).toEqual([
      "bulletList",
      "  listItem",
      "    paragraph North",
      `    ${image(1)}`,
      "      figcaption",
      "table",
      "  tableRow",
      "    tableCell",
      "      paragraph ກ",
      "    tableCell",
      `      ${image(2)}`,
      "        figcaption",
    ]);
  });
});

test("what is out of the page's sight, a program's buttons and gauges are told, each word apart, and part the words beside them", () => {
  const { blocks, left } = htmlBlocks(
    '<p>ກ່ອນ<span style="position:absolute;left:-9999px">ໄປ<br>ເນື້ອໃນ</span><span style="font-size:0">ຕົວຢ່າງ</span>ຫຼັງ</p>' +
      '<div style="font-size:0"><span style="font-size:12pt">ຂ່າວ</span></div>' +
      "<p>ລາຄາ<span role=button>ເບິ່ງເພີ່ມ</span>12<meter>70%</meter>30<svg><title>ຂ</title><text>ຄ</text></svg></p>" +
      "<select><option>1<option>2</select><ul hidden><li>ໜຶ່ງ<li>ສອງ</ul>" +
      "<div role=button><p>ກາດຂ່າວ</p></div>",
  );
  expect(blocks.flatMap(outline)).toEqual([
    "paragraph ກ່ອນຫຼັງ",
    "paragraph ຂ່າວ",
    "paragraph ລາຄາ 12 30",
    "paragraph ກາດຂ່າວ",
  ]);
  expect(left.map(({ kind, text }) => `${kind} ${text.trim().replace(/\s+/g, " ")}`)).toEqual([
    "hidden ໄປ ເນື້ອໃນ",
    "hidden ຕົວຢ່າງ",
    "control ເບິ່ງເພີ່ມ",
    "control 70%",
    "drawing ຂ ຄ",
    "control 1 2",
    "hidden ໜຶ່ງ ສອງ",
  ]);
});

describe("tables", () => {
  const table = (...rows: string[]) => `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;
  const cell = (spans: string, text = "ແຂວງ") => `<td ${spans}>${text}</td>`;
  const spans = (html: string) => lines(html).flatMap((line) => /tableCell(.*)/.exec(line)?.[1] ?? []);

  test("a table without lines that holds tables, one row of blocks or a page's text is no table; one with lines is", () => {
    const story = "<p>ຂປລ. ລາຄາເຂົ້າເພີ່ມຂຶ້ນ.</p><p>ກະຊວງແຈ້ງ.</p><p>ຂປລ</p>";
    const outlines = (html: string) => lines(html).map((line) => line.trim().split(/[ {]/)[0]);
    const plain = ["paragraph", "paragraph", "paragraph"];
    expect(outlines(`<table border=0><tr><td>Menu</td><td>${story}</td></tr></table>`)).toEqual([
      "paragraph",
      ...plain,
    ]);
    expect(outlines(`<table><tr><td>A</td><td>B</td></tr><tr><td>C</td><td>${story}</td></tr></table>`)).toEqual([
      ...plain,
      ...plain,
    ]);
    const within = "<table><tr><td><table border=1><tr><td>1<td>2</table></td><td>x</td></tr></table>";
    expect(outlines(within)[0]).toBe("table");
    expect(outlines(within).at(-1)).toBe("paragraph");
    const cell = `<td>Menu</td><td>${story}</td>`;
    for (const table of [
      `<table border=1><tr>${cell}</tr></table>`,
      `<table class=MsoTableGrid><tr>${cell}</tr></table>`,
      `<table style="border-collapse:collapse"><tr>${cell.replace("<td>", '<td style="border:solid windowtext 1.0pt">')}</tr></table>`,
      `<table><thead><tr><th>A</th><th>B</th></tr></thead><tr>${cell}</tr></table>`,
      `<table><caption>Rice</caption><tr>${cell}</tr></table>`,
    ])
      expect([table, outlines(table)]).toEqual([table, expect.arrayContaining(["table"])]);
  });

  test("a table's spans are as wide as what stands around them, however they are written", () => {
    for (const wild of ["0", "abc", "2.5", "1001", "-3", "1e9", "99999999999999999999"])
      expect(spans(table(cell(`colspan="${wild}" rowspan="${wild}"`) + cell("")))).toEqual(["", ""]);
    // One head over two columns, and a cell beside two rows.
    expect(spans(table(cell("colspan=2") + cell("rowspan=2"), cell("") + cell("")))).toEqual([
      '{"colspan":2}',
      '{"rowspan":2}',
      "",
      "",
    ]);
    expect(spans(table(cell("colspan=99999").repeat(50), cell("")))).toEqual(['{"colspan":2}', ...Array(50).fill("")]);
  });

  test("a row without words is none, and what reaches through it stands where it stood", () => {
    const html = table(
      cell("rowspan=3", "ກ") + cell("", "ຂ"),
      cell("rowspan=2", "&nbsp;") + cell("", " "),
      cell("", "ຄ"),
      cell("", "") + cell("", ""),
    );
    expect(lines(html)).toEqual([
      "table",
      "  tableRow",
      '    tableCell{"rowspan":2}',
      "      paragraph ກ",
      "    tableCell",
      "      paragraph ຂ",
      "  tableRow",
      "    tableCell",
      "      paragraph ",
      "    tableCell",
      "      paragraph ຄ",
    ]);
    expect(lines(table(cell("", " ") + cell("", "<br>")))).toEqual([]);
  });

  test("what would be a table of gaps is the contents of its cells, and a table of one cell a frame", () => {
    const wide = "<td>ແຂວງ</td>".repeat(900);
    const made = lines(`<table><tr>${wide}</tr>${"<tr><td>Pakse</td></tr>".repeat(900)}</table>`);
    expect(made.filter((line) => line === "paragraph Pakse")).toHaveLength(900);
    expect(lines(table(cell("", "<h2>Note</h2>Text")))).toEqual(['heading{"level":2} Note', "paragraph Text"]);
  });
});

test("words for a voice that reads aloud, and a wiki's way to edit, are no text", () => {
  const html =
    '<h2>ປະຫວັດ<span class="mw-editsection">[<a href="/edit">ແກ້ໄຂ</a>]</span></h2>' +
    '<p>ແຜນງານ<span class="screen-reader-text"> (opens in a new tab)</span></p><p class="sr-only">Skip to content</p>';
  expect(lines(html)).toEqual(['heading{"level":2} ປະຫວັດ', "paragraph ແຜນງານ"]);
  expect(left(html)).toEqual([
    ["control", 1, "[ແກ້ໄຂ]"],
    ["hidden", 2, "(opens in a new tab)", "Skip to content"],
  ]);
});

test("a number behind struck words is one of its own, a vowel mark before it or not", () => {
  expect(lines("<p>ວັນທີ <s>ສີ່</s>5 ພະຈິກ, <s>12</s>15 ຄົນ</p>")).toEqual(["paragraph ວັນທີ ສີ່ 5 ພະຈິກ, 12 15 ຄົນ"]);
});

test("what says how a sign is read stands in its brackets", () => {
  expect(lines("<p><ruby>寮<rp>(</rp><rt>ລາວ</rt><rp>)</rp></ruby></p>")).toEqual(["paragraph 寮(ລາວ)"]);
});

test("words for browsers without scripts, frames or films are told as words, in the head and in the body", () => {
  const page =
    '<html><head><noscript><link rel=stylesheet href=a.css><p>ກະລຸນາເປີດ JavaScript</p></noscript><title>ຂ່າວ</title></head><body><p>ຝົນຕົກໜັກ</p><noscript><img src="https://count.la/1"> ນັບ</noscript><iframe src=a><p>ບໍ່ມີກອບ</p></iframe><p>ຢູ່ພາກເໜືອ</p></body></html>';
  expect(lines(page)).toEqual(["paragraph ຝົນຕົກໜັກ", "paragraph ຢູ່ພາກເໜືອ"]);
  expect(left(page)).toEqual([
    ["media", 1, "ບໍ່ມີກອບ"],
    ["hidden", 3, "ກະລຸນາເປີດ JavaScript", "ຂ່າວ", "ນັບ"],
  ]);
});

test("marks of direction go where nothing is written from the right, and stay where something is", () => {
  expect(lines("<p>\u200eຂ່າວ\u200fລາວ \u2068+856 20\u2069</p>")).toEqual(["paragraph ຂ່າວລາວ +856 20"]);
  expect(lines("<p>Al Jazeera (\u200fالجزيرة\u200e)</p>")).toEqual(["paragraph Al Jazeera (\u200fالجزيرة\u200e)"]);
});

test("a list's style is read in its short way too", () => {
  expect(lines('<ol style="list-style: inside lower-alpha" start="3"><li>ຂົວ</li><li>ທາງ</li></ol>')).toEqual([
    'orderedList{"start":3,"type":"a"}',
    "  listItem",
    "    paragraph ຂົວ",
    "  listItem",
    "    paragraph ທາງ",
  ]);
  expect(lines("<ul style=\"list-style: '– ' outside\"><li>ຂົວ</li></ul>")).toEqual(["paragraph – ຂົວ"]);
});

test("the time of a message, which its program sets beside it, touches no word", () => {
  expect(lines('<div>ນ້ຳຖ້ວມ<span class="MessageMeta"><span class="message-time">10:24</span></span></div>')).toEqual([
    "paragraph ນ້ຳຖ້ວມ 10:24",
  ]);
});

test("a number that a list prints with a nought before it stays text", () => {
  expect(lines('<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">01.</span>ຂົວ</p>')).toEqual([
    "paragraph 01. ຂົວ",
  ]);
});

test("a list's printed number in the middle of a line parts the words around it", () => {
  expect(lines('<b>ຂົວ<span style="mso-list:Ignore">2.</span>ທາງ</b>')).toEqual(["paragraph **ຂົວ** **ທາງ**"]);
});
